"""Finding films and stills by their colours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Still
from palettes.colours import BadColourError, read_colour
from palettes.search import index

RESULTS = 24


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Films by a colour: ``/search/?c=aa3322``."""
    text = request.GET.get("c", "").strip()
    context: dict[str, object] = {"text": text}
    if text:
        try:
            colour = read_colour(text)
        except BadColourError as error:
            return render(
                request, "palettes/search.html", {**context, "problem": str(error)}, status=400
            )
        context |= {"colour": colour, "matches": _matches(colour.hex)}
    return render(request, "palettes/search.html", context)


def _matches(hex_colour: str) -> list[dict[str, object]]:
    found = index().by_colour(hex_colour, RESULTS)
    stills = (
        Still.objects.select_related("film")
        .prefetch_related("palettes")
        .in_bulk([match.still_id for match in found])
    )
    return [{"match": m, "still": stills[m.still_id]} for m in found if m.still_id in stills]
