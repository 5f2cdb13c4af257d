"""Keyset pages: a cursor names the last row that was given, so that pages never shift."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.http import urlencode

from palettes.api.problems import ProblemError

LONGEST: Final = 2_000  # letters of a cursor
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Order:
    """Expressions that rows are ordered by, ascending, none of them null, the key last; and the
    type of each value.
    """

    key: str
    by: tuple[tuple[str, Any], ...]
    kinds: tuple[type, ...]


_TITLE: Final = ("o_title", F("title_folded"))
_YEAR: Final = ("o_year", Coalesce(F("year"), Value(9999)))
_NEWEST: Final = ("o_newest", Coalesce(F("year"), Value(0)) * Value(-1))
_KEY: Final = ("pk", F("pk"))

_FIGURES: Final = ("hue", "lightness", "chroma", "warmth", "contrast")
_LOOKLESS: Final = Value(999.0)  # beyond every figure: films without a look come last


def _by_figure(key: str, sign: int) -> Order:
    """Films by a figure of their look, rising or falling; those without a look last."""
    figure = Coalesce(F(f"looks__{key}") * Value(float(sign)), _LOOKLESS)
    by = (("o_figure", figure), _TITLE, _KEY)
    return Order(key if sign > 0 else f"-{key}", by, (float, str, int))


FILM_ORDERS: Final = {
    order.key: order
    for order in (
        Order("title", (_TITLE, _YEAR, _KEY), (str, int, int)),
        Order("year", (_YEAR, _TITLE, _KEY), (int, str, int)),
        Order("newest", (_NEWEST, _TITLE, _KEY), (int, str, int)),
        *(_by_figure(key, sign) for key in _FIGURES for sign in (1, -1)),
    )
}
STILL_ORDER: Final = Order("still", (("position", F("position")), _KEY), (int, int))


def page(
    rows: QuerySet[M],
    order: Order,
    cursor: str,
    limit: int,
    fetch: Callable[[QuerySet[M]], QuerySet[M]],
) -> tuple[list[M], str]:
    """The rows after ``cursor`` and the cursor of what follows, empty when nothing does.

    ``fetch`` adds what the rows are shown with. Raises ProblemError for a cursor of somebody's
    own making, or of another order.
    """
    rows = rows.annotate(**{name: what for name, what in order.by if name.startswith("o_")})
    names = [name for name, _ in order.by]
    if cursor:
        rows = rows.filter(_after(names, _read(cursor, order)))
    found = list(fetch(rows.order_by(*names))[: limit + 1])
    if len(found) <= limit:
        return found, ""
    found = found[:limit]
    return found, _written(order, [getattr(found[-1], name) for name in names])


def next_address(request: HttpRequest, cursor: str) -> str | None:
    """The address of the page at a cursor; None without one."""
    if not cursor:
        return None
    kept = [
        (key, value)
        for key in request.GET
        if key not in ("cursor", "facets")
        for value in request.GET.getlist(key)
    ]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('cursor', cursor)])}")


def _after(names: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind these values: (a, b) > (x, y) is a > x, or a = x and b > y."""
    found, equal = Q(), Q()
    for name, value in zip(names, values, strict=True):
        found |= equal & Q(**{f"{name}__gt": value})
        equal &= Q(**{name: value})
    return found


def _written(order: Order, values: Sequence[Any]) -> str:
    text = json.dumps([order.key, *values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, order: Order) -> list[Any]:
    try:
        if len(cursor) > LONGEST:
            raise ValueError("too long")
        padded = cursor + "=" * (-len(cursor) % 4)
        told = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
        key, *values = told
        good = key == order.key and len(values) == len(order.kinds)
        for value, kind in zip(values, order.kinds, strict=True):
            good &= type(value) is kind
            good &= "\0" not in value if kind is str else abs(value) < 2**62
    except (ValueError, TypeError, binascii.Error, RecursionError):
        good = False
    if not good:
        raise ProblemError(422, "bad_cursor")
    return values
