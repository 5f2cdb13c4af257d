"""An extracted palette."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from palettes.engine.arrays import Bytes
from palettes.engine.errors import BadOptionError, choices
from palettes.engine.measures import Measures
from palettes.engine.notebook import strip_html
from palettes.engine.recipe import Recipe
from palettes.engine.swatch import Swatch

GREY: Final = 0.03
"""Chroma under which a hue is not worth ordering by."""


def _by_share(swatch: Swatch) -> tuple[float, ...]:
    return (-swatch.share,)


def _by_hue(swatch: Swatch) -> tuple[float, ...]:
    lightness, chroma, hue = swatch.oklch
    return (1, lightness) if chroma < GREY else (0, hue, lightness)


def _by_lightness(swatch: Swatch) -> tuple[float, ...]:
    return (swatch.oklab[0],)


ORDERS: Final[dict[str, Callable[[Swatch], tuple[float, ...]]]] = {
    "share": _by_share,
    "hue": _by_hue,
    "lightness": _by_lightness,
}
"""Ways to order swatches: largest first; around the hue circle, greys last; darkest first."""


@dataclass(frozen=True)
class ExtractedPalette:
    """Swatches ordered by share, the recipe that made them, and how well they fit.

    Shares are rounded to six digits and sum to 1. ``note`` is empty, or says in a few words
    what a reader should know, such as ``2 of 8: the picture holds no more``. ``elbow`` holds,
    for a size of ``auto``, the sizes tried and the mean OKLab distance at each.
    """

    swatches: tuple[Swatch, ...]
    recipe: Recipe
    note: str = ""
    elbow: tuple[tuple[int, float], ...] = ()
    measuring: Callable[[], Measures] | None = field(default=None, repr=False, compare=False)
    fitting: Callable[[], float] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def measures(self) -> Measures:
        """How well the palette fits; worked out when first asked for.

        Raises AttributeError for a palette that was made without its picture.
        """
        if self.measuring is None:
            raise AttributeError("this palette was made without its picture")
        return self.measuring()

    @cached_property
    def fit(self) -> float:
        """The mean OKLab distance of the picture to the palette: ``measures.fit`` alone, sooner."""
        return self.measures.fit if self.fitting is None else self.fitting()

    @property
    def accents(self) -> tuple[Swatch, ...]:
        """The swatches that are accents."""
        return tuple(swatch for swatch in self.swatches if swatch.accent)

    def ordered(self, order: str) -> tuple[Swatch, ...]:
        """Give the swatches in one of ``ORDERS``. Raises BadOptionError for another."""
        if order not in ORDERS:
            raise BadOptionError(f"there is no order {order!r}; choose {choices(ORDERS)}")
        return tuple(sorted(self.swatches, key=ORDERS[order]))

    def as_array(self) -> Bytes:
        """Colours (k, 3) as 8-bit sRGB."""
        return np.array([swatch.rgb for swatch in self.swatches], dtype=np.uint8)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return strip_html(self.swatches, f"{self.recipe}{self.note and f': {self.note}'}")

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the measures, not the picture they are worked out from."""
        if self.measuring is not None:
            _ = self.measures
        return self.__dict__ | {"measuring": None, "fitting": None}
