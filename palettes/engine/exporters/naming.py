"""Titles and names, fit for files."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from palettes.engine.swatch import Swatch

LONGEST: Final = 120
"""Characters of a title."""

_DROPPED: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS: Final = "\u200c\u200d"  # Persian, Hindi and others are misspelt without them


def plain(text: str) -> str:
    """One line of visible characters, at most ``LONGEST``.

    Without control characters, marks of direction, lone surrogates and what Unicode has not
    assigned: none of the formats can hold them all.
    """
    words = " ".join(text[: LONGEST * 20].split())
    kept = (c for c in words if c in _JOINERS or unicodedata.category(c) not in _DROPPED)
    line = " ".join("".join(kept).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def comment(text: str) -> str:
    """``text`` for the inside of a comment in CSS: it can end neither that nor a style element."""
    return re.sub(r"(?<=\*)(?=/)|(?<=<)(?=[/!])", " ", text)


def names(swatches: Sequence[Swatch]) -> list[str]:
    """The swatches' names, no two alike: ``teal``, ``teal 2``."""
    return _unique((swatch.name for swatch in swatches), " ")


def identifiers(swatches: Sequence[Swatch]) -> list[str]:
    """The swatches' names as identifiers, no two alike: ``raw-sienna``, ``raw-sienna-2``."""
    return _unique(("-".join(re.findall("[a-z0-9]+", s.name.lower())) for s in swatches), "-")


def _unique(texts: Iterable[str], joint: str) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        number, name = 1, text
        while name in found:
            number += 1
            name = f"{text}{joint}{number}"
        found[name] = None
    return list(found)


def percent(share: float) -> str:
    """A share for a comment: ``19 %``, ``0.4 %``."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.95 else f"{value:.1f} %"


def remark(swatch: Swatch) -> str:
    """What a comment says of a swatch: ``0.4 %, accent``."""
    return f"{percent(swatch.share)}{', accent' if swatch.accent else ''}"
