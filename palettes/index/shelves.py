"""The looks of all stills, or of all films, as a search goes through them."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from catalog.moods import MOODS, Mood
from palettes.engine import LOOK_VERSION
from palettes.engine.looks import SIGNATURE_LENGTH, placed
from palettes.engine.swatch import hex_of
from palettes.index.colours import Colours, Query, away
from palettes.index.found import Found, Neighbour, Part, Toned
from palettes.index.signatures import Mask, Rows, Signatures, best_rows

NEAR: Final = 0.065
"""Weighted OKLab distance up to which a swatch counts as the colour: 0.3 of a match is left."""

CANDIDATES: Final = 400  # palettes that are scored exactly

Row = tuple[int | float | bytes | None, ...]
"""Id, film's id, look version, signature, packed colours, then the figures of ``FIGURES``."""

FIGURES: Final = tuple(sorted({mood.figure for mood in MOODS.values()}))


class Shelf:
    """Looks of stills, or of films. ``ids`` and ``films`` (n,) are row ids."""

    def __init__(self, rows: Sequence[Row]) -> None:
        count = 5 + len(FIGURES)
        columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * count
        ids, films, versions, signatures, colours = columns[:5]
        self.ids: Rows = np.array(ids, np.int64)
        self.films: Rows = np.array(films, np.int64)
        # A look of another version is not found by nearness until it is made again.
        self.current: Mask = np.array(versions, np.int64) == LOOK_VERSION
        empty = bytes(2 * SIGNATURE_LENGTH)
        known = zip(signatures, self.current.tolist(), strict=True)
        kept = b"".join(one if is_current else empty for one, is_current in known)
        vectors = np.frombuffer(kept, "<f2").reshape(-1, SIGNATURE_LENGTH)
        self.signatures = Signatures(vectors, placed)
        self.colours = Colours(colours)
        self.painted: Mask = self.colours.counts > 0
        # NaN where there is no figure: it is within no bound.
        self.figures = {
            key: np.array(column, np.float64)
            for key, column in zip(FIGURES, columns[5:], strict=True)
        }

    def __len__(self) -> int:
        return len(self.ids)

    def mask(
        self,
        base: Mask,
        allowed: Collection[int] | None,
        films: Collection[int] | None,
        but_films: Collection[int],
        moods: Collection[str] = (),
    ) -> Mask | None:
        """Which rows (n,) a search may find; None for all. KeyError for an unknown mood."""
        mask = base
        if allowed is not None:
            mask = mask & np.isin(self.ids, _array(allowed))
        if films is not None:
            mask = mask & np.isin(self.films, _array(films))
        if but_films:
            mask = mask & ~np.isin(self.films, _array(but_films))
        for key in moods:
            mask = mask & self.has(MOODS[key])
        return None if mask.all() else mask

    def has(self, mood: Mood) -> Mask:
        """Which rows (n,) have a mood."""
        figure = self.figures[mood.figure]
        least = -np.inf if mood.least is None else mood.least
        most = np.inf if mood.most is None else mood.most
        has: Mask = (figure >= least) & (figure <= most)
        return has

    def nearest(self, signature: NDArray[np.float32], k: int, mask: Mask | None) -> list[Neighbour]:
        """The ``k`` nearest, nearest first."""
        rows, distances = self.signatures.nearest(placed(signature), k, mask)
        return [
            Neighbour(int(self.ids[row]), int(self.films[row]), float(distance))
            for row, distance in zip(rows, distances, strict=True)
        ]

    def by_mood(self, mood: Mood, k: int, mask: Mask | None, per_film: int | None) -> list[Toned]:
        """The ``k`` with most of a mood, the strongest first."""
        figure = self.figures[mood.figure]
        has = self.has(mood) if mask is None else mask & self.has(mood)
        rows = np.flatnonzero(has)
        order = figure[rows] if mood.least is None else -figure[rows]
        rows = self._few_of_each(rows[np.lexsort((self.ids[rows], order))], per_film)[:k]
        return [Toned(int(self.ids[r]), int(self.films[r]), float(figure[r])) for r in rows]

    def holding(self, query: Query, reach: float = 1.0) -> Mask:
        """Which rows (n,) have a swatch near every colour of ``query``."""
        return self.colours.holding(query, NEAR * reach)

    def by_colours(
        self,
        query: Query,
        k: int,
        mask: Mask | None,
        per_film: int | None = None,
        reach: float = 1.0,
    ) -> list[Found]:
        """The ``k`` with the best scores, best first; of equal ones the nearer colours."""
        rough = self.colours.scores(query, reach)
        if mask is not None:
            rough[~mask] = -1.0
        count = max(CANDIDATES, 8 * k)
        while True:
            rows, scores = self._scored(query, best_rows(rough, count), rough, reach)
            if per_film is not None:
                kept = self._places_in_film(rows) < per_film
                rows, scores = rows[kept], scores[kept]
            if len(rows) >= k or count >= len(self):
                break
            count *= 8
        return [
            self._found(query, int(row), float(score), NEAR * reach)
            for row, score in zip(rows[:k], scores[:k], strict=True)
        ]

    def _scored(
        self, query: Query, rows: Rows, rough: NDArray[np.float32], reach: float
    ) -> tuple[Rows, NDArray[np.float64]]:
        """Rows that may be found, by falling exact score, with it."""
        rows = rows[rough[rows] >= 0]
        scores, distances = self.colours.exact_scores(query, rows, reach)
        order = np.lexsort((self.ids[rows], distances, -scores))
        return rows[order], scores[order]

    def _few_of_each(self, rows: Rows, per_film: int | None) -> Rows:
        return rows if per_film is None else rows[self._places_in_film(rows) < per_film]

    def _places_in_film(self, rows: Rows) -> Rows:
        """How many of its film stand before each of ``rows``."""
        films = self.films[rows]
        order = np.argsort(films, kind="stable")
        grouped = films[order]
        first = np.flatnonzero(np.r_[True, grouped[1:] != grouped[:-1]]) if len(rows) else rows
        starts = np.repeat(first, np.diff(np.r_[first, len(rows)]))
        places = np.empty(len(rows), np.int64)
        places[order] = np.arange(len(rows)) - starts
        return places

    def _found(self, query: Query, row: int, score: float, within: float) -> Found:
        count = self.colours.counts[row]
        points, shares = self.colours.oklab[row, :count], self.colours.shares[row, :count]
        distances = np.stack([away(points, colour) for colour, _ in query])
        near = distances.min(axis=0) < within
        owner = distances.argmin(axis=0)
        nearest = distances.argmin(axis=1)
        parts = [
            Part(
                hex_of(self.colours.rgb[row, place]),
                int(place),
                float(distances[number, place]),
                float(shares[near & (owner == number)].sum()),
            )
            for number, place in enumerate(nearest)
        ]
        marked = frozenset(hex_of(self.colours.rgb[row, place]) for place in np.flatnonzero(near))
        return Found(int(self.ids[row]), int(self.films[row]), score, tuple(parts), marked)


def _array(ids: Collection[int]) -> Rows:
    return np.fromiter(ids, np.int64, len(ids))
