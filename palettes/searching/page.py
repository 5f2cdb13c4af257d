"""The search page, put together: everything its template draws; each part is worked out once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import QueryDict

from catalog import filters
from catalog.models import Film
from catalog.moods import MOODS
from palettes import search
from palettes.search import Found, Toned
from palettes.searching.asked import MOST, Asked, Wanted, read
from palettes.searching.band import Band, bands
from palettes.searching.cards import Card, cards_of
from palettes.searching.menus import menus
from palettes.searching.state import EACH, PAGES, REACH, State, read_state
from palettes.shelves import NEAR

PER_PAGE: Final = 25
BLANK: Final = "------"  # where a colour is still to be chosen
COUNTED: Final = ("no", "one", "two", "three", "four", "five")

STRONGEST: Final = {
    "muted": "the most muted first",
    "vivid": "the most vivid first",
    "dark": "the darkest first",
    "bright": "the brightest first",
    "warm": "the warmest first",
    "cool": "the coolest first",
    "monochrome": "the least chromatic first",
    "high-contrast": "those with most contrast first",
}

EXAMPLES: Final = (
    ("Teal and orange", State(("14787b:40", "d2691e:20"))),
    ("A little crimson in the dark", State(("c3132f:3",), ("dark",))),
    ("Sand under a sky", State(("d3bd92:40", "8fbde6:30"))),
    ("Green, as much as there is", State(("2d4a31",))),
)


@dataclass(frozen=True)
class Link:
    """A choice: where it leads, and how many results that gives, where that is known."""

    name: str
    address: str
    chosen: bool = False
    count: int | None = None
    says: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter in force, the search without it, and how many results that gives."""

    label: str
    value: str
    state: State

    @cached_property
    def count(self) -> int:
        """How many stills (or films) it would leave."""
        return Filters(self.state).count

    @property
    def words(self) -> str:
        """The same in words."""
        return counted(self.count, self.state.among)


def counted(count: int, kind: str) -> str:
    """``1 still``, ``2 stills``."""
    return f"{count} {kind if count != 1 else kind.removesuffix('s')}"


class Filters:
    """What the filters of a state let through."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.parameters = QueryDict(state.films)

    @cached_property
    def films(self) -> list[int] | None:
        """Ids of the films that the film list's filters let through; None for all."""
        if not self.parameters:
            return None
        found = self.asked.films()
        return list(found.order_by().values_list("pk", flat=True).distinct())

    @cached_property
    def asked(self) -> filters.Asked:
        """The film list's filters, checked."""
        return filters.Asked(self.parameters)

    @cached_property
    def count(self) -> int:
        """How many stills (or films) there are to be found."""
        return search.count(self.state.among, films=self.films, moods=self.state.moods)


