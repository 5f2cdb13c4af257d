"""How well a palette stands for its picture."""

from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Ints, squared_distances
from palettes.engine.bins import Bins
from palettes.engine.differences import DIFFERENCES
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch

DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class AccentMeasures:
    """One accent: its share, the share of its pixels whose neighbours are like them
    (``compactness``, 0..1), and the OKLab distance to the nearest other swatch.
    """

    hex: str
    share: float
    compactness: float
    distance: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Distances of the picture to its palette; every pixel weighs the same, lower is closer.

    ``mean`` and ``p95`` are OKLab distances to the nearest swatch, ``mean_ciede2000`` and
    ``p95_ciede2000`` the CIEDE2000 differences to the swatch nearest by CIEDE2000.
    """

    mean: float
    p95: float
    mean_ciede2000: float
    p95_ciede2000: float
    accents: tuple[AccentMeasures, ...] = ()

    @property
    def fit(self) -> float:
        """The mean, under the name that stored palettes use."""
        return self.mean

    def as_dict(self) -> dict[str, object]:
        """Plain data, for JSON."""
        return asdict(self) | {"accents": [asdict(accent) for accent in self.accents]}


def fit_of(bins: Bins, swatches: tuple[Swatch, ...]) -> float:
    """The mean OKLab distance to the nearest of ``swatches``, which ``measure`` gives as well."""
    rgb = np.array([swatch.rgb for swatch in swatches]) / 255
    squares = squared_distances(bins.coordinates("oklab"), SPACES["oklab"].from_rgb(rgb))
    return _mean(np.sqrt(squares.min(axis=1)), bins.weights)


def measure(bins: Bins, coherent: Floats, swatches: tuple[Swatch, ...]) -> Measures:
    """Measure ``swatches`` against the picture's ``bins``, of which ``coherent`` (m,) is the
    coherent share.
    """
    rgb = np.array([swatch.rgb for swatch in swatches]) / 255
    squares = squared_distances(bins.coordinates("oklab"), SPACES["oklab"].from_rgb(rgb))
    labels: Ints = squares.argmin(axis=1)
    mean, p95 = _summary(np.sqrt(squares.min(axis=1)), bins.weights)
    cielab = SPACES["cielab"].from_rgb(rgb)
    differences = DIFFERENCES["ciede2000"].matrix(bins.coordinates("cielab"), cielab)
    mean00, p9500 = _summary(differences.min(axis=1), bins.weights)
    accents = tuple(
        _accent(index, swatches, labels, bins.weights, coherent)
        for index, swatch in enumerate(swatches)
        if swatch.accent
    )
    return Measures(mean, p95, mean00, p9500, accents)


def unsteadiness(palettes: list[tuple[Swatch, ...]]) -> float:
    """Mean OKLab distance between palettes made with other seeds; 0 when they are all alike.

    For every two palettes, each swatch is matched with the nearest of the other and weighted
    by its share, both ways.
    """
    points = [np.array([swatch.oklab for swatch in palette]) for palette in palettes]
    shares = [np.array([swatch.share for swatch in palette]) for palette in palettes]
    found = []
    for one, two in combinations(range(len(palettes)), 2):
        away = np.sqrt(squared_distances(points[one], points[two]))
        there, back = away.min(axis=1) @ shares[one], away.min(axis=0) @ shares[two]
        found.append((there + back) / 2)
    return round(float(np.mean(found)), DIGITS) if found else 0.0


def _summary(away: Floats, weights: Floats) -> tuple[float, float]:
    """Weighted mean and 95th percentile."""
    order = np.argsort(away, kind="stable")
    reached = int(np.searchsorted(np.cumsum(weights[order]), 0.95 * weights.sum()))
    p95 = away[order[min(reached, len(order) - 1)]]
    return _mean(away, weights), round(float(p95), DIGITS)


def _mean(away: Floats, weights: Floats) -> float:
    return round(float((weights * away).sum()), DIGITS)


def _accent(
    index: int, swatches: tuple[Swatch, ...], labels: Ints, weights: Floats, coherent: Floats
) -> AccentMeasures:
    swatch = swatches[index]
    own = labels == index
    mass = float(weights[own].sum())
    compact = float((weights[own] * coherent[own]).sum()) / mass if mass else 0.0
    others = np.array([other.oklab for other in swatches if other is not swatch])
    away = squared_distances(np.array([swatch.oklab]), others) if len(others) else np.zeros(1)
    distance = float(np.sqrt(away.min()))
    return AccentMeasures(swatch.hex, swatch.share, round(compact, 4), round(distance, DIGITS))
