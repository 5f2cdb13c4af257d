"""``/api/docs``: the operations to read, and Swagger UI to try them, from this machine's files."""

import inspect
from functools import lru_cache
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.ingestion import errors as ingestion
from palettes.api.problems import OWN
from palettes.api.service import api
from palettes.engine import errors as engine


@require_safe
@csp_update({"img-src": [SELF, "data:"]})
def docs(request: HttpRequest) -> HttpResponse:
    """The page; without JavaScript it lists the operations and the codes."""
    return render(request, "api/docs.html", {"operations": operations(), "codes": codes()})


@lru_cache(maxsize=1)
def operations() -> list[dict[str, str]]:
    """Every operation: method, path, what it does."""
    schema = api.get_openapi_schema()
    return [
        {"method": method.upper(), "path": path, "summary": told["summary"]}
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]


@lru_cache(maxsize=1)
def codes() -> list[tuple[str, str]]:
    """Every code a problem may have, and what it means, in the order of the alphabet."""
    found: dict[str, str] = {}
    for _, error in inspect.getmembers(engine, inspect.isclass):
        if issubclass(error, engine.EngineError) and error is not engine.EngineError:
            found.setdefault(error.code, _first_line(error))
    for _, error in inspect.getmembers(ingestion, inspect.isclass):
        if issubclass(error, ingestion.IngestionError) and "code" in vars(error):
            found[error.code] = error.default
    return sorted((found | OWN).items())


def _first_line(error: Any) -> str:
    return (error.__doc__ or "").strip().splitlines()[0].replace("``", "")