class SearchPage:
    """A search: its colours, its filters, and what it finds."""

    most = MOST

    def __init__(self, parameters: QueryDict) -> None:
        self.asked: Asked = read(parameters)
        # Of what cannot be searched by, the filters' links keep what can.
        searched = self.asked if self.asked.good else self.asked.repaired()
        self.state = read_state(parameters, searched.values)
        if not self.asked.good:
            self.state = self.state.but()
        self.filters = Filters(self.state)
        self.unknown_moods = [
            text.replace("\0", "")[:40] or "(empty)"
            for text in dict.fromkeys(parameters.getlist("mood"))
            if text not in MOODS
        ][:3]

    # --- The colours ------------------------------------------------------------------

    @cached_property
    def bands(self) -> list[Band]:
        """The query as a strip."""
        return bands(self.asked.wanted)

    @property
    def rows(self) -> list[tuple[int, Wanted]]:
        """The colours with their places from 0."""
        return list(enumerate(self.asked.wanted))

    @property
    def band_words(self) -> str:
        """The same to be read aloud."""
        return "; ".join(band.words for band in self.bands)

    @property
    def words(self) -> str:
        """``two colours, weighted``."""
        count = len(self.asked.wanted)
        if not count or count > MOST:
            return ""
        weighted = any(one.weight is not None for one in self.asked.wanted)
        return f"{COUNTED[count]} colour{'s' * (count > 1)}{', weighted' * weighted}"

    @property
    def way_on(self) -> tuple[str, str] | None:
        """Of a query that cannot be searched by: what of it can, in words and as an address."""
        repaired = self.asked.repaired()
        if not repaired.wanted:
            return None
        words = "; ".join(one.words for one in repaired.wanted)
        return words, self.state.but(colours=tuple(repaired.values)).address

    @property
    def offered(self) -> list[tuple[str, list[Band], str]]:
        """Searches to begin with: words, strip, address."""
        asked = [(words, state, QueryDict(mutable=True)) for words, state in EXAMPLES]
        for _, state, parameters in asked:
            parameters.setlist("c", list(state.colours))
        return [
            (words, bands(read(parameters).wanted), state.address)
            for words, state, parameters in asked
        ]

    @property
    def changing(self) -> Wanted | None:
        """The colour that is being changed."""
        place = self.state.change
        return None if place is None else self.asked.wanted[place]

    @property
    def unchanged(self) -> str:
        """The search with that colour left as it is."""
        return self.state.but().address

    @property
    def index_link(self) -> tuple[str, str]:
        """What stands before and after a hex in the address that a colour of the catalogue
        leads to: it is added, or takes the place of the one that is being changed.
        """
        place, colours = self.state.change, list(self.state.colours)
        if place is None:
            colours.append(BLANK)
        else:
            _, colon, weight = colours[place].partition(":")
            colours[place] = f"{BLANK}{colon}{weight}"
        address = self.state.but(colours=tuple(colours)).address
        before, _, after = address.partition(BLANK)
        return before, after

    # --- The filters ------------------------------------------------------------------

    @cached_property
    def chips(self) -> list[Chip]:
        """Every filter in force."""
        chips = []
        if self.filters.parameters:
            chips = [
                Chip(one.label, one.value, self.state.but(films=one.query))
                for one in filters.chips(self.filters.asked)
            ]
        for mood in self.state.moods:
            rest = tuple(other for other in self.state.moods if other != mood)
            chips.append(Chip("Mood", MOODS[mood].title, self.state.but(moods=rest)))
        return chips

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Filters that make no sense: label, value, and the address without."""
        found = []
        if self.filters.parameters:
            found = [
                (one.label, one.value, self.state.but(films=one.query).address)
                for one in filters.problems(self.filters.asked)
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
        counts = search.count_moods(state.among, films=self.filters.films, moods=state.moods)
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

    # --- The results ------------------------------------------------------------------

    @property
    def searches(self) -> bool:
        """Whether there is something to find results by."""
        return self.asked.good and bool(self.asked.wanted or self.state.moods)

    @cached_property
    def total(self) -> int:
        """How many stills (or films) can be searched at all."""
        return search.count(self.state.among)

    @property
    def total_words(self) -> str:
        """The same in words."""
        return counted(self.total, self.state.among)

    @property
    def has_films(self) -> bool:
        """Whether the catalogue has any, searchable or not."""
        return Film.objects.exists()

    @cached_property
    def shown(self) -> State:
        """The search whose results are shown: without one filter, where all leave nothing."""
        if self.filters.count or not self.chips:
            return self.state
        helpful = [
            chip for chip in self.chips if chip.count and (self.asked.wanted or chip.state.moods)
        ]
        if helpful:
            return min(helpful, key=lambda chip: chip.count).state
        return self.state.but(films="", moods=())

    @property
    def dropped(self) -> str:
        """Which filter the results are shown without, if any."""
        if self.shown is self.state:
            return ""
        return next(
            (f"{c.label.lower()} “{c.value}”" for c in self.chips if c.state is self.shown),
            "any filter",
        )

    @property
    def bare(self) -> State:
        """The search without filters."""
        return self.state.but(films="", moods=())

    @cached_property
    def _found(self) -> list[Found] | list[Toned]:
        """The results of this page and one more, if there is one."""
        state, films = self.shown, Filters(self.shown).films
        per_film = EACH[state.each] if state.among == "stills" else None
        first, k = (state.page - 1) * PER_PAGE, state.page * PER_PAGE + 1
        if self.asked.wanted:
            found: list[Found] | list[Toned] = search.by_colours(
                self.asked.query,
                k,
                state.among,
                films=films,
                moods=state.moods,
                per_film=per_film,
                reach=REACH[state.near],
            )
        elif state.moods:
            found = search.by_mood(
                state.moods[0], k, state.among, films=films, moods=state.moods, per_film=per_film
            )
        else:
            found = []
        return found[first:]

    @cached_property
    def cards(self) -> list[Card]:
        """The results of this page."""
        return cards_of(self._found[:PER_PAGE], self.state.among) if self.searches else []

    @property
    def figure_name(self) -> str:
        """Of a search by moods alone: what is written below each card."""
        return MOODS[self.shown.moods[0]].figure.replace("_p95", "") if self.shown.moods else ""

    @property
    def first(self) -> State:
        """The same search on its first page."""
        return self.state.but()

    @property
    def next_page(self) -> str:
        """The address of the next page, if there is one within the bound."""
        more = len(self._found) > PER_PAGE and self.state.page < PAGES
        return self.state.but(page=self.state.page + 1).address if more else ""

    @property
    def previous_page(self) -> str:
        """The address of the page before."""
        return self.state.but(page=self.state.page - 1).address if self.state.page > 1 else ""

    @cached_property
    def matched(self) -> int:
        """How many of what the filters let through have a swatch near every colour."""
        return search.count(
            self.state.among,
            query=self.asked.query,
            films=self.filters.films,
            moods=self.state.moods,
            reach=REACH[self.state.near],
        )

    @property
    def result(self) -> str:
        """What was found, in a sentence."""
        of = self.filters.count
        among = counted(of, self.state.among)
        order = STRONGEST[self.state.moods[0]] if self.state.moods else ""
        if not self.asked.wanted:
            are = "are" if of != 1 else "is"
            return f"{among} {are} {self._moods}, {order}."
        near = {1: "the colour", 2: "both colours"}.get(len(self.asked.wanted), "every colour")
        if not self.matched:
            return f"None of {among} has a swatch near {near}: here are the nearest."
        have = "have" if self.matched != 1 else "has"
        return f"{self.matched} of {among} {have} a swatch near {near}; the best come first."

    @property
    def _moods(self) -> str:
        return " and ".join(MOODS[mood].title.lower() for mood in self.state.moods)
