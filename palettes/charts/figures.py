"""Figures of looks on shared axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from palettes.charts.scale import Scale
from palettes.engine.looks import LookStatistics


@dataclass(frozen=True)
class Figure(Scale):
    """A figure of a look: its name and unit, the axis it is drawn on, how it is written.

    ``more`` and ``less`` are the words for having more or less of it than others.
    """

    key: str
    title: str
    says: str
    least: float
    most: float
    digits: int
    more: str
    less: str
    signed: bool = False


FIGURES: Final = (
    Figure("lightness", "Lightness, mean", "OKLab L, 0 to 1", 0, 1, 2, "lighter", "darker"),
    Figure("contrast", "Contrast", "lightness, P95 − P5", 0, 1, 2, "more contrasted", "flatter"),
    Figure("chroma", "Chroma, mean", "OKLab C, 0 is grey", 0, 0.16, 3, "more chromatic", "duller"),
    Figure(
        "colourfulness",
        "Colourfulness",
        "Hasler and Süsstrunk, 0 to about 110",
        0,
        110,
        0,
        "more colourful",
        "less colourful",
    ),
    Figure(
        "warmth",
        "Cool to warm",
        "−1 all azure, +1 all orange",
        -1,
        1,
        2,
        "warmer",
        "cooler",
        signed=True,
    ),
    Figure(
        "hue_strength",
        "Hue strength",
        "0 hues cancel out, 1 all one hue",
        0,
        1,
        2,
        "more of one hue",
        "of more hues",
    ),
)


@dataclass(frozen=True)
class Row:
    """A figure of everything compared: places on the axis in percent, and values as written."""

    figure: Figure
    places: list[float]
    values: list[str]

    @property
    def zero(self) -> float | None:
        """Where 0 lies on an axis that has both signs."""
        return self.figure.place(0) if self.figure.signed else None


def rows(statistics: Sequence[LookStatistics]) -> list[Row]:
    """Every figure of every look."""
    made = []
    for figure in FIGURES:
        values = [getattr(one, figure.key) for one in statistics]
        places = [figure.place(value) for value in values]
        made.append(Row(figure, places, [figure.written(value) for value in values]))
    return made
