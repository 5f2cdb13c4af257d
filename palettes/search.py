"""Finding looks: the nearest to a signature, and those that hold given colours.

Hides where the vectors live: here, NumPy arrays in each process, read once, and again when
something has changed. It promises :func:`nearest` and :func:`by_colours`.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from django.db import connection

from catalog.moods import MOODS
from palettes.engine import colour_name
from palettes.engine.looks import Signature
from palettes.engine.swatch import hex_of
from palettes.index import version as index_version
from palettes.index.cells import places_of
from palettes.index.colours import Query
from palettes.index.found import Cell, Found, Match, Neighbour, Part, Toned
from palettes.index.shelves import FIGURES, Row, Shelf
from palettes.models import Look

__all__ = [
    "Found",
    "Match",
    "Neighbour",
    "Part",
    "Query",
    "Toned",
    "by_colours",
    "by_mood",
    "count",
    "count_moods",
    "index",
    "nearest",
]

SMALL: Final = 0.04  # a swatch below this share of its still is small
AT_ONCE: Final = 20_000  # looks that a request may wait for; more are read beside it

Kind = Literal["stills", "films"]


def nearest(
    signature: Signature,
    k: int,
    kind: Kind = "stills",
    *,
    allowed: Collection[int] | None = None,
    films: Collection[int] | None = None,
    but_films: Collection[int] = (),
    moods: Collection[str] = (),
) -> list[Neighbour]:
    """The ``k`` stills (or films) whose looks are nearest to a signature, nearest first.

    Found are those with an id in ``allowed`` and of a film in ``films``, where these are given,
    not of a film in ``but_films``, and with every mood of ``moods`` (keys of
    ``catalog.moods.MOODS``).
    """
    shelf = index().shelf(kind)
    mask = shelf.mask(shelf.current, allowed, films, but_films, moods)
    return shelf.nearest(np.asarray(signature, np.float32), k, mask)


def by_colours(
    query: Query,
    k: int,
    kind: Kind = "stills",
    *,
    allowed: Collection[int] | None = None,
    films: Collection[int] | None = None,
    but_films: Collection[int] = (),
    moods: Collection[str] = (),
    per_film: int | None = None,
    reach: float = 1.0,
) -> list[Found]:
    """The ``k`` stills (or films) that hold all colours of ``query`` best, best first.

    ``query`` is ``("#rrggbb", share)`` for each colour: the share of the picture it should have,
    above 0 and up to 1, or None for as much as there is. Filters are those of :func:`nearest`;
    ``per_film`` gives so many of each film's best stills, no more, and ``reach`` how far a
    swatch may lie and still pass for the colour: 1 is usual, more is looser. Never empty while
    anything is allowed: when nothing matches, what is nearest comes.

    Raises ValueError for a query without colours, or a share out of its range.
    """
    if not query or not all(share is None or 0 < share <= 1 for _, share in query):
        raise ValueError("a search needs colours, each with a share in 0..1 or None")
    shelf = index().shelf(kind)
    mask = shelf.mask(shelf.painted, allowed, films, but_films, moods)
    return shelf.by_colours(query, k, mask, per_film, reach)


def by_mood(
    mood: str,
    k: int,
    kind: Kind = "stills",
    *,
    films: Collection[int] | None = None,
    moods: Collection[str] = (),
    per_film: int | None = None,
) -> list[Toned]:
    """The ``k`` stills (or films) that have a mood (a key of ``catalog.moods.MOODS``) most.

    ``moods`` are others that they have too; filters are those of :func:`by_colours`.
    """
    shelf = index().shelf(kind)
    return shelf.by_mood(
        MOODS[mood], k, shelf.mask(shelf.painted, None, films, (), moods), per_film
    )


def count(
    kind: Kind = "stills",
    *,
    query: Query = (),
    films: Collection[int] | None = None,
    moods: Collection[str] = (),
    reach: float = 1.0,
) -> int:
    """How many stills (or films) the filters let through, with a swatch near every colour.

    Near is within ``NEAR`` x ``reach``.
    """
    shelf = index().shelf(kind)
    mask = shelf.mask(shelf.holding(query, reach), None, films, (), moods)
    return len(shelf) if mask is None else int(np.count_nonzero(mask))


def count_moods(
    kind: Kind = "stills", *, films: Collection[int] | None = None, moods: Collection[str] = ()
) -> dict[str, int]:
    """For every mood, how many of what the filters let through have it."""
    shelf = index().shelf(kind)
    mask = shelf.mask(shelf.painted, None, films, (), moods)
    every = {key: shelf.has(mood) for key, mood in MOODS.items()}
    return {
        key: int(np.count_nonzero(has if mask is None else has & mask))
        for key, has in every.items()
    }


@dataclass(frozen=True)
class Index:
    """All looks as they were at one version of the catalogue."""

    version: int
    stills: Shelf
    films: Shelf

    def shelf(self, kind: Kind) -> Shelf:
        """The looks of stills or of films."""
        return self.stills if kind == "stills" else self.films

    def by_colour(self, hex_colour: str, k: int) -> list[Match]:
        """For each of the ``k`` films that hold the colour best, its best still; best first."""
        shelf = self.stills
        mask = shelf.mask(shelf.painted, None, None, ())
        found = shelf.by_colours([(hex_colour, None)], k, mask, 1)
        return [
            Match(one.id, one.film_id, part.share, part.hex, part.distance)
            for one in found
            for part in one.parts
        ]

    def vivid(self, k: int) -> list[int]:
        """Stills of ``k`` different films whose small swatches are the most chromatic."""
        colours = self.stills.colours
        chroma = np.hypot(colours.oklab[..., 1], colours.oklab[..., 2])
        best = np.where(colours.shares < SMALL, chroma, 0).max(axis=1, initial=0)
        order = np.argsort(-best, kind="stable")
        order = order[self.stills.painted[order]]
        _, firsts = np.unique(self.stills.films[order], return_index=True)
        return [int(self.stills.ids[order[first]]) for first in np.sort(firsts)[:k]]

    @cached_property
    def colour_cells(self) -> list[Cell]:
        """The colour index of all stills' swatches: see ``index/cells.py``."""
        colours = self.stills.colours
        there = np.arange(colours.shares.shape[1]) < colours.counts[:, None]
        rgb = colours.rgb[there]
        hexes = [(place, hex_of(rgb[place.swatch])) for place in places_of(colours.oklab[there])]
        return [Cell(place.column, place.row, hex_, colour_name(hex_)) for place, hex_ in hexes]

    @property
    def hexes(self) -> list[str]:
        """Every swatch of every still."""
        colours = self.stills.colours
        there = np.arange(colours.shares.shape[1]) < colours.counts[:, None]
        return [hex_of(rgb) for rgb in colours.rgb[there]]


