"""Failures as RFC 9457 problem documents, with the same stable codes as everywhere."""

import http
import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from catalog.ingestion import errors as ingestion
from palettes.engine import DIFFERENCES, METHODS, SPACES
from palettes.engine import errors as engine
from palettes.visitors.on_request import BusyError, TooOftenError

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"

OWN: Final = {
    "bad_request": "The request cannot be understood: check its form and its headers.",
    "bad_json": "The body is not JSON, or not what it is declared to be: send an object in UTF-8.",
    "bad_parameters": "Parameters or fields are missing, unknown or out of range: see errors.",
    "bad_cursor": "The cursor was not given by this list, or not with these parameters: follow"
    " next from the first page.",
    "bad_colours": "A search's colours or weights cannot be read: see errors.",
    "bad_comparison": "A comparison is of two to four films or stills, each of them once: give"
    " f=slug or s=id for each.",
    "not_ready": "Palettes and looks of this are still being computed: try again in a minute.",
    "no_stills": "This film has no stills, so it has no look: bring stills in first.",
    "not_found": "There is nothing at this address: /api/docs has those there are.",
    "method_not_allowed": "This address takes other methods: see the Allow header.",
    "unsupported_media_type": "The body is of a type that is not taken here: see /api/docs.",
    "token_needed": "Writing needs a token: Authorization: Bearer chroma_...",
    "token_unknown": "The token is not known, or was revoked: ask for another.",
    "token_scope": "The token does not allow this: ask for one with the scope.",
    "rate_limited": "Too many in a minute: wait for as long as Retry-After says.",
    "busy": "Too many at once: wait for as long as Retry-After says.",
    "server_error": "Something broke here, not with you: try again, and tell the keeper.",
}
"""The API's own codes; those of sources, pictures and recipes are their packages'."""

# What a failure's class says of its status; the first that fits. A source that fails is no
# failure of this server, so it is 424 (the request depended on it) and never 5xx.
_STATUSES: Final[list[tuple[type[Exception], int]]] = [
    (TooOftenError, 429),
    (BusyError, 503),
    (ingestion.AddressRefused, 422),
    (ingestion.FetchError, 424),
    (ingestion.TooLarge, 413),
    (ingestion.NotAnImage, 415),
    (ingestion.UnsupportedType, 415),
    (ingestion.PictureError, 422),
    (ingestion.StorageFailed, 503),
    (ingestion.IngestionError, 422),
    (engine.EngineError, 422),
]
_KEYS: Final = {*METHODS, *SPACES, *DIFFERENCES}  # a sentence may begin with one, or with an option
_ADVICE: Final = re.compile(r"\b(give|begin|write)\b", re.IGNORECASE)
COME_AGAIN: Final = 30
"""Seconds to wait where nobody knows better."""


class FieldProblem(Schema):
    """What is wrong with one parameter or field."""

    field: str = Field(description="Name of the parameter or field; dots lead into a body.")
    code: str
    detail: str


class Problem(Schema):
    """An RFC 9457 problem document."""

    type: str = Field(description="Address that explains the code.")
    title: str
    status: int
    detail: str = Field(description="What happened, and what to do.")
    code: str = Field(description="Never changes its meaning.")
    errors: list[FieldProblem] | None = None


class ProblemError(Exception):
    """A failure that is answered as a problem document."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.code = code
        self.detail = detail or _told(errors) or OWN.get(code, "")
        self.errors = list(errors)
        self.headers = dict(headers or {})
        super().__init__(self.detail)


def _told(problems: Sequence[Mapping[str, str]]) -> str:
    """The first of them in words, and how many more there are; empty without any."""
    if not problems:
        return ""
    more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
    field, detail = problems[0]["field"], problems[0]["detail"].rstrip(".")
    named = detail.startswith((f"{field} ", f"{field}="))
    return f"{'' if named else f'{field}: '}{detail}.{more}"


def of_failure(error: Exception) -> ProblemError:
    """The problem that a source's, picture's or recipe's failure is."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    code = getattr(error, "code", "server_error")
    text = str(error)
    if isinstance(error, ingestion.StorageFailed):  # what the disk or the database says
        log.error("the API could not store: %s", ingestion.with_hint(code, text))
        text = (
            "The catalogue’s disk or database fails just now: wait for as long as Retry-After says"
        )
    if isinstance(error, ingestion.AddressRefused) and not _ADVICE.search(text):
        text = f"{text.rstrip('.')}. Give an http or https address of a public host"
    first = text.partition(" ")[0]
    detail = text if first in _KEYS or "=" in first else text[:1].upper() + text[1:]
    detail += "" if detail.endswith((".", "!", "?")) else "."
    wait = getattr(error, "retry_after", None) or getattr(error, "wait", None)
    if wait is None and status == http.HTTPStatus.SERVICE_UNAVAILABLE:
        wait = COME_AGAIN
    headers = {"Retry-After": str(max(1, round(wait)))} if wait is not None else {}
    return ProblemError(status, code, detail, headers=headers)


def answer(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """The problem document."""
    document: dict[str, Any] = {
        "type": f"{request.scheme}://{_host(request)}/api/docs#{problem.code}",
        "title": title_of(problem.status),
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
    }
    if problem.errors:
        document["errors"] = problem.errors
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False), status=problem.status, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    # Django would log every refusal; what broke here is in the log already, with its reason.
    response._has_been_logged = True  # type: ignore[attr-defined]
    for name, value in problem.headers.items():
        response[name] = value
    return response


def title_of(status: int) -> str:
    """The status in words."""
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _host(request: HttpRequest) -> str:
    try:
        return request.get_host()
    except Exception:  # noqa: BLE001 - a host that is refused is what the problem is about
        return "localhost"
