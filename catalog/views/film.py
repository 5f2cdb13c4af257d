"""One film's page."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.models import Film, Still


@require_safe
def film(request: HttpRequest, slug: str) -> HttpResponse:
    """One film: palette, fingerprint, every still, credits. Other case leads to its address."""
    stills = Still.objects.order_by("position", "pk").prefetch_related("palettes")
    right = slug.lower()
    if slug != right and not Film.objects.filter(slug=slug).exists():
        get_object_or_404(Film, slug=right)
        return redirect("catalog:film", right, permanent=True)
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


def _usual_ratio(stills: list[Still]) -> float | None:
    """The middle ratio of the stills, for a film that does not state its own."""
    ratios = sorted(still.ratio for still in stills)
    return round(ratios[len(ratios) // 2], 2) if ratios else None
