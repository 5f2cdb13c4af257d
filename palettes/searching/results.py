"""What a search finds, and what is said of it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from catalog.models import Film, Still
from catalog.moods import MOODS
from palettes import search
from palettes.index.shelves import NEAR
from palettes.search import Found, Toned
from palettes.searching.asked import Asked
from palettes.searching.cards import Card, cards_of
from palettes.searching.choices import Choices
from palettes.searching.narrowed import Narrowed, counted
from palettes.searching.state import EACH, PAGES, REACH, State

PER_PAGE: Final = 25

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


def nearest_last(found: Sequence[Found], within: float) -> list[Found]:
    """Those that hold every colour, best first as they come; then the others, nearest first.

    What holds a colour has a swatch nearer to it than ``within`` (weighted OKLab).
    """
    holding = [one for one in found if all(part.distance < within for part in one.parts)]
    held = {one.id for one in holding}
    others = [one for one in found if one.id not in held]
    return [*holding, *sorted(others, key=lambda one: (one.distance, one.id))]


class Results:
    """A page of what is found; each part is worked out once."""

    def __init__(self, asked: Asked, state: State, narrowed: Narrowed, choices: Choices) -> None:
        self.asked = asked
        self.state = state
        self.narrowed = narrowed
        self.choices = choices

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

    @property
    def has_stills(self) -> bool:
        """Whether any of them has a still, so that there will be something to search."""
        return Still.objects.exists()

    @cached_property
    def shown(self) -> State:
        """The search whose results are shown: without one filter, where all leave nothing."""
        if self.narrowed.count or not self.choices.chips:
            return self.state
        helpful = [
            chip
            for chip in self.choices.chips
            if chip.count and (self.asked.wanted or chip.state.moods)
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
            (f"{c.label.lower()} “{c.value}”" for c in self.choices.chips if c.state is self.shown),
            "any filter",
        )

    @property
    def bare(self) -> State:
        """The search without filters."""
        return self.state.but(films="", moods=())

    @cached_property
    def _found(self) -> list[Found] | list[Toned]:
        """The results of this page and one more, if there is one."""
        state, films = self.shown, Narrowed(self.shown).films
        per_film = EACH[state.each] if state.among == "stills" else None
        first, k = (state.page - 1) * PER_PAGE, state.page * PER_PAGE + 1
        if self.asked.wanted:
            # As many for every page, so that the order is the same on all of them.
            every = search.by_colours(
                self.asked.query,
                PAGES * PER_PAGE + 1,
                state.among,
                films=films,
                moods=state.moods,
                per_film=per_film,
                reach=REACH[state.near],
            )
            found: list[Found] | list[Toned] = nearest_last(every, NEAR * REACH[state.near])[:k]
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
            films=self.narrowed.films,
            moods=self.state.moods,
            reach=REACH[self.state.near],
        )

    @property
    def sentence(self) -> str:
        """What was found, in a sentence."""
        of = self.narrowed.count
        among = counted(of, self.state.among)
        order = STRONGEST[self.state.moods[0]] if self.state.moods else ""
        if not self.asked.wanted:
            are = "are" if of != 1 else "is"
            return f"{among} {are} {self._moods}, {order}."
        near = {1: "the colour", 2: "both colours"}.get(len(self.asked.wanted), "every colour")
        if not self.matched:
            return f"None of {among} has a swatch near {near}: here are the nearest."
        have = "have" if self.matched != 1 else "has"
        order = f"the best come first{self._then}"
        return f"{self.matched} of {among} {have} a swatch near {near}; {order}."

    @property
    def _then(self) -> str:
        """What comes after those that match, if this page has any of it."""
        of = self.narrowed.count
        return ", then the nearest" if self.matched < min(of, self.state.page * PER_PAGE) else ""

    @property
    def _moods(self) -> str:
        return " and ".join(MOODS[mood].title.lower() for mood in self.state.moods)
