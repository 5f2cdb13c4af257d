"""Densities on a shared axis: how much of each picture has which lightness, chroma or warmth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from palettes.charts.cloud import Cloud, Floats
from palettes.charts.lines import line as drawn
from palettes.charts.scale import Scale

WIDTH: Final = 240
HEIGHT: Final = 1000
"""Of the viewBox, which the page stretches: lines keep their width, figures stand outside."""

SMOOTH: Final = 0.022  # of the axis' length: one standard deviation
FINE: Final = 480


@dataclass(frozen=True)
class Axis(Scale):
    """What is measured along an axis, between which ends, at which ticks."""

    key: str
    title: str
    says: str
    least: float
    most: float
    ticks: tuple[float, ...]
    digits: int
    values: Callable[[Cloud], Floats]
    signed: bool = False


@dataclass(frozen=True)
class Tick:
    """A tick of an axis: its place in percent, its text and the text's anchor."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Row:
    """One band of the table behind: its ends in words, and the share of each."""

    band: str
    shares: list[float]


@dataclass(frozen=True)
class Density:
    """The chart: a path for each cloud, in the order given."""

    axis: Axis
    ticks: list[Tick]
    paths: list[str]
    rows: list[Row]
    heights: list[float]  # of each line's peak, in heights of the frame; beyond 1 it leaves it


def density(axis: Axis, clouds: Sequence[Cloud]) -> Density:
    """Draw clouds over one axis, to one scale, so that every area is the same."""
    lines = [_line(axis, cloud) for cloud in clouds]
    peaks = [float(line.max()) for line in lines]
    # One film of a single tone would press all the others flat.
    top = min(max(peaks), 2 * min(peaks))
    paths = [_path(line / top) for line in lines]
    return Density(axis, ticks(axis), paths, _rows(axis, clouds), [peak / top for peak in peaks])


def ticks(axis: Axis) -> list[Tick]:
    """The ticks of an axis; the first and last figures stay inside the frame."""
    made = []
    for number, value in enumerate(axis.ticks):
        last = number == len(axis.ticks) - 1
        anchor = "start" if number == 0 else "end" if last else "middle"
        made.append(Tick(axis.place(value), axis.written(value), anchor))
    return made


def _line(axis: Axis, cloud: Cloud) -> Floats:
    span = (axis.least, axis.most)
    values = np.clip(axis.values(cloud), *span)
    counts, _ = np.histogram(values, FINE, span, weights=cloud.weights)
    reach = np.arange(-FINE // 8, FINE // 8 + 1)
    kernel = np.exp(-0.5 * (reach / (SMOOTH * FINE)) ** 2)
    # What smoothing would push over an end is folded back: no mass is lost.
    folded = np.concatenate([counts[: FINE // 8][::-1], counts, counts[-FINE // 8 :][::-1]])
    smooth: Floats = np.convolve(folded, kernel / kernel.sum(), "valid")
    return smooth


def _path(line: Floats) -> str:
    """A line of about a hundred points; beyond the frame it is clipped."""
    picked = line[:: FINE // (WIDTH // 2)]
    x = np.linspace(0, WIDTH, len(picked))
    return drawn(zip(x, HEIGHT * (1 - np.minimum(picked, 1.1)), strict=True))


def _rows(axis: Axis, clouds: Sequence[Cloud]) -> list[Row]:
    edges = np.linspace(axis.least, axis.most, 2 * len(axis.ticks) - 1)
    shares = [
        np.histogram(np.clip(axis.values(c), axis.least, axis.most), edges, weights=c.weights)[0]
        for c in clouds
    ]
    return [
        Row(
            f"{axis.written(low)} to {axis.written(high)}",
            [float(share[number]) for share in shares],
        )
        for number, (low, high) in enumerate(pairwise(edges))
    ]
