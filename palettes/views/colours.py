"""Named colours: all of them, and one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from palettes.colour_pages import (
    FAMILIES,
    ColourPage,
    holdings,
    named_colours,
    slug_of,
    suggestions,
)


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Every name by hue, light to dark, with how many films hold each."""
    counts = holdings().counts
    families = []
    for key, title in FAMILIES.items():
        own = [colour for colour in named_colours().values() if colour.family == key]
        own.sort(key=lambda colour: -colour.oklab[0])
        families.append((title, [(colour, counts[colour.slug]) for colour in own]))
    context = {
        "families": families,
        "count": len(named_colours()),
        "films": len(holdings().films),
    }
    return render(request, "palettes/colours.html", context)


@require_safe
def colour(request: HttpRequest, name: str) -> HttpResponse:
    """A colour, what lies beside it, and what holds it; an unknown one offers the nearest names."""
    slug = slug_of(name)
    found = named_colours().get(slug)
    if found is None:
        asked = name.replace("\0", "").strip()[:60]
        context = {"asked": asked, "suggestions": suggestions(asked)}
        return render(request, "palettes/no_colour.html", context, status=404)
    if name != slug:
        return redirect("palettes:colour", slug, permanent=True)
    return render(request, "palettes/colour.html", {"page": ColourPage(found), "colour": found})
