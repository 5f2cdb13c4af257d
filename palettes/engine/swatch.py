"""A swatch, and the palette that swatches make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, degrees, hypot

import numpy as np

from palettes.engine.arrays import Bytes, Floats
from palettes.engine.names import colour_name, oklab_of_hex
from palettes.engine.recipe import Recipe

SHARE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a palette and its share of the picture, in 0..1.

    ``hex`` is ``#rrggbb`` in lower case. ``accent`` marks a small but prominent colour.
    """

    hex: str
    share: float
    accent: bool = False

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, 0..255."""
        value = int(self.hex[1:], 16)
        return value >> 16, value >> 8 & 255, value & 255

    @property
    def oklab(self) -> tuple[float, float, float]:
        """OKLab L (0..1), a and b."""
        return oklab_of_hex(self.hex)

    @property
    def oklch(self) -> tuple[float, float, float]:
        """OKLCH: lightness (0..1), chroma (0..0.33) and hue in degrees (0..360)."""
        lightness, a, b = self.oklab
        return lightness, hypot(a, b), degrees(atan2(b, a)) % 360

    @property
    def name(self) -> str:
        """The plain name nearest to the colour."""
        return colour_name(self.hex)


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a palette stands for its picture, in OKLab distance to the nearest swatch.

    ``mean`` and ``p95`` weigh every pixel the same; lower is closer.
    """

    mean: float
    p95: float

    @property
    def fit(self) -> float:
        """The mean, under the name that stored palettes use."""
        return self.mean

    def as_dict(self) -> dict[str, float]:
        """Plain data, for JSON."""
        return {"mean": self.mean, "p95": self.p95}


@dataclass(frozen=True, slots=True)
class ExtractedPalette:
    """Swatches ordered by share, the recipe that made them, and how well they fit.

    Shares are rounded to six digits and sum to 1. ``note`` is empty, or says in a few words
    what a reader should know, such as ``2 of 8: the picture holds no more``.
    """

    swatches: tuple[Swatch, ...]
    recipe: Recipe
    measures: Measures
    note: str = field(default="")

    @property
    def accents(self) -> tuple[Swatch, ...]:
        """The swatches that are accents."""
        return tuple(swatch for swatch in self.swatches if swatch.accent)

    def as_array(self) -> Bytes:
        """Colours (k, 3) as 8-bit sRGB."""
        return np.array([swatch.rgb for swatch in self.swatches], dtype=np.uint8)


def hex_of(rgb: Sequence[int] | Bytes) -> str:
    """``#rrggbb`` of three 8-bit channels."""
    red, green, blue = (int(channel) for channel in rgb)
    return f"#{red:02x}{green:02x}{blue:02x}"


def rounded_shares(shares: Floats) -> list[float]:
    """Shares rounded to ``SHARE_DIGITS`` so that they still sum to 1 (largest remainder)."""
    unit = 10**SHARE_DIGITS
    scaled = shares / shares.sum() * unit
    floor = np.floor(scaled)
    missing = unit - int(floor.sum())
    order = np.argsort(floor - scaled, kind="stable")
    floor[order[:missing]] += 1
    return [int(part) / unit for part in floor]
