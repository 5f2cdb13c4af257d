"""Palettes as people write them: ``14787b-c3132f``, ``teal, oxide red``, ``teal:80 rust:20*``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean
from typing import Final

from palettes.colours import BadColourError, read_colour
from palettes.engine.names import colour_names
from palettes.sharing.addresses import FEWEST, MOST, SharedPalette, shared

_APART: Final = re.compile(r"[,;|\r\n]+")
"""Always stands between two colours."""
_BETWEEN: Final = re.compile(r"[-_+\s]+")
"""Stands between two colours, or between the words of one name."""
_BEHIND: Final = re.compile(r"[:*]")
_WORD: Final = re.compile(r"([^:*]*)(?::([^*]*))?(\*?)")
_NUMBER: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{0,9})?|\.[0-9]{1,9}")


class BadPaletteError(ValueError):
    """The text is no palette; the message says what is. ``code`` never changes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class _Part:
    """A colour as it was written; ``weight`` is None where none was."""

    hex: str
    weight: float | None
    accent: bool


def read_palette(text: str, fewest: int = FEWEST) -> SharedPalette:
    """Colours one after the other: hex digits in either case, or names.

    Between them is a hyphen, a space or a comma. The words of a name stay together (``oxide red``,
    ``oxide-red``, ``oxide_red``), also where each of them is a name: ``blue, black`` are two and
    ``blue black`` is one. Behind a colon stands a weight, in proportion to the others'; a colour
    without one among colours with one takes their mean. ``*`` at the end marks an accent.

    Raises:
        BadPaletteError: bad_colour, bad_weight, too_few_colours, too_many_colours.
    """
    words = list(_words(text))
    if len(words) > MOST:
        raise BadPaletteError(
            "too_many_colours",
            f"That is {len(words)} colours; a palette has at most {MOST}. Leave some out.",
        )
    parts = [_part(word) for word in words]
    if len(parts) < fewest:
        raise BadPaletteError(
            "too_few_colours",
            f"A palette has {fewest} to {MOST} colours. Write them one after the other, such as"
            " 14787b-c3132f-e0d8c6, or teal crimson bone.",
        )
    given = [part.weight for part in parts if part.weight is not None]
    plain = mean(given) if given else 1.0
    return shared(
        [part.hex for part in parts],
        [plain if part.weight is None else part.weight for part in parts],
        [part.accent for part in parts],
    )


def _words(text: str) -> Iterator[str]:
    """The colours of a text, the words of a name joined by a space."""
    for piece in _APART.split(text):
        left = [word for word in _BETWEEN.split(piece) if word]
        while left:
            taken = next((n for n in range(_longest(), 1, -1) if _is_one(left[:n])), 1)
            yield " ".join(left[:taken])
            del left[:taken]


def _is_one(words: list[str]) -> bool:
    """Whether words are one name; only the last may have a weight or a mark behind it."""
    *first, last = words
    if not first or any(_BEHIND.search(word) for word in first):
        return False
    return " ".join([*first, _BEHIND.split(last)[0]]).lower() in colour_names()


@lru_cache(maxsize=1)
def _longest() -> int:
    """Words of the longest name."""
    return max(name.count(" ") + 1 for name in colour_names())


def _part(word: str) -> _Part:
    match = _WORD.fullmatch(word)
    colour, weight, accent = match.groups() if match else (word, None, "")
    try:
        found = read_colour(colour)
    except BadColourError as error:
        raise BadPaletteError(error.code, str(error)) from error
    return _Part(found.hex, None if weight is None else _weight(weight, word), bool(accent))


def _weight(text: str, word: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else 0.0
    if not 0 < number <= 100:
        raise BadPaletteError(
            "bad_weight",
            f"“{word[:40]}” has no weight behind its colon. Write percent, above 0 and up to 100,"
            " such as 14787b:91.5-c3132f:8.5, or leave the colon out.",
        )
    return number
