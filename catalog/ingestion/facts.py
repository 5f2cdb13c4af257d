"""What is known of a film and of a still before either is a row."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """A film as a source tells of it; what it does not tell is empty."""

    title: str = ""
    year: int | None = None
    directors: tuple[str, ...] = ()
    cinematographers: tuple[str, ...] = ()
    country: str = ""
    genres: tuple[str, ...] = ()
    aspect_ratio: Decimal | None = None
    source_url: str = ""
    note: str = ""

    def over(self, other: Self) -> "FilmFacts":
        """These facts, and the other's where these are silent."""
        return FilmFacts(
            **{
                field.name: getattr(self, field.name) or getattr(other, field.name)
                for field in fields(self)
            }
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True, slots=True)
class StillFacts:
    """Where a still comes from, as its row keeps it."""

    page_url: str = ""
    credit: str = ""
    licence: str = ""
    timecode: str = ""
