"""A table of films as spreadsheets and people write it, made into the one that is imported."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from catalog.upkeep.tables import COLUMNS

MOST_ROWS = 5_000
_SEPARATORS = ",;\t"


class BadTableError(Exception):
    """It cannot be imported; ``faults`` say why, with their places."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


def as_written(data: bytes) -> str:
    """The table as CSV with commas and our columns' names, row for row as it was.

    Commas, semicolons or tabs may separate cells; the head may be in any case of letters, with
    space around it; empty columns and rows at the end do not count. Raises BadTableError.
    """
    text = _decoded(data)
    if "\0" in text:
        raise BadTableError("The table holds a NUL: it is not text.")
    try:
        separator = _separator_of(text)
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadTableError(f"The table cannot be read: {error}.") from None
    table = _without_empty_ends(table)
    faults = list(_faults(table))
    if faults:
        raise BadTableError(*faults)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue()


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # "Unicode text" of a spreadsheet
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadTableError("The table is cut off: save it again as “CSV UTF-8”.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTableError(
            f"The table is not UTF-8: byte {error.start + 1} cannot be read. "
            "Save it as “CSV UTF-8”."
        ) from error


def _separator_of(text: str) -> str:
    """The one with which the first row is a head; a comma when none is."""
    for separator in _SEPARATORS:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        if _is_head(list(map(_column, first))):
            return separator
    return _SEPARATORS[0]


def _column(cell: str) -> str:
    """A column's name, however it is written: ``Source URL`` is ``source_url``."""
    return "_".join(cell.replace("_", " ").lower().split())


def _without_empty_ends(table: list[list[str]]) -> list[list[str]]:
    """With our names in the head, and without empty rows and columns at the end."""
    while table and not any(cell.strip() for cell in table[-1]):
        table.pop()
    if not table:
        return []
    head = list(map(_column, table[0]))
    while head and not head[-1]:
        head.pop()
    width = len(head)
    return [head, *(_cut(row, width) for row in table[1:])]


def _cut(row: list[str], width: int) -> list[str]:
    """A row without empty cells beyond the head."""
    return row[:width] if not any(cell.strip() for cell in row[width:]) else row


def _faults(table: list[list[str]]) -> Iterator[str]:
    """What keeps it from being a table of films, in words."""
    head = table[0] if table else []
    yield from _faults_of_head(head)
    if not _is_head(head):
        return  # perhaps it is no such table at all: its rows would each be a fault
    if len(table) - 1 > MOST_ROWS:
        yield "The table has more than 5,000 rows. Import it in parts."
    for number, row in enumerate(table[1:], 2):
        if len(row) > len(head):
            yield f"Row {number} has {len(row)} cells, but there are {len(head)} columns."


def _is_head(row: list[str]) -> bool:
    return "slug" in row and "title" in row


def _faults_of_head(head: list[str]) -> Iterator[str]:
    known = ", ".join(COLUMNS)
    if not _is_head(head):
        yield f"The first row names the columns, slug and title at least. There may be: {known}."
        return
    for name in dict.fromkeys(name for name in head if name not in COLUMNS):
        yield f"There is no column “{name[:60]}”. There may be: {known}."
    for name in dict.fromkeys(name for name in head if head.count(name) > 1):
        yield f"The column “{name[:60]}” is there twice."
