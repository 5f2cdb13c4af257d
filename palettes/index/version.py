"""A number that grows whenever a search would find something else than before."""

import time
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog.models import Film
from catalog.signals import stills_changed
from palettes.models import IndexVersion

_ROW = 1
_ASKED = f"SELECT number FROM {IndexVersion._meta.db_table} WHERE id = %s"


def current() -> int:
    """The number now: one row read by its key.

    In plain SQL, as every search asks it: building the query would take longer than answering.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [_ROW])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def grow() -> None:
    """Tell every process that looks, palettes or stills are not what they were.

    The number is the clock's, in microseconds, so that one statement writes it, and another
    catalogue's number is never met again.
    """
    row = IndexVersion(pk=_ROW, number=time.time_ns() // 1000)
    IndexVersion.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["number"]
    )


@receiver(stills_changed)
def _grow(**kwargs: Any) -> None:
    """Grow once for each film, however many of its stills have changed or gone."""
    grow()


@receiver(post_delete, sender=Film)
def _grow_at_commit(**kwargs: Any) -> None:
    """Grow once for a transaction, however many films it deletes."""
    if all(call[1] is not grow for call in connection.run_on_commit):
        transaction.on_commit(grow)
