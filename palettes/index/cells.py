"""The colour index: every hue of the catalogue by lightness, as its stills really have it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

HUES: Final = 36
GREYS: Final = 3
ROWS: Final = 4
GREY: Final = 0.03  # chroma below which a colour has no hue worth a column

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Place:
    """One colour of the index: its column and row, and which of the swatches it shows."""

    column: int
    row: int
    swatch: int


def places_of(lab: Floats) -> list[Place]:
    """Hues across, light to dark downwards, greys in the last columns, of OKLab (n, 3).

    Hues that few swatches have share a column with their neighbours, so that every cell is a
    colour of the catalogue and none is empty.
    """
    chroma: Floats = np.hypot(lab[:, 1], lab[:, 2])
    columns = [*_columns(_by_hue(lab, chroma), HUES), *_columns(_greys(lab, chroma), GREYS)]
    return [
        Place(x, y, _middling(part, chroma))
        for x, column in enumerate(columns)
        for y, part in enumerate(np.array_split(_light_first(column, lab), ROWS))
    ]


def _by_hue(lab: Floats, chroma: Floats) -> list[Rows]:
    """Rows of each of HUES equal parts of the hue circle, from red on."""
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    part = (hue * HUES / 360).astype(int) % HUES
    return [np.flatnonzero((part == i) & (chroma >= GREY)) for i in range(HUES)]


def _greys(lab: Floats, chroma: Floats) -> list[Rows]:
    grey = np.flatnonzero(chroma < GREY)
    return np.array_split(grey[np.argsort(lab[grey, 2], kind="stable")], GREYS)


def _light_first(rows: Rows, lab: Floats) -> Rows:
    return rows[np.argsort(-lab[rows, 0], kind="stable")]


def _middling(rows: Rows, chroma: Floats) -> int:
    """The row of middling chroma: the loudest would make a rainbow of quiet films."""
    return int(rows[np.argsort(chroma[rows], kind="stable")[len(rows) // 2]])


def _columns(parts: list[Rows], most: int) -> list[Rows]:
    """Parts joined to their neighbours until each has a colour for every row."""
    columns: list[Rows] = []
    waiting = np.array([], np.int64)
    for part in parts:
        waiting = np.concatenate([waiting, part])
        if len(waiting) >= ROWS:
            columns.append(waiting)
            waiting = np.array([], np.int64)
    if len(waiting) and columns:
        columns[-1] = np.concatenate([columns[-1], waiting])
    return columns[:most]
