"""Which films and stills hold which named colours.

One holds a colour when a swatch of it lies near it, as the search has it: its pages and the
search tell of the same films. The swatches are put into a tree once for a version of the index.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from palettes import search
from palettes.colour_pages.named import NamedColour, named_colours
from palettes.index.colours import WEIGHTS
from palettes.index.shelves import NEAR, Shelf

Rows = NDArray[np.int64]
Shares = NDArray[np.float64]


class Swatches:
    """All swatches (s,) of a shelf, to be found by colour."""

    def __init__(self, shelf: Shelf) -> None:
        colours = shelf.colours
        there = np.arange(colours.shares.shape[1]) < colours.counts[:, None]
        self._rows = np.nonzero(there)[0]
        self._shares = colours.shares[there].astype(np.float64)
        self._tree = cKDTree(colours.oklab[there] * WEIGHTS)

    def near(self, colour: NamedColour) -> tuple[Rows, Shares]:
        """Those near a colour: which row of the shelf each is of, and its share."""
        places = self._tree.query_ball_point(np.array(colour.oklab) * WEIGHTS, NEAR)
        found = np.array(places, np.int64)
        return self._rows[found], self._shares[found]


@dataclass(frozen=True, eq=False)
class Holdings:
    """How much of ``films`` (f,) lies near each name.

    That is the mean of a film's stills, of which ``sizes`` (f,) have a palette; where a colour is
    in the film's own palette alone, its share there. ``stills`` and ``owners`` (r,) are the ids of
    all stills and of their films.
    """

    films: Rows
    sizes: Rows
    stills: Rows
    owners: Rows
    own: Rows
    of_stills: Swatches
    of_films: Swatches
    _known: dict[str, Shares] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many films hold each colour, by slug."""
        return {
            slug: int(np.count_nonzero(self._shares(colour)))
            for slug, colour in named_colours().items()
        }

    def of(self, colour: NamedColour) -> Shares:
        """The share (f,) of each film that lies near the colour."""
        if colour.slug not in self._known:
            self._known[colour.slug] = self._shares(colour)
        return self._known[colour.slug]

    def _shares(self, colour: NamedColour) -> Shares:
        rows, sizes = self.of_stills.near(colour)
        share = self._summed(self.owners[rows], sizes) / np.maximum(self.sizes, 1)
        rows, sizes = self.of_films.near(colour)
        return np.where(share > 0, share, self._summed(self.own[rows], sizes))

    def _summed(self, films: Rows, sizes: Shares) -> Shares:
        places = np.searchsorted(self.films, films)
        return np.bincount(places, sizes, len(self.films)).astype(np.float64)

    def films_by(self, colour: NamedColour) -> list[tuple[int, float]]:
        """Films that hold the colour, with their shares, the largest first."""
        return _largest_first(self.films, self.of(colour))

    def stills_by(self, colour: NamedColour, count: int, per_film: int) -> list[tuple[int, float]]:
        """The ``count`` stills with the largest shares, so many of each film; largest first."""
        near, sizes = self.of_stills.near(colour)
        rows, place = np.unique(near, return_inverse=True)
        stills = self.stills[rows]
        film_of = dict(zip(stills.tolist(), self.owners[rows].tolist(), strict=True))
        taken: Counter[int] = Counter()
        found = []
        shares = np.bincount(place, sizes).astype(np.float64)
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
    index = search.index()
    stills, films = index.stills, index.films
    painted = [one.films[one.painted] for one in (stills, films)]
    ids, sizes = np.unique(painted[0], return_counts=True)
    every = np.unique(np.concatenate(painted))
    counts = np.zeros(len(every), np.int64)
    counts[np.searchsorted(every, ids)] = sizes
    return Holdings(
        every, counts, stills.ids, stills.films, films.films, Swatches(stills), Swatches(films)
    )


def _largest_first(ids: Rows, shares: Shares) -> list[tuple[int, float]]:
    order = np.lexsort((ids, -shares))
    return [(int(ids[one]), float(shares[one])) for one in order if shares[one] > 0]
