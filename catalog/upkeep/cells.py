"""Values of films as cells of a table, and back.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``. Such a cell is written
with an apostrophe before it, which spreadsheets take for "this is text", and read without.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from import_export.widgets import ManyToManyWidget, Widget

from catalog.ingestion.texts import clean
from catalog.models import Genre, Person

AnyNamed = TypeVar("AnyNamed", Person, Genre)

# The characters are OWASP's, with the wide forms that some spreadsheets take for the same.
_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MASKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_BETWEEN = re.compile(r"(?<!\\);")
MOST = 10_000  # far beyond any column, whose own limit is then told


def mask(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> mask("=1+1"), mask("'=1+1"), mask("'Til Dawn")
    ("'=1+1", "''=1+1", "'Til Dawn")
    """
    return f"'{text}" if _RUNS.match(text) else text


def unmask(cell: str) -> str:
    """The text of a cell; undoes :func:`mask`."""
    return cell[1:] if _MASKED.match(cell) else cell


class Text(Widget):
    """One line of text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Made fit to keep."""
        return clean(unmask(str(value or "").strip()), MOST)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Safe to open."""
        return mask(str(value or ""))


class Year(Widget):
    """A year, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        """As a number; spreadsheets may have made it 1967.0."""
        text = str(value or "").strip().removesuffix(".0")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise ValidationError(f"“{text[:40]}” is not a year, such as 1967.")
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Its digits."""
        return "" if value is None else str(value)


class Ratio(Widget):
    """An aspect ratio, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        """To a hundredth; 1.85:1 is read as well."""
        text = str(value or "").strip().removesuffix(":1").replace(",", ".")
        if not text:
            return None
        try:
            ratio = Decimal(text)
            if ratio.is_finite() and abs(ratio) < 1000:
                return ratio.quantize(Decimal("0.01"))
        except InvalidOperation:
            pass
        raise ValidationError(f"“{text[:40]}” is not an aspect ratio, such as 1.85.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """As people write it."""
        return "" if value is None else f"{value:.2f}"


class Names(ManyToManyWidget):
    """People or genres by name, with ``;`` between them; within a name it is written ``\\;``."""

    def __init__(self, model: type[AnyNamed]) -> None:
        super().__init__(model, separator=";", field="name")
        self.known: dict[str, Person | Genre] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        """Rows of these names, taken in any case of letters; those that are new are made."""
        parts = _BETWEEN.split(unmask(str(value or "")))
        names = [clean(part.replace("\\;", ";"), MOST) for part in parts]
        return list(dict.fromkeys(self._named(name) for name in names if name))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The names in order."""
        names = sorted(named.name for named in value.all()) if value is not None else []
        return mask("; ".join(name.replace(";", "\\;") for name in names))

    def _named(self, name: str) -> Any:
        if self.known is None:
            # One question for the whole table, however many rows it has.
            self.known = {named.name.casefold(): named for named in self.model.objects.all()}
        found = self.known.get(name.casefold())
        if found is None:
            found = self.model(name=name)
            found.clean_fields(exclude=["slug"])
            found.save()
            self.known[name.casefold()] = found
        return found
