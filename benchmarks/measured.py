"""Accents of the sample catalogue, as object masks measured them: which palettes show them.

The truth is the manifest's column ``accents`` (see docs/sample.md). An accent is found when a
swatch lies within 0.09 of it in OKLab.
"""

import csv
import re
import statistics
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.figures import OKLAB, SIZES
from benchmarks.own_catalogue import SAMPLE
from palettes.engine import extract_palette, sample_picture
from palettes.engine.arrays import Floats, squared_distances

NEAR = 0.09
CLASSES = ((0.0005, 0.005), (0.005, 0.02), (0.02, 0.06))  # shares; what is larger is no accent
_ACCENT = re.compile(r"(?P<name>.+) #(?P<hex>[0-9a-f]{6}) (?P<share>[01]\.[0-9]+)")


class Accent(NamedTuple):
    """One accent of one still: its file, name, OKLab colour and share."""

    file: str
    name: str
    oklab: Floats
    share: float


def accents() -> Iterator[Accent]:
    """All there are. Raises ValueError where the manifest cannot be read."""
    with (SAMPLE / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            for text in filter(None, row["accents"].split("; ")):
                found = _ACCENT.fullmatch(text)
                if found is None:
                    raise ValueError(f"{row['file']}: {text!r} is no accent")
                rgb = np.array([[*bytes.fromhex(found["hex"])]]) / 255
                oklab = OKLAB.from_rgb(rgb)[0]
                yield Accent(row["file"], found["name"], oklab, float(found["share"]))


def hits() -> dict[tuple[str, tuple[float, float]], list[bool]]:
    """For each recipe and class of shares, whether each accent was found."""
    by_file: dict[str, list[Accent]] = {}
    for accent in accents():
        by_file.setdefault(accent.file, []).append(accent)
    out: dict[tuple[str, tuple[float, float]], list[bool]] = {}
    for file, told in by_file.items():
        sample = sample_picture(SAMPLE / file)
        for size in SIZES:
            for method in ("accent", "kmeans"):
                recipe = f"{method}-oklab-{size}"
                colours = np.array([s.oklab for s in extract_palette(sample, recipe).swatches])
                for accent in told:
                    near = squared_distances(accent.oklab[None], colours).min() < NEAR**2
                    for low, high in CLASSES:
                        if low <= accent.share < high:
                            out.setdefault((recipe, (low, high)), []).append(bool(near))
    return out


def lines() -> list[tuple[str, ...]]:
    """A row for each class of shares: shares, how many, and the part found by each recipe."""
    found = hits()
    recipes = list(dict.fromkeys(recipe for recipe, _ in found))
    rows = [("share", "accents", *recipes)]
    for low, high in CLASSES:
        of = [found.get((recipe, (low, high)), []) for recipe in recipes]
        parts = [f"{statistics.mean(hit):.2f}" if hit else "-" for hit in of]
        rows.append((f"{low:.2%} to {high:.1%}", str(len(of[0]) if of else 0), *parts))
    return rows
