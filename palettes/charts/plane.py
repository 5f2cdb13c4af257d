"""The a-b plane with thumbnails: each still where the mean of its colours lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot
from typing import Final

from palettes.charts.lines import line

SIZE: Final = 400.0
THUMB: Final = 44.0  # the longer side of a thumbnail
LEAST_REACH: Final = 0.04  # a scale finer than this would show noise


@dataclass(frozen=True)
class Spot:
    """A thumbnail: its corner and size, and where the mean lies that it stands for."""

    x: float
    y: float
    width: float
    height: float
    mean_x: float
    mean_y: float

    @property
    def centre_x(self) -> float:
        """The middle of the thumbnail, across."""
        return round(self.x + self.width / 2, 1)

    @property
    def centre_y(self) -> float:
        """The middle of the thumbnail, down."""
        return round(self.y + self.height / 2, 1)

    @property
    def moved(self) -> bool:
        """Whether it had to make way for another, far enough to draw a line to its mean."""
        return hypot(self.mean_x - self.centre_x, self.mean_y - self.centre_y) > 8


@dataclass(frozen=True)
class Plane:
    """Spots in the order given, and the chroma at the edge of the square."""

    spots: list[Spot]
    reach: float
    rings: list[tuple[float, float]]  # chroma, radius

    @property
    def tethers(self) -> str:
        """A line from each spot that moved to the mean it stands for."""
        return "".join(
            line([(spot.mean_x, spot.mean_y), (spot.centre_x, spot.centre_y)], 10)
            for spot in self.spots
            if spot.moved
        )

    @property
    def label(self) -> tuple[float, float]:
        """Where the outermost ring's chroma is written: below, to the right."""
        along = self.rings[-1][1] * 0.7071
        return round(SIZE / 2 + along + 3, 1), round(SIZE / 2 + along + 9, 1)


def plane(means: Sequence[tuple[float, float]], ratios: Sequence[float]) -> Plane:
    """Place stills by the mean a and b of their colours; none lies on another."""
    farthest = max((max(abs(a), abs(b)) for a, b in means), default=0.0)
    reach = max(LEAST_REACH, ceil(farthest * 1.15 * 100) / 100)
    half = SIZE / 2
    spots: list[Spot] = []
    for (a, b), ratio in zip(means, ratios, strict=True):
        width, height = (THUMB, THUMB / ratio) if ratio >= 1 else (THUMB * ratio, THUMB)
        x, y = half + a / reach * half, half - b / reach * half
        left, top = _free(x - width / 2, y - height / 2, width, height, spots)
        spots.append(Spot(*(round(v, 1) for v in (left, top, width, height, x, y))))
    step = 0.01 if reach <= 0.05 else 0.02 if reach <= 0.1 else 0.05
    rings = [
        (round(step * n, 2), round(step * n / reach * half, 1))
        for n in range(1, int(reach / step + 1e-9) + 1)
    ]
    return Plane(spots, reach, rings[-4:] if len(rings) > 4 else rings)


def _free(
    x: float, y: float, width: float, height: float, taken: list[Spot]
) -> tuple[float, float]:
    """The free place nearest to ``x, y``, looked for in widening squares."""
    step = 6.0
    for ring in range(80):
        offers = [
            (x + dx * step, y + dy * step)
            for dx in range(-ring, ring + 1)
            for dy in range(-ring, ring + 1)
            if max(abs(dx), abs(dy)) == ring
        ]
        offers = [
            (px, py)
            for px, py in offers
            if 0 <= px <= SIZE - width
            and 0 <= py <= SIZE - height
            and not any(_overlap(px, py, width, height, spot) for spot in taken)
        ]
        if offers:
            return min(offers, key=lambda at: hypot(at[0] - x, at[1] - y))
    return min(max(x, 0.0), SIZE - width), min(max(y, 0.0), SIZE - height)


def _overlap(x: float, y: float, width: float, height: float, other: Spot) -> bool:
    gap = 2
    return (
        x < other.x + other.width + gap
        and other.x < x + width + gap
        and y < other.y + other.height + gap
        and other.y < y + height + gap
    )
