"""Films and stills side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalog.models import Film
from catalog.models.folding import fold
from palettes.comparing.asked import MOST, read_choice, suggested_films, suggested_stills
from palettes.comparing.page import Comparison


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four films or stills side by side: ``/compare/?f=slug&s=id``; it is the state."""
    choice = read_choice(request)
    full = len(choice.found) >= MOST
    added = request.GET.get("add", "").replace("\0", "").strip()[:300]
    candidates: list[Film] = []
    if added:
        candidates = _named(added, [value for key, value in choice.names if key == "f"])
        if len(candidates) == 1 and not full:
            return redirect(choice.with_also(("f", candidates[0].slug)))
    context = {
        "comparison": Comparison(choice),
        "choice": choice,
        "most": MOST,
        "full": full,
        "added": added,
        "candidates": [(film, choice.with_also(("f", film.slug))) for film in candidates[:12]],
        "has_films": Film.objects.exists,  # asked by the page only where it must
        "suggestions": [] if full else suggested_films(choice),
        "suggested_stills": [] if full else suggested_stills(choice),
    }
    return render(request, "palettes/compare.html", context)


def _named(text: str, but: list[str]) -> list[Film]:
    """Films by slug, by exact title, else by a part of the title."""
    films = Film.objects.exclude(slug__in=but)
    for wanted in (
        {"slug": text},
        {"title": text},
        {"title_folded": fold(text)},
        {"title_folded__contains": fold(text)},
    ):
        found = list(films.filter(**wanted).order_by("title_folded", "year")[:12])
        if found:
            return found
    return []
