"""The filters in force, what each one's going would give, and what made no sense."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from catalog.filters.facets import LABELS, MOOD
from catalog.filters.films import Asked
from catalog.filters.queries import with_query
from catalog.models import Film
from catalog.moods import MOODS

SHOWN = 80  # characters of a value that makes no sense


@dataclass(frozen=True)
class Chip:
    """A filter in force: in words and as it was ``asked``, the query and the films without it."""

    key: str
    label: str
    value: str
    asked: str
    query: str
    films: QuerySet[Film] = field(repr=False)
    says: str = ""

    @cached_property
    def without(self) -> int:
        """How many films there would be."""
        return self.films.distinct().count()


@dataclass(frozen=True)
class Problem:
    """A filter that makes no sense and is left out, and the query without it."""

    label: str
    value: str
    query: str


def chips(asked: Asked) -> list[Chip]:
    """The filters in force, in the order of ``LABELS``."""
    return [chip for key in LABELS if asked.values.get(key) for chip in _chips_of(asked, key)]


def _chips_of(asked: Asked, key: str) -> Iterator[Chip]:
    """A facet's chip; of moods, a chip for each."""
    value, parameters = asked.values[key], asked.parameters
    if key == MOOD:
        for one in value:
            rest = [other for other in value if other != one]
            query, films = with_query(parameters, mood=rest), asked.films(mood=rest)
            yield Chip(key, LABELS[key], MOODS[one].title, one, query, films, MOODS[one].says)
        return
    if key in ("decade", "ratio"):
        value = dict(asked.form.fields[key].choices).get(value, value)
    query, films = with_query(parameters, **{key: None}), asked.films(**{key: None})
    yield Chip(key, LABELS[key], str(value), parameters.get(key, ""), query, films)


def problems(asked: Asked) -> list[Problem]:
    """The filters that were left out, each with what was asked."""
    parameters = asked.parameters
    found = [
        Problem(LABELS[key], _shown(parameters.get(key, "")), with_query(parameters, **{key: None}))
        for key in asked.form.errors
        if key in LABELS
    ]
    moods = parameters.getlist(MOOD)
    unknown = list(dict.fromkeys(one for one in moods if one not in MOODS))
    found += [
        Problem(
            LABELS[MOOD],
            _shown(one),
            with_query(parameters, mood=[other for other in moods if other != one]),
        )
        for one in unknown[:3]
    ]
    return found


def _shown(value: str) -> str:
    return value.replace("\0", "")[:SHOWN] or "(empty)"


def nearest(found: list[Chip]) -> Chip | None:
    """When nothing matches: the one filter whose going leaves the fewest films.

    None when no single filter stands in the way.
    """
    helpful = [chip for chip in found if chip.without]
    return min(helpful, key=lambda chip: chip.without) if helpful else None
