"""Which films hold which named colours.

A film holds a colour when a swatch of one of its stills bears its name: when no other name is
nearer. That is worked out for all names at once, once for a version of the index.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from palettes import search
from palettes.colour_pages.named import NamedColour, named_colours

AS_NAMED: Final = (1.0, 2.0, 2.0)  # weights of L, a, b under which names are nearest


@dataclass(frozen=True, eq=False)
class Holdings:
    """How much of each film (f,) bears each name (n,): ``shares`` (f, n), means of its stills."""

    films: NDArray[np.int64]
    shares: NDArray[np.float32]
    columns: dict[str, int]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many films hold each colour, by slug."""
        held = (self.shares > 0).sum(axis=0)
        return {slug: int(held[column]) for slug, column in self.columns.items()}

    def of(self, colour: NamedColour) -> NDArray[np.float32]:
        """The share (f,) of each film that bears the name."""
        share: NDArray[np.float32] = self.shares[:, self.columns[colour.slug]]
        return share


def holdings() -> Holdings:
    """Which films hold which colours, in the index as it is now."""
    return _holdings(search.index().version)


@lru_cache(maxsize=1)
def _holdings(version: int) -> Holdings:
    named = named_colours()
    tree = cKDTree(np.array([colour.oklab for colour in named.values()]) * AS_NAMED)
    shelf = search.index().stills
    colours = shelf.colours
    films, owner = np.unique(shelf.films[shelf.painted], return_inverse=True)
    counts = np.bincount(owner, minlength=len(films))
    painted = np.flatnonzero(shelf.painted)
    there = np.arange(colours.shares.shape[1]) < colours.counts[painted, None]
    rows = np.nonzero(there)[0]
    name = tree.query(colours.oklab[painted][there] * AS_NAMED)[1] if len(rows) else rows
    summed = np.bincount(
        owner[rows] * len(named) + name,
        colours.shares[painted][there],
        minlength=len(films) * len(named),
    ).reshape(len(films), len(named))
    shares = summed / np.maximum(counts, 1)[:, None]
    return Holdings(films, shares.astype(np.float32), {slug: i for i, slug in enumerate(named)})
