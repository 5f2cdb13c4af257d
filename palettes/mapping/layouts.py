"""Where looks lie on a map: worked out once for each version of the index."""

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from palettes import search
from palettes.engine.looks import layout as engine
from palettes.index.shelves import Shelf

MOST: Final = 240
"""Looks that are drawn: more would be specks, and a page nobody waits for."""

TELLING: Final = 0.5  # rank correlation from which an axis is said to mean something
VISIBLE: Final = 0.02  # standard deviation of warmth or lightness below which all are alike
ENOUGH: Final = 8  # looks from which an axis may mean something
KEPT: Final = 32  # films whose maps are kept

Cell = tuple[int, int]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Axis:
    """What grows along an axis of the map, and the rank correlation that says so."""

    says: str
    correlation: float


@dataclass(frozen=True)
class Layout:
    """Looks on a grid. ``ids`` (n,) are films' or stills', in the order of all that follows.

    ``vectors`` (n, d) are what distances are taken between, ``places`` (n, 2) where each look
    lies, in cells from the top left; ``drawn`` the rows of at most ``MOST`` of them, spread over
    the map, and ``cells`` (k, 2) a cell of its own for each of these.
    """

    ids: Rows
    vectors: NDArray[np.float16]
    columns: int
    rows: int
    places: NDArray[np.float64]
    drawn: Rows
    cells: Rows
    axes: tuple[Axis, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def seats(self) -> dict[int, Cell]:
        """The cells of the looks that are drawn, by row."""
        return {
            int(row): (int(x), int(y)) for row, (x, y) in zip(self.drawn, self.cells, strict=True)
        }

    def seated(self, wanted: Collection[int] | None) -> tuple[dict[int, Cell], dict[int, Cell]]:
        """Rows shown and rows left out, each with its cell, when only ids ``wanted`` count.

        Who has a cell keeps it. Wanted looks that are not among the drawn take the cells nearest
        to their places, of those that are free or whose looks are not wanted.
        """
        if wanted is None:
            return self.seats, {}
        is_wanted = np.isin(self.ids, np.fromiter(wanted, np.int64, len(wanted)))
        shown = {row: cell for row, cell in self.seats.items() if is_wanted[row]}
        is_wanted[self.drawn] = False
        others = np.flatnonzero(is_wanted)
        others = others[engine.spread(self.places[others], MOST - len(shown))]
        if len(others):
            taken = set(shown.values())
            free = [
                c for c in engine.cells_of(self.columns, self.rows).tolist() if (*c,) not in taken
            ]
            found = engine.in_cells(self.places[others], np.array(free, np.int64))
            shown |= {int(row): (int(x), int(y)) for row, (x, y) in zip(others, found, strict=True)}
        taken = set(shown.values())
        left = {r: c for r, c in self.seats.items() if r not in shown and c not in taken}
        return shown, left

    def in_order(self, wanted: Collection[int] | None) -> list[int]:
        """Rows of the ids ``wanted`` (None: all) as the map is read: row by row from the top."""
        rows = range(len(self)) if wanted is None else self._rows_of(wanted)
        return sorted(rows, key=self._reading)

    def _rows_of(self, ids: Collection[int]) -> list[int]:
        wanted = np.fromiter(ids, np.int64, len(ids))
        return [int(row) for row in np.flatnonzero(np.isin(self.ids, wanted))]

    def _reading(self, row: int) -> tuple[float, ...]:
        x, y = self.seats.get(row) or np.rint(self.places[row]).tolist()
        return y, x, row

    def nearest(self, rows: list[int], count: int) -> list[list[tuple[int, float]]]:
        """For each of some rows the ``count`` nearest others, with their signature distances."""
        some, every = self.vectors[rows].astype(np.float32), self.vectors.astype(np.float32)
        squares = np.square(every).sum(axis=1)
        chords: NDArray[np.float32] = squares[rows][:, None] + squares - 2 * (some @ every.T)
        distances = np.minimum(np.sqrt(np.maximum(chords, 0)) / 2, 1.0)
        distances[np.arange(len(rows)), rows] = np.inf
        best = np.argsort(distances, axis=1, kind="stable")[:, : min(count, len(self) - 1)]
        return [
            [(int(other), float(away[other])) for other in near]
            for near, away in zip(best, distances, strict=True)
        ]


_lock = threading.Lock()
_films: tuple[int, Layout] | None = None
_stills: OrderedDict[tuple[int, int], Layout] = OrderedDict()


def films() -> Layout:
    """The map of all films with a look."""
    global _films
    index = search.index()
    with _lock:
        if _films is None or _films[0] != index.version:
            _films = (index.version, _made(index.films, index.films.current))
        return _films[1]


def stills(film_id: int) -> Layout:
    """The map of one film's stills with a look."""
    index = search.index()
    key = (index.version, film_id)
    with _lock:
        if key not in _stills:
            shelf = index.stills
            _stills[key] = _made(shelf, shelf.current & (shelf.films == film_id))
            while len(_stills) > KEPT:
                _stills.popitem(last=False)
        _stills.move_to_end(key)
        return _stills[key]


def _made(shelf: Shelf, there: NDArray[np.bool_]) -> Layout:
    rows = np.flatnonzero(there)
    vectors = shelf.signatures.vectors[rows]
    warmth, lightness = (_visible(shelf.figures[key][rows]) for key in ("warmth", "lightness"))
    points = engine.lay_out(vectors.astype(np.float32), warmth, lightness)
    drawn = engine.spread(points, MOST)
    columns, deep = engine.grid_for(len(drawn))
    places = engine.scaled(points, columns, deep)
    cells = engine.in_cells(places[drawn], engine.cells_of(columns, deep))
    found = (
        _axis("warmer to the right", cells[:, 0], warmth[drawn]),
        _axis("lighter upwards", -cells[:, 1], lightness[drawn]),
    )
    axes = tuple(axis for axis in found if axis)
    return Layout(shelf.ids[rows], vectors, columns, deep, places, drawn, cells, axes)


def _visible(figure: NDArray[np.float64]) -> NDArray[np.float64]:
    """A figure that turns the map, or NaN (which does not) where it differs by nothing visible."""
    known = figure[np.isfinite(figure)]
    differs = len(known) > 0 and known.std() >= VISIBLE
    return figure if differs else np.full(len(figure), np.nan)


def _axis(says: str, along: Rows, figure: NDArray[np.float64]) -> Axis | None:
    """What an axis means, if it does."""
    known = np.isfinite(figure)
    along, figure = along[known], figure[known]
    if len(figure) < ENOUGH or np.ptp(along) == 0:
        return None
    correlation = float(spearmanr(along, figure).statistic)
    return Axis(says, correlation) if correlation >= TELLING else None
