"""What damaged and hostile pictures do to the process that verifies them, and what its child costs.

Pictures of every kind are damaged at random and verified, then bombs are; at the end the way
through the child is timed beside decoding in this process. Run:
``python -m benchmarks.pictures [count]``, 20,000 by default.
"""

import io
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.own_catalogue import own_catalogue

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
SIZE = (320, 180)
HANG = 5.0  # seconds for a picture of this size
ROUNDS = 60


def main(count: int) -> None:
    """Print what became of the pictures, the memory of both processes, and the ratios."""
    with own_catalogue():
        from catalog.ingestion import decoding

        began, before = time.perf_counter(), Watch()
        codes: Counter[str] = Counter()
        worst = 0.0
        for content in mutated(count):
            code, seconds = verdict(content)
            codes[code] += 1
            worst = max(worst, seconds)
            before.look(decoding.children())
        seconds = time.perf_counter() - began
        print(
            f"{count:,} damaged pictures of {SIZE[0]} x {SIZE[1]}, {count / seconds:.0f} a second"
        )
        print("  " + ", ".join(f"{code} {number:,}" for code, number in codes.most_common()))
        hangs = codes["decode_timeout"]
        print(f"  crashes {codes['decoder_crashed']}, hangs {hangs}, longest {worst * 1000:.0f} ms")
        print(f"  {before}")
        bombs()
        cost()


class Watch:
    """How much memory this process has gained, its child has held, and how many children."""

    def __init__(self) -> None:
        self.before = memory("self", "VmRSS")
        self.seen: set[int] = set()
        self.peak = self.grown = 0

    def look(self, children: list[int]) -> None:
        """Take note of both processes as they are now."""
        self.seen.update(children)
        self.grown = max(self.grown, memory("self", "VmRSS") - self.before)
        for child in children:
            self.peak = max(self.peak, memory(child, "VmHWM"))

    def __str__(self) -> str:
        return (
            f"children {len(self.seen)}, each at most {self.peak / 1e6:.0f} MB;"
            f" this process grew by {self.grown / 1e6:.1f} MB"
        )


def memory(process: int | str, kind: str) -> int:
    """Bytes a process holds (VmRSS) or has held at most (VmHWM), as Linux tells."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in status if line.startswith(kind))) * 1024


def verdict(content: bytes) -> tuple[str, float]:
    """The code of a picture's refusal, or "taken", and the seconds it took."""
    from catalog.ingestion.errors import PictureError
    from catalog.ingestion.images import verify

    began, code = time.perf_counter(), "taken"
    try:
        verify(content)
    except PictureError as error:
        code = error.code
    return code, time.perf_counter() - began


def mutated(count: int) -> Iterator[bytes]:
    """Pictures with bytes changed, cut out, doubled or cut off, from a fixed seed."""
    from PIL import Image

    originals = []
    image = Image.effect_mandelbrot(SIZE, (-2, -1.2, 1, 1.2), 60).convert("RGB")
    for kind in KINDS:
        for options in ({}, {"progressive": True}) if kind == "JPEG" else ({},):
            file = io.BytesIO()
            image.save(file, kind, **options)
            originals.append(file.getvalue())
    rng = random.Random(2026)
    for number in range(count):
        content = bytearray(originals[number % len(originals)])
        for _ in range(rng.randrange(1, 10)):
            damage(content, rng)
        yield bytes(content)


def damage(content: bytearray, rng: random.Random) -> None:
    """One change, in the first 600 bytes as often as in all the others."""
    end = len(content) if rng.random() < 0.5 else min(600, len(content))
    place = rng.randrange(4, max(5, end))
    length = rng.randrange(1, 40)
    kind = rng.randrange(20)
    if kind == 0:
        del content[place : place + length]
    elif kind == 1:
        content[place:place] = content[place : place + length]
    elif kind == 2 and place > 100:
        del content[place:]
    elif kind < 8:
        content[place : place + 1] = bytes([rng.choice((0, 1, 0x7F, 0x80, 0xFF))])
    else:
        content[place : place + 1] = bytes([rng.randrange(256)])


def bombs() -> None:
    """Print what bombs do: each verified three times, the fastest counts."""
    from catalog.ingestion import decoding
    from tests.catalog.ingestion.bombs import bombs as made

    contents = made()
    watch = Watch()
    took = {}
    for name, content in contents.items():
        codes, seconds = zip(*(verdict(content) for _ in range(3)), strict=True)
        took[name] = (min(seconds), codes[0])
        watch.look(decoding.children())
    print(f"{len(contents)} bombs")
    for name, (seconds, code) in sorted(took.items(), key=lambda item: -item[1][0])[:5]:
        print(f"  {seconds * 1000:6.1f} ms  {name}: {code}")
    refused = max(seconds for seconds, code in took.values() if code != "taken")
    print(f"  slowest refusal {refused * 1000:.0f} ms; {watch}")


def cost() -> None:
    """Print the time of a 1920 x 1080 JPEG through the child, and decoded here."""
    from PIL import Image

    from catalog.ingestion import decoder, decoding

    file = io.BytesIO()
    Image.effect_noise((1920, 1080), 40).convert("RGB").save(file, "JPEG", quality=85)
    content = file.getvalue()

    def whole() -> None:
        with Image.open(io.BytesIO(content)) as image:
            image.load()

    times: dict[str, list[float]] = {}
    ways: dict[str, Callable[[], object]] = {
        "verified through the child": lambda: verdict(content),
        "decoded by the child": lambda: decoding.decode(content, HANG),
        "decoded the same way here": lambda: decoder.decode(content),
        "every pixel decoded here": whole,
    }
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            times.setdefault(name, []).append(time.perf_counter() - began)
    here = statistics.median(times["decoded the same way here"])
    print(f"a JPEG of 1920 x 1080, {len(content) / 1000:.0f} kB")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"  {name:27} {middle * 1000:5.1f} ms   {middle / here:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
