"""Hue and chroma: the a-b plane as a grid of dots, and how much of each hue around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Final

import numpy as np

from palettes.charts.cloud import Cloud, Floats, hexes
from palettes.charts.lines import line

CENTRE: Final = 190.0
RADIUS: Final = 140.0  # of the disc; its edge is at chroma REACH
REACH: Final = 0.19
SECTORS: Final = 72
INNER: Final = 148.0
TALL: Final = 38.0  # the longest bar
STEP: Final = 0.0115  # OKLab distance between neighbouring dots
LARGEST: Final = 4.7  # radius of a dot: those beside each other just overlap
TOGETHER: Final = 720  # dots on one page: where there would be more, the grid is coarser
CELLS: Final = 64  # more rows or columns than lie on either side of the centre
FULL: Final = 0.008  # mass that fills a dot
LEAST: Final = 0.0008  # mass below which a dot is left out
NAMES: Final = (
    ("red", 25),
    ("orange", 60),
    ("yellow", 105),
    ("green", 145),
    ("cyan", 200),
    ("blue", 260),
    ("violet", 300),
    ("magenta", 345),
)
"""Hues by the OKLab angle of their middle, and what the tables call an eighth."""


@dataclass(frozen=True)
class Dot:
    """A dot of the plane: place, radius and colour."""

    x: float
    y: float
    r: float
    hex: str


@dataclass(frozen=True)
class Bar:
    """A bar of the ring: the line along its middle, and its colour."""

    path: str
    hex: str


@dataclass(frozen=True)
class Wheel:
    """One cloud's plane and ring; ``shares`` of chroma by the eight hues of NAMES."""

    dots: list[Dot]
    bars: list[Bar]
    shares: list[tuple[str, float]]

    @property
    def leading(self) -> list[tuple[str, float]]:
        """The two hues with most of the chroma."""
        return sorted(self.shares, key=lambda share: -share[1])[:2]


@dataclass(frozen=True)
class Name:
    """A hue's name beside the overlaid wheel."""

    text: str
    x: float
    y: float
    anchor: str


def wheel(cloud: Cloud) -> Wheel:
    """Draw one cloud. Beyond chroma REACH, dots stay on the edge."""
    return wheels([cloud])[0]


def wheels(clouds: Sequence[Cloud]) -> list[Wheel]:
    """Draw clouds on one grid, with ``TOGETHER`` dots among them at most."""
    step, most = STEP, TOGETHER // len(clouds)
    dots = [_dots(cloud, step) for cloud in clouds]
    while max(map(len, dots)) > most:
        step *= 1.1
        dots = [_dots(cloud, step) for cloud in clouds]
    return [
        Wheel(own, _bars(cloud), hue_shares(cloud)) for own, cloud in zip(dots, clouds, strict=True)
    ]


def hue_shares(cloud: Cloud) -> list[tuple[str, float]]:
    """How the cloud's chroma divides among the hues of NAMES; each colour goes to the nearest."""
    middles = np.array([angle for _, angle in NAMES])
    away = np.abs((cloud.hue[:, None] - middles + 180) % 360 - 180)
    heavy = cloud.weights * cloud.chroma
    shares = np.bincount(away.argmin(axis=1), heavy, minlength=len(NAMES))
    shares = shares / (heavy.sum() or 1.0)
    return [(name, float(share)) for (name, _), share in zip(NAMES, shares, strict=True)]


def overlay(clouds: Sequence[Cloud]) -> list[str]:
    """A closed line around the disc for each cloud: farther out, more of its chroma there."""
    curves = [_smooth(_sectors(cloud)) for cloud in clouds]
    peaks = [float(curve.max()) for curve in curves]
    top = min(max(peaks), 2.5 * (min(peak for peak in peaks if peak) if any(peaks) else 1)) or 1
    inner, room = 48.0, RADIUS - 48.0
    return [_closed(inner + room * np.minimum(curve / top, 1.0)) for curve in curves]


def names() -> list[Name]:
    """Where the hues' names stand, around the overlaid wheel."""
    made = []
    for text, angle in NAMES:
        x, y = _place(RADIUS + 14, angle)
        anchor = "middle" if abs(x - CENTRE) < 50 else "start" if x > CENTRE else "end"
        made.append(Name(text, x, round(y + 4, 1), anchor))
    return made


