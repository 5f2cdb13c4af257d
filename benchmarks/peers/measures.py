"""How well a palette stands for all pixels of a picture, and which of its colours are false."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from sklearn.cluster import KMeans

from benchmarks.figures import LEAST_SHARE, NEAR_PIXEL
from palettes.engine import SPACES
from palettes.engine.arrays import Bytes, Floats, squared_distances

OKLAB = SPACES["oklab"]
STARTS: Final = 4


@dataclass(frozen=True)
class Colours:
    """A decoded picture's different colours (n, 3) in OKLab and the share of each."""

    points: Floats
    shares: Floats


@dataclass(frozen=True)
class Fit:
    """Mean distance of all pixels to the palette, and how many of its colours are false."""

    error: float
    false: int
    size: int


def colours_of(path: Path) -> Colours:
    """Read a picture's colours; equal pixels are one point with their weight."""
    with Image.open(path) as picture:
        rgb = np.asarray(picture.convert("RGB"), dtype=np.uint32).reshape(-1, 3)
    packed, counts = np.unique(rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2], return_counts=True)
    bytes_ = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)
    return Colours(OKLAB.from_rgb(bytes_ / 255), counts / counts.sum())


def fit(colours: Colours, palette: Bytes) -> Fit:
    """Measure a palette of 8-bit colours (k, 3)."""
    away = np.sqrt(squared_distances(colours.points, OKLAB.from_rgb(palette / 255)))
    nearest = away.argmin(axis=1)
    shares = np.bincount(nearest, colours.shares, minlength=len(palette))
    false = (away.min(axis=0) > NEAR_PIXEL) | (shares < LEAST_SHARE)
    return Fit(float((away.min(axis=1) * colours.shares).sum()), int(false.sum()), len(palette))


def reference(colours: Colours, size: int) -> float:
    """Give the mean distance to scikit-learn's KMeans in OKLab, all pixels, best of four."""
    model = KMeans(n_clusters=size, n_init=STARTS, random_state=0)
    model.fit(colours.points, sample_weight=colours.shares * len(colours.points))
    away = squared_distances(colours.points, model.cluster_centers_).min(axis=1)
    return float((np.sqrt(away) * colours.shares).sum())
