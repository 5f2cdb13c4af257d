"""The tables behind charts as CSV: RFC 4180, in UTF-8, and nothing a spreadsheet would run."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from catalog.upkeep.cells import mask

DIGITS: Final = 6
"""Of a number: more than any figure means."""

Value = str | float | bool | None


@dataclass(frozen=True)
class Table:
    """A head and its rows; ``name`` is the file's, without its end."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def written(table: Table) -> str:
    """The table as CSV. A text that a spreadsheet would run has an apostrophe before it.

    Numbers have a point and a plain minus, so that programs read them; truths are yes and no.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([mask(title) for title in table.head])
    rows.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def as_csv(table: Table) -> HttpResponse:
    """The table as a file to keep."""
    # With a mark of its encoding: spreadsheets take it for Latin-1 otherwise.
    content = written(table).encode("utf-8-sig")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{table.name}.csv") or ""
    response["Cache-Control"] = "no-cache"
    return response


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return mask(value)
    return f"{round(value, DIGITS) + 0.0:.{DIGITS}f}".rstrip("0").rstrip(".")
