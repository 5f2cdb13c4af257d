"""Seeing the catalogue's colours as others do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from palettes.engine.deficiency import DEFICIENCIES
from palettes.sights import COOKIE

YEAR = 31_536_000  # seconds


@require_safe
def sight(request: HttpRequest) -> HttpResponse:
    """Switch a simulated deficiency on (``to`` is its key) or off; a cookie remembers it."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    wanted = request.GET.get("to", "")
    if wanted in DEFICIENCIES:
        secure = request.is_secure()
        response.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
