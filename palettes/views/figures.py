"""The tables behind the charts, to take along: ``/stills/7/tables/figures.csv``."""

from collections.abc import Container
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from catalog.models import Film, Still
from palettes.comparing.asked import address, read_choice
from palettes.comparing.page import Comparison
from palettes.figure_tables import OF_COMPARISON, OF_FILM, OF_STILL
from palettes.looking.film import FilmLook
from palettes.looking.still import StillLook
from palettes.not_yet import no_palette_yet
from palettes.tables import as_csv

CSV: Final = "text/csv"
FEWEST: Final = 2  # that a comparison is of


@require_safe
def of_still(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """A still's table; without a look the page or a line that says so."""
    stills = Still.objects.select_related("film").prefetch_related("palettes")
    still = get_object_or_404(stills, pk=pk)
    _check(key, OF_STILL)
    table = OF_STILL[key](StillLook(still, request.GET))
    if table is None:
        return no_palette_yet(request, still.get_absolute_url(), CSV)
    return as_csv(table)


@require_safe
def of_film(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """A film's table; without a look the page or a line that says so."""
    film = get_object_or_404(Film.objects.prefetch_related("palettes", "looks"), slug=slug)
    _check(key, OF_FILM)
    stills = list(film.stills.order_by("position", "pk").prefetch_related("palettes"))
    table = OF_FILM[key](FilmLook(film, stills))
    if table is None:
        return no_palette_yet(request, film.get_absolute_url(), CSV, stills=bool(stills))
    return as_csv(table)


@require_safe
def of_comparison(request: HttpRequest, key: str) -> HttpResponseBase:
    """A comparison's table; of fewer than two that can be compared the page, which says why."""
    _check(key, OF_COMPARISON)
    choice = read_choice(request)
    comparison = Comparison(choice)
    if not comparison.enough:
        page = address([*choice.names, *choice.unknown])
        if len(choice.found) < FEWEST:
            return redirect(page)
        return no_palette_yet(request, page, CSV)
    return as_csv(OF_COMPARISON[key](comparison))


def _check(key: str, tables: Container[str]) -> None:
    if key not in tables:
        raise Http404("There is no such table.")
