"""Lightness and chroma, still by still: bars from P5 to P95 in the still's own colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.charts.cloud import Cloud, Floats, hexes

TALL: Final = {"lightness": 200.0, "chroma": 100.0}
TOP: Final = {"lightness": 1.0, "chroma": 0.2}
BANDS: Final = {"lightness": 6, "chroma": 4}
PAD: Final = 10.0  # above the highest value, for its figure


@dataclass(frozen=True)
class Block:
    """A part of a bar: its top and height in px, and its colour."""

    y: float
    height: float
    hex: str


@dataclass(frozen=True)
class Column:
    """A still's bar: place and width in percent, blocks from the top down, the median's height."""

    number: int
    x: float
    width: float
    blocks: list[Block]
    median: float
    values: tuple[float, float, float]  # P5, median, P95

    @property
    def middle(self) -> float:
        """Where its number stands, in percent."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Timeline:
    """All bars of one measure, with the grid's lines (y in px, text)."""

    key: str
    columns: list[Column]
    lines: list[tuple[float, str]]
    height: float

    @property
    def foot(self) -> float:
        """Where the axis lies."""
        return self.height - PAD

    @property
    def numbered(self) -> list[Column]:
        """About six columns that say their number, the first and the last among them."""
        step = max(1, round(len(self.columns) / 5))
        picked = self.columns[: max(1, len(self.columns) - step // 2 - 1) : step]
        return [*picked, self.columns[-1]] if self.columns[-1] not in picked else picked


def timeline(key: str, clouds: Sequence[tuple[int, Cloud]]) -> Timeline:
    """Draw the ``lightness`` or ``chroma`` of stills, each with its number in the film."""
    each = 100 / len(clouds)
    columns = [
        _column(key, number, cloud, place * each, each)
        for place, (number, cloud) in enumerate(clouds)
    ]
    top, count = TOP[key], 4 if key == "lightness" else 2
    lines = [(_y(key, top * i / count), f"{top * i / count:.2f}") for i in range(count + 1)]
    return Timeline(key, columns, lines, TALL[key] + 2 * PAD)


def _column(key: str, number: int, cloud: Cloud, x: float, each: float) -> Column:
    values = cloud.lightness if key == "lightness" else cloud.chroma
    low, median, high = cloud.quantiles(values, (0.05, 0.5, 0.95))
    width = each * 0.62 if each < 12 else 7.0
    blocks = _blocks(key, cloud, values, low, high)
    return Column(
        number,
        round(x + (each - width) / 2, 2),
        round(width, 2),
        blocks,
        _y(key, median),
        (low, median, high),
    )


def _blocks(key: str, cloud: Cloud, values: Floats, low: float, high: float) -> list[Block]:
    """Equal steps from ``low`` to ``high``, each in the mean of the colours there."""
    count = BANDS[key]
    if high - low < 0.01:
        low, high, count = low - 0.005, high + 0.005, 1
    edges = np.linspace(low, high, count + 1)
    number = np.clip(np.searchsorted(edges, values, "right") - 1, 0, count - 1)
    mass = np.bincount(number, cloud.weights, minlength=count)
    sums = [np.bincount(number, cloud.weights * axis, minlength=count) for axis in cloud.lab.T]
    there = np.flatnonzero(mass)
    colours = dict(
        zip(there.tolist(), hexes(np.stack(sums, axis=1)[there] / mass[there, None]), strict=True)
    )
    blocks, colour = [], colours[int(there[-1])]
    for band in reversed(range(count)):
        colour = colours.get(band, colour)  # a gap takes the colour above it
        upper, lower = _y(key, edges[band + 1]), _y(key, edges[band])
        blocks.append(Block(upper, round(lower - upper + 0.3, 1), colour))
    return blocks


def _y(key: str, value: float) -> float:
    part = min(max(value / TOP[key], 0.0), 1.0)
    return round(float(PAD + TALL[key] * (1 - part)), 1)
