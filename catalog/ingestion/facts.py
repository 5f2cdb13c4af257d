"""What is known of a film and of a still before either is a row."""

from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any, Self


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

    def as_json(self) -> dict[str, Any]:
        """What is told, as an ingestion's rows keep it."""
        told = {name: value for name, value in asdict(self).items() if value}
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in told.items()
        }

    @classmethod
    def from_json(cls, kept: Any) -> "FilmFacts":
        """Take up what :meth:`as_json` gave; what makes no sense is left out."""
        if not isinstance(kept, dict):
            return cls()
        told: dict[str, Any] = {}
        for name in ("title", "country", "source_url", "note"):
            if isinstance(kept.get(name), str):
                told[name] = kept[name]
        for name in ("directors", "cinematographers", "genres"):
            names = kept.get(name)
            if isinstance(names, list | tuple):
                told[name] = tuple(name for name in names if isinstance(name, str))
        if isinstance(kept.get("year"), int):
            told["year"] = kept["year"]
        with suppress(KeyError, InvalidOperation, TypeError, ValueError):
            told["aspect_ratio"] = Decimal(kept["aspect_ratio"])
        return cls(**told)

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True, slots=True)
class StillFacts:
    """Where a still comes from, as its row keeps it."""

    page_url: str = ""
    credit: str = ""
    licence: str = ""
    timecode: str = ""

    def as_json(self) -> dict[str, str]:
        """What is told, as an ingestion's rows keep it."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, kept: Any) -> "StillFacts":
        """Take up what :meth:`as_json` gave; what makes no sense is left out."""
        if not isinstance(kept, dict):
            return cls()
        names = [field.name for field in fields(cls)]
        return cls(**{name: kept[name] for name in names if isinstance(kept.get(name), str)})
