"""What the page of a named colour shows."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from catalog.models import Film, Still
from palettes import page_version, search
from palettes.colour_pages.holdings import holdings
from palettes.colour_pages.named import NamedColour
from palettes.colour_pages.neighbours import Neighbour, neighbours
from palettes.profiles.profile import shown

STILLS: Final = 12
PER_FILM: Final = 2
FILMS: Final = 10
NEAREST: Final = 4
TALL, FOOT = 140, 160  # of the chart of decades: its tallest bar and its foot, in px


@dataclass(frozen=True)
class Decade:
    """A decade: how many of its films hold the colour, and its mean share among all of them."""

    decade: int
    films: int
    holding: int
    share: float
    x: float
    width: float
    height: float  # percent of the tallest

    @property
    def rest(self) -> float:
        """What is left above the bar, in percent."""
        return round(100 - self.height, 2)

    @property
    def label_y(self) -> float:
        """Where its share is written, in px: just above the bar."""
        return round(FOOT - TALL * self.height / 100 - 6, 1)


@dataclass(frozen=True)
class Holder:
    """A film or still that holds a share of the colour; or none, and its nearest swatch."""

    thing: Film | Still
    share: float
    nearest: str = ""


class ColourPage:
    """A colour's films, stills and decades."""

    def __init__(self, colour: NamedColour) -> None:
        self.colour = colour
        self.holdings = holdings()

    @property
    def films_holding(self) -> int:
        """How many films hold it."""
        return self.holdings.counts[self.colour.slug]

    @property
    def films_looked_at(self) -> int:
        """How many films have a palette, or a still with one."""
        return len(self.holdings.films)

    @cached_property
    def neighbours(self) -> list[Neighbour]:
        """The colours beside it."""
        return neighbours(self.colour)

    @cached_property
    def films(self) -> list[Holder]:
        """The films that hold most of it, by share; without any, those that come nearest."""
        most = self.holdings.films_by(self.colour)[:FILMS]
        found = [(pk, share, "") for pk, share in most] or self._nearest("films")
        films = Film.objects.filter(pk__in=[one[0] for one in found])
        by_id = {film.pk: film for film in shown(films)}
        return [Holder(by_id[pk], share, hex_) for pk, share, hex_ in found if pk in by_id]

    @cached_property
    def stills(self) -> list[Holder]:
        """The stills that hold most of it, a few of each film; or those that come nearest."""
        most = self.holdings.stills_by(self.colour, STILLS, PER_FILM)
        found = [(pk, share, "") for pk, share in most] or self._nearest("stills")
        stills = Still.objects.select_related("film").prefetch_related("palettes")
        by_id = stills.in_bulk([one[0] for one in found])
        return [Holder(by_id[pk], share, hex_) for pk, share, hex_ in found if pk in by_id]

    def _nearest(self, kind: search.Kind) -> list[tuple[int, float, str]]:
        """The few that come nearest, with the swatch that does."""
        found = search.by_colours([(self.colour.hex, None)], 8 * STILLS, kind, per_film=PER_FILM)
        found.sort(key=lambda one: (one.distance, one.id))
        return [(one.id, 0.0, one.parts[0].hex) for one in found[:NEAREST]]

    @cached_property
    def decades(self) -> list[Decade]:
        """Its share decade by decade, from the first with films to the last; empty without."""
        decade_of = _decades(search.index().version, page_version.current())
        own = self.holdings.of(self.colour)
        by_decade: dict[int, list[float]] = {}
        for film, share in zip(self.holdings.films.tolist(), own.tolist(), strict=True):
            if film in decade_of:
                by_decade.setdefault(decade_of[film], []).append(share)
        if not by_decade:
            return []
        means = {decade: float(np.mean(shares)) for decade, shares in by_decade.items()}
        top = max(means.values()) or 1.0
        span = range(min(by_decade), max(by_decade) + 10, 10)
        each = 100 / len(span)
        return [
            Decade(
                decade,
                len(by_decade.get(decade, [])),
                sum(share > 0 for share in by_decade.get(decade, [])),
                means.get(decade, 0.0),
                round(number * each, 3),
                round(each, 3),
                round(100 * means.get(decade, 0.0) / top, 2),
            )
            for number, decade in enumerate(span)
        ]

    @property
    def top(self) -> float:
        """The largest share of a decade."""
        return max((one.share for one in self.decades), default=0.0)


@lru_cache(maxsize=1)
def _decades(index: int, pages: int) -> dict[int, int]:
    """The decade of every film with a year, at these versions."""
    films = Film.objects.exclude(year=None).values_list("pk", "year")
    return {pk: year // 10 * 10 for pk, year in films if year is not None}
