"""What a film's and a still's page ask for besides the page itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from catalog.models import Film
from palettes import compute
from palettes.looking.fingerprints import png
from palettes.models import Look


@require_safe
def fingerprint(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A film's fingerprint as PNG; the address names its content, so it is cached for ever."""
    look = get_object_or_404(Look, film__slug=slug)
    if look.digest != digest:
        # The film has changed since the page was made: its picture now lies at another address.
        response = redirect("palettes:fingerprint", slug, look.digest)
        response["Cache-Control"] = "no-store"
        return response
    picture = HttpResponse(png(look), content_type="image/png")
    picture["Cache-Control"] = "public, max-age=31536000, immutable"
    return picture


@require_safe
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """What a page asks that waits for palettes: nothing new (204), or the page as it is now."""
    film = get_object_or_404(Film, slug=slug)
    if request.GET.get("n") == str(compute.count_waiting(film)):
        return HttpResponse(status=204)
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = film.get_absolute_url()
    return redirect(back)
