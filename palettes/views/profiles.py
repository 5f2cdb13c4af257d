"""Profiles of people and decades, and the lists of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.models import Film, Person
from palettes import profiles

PER_PAGE = 300


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a film, by name."""
    page = Paginator(profiles.people_rows(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "palettes/people.html", {"page": page, "has_films": _has_films})


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody's films look like. Other case leads to their address."""
    right = slug.lower()
    if slug != right and not Person.objects.filter(slug=slug).exists():
        get_object_or_404(Person, slug=right)
        return redirect("palettes:person", right, permanent=True)
    found = get_object_or_404(Person, slug=slug)
    context = {
        "title": found.name,
        "profile": profiles.person_profile(found),
        "person": found,
        "others": "by others",
    }
    return render(request, "palettes/profile.html", context)


@require_safe
def decades(request: HttpRequest) -> HttpResponse:
    """Every decade with films."""
    context = {"rows": profiles.decade_rows(), "has_films": _has_films}
    return render(request, "palettes/decades.html", context)


@require_safe
def decade(request: HttpRequest, decade: int) -> HttpResponse:
    """What the films of a decade look like. One without films says so, and which have some."""
    rows = profiles.decade_rows()
    known = {row.decade for row in rows}
    if decade not in known:
        context = {
            "rows": rows,
            "asked": str(decade)[:8],
            "possible": profiles.is_decade(decade),
        }
        return render(request, "palettes/no_decade.html", context, status=404)
    context = {
        "title": f"The {decade}s",
        "profile": profiles.decade_profile(decade),
        "before": max((one for one in known if one < decade), default=None),
        "after": min((one for one in known if one > decade), default=None),
        "others": "of other decades",
    }
    return render(request, "palettes/profile.html", context)


def _has_films() -> bool:
    """Asked for by pages that have nothing to show."""
    return Film.objects.exists()
