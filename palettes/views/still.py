"""Parts of a still's page, and the data behind them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.models import Still
from palettes.charts.colour_space import as_data
from palettes.charts.stages import STAGES
from palettes.looking.still import StillLook, asked_space

YEAR = "public, max-age=31536000, immutable"


@require_safe
def colour_space(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that shows the colours in a space; the page itself without htmx."""
    look = StillLook(_still(pk), request.GET)
    chosen = next(space for space in look.spaces if space.chosen)
    if not request.htmx or look.drawing is None:  # type: ignore[attr-defined]
        return redirect(chosen.page)
    return render(request, "palettes/_colour_space.html", colour_space_context(look))


@require_safe
def colours(request: HttpRequest, pk: int) -> HttpResponse:
    """A still's colours in a space, for the script that turns them.

    With the ``v`` of the page the answer is cached for ever: the address names its content.
    """
    space = asked_space(request.GET, "space")
    if space is None:
        known = ", ".join(STAGES)
        message = f"There is no such space. Ask for one of: {known}."
        return JsonResponse({"code": "unknown_space", "message": message}, status=400)
    look = StillLook(_still(pk), request.GET)
    if look.cloud is None:
        message = "The still's colours are being computed. Ask again in a minute."
        answer = JsonResponse({"code": "no_look_yet", "message": message}, status=404)
        answer["Cache-Control"] = "no-store"
        return answer
    answer = JsonResponse(as_data(look.cloud, look.swatches, space))
    answer["Cache-Control"] = YEAR if request.GET.get("v") == look.digest else "no-cache"
    return answer


def colour_space_context(look: StillLook) -> dict[str, object]:
    """What templates/palettes/_colour_space.html draws, of a still."""
    return {
        "drawing": look.drawing,
        "spaces": look.spaces,
        "data_address": look.data_address,
        "of": "the still",
        "still": look.still,
        "query": look.space_query,
    }


def _still(pk: int) -> Still:
    stills = Still.objects.select_related("film").prefetch_related("palettes")
    return get_object_or_404(stills, pk=pk)
