"""Ask every method for palettes: in turn with a decode where time counts, else side by side."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image

from benchmarks.peers.client import Answer, Side
from benchmarks.peers.pictures import Picture

TURNS, SLOW_TURNS = 5, 2

EVERY: Final = {
    "scikit-learn KMeans, all pixels": 4,
    "colorthief": 2,
    "Pylette OKLab": 2,
    "materialyoucolor Score": 2,
    "imagequant": 2,
    "Pillow MEDIANCUT": 2,
    "Pillow MAXCOVERAGE": 2,
    "Pillow LIBIMAGEQUANT": 2,
    "node-vibrant (npm)": 2,
    "colorthief (npm)": 2,
}
"""Methods slower than about ten decodes see each n-th pair of pictures only, and fewer turns."""

Job = tuple[str, Path, int]
Answers = dict[Job, Answer]
Seconds = tuple[float, float]


class Ratio(NamedTuple):
    """A method's time by a decode's, on one picture: of processor time and by the clock."""

    processor: float
    clock: float


Ratios = dict[str, list[Ratio]]


def sees(method: str, pair: int) -> bool:
    """Whether a method is measured on this pair of pictures."""
    return pair % EVERY.get(method, 1) == 0


def warm_up(sides: Sequence[Side], picture: Picture) -> None:
    """Ask every method once, so that what it imports late is not counted."""
    for side in sides:
        for method in side.methods:
            side.ask(method, picture.path, 8)


def in_turn(sides: Sequence[Side], pictures: Iterable[Picture], k: int) -> tuple[Answers, Ratios]:
    """Give palettes, and each method's time on each picture as a ratio to decodes in turn.

    Each is the least that a method took in its turns by the least of the decodes just before
    them: on a machine that does other work too, the least is what it needs.
    """
    answers: Answers = {}
    ratios: Ratios = {}
    for picture in pictures:
        for side in sides:
            for method in side.methods:
                if not sees(method, picture.pair):
                    continue
                turns = [
                    (decoded(picture.path), side.ask(method, picture.path, k))
                    for _ in range(SLOW_TURNS if method in EVERY else TURNS)
                ]
                answer = answers[method, picture.path, k] = turns[-1][1]
                if not answer.error:
                    ratios.setdefault(method, []).append(_ratio(turns))
    return answers, ratios


def side_by_side(sides: Sequence[Side], jobs: Iterable[Job]) -> Answers:
    """Ask all sides at once, each in its own order; for palettes only."""
    wanted = list(dict.fromkeys(jobs))

    def ask(side: Side) -> Answers:
        return {job: side.ask(*job) for job in wanted if job[0] in side.methods}

    with ThreadPoolExecutor(len(sides)) as pool:
        parts = list(pool.map(ask, sides))
    return {job: answer for part in parts for job, answer in part.items()}


def decoded(path: Path) -> Seconds:
    """Seconds that Pillow takes to decode the file in full: processor, clock."""
    clock, processor = time.perf_counter(), time.process_time()
    with Image.open(path) as picture:
        picture.load()
    return time.process_time() - processor, time.perf_counter() - clock


def _ratio(turns: Sequence[tuple[Seconds, Answer]]) -> Ratio:
    processor = min(answer.processor for _, answer in turns) / min(one for (one, _), _ in turns)
    clock = min(answer.clock for _, answer in turns) / min(one for (_, one), _ in turns)
    return Ratio(processor, clock)
