"""What holds for every address below ``/api/v1/``, whatever answers there.

``Api`` stands outside: CORS, HEAD, uploads that stay in memory, and every failure a problem
document. ``Reading`` stands inside: an answer is known by the catalogue's version and the
address, so that asking again costs one row read by its key.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import is_valid_path
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes, parse_etags

from palettes import page_version
from palettes.api.problems import MEDIA_TYPE, ProblemError, answer, of_failure
from palettes.engine import ENGINE_VERSION, LOOK_VERSION
from palettes.visitors.uploads import PictureInMemory, announced_too_long, too_large

ROOT: Final = "/api/v1/"
PALETTE: Final = f"{ROOT}palette"
SCHEMA: Final = f"{ROOT}openapi.json"
UNREAD: Final = (PALETTE, f"{ROOT}ingestions", SCHEMA)
"""Addresses that are not of the catalogue's version."""
CODES: Final = {
    400: "bad_request",
    401: "token_needed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    500: "server_error",
}
MOST_KEPT: Final = 256
LONGEST_KEPT: Final = 65_536  # bytes of one answer
Respond = Callable[[HttpRequest], HttpResponse]


class Api:
    """See the module."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, for the API with all that it promises."""
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        asked = request.method
        if asked == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _preflight(request)
        if asked == "HEAD":
            request.method = "GET"
        if request.path_info == SCHEMA and request.method != "GET":
            response = answer(request, _only_read())
        elif announced_too_long(request):
            response = answer(request, of_failure(too_large()))
        else:
            request.upload_handlers = [PictureInMemory(request)]
            response = _as_problem(request, self.get_response(request))
            response = _without_slash(request, response) or response
        response = _with_methods(request, response)
        if "Authorization" in request.headers:
            response["Cache-Control"] = "no-store"
        if asked in ("GET", "HEAD") or request.path_info == PALETTE:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        if asked == "HEAD" and not response.streaming:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _preflight(request: HttpRequest) -> HttpResponse:
    """What a page of another site may do: read, and have a palette made. Never with a token."""
    methods = "GET, HEAD, POST" if request.path_info == PALETTE else "GET, HEAD"
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _with_methods(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The methods that are answered here beside those there are operations for."""
    if "Allow" not in response:
        return response
    methods = {*response["Allow"].split(", "), "OPTIONS"}
    if "GET" in methods:
        methods.add("HEAD")
    allowed = ", ".join(sorted(methods))
    if request.method == "OPTIONS" and response.status_code == 405:
        response = HttpResponse(status=204)
    response["Allow"] = allowed
    return response


def _only_read() -> ProblemError:
    return ProblemError(405, "method_not_allowed", headers={"Allow": "GET"})


def _without_slash(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """The way to an address that was written with a slash too many, as those of pages end."""
    path = request.path_info
    if response.status_code != 404 or not path.endswith("/") or not is_valid_path(path[:-1]):
        return None
    query = request.META.get("QUERY_STRING", "")
    address = escape_leading_slashes(iri_to_uri(path[:-1]))
    found = HttpResponse(status=308)  # which keeps the method and the body
    found["Location"] = f"{address}?{query}" if query else address
    return found


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A failure that something else has answered, as a problem document."""
    if response.status_code < 400 or response["Content-Type"].startswith(MEDIA_TYPE):
        return response
    code = CODES.get(response.status_code, "bad_request")
    detail = "" if _is_ours(request) else "There is no catalogue under this Host name."
    kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
    return answer(request, ProblemError(response.status_code, code, detail, headers=kept))


def _is_ours(request: HttpRequest) -> bool:
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


class Reading:
    """See the module."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request to read, from what is known if it is."""
        path = request.path_info
        if not path.startswith(ROOT) or request.method != "GET" or path.startswith(UNREAD):
            return self.get_response(request)
        tag = _tag(request)
        key = f"{tag} gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else tag
        conditions = parse_etags(request.META.pop("HTTP_IF_NONE_MATCH", ""))
        if any(tag[2:] == one.removeprefix("W/") for one in conditions):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = _kept.get(key) or self.get_response(request)
            if response.status_code != 200 or "no-store" in response.get("Cache-Control", ""):
                return response
            _kept.keep(key, response)
            if "*" in conditions:  # anything there is, which is known only now
                response = HttpResponseNotModified()
        response["ETag"] = tag
        response["Cache-Control"] = "public, no-cache"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def _tag(request: HttpRequest) -> str:
    """Names an answer: weak, for the same may be compressed or not.

    The version is read before anything else is, so a tag never stands for less than it tells.
    """
    named = (page_version.current(), _REVISION, tuple(settings.PALETTE_RECIPES))
    address = request.build_absolute_uri()
    return f'W/"{hashlib.sha256(f"{named} {address}".encode()).hexdigest()[:20]}"'


def _revision() -> str:
    """Names the code that answers, so that a new release is not taken for the old one."""
    code = hashlib.sha256(f"{ENGINE_VERSION} {LOOK_VERSION}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()[:12]


class _Kept:
    """The answers given last, in memory, as they were sent: compressed or not by their key."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answers: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()

    def get(self, key: str) -> HttpResponse | None:
        """The answer kept under a key, as a response of its own."""
        with self.lock:
            found = self.answers.get(key)
            if found is None:
                return None
            self.answers.move_to_end(key)
        return HttpResponse(found[0], headers=found[1])

    def keep(self, key: str, response: HttpResponse) -> None:
        """Take up an answer that is not long."""
        if len(response.content) > LONGEST_KEPT:
            return
        with self.lock:
            self.answers[key] = (response.content, dict(response.items()))
            while len(self.answers) > MOST_KEPT:
                self.answers.popitem(last=False)


_REVISION: Final = _revision()
_kept = _Kept()
