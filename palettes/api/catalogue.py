"""``/films`` and ``/stills``: the catalogue, to read."""

from typing import Any, Final, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from catalog.models import Film, Still
from palettes import search
from palettes.api import facets
from palettes.api.facets import FacetsAsked
from palettes.api.paging import FILM_ORDERS, STILL_ORDER, next_address, page
from palettes.api.parameters import InOrder, Parameters
from palettes.api.problems import ProblemError
from palettes.api.responses import reading
from palettes.api.schemas.catalogue import (
    FilmOut,
    Films,
    Palettes,
    SimilarFilms,
    SimilarStills,
    StillOut,
    Stills,
)
from palettes.api.shown import Shown, stored
from palettes.compute import stills_that_failed
from palettes.models import Look, Palette

router: Final = Router(tags=["Catalogue"])
MOST: Final = 100
MOST_SIMILAR: Final = 24
NO_FILM: Final = "There is no film with this slug: /api/v1/films has those there are."
NO_STILL: Final = "There is no still with this id: a film's stills have those there are."
LARGEST_ID: Final = 2**63 - 1

CURSOR: Final = Field("", description="From next of the page before.")


def films_shown(films: QuerySet[Film]) -> QuerySet[Film]:
    """Films with all that :meth:`Shown.film` shows."""
    counted = films.with_counts()  # type: ignore[attr-defined]
    return counted.prefetch_related("directors", "cinematographers", "genres", "palettes")


def stills_shown(stills: QuerySet[Still]) -> QuerySet[Still]:
    """Stills with all that :meth:`Shown.still` shows."""
    return stills.select_related("film").prefetch_related("palettes")


class FilmsAsked(FacetsAsked):
    """The facets of ``/films/``, and which page of them."""

    sort: Literal[tuple(FILM_ORDERS)] = Field("title", description="- turns a figure's order.")  # type: ignore[valid-type]
    limit: int = Field(25, ge=1, le=MOST)
    cursor: str = CURSOR
    facets: bool = Field(False, description="Give every facet with its choices and counts.")


@router.get("/films", response={200: Films, **reading(422)}, summary="Films, by facets")
def films(request: HttpRequest, response: HttpResponse, asked: Query[FilmsAsked]) -> Any:
    """Films that match, in order, a page at a time."""
    wanted = facets.given(request)
    found = facets.narrowed(wanted, asked)
    rows, cursor = page(found.qs, FILM_ORDERS[asked.sort], asked.cursor, asked.limit, films_shown)
    shown = Shown(request)
    following = next_address(request, cursor)
    _link(response, following)
    return {
        "count": found.qs.count(),
        "next": following,
        "films": [shown.film(film) for film in rows],
        "facets": facets.choices(wanted) if asked.facets else None,
    }


def _link(response: HttpResponse, following: str | None) -> None:
    if following:
        response["Link"] = f'<{following}>; rel="next"'


@router.get(
    "/films/{slug}", response={200: FilmOut, **reading(404)}, summary="One film", url_name="film"
)
def film(request: HttpRequest, slug: str) -> Any:
    """A film with its palette, its look in figures, and whom to credit."""
    looked = Prefetch("looks", Look.objects.defer("signature", "pool", "fingerprint", "colours"))
    row = _film(films_shown(Film.objects.prefetch_related(looked)), slug)
    told = row.stills.values_list("licence", "credit").distinct()
    look = next((one for one in row.looks.all() if one.is_current), None)
    return Shown(request).film(row) | {
        "note": row.note,
        "source": row.source_url,
        "licences": sorted({licence for licence, _ in told if licence}),
        "credits": sorted({credit for _, credit in told if credit}),
        "look": look.statistics if look else None,
    }


