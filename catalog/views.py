"""Pages of films and stills. Palettes reach them through template tags."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from catalog import filters, progress, renditions
from catalog.models import Film, Still

# How many films a page of the list shows, by view.
PER_PAGE = {"stills": 25, "spines": 50}
HOME_FILMS = 24
NEARBY = 11  # stills of the strip under a still


def attach_covers(films: Iterable[Film]) -> list[Film]:
    """Give every film its ``cover`` (a still, or None), in one query for all of them.

    The films come from ``FilmQuerySet.with_covers``.
    """
    films = list(films)
    wanted = [film.first_still_id for film in films if film.first_still_id]  # type: ignore[attr-defined]
    covers = Still.objects.filter(pk__in=wanted).prefetch_related("palettes").in_bulk()
    for film in films:
        film.cover = covers.get(film.first_still_id)  # type: ignore[attr-defined]
    return films


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, the newest films as strips, and ways in."""
    films = (
        Film.objects.with_counts()
        .order_by("-created_at", "-pk")
        .prefetch_related("palettes", "looks")
    )
    context = {
        "films": films[:HOME_FILMS],
        "film_count": Film.objects.count(),
        "still_count": Still.objects.count(),
    }
    return render(request, "catalog/home.html", context)


@require_safe
def film_list(request: HttpRequest) -> HttpResponse:
    """All films: filtered, sorted, as cards with stills or as spines."""
    view = _choice(request, "view", PER_PAGE)
    sort = _choice(request, "sort", filters.SORTS)
    form = filters.FilmFilter(request.GET, queryset=Film.objects.all()).form
    form.is_valid()
    found = filters.SORTS[sort][1](filters.filtered(request.GET.dict()))
    page = Paginator(_for_view(found, view), PER_PAGE[view]).get_page(request.GET.get("page"))
    chips = filters.chips(request.GET, form, count=page.paginator.count == 0)
    context = {
        "page": page,
        "films": _films_of(page, view),
        "total": Film.objects.count(),
        "view": view,
        "sort": sort,
        "sorts": _links(request, "sort", {key: label for key, (label, _) in filters.SORTS.items()}),
        "views": _links(request, "view", {"stills": "Stills", "spines": "Spines"}),
        "facets": filters.facets(request.GET),
        "chips": chips,
        "nearest": _nearest(request, chips) if not page.paginator.count else None,
        "problems": _problems(form, request),
        "query": filters.with_query(request.GET),
        "kept": [(k, v) for k, v in request.GET.items() if k not in ("q", "page")],
    }
    return render(request, "catalog/film_list.html", context)


@require_safe
def film(request: HttpRequest, slug: str) -> HttpResponse:
    """One film: palette, fingerprint, every still, credits."""
    stills = Still.objects.order_by("position", "pk").prefetch_related("palettes")
    found = get_object_or_404(
        Film.objects.prefetch_related(
            "directors",
            "cinematographers",
            "genres",
            "palettes",
            "looks",
            Prefetch("stills", queryset=stills),
        ),
        slug=slug,
    )
    all_stills = list(found.stills.all())
    context = {
        "film": found,
        "stills": all_stills,
        "ratio": found.aspect_ratio or _usual_ratio(all_stills),
        "licences": sorted({still.licence for still in all_stills if still.licence}),
        "credits": sorted({still.credit for still in all_stills if still.credit}),
        "pages": sorted({s.page_url for s in all_stills if s.page_url.startswith("http")})[:5],
    }
    return render(request, "catalog/film.html", context)


@require_safe
def still(request: HttpRequest, pk: int) -> HttpResponse:
    """One still: large, with its palettes by every stored recipe."""
    found = get_object_or_404(
        Still.objects.select_related("film").prefetch_related("palettes"), pk=pk
    )
    ids = list(found.film.stills.order_by("position", "pk").values_list("pk", flat=True))
    index = ids.index(found.pk)
    first = max(0, min(index - NEARBY // 2, len(ids) - NEARBY))
    around = Still.objects.prefetch_related("palettes").in_bulk(ids[first : first + NEARBY])
    context = {
        "still": found,
        "film": found.film,
        "number": index + 1,
        "count": len(ids),
        "nearby": [
            (number, around[pk]) for number, pk in enumerate(ids[first : first + NEARBY], first + 1)
        ],
        "previous": ids[index - 1] if index else None,
        "next": ids[index + 1] if index + 1 < len(ids) else None,
        "ingestion": progress.ingestion_of(found) if _sees_ingestions(request) else None,
    }
    response = render(request, "catalog/still.html", context)
    if context["ingestion"]:
        patch_cache_control(response, private=True)  # not for whoever asks a cache next
    return response


def _sees_ingestions(request: HttpRequest) -> bool:
    """Whether somebody may; nothing is asked of the database for a visitor."""
    user = request.user
    needed = (f"catalog.{what}_ingestion" for what in ("view", "change"))
    return user.is_staff and any(user.has_perm(name) for name in needed)


@require_safe
def rendition(request: HttpRequest, sha256: str, width: int) -> FileResponse:
    """A still's picture at one of its widths; cached for ever, since the address names it."""
    found = Still.objects.filter(sha256=sha256).first()
    if found is None:
        raise Http404("No still has this content.")
    try:
        path = renditions.ensure(found, width)
    except (ValueError, FileNotFoundError) as error:
        raise Http404(str(error)) from error
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the catalogue is, where its words and numbers come from."""
    return render(request, "catalog/about.html")


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """Switch between the dark and the light room; a cookie remembers it."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if request.GET.get("to") in ("dark", "light"):
        response.set_cookie(
            "room", request.GET["to"], max_age=31536000, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process and its database answer."""
    return JsonResponse({"status": "ok", "films": Film.objects.count()})


def _choice(request: HttpRequest, key: str, table: dict[str, Any]) -> str:
    """The chosen key of a table, its first when there is none or it is unknown."""
    chosen = request.GET.get(key, "")
    return chosen if chosen in table else next(iter(table))


def _for_view(films: QuerySet[Film], view: str) -> QuerySet[Film]:
    if view == "spines":
        return films.prefetch_related("palettes", "looks")
    return films.with_covers().prefetch_related("palettes", "directors")  # type: ignore[attr-defined]


def _films_of(page: Page, view: str) -> list[Film]:
    return list(page) if view == "spines" else attach_covers(page)


def _nearest(request: HttpRequest, chips: list[filters.Chip]) -> dict[str, Any] | None:
    """What to show of a list without films: those that one filter less would give."""
    found = filters.nearest(request.GET, chips)
    if found is None:
        return None
    chip, films = found
    return {"chip": chip, "films": attach_covers(_for_view(films, "stills")[:5])}


def _links(request: HttpRequest, key: str, labels: dict[str, str]) -> list[dict[str, Any]]:
    chosen = _choice(request, key, labels)
    return [
        {
            "label": label,
            "query": filters.with_query(request.GET, **{key: value}),
            "chosen": value == chosen,
        }
        for value, label in labels.items()
    ]


def _problems(form: Any, request: HttpRequest) -> list[dict[str, str]]:
    return [
        {
            "label": filters.LABELS[key],
            "value": request.GET.get(key, "").replace("\0", "")[:80] or "(empty)",
            "query": filters.with_query(request.GET, **{key: None}),
        }
        for key in form.errors
        if key in filters.LABELS
    ]


def _usual_ratio(stills: list[Still]) -> float | None:
    """The middle ratio of the stills, for a film that does not state its own."""
    ratios = sorted(still.ratio for still in stills)
    return round(ratios[len(ratios) // 2], 2) if ratios else None
