"""The filters in force, what each one's going would give, and what made no sense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from catalog.filters.facets import LABELS, MOOD
from catalog.filters.films import filtered
from catalog.filters.queries import with_query
from catalog.models import Film
from catalog.moods import MOODS

SHOWN = 80  # characters of a value that makes no sense


@dataclass(frozen=True)
class Chip:
    """A filter in force: in words and as it was ``asked``, and the query without it."""

    key: str
    label: str
    value: str
    asked: str
    query: str
    without: int | None = None  # how many films there would be
    says: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Problem:
    """A filter that makes no sense and is left out, and the query without it."""

    label: str
    value: str
    query: str


def chips(parameters: QueryDict, form: Any, *, count: bool) -> list[Chip]:
    """The filters in force; with ``count``, how many films each one's going would give."""
    made = []
    for key, label, value, asked, says, rest in _in_force(parameters, form):
        left = filtered(rest).distinct().count() if count else None
        made.append(Chip(key, label, value, asked, with_query(rest), left, says, rest))
    return made


def _in_force(
    parameters: QueryDict, form: Any
) -> Iterator[tuple[str, str, str, str, str, QueryDict]]:
    for key, label in LABELS.items():
        value = form.cleaned_data.get(key)
        if value in (None, "", []):
            continue
        rest = parameters.copy()
        if key == MOOD:
            for one in value:
                rest = parameters.copy()
                rest.setlist(key, [other for other in value if other != one])
                yield key, label, MOODS[one].title, one, MOODS[one].says, rest
            continue
        rest.pop(key)
        if key in ("decade", "ratio"):
            value = dict(form.fields[key].choices).get(value, value)
        yield key, label, str(value), parameters.get(key, ""), "", rest


def problems(parameters: QueryDict, form: Any) -> list[Problem]:
    """The filters that were left out, each with what was asked."""
    found = [
        Problem(LABELS[key], _shown(parameters.get(key, "")), with_query(parameters, **{key: None}))
        for key in form.errors
        if key in LABELS
    ]
    asked = parameters.getlist(MOOD)
    unknown = list(dict.fromkeys(one for one in asked if one not in MOODS))
    found += [
        Problem(
            LABELS[MOOD],
            _shown(one),
            with_query(parameters, mood=[other for other in asked if other != one]),
        )
        for one in unknown[:3]
    ]
    return found


def _shown(value: str) -> str:
    return value.replace("\0", "")[:SHOWN] or "(empty)"


def nearest(parameters: QueryDict, found: list[Chip]) -> tuple[Chip, QuerySet[Film]] | None:
    """When nothing matches: the one filter to drop that leaves the fewest films, and those.

    None when no single filter stands in the way.
    """
    helpful = [chip for chip in found if chip.without]
    if not helpful:
        return None
    chip = min(helpful, key=lambda chip: chip.without or 0)
    return chip, filtered(chip.rest)
