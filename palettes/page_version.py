"""A number that grows whenever a public page would show something else than before.

Every write of a table that pages are made of is noticed where it passes: on the connection.
Signals would miss what is written in bulk, and a forgotten one would leave an old page standing.
"""

import re
import time
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from catalog.models import Film, Genre, Person, Still
from palettes.models import IndexVersion, Look, Palette

_ROW: Final = 2  # the first is the index's
_ASKED: Final = f"SELECT number FROM {IndexVersion._meta.db_table} WHERE id = %s"
_WRITTEN: Final = (
    f"INSERT INTO {IndexVersion._meta.db_table} (id, number) VALUES (%s, %s)"
    " ON CONFLICT (id) DO UPDATE SET number = excluded.number"
)
_WRITE: Final = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\W?(\w+)")


def current() -> int:
    """The number now: one row read by its key."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [_ROW])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def grow() -> None:
    """Tell every process that what pages are made of has changed.

    The number is the clock's, so that another catalogue's is never met again. One plain
    statement, for it may follow another whose answer is still being read (INSERT ... RETURNING),
    when no transaction can be begun.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [_ROW, time.time_ns() // 1000])


@cache
def _watched() -> frozenset[str]:
    models = (Film, Film.directors.through, Film.cinematographers.through, Film.genres.through)
    return frozenset(m._meta.db_table for m in (*models, Still, Person, Genre, Palette, Look))


def notice(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Pass a statement on, and let the number grow once it is committed if it writes."""
    result = execute(sql, params, many, context)
    write = _WRITE.match(sql)
    if write and write[1] in _watched():
        on: BaseDatabaseWrapper = context["connection"]
        # Once for a transaction, however much it writes.
        if not any(call[1] is grow for call in on.run_on_commit):
            transaction.on_commit(grow, using=on.alias)
    return result


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Notice what a connection writes, from its beginning."""
    if notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(notice)
