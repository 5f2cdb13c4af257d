"""Pixels gathered into a few hundred to a few thousand weighted colours."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Bytes, Flags, Floats, Ints
from palettes.engine.spaces import SPACES
from palettes.engine.spaces.oklab import Oklab
from palettes.engine.spaces.transfer import to_linear

CELL: Final = 0.022
"""Side of a bin's cell in OKLab: under what is told apart side by side in a still."""
LEVELS: Final = 40
FINE_LIMIT: Final = 4096
COORDINATE_DIGITS: Final = 9
"""Coordinates are rounded here, so that the last bit of a cube root, which differs between
processors, does not travel."""


@dataclass(frozen=True, eq=False)
class Bins:
    """Weighted colours that stand for a picture.

    ``rgb`` (m, 3) is each bin's mean encoded sRGB in 0..1, ``weights`` (m,) its share, summing
    to 1. ``pixels`` (n, 3) and ``cells`` (n,) say which pixel lies in which cell, ``numbers``
    (m,) which cell each bin is.
    """

    rgb: Floats
    weights: Floats
    pixels: Bytes
    cells: Ints
    numbers: Ints
    _coordinates: dict[str, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.weights)

    def coordinates(self, space: str) -> Floats:
        """Coordinates (m, 3) in the space of that key, computed once."""
        if space not in self._coordinates:
            exact = SPACES[space].from_rgb(self.rgb)
            self._coordinates[space] = np.round(exact, COORDINATE_DIGITS) + 0.0
        return self._coordinates[space]

    def only(self, keep: Flags) -> "Bins":
        """Give the bins where ``keep`` (m,) is true, their weights summing to 1 again."""
        weights = self.weights[keep]
        cached = {key: value[keep] for key, value in self._coordinates.items()}
        numbers = self.numbers[keep]
        return Bins(
            self.rgb[keep], weights / weights.sum(), self.pixels, self.cells, numbers, cached
        )

    def real(self, index: int) -> Bytes:
        """8-bit sRGB (3,) of the pixel in bin ``index`` that is nearest to the bin's mean."""
        members = self.pixels[self.cells == self.numbers[index]]
        step = members - self.rgb[index] * 255
        nearest: Bytes = members[int(np.argmin((step * step).sum(axis=1)))]
        return nearest

    def all_real(self) -> Bytes:
        """Give :meth:`real` (m, 3) of every bin at once."""
        index = np.full(int(self.cells.max()) + 1, -1)
        index[self.numbers] = np.arange(len(self))
        bins = index[self.cells]
        step = self.pixels - self.rgb[bins] * 255
        order = np.lexsort(((step * step).sum(axis=1), bins))
        firsts = np.searchsorted(bins[order], np.arange(len(self)))
        return self.pixels[order[firsts]]


def coarse_bins(pixels: Bytes, weights: Floats | None = None) -> Bins:
    """Bins by OKLab cell: some 450 for a usual still. ``pixels`` (n, 3), ``weights`` (n,)."""
    return _gather(pixels, weights, _cells(pixels))


def fine_bins(pixels: Bytes, weights: Floats | None = None) -> Bins:
    """Bins by single colour, or by the finest grid that gives at most ``FINE_LIMIT``."""
    packed = (pixels.astype(np.int64) << np.array([16, 8, 0])).sum(axis=1)
    for shift in range(8):
        mask = 0x010101 * ((0xFF << shift) & 0xFF)
        kinds, labels = np.unique(packed & mask, return_inverse=True)
        if len(kinds) <= FINE_LIMIT:
            break
    return _gather(pixels, weights, labels.astype(np.int64))


def _gather(pixels: Bytes, weights: Floats | None, cells: Ints) -> Bins:
    mass = np.bincount(cells, weights)
    numbers = np.flatnonzero(mass)
    mass = mass[numbers].astype(np.float64)
    sums = [
        np.bincount(cells, channel if weights is None else channel * weights)[numbers]
        for channel in pixels.T.astype(np.float64)
    ]
    rgb = np.stack(sums, axis=1) / mass[:, None] / 255
    return Bins(rgb, mass / mass.sum(), pixels, cells, numbers)


def _cells(pixels: Bytes) -> Ints:
    """Give the OKLab cell of each pixel, through a table of coarse channel levels."""
    levels, table = _cell_table()
    key = levels[pixels[:, 0]] * (LEVELS * LEVELS)
    key += levels[pixels[:, 1]] * LEVELS
    key += levels[pixels[:, 2]]
    cells: Ints = table[key]
    return cells


@lru_cache(maxsize=1)
def _cell_table() -> tuple[npt.NDArray[np.int32], Ints]:
    """Channel value to level, even in lightness; and three levels to cell number."""
    values = np.arange(256) / 255
    lightness = np.cbrt(to_linear(values))
    levels = np.minimum((lightness * LEVELS).round(6).astype(np.int32), LEVELS - 1)
    used, middle = np.unique(levels), np.zeros(LEVELS)
    for level in used:
        middle[level] = values[levels == level].mean()
    grid = np.stack(np.meshgrid(middle, middle, middle, indexing="ij"), axis=-1).reshape(-1, 3)
    steps: Ints = np.floor(np.round(Oklab().from_rgb(grid) / CELL + 0.5, 6)).astype(np.int64)
    steps -= steps.min(axis=0)
    single = (steps[:, 0] * 64 + steps[:, 1]) * 64 + steps[:, 2]
    return levels, np.unique(single, return_inverse=True)[1].astype(np.int64)
