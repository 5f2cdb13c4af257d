"""What a user would pick instead of us, measured beside us on the same pictures in one run.

``python -m benchmarks.against_peers [--quick | --pictures] [--stills FOLDER]`` writes
``docs/benchmark.md`` and the pictures in ``docs/benchmark/``; ``--quick`` prints the page from a
few pictures and keeps nothing, ``--pictures`` draws the pictures alone. The peers live in an
environment of their own, ``.venv-peers``; a library that is not there is named with its error.
"""

import argparse
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.figures import STILLS, stills
from benchmarks.peers import page, strips
from benchmarks.peers.asking import (
    EVERY,
    Answers,
    Job,
    Ratios,
    in_turn,
    sees,
    side_by_side,
    warm_up,
)
from benchmarks.peers.client import ROOT, Answer, Side, started
from benchmarks.peers.measures import Colours, Fit, colours_of, fit, reference
from benchmarks.peers.pictures import WORKERS, Picture, Put, pictures, trials
from benchmarks.peers.results import Row, add_fits, add_hits, rows

SIZES = (8, 5)
PAIRS, QUICK_PAIRS = 8, 1
SLOWEST = [method for method, every in EVERY.items() if every > 2]
DOCS = ROOT / "docs"
TRIED = DOCS / "benchmark" / "tried.md"
PAGES = DOCS / "benchmark" / "pages.md"
"""What no run can tell; it ends the page."""


def main(held_out: Sequence[Path], quick: bool) -> None:
    """Measure, and write the page or print it."""
    with tempfile.TemporaryDirectory(prefix="against-peers-") as name, started() as sides:
        folder = Path(name)
        if quick:
            for side in sides:
                side.leave_out(SLOWEST)
        shown = pictures(folder, held_out, QUICK_PAIRS if quick else PAIRS)
        say(f"{len(shown)} pictures; putting objects in")
        puts = trials(folder, shown, other_kinds=not quick)
        say(f"{len(puts)} pictures with objects; timing")
        warm_up(sides, shown[0])
        answers, times = in_turn(sides, shown, SIZES[0])
        say("palettes of the rest")
        answers |= side_by_side(sides, jobs(sides, shown, puts, answers, quick))
        say("measuring")
        table = scored(sides, answers, times, shown, puts)
        missing = {library: why for side in sides for library, why in side.missing.items()}
        text = page.written(list(table.values()), missing, shown, puts)
        for part in (TRIED, PAGES):
            text += "\n" + part.read_text(encoding="utf-8")
        if quick:
            print(text)
            return
        DOCS.joinpath("benchmark.md").write_text(text, encoding="utf-8")
        strips.draw(DOCS / "benchmark", shown, list(table), answers, SIZES[0])
        say(f"written: {DOCS / 'benchmark.md'}")


def draw() -> None:
    """Ask for the sample catalogue's palettes alone, and draw them."""
    with tempfile.TemporaryDirectory(prefix="against-peers-") as name, started() as sides:
        shown = pictures(Path(name), [], PAIRS)
        methods = [method for side in sides for method in side.methods]
        wanted = [(method, own.path, SIZES[0]) for own in shown for method in methods]
        answers = side_by_side(sides, wanted)
        strips.draw(DOCS / "benchmark", shown, methods, answers, SIZES[0])


def jobs(
    sides: Sequence[Side],
    shown: Sequence[Picture],
    puts: Sequence[Put],
    known: Answers,
    quick: bool,
) -> list[Job]:
    """Give what is still to ask: the other size, the objects, and the strips of our own stills."""
    methods = [method for side in sides for method in side.methods]
    items: list[Picture | Put] = [*shown, *puts]
    wanted = [
        (method, item.path, k)
        for item in items
        for k in SIZES
        for method in methods
        if sees(method, item.pair)
    ]
    if not quick:
        wanted += [(method, own.path, SIZES[0]) for own in shown if own.ours for method in methods]
    return [job for job in wanted if job not in known]


def scored(
    sides: Sequence[Side],
    answers: Answers,
    times: Ratios,
    shown: Sequence[Picture],
    puts: Sequence[Put],
) -> dict[str, Row]:
    """Give a row a method."""
    libraries = {name: library for side in sides for name, library in side.methods.items()}
    table = rows(libraries, times)
    fits: dict[tuple[str, Picture, int], Fit] = {}
    references: dict[tuple[Picture, int], float] = {}
    with ProcessPoolExecutor(WORKERS) as pool:
        given = [
            {
                (name, k): answers[name, picture.path, k]
                for name in table
                for k in SIZES
                if sees(name, picture.pair)
            }
            for picture in shown
        ]
        for picture, (own, best) in zip(shown, pool.map(measured, shown, given), strict=True):
            fits |= {(name, picture, k): one for (name, k), one in own.items()}
            references |= {(picture, k): error for k, error in best.items()}
    add_fits(table, answers, fits, references)
    add_hits(table, answers, puts, SIZES)
    return table


def measured(
    picture: Picture, given: Mapping[tuple[str, int], Answer]
) -> tuple[dict[tuple[str, int], Fit], dict[int, float]]:
    """Fit of every palette of one picture, and the reference's error at each size."""
    colours: Colours = colours_of(picture.path)
    fits = {key: fit(colours, one.palette) for key, one in given.items() if not one.error}
    return fits, {k: reference(colours, k) for k in SIZES}


def say(what: str) -> None:
    """Say how far it is."""
    print(f"{time.strftime('%H:%M:%S')}  {what}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few pictures, print, keep nothing")
    parser.add_argument("--pictures", action="store_true", help="draw the pictures alone")
    parser.add_argument("--stills", type=Path, default=STILLS)
    taken = parser.parse_args()
    if taken.pictures:
        draw()
    else:
        names = stills(taken.stills, "report", quick=False)
        main([taken.stills / name for name in names], taken.quick)
