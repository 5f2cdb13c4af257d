"""The pictures that go with the addresses of films and stills elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog import renditions
from catalog.models import Film, Still
from palettes.looking.measuring import palette_of
from palettes.sharing import exporting
from palettes.sharing.cards import card_of_picture

KEEP = "public, max-age=3600"


@require_safe
def of_film(request: HttpRequest, slug: str) -> HttpResponse:
    """A film's first still over the film's palette."""
    film = get_object_or_404(Film.objects.prefetch_related("palettes"), slug=slug)
    still = film.stills.order_by("position", "pk").first()
    if still is None:
        raise Http404("This film has no stills yet.")
    return _card(request, still, film)


@require_safe
def of_still(request: HttpRequest, pk: int) -> HttpResponse:
    """A still over its palette."""
    still = get_object_or_404(Still.objects.prefetch_related("palettes"), pk=pk)
    return _card(request, still, still)


def _card(request: HttpRequest, still: Still, subject: Film | Still) -> HttpResponse:
    width = max(w for w in renditions.widths(still) if w <= exporting.PICTURE_WIDTH)
    try:
        path = renditions.ensure(still, width)
    except FileNotFoundError as error:
        raise Http404("The still's original cannot be read.") from error
    palette = palette_of(subject)
    content = card_of_picture(path, palette.colours if palette else [])
    response = HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": KEEP})
    return exporting.tagged(request, response)
