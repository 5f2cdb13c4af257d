"""When another try is due, by the server's word or by ours."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from catalog.ingestion.retrying import LONGEST_WAIT, backoff, retry_after

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempt", "least"), [(-3, 1), (0, 1), (1, 1), (2, 4), (3, 16), (4, 64), (5, 256), (6, 300)]
)
def test_backoff_grows_with_a_little_chance(attempt: int, least: float) -> None:
    waits = [backoff(attempt) for _ in range(200)]
    assert least <= min(waits) < max(waits) <= least * 1.5
    assert max(waits) - min(waits) > least * 0.2


def test_backoff_has_an_end() -> None:
    assert backoff(10**9) <= 450


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        (" 0 ", 0.0),
        ("99999999", LONGEST_WAIT),
        ("9" * 5000, LONGEST_WAIT),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        ("Monday, 23-Nov-26 12:01:00 GMT", 60.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        (format_datetime(NOW + timedelta(days=900), usegmt=True), LONGEST_WAIT),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30.0),
        ("Mon, 23 Nov 2026 12:00:30", 30.0),
        ("-5", None),
        ("2.5", None),
        ("", None),
        ("soon", None),
        ("٣", None),
        ("1e9", None),
        ("Mon, 99 Nov 2026 12:00:30 GMT", None),
        ("Mon, 23 Nov 99999999999 12:00:30 GMT", None),
        ("x" * 100_000, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_is_clamped(value: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == seconds


def test_no_retry_after_is_none() -> None:
    assert retry_after({}, NOW) is None
