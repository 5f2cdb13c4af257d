"""The schema tells the truth: programs that are made from it find no surprise."""

import json
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from catalog.ingestion import wire
from palettes import compute
from palettes.api.service import api
from palettes.engine import DIFFERENCES, METHODS, SPACES

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
EXAMPLES = 12  # of every operation; make fuzz-api takes thousands
SCHEMA = json.loads(json.dumps(api.get_openapi_schema(), default=str))
OPERATIONS = [(path, method) for path, methods in SCHEMA["paths"].items() for method in methods]


@pytest.fixture
def net_without_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name has an address, so nothing is asked of anybody."""

    def lookup(host: str, port: int) -> list[str]:
        import socket

        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(wire, "_lookup", lookup)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_the_schema_tells_of(
    path: str, method: str, make_still: Any, token: Any, net_without_names: None, settings: Any
) -> None:
    settings.PALETTES_PER_MINUTE = settings.FETCHES_PER_MINUTE = settings.WRITES_PER_MINUTE = 10_000
    settings.ALLOWED_HOSTS = ["*"]
    still = make_still(computed=True)
    compute.compute_film(still.film)
    schema = schemathesis.openapi.from_dict(SCHEMA)
    schema.app = get_wsgi_application()
    operation = schema[path][method.upper()]
    headers = token("ingest", "recompute") | {"Accept-Encoding": "identity"}
    known = {"slug": still.film.slug, "still_id": still.pk}
    for mode in schemathesis.GenerationMode:
        _ask(operation, mode, headers, known)


def _ask(operation: Any, mode: Any, headers: dict[str, str], known: dict[str, Any]) -> None:
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def asks(case: Any) -> None:
        case.headers.update(headers)
        for name in known.keys() & case.path_parameters.keys():
            if mode.is_positive:
                case.path_parameters[name] = known[name]
        case.call_and_validate(checks=CHECKS)

    try:
        asks()
    except hypothesis.errors.Unsatisfiable:  # nothing can be wrong with a path of letters
        assert mode.is_negative


def test_every_choice_of_a_recipe_is_in_the_schema() -> None:
    for method in ("get", "post"):
        told = SCHEMA["paths"]["/api/v1/palette"][method]["parameters"]
        parameters = {one["name"]: one for one in told}
        for name, table in (("method", METHODS), ("space", SPACES), ("difference", DIFFERENCES)):
            assert parameters[name]["schema"]["enum"] == list(table)
            assert all(entry.title in parameters[name]["description"] for entry in table.values())
        for key, entry in METHODS.items():
            for parameter in entry.parameters:
                assert f"{key}: " in parameters[parameter.key]["description"]
                assert parameter.values in parameters[parameter.key]["description"]


def test_the_schema_says_which_space_a_method_alone_takes() -> None:
    for method in ("get", "post"):
        told = SCHEMA["paths"]["/api/v1/palette"][method]["parameters"]
        (space,) = (one for one in told if one["name"] == "space")
        assert not space.get("required")
        assert "default" not in space["schema"]  # it would be refused for some methods
        assert "Without one: oklab, with octree rgb." in space["description"]


def test_every_failure_is_told_of_as_a_problem_document() -> None:
    for path, method in OPERATIONS:
        for status, told in SCHEMA["paths"][path][method]["responses"].items():
            if int(status) >= 400:
                assert list(told["content"]) == ["application/problem+json"], (path, status)
