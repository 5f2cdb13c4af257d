"""What the filters of a search let through."""

from functools import cached_property

from django.http import QueryDict

from catalog import filters
from palettes import search
from palettes.searching.state import State


class Narrowed:
    """What the filters of a state let through."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.parameters = QueryDict(state.films)

    @cached_property
    def films(self) -> list[int] | None:
        """Ids of the films that the film list's filters let through; None for all."""
        if not self.parameters:
            return None
        found = self.asked.films()
        return list(found.order_by().values_list("pk", flat=True).distinct())

    @cached_property
    def asked(self) -> filters.Asked:
        """The film list's filters, checked."""
        return filters.Asked(self.parameters)

    @cached_property
    def count(self) -> int:
        """How many stills (or films) there are to be found."""
        return search.count(self.state.among, films=self.films, moods=self.state.moods)


def counted(count: int, kind: str) -> str:
    """``1 still``, ``2 stills``."""
    return f"{count} {kind if count != 1 else kind.removesuffix('s')}"
