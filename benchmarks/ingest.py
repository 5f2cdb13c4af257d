"""How fast stills come in from a folder, as a ratio to a loop that does the least there is.

The bare loop decodes, hashes, writes and computes the default palette, and keeps nothing else.
All take pictures of the same kind in turns, and a ratio is the median over the turns, so that a
noisy machine spoils single turns only. Beside it stands the processor's time for a still, which
noise hardly changes: in the process that stores, in the one that decodes, and in those that make
palettes, their start included. Run: ``python -m benchmarks.ingest [count [stills of the folder
whose memory is measured]]``.
"""

import hashlib
import io
import operator
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from benchmarks.own_catalogue import own_catalogue, pictures

ROUNDS = 8
MANY = 1000
SMALL = (320, 180)


@dataclass(frozen=True)
class Turn:
    """Seconds that a folder took: by the clock, and of the processors in each kind of process."""

    clock: float
    storing: float
    decoding: float
    palettes: float


def main(count: int, many: int) -> None:
    """Print stills a second, the ratios, and where the time goes."""
    with own_catalogue() as folder:
        from django.conf import settings

        from catalog.ingestion.service import ingest
        from catalog.signals import Compute

        def store(source: str, compute: Compute) -> None:
            for _ in ingest([source], compute=compute):
                pass

        every, first = list(settings.PALETTE_RECIPES), settings.PALETTE_RECIPES[:1]
        ways = {
            f"{len(every)} palettes": (Compute.NOW, every),
            "default palette": (Compute.NOW, first),
            "no palettes": (Compute.NEVER, every),
        }
        each = max(1, count // ROUNDS)
        store(str(pictures(folder / "first", 2)[0].parent), Compute.NOW)  # what is only once
        turns: dict[str, list[Turn]] = {name: [] for name in ("bare loop", *ways)}
        for part in range(ROUNDS):
            paths = pictures(folder / f"part {part}", each)
            copies = {name: pictures(folder / f"{name} {part}", each) for name in ways}
            turns["bare loop"].append(timed(partial(bare, paths, folder / "bare")))
            for name, (compute, recipes) in ways.items():
                settings.PALETTE_RECIPES = recipes
                source = str(copies[name][0].parent)
                turns[name].append(timed(partial(store, source, compute)))
        show(turns, each)
        grown = grows(folder / "many", store, many)
        print(f"A folder of {many} stills: {grown:.1f} MB more at its peak than a folder of 100")


def show(turns: dict[str, list[Turn]], each: int) -> None:
    """Print the turns of each way, of so many stills each."""
    print(f"{each * ROUNDS} stills of 1920 x 1080, from {ROUNDS} folders; processor ms a still in")
    print("the process that stores, the one that decodes, those that make palettes")
    least = [turn.clock for turn in turns["bare loop"]]
    for name, taken in turns.items():
        clock = [turn.clock for turn in taken]
        ratios = sorted(map(operator.truediv, least, clock))
        parts = " ".join(
            f"{statistics.median(getattr(turn, part) for turn in taken) / each * 1000:5.1f}"
            for part in ("storing", "decoding", "palettes")
        )
        print(
            f"  {name:16} {each / statistics.median(clock):6.1f} a second"
            f"   {statistics.median(ratios):.2f} of the bare loop's rate"
            f" ({ratios[0]:.2f} to {ratios[-1]:.2f})   {parts}"
        )


def grows(folder: Path, store: Callable[[str, Any], None], many: int) -> float:
    """Megabytes of memory that storing many stills takes, beyond what a hundred take."""
    from catalog.signals import Compute

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

    store(str(pictures(folder / "some", 100, SMALL)[0].parent), Compute.NEVER)
    before = peak()
    store(str(pictures(folder / "more", many, SMALL)[0].parent), Compute.NEVER)
    return peak() - before


def bare(paths: list[Path], out: Path) -> None:
    """Decode, hash, write, compute one palette: the least that storing a still needs."""
    from PIL import Image

    from palettes.compute import default_recipe
    from palettes.engine import extract_palette

    out.mkdir(exist_ok=True)
    for path in paths:
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
        (out / hashlib.sha256(content).hexdigest()).write_bytes(content)
        extract_palette(content, default_recipe())


def timed(work: Callable[[], object]) -> Turn:
    """What ``work`` takes."""
    before, start = spent(), time.perf_counter()
    work()
    clock = time.perf_counter() - start
    return Turn(clock, *map(operator.sub, spent(), before))


def spent() -> tuple[float, float, float]:
    """Seconds of the processors so far: in this process, in its decoders, in what has ended."""
    from catalog.ingestion import decoding

    times = psutil.Process().cpu_times()
    living = [psutil.Process(pid).cpu_times() for pid in decoding.children()]
    decoders = sum(one.user + one.system for one in living)
    return times.user + times.system, decoders, times.children_user + times.children_system


if __name__ == "__main__":
    counts = [int(argument) for argument in sys.argv[1:3]]
    main(*counts, *(240, MANY)[len(counts) :])
