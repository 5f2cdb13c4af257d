"""The table of names as addresses and pages have it."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from math import atan2, degrees, hypot
from typing import Final

from palettes.charts.hues import NAMES as HUES
from palettes.engine.names import colour_name, colour_names, oklab_of_hex

GREY: Final = 0.03  # chroma below which a colour has no hue to speak of
FAMILIES: Final = {
    "red": "Reds",
    "orange": "Oranges and browns",
    "yellow": "Yellows",
    "green": "Greens",
    "cyan": "Teals and cyans",
    "blue": "Blues",
    "violet": "Violets",
    "magenta": "Pinks and magentas",
    "": "Near grey",
}

_HEX: Final = re.compile(r"#?([0-9a-f]{6})")


@dataclass(frozen=True)
class NamedColour:
    """A colour of the table of names, with its OKLab coordinates."""

    name: str
    hex: str

    @property
    def slug(self) -> str:
        """The name in its address."""
        return self.name.replace(" ", "-")

    @property
    def bare(self) -> str:
        """The hex digits alone, as addresses of the search have them."""
        return self.hex.lstrip("#")

    @cached_property
    def oklab(self) -> tuple[float, float, float]:
        """L, a, b."""
        return oklab_of_hex(self.hex)

    @cached_property
    def oklch(self) -> tuple[float, float, float]:
        """Lightness 0..1, chroma, and hue in degrees."""
        light, a, b = self.oklab
        return light, hypot(a, b), degrees(atan2(b, a)) % 360

    @property
    def is_grey(self) -> bool:
        """Whether its hue means next to nothing."""
        return self.oklch[1] < GREY

    @property
    def family(self) -> str:
        """The hue it belongs to, a key of FAMILIES."""
        if self.is_grey:
            return ""
        hue = self.oklch[2]
        return min(HUES, key=lambda one: abs((one[1] - hue + 180) % 360 - 180))[0]


@lru_cache(maxsize=1)
def named_colours() -> dict[str, NamedColour]:
    """Every named colour by its slug, in the table's order."""
    colours = (NamedColour(name, value) for name, value in colour_names().items())
    return {colour.slug: colour for colour in colours}


def slug_of(text: str) -> str:
    """The slug that somebody meant: small letters, hyphens between words."""
    return "-".join(re.split(r"[\s_-]+", text.strip().lower())).strip("-")


def suggestions(text: str) -> list[NamedColour]:
    """Colours whose names are spelled nearly so; of a hex value, the name nearest to it."""
    named = named_colours()
    if match := _HEX.fullmatch(text.strip().lower()):
        return [named[slug_of(colour_name(f"#{match[1]}"))]]
    wanted = slug_of(text[:60])
    words = [slug for slug in named if wanted and wanted in slug.split("-")]
    close = get_close_matches(wanted, named, n=6, cutoff=0.55)
    return [named[slug] for slug in dict.fromkeys([*close, *words])][:8]
