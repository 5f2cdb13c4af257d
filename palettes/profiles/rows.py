"""Figures of pooled films on the catalogue's axes, with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.charts.cloud import hexes
from palettes.charts.figures import FIGURES, Figure
from palettes.charts.marks import Mark
from palettes.looking.standing import TICKS, Values
from palettes.profiles.pooling import KEYS, Estimate, Hue, Pool

HUES: Final = 36
TALL: Final = 22  # px for each line, below the rug of all films
TOP: Final = 14


@dataclass(frozen=True)
class Line:
    """One pool on an axis: its mark, height in px, and where all of it lies, in percent.

    ``bars`` are (start, width) of the interval, two where it passes the end of the hue circle;
    ``ticks`` are the films themselves.
    """

    mark: Mark
    name: str
    y: int
    place: float | None
    bars: list[tuple[float, float]]
    ticks: list[float]
    value: str
    span: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """A figure: its name and unit, where 0 lies, all films' places, a line for each pool."""

    title: str
    says: str
    zero: float | None
    ticks: list[float]
    lines: list[Line]
    colours: list[tuple[float, str]]  # of the hue axis

    @property
    def height(self) -> int:
        """Of the drawing, in px."""
        return TOP + TALL * len(self.lines)


Named = Sequence[tuple[str, Mark, Pool]]


def rows_of(pools: Named, everyone: Values) -> list[Row]:
    """Every figure of the pools, on the axes of all films, and the hue."""
    by_key = {figure.key: figure for figure in FIGURES}
    made = []
    for key in KEYS:
        figure, others = by_key[key], everyone[key]
        step = max(1, -(-len(others) // TICKS))
        lines = [
            _line(number, name, mark, figure, pool.estimates[key], others)
            for number, (name, mark, pool) in enumerate(pools)
        ]
        ticks = [figure.place(float(other)) for other in others[::step]]
        zero = figure.place(0) if figure.signed else None
        made.append(Row(figure.title, figure.says, zero, ticks, lines, []))
    hues = [_hue_line(number, *named) for number, named in enumerate(pools)]
    said = "OKLab, of the mean colour"
    return [*made, Row("Main hue", said, None, [], hues, _hue_colours())]


def _y(number: int) -> int:
    return TOP + TALL * number + TALL // 2


def _line(
    number: int, name: str, mark: Mark, figure: Figure, own: Estimate, others: np.ndarray
) -> Line:
    bars, span = [], ""
    if own.span:
        low, high = figure.place(own.span[0]), figure.place(own.span[1])
        bars = [(low, round(high - low, 2))]
        ends = (min(max(end, figure.least), figure.most) for end in own.span)
        span = " to ".join(figure.written(end) for end in ends)
    return Line(
        mark,
        name,
        _y(number),
        figure.place(own.value),
        bars,
        [figure.place(value) for value in own.films] if len(own.films) <= TICKS else [],
        figure.written(own.value),
        span,
        _standing(figure, own.value, others),
    )


def _standing(figure: Figure, value: float, others: np.ndarray) -> str:
    """Where a mean lies among all films, its own among them."""
    if len(others) < 2:
        return "no other film to hold it against"
    below = 100 * float(np.searchsorted(others, value)) / len(others)
    word, share = (figure.more, below) if below >= 50 else (figure.less, 100 - below)
    return f"{word} than {share:.0f} % of films"


def _hue_line(number: int, name: str, mark: Mark, pool: Pool) -> Line:
    hue = pool.hue
    bars = _around(hue) if hue.is_one else []
    places = [hue.value / 3.6] if hue.is_one else []
    span = ""
    if hue.is_one and hue.span:
        span = " to ".join(f"{end % 360:.0f}°" for end in hue.span)
    if not hue.is_one:
        said = "hues cancel out: there is no main one"
    elif pool.is_sure and hue.span is None:
        said = "its films’ hues go all round: no interval"
    else:
        said = f"strength {hue.strength:.2f}: 0 hues cancel out, 1 all one hue"
    return Line(
        mark,
        name,
        _y(number),
        round(places[0], 2) if places else None,
        bars,
        [],
        f"{hue.value:.0f}°" if hue.is_one else "none",
        span,
        said,
    )


def _around(hue: Hue) -> list[tuple[float, float]]:
    """The interval on an axis from 0 to 360, in two where it passes its end."""
    if hue.span is None:
        return []
    start, width = hue.span[0] % 360, hue.span[1] - hue.span[0]
    parts = [(start, min(width, 360 - start))]
    if start + width > 360:
        parts.append((0.0, start + width - 360))
    return [(round(begin / 3.6, 2), round(length / 3.6, 2)) for begin, length in parts]


def _hue_colours() -> list[tuple[float, str]]:
    angles = np.radians((np.arange(HUES) + 0.5) * 360 / HUES)
    lab = np.stack([np.full(HUES, 0.68), 0.11 * np.cos(angles), 0.11 * np.sin(angles)], axis=1)
    return [(round(100 * i / HUES, 3), colour) for i, colour in enumerate(hexes(lab))]
