"""Palettes as they stand in addresses: ``/palette/14787b-c3132f/`` for colours alone, all with the
same share, and ``/palette/14787b:91.5-c3132f:8.5*/`` with shares in percent, ``*`` for an accent.

A weight stands behind its colour as in the search's ``c=14787b:40``. :mod:`palettes.sharing.text`
reads what people write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from palettes.engine import Swatch
from palettes.engine.swatch import SHARE_DIGITS, rounded_shares

FEWEST: Final = 2
MOST: Final = 64

_UNITS: Final = 10**SHARE_DIGITS


@dataclass(frozen=True)
class SharedPalette:
    """Colours without a picture."""

    swatches: tuple[Swatch, ...]

    @property
    def address(self) -> str:
        """The palette as addresses have it."""
        return address_of(self.swatches)

    @cached_property
    def weighted(self) -> bool:
        """Whether shares or accents tell the colours apart."""
        return not is_even(self.swatches)

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


def shared(
    hexes: Iterable[str],
    weights: Sequence[float] | None = None,
    accents: Sequence[bool] | None = None,
) -> SharedPalette:
    """A palette of ``#rrggbb``; shares in proportion to ``weights`` (each above 0), else alike."""
    colours = list(hexes)
    shares = shares_of(weights or [1.0] * len(colours))
    marks = accents or [False] * len(colours)
    return SharedPalette(tuple(map(Swatch, colours, shares, marks)))


def address_of(swatches: Sequence[Swatch]) -> str:
    """Swatches as addresses have them; their shares are brought to 100 % in all."""
    return "-".join(parts_of(swatches))


def parts_of(swatches: Sequence[Swatch]) -> list[str]:
    """What the address of a palette has of each of its swatches."""
    bare = [swatch.hex.removeprefix("#") for swatch in swatches]
    if is_even(swatches):
        return bare
    shares = shares_of([swatch.share for swatch in swatches])
    return [
        f"{digits}:{percent_of(share)}{'*' * swatch.accent}"
        for digits, share, swatch in zip(bare, shares, swatches, strict=True)
    ]


def is_even(swatches: Sequence[Swatch]) -> bool:
    """Whether all have the same share, as far as that can be written, and none is an accent."""
    shares = [swatch.share for swatch in swatches]
    apart = max(shares, default=0.0) - min(shares, default=0.0)
    return apart * _UNITS < 1.5 and not any(swatch.accent for swatch in swatches)


def shares_of(weights: Sequence[float]) -> list[float]:
    """Shares in proportion to ``weights``, in six digits, none of them 0; they sum to 1."""
    units = np.rint(np.array(rounded_shares(np.array(weights))) * _UNITS).astype(np.int64)
    units = np.maximum(units, 1)
    units[units.argmax()] += _UNITS - units.sum()
    return [int(part) / _UNITS for part in units]


def percent_of(share: float) -> str:
    """A share in percent, to the last of its six digits: ``40``, ``8.3333``."""
    return f"{100 * share:.4f}".rstrip("0").rstrip(".")
