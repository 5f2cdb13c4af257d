"""Palettes, of any picture and of the catalogue."""

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


class AccentOut(Schema):
    """An accent, and what makes it one."""

    hex: str
    share: float
    compactness: float = Field(description="Share of its pixels that lie together, 0 to 1.")
    distance: float = Field(description="OKLab, to the nearest other swatch.")


class Measures(Schema):
    """How far the picture is from its palette; lower is closer."""

    mean: float = Field(description="OKLab, to the nearest swatch.")
    p95: float = Field(description="OKLab, 95th percentile.")
    mean_ciede2000: float
    p95_ciede2000: float
    accents: list[AccentOut]


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
    elbow: list[tuple[int, float]] = Field(
        description="Of a size of auto: [size, mean OKLab distance], for each size tried; else"
        " empty."
    )
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
