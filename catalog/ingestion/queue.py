"""Whose turn it is: items are taken one by one, by any number of processes.

An item is taken under a lease: ``owner`` has it until ``until``. The owner renews its leases
while it lives. A lease that lapsed, or whose owner is a process of this machine that is gone,
lets anybody take the item again; an item is tried ``MAX_ATTEMPTS`` times, then it has failed.
"""

import logging
import os
import platform
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from catalog.models import Ingestion, IngestionItem

LEASE: Final = timedelta(seconds=60)
RENEWED_EVERY: Final = 20.0  # seconds
MAX_ATTEMPTS: Final = 3  # as many as any error's ``tries``
POLL: Final = 0.1  # seconds between two looks at what somebody else is at

WORKING = (Ingestion.State.PREVIEW, Ingestion.State.QUEUED, Ingestion.State.RUNNING)
log = logging.getLogger(__name__)
_WAITING, _READY = IngestionItem.State.WAITING, IngestionItem.State.READY


class LeaseLost(Exception):  # noqa: N818 - it says what happened, as the other errors do
    """Somebody else has taken the item over, or its ingestion was ended: leave it alone."""


def new_owner() -> str:
    """A name for whoever takes items: host, process, and a token of its own."""
    return f"{_node()}:{os.getpid()}:{secrets.token_hex(6)}"


def unfinished(ingestion: Ingestion) -> QuerySet[IngestionItem]:
    """Items that something is still to be done about."""
    preview = ingestion.state == Ingestion.State.PREVIEW
    states = [_WAITING] if preview else [_WAITING, _READY]
    return ingestion.items.filter(state__in=states)


def claim(ingestion: Ingestion, owner: str) -> IngestionItem | None:
    """Take the next item that is due, if there is one; its attempt counts from now on.

    Two items of one address are never under way at once, whoever asked for them, so that the
    second finds what the first has stored. One whose attempts are more than MAX_ATTEMPTS is given
    only to be told of: its worker was lost too often.
    """
    with transaction.atomic():
        told = Ingestion.objects.filter(pk=ingestion.pk).order_by("pk")
        fresh = told.values_list("state", "facts", "film_id").first()
        if fresh is None or fresh[0] not in WORKING:
            return None
        ingestion.state, ingestion.facts, ingestion.film_id = fresh
        now = timezone.now()
        due = unfinished(ingestion).filter(_free(now), _is_due(now))
        due = due.order_by("root", "number", "pk").select_for_update(skip_locked=True)
        item = due.first()
        if item is None or item.url:
            busy = _busy_addresses(now)
            if item is None or item.url in busy:
                item = due.exclude(url__in=busy).first()
        if item is not None:
            _change(item, owner=owner, until=now + LEASE, attempts=item.attempts + 1)
        return item


def end_lost_leases() -> None:
    """Let whatever processes that are gone were at be taken again, in its own place."""
    _busy_addresses(timezone.now())


def wait(ingestion: Ingestion) -> float | None:
    """Seconds until it is worth claiming again; None when nothing is left to wait for."""
    now = timezone.now()
    if not Ingestion.objects.filter(pk=ingestion.pk, state__in=WORKING).exists():
        return None
    waiting = unfinished(ingestion)
    if not waiting.exists():
        return None
    if waiting.filter(_is_due(now)).exists():
        return POLL  # somebody is at it, or at the same address
    nearest = waiting.order_by("not_before").values_list("not_before", flat=True).first()
    return max(POLL, (nearest - now).total_seconds()) if nearest else POLL


def finish(item: IngestionItem, **values: Any) -> None:
    """Give an item back with its outcome. Raises LeaseLost when it is not ours any more."""
    values |= {"owner": "", "until": None, "updated_at": timezone.now()}
    mine = IngestionItem.objects.filter(pk=item.pk, owner=item.owner)
    if not mine.update(**values):
        raise LeaseLost
    for name, value in values.items():
        setattr(item, name, value)


def give_back(item: IngestionItem, **values: Any) -> None:
    """Give an item back undone; the attempt does not count."""
    mine = IngestionItem.objects.filter(pk=item.pk, owner=item.owner)
    mine.update(owner="", until=None, attempts=F("attempts") - 1, **values)


@contextmanager
def renewing(owner: str) -> Iterator[None]:
    """Keep the leases of ``owner`` from lapsing while the block runs."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(RENEWED_EVERY):
            try:
                held = IngestionItem.objects.filter(owner=owner)
                held.update(until=timezone.now() + LEASE)
            except DatabaseError as error:  # the next try comes before the leases lapse
                log.warning("Leases could not be renewed: %s", error)
            finally:
                connection.close()  # this thread's own

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def is_alive(owner: str) -> bool:
    """Whether an owner may still be at work; of other machines only the lease can tell."""
    node, _, rest = owner.partition(":")
    pid = rest.partition(":")[0]
    if node != _node() or not pid.isdecimal():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _node() -> str:
    return platform.node().replace(":", "-")[:30]


def _free(now: datetime) -> Q:
    return Q(until=None) | Q(until__lte=now)


def _is_due(now: datetime) -> Q:
    return Q(not_before=None) | Q(not_before__lte=now)


def _busy_addresses(now: datetime) -> list[str]:
    """Addresses under way; leases of processes that are gone are ended on the way."""
    busy = []
    for item in IngestionItem.objects.filter(until__gt=now).only("pk", "owner", "url"):
        if not is_alive(item.owner):
            _change(item, owner="", until=None)
        elif item.url:
            busy.append(item.url)
    return busy


def _change(item: IngestionItem, **values: Any) -> None:
    values["updated_at"] = timezone.now()
    IngestionItem.objects.filter(pk=item.pk).update(**values)
    for name, value in values.items():
        setattr(item, name, value)
