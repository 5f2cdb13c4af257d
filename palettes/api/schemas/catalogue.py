"""Films and stills, and the nearest looks to one."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from palettes.api.schemas.palettes import StoredPalette


class PersonOut(Schema):
    """A director or a cinematographer."""

    name: str
    slug: str


class FilmName(Schema):
    """A film, as others name it."""

    slug: str
    title: str
    year: int | None
    url: str
    page: str


class Rendition(Schema):
    """The still's picture at one width, as WebP in sRGB."""

    width: int
    height: int
    url: str


class StillOut(Schema):
    """A still, with where it comes from."""

    id: int
    film: FilmName
    position: int
    width: int = Field(description="Pixels of the original, upright.")
    height: int
    timecode: str
    credit: str = Field(description="Name this wherever you show the still.")
    licence: str
    source: str = Field(description="Address of the picture; empty when it came from a file.")
    source_page: str
    renditions: list[Rendition]
    palette: StoredPalette | None = Field(description="null until it is computed.")
    url: str
    page: str
    palettes: str
    similar: str


class FilmBrief(FilmName):
    """A film in a list."""

    directors: list[PersonOut]
    cinematographers: list[PersonOut]
    country: str = Field(description="As the film names them, in one line.")
    countries: list[str]
    genres: list[PersonOut]
    aspect_ratio: float | None
    still_count: int
    palette: StoredPalette | None
    stills: str
    similar: str


class FilmOut(FilmBrief):
    """A film, with its look in figures."""

    note: str
    source: str
    licences: list[str]
    credits: list[str]
    look: dict[str, Any] | None = Field(description="Statistics: see /about/methods/.")


class Option(Schema):
    """One choice of a facet."""

    value: str
    name: str
    count: int


class FacetOut(Schema):
    """A parameter of the list, and what it may be."""

    parameter: str
    label: str
    options: list[Option]


class Films(Schema):
    """A page of films."""

    count: int = Field(description="All that match.")
    next: str | None = Field(description="Address of the next page, null on the last.")
    films: list[FilmBrief]
    facets: list[FacetOut] | None = Field(None, description="Given when they are asked for.")


class Stills(Schema):
    """A page of stills."""

    count: int
    next: str | None
    stills: list[StillOut]


class Palettes(Schema):
    """A still's palettes, by every stored recipe."""

    state: Literal["ready", "waiting", "failed"] = Field(
        description="waiting: a worker is still to make them; failed: it could not, and tries again"
        " tomorrow."
    )
    palettes: list[StoredPalette]


class SimilarStill(Schema):
    """A still and how far its look is."""

    distance: float = Field(description="0 the same, about 0.7 no more alike than any two.")
    still: StillOut


class SimilarStills(Schema):
    """The nearest looks, nearest first."""

    similar: list[SimilarStill]


class SimilarFilm(Schema):
    """A film and how far its look is."""

    distance: float
    film: FilmBrief


class SimilarFilms(Schema):
    """The nearest looks, nearest first."""

    similar: list[SimilarFilm]
