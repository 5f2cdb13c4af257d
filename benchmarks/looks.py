"""How well each distance between looks finds stills of the same film: leave one out.

    python -m benchmarks.looks [--seeds 3]

Every still in turn is the question, all others are the answer's candidates. Pairs of one shot
do not count either way: those whose pictures' difference hashes (64 bits) differ in at most 10,
and those cut from one clip within 3 seconds. NN is how often the nearest is of the same film,
mAP the mean average precision; both are means over films, so that a film with many stills
counts as one with few. Films of one still are only there to be mistaken for others.

Stills are taken as they are, and again each with a random exposure (up to half a stop), white
balance (red and blue up to 8 %) and JPEG quality (50 to 92). What is fitted is fitted on half
of the films and measured on the other half, then the other way round.
"""

import argparse
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.look_trials import TRIALS, Floats, euclidean
from benchmarks.own_catalogue import SAMPLE
from palettes.engine import LOOK_DISTANCES, EngineLook, Sample, look_of, sample_picture
from palettes.engine.spaces.transfer import to_encoded, to_linear

SHARED = Path(__file__).resolve().parents[2] / "shared" / "stills"
WIDTH = 640
ALIKE_BITS = 10
SAME_SHOT_SECONDS = 3.0

Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Results = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Shot:
    """A still: the film it is of, and its clip and time where the file's name tells them."""

    path: Path
    film: str
    clip: str
    seconds: float


