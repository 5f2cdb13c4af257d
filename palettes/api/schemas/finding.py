"""What a search finds, and how looks compare."""

from typing import Any

from ninja import Schema
from pydantic import Field

from palettes.api.schemas.catalogue import FilmBrief, FilmName, StillOut
from palettes.api.schemas.palettes import StoredPalette


class PartOut(Schema):
    """How one colour of a search is met."""

    hex: str = Field(description="The nearest swatch.")
    distance: float = Field(description="To it, weighted OKLab.")
    share: float = Field(description="Of the picture, near the colour.")


class FoundStill(Schema):
    """A still that holds the colours."""

    score: float = Field(ge=0, le=1.000001)
    parts: list[PartOut] = Field(description="In the order of the colours.")
    still: StillOut


class FoundFilm(Schema):
    """A film that holds the colours."""

    score: float
    parts: list[PartOut]
    film: FilmBrief


class Wanted(Schema):
    """A colour as it was understood."""

    hex: str
    name: str
    weight: float | None = Field(description="Percent of the picture, null for any share.")


class Results(Schema):
    """What a search found, best first."""

    colours: list[Wanted]
    results: list[FoundStill] | list[FoundFilm]


class Compared(Schema):
    """One of the compared."""

    title: str
    film: FilmName
    still: int | None = Field(description="Id of the still, null for a film.")
    credit: str = Field(description="Of the still: name it wherever you show it.")
    licence: str
    palette: StoredPalette | None
    look: dict[str, Any]


class DistanceOut(Schema):
    """One distance between two looks."""

    key: str
    title: str
    value: float
    unit: str
    words: str


class MoveOut(Schema):
    """A share of the picture that goes from one colour to another."""

    source: str
    target: str
    share: float
    distance: float = Field(description="OKLab.")


class PairOut(Schema):
    """Two of the compared, by their places in ``compared``."""

    first: int
    second: int
    distances: list[DistanceOut]
    words: str = Field(description="A sentence: how the second compares with the first.")
    moves: list[MoveOut]


class Comparison(Schema):
    """Two to four films or stills, and every two of them."""

    compared: list[Compared]
    pairs: list[PairOut]
