"""What a search finds, and how looks compare."""

from typing import Any, Final

from ninja import Schema
from pydantic import Field

from catalog.moods import MOODS
from palettes.api.schemas.catalogue import FilmBrief, FilmName, StillOut
from palettes.api.schemas.palettes import StoredPalette


class PartOut(Schema):
    """How one colour of a search is met."""

    hex: str = Field(description="The nearest swatch.")
    distance: float = Field(description="To it, weighted OKLab.")
    share: float = Field(
        description="The matched share: of the picture, 0 to 1, what is near the colour and nearer"
        " to no other of the search; not the share of the one swatch."
    )


_FIGURES: Final = "; ".join(f"{key}: {mood.figure}" for key, mood in MOODS.items())


class Match(Schema):
    """Why something was found: its score by colours, or its figure by moods alone."""

    score: float | None = Field(
        ge=0, le=1.000001, description="How well it holds the colours; null without any."
    )
    parts: list[PartOut] = Field(description="In the order of the colours.")
    figure: float | None = Field(
        description=f"Without colours, the figure that the first mood is told by ({_FIGURES});"
        " null with some."
    )


class FoundStill(Match):
    """A still that holds the colours, or has the moods."""

    still: StillOut


class FoundFilm(Match):
    """A film that holds the colours, or has the moods."""

    film: FilmBrief


class Wanted(Schema):
    """A colour as it was understood."""

    hex: str
    name: str
    weight: float | None = Field(description="Percent of the picture, null for any share.")


class Results(Schema):
    """What a search found, best first."""

    colours: list[Wanted]
    count: int = Field(
        description="All that hold every colour, or have the moods, whatever limit and per_film"
        " leave out. 0 where nothing does and the results are what is nearest."
    )
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
