"""Palettes as they stand in addresses: ``/palette/14787b-c3132f/``."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.colours import BadColourError, read_colour
from palettes.engine import Swatch
from palettes.engine.swatch import rounded_shares

FEWEST: Final = 2
MOST: Final = 64

_BETWEEN = re.compile(r"[-,;+_|\s]+")


class BadPaletteError(ValueError):
    """The text is no palette; the message says what is. ``code`` never changes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class SharedPalette:
    """Colours without a picture: each has the same share."""

    swatches: tuple[Swatch, ...]

    @property
    def address(self) -> str:
        """The palette as addresses have it: ``14787b-c3132f``."""
        return address_of(self.swatches)

    @property
    def title(self) -> str:
        """What it is called: ``Teal, crimson and 3 more``."""
        names = list(dict.fromkeys(swatch.name for swatch in self.swatches))
        more = len(self.swatches) - 3
        if more > 1 and len(names) > 3:
            text = f"{', '.join(names[:3])} and {more} more"
        else:
            text = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return text[0].upper() + text[1:]

    @property
    def stem(self) -> str:
        """What its files are called."""
        names = dict.fromkeys(swatch.name.replace(" ", "-") for swatch in self.swatches[:3])
        return f"palette-{'-'.join(names)}"


def address_of(swatches: Sequence[Swatch]) -> str:
    """Colours as addresses have them."""
    return "-".join(swatch.hex.removeprefix("#") for swatch in swatches)


def read_palette(text: str) -> SharedPalette:
    """Colours joined by hyphens, commas or spaces: hex digits in either case, or names.

    Raises:
        BadPaletteError: bad_colour, too_few_colours, too_many_colours.
    """
    words = [word for word in _BETWEEN.split(text) if word]
    if len(words) > MOST:
        raise BadPaletteError(
            "too_many_colours",
            f"That is {len(words)} colours; a palette has at most {MOST}. Leave some out.",
        )
    try:
        found = [read_colour(word) for word in words]
    except BadColourError as error:
        raise BadPaletteError(error.code, str(error)) from error
    if len(found) < FEWEST:
        raise BadPaletteError(
            "too_few_colours",
            f"A palette has {FEWEST} to {MOST} colours. Write them one after the other, such as"
            " 14787b-c3132f-e0d8c6, or teal crimson bone.",
        )
    return shared(colour.hex for colour in found)


def shared(hexes: Iterable[str]) -> SharedPalette:
    """A palette of ``#rrggbb``."""
    colours = list(hexes)
    shares = rounded_shares(np.ones(len(colours)))
    return SharedPalette(tuple(map(Swatch, colours, shares)))
