"""Colours as visitors write them."""

import re
from dataclasses import dataclass

from palettes.engine import colour_name
from palettes.engine.names import colour_names

WORDS = re.compile(r"[^\s_-]+")
HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class BadColourError(ValueError):
    """The text is no colour; the message says what is."""

    code = "bad_colour"


@dataclass(frozen=True)
class Colour:
    """A colour asked for, with its nearest name."""

    hex: str
    name: str

    @property
    def bare(self) -> str:
        """The digits alone, as addresses have them."""
        return self.hex.lstrip("#")


def read_colour(text: str) -> Colour:
    """A hex colour (``#c8843f``, ``c8843f``, ``fa0``) or a name (``teal``, ``oxide red``, and as
    addresses of pages have it ``oxide-red``).

    Raises:
        BadColourError: it is neither.
    """
    text = text.strip().lower()
    if match := HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * d for d in match[1])
        return Colour(f"#{digits}", colour_name(f"#{digits}"))
    name = " ".join(WORDS.findall(text))
    named = colour_names().get(name)
    if named:
        return Colour(named, name)
    raise BadColourError(
        f"“{text[:40]}” is no colour the catalogue knows. Write six hexadecimal digits, such as"
        " c8843f, or a name, such as teal, ochre or oxide red."
    )
