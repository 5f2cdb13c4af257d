"""The first page, and what is not about one film or still."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Film, Still
from catalog.ways_back import way_back

HOME_FILMS = 24


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
def about(request: HttpRequest) -> HttpResponse:
    """What the catalogue is, where its words and numbers come from."""
    return render(request, "catalog/about.html")


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """Switch between the dark and the light room; a cookie remembers it."""
    response = HttpResponseRedirect(way_back(request))
    if request.GET.get("to") in ("dark", "light"):
        response.set_cookie(
            "room", request.GET["to"], max_age=31536000, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process and its database answer."""
    return JsonResponse({"status": "ok", "films": Film.objects.count()})
