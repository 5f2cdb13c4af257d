"""docs/ingestion.md cannot fall behind."""

import inspect
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import load_command_class

from catalog.ingestion import errors, manifests

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "ingestion.md").read_text(encoding="utf-8")
ERRORS = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, errors.IngestionError) and "code" in vars(error)
]
CODES = [error.code for error in ERRORS if error is not errors.IngestionError]


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    assert f"`{code}`" in PAGE
    assert f" {code}\n" in (errors.__doc__ or "")


def test_codes_are_each_their_own() -> None:
    assert len(set(CODES)) == len(CODES) >= 20


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_every_failure_has_a_message_of_its_own(error: type[errors.IngestionError]) -> None:
    assert str(error()) == error().message == error.default
    assert error("nearer").message == "nearer"
    assert error.default.endswith(".")


def test_every_option_is_explained() -> None:
    parser = load_command_class("catalog", "ingest_stills").create_parser("manage.py", "x")
    common = load_command_class("django.core", "check").create_parser("manage.py", "x")
    theirs = set(common._option_string_actions)
    own = set(parser._option_string_actions) - theirs - {"--skip-checks"}
    assert own == {
        "--film", "--year", "--director", "--cinematographer",
        "--dry-run", "--json", "--limit", "--no-palettes",
        "--resume", "--retry-failed", "--follow", "--yes",
    }  # fmt: skip
    assert [option for option in own if f"`{option}" not in PAGE] == []


@pytest.mark.parametrize("name", [name for name in dir(settings) if name.startswith("INGEST_")])
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_column_of_a_manifest_is_explained() -> None:
    header = next(line for line in PAGE.splitlines() if line.startswith("film,year"))
    source = inspect.getsource(manifests._row) + inspect.getsource(manifests.film_facts)
    for column in header.split(","):
        assert f'"{column}"' in source, column
        assert f"`{column}`" in PAGE, column
