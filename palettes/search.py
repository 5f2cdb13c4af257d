"""Finding stills by colour. Hides where the vectors live: here, a NumPy matrix per process."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Count, Max
from numpy.typing import NDArray

from palettes.compute import default_recipe
from palettes.engine import Swatch
from palettes.models import Palette

# Chroma weighs more than lightness, or greys would pass for teal.
WEIGHTS = np.array([0.6, 1.6, 1.6])
WIDTH = 0.06  # OKLab distance at which a match has faded to a third
NEAR = 0.3  # how much of a match still counts as having the colour
HUES, GREYS, ROWS = 36, 3, 4  # of the colour index
SMALL = 0.04  # a swatch below this share of its still is small
GREY = 0.03  # chroma below which a colour has no hue worth a column


@dataclass(frozen=True)
class Match:
    """A still that holds a colour."""

    still_id: int
    film_id: int
    share: float  # of the picture, near the colour
    hex: str  # the swatch that matched
    distance: float  # to it, weighted OKLab


@dataclass(frozen=True)
class Cell:
    """One colour of the index: its place and the mean of the swatches there."""

    column: int
    row: int
    hex: str


class Index:
    """All swatches of all stills' default palettes.

    ``lab`` is (n, 3) OKLab, ``shares`` (n,), ``stills`` and ``films`` (n,) row ids.
    """

    def __init__(self, rows: Iterator[tuple[int, int, list[dict[str, Any]]]]) -> None:
        lab, shares, stills, films, hexes = [], [], [], [], []
        for still_id, film_id, swatches in rows:
            for item in swatches:
                swatch = Swatch(**item)
                lab.append(swatch.oklab)
                shares.append(swatch.share)
                stills.append(still_id)
                films.append(film_id)
                hexes.append(swatch.hex)
        self.lab: NDArray[np.float64] = np.array(lab, float).reshape(-1, 3)
        self.shares: NDArray[np.float64] = np.array(shares, float)
        self.stills: NDArray[np.int64] = np.array(stills, np.int64)
        self.films: NDArray[np.int64] = np.array(films, np.int64)
        self.hexes = hexes

    def by_colour(self, hex_colour: str, k: int) -> list[Match]:
        """For each of the ``k`` films that hold the colour best, its best still; best first."""
        wanted = np.array(Swatch(hex_colour, 1.0).oklab)
        distance = np.sqrt((((self.lab - wanted) * WEIGHTS) ** 2).sum(axis=1))
        near = np.exp(-((distance / WIDTH) ** 2))
        # The root lets a small swatch of just this colour pass a large one near it. Past the
        # reach of the score, plain distance still says which is nearest.
        order = np.lexsort((distance, -near * np.sqrt(self.shares)))
        _, firsts = np.unique(self.films[order], return_index=True)
        best = order[np.sort(firsts)[:k]]
        return [self._match(int(row), distance, near) for row in best]

    def _match(self, row: int, distance: NDArray[np.float64], near: NDArray[np.float64]) -> Match:
        of_this = self.stills == self.stills[row]
        return Match(
            still_id=int(self.stills[row]),
            film_id=int(self.films[row]),
            share=float(self.shares[of_this & (near > NEAR)].sum()),
            hex=self.hexes[row],
            distance=float(distance[row]),
        )

    def vivid(self, k: int) -> list[int]:
        """Stills of ``k`` different films whose small swatches are the most chromatic."""
        small = self.shares < SMALL
        order = np.argsort(-np.where(small, self._chroma, 0), kind="stable")
        _, firsts = np.unique(self.films[order], return_index=True)
        return [int(self.stills[order[first]]) for first in np.sort(firsts)[:k]]

    @cached_property
    def colour_cells(self) -> list[Cell]:
        """The colour index: hues across, light to dark downwards, greys in the last columns.

        Hues that few swatches have share a column with their neighbours, so that every cell
        is a colour of the catalogue and none is empty.
        """
        columns = [*_columns(self._by_hue(), HUES), *_columns(self._greys(), GREYS)]
        return [
            Cell(x, y, self.hexes[self._middling(part)])
            for x, column in enumerate(columns)
            for y, part in enumerate(np.array_split(self._light_first(column), ROWS))
        ]

    @property
    def _chroma(self) -> NDArray[np.float64]:
        return np.hypot(self.lab[:, 1], self.lab[:, 2])

    def _by_hue(self) -> list[NDArray[np.int64]]:
        """Rows of each of HUES equal parts of the hue circle, from red on."""
        hue = np.degrees(np.arctan2(self.lab[:, 2], self.lab[:, 1])) % 360
        part = (hue * HUES / 360).astype(int) % HUES
        return [np.flatnonzero((part == i) & (self._chroma >= GREY)) for i in range(HUES)]

    def _greys(self) -> list[NDArray[np.int64]]:
        grey = np.flatnonzero(self._chroma < GREY)
        return np.array_split(grey[np.argsort(self.lab[grey, 2], kind="stable")], GREYS)

    def _light_first(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        return rows[np.argsort(-self.lab[rows, 0], kind="stable")]

    def _middling(self, rows: NDArray[np.int64]) -> int:
        """The row of middling chroma: the loudest would make a rainbow of quiet films."""
        return int(rows[np.argsort(self._chroma[rows], kind="stable")[len(rows) // 2]])


def _columns(parts: list[NDArray[np.int64]], most: int) -> list[NDArray[np.int64]]:
    """Parts joined to their neighbours until each has a colour for every row."""
    columns: list[NDArray[np.int64]] = []
    waiting = np.array([], np.int64)
    for part in parts:
        waiting = np.concatenate([waiting, part])
        if len(waiting) >= ROWS:
            columns.append(waiting)
            waiting = np.array([], np.int64)
    if len(waiting) and columns:
        columns[-1] = np.concatenate([columns[-1], waiting])
    return columns[:most]


_lock = threading.Lock()
_kept: tuple[object, Index] | None = None


def index() -> Index:
    """The index of the catalogue as it is now: kept until a palette is made, changed or removed."""
    global _kept
    palettes = Palette.objects.filter(recipe=default_recipe(), still__isnull=False)
    state = palettes.aggregate(n=Count("pk"), last=Max("computed_at"), newest=Max("pk"))
    version = (default_recipe(), *state.values())
    with _lock:
        if _kept is None or _kept[0] != version:
            rows = palettes.values_list("still_id", "still__film_id", "swatches").order_by("pk")
            _kept = (version, Index(rows.iterator()))
        return _kept[1]