def shots(folders: Iterable[Path]) -> list[Shot]:
    """All stills of ``folders``, one folder a film."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*/*")):
            if path.suffix in (".jpg", ".png"):
                timed = re.fullmatch(r"(.+)_t(\d+\.\d+)", path.stem)
                clip, seconds = (timed[1], float(timed[2])) if timed else (path.stem, 0.0)
                found.append(Shot(path, path.parent.name, f"{path.parent.name}/{clip}", seconds))
    return found


def picture(shot: Shot) -> Image.Image:
    """The still, 640 wide."""
    with Image.open(shot.path) as image:
        image.draft("RGB", (WIDTH, WIDTH))
        whole = image.convert("RGB")
    return whole.resize((WIDTH, max(1, whole.height * WIDTH // whole.width)))


def changed(image: Image.Image, dice: np.random.Generator) -> bytes:
    """The still as another copy of it might be: lighter or darker, warmer or cooler, coarser."""
    light = to_linear(np.asarray(image, dtype=np.float64) / 255)
    gains = 2.0 ** dice.uniform(-0.5, 0.5) * np.exp(dice.uniform(-0.08, 0.08, 3) * (1, 0, 1))
    pixels = to_encoded((light * gains).clip(0, 1))
    file = io.BytesIO()
    quality = int(dice.integers(50, 93))
    Image.fromarray(np.round(pixels * 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
    return file.getvalue()


def difference_hash(sample: Sample) -> Flags:
    """64 bits: whether each of 8 x 8 places is lighter than its right neighbour."""
    plane = Image.fromarray(np.ascontiguousarray(sample.plane)).convert("L")
    grey = np.asarray(plane.resize((9, 8), Image.Resampling.BOX), dtype=np.int64)
    bits: Flags = (grey[:, 1:] > grey[:, :-1]).reshape(-1)
    return bits


def same_shot(all_shots: Sequence[Shot], samples: Sequence[Sample]) -> Flags:
    """Pairs (n, n) that are one shot, and every still with itself."""
    hashes = np.stack([difference_hash(sample) for sample in samples])
    same: Flags = (hashes[:, None] != hashes).sum(axis=2) <= ALIKE_BITS
    clips, seconds = np.array([s.clip for s in all_shots]), np.array([s.seconds for s in all_shots])
    same &= np.array([s.film for s in all_shots])[:, None] == np.array([s.film for s in all_shots])
    return same | (
        (clips[:, None] == clips) & (np.abs(seconds[:, None] - seconds) <= SAME_SHOT_SECONDS)
    )


def scores(
    distances: Floats, films: Names, left_out: Flags, measured: Sequence[str] | None = None
) -> tuple[float, float]:
    """NN and mAP of a table of distances (n, n), each the mean over films, or over some."""
    by_film: dict[str, list[tuple[float, float]]] = {}
    for row, film in enumerate(films):
        if measured is not None and film not in measured:
            continue
        there = np.flatnonzero(~left_out[row])
        order = there[np.argsort(distances[row, there], kind="stable")]
        right = films[order] == film
        if right.any():
            precision = np.cumsum(right) / np.arange(1, len(right) + 1)
            by_film.setdefault(film, []).append((float(right[0]), float(precision[right].mean())))
    nn, ap = np.mean([np.mean(found, axis=0) for found in by_film.values()], axis=0)
    return float(nn), float(ap)


def by_table(looks: Sequence[EngineLook], key: str) -> Floats:
    """Distances (n, n) under an entry of LOOK_DISTANCES."""
    between = LOOK_DISTANCES[key].between
    table = np.zeros((len(looks), len(looks)))
    for row, look in enumerate(looks):
        for column in range(row):
            table[row, column] = table[column, row] = between(look, looks[column])
    return table


def centred(signatures: Floats, films: Names, fitted: Sequence[str], within: bool) -> Floats:
    """Distances of signatures seen from the middle of the films ``fitted`` alone; ``within``
    also shrinks the directions in which the stills of one of these films differ.
    """
    means = [signatures[films == film].mean(axis=0) for film in fitted]
    away = signatures - np.mean(means, axis=0)
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    if within:
        steps = np.concatenate([away[films == f] - away[films == f].mean(axis=0) for f in fitted])
        spread = steps.T @ steps
        size = len(spread)
        values, axes = np.linalg.eigh(spread / np.trace(spread) + 10 * np.eye(size) / size)
        away = away @ (axes / np.sqrt(values))
    return euclidean(away)


def rows_of(samples: list[Sample], films: Names, left_out: Flags, emd: bool) -> Results:
    """NN and mAP by name, for one set of stills."""
    results = {"random": scores(random_table(len(films)), films, left_out)}
    for name, describe in TRIALS.items():
        vectors = np.stack([describe(sample) for sample in samples])
        results[name] = scores(euclidean(vectors), films, left_out)
    looks = [look_of(sample) for sample in samples]
    signatures = np.stack([look.signature for look in looks]).astype(np.float64)
    several = [str(film) for film in np.unique(films) if (films == film).sum() > 1]
    halves = [several[::2], several[1::2]]
    for name, within in (("signature, centre of other films", False), ("  and a metric", True)):
        found = [
            scores(centred(signatures, films, fitted, within), films, left_out, measured)
            for fitted, measured in (halves, halves[::-1])
        ]
        sizes = [len(measured) for measured in halves[::-1]]
        nn, ap = np.average(found, axis=0, weights=sizes)
        results[name] = float(nn), float(ap)
    for key in LOOK_DISTANCES:
        if emd or key != "emd":
            results[f"[bold]{key}[/bold]"] = scores(by_table(looks, key), films, left_out)
    return results


def random_table(count: int) -> Floats:
    """Distances without meaning."""
    return np.random.default_rng(5).random((count, count))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3, help="sets of changed stills")
    parser.add_argument("--no-emd", action="store_true", help="leave the slow one out")
    options = parser.parse_args()
    console = Console(width=100)
    folders = [folder for folder in (SAMPLE, SHARED) if folder.is_dir()]
    if SHARED not in folders:
        console.print(f"{SHARED} is not there: the sample catalogue alone is measured")
    all_shots = shots(folders)
    pictures = [picture(shot) for shot in all_shots]
    films = np.array([shot.film for shot in all_shots])
    samples = [sample_picture(image) for image in pictures]
    left_out = same_shot(all_shots, samples)
    pairs = (int(left_out.sum()) - len(films)) // 2
    console.print(f"{len(films)} stills of {len(set(films))} films; {pairs} pairs of one shot")
    untouched = rows_of(samples, films, left_out, not options.no_emd)
    runs = []
    for seed in range(1, options.seeds + 1):
        dice = np.random.default_rng(seed)
        others = [sample_picture(changed(image, dice)) for image in pictures]
        runs.append(rows_of(others, films, left_out, not options.no_emd and seed == 1))
    print_table(console, untouched, runs)


def print_table(console: Console, untouched: Results, runs: list[Results]) -> None:
    """NN, mAP and mAP over plain Hellinger's, as they are and changed."""
    table = Table("distance", "NN", "mAP", "x plain", "changed: NN", "mAP", "x plain")
    base = untouched["plain Hellinger 8 x 12 x 12"][1]
    base_changed = float(np.mean([run["plain Hellinger 8 x 12 x 12"][1] for run in runs]))
    for name, (nn, ap) in untouched.items():
        again = np.mean([run[name] for run in runs if name in run], axis=0)
        values = (nn, ap, ap / base, again[0], again[1], again[1] / base_changed)
        table.add_row(
            name,
            *(f"{value:.2f}" if i % 3 != 1 else f"{value:.3f}" for i, value in enumerate(values)),
        )
    console.print(table)


if __name__ == "__main__":
    main()