def key() -> list[Dot]:
    """Small dots in the hues themselves, to read the ring by."""
    angles = np.radians(np.arange(0, 360, 10))
    lab = np.stack([np.full(36, 0.7), 0.11 * np.cos(angles), 0.11 * np.sin(angles)], axis=1)
    return [Dot(*_place(RADIUS, 10 * number), 3, hex_) for number, hex_ in enumerate(hexes(lab))]


def _sectors(cloud: Cloud, count: int = SECTORS) -> Floats:
    """Shares (count,) of the cloud's chroma by hue."""
    heavy = cloud.weights * cloud.chroma
    number = (cloud.hue * count / 360).astype(int) % count
    sums: Floats = np.bincount(number, heavy, minlength=count).astype(np.float64)
    return sums / (heavy.sum() or 1.0)


def _smooth(sums: Floats) -> Floats:
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
    around = np.concatenate([sums[-6:], sums, sums[:6]])
    smooth: Floats = np.convolve(around, kernel / kernel.sum(), "valid")
    return smooth


def _closed(radii: Floats) -> str:
    points = (_place(r, (i + 0.5) * 360 / len(radii)) for i, r in enumerate(radii))
    return f"{line(points, 10)}z"


def _bars(cloud: Cloud) -> list[Bar]:
    shares = _sectors(cloud)
    top = float(shares.max()) or 1.0
    number = (cloud.hue * SECTORS / 360).astype(int) % SECTORS
    heavy = cloud.weights * cloud.chroma
    sums = [np.bincount(number, heavy * axis, minlength=SECTORS) for axis in cloud.lab.T]
    there = np.flatnonzero(shares > top * 0.02)
    mass = np.bincount(number, heavy, minlength=SECTORS)[there]
    colours = hexes(np.stack(sums, axis=1)[there] / mass[:, None])
    bars = []
    for sector, colour in zip(there.tolist(), colours, strict=True):
        outer = INNER + max(1.0, TALL * float(shares[sector]) / top)
        middle = (sector + 0.5) * 360 / SECTORS
        bars.append(Bar(line([_place(INNER, middle), _place(outer, middle)], 10), colour))
    return bars


def _dots(cloud: Cloud, step: float) -> list[Dot]:
    """Colours gathered on a grid of hexagons in the plane, ``step`` apart, area by mass."""
    chroma = np.maximum(cloud.chroma, 1e-9)
    plane = cloud.lab[:, 1:] * np.minimum(1, REACH / chroma)[:, None]
    row = np.round(plane[:, 1] / (step * 0.866)).astype(int)
    column = np.round(plane[:, 0] / step - 0.5 * (row % 2)).astype(int)
    # One number for a cell: finding rows of two numbers takes ten times as long.
    numbers = (row + CELLS) * 2 * CELLS + column + CELLS
    cells, owner = np.unique(numbers, return_inverse=True)
    rows, columns = (part - CELLS for part in np.divmod(cells, 2 * CELLS))
    mass = np.bincount(owner, cloud.weights)
    sums = [np.bincount(owner, cloud.weights * cloud.lab[:, i]) for i in range(3)]
    colours = hexes(np.stack(sums, axis=1) / mass[:, None])
    scale, wider = RADIUS / REACH, step / STEP
    dots = []
    placed = zip(rows.tolist(), columns.tolist(), mass.tolist(), colours, strict=True)
    for r, c, weight, colour in placed:
        if weight < LEAST:
            continue
        x, y = scale * step * (c + 0.5 * (r % 2)), scale * step * 0.866 * r
        size = LARGEST * min(wider, (weight / FULL) ** 0.5)
        dots.append(
            Dot(round(CENTRE + x, 1), round(CENTRE - y, 1), max(round(size, 1), 0.8), colour)
        )
    return dots


def on_plane(lab: tuple[float, float, float]) -> tuple[float, float]:
    """Where a colour lies on the disc."""
    _, a, b = lab
    shrink = min(1.0, REACH / max(hypot(a, b), 1e-9)) * RADIUS / REACH
    return round(CENTRE + a * shrink, 1), round(CENTRE - b * shrink, 1)


def _place(radius: float, degrees: float) -> tuple[float, float]:
    angle = radians(degrees)
    return round(CENTRE + radius * cos(angle), 1), round(CENTRE - radius * sin(angle), 1)
