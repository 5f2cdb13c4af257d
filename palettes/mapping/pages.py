"""A map as its page shows it: the tiles, what is left out, and the list that says the same."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from catalog.models import Film, Still
from palettes.compute import default_recipe
from palettes.looking.measuring import palette_of
from palettes.mapping import layouts, tiles
from palettes.mapping.tiles import Thing, Tile
from palettes.models import Palette

LISTED: Final = 40  # things on a page of the list
NEAREST: Final = 3


class Reader(Protocol):
    """Reads films or stills by id: ``pictured`` are those whose picture is drawn."""

    def __call__(self, ids: Iterable[int], pictured: Iterable[int]) -> dict[int, Thing]:
        """Things by id; those that are gone are missing."""


@dataclass(frozen=True)
class Entry:
    """One line of the list: a thing and those nearest to it, with their distances."""

    thing: Thing
    nearest: list[tuple[Thing, float]]


class Map:
    """The map of a layout. ``wanted`` are the ids a filter lets through, None for all."""

    def __init__(
        self,
        layout: layouts.Layout,
        read: Reader,
        *,
        wanted: Collection[int] | None = None,
        as_stills: bool = True,
        page: str | None = None,
    ) -> None:
        self.layout = layout
        self.as_stills = as_stills
        self._shown, self._left = layout.seated(wanted)
        self._order = layout.in_order(wanted)
        self.page: Page = Paginator(self._order, LISTED).get_page(page)
        self._near = layout.nearest(list(self.page), NEAREST)
        self._things = self._read(read)

    def _read(self, read: Reader) -> dict[int, Thing]:
        near = (row for each in self._near for row, _ in each)
        drawn = {*self._shown, *self._left}
        ids = {int(self.layout.ids[row]) for row in {*drawn, *self.page, *near}}
        pictured = [int(self.layout.ids[row]) for row in drawn] if self.as_stills else []
        found = read(ids, pictured)
        return {row: found[pk] for row, pk in enumerate(self.layout.ids.tolist()) if pk in found}

    @cached_property
    def shown(self) -> list[Tile]:
        """What is drawn, row by row from the top."""
        return self._tiles(self._shown)

    @cached_property
    def left(self) -> list[Tile]:
        """What a filter leaves out, each in its place."""
        return self._tiles(self._left)

    def _tiles(self, seats: dict[int, layouts.Cell]) -> list[Tile]:
        fine = len(self.layout.drawn) < tiles.COARSE
        ordered = sorted(seats.items(), key=lambda seat: (seat[1][1], seat[1][0]))
        return [
            tiles.tile(
                self._things[row], cell, self.layout.columns, still=self.as_stills, fine=fine
            )
            for row, cell in ordered
            if row in self._things
        ]

    @property
    def count(self) -> int:
        """How many things there are to show."""
        return len(self._order)

    @property
    def undrawn(self) -> int:
        """How many of these the map has no cell for."""
        return self.count - len(self._shown)

    @property
    def width(self) -> int:
        """Of the drawing, in its units."""
        return self.layout.columns * tiles.CELL_WIDTH

    @property
    def height(self) -> int:
        """Of the drawing, in its units."""
        return self.layout.rows * tiles.CELL_HEIGHT

    @property
    def most_zoom(self) -> float:
        """How much closer it is worth to go: until three things fill the width."""
        return self.layout.columns / 3

    @cached_property
    def entries(self) -> list[Entry]:
        """The list's lines, in the order of the map."""
        return [
            Entry(
                self._things[row],
                [(self._things[other], away) for other, away in near if other in self._things],
            )
            for row, near in zip(self.page, self._near, strict=True)
            if row in self._things
        ]


def read_films(ids: Iterable[int], pictured: Iterable[int]) -> dict[int, Thing]:
    """Films by id, with their first stills where these are drawn: three queries."""
    films = Film.objects.with_covers().prefetch_related(_default_palettes()).in_bulk(list(ids))
    firsts = {pk: films[pk].first_still_id for pk in pictured if pk in films}  # type: ignore[attr-defined]
    covers = Still.objects.in_bulk([pk for pk in firsts.values() if pk]) if firsts else {}
    return {
        pk: Thing(
            film, film.title, str(film.year or ""), covers.get(firsts.get(pk)), _swatches(film)
        )
        for pk, film in films.items()
    }


class StillsOf:
    """Reads the stills of one film, whose numbers are their places in its order."""

    def __init__(self, film: Film) -> None:
        self.film = film
        ordered = film.stills.order_by("position", "pk").values_list("pk", flat=True)
        self.numbers = {pk: number for number, pk in enumerate(ordered, 1)}

    def __call__(self, ids: Iterable[int], pictured: Iterable[int]) -> dict[int, Thing]:
        """Stills by id: two queries."""
        known = [pk for pk in ids if pk in self.numbers]
        stills = Still.objects.prefetch_related(_default_palettes()).in_bulk(known)
        for still in stills.values():
            still.film = self.film  # known already, so that it is not asked for one by one
        return {
            pk: Thing(
                *(still, f"Still {self.numbers[pk]}", still.timecode, still),
                *(_swatches(still), self.numbers[pk]),
            )
            for pk, still in stills.items()
        }


def _default_palettes() -> Prefetch:
    return Prefetch("palettes", Palette.objects.filter(recipe=default_recipe()))


def _swatches(thing: Film | Still) -> list[Any]:
    palette = palette_of(thing)
    return palette.colours if palette else []
