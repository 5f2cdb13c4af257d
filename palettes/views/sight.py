"""Seeing the catalogue's colours as others do."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from catalog.ways_back import way_back
from palettes.engine.deficiency import DEFICIENCIES
from palettes.sights import COOKIE

YEAR = 31_536_000  # seconds


@require_safe
def sight(request: HttpRequest) -> HttpResponse:
    """Switch a simulated deficiency on (``to`` is its key) or off; a cookie remembers it."""
    response = HttpResponseRedirect(way_back(request))
    wanted = request.GET.get("to", "")
    if wanted in DEFICIENCIES:
        secure = request.is_secure()
        response.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
