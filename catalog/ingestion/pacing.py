"""Politeness: one request at a time for a host, a pause between two, and rest when it fails.

A host's turn is kept in its row, so all processes share it. Whoever holds the turn holds it by a
lease, which frees it when the holder was killed. Every change is one conditional UPDATE: it is
whole by itself on every database, and no transaction is open while anybody waits or fetches.

The pause starts when an answer has been read, so that a slow host gets more rest than a quick
one. A host that fails BREAKER_FAILURES times in a row is shut for INGEST_BREAKER_MINUTES; the
first request after that is a trial, for the turn lets only one through: its failure shuts the
host again, any answer opens it.
"""

import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from catalog.ingestion.errors import (
    AddressRefused,
    ConnectionFailed,
    DnsFailed,
    FetchTimeout,
    HostShut,
    IngestionError,
    StorageFailed,
)
from catalog.models import Host

BREAKER_FAILURES: Final = 5
LONGEST_PAUSE: Final = 30.0  # seconds, whatever a robots.txt asks for
LEASE_MARGIN: Final = 5.0  # seconds that a holder may take beyond its deadline
LONGEST_QUEUE: Final = 300.0  # seconds that anybody waits for a turn
_patience: ContextVar[float] = ContextVar("patience", default=LONGEST_QUEUE)
POLL: Final = 0.08  # seconds between two looks at a turn that somebody holds
_MOST_FAILURES: Final = 1000
# Neither a failure of the host nor an answer of it: nothing is learnt about how it fares.
_NO_ANSWER: Final = (AddressRefused, ConnectionFailed, DnsFailed)

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Turn:
    """A host's turn while it is held. ``used`` is set to False when nothing was asked after all."""

    host: str
    holder: str
    pause: float
    used: bool = True


@contextmanager
def turn(host: str, seconds: float, delay: float = 0.0) -> Iterator[Turn]:
    """Wait for a host's turn and hold it for at most ``seconds`` and a little.

    On leaving, the pause begins: INGEST_PAUSE, or ``delay`` seconds where the host asks for more.
    The error that leaves with it is counted: a transient one as the host's failure, an answer of
    whatever kind as its recovery. Raises HostShut at once for a host that is shut, FetchTimeout
    when the turn does not come within LONGEST_QUEUE, or the block's ``patience``; StorageFailed
    when the database fails.
    """
    pause = max(float(settings.INGEST_PAUSE), min(delay, LONGEST_PAUSE))
    held = Turn(host, f"{os.getpid()}:{secrets.token_hex(8)}", pause)
    with _database():
        _await(held, seconds + LEASE_MARGIN)
    try:
        yield held
    except IngestionError as error:
        _release(held, error)
        raise
    except BaseException:
        _release(held, None, answered=False)
        raise
    _release(held, None)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait no longer than so for any turn in this block, for somebody who waits for an answer."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


def shut(host: str, seconds: float, code: str) -> None:
    """Leave a host alone for so long, in every process. Raises StorageFailed."""
    until = timezone.now() + timedelta(seconds=seconds)
    with _database():
        row = Host.objects.filter(name=host)
        row.filter(Q(shut_until=None) | Q(shut_until__lt=until)).update(
            shut_until=until, shut_code=code
        )


def breaker_seconds() -> float:
    """How long a failing host is left alone."""
    return float(settings.INGEST_BREAKER_MINUTES) * 60


# --- Taking turns ---------------------------------------------------------------------


def _await(held: Turn, lease: float) -> None:
    """Return when the turn is ours. Raises HostShut, FetchTimeout."""
    patience = time.monotonic() + _patience.get()
    while True:
        # A look takes no lock: only a turn that seems free is worth the write.
        wait = _seconds_to_wait(held.host)
        if wait == 0:
            if _take(held, lease):
                return
            wait = POLL
        left = patience - time.monotonic()
        if left <= 0:
            raise FetchTimeout(f"Too many are waiting for {held.host}: try again later.")
        time.sleep(min(wait, left))


def _seconds_to_wait(host: str) -> float:
    """Seconds until it is worth trying to take the turn. Raises HostShut."""
    row = Host.objects.filter(name=host).defer("robots").first()
    if row is None:
        Host.objects.bulk_create([Host(name=host)], ignore_conflicts=True)
        return 0.0
    now = timezone.now()
    if row.shut_until is not None and row.shut_until > now:
        raise _shut_error(row, row.shut_until, now)
    if row.holder and row.held_until is not None and now < row.held_until < now + _far():
        return POLL
    if row.free_at is not None and now < row.free_at < now + _far():
        return (row.free_at - now).total_seconds()
    return 0.0


def _take(held: Turn, lease: float) -> bool:
    """Take the turn if it is free at this moment."""
    now = timezone.now()

    def over(field: str) -> Q:
        past, odd = {f"{field}__lte": now}, {f"{field}__gte": now + _far()}
        return Q(**{field: None}) | Q(**past) | Q(**odd)

    shut_over = Q(shut_until=None) | Q(shut_until__lte=now)
    free = (Q(holder="") | over("held_until")) & over("free_at") & shut_over
    taken = Host.objects.filter(free, name=held.host).update(
        holder=held.holder, held_until=now + timedelta(seconds=lease)
    )
    return taken == 1


def _far() -> timedelta:
    """Further ahead than any pause or lease reaches: a clock was set back since it was written."""
    longest = max(LONGEST_PAUSE, float(settings.INGEST_PAUSE), float(settings.INGEST_TIMEOUT))
    return timedelta(seconds=longest + LEASE_MARGIN + 60)


def _shut_error(row: Host, until: datetime, now: datetime) -> HostShut:
    why = f" ({row.shut_code})" if row.shut_code else ""
    return HostShut(
        f"{row.name} is left alone until {until:%Y-%m-%d %H:%M:%S} UTC{why}: try again then.",
        wait=(until - now).total_seconds(),
    )


# --- Giving them back -----------------------------------------------------------------


def _release(held: Turn, error: IngestionError | None, *, answered: bool = True) -> None:
    """Give the turn back with its pause, and keep what became of the request.

    A lost database is said in the log only: what was fetched is worth more, and the lease ends
    by itself.
    """
    now = timezone.now()
    changes: dict[str, Any] = {"holder": "", "held_until": None}
    try:
        if held.used:
            changes["free_at"] = now + timedelta(seconds=held.pause)
            if error is not None and error.transient:
                changes |= _failed(held.host, error, now)
            elif answered and not isinstance(error, _NO_ANSWER):
                changes["failures"] = 0
        Host.objects.filter(name=held.host, holder=held.holder).update(**changes)
    except DatabaseError as failure:
        logger.warning("The turn of %s could not be given back: %s", held.host, failure)


def _failed(host: str, error: IngestionError, now: datetime) -> dict[str, Any]:
    """What changes when a host fails once more; only the turn's holder counts."""
    failures = Host.objects.filter(name=host).values_list("failures", flat=True).first() or 0
    changes: dict[str, Any] = {"failures": min(failures + 1, _MOST_FAILURES)}
    rest = error.wait or 0.0
    if failures + 1 >= BREAKER_FAILURES:
        rest = max(rest, breaker_seconds())
    if rest > 0:
        changes |= {"shut_until": now + timedelta(seconds=rest), "shut_code": error.code}
    return changes


@contextmanager
def _database() -> Iterator[None]:
    """A database that fails is named as any other failure is. Raises StorageFailed."""
    try:
        yield
    except DatabaseError as error:
        raise StorageFailed(f"The database says: {error}.") from error
