"""What failures say: plain to everybody, with the settings to those who run commands."""

import inspect
import re

import pytest

from catalog.ingestion import errors, report
from catalog.ingestion.errors import IngestionError, with_hint
from catalog.ingestion.outcomes import Outcome, State

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, IngestionError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_names_what_only_a_keeper_can_change(kind: type[IngestionError]) -> None:
    assert not re.search(r"[A-Z]{3,}_[A-Z_]+|(?<!\w)--\w", kind().message)
    assert kind().message.endswith((".", "?"))


def test_a_command_says_the_setting_and_a_nearer_message_stays_as_it_is() -> None:
    assert with_hint("fetch_timeout", errors.FetchTimeout().message).endswith(
        "try again later. INGEST_TIMEOUT says how long it may take."
    )
    near = "The name server took too long: try again later."
    assert with_hint("fetch_timeout", near) == near
    assert with_hint("storage_full", errors.StorageFull().message) == errors.StorageFull.default
    assert with_hint("", "") == ""


def test_the_line_of_a_failed_picture_says_it() -> None:
    failed = errors.FilmUnknown()
    outcome = Outcome(
        source="/stills/a.jpg", state=State.FAILED, code=failed.code, message=failed.message
    )
    assert report.line(outcome).endswith("Give it as --film TITLE.")