class PageAsked(Parameters):
    """Which page of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    cursor: str = CURSOR


@router.get(
    "/films/{slug}/stills",
    response={200: Stills, **reading(404, 422)},
    summary="A film's stills",
    url_name="film_stills",
)
def film_stills(
    request: HttpRequest, response: HttpResponse, slug: str, asked: Query[PageAsked]
) -> Any:
    """The stills in their order, a page at a time."""
    row = _film(Film.objects.all(), slug)
    rows, cursor = page(row.stills.all(), STILL_ORDER, asked.cursor, asked.limit, stills_shown)
    shown = Shown(request)
    following = next_address(request, cursor)
    _link(response, following)
    return {
        "count": row.stills.count(),
        "next": following,
        "stills": [shown.still(still) for still in rows],
    }


class SimilarAsked(Parameters):
    """How many."""

    limit: int = Field(10, ge=1, le=MOST_SIMILAR)


@router.get(
    "/films/{slug}/similar",
    response={200: SimilarFilms, **reading(404, 409, 422)},
    summary="Films that look like a film",
    url_name="similar_films",
)
def similar_films(request: HttpRequest, slug: str, asked: Query[SimilarAsked]) -> Any:
    """The films with the nearest looks, nearest first."""
    row = _film(Film.objects.all(), slug)
    kept = row.looks.first()
    if kept is None and not row.stills.exists():
        raise ProblemError(409, "no_stills")
    look = _look(kept)
    near = search.nearest(look, asked.limit, "films", but_films=[row.pk])
    rows = films_shown(Film.objects.all()).in_bulk([one.id for one in near])
    shown = Shown(request)
    return {
        "similar": [
            {"distance": round(one.distance, 5), "film": shown.film(rows[one.id])}
            for one in near
            if one.id in rows
        ]
    }


@router.get(
    "/stills/{int:still_id}", response={200: StillOut, **reading(404)}, summary="One still",
    url_name="still",
)  # fmt: skip
def still(request: HttpRequest, still_id: int) -> Any:
    """A still: its pictures, its palette, and where it comes from."""
    return Shown(request).still(_still(stills_shown(Still.objects.all()), still_id))


@router.get(
    "/stills/{int:still_id}/palettes",
    response={200: Palettes, **reading(404, 422)},
    summary="A still's palettes",
    url_name="still_palettes",
)
def still_palettes(
    request: HttpRequest, response: HttpResponse, still_id: int, asked: Query[InOrder]
) -> Any:
    """The palettes by every recipe that is kept for all stills, and whether they are there yet."""
    row = _still(Still.objects.all(), still_id)
    kept = list(Palette.objects.filter(still=row))
    state = "ready" if kept else "waiting"
    if not kept:
        response["Cache-Control"] = "no-store"  # failing makes no new version of the catalogue
        if row.pk in stills_that_failed():
            state = "failed"
    return {"state": state, "palettes": [stored(palette, asked.order) for palette in kept]}


class SimilarStillsAsked(SimilarAsked):
    """How many, and from where."""

    own: bool = Field(False, description="Stills of the same film as well.")


@router.get(
    "/stills/{int:still_id}/similar",
    response={200: SimilarStills, **reading(404, 409, 422)},
    summary="Stills that look like a still",
    url_name="similar_stills",
)
def similar_stills(request: HttpRequest, still_id: int, asked: Query[SimilarStillsAsked]) -> Any:
    """The stills with the nearest looks, nearest first: by colour alone."""
    row = _still(Still.objects.all(), still_id)
    look = _look(row.looks.first())
    but_films = [] if asked.own else [row.film_id]
    near = search.nearest(look, asked.limit + 1, but_films=but_films)
    near = [one for one in near if one.id != row.pk][: asked.limit]
    rows = stills_shown(Still.objects.all()).in_bulk([one.id for one in near])
    shown = Shown(request)
    return {
        "similar": [
            {"distance": round(one.distance, 5), "still": shown.still(rows[one.id])}
            for one in near
            if one.id in rows
        ]
    }


def _film(films: QuerySet[Film], slug: str) -> Film:
    row = films.filter(slug=slug).first() if "\0" not in slug else None
    if row is None:
        raise ProblemError(404, "not_found", NO_FILM)
    return row


def _still(stills: QuerySet[Still], pk: int) -> Still:
    row = stills.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if row is None:
        raise ProblemError(404, "not_found", NO_STILL)
    return row


def _look(kept: Look | None) -> Any:
    """A look's signature. Raises ProblemError while it is still to be computed."""
    look = kept.engine_look() if kept is not None else None
    if look is None:
        raise ProblemError(409, "not_ready", headers={"Retry-After": "60"})
    return look.signature
