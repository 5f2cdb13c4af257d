"""The pictures that all methods see, and the same pictures with objects put in."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from benchmarks.inserted import KINDS, QUALITY, Trial, make_trial
from benchmarks.own_catalogue import SAMPLE
from palettes.engine.bars import picture_box

WIDTH: Final = 1920
WORKERS: Final = 2
EACH_SIZE: Final = ("saturated", "neutral")


@dataclass(frozen=True)
class Picture:
    """A JPEG 1920 wide, its name, its pair's number, and whether it is of the sample catalogue."""

    path: Path
    name: str
    pair: int
    ours: bool


@dataclass(frozen=True)
class Put:
    """A trial, where its JPEG is, and the number of its picture's pair."""

    trial: Trial
    path: Path
    pair: int


def pictures(folder: Path, stills: Sequence[Path], pairs: int) -> list[Picture]:
    """Write ``pairs`` times a real still and one of the sample catalogue, as far as there are."""
    real = spread(stills)[:pairs]
    sample = one_a_film(pairs)
    made = []
    for pair, both in enumerate(zip_longest(real, sample)):
        for source in filter(None, both):
            name = f"{source.parent.name}/{source.stem}"
            path = folder / f"{pair:02}-{source.parent.name}-{source.stem}.jpg"
            with Image.open(source) as still:
                whole = still.convert("RGB")
            widened(whole).save(path, "JPEG", quality=QUALITY)
            made.append(Picture(path, name, pair, source.is_relative_to(SAMPLE)))
    return made


def spread(stills: Sequence[Path]) -> list[Path]:
    """Order stills so that films take turns, each film's own spread over its length."""
    films: dict[str, list[Path]] = {}
    for still in sorted(stills):
        films.setdefault(still.parent.name, []).append(still)
    thinned = [_far_apart(own) for own in films.values()]
    return [still for turn in zip_longest(*thinned) for still in turn if still]


def one_a_film(count: int) -> list[Path]:
    """Give a still of each of the first films of the sample catalogue, never the same number."""
    films = sorted(folder for folder in SAMPLE.iterdir() if folder.is_dir())
    chosen = []
    for number, film in enumerate(films[:count]):
        own = sorted(film.glob("*.jpg"))
        chosen.append(own[number % len(own)])
    return chosen


def widened(whole: Image.Image) -> Image.Image:
    """Give a picture without its bars, scaled to the width that all are measured at."""
    left, top, right, bottom = box = picture_box(np.asarray(whole))
    height = round((bottom - top) * WIDTH / (right - left))
    return whole.resize((WIDTH, height), Image.Resampling.LANCZOS, box=box)


def trials(folder: Path, bases: Sequence[Picture], other_kinds: bool) -> list[Put]:
    """Put objects in: saturated and neutral ones of each size, of other kinds one a picture."""
    wanted = [
        (base, kind, share)
        for number, base in enumerate(bases)
        for kind, share in _kinds(number, other_kinds)
    ]
    with ProcessPoolExecutor(WORKERS) as pool:
        made = pool.map(_trial, wanted)
        return [
            _written(folder, number, trial, base.pair)
            for number, ((base, _, _), trial) in enumerate(zip(wanted, made, strict=True))
            if trial
        ]


def _kinds(number: int, other_kinds: bool) -> Iterator[tuple[str, float]]:
    for kind, shares in KINDS.items():
        if kind != "saturated" and not other_kinds:
            continue
        if kind in EACH_SIZE:
            yield from ((kind, share) for share in shares)
        else:
            yield kind, shares[number // 2 % len(shares)]


def _trial(wanted: tuple[Picture, str, float]) -> Trial | None:
    base, kind, share = wanted
    with Image.open(base.path) as image:
        return make_trial(base.name, image, kind, share, seed=base.pair)


def _written(folder: Path, number: int, trial: Trial, pair: int) -> Put:
    path = folder / f"trial-{number:03}.jpg"
    path.write_bytes(trial.jpeg)
    return Put(trial, path, pair)


def _far_apart(stills: list[Path]) -> list[Path]:
    """Order a film's stills so that any first few are spread over all of them."""
    order = sorted(range(len(stills)), key=lambda at: int(f"{at:012b}"[::-1], 2))
    return [stills[at] for at in order]