_lock = threading.Lock()
_kept: Index | None = None


def index() -> Index:
    """The index of the catalogue as it is now.

    It is read again when the version has grown. Beyond ``AT_ONCE`` looks that takes a while, so
    it is done beside the request, which is answered from what is known.
    """
    kept, version = _kept, index_version.current()
    if kept is not None and kept.version == version:
        return kept
    if kept is None or len(kept.stills) <= AT_ONCE:
        with _lock:
            return _refreshed(version)
    if _lock.acquire(blocking=False):
        threading.Thread(target=_refresh_beside, args=(version,), daemon=True).start()
    return kept


def _refreshed(version: int) -> Index:
    """Read the index unless another thread just has. Needs the lock."""
    global _kept
    if _kept is None or _kept.version != version:
        _kept = Index(version, Shelf(_rows("still")), Shelf(_rows("film")))
    return _kept


def _refresh_beside(version: int) -> None:
    try:
        _refreshed(version)
    finally:
        _lock.release()
        connection.close()


def _rows(subject: str) -> list[Row]:
    film = "still__film_id" if subject == "still" else "film_id"
    looks = Look.objects.filter(**{f"{subject}__isnull": False}).order_by(f"{subject}_id")
    fields = (f"{subject}_id", film, "look_version", "signature", "colours", *FIGURES)
    return list(looks.values_list(*fields).iterator(chunk_size=5000))
