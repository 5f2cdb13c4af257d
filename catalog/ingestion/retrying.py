"""When to try again: what a server asks for, and what is decent when it says nothing."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT: Final = 3600.0  # seconds; a server that asks for more is asked again all the same
LONGEST_BACKOFF: Final = 300.0  # seconds


def backoff(attempt: int) -> float:
    """Seconds to wait after the ``attempt``-th failed try (from 1): 1, 4, 16, ... and some more.

    Up to half as much again is added by chance, so that what failed together does not come back
    together. Never below 1 s, nor above 1.5 times LONGEST_BACKOFF.
    """
    steps = min(max(attempt, 1) - 1, 10)  # beyond, the power only grows
    return min(4.0**steps, LONGEST_BACKOFF) * random.uniform(1.0, 1.5)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that an answer's Retry-After asks for, 0 to LONGEST_WAIT; None without a sane one.

    It is a number of seconds or an HTTP date (RFC 9110, 10.2.3); a date gone by asks for 0.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:10]), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(value[:64])
        # An HTTP date is always in GMT; a parsed "-0000" says so by having no zone.
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)
