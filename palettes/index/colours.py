"""Swatches of many stills or films, to be found by colour.

Nothing here knows of a database; ``search.py`` fills it and asks it.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from palettes.engine import SPACES, Swatch
from palettes.index.signatures import Floats, Rows

WEIGHTS: Final = np.array([0.6, 1.6, 1.6])
"""Of L, a and b. Chroma weighs more than lightness, or greys would pass for teal."""

WIDTH: Final = 0.06
"""Weighted OKLab distance at which a match has faded to a third."""

TAIL: Final = 0.002
"""What is left of a match far off, so that without any match the nearest still come first."""

STEP: Final = 0.02  # side of the cells that swatches are looked up by, OKLab
LOW: Final = np.array([0.0, -0.24, -0.32])
SIDES: Final = (51, 27, 27)
SWATCH: Final = np.dtype([("rgb", "u1", 3), ("share", "<f4")])

Query = Sequence[tuple[str, float | None]]
"""Colours (``#rrggbb``), each with the share of the picture that it should have, or None."""


def pack_colours(swatches: Sequence[Swatch]) -> bytes:
    """Swatches as 7 bytes each: sRGB and share."""
    rows = np.zeros(len(swatches), SWATCH)
    for row, swatch in zip(rows, swatches, strict=True):
        row["rgb"], row["share"] = swatch.rgb, swatch.share
    return rows.tobytes()


def kernel(distance: NDArray[np.float64], reach: float = 1.0) -> NDArray[np.float64]:
    """How much of a match is left at a weighted distance: 1 to nearly 0.

    ``reach`` widens it (above 1) or narrows it.
    """
    squared = (distance / (WIDTH * reach)) ** 2
    faded: NDArray[np.float64] = np.exp(-squared) + TAIL / (1 + squared)
    return faded


def away(oklab: NDArray[np.float64], hex_colour: str) -> NDArray[np.float64]:
    """Weighted OKLab distance (...) of colours (..., 3) from one."""
    step = (oklab - np.array(Swatch(hex_colour, 1.0).oklab)) * WEIGHTS
    length: NDArray[np.float64] = np.sqrt((step * step).sum(axis=-1))
    return length


def balance(mass: NDArray[np.floating], wanted: float) -> NDArray[np.floating]:
    """How well a matched ``mass`` (n,) is the share ``wanted``: in proportion up to it, where
    it is 1, and a little less the more it is beyond.
    """
    ratio = np.maximum(mass / wanted, 1e-12)
    return np.minimum(ratio, 1 / np.sqrt(np.sqrt(ratio)))


class Colours:
    """Swatches of n palettes, at most s each, to be found by colour.

    ``oklab`` (n, s, 3), ``shares`` (n, s), 0 where a palette has fewer, and ``rgb`` (n, s, 3).
    """

    def __init__(self, packed: Sequence[bytes]) -> None:
        counts = np.array([len(one) // SWATCH.itemsize for one in packed], np.int64)
        flat = np.frombuffer(b"".join(packed), SWATCH)
        most = int(counts.max(initial=1))
        rows = np.repeat(np.arange(len(packed)), counts)
        columns = np.arange(len(flat)) - np.repeat(np.cumsum(counts) - counts, counts)
        self.counts = counts
        self.rgb = np.zeros((len(packed), most, 3), np.uint8)
        self.shares = np.zeros((len(packed), most), np.float32)
        self.oklab = np.zeros((len(packed), most, 3))
        self.rgb[rows, columns] = flat["rgb"]
        self.shares[rows, columns] = flat["share"]
        points = SPACES["oklab"].from_bytes(flat["rgb"])
        self.oklab[rows, columns] = points
        self._sort_into_cells(points, rows, columns)

    def _sort_into_cells(self, points: NDArray[np.float64], rows: Rows, columns: Rows) -> None:
        place = np.floor((points - LOW) / STEP).astype(np.int64).clip(0, np.array(SIDES) - 1)
        cells = np.ravel_multi_index(tuple(place.T), SIDES)
        counts = np.bincount(cells, minlength=1)
        used = np.flatnonzero(counts)
        number = np.zeros(len(counts), np.uint16)
        number[used] = np.arange(len(used))
        sums = [np.bincount(cells, axis, minlength=len(counts)) for axis in points.T]
        self.cell_colours = np.stack([one[used] for one in sums], axis=1) / counts[used, None]
        self.cells = np.zeros(self.shares.shape[::-1], np.uint16)
        self.cells[columns, rows] = number[cells]
        self.by_column = np.ascontiguousarray(self.shares.T)
        self.roots = np.sqrt(self.by_column)
        # How far a cell's colours lie from their mean, at most: weighted OKLab.
        steps = (points - self.cell_colours[number[cells]]) * WEIGHTS
        self.cell_reach = np.zeros(len(used))
        np.maximum.at(self.cell_reach, number[cells], np.sqrt((steps * steps).sum(axis=1)))

    def scores(self, query: Query, reach: float = 1.0) -> Floats:
        """How well each palette (n,) has all colours of ``query``: the product of their
        presences, every swatch standing where its cell does.

        A colour with a share wanted is present by the mass near it (:func:`balance`). One
        without is present by its best swatch, nearness x the root of its share: the root lets
        a small swatch of just this colour pass a large one near it.
        """
        total = np.ones(len(self.shares), np.float32)
        part = np.empty_like(total)
        for colour, wanted in query:
            table = kernel(away(self.cell_colours, colour), reach).astype(np.float32)
            present = np.zeros_like(total)
            gather = np.maximum if wanted is None else np.add
            sizes = self.roots if wanted is None else self.by_column
            for cells, size in zip(self.cells, sizes, strict=True):
                np.take(table, cells, out=part, mode="clip")
                np.multiply(part, size, out=part)
                gather(present, part, out=present)
            total *= present if wanted is None else balance(present, wanted)
        return total

    def holding(self, query: Query, within: float) -> NDArray[np.bool_]:
        """Which palettes (n,) have, for every colour of ``query``, a swatch nearer than ``within``
        (weighted OKLab).
        """
        rows = np.flatnonzero(self.counts)
        for colour, _ in query:
            rows = rows[self._holds(rows, colour, within)]
        mask = np.zeros(len(self.counts), bool)
        mask[rows] = True
        return mask

    def _holds(self, rows: Rows, colour: str, within: float) -> NDArray[np.bool_]:
        """Which of ``rows`` do. Cells tell most of it; only swatches of a cell that lies across
        the border are measured, and of a palette that nothing speaks for yet.
        """
        apart = away(self.cell_colours, colour)
        surely, perhaps = apart + self.cell_reach < within, apart - self.cell_reach < within
        has, open_ = np.zeros(len(rows), bool), []
        for column, cells in enumerate(self.cells):
            cells_ = cells[rows]
            there = column < self.counts[rows]
            has |= surely[cells_] & there
            open_.append(perhaps[cells_] & there)
        for column, unsure in enumerate(open_):
            places = np.flatnonzero(unsure & ~has)
            near = away(self.oklab[rows[places], column], colour) < within
            has[places[near]] = True
        return has

    def exact_scores(
        self, query: Query, rows: Rows, reach: float = 1.0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same for some ``rows``, every swatch standing where it is, as a geometric mean;
        and the mean distance (n,) of the query's colours to the nearest swatch.
        """
        points, shares = self.oklab[rows], self.shares[rows].astype(np.float64)
        there = np.arange(shares.shape[1]) < self.counts[rows, None]
        total, distance = np.ones(len(rows)), np.zeros(len(rows))
        for colour, wanted in query:
            apart = away(points, colour)
            near = kernel(apart, reach)
            if wanted is None:
                total *= (near * np.sqrt(shares)).max(axis=1, initial=0)
            else:
                total *= balance((near * shares).sum(axis=1), wanted)
            distance += np.where(there, apart, np.inf).min(axis=1, initial=np.inf)
        scores: NDArray[np.float64] = total ** (1 / len(query))
        return scores, distance / len(query)
