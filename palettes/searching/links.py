"""Choices that lead from one search to another."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from palettes.searching.narrowed import Narrowed, counted
from palettes.searching.state import State

BLANK: Final = "------"  # in an address: where something is still to be chosen


@dataclass(frozen=True)
class Link:
    """A choice: where it leads, and how many results that gives, where that is known."""

    name: str
    address: str
    chosen: bool = False
    count: int | None = None
    says: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter in force, the search without it, and how many results that gives."""

    label: str
    value: str
    state: State

    @cached_property
    def count(self) -> int:
        """How many stills (or films) it would leave."""
        return Narrowed(self.state).count

    @property
    def words(self) -> str:
        """The same in words."""
        return counted(self.count, self.state.among)
