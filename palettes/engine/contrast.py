"""How well two colours can be told apart as text and ground: WCAG 2.2."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.spaces.transfer import to_linear
from palettes.engine.swatch import Swatch

LARGE: Final = 3.0
"""Least ratio of large text, of controls and of graphics (success criteria 1.4.3 and 1.4.11)."""
TEXT: Final = 4.5
"""Least ratio of text (1.4.3)."""
ENHANCED: Final = 7.0
"""Least ratio of text by the stricter criterion (1.4.6)."""


@dataclass(frozen=True)
class Pair:
    """Two colours, the lighter first, and their ratio, 1..21."""

    lighter: Swatch
    darker: Swatch
    ratio: float

    @property
    def shown(self) -> str:
        """The ratio, cut and not rounded: 4.499 does not pass for 4.5."""
        return f"{int(self.ratio * 100 + 1e-9) / 100:.2f}"

    @property
    def passes(self) -> tuple[bool, bool, bool]:
        """Whether it does for large text, for text, for text by the stricter criterion."""
        return self.ratio >= LARGE, self.ratio >= TEXT, self.ratio >= ENHANCED


def luminances(swatches: Sequence[Swatch]) -> Floats:
    """Relative luminance of each, 0..1."""
    rgb = np.array([swatch.rgb for swatch in swatches], dtype=np.float64) / 255
    red, green, blue = to_linear(rgb).T
    light: Floats = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return light


def pairs(swatches: Sequence[Swatch]) -> list[Pair]:
    """Every pair, the highest ratio first."""
    light = luminances(swatches)
    firsts, seconds = np.triu_indices(len(swatches), 1)
    swap = light[firsts] < light[seconds]
    lighter, darker = np.where(swap, seconds, firsts), np.where(swap, firsts, seconds)
    ratios = (light[lighter] + 0.05) / (light[darker] + 0.05)
    order = np.lexsort((darker, lighter, -ratios))
    return [Pair(swatches[lighter[i]], swatches[darker[i]], float(ratios[i])) for i in order]
