"""How fast stills come in from a folder, as a ratio to a loop that does the least there is.

The bare loop decodes, hashes, writes and computes the default palette, and keeps nothing else.
All take pictures of the same kind in turns, and a ratio is the median over the turns, so that a
noisy machine spoils single turns only. Run: ``python -m benchmarks.ingest [count]``.
"""

import hashlib
import io
import operator
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.own_catalogue import own_catalogue, pictures

ROUNDS = 8
MANY = 1000
SMALL = (320, 180)


def main(count: int) -> None:
    """Print stills a second and the ratios."""
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
        taken: dict[str, list[float]] = {name: [] for name in ("bare loop", *ways)}
        for part in range(ROUNDS):
            paths = pictures(folder / f"part {part}", each)
            copies = {name: pictures(folder / f"{name} {part}", each) for name in ways}
            taken["bare loop"].append(timed(partial(bare, paths, folder / "bare")))
            for name, (compute, recipes) in ways.items():
                settings.PALETTE_RECIPES = recipes
                source = str(copies[name][0].parent)
                taken[name].append(timed(partial(store, source, compute)))
        print(f"{each * ROUNDS} stills of 1920 x 1080, from {ROUNDS} folders")
        for name, seconds in taken.items():
            rate = each / statistics.median(seconds)
            ratios = sorted(map(operator.truediv, taken["bare loop"], seconds))
            print(
                f"  {name:18} {rate:6.1f} a second   {statistics.median(ratios):.2f} of the bare "
                f"loop's rate ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            )
        grown = grows(folder / "many", store)
        print(f"A folder of {MANY} stills: {grown:.1f} MB more at its peak than a folder of 100")


def grows(folder: Path, store: Callable[[str, Any], None]) -> float:
    """Megabytes of memory that storing many stills takes, beyond what a hundred take."""
    from catalog.signals import Compute

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

    store(str(pictures(folder / "some", 100, SMALL)[0].parent), Compute.NEVER)
    before = peak()
    store(str(pictures(folder / "more", MANY, SMALL)[0].parent), Compute.NEVER)
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


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 160)
