"""Films, or one film's stills, laid out by look."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import filters
from catalog.models import Film, Still
from palettes.mapping import layouts
from palettes.mapping.pages import Map, StillsOf, read_films

AS: Final = {"stills": "Stills", "palettes": "Palettes"}


@require_safe
def films(request: HttpRequest) -> HttpResponse:
    """All films by look: ``/map/?decade=1960&as=palettes``; the filters are those of the list."""
    asked = filters.Asked(request.GET)
    chips = filters.chips(asked)
    wanted = set(asked.films().order_by().values_list("pk", flat=True)) if chips else None
    layout = layouts.films()
    drawn = _map(request, layout, read_films, wanted)
    total = Film.objects.count()
    context = {
        **_shared(request, drawn),
        "total": total,
        "matching": total if wanted is None else len(wanted),
        "placed": len(layout),
        "lookless": total - len(layout),
        "waiting": 0 if drawn.count else _waiting(wanted),
        "cleared": filters.with_query(request.GET, **dict.fromkeys(filters.LABELS)),
        "facets": filters.facets(asked),
        "chips": chips,
        "problems": filters.problems(asked),
    }
    return render(request, "palettes/map.html", context)


@require_safe
def stills(request: HttpRequest, slug: str) -> HttpResponse:
    """One film's stills by look."""
    film = get_object_or_404(Film, slug=slug)
    layout = layouts.stills(film.pk)
    read = StillsOf(film)
    drawn = _map(request, layout, read, None)
    total = len(read.numbers)
    context = {
        **_shared(request, drawn),
        "film": film,
        "total": total,
        "lookless": total - len(layout),
    }
    return render(request, "palettes/map_of_film.html", context)


def _waiting(wanted: set[int] | None) -> int:
    """How many films, or of those ``wanted``, have stills: their looks will come."""
    films = Film.objects.filter(pk__in=Still.objects.order_by().values("film"))
    return (films if wanted is None else films.filter(pk__in=wanted)).count()


def _map(request: HttpRequest, layout: layouts.Layout, read: Any, wanted: set[int] | None) -> Map:
    as_stills = _as(request) == "stills"
    page = request.GET.get("page")
    return Map(layout, read, wanted=wanted, as_stills=as_stills, page=page)


def _as(request: HttpRequest) -> str:
    asked = request.GET.get("as", "")
    return asked if asked in AS else next(iter(AS))


def _shared(request: HttpRequest, drawn: Map) -> dict[str, Any]:
    return {
        "map": drawn,
        "ways": [
            {
                "label": label,
                "query": filters.with_query(request.GET, **{"as": key}),
                "chosen": key == _as(request),
            }
            for key, label in AS.items()
        ],
        "query": filters.with_query(request.GET),
    }
