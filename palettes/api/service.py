"""The API put together: its operations, its failures, its schema."""

import logging
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from palettes.api import catalogue, comparing, finding, palette, writing
from palettes.api.complaints import of_parameters
from palettes.api.problems import MEDIA_TYPE, ProblemError, answer, of_failure
from palettes.api.responses import reading
from palettes.api.shown import Shown
from palettes.visitors.uploads import TooManyPartsError, too_large, went_over

ODD_FORM: Final = (
    "The form cannot be read: send multipart/form-data as curl -F picture=@still.jpg does."
)
log = logging.getLogger(__name__)

DESCRIPTION: Final = """\
Palettes of any picture, and the catalogue to read. Failures are problem documents (RFC 9457) with
a `code` that never changes its meaning. Reading needs no key; writing needs a token that a keeper
of the catalogue makes. Everything that reads has an `ETag`: send it as `If-None-Match`, and what
has not changed is not sent again. Lists are read page by page: follow `next` until it is null.
"""


class Described(NinjaAPI):
    """Tells in its schema what ninja does not know: that failures are problem documents."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The schema, with the type and the headers of every answer."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, told in operation["responses"].items():
                    _describe(int(status), told)
        return schema


def _describe(status: int, told: dict[str, Any]) -> None:
    content = told.get("content", {})
    if status >= 400 and "application/json" in content:
        content[MEDIA_TYPE] = content.pop("application/json")
    if status in (424, 429, 503):
        told["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer", "minimum": 1},
            }
        }


api: Final = Described(
    title="Chromatheque",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url="openapi.json",
    docs_url=None,
)
api.add_router("", palette.router)
api.add_router("", finding.router)
api.add_router("", comparing.router)
api.add_router("", catalogue.router)
api.add_router("", writing.router)


class Root(Schema):
    """Where to begin."""

    palette: str = Field(description="Add ?url= and a picture's address.")
    films: str
    search: str = Field(description="Add ?c= and a colour.")
    docs: str
    schema_: str = Field(alias="schema")


@api.get(
    "",
    response={200: Root, **reading()},
    by_alias=True,
    summary="Where to begin",
    tags=["Catalogue"],
)
def root(request: HttpRequest) -> Any:
    """The addresses that lead to all others."""
    shown = Shown(request)
    return {
        "palette": shown.to("api:palette_of_address"),
        "films": shown.to("api:films"),
        "search": shown.to("api:search"),
        "docs": shown.to("api_docs"),
        "schema": shown.to("api:openapi-json"),
    }


# --- Failures -------------------------------------------------------------------------


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    if error.status >= 500 and error.code == "server_error":
        log.error("the API failed", exc_info=error.__cause__)
    return answer(request, error)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if went_over(request):
        return answer(request, of_failure(too_large()))
    return answer(request, of_parameters(request, error.errors))


@api.exception_handler(Http404)
def _nothing_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(request, ProblemError(404, "not_found"))


@api.exception_handler(AuthenticationError)
def _not_let_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answer(request, ProblemError(401, "token_needed"))


@api.exception_handler(HttpError)
def _not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
    code = "bad_json" if error.status_code == 400 else "bad_request"
    return answer(request, ProblemError(error.status_code, code))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000:.1f} MB"
    detail = f"A body may have {most} beside its files: send less at a time."
    return answer(request, ProblemError(413, "too_large", detail))


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
def _odd_form(request: HttpRequest, error: Exception) -> HttpResponse:
    """A form of too many parts, or one that is broken; Django speaks of its settings."""
    detail = str(error) if isinstance(error, TooManyPartsError) else ODD_FORM
    return answer(request, ProblemError(400, "bad_request", detail))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("the API failed", exc_info=error)
    return answer(request, ProblemError(500, "server_error"))
