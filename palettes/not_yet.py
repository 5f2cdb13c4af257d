"""What a file says that is asked for before there is a palette or a look to make it of."""

import csv
import io
import json
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers

CODE: Final = "no_palette_yet"
WAIT: Final = 60
"""Seconds after which a worker may have made it."""
_WORDS: Final = "The palette of this is still being computed: try again in a minute."
_BARE: Final = "This film has no stills, so it has no palette: bring stills in first."


def no_palette_yet(
    request: HttpRequest, page: str, kind: str, *, stills: bool = True
) -> HttpResponse:
    """The way to ``page``, which says so, for who reads pages; else 409 in the type asked for.

    ``kind`` is that type; ``stills`` says whether there are any to wait for.
    """
    response: HttpResponse
    if "text/html" in request.headers.get("Accept", ""):
        response = redirect(page)
    else:
        response = _answer(kind, _WORDS if stills else _BARE)
        if stills:
            response["Retry-After"] = str(WAIT)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept"])
    return response


def _answer(kind: str, detail: str) -> HttpResponse:
    if kind == "application/json":
        text = json.dumps({"code": CODE, "detail": detail})
    elif kind == "text/csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerows([("code", "detail"), (CODE, detail)])
        text = out.getvalue()
    else:
        kind, text = "text/plain", f"{detail} ({CODE})\n"
    return HttpResponse(text, status=409, content_type=f"{kind}; charset=utf-8")
