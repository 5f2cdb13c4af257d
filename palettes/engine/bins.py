"""Pixels gathered into a few hundred to a few thousand weighted colours."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Flags, Floats, Ints
from palettes.engine.keys import Keys, tables
from palettes.engine.spaces import SPACES

FINE_LIMIT: Final = 4096
PIXELS_SHOWN: Final = 1000
PACK: Final = np.float64(2**26)
PACKED: Final = 2**18
COORDINATE_DIGITS: Final = 9
"""Coordinates are rounded here, so that the last bit of a cube root, which differs between
processors, does not travel."""


@dataclass(frozen=True, eq=False)
class Bins:
    """Weighted colours that stand for a picture.

    ``rgb`` (m, 3) is each bin's mean encoded sRGB in 0..1, ``weights`` (m,) its share, summing
    to 1. ``pixels`` (n, 3) and ``cells`` (n,) say which pixel lies in which cell, ``numbers``
    (m,) which cell each bin is. ``kept`` is the share of all pixels that the bins hold.
    """

    rgb: Floats
    weights: Floats
    pixels: Bytes
    cells: Ints
    numbers: Ints
    pixel_weights: Floats | None = None
    kept: float = 1.0
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
        kept = self.kept * float(weights.sum())
        weights /= weights.sum()
        given = (self.pixels, self.cells, numbers, self.pixel_weights, kept, cached)
        return Bins(self.rgb[keep], weights, *given)

    def gathered(self, values: Floats) -> Floats:
        """Weighted mean (m,) over each bin of ``values`` (n,), one for each pixel."""
        if self.pixel_weights is not None:
            values = values * self.pixel_weights
        total = len(values) if self.pixel_weights is None else self.pixel_weights.sum()
        sums = np.bincount(self.cells, values)[self.numbers]
        means: Floats = sums / (self.weights * (self.kept * total))
        return means

    def pixels_in(self, chosen: Ints) -> tuple[Bytes, Ints]:
        """Give pixels (p, 3) that lie in the bins ``chosen``, and the bin (p,) of each.

        Many pixels are thinned evenly to about ``PIXELS_SHOWN``, so a small bin may go missing.
        """
        top = max(int(self.cells.max()), int(self.numbers[-1])) + 1
        wanted = np.zeros(top, dtype=bool)
        wanted[self.numbers[chosen]] = True
        inside = np.flatnonzero(wanted[self.cells])
        inside = inside[:: 1 + len(inside) // PIXELS_SHOWN]
        owners: Ints = np.searchsorted(self.numbers, self.cells[inside])
        return self.pixels[inside], owners

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
        away = np.zeros(len(bins))
        for values, means in zip(self.pixels.T, (self.rgb * 255).T, strict=True):
            step = values - means[bins]
            step *= step
            away += step
        least = np.full(len(self), np.inf)
        np.minimum.at(least, bins, away)
        nearest = np.flatnonzero(away == least[bins])[::-1]
        firsts = np.zeros(len(self), dtype=np.int64)
        firsts[bins[nearest]] = nearest  # of several, the last that is written stays: the first
        return self.pixels[firsts]


def coarse_bins(pixels: Bytes, keys: Keys, weights: Floats | None = None) -> Bins:
    """Bins by OKLab cell: some 450 for a usual still. ``pixels`` (n, 3), ``weights`` (n,)."""
    return _gather(pixels, weights, tables().cells.take(keys, mode="clip"))


def fine_bins(pixels: Bytes, weights: Floats | None = None) -> Bins:
    """Bins by single colour, or by the finest grid that gives at most ``FINE_LIMIT``.

    ``pixels`` (n, 3) are 8-bit sRGB, ``weights`` (n,) what each counts; 1 unless given.
    """
    packed = pixels[:, 0].astype(np.uint32) << 16
    packed |= pixels[:, 1].astype(np.uint32) << 8
    packed |= pixels[:, 2]
    kinds, labels = np.unique(packed, return_inverse=True)
    for shift in range(1, 8):
        if len(kinds) <= FINE_LIMIT:
            break
        mask = np.uint32(0x010101 * ((0xFF << shift) & 0xFF))
        kinds, merged = np.unique(kinds & mask, return_inverse=True)  # each grid lies in the last
        labels = merged[labels]
    return _gather(pixels, weights, labels.astype(np.int64))


def _gather(pixels: Bytes, weights: Floats | None, cells: Ints) -> Bins:
    if weights is None and len(pixels) < PACKED:
        mass, sums = _packed_sums(pixels, cells)
    else:
        mass = np.bincount(cells, weights).astype(np.float64)
        heavy = pixels.astype(np.float64) * (1.0 if weights is None else weights[:, None])
        sums = [np.bincount(cells, channel).astype(np.float64) for channel in heavy.T]
    numbers = np.flatnonzero(mass)
    mass = mass[numbers]
    rgb = np.stack([channel[numbers] for channel in sums], axis=1) / mass[:, None] / 255
    return Bins(rgb, mass / mass.sum(), pixels, cells, numbers, weights)


def _packed_sums(pixels: Bytes, cells: Ints) -> tuple[Floats, list[Floats]]:
    """Counts and channel sums of each cell, in two passes instead of four.

    Two whole numbers share the 53 bits of a double: exact for fewer than ``PACKED`` pixels.
    """
    red_green = np.bincount(cells, pixels[:, 0] * PACK + pixels[:, 1])
    blue_count = np.bincount(cells, pixels[:, 2] * PACK + 1.0)
    red, blue = np.floor(red_green / PACK), np.floor(blue_count / PACK)
    return blue_count - blue * PACK, [red, red_green - red * PACK, blue]
