"""Named colours: which there are, what lies beside each, and which films hold it."""

from palettes.colour_pages.holdings import Holdings, holdings
from palettes.colour_pages.named import (
    FAMILIES,
    NamedColour,
    named_colours,
    slug_of,
    suggestions,
)
from palettes.colour_pages.neighbours import neighbours
from palettes.colour_pages.page import ColourPage

__all__ = [
    "FAMILIES",
    "ColourPage",
    "Holdings",
    "NamedColour",
    "holdings",
    "named_colours",
    "neighbours",
    "slug_of",
    "suggestions",
]
