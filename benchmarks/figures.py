"""What the palette benchmark measures; ``benchmarks/palettes.py`` prints it."""

import csv
import io
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.inserted import KINDS, OKLAB, QUALITY, Trial, found, make_trial
from palettes.engine import METHODS, extract_palette
from palettes.engine.arrays import Bytes, Floats, squared_distances

STILLS = Path(__file__).resolve().parents[2] / "shared" / "stills"
LABELS = Path(__file__).with_name("accent_labels.tsv")
TUNED_ON = (
    "sintel/widescreen",
    "sintel/market",
    "sintel/render",
    "chimera",
    "tears-of-steel",
    "big-buck-bunny/bbb720",
    "spring",
)
OURS = "accent-oklab"
MOST_PIXELS = 200_000
ROUNDS = 15
NEAR_PIXEL = 0.01
LEAST_SHARE = 0.0005
SIZES = (8, 5)


def stills(folder: Path, half: str, quick: bool) -> list[str]:
    """Names of the stills of one half, or of both."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.glob("*/*")
        if path.suffix in (".jpg", ".png")
    )
    chosen = [name for name in names if half in ("all", half_of(name))]
    return chosen[::3] if quick else chosen


def half_of(name: str) -> str:
    """Tell which half a still belongs to: ``tuned`` or ``report``."""
    return "tuned" if name.startswith(TUNED_ON) else "report"


def as_jpeg(image: Image.Image) -> bytes:
    """Encode as every measured file is."""
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def oklab_pixels(jpeg: bytes, most: int = MOST_PIXELS) -> Floats:
    """OKLab (n, 3) of a file's pixels, thinned evenly to about ``most``."""
    with Image.open(io.BytesIO(jpeg)) as image:
        pixels = np.asarray(image.convert("RGB")).reshape(-1, 3)
    return OKLAB.from_rgb(pixels[:: max(1, len(pixels) // most)] / 255)


def palette_of(jpeg: bytes, recipe: str) -> Bytes:
    """Colours (k, 3) of the engine's palette."""
    return extract_palette(jpeg, recipe).as_array()


def mean_distance(pixels: Floats, colours: Floats) -> float:
    """Mean OKLab distance of pixels (n, 3) to the nearest colour (k, 3)."""
    return float(np.sqrt(squared_distances(pixels, colours).min(axis=1)).mean())


def time_ratio(jpeg: bytes, recipe: str, rounds: int = ROUNDS) -> float:
    """CPU time of file to palette over that of Pillow's full decode, in alternating runs."""
    ours, decode = [], []
    for _ in range(rounds):
        start = time.process_time()
        with Image.open(io.BytesIO(jpeg)) as image:
            image.load()
        middle = time.process_time()
        extract_palette(jpeg, recipe)
        decode.append(middle - start)
        ours.append(time.process_time() - middle)
    return statistics.median(ours) / statistics.median(decode)


def times(files: dict[str, bytes]) -> Iterator[tuple[str, float, float]]:
    """Yield each method at its defaults with its median and worst ratio to the decode."""
    for method in METHODS.values():
        recipe = f"{method.key}-{(method.spaces or ('oklab',))[0]}-8"
        extract_palette(next(iter(files.values())), recipe)
        rounds = ROUNDS if recipe.startswith(OURS) else 5
        ratios = [time_ratio(jpeg, recipe, rounds) for jpeg in files.values()]
        yield recipe, statistics.median(ratios), max(ratios)


def fidelity(files: dict[str, bytes], recipes: list[str]) -> dict[str, list[float]]:
    """Mean distance over that of scikit-learn's KMeans, best of 4 in OKLab, for each still.

    Both are fitted and measured on the same pixels; ours sees the file only.
    """
    from sklearn.cluster import KMeans

    ratios: dict[str, list[float]] = {recipe: [] for recipe in recipes}
    for jpeg in files.values():
        pixels = oklab_pixels(jpeg)
        for size in sorted({int(recipe.rsplit("-")[2]) for recipe in recipes}):
            model = KMeans(size, n_init=4, random_state=0).fit(pixels)
            reference = mean_distance(pixels, model.cluster_centers_)
            for recipe in recipes:
                if recipe.endswith(f"-{size}"):
                    ours = OKLAB.from_rgb(palette_of(jpeg, recipe) / 255)
                    ratios[recipe].append(mean_distance(pixels, ours) / reference)
    return ratios


def false_colours(files: dict[str, bytes], recipe: str) -> tuple[int, int]:
    """Colours that are in no pixel or stand for under 0.05 %, and how many were looked at."""
    false = total = 0
    for jpeg in files.values():
        pixels = oklab_pixels(jpeg, 10**9)
        colours = OKLAB.from_rgb(palette_of(jpeg, recipe) / 255)
        squares = squared_distances(pixels, colours)
        shares = np.bincount(squares.argmin(axis=1), minlength=len(colours)) / len(pixels)
        away = np.sqrt(squares.min(axis=0))
        false += int(((away > NEAR_PIXEL) | (shares < LEAST_SHARE)).sum())
        total += len(colours)
    return false, total


def trials(folder: Path, names: list[str]) -> list[Trial]:
    """Objects of every kind and size put into every still where they can be."""
    made = []
    for index, name in enumerate(names):
        with Image.open(folder / name) as image:
            picture = image.convert("RGB")
        for kind, shares in KINDS.items():
            for share in shares:
                trial = make_trial(name, picture, kind, share, seed=1000 + index)
                made += [trial] if trial else []
    return made


def recall(made: list[Trial], recipe: str) -> dict[tuple[str, float], list[bool]]:
    """Whether each object was found, by kind and share."""
    hits: dict[tuple[str, float], list[bool]] = {}
    for trial in made:
        outcome = found(trial, palette_of(trial.jpeg, recipe))
        hits.setdefault((trial.kind, trial.share), []).extend(outcome)
    return hits


def named_accents(folder: Path, names: list[str], recipe: str) -> tuple[int, int, int, int]:
    """Accents labelled by eye: found, labelled; and marked by us: rightly, in all."""
    hit = labelled = right = marked = 0
    rows = list(csv.DictReader(LABELS.open(), delimiter="\t"))
    for name in sorted({row["still"] for row in rows} & set(names)):
        hexes = [row["hex"] for row in rows if row["still"] == name and row["hex"]]
        rgb = np.array([[int(text[i : i + 2], 16) for i in (1, 3, 5)] for text in hexes])
        truth = OKLAB.from_rgb(rgb.reshape(-1, 3) / 255)
        palette = extract_palette(folder / name, recipe)
        colours = np.array([swatch.oklab for swatch in palette.swatches])
        accents = np.array([swatch.oklab for swatch in palette.accents]).reshape(-1, 3)
        labelled, marked = labelled + len(truth), marked + len(accents)
        if len(truth):
            hit += int((squared_distances(truth, colours).min(axis=1) < 0.09**2).sum())
            right += int((squared_distances(accents, truth).min(axis=1) < 0.11**2).sum())
    return hit, labelled, right, marked


def width_of(jpeg: bytes) -> int:
    """Width of a file, in pixels."""
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.width
