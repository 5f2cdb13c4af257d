"""The list of films: filtered, sorted, as cards, as spines or on a shelf."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog import filters
from catalog.filters.sorting import APART, LOOKLESS
from catalog.models import Film
from catalog.views.covers import attach_covers

VIEWS = {"stills": "Stills", "spines": "Spines", "shelf": "Shelf"}

# How many films a page of the list shows, by view.
PER_PAGE = {"stills": 25, "spines": 50, "shelf": 50}
HEX = re.compile(r"\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*", re.IGNORECASE)
FEW = 25  # films on a shelf whose spines have room to be wider


@require_safe
def film_list(request: HttpRequest) -> HttpResponse:
    """All films, as the address asks for them; what makes no sense in it is said.

    A colour in the place of a title, ``#c8843f``, leads to the search for it.
    """
    if colour := HEX.fullmatch(request.GET.get("q", "")):
        return redirect(f"{reverse('palettes:search')}?c={colour[1].lower()}")
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "stills"
    wanted = request.GET.get("sort", "")
    key, falls = filters.read_sort(wanted)
    asked = filters.Asked(request.GET)
    found = filters.SORTS[key].order(asked.films(), falls)
    page = Paginator(_for_view(found, view), PER_PAGE[view]).get_page(request.GET.get("page"))
    films = _films_of(page, view)
    chips = filters.chips(asked)
    context = {
        "page": page,
        "films": films,
        "groups": _groups(films, filters.SORTS[key]),
        "few": len(films) <= FEW,
        "total": Film.objects.count(),
        "view": view,
        "sort": filters.SORTS[key],
        "falls": falls,
        "no_order": "" if wanted in ("", "-" * falls + key) else wanted,
        "sorts": _sorts(request, key, falls),
        "views": _views(request, view),
        "facets": filters.facets(asked),
        "chips": chips,
        "nearest": None if films else _nearest(chips),
        "problems": filters.problems(asked),
        "query": filters.with_query(request.GET),
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            if name not in ("q", "page")
            for value in values
        ],
    }
    return render(request, "catalog/film_list.html", context)


def _for_view(films: QuerySet[Film], view: str) -> QuerySet[Film]:
    if view == "stills":
        return films.with_covers().prefetch_related("palettes", "directors")  # type: ignore[attr-defined]
    return films.prefetch_related("palettes", "looks")


def _films_of(page: Page, view: str) -> list[Film]:
    return attach_covers(page) if view == "stills" else list(page)


def _groups(films: Sequence[Film], sort: filters.Sort) -> list[tuple[str, list[Film]]]:
    """The films in runs, with what is said above each: those that stand apart are told so.

    Where the films are sorted by a figure, each is given its ``value`` and what is ``valued``.
    """
    if sort.value is None:
        return [("", list(films))] if films else []
    for film in films:
        looked = film.apart != LOOKLESS  # type: ignore[attr-defined]
        film.value = sort.value(film) if looked else ""  # type: ignore[attr-defined]
        film.valued = sort.label.lower()  # type: ignore[attr-defined]
    runs = groupby(films, key=lambda film: film.apart)  # type: ignore[attr-defined]
    return [(APART.get(apart, ""), list(run)) for apart, run in runs]


def _nearest(chips: list[filters.Chip]) -> dict[str, Any] | None:
    """What to show of a list without films: those that one filter less would give."""
    chip = filters.nearest(chips)
    if chip is None:
        return None
    return {"chip": chip, "films": attach_covers(_for_view(chip.films, "stills")[:5])}


def _sorts(request: HttpRequest, chosen: str, falls: bool) -> list[dict[str, Any]]:
    """A link to every order; that of the order in force turns it round."""
    links = []
    for key, sort in filters.SORTS.items():
        here = key == chosen
        turned = bool(here and sort.falling)
        links.append(
            {
                "label": sort.label,
                "query": filters.with_query(
                    request.GET, sort=f"-{key}" if turned and not falls else key
                ),
                "chosen": here,
                "turn": (sort.rising if falls else sort.falling) if turned else "",
            }
        )
    return links


def _views(request: HttpRequest, chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "label": label,
            "query": filters.with_query(request.GET, view=key),
            "chosen": key == chosen,
        }
        for key, label in VIEWS.items()
    ]
