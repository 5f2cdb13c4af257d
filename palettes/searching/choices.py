"""The filters of a search: those in force, those there are, and what each would leave."""

from collections.abc import Sequence
from functools import cached_property

from catalog import filters
from catalog.moods import MOODS
from palettes import search
from palettes.index.shelves import NEAR
from palettes.searching.links import BLANK, Chip, Link
from palettes.searching.menus import menus
from palettes.searching.narrowed import Narrowed
from palettes.searching.state import REACH, State


class Choices:
    """Chips, menus and moods. ``unknown_moods`` are what the address has and nobody knows."""

    def __init__(self, state: State, narrowed: Narrowed, unknown_moods: Sequence[str] = ()) -> None:
        self.state = state
        self.narrowed = narrowed
        self.unknown_moods = unknown_moods

    @cached_property
    def chips(self) -> list[Chip]:
        """Every filter in force."""
        chips = []
        if self.narrowed.parameters:
            chips = [
                Chip(one.label, one.value, self.state.but(films=one.query))
                for one in filters.chips(self.narrowed.asked)
            ]
        for mood in self.state.moods:
            rest = tuple(other for other in self.state.moods if other != mood)
            chips.append(Chip("Mood", MOODS[mood].title, self.state.but(moods=rest)))
        return chips

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Filters that make no sense: label, value, and the address without."""
        found = []
        if self.narrowed.parameters:
            found = [
                (one.label, one.value, self.state.but(films=one.query).address)
                for one in filters.problems(self.narrowed.asked)
            ]
        return found + [("Mood", text, self.state.address) for text in self.unknown_moods]

    @cached_property
    def facets(self) -> list[tuple[str, list[Link]]]:
        """The film list's menus, leading to this search."""
        address = self.state.but(films=BLANK).address
        return [
            (
                facet.label,
                [
                    Link(
                        option.name,
                        address.replace(BLANK, option.query, 1),
                        option.chosen,
                        option.count,
                    )
                    for option in facet.options
                ],
            )
            for facet in menus(self.state.films)
            if facet.options and facet.key != "mood"
        ]

    @cached_property
    def moods(self) -> list[Link]:
        """Every mood, to be put in force or dropped, with how many results have it."""
        state = self.state
        counts = search.count_moods(state.among, films=self.narrowed.films, moods=state.moods)
        return [
            Link(
                mood.title,
                state.but(
                    moods=tuple(other for other in state.moods if other != key)
                    + (() if key in state.moods else (key,))
                ).address,
                key in state.moods,
                counts[key],
                mood.says,
            )
            for key, mood in MOODS.items()
        ]

    @property
    def among(self) -> list[Link]:
        """Stills or films."""
        state = self.state
        return [
            Link(kind, state.but(among=kind).address, state.among == kind)
            for kind in ("stills", "films")
        ]

    @property
    def each(self) -> list[Link]:
        """How many stills of each film."""
        state = self.state
        words = {"2": "two", "1": "one", "all": "all"}
        return [
            Link(words[key], state.but(each=key).address, state.each == key)
            for key in ("1", "2", "all")
        ]

    @property
    def nearness(self) -> list[Link]:
        """How near a swatch has to be."""
        state = self.state
        return [
            Link(
                key,
                state.but(near=key).address,
                state.near == key,
                says=f"within {self._within(key)}",
            )
            for key in ("strict", "close", "loose")
        ]

    @property
    def within(self) -> str:
        """Weighted OKLab distance up to which a swatch is near."""
        return self._within(self.state.near)

    @staticmethod
    def _within(key: str) -> str:
        return f"{NEAR * REACH[key]:.3f}"
