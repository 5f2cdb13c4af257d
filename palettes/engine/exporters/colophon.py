"""What a picture is of and whose it is, written below it."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw

from palettes.engine.exporters.captions import BRIGHT, QUIET, Font, cut, font
from palettes.engine.exporters.naming import plain

LINES: Final = 3
"""Of one text at most; the last is cut."""


def colophon(texts: Sequence[str], width: int, size: int) -> Image.Image | None:
    """The texts in lines of ``width`` pixels, the first one brighter, on nothing (RGBA).

    Two short texts share a line. Letters that the face has not are written without their marks or
    left out: it knows Latin only. None when nothing is left to write.
    """
    face = font(size)
    written = [readable(plain(text), size) for text in texts]
    parts = [(text, QUIET if number else BRIGHT) for number, text in enumerate(written) if text]
    if not parts:
        return None
    widths = [face.getlength(text) for text, _ in parts]
    beside = len(parts) == 2 and sum(widths) + 2 * size <= width
    lines = [(line, colour, 0.0) for text, colour in parts for line in wrapped(text, width, face)]
    if beside:
        lines = [(*parts[0], 0.0), (*parts[1], width - widths[1])]
    step = size * 11 // 8
    sheet = Image.new("RGBA", (width, step * (1 if beside else len(lines))))
    draw = ImageDraw.Draw(sheet)
    for number, (line, colour, x) in enumerate(lines):
        draw.text((x, 0 if beside else number * step), line, colour, face)
    return sheet


def readable(text: str, size: int) -> str:
    """As much of a text as the face can write."""
    kept = []
    for letter in text:
        bare = unicodedata.normalize("NFKD", letter)[0]
        kept.append(next((one for one in (letter, bare) if _written(one, size)), " "))
    return " ".join("".join(kept).split()).strip(" ,;:")


@lru_cache(maxsize=4096)
def _written(letter: str, size: int) -> bool:
    """Whether the face has a letter: what it has not, it draws like a noncharacter."""
    face = font(size)
    drawn, missing = face.getmask(letter), face.getmask("\uffff")
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


def wrapped(text: str, width: float, face: Font) -> list[str]:
    """A text in at most ``LINES`` lines; what has no room is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and face.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return [cut(line, width, face) for line in lines]
