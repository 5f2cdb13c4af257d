"""Requests that are turned away before a page sees them."""

import logging
import sys
from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.csrf import csrf_failure
from django.views.defaults import server_error

from catalog.upkeep.migrated import MIGRATE, is_behind

log = logging.getLogger(__name__)
READING: Final = ("GET", "HEAD")


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a request without a form's key is told.

    Outside the admin only views that check the key by themselves take forms, so that whatever
    else fails the check is a page to read: the method is at fault there, not the key.
    """
    match = request.resolver_match
    takes_forms = match is None or "admin" in match.app_names or _checks_itself(match.func)
    return csrf_failure(request, reason) if takes_forms else HttpResponseNotAllowed(READING)


def broken(request: HttpRequest) -> HttpResponse:
    """What a request is told at which something broke; a database without its tables is named."""
    if isinstance(sys.exc_info()[1], DatabaseError) and is_behind():
        log.error(MIGRATE)
        return HttpResponse(f"{MIGRATE}\n", status=503, content_type="text/plain; charset=utf-8")
    return server_error(request)


def _checks_itself(view: object) -> bool:
    return bool(getattr(view, "csrf_exempt", False))
