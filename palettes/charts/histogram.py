"""How much of a picture has which lightness, each step in the colour it has there."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.charts.cloud import Cloud, hexes

STEPS: Final = 64
BANDS: Final = 10


@dataclass(frozen=True)
class Bar:
    """One step: its number from the left, its height in percent, its mean colour."""

    x: int
    height: float
    hex: str

    @property
    def y(self) -> float:
        """Where it begins, from the top."""
        return round(100 - self.height, 1)


@dataclass(frozen=True)
class Histogram:
    """Bars from black to white; ``bands`` is the table behind: from, to, share."""

    bars: list[Bar]
    bands: list[tuple[float, float, float]]


def lightness_histogram(cloud: Cloud) -> Histogram:
    """Draw a cloud's lightness. The highest bar fills the frame."""
    step = np.clip((cloud.lightness * STEPS).astype(int), 0, STEPS - 1)
    mass = np.bincount(step, cloud.weights, minlength=STEPS)
    sums = [np.bincount(step, cloud.weights * axis, minlength=STEPS) for axis in cloud.lab.T]
    there = np.flatnonzero(mass)
    colours = hexes(np.stack(sums, axis=1)[there] / mass[there, None])
    top = float(mass.max())
    bars = [
        Bar(int(n), max(round(100 * float(mass[n]) / top, 1), 0.5), colour)
        for n, colour in zip(there, colours, strict=True)
    ]
    band = np.clip((cloud.lightness * BANDS).astype(int), 0, BANDS - 1)
    shares = np.bincount(band, cloud.weights, minlength=BANDS)
    bands = [(n / BANDS, (n + 1) / BANDS, float(share)) for n, share in enumerate(shares)]
    return Histogram(bars, bands)
