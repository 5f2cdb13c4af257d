"""What the page of a person or a decade shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import QuerySet

from catalog.models import Film, Still
from palettes import search
from palettes.charts.marks import MARKS, Mark
from palettes.engine import Swatch
from palettes.engine.looks.bootstrap import RESAMPLES
from palettes.index.found import Neighbour
from palettes.looking.standing import catalogue_figures
from palettes.profiles.pooling import Pool
from palettes.profiles.rows import Row, rows_of

TYPICAL: Final = 8
PER_FILM: Final = 2
"""Typical stills of one film, at most, while other films have some."""

SIMILAR: Final = 5


@dataclass(frozen=True)
class Part:
    """Films that are told of together: those of one role, or of a decade.

    ``count`` is how many there are and ``ids`` which; ``films`` those that are shown. ``address``
    leads to all of them in the list of films.
    """

    title: str
    mark: Mark
    ids: tuple[int, ...]
    films: list[Film]
    pool: Pool | None
    address: str

    @property
    def count(self) -> int:
        """How many films there are."""
        return len(self.ids)

    @cached_property
    def bare(self) -> int:
        """How many of them have no stills, so that there is nothing to compute."""
        return Film.objects.filter(pk__in=self.ids, stills=None).count()

    @property
    def waiting(self) -> int:
        """How many have stills and no look yet."""
        return self.count - self.bare - (self.pool.films if self.pool else 0)

    @property
    def swatches(self) -> tuple[Swatch, ...]:
        """The palette, as the strip draws it."""
        return self.pool.swatches if self.pool else ()


@dataclass(frozen=True)
class Near:
    """A still or film, and how far its look is."""

    thing: Still | Film
    distance: float


class Profile:
    """Some films told of as one or, of a person with two roles, as two."""

    resamples = RESAMPLES

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = list(parts)
        self.ready = [part for part in self.parts if part.pool]

    @property
    def ids(self) -> set[int]:
        """All films."""
        return {pk for part in self.parts for pk in part.ids}

    @property
    def sure(self) -> list[Part]:
        """The parts with intervals."""
        return [part for part in self.ready if part.pool and part.pool.is_sure]

    @cached_property
    def rows(self) -> list[Row]:
        """Every figure on the axis of all films."""
        named = [(part.title, part.mark, part.pool) for part in self.ready if part.pool]
        return rows_of(named, catalogue_figures()) if named else []

    @cached_property
    def typical(self) -> list[tuple[Part, list[Near]]]:
        """For each part, its stills whose looks are nearest to its own: a few, and at most half."""
        most = TYPICAL // len(self.ready) if self.ready else 0
        found = [
            (part, _typical(part, min(most, part.pool.stills // 2)))
            for part in self.ready
            if part.pool
        ]
        ids = [one.id for _, near in found for one in near]
        stills = Still.objects.select_related("film").prefetch_related("palettes").in_bulk(ids)
        return [
            (part, [Near(stills[one.id], one.distance) for one in near if one.id in stills])
            for part, near in found
        ]

    @cached_property
    def similar(self) -> list[Near]:
        """Films of others that look most like the first part."""
        if not self.ready or self.ready[0].pool is None:
            return []
        signature = self.ready[0].pool.signature
        near = search.nearest(signature, SIMILAR, "films", but_films=self.ids)
        films = shown(Film.objects.filter(pk__in=[one.id for one in near]))
        by_id = {film.pk: film for film in films}
        return [Near(by_id[one.id], one.distance) for one in near if one.id in by_id]


def _typical(part: Part, count: int) -> list[Neighbour]:
    """The stills nearest to a part, those of one film not all of them."""
    assert part.pool is not None
    each = max(PER_FILM, -(-count // part.pool.films))
    chosen: list[Neighbour] = []
    for one in search.nearest(part.pool.signature, 12 * count, films=part.ids):
        if sum(other.film_id == one.film_id for other in chosen) < each:
            chosen.append(one)
    return chosen[:count]


def shown(films: QuerySet[Film]) -> list[Film]:
    """Films with what a card shows, in a few queries."""
    found = list(films.with_covers().prefetch_related("palettes", "directors"))  # type: ignore[attr-defined]
    covers = Still.objects.prefetch_related("palettes").in_bulk(
        [film.first_still_id for film in found if film.first_still_id]
    )
    for film in found:
        film.cover = covers.get(film.first_still_id)
    return found


def mark_of(number: int) -> Mark:
    """The mark of a part."""
    return MARKS[number]
