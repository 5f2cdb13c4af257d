"""What the admin's search fields look for."""

from functools import reduce
from operator import and_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from catalog.models.folding import fold

MOST_WORDS = 8


class FindsFolded:
    """Every word stands in one of ``search_fields``; in those that are folded, folded too."""

    search_fields: ClassVar[tuple[str, ...]]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """The rows found, perhaps several times."""
        wanted = [self.stands_anywhere(word) for word in _words(search_term)[:MOST_WORDS]]
        if not wanted:
            return queryset, False
        return queryset.filter(reduce(and_, wanted)), True

    def stands_anywhere(self, word: str) -> Q:
        """In one field or another."""
        found = Q()
        for name in self.search_fields:
            if name.endswith("_folded"):
                found |= Q(**{f"{name}__contains": fold(word)})
            else:
                found |= Q(**{f"{name}__icontains": word})
        return found


def _words(text: str) -> list[str]:
    """Words, or phrases within quotation marks."""
    return [_unquoted(bit) for bit in smart_split(text.replace("\0", ""))]


def _unquoted(bit: Any) -> str:
    quoted = len(bit) > 1 and bit[0] in "\"'" and bit[0] == bit[-1]
    return unescape_string_literal(bit) if quoted else bit
