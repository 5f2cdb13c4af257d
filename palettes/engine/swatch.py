"""A swatch: one colour of a palette."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np

from palettes.engine.arrays import Bytes, Floats
from palettes.engine.names import colour_name, oklab_of_hex
from palettes.engine.notebook import strip_html

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

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return strip_html((self,))


def hex_of(rgb: Sequence[int] | Bytes) -> str:
    """``#rrggbb`` of three channels, each 0..255."""
    red, green, blue = (int(channel) for channel in rgb)
    return f"#{red:02x}{green:02x}{blue:02x}"


def rounded_shares(shares: Floats) -> list[float]:
    """Shares (k,), scaled to sum to 1 and rounded to ``SHARE_DIGITS`` so that they still do.

    By the largest remainder; they may not all be 0.
    """
    unit = 10**SHARE_DIGITS
    scaled = shares / shares.sum() * unit
    floor = np.floor(scaled)
    missing = unit - int(floor.sum())
    order = np.argsort(floor - scaled, kind="stable")
    floor[order[:missing]] += 1
    return [int(part) / unit for part in floor]
