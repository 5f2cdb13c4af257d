"""Which films and stills hold which named colours.

One holds a colour when a swatch of it bears its name: when no other name is nearer. That is
worked out for all names at once, once for a version of the index.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from palettes import search
from palettes.colour_pages.named import NamedColour, named_colours
from palettes.shelves import Shelf

AS_NAMED: Final = (1.0, 2.0, 2.0)  # weights of L, a, b under which names are nearest

Rows = NDArray[np.int64]
Shares = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Holdings:
    """How much of each film (f,) bears each name (n,): ``shares`` (f, n).

    That is the mean of its stills; where the name stands in the film's own palette alone, its
    share there. ``names``, ``rows`` and ``sizes`` (s,) are all stills' swatches: which name
    each bears, which row of ``stills`` and ``owners`` (r,), ids of stills and their films, it is
    of, and its share.
    """

    films: Rows
    shares: Shares
    columns: dict[str, int]
    names: NDArray[np.uint16]
    rows: NDArray[np.int32]
    sizes: Shares
    stills: Rows
    owners: Rows

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many films hold each colour, by slug."""
        held = (self.shares > 0).sum(axis=0)
        return {slug: int(held[column]) for slug, column in self.columns.items()}

    def of(self, colour: NamedColour) -> Shares:
        """The share (f,) of each film that bears the name."""
        share: Shares = self.shares[:, self.columns[colour.slug]]
        return share

    def films_by(self, colour: NamedColour) -> list[tuple[int, float]]:
        """Films that hold the colour, with their shares, the largest first."""
        return _largest_first(self.films, self.of(colour))

    def stills_by(self, colour: NamedColour, count: int, per_film: int) -> list[tuple[int, float]]:
        """The ``count`` stills with the largest shares, so many of each film; largest first."""
        own = self.names == self.columns[colour.slug]
        rows, place = np.unique(self.rows[own], return_inverse=True)
        stills = self.stills[rows]
        film_of = dict(zip(stills.tolist(), self.owners[rows].tolist(), strict=True))
        taken: Counter[int] = Counter()
        found = []
        shares = np.bincount(place, self.sizes[own]).astype(np.float64)
        for still, share in _largest_first(stills, shares):
            taken[film_of[still]] += 1
            if taken[film_of[still]] <= per_film:
                found.append((still, share))
            if len(found) == count:
                break
        return found


def holdings() -> Holdings:
    """Which films hold which colours, in the index as it is now."""
    return _holdings(search.index().version)


@lru_cache(maxsize=1)
def _holdings(version: int) -> Holdings:
    named = named_colours()
    tree = cKDTree(np.array([colour.oklab for colour in named.values()]) * AS_NAMED)
    index = search.index()
    names, rows, sizes = _named_swatches(index.stills, tree)
    films = np.unique(
        np.concatenate([one.films[one.painted] for one in (index.stills, index.films)])
    )
    shares = _summed(films, index.stills.films[rows], names, sizes, len(named))
    counts = np.bincount(
        np.searchsorted(films, index.stills.films[index.stills.painted]), minlength=len(films)
    )
    shares = shares / np.maximum(counts, 1)[:, None]
    own_names, own_rows, own_sizes = _named_swatches(index.films, tree)
    own = _summed(films, index.films.films[own_rows], own_names, own_sizes, len(named))
    return Holdings(
        films,
        np.where(shares > 0, shares, own).astype(np.float32),
        {slug: column for column, slug in enumerate(named)},
        names.astype(np.uint16),
        rows.astype(np.int32),
        sizes,
        index.stills.ids,
        index.stills.films,
    )


def _named_swatches(shelf: Shelf, tree: cKDTree) -> tuple[Rows, Rows, Shares]:
    """Every swatch (s,) of a shelf: the name it bears, its row, its share."""
    colours = shelf.colours
    there = np.arange(colours.shares.shape[1]) < colours.counts[:, None]
    rows = np.nonzero(there)[0]
    names = tree.query(colours.oklab[there] * AS_NAMED)[1] if len(rows) else rows
    return names.astype(np.int64), rows, colours.shares[there]


def _summed(
    films: Rows, owners: Rows, names: Rows, sizes: Shares, width: int
) -> NDArray[np.float64]:
    """Shares by film and name (f, ``width``)."""
    places = np.searchsorted(films, owners) * width + names
    summed = np.bincount(places, sizes, len(films) * width).astype(np.float64)
    return summed.reshape(len(films), width)


def _largest_first(ids: Rows, shares: NDArray[np.floating]) -> list[tuple[int, float]]:
    order = np.lexsort((ids, -shares))
    return [(int(ids[one]), float(shares[one])) for one in order if shares[one] > 0]
