"""What the API answers, as its schema tells it."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class Swatch(Schema):
    """One colour of a palette."""

    hex: str = Field(pattern="^#[0-9a-f]{6}$")
    rgb: list[int] = Field(min_length=3, max_length=3, description="sRGB, 0 to 255.")
    oklab: list[float] = Field(min_length=3, max_length=3, description="L 0 to 1, a and b.")
    share: float = Field(ge=0, le=1, description="Of the picture; all of them make 1.")
    accent: bool = Field(description="Small but prominent.")
    name: str = Field(description="The plain name nearest to it.")


class RecipeOut(Schema):
    """What makes a palette reproducible."""

    text: str = Field(description="As the command line and the pages write it.")
    method: str
    space: str
    difference: str
    size: int | Literal["auto"]
    darkest: float
    brightest: float
    seed: int
    snap: bool
    parameters: dict[str, Any] = Field(description="The method's own, where not at their default.")


class Measures(Schema):
    """How far the picture is from its palette; lower is closer."""

    mean: float = Field(description="OKLab, to the nearest swatch.")
    p95: float = Field(description="OKLab, 95th percentile.")
    mean_ciede2000: float
    p95_ciede2000: float


class PictureOut(Schema):
    """The picture that was sent or fetched."""

    width: int
    height: int
    bytes: int
    kind: str = Field(description="jpg, png, webp, gif or avif.")
    sha256: str
    url: str | None = Field(description="Where it came from in the end; null for an upload.")


class Timings(Schema):
    """Milliseconds; 0 where something was known already."""

    fetch: float
    decode: float
    palette: float


class FullPalette(Schema):
    """A palette with all that is known of it."""

    swatches: list[Swatch]
    recipe: RecipeOut
    measures: Measures
    note: str = Field(description="What a reader should know, or empty.")
    picture: PictureOut
    coolors: str
    timings: Timings


class Coolors(Schema):
    """A palette as an address at Coolors."""

    url: str


PaletteAnswer = FullPalette | Coolors | list[list[int]] | list[str]


class StoredPalette(Schema):
    """A palette of the catalogue."""

    swatches: list[Swatch]
    recipe: RecipeOut
    fit: float = Field(description="Mean OKLab distance of the pixels; lower is closer.")
    note: str
    coolors: str


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
    country: str
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

    palettes: list[StoredPalette]


class SimilarStill(Schema):
    """A still and how far its look is."""

    distance: float = Field(description="0 the same, 1 nothing in common.")
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
    words: str = Field(description="How the second compares with the first.")
    moves: list[MoveOut]


class Comparison(Schema):
    """Two to four films or stills, and every two of them."""

    compared: list[Compared]
    pairs: list[PairOut]
