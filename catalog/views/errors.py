"""Requests that are turned away before a page sees them."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.csrf import csrf_failure

READING: Final = ("GET", "HEAD")


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a request without a form's key is told.

    Outside the admin only views that check the key by themselves take forms, so that whatever
    else fails the check is a page to read: the method is at fault there, not the key.
    """
    match = request.resolver_match
    takes_forms = match is None or "admin" in match.app_names or _checks_itself(match.func)
    return csrf_failure(request, reason) if takes_forms else HttpResponseNotAllowed(READING)


def _checks_itself(view: object) -> bool:
    return bool(getattr(view, "csrf_exempt", False))
