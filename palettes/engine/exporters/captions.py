"""Lines from a drawn strip's columns to their labels."""

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from palettes.engine.exporters.columns import Column

LINE: Final = "#727272"
BRIGHT: Final = "#eeeeee"
QUIET: Final = "#b4b4b4"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def font(size: int) -> Font:
    """Pillow's own face, the same on every machine. It knows Latin letters only."""
    return ImageFont.load_default(size)


def fits(places: Sequence[Column], size: int) -> bool:
    """Whether equal columns are wide enough for a hex value in letters of ``size``."""
    return places[-1].right / len(places) >= 5 * size


def in_place(places: Sequence[Column]) -> bool:
    """Whether columns are alike, so that a label stands below its own without a line to it."""
    return max(place.width for place in places) - min(place.width for place in places) <= 1


def height_of(size: int, *, led: bool, named: bool) -> int:
    """Pixels that labels in letters of ``size`` take, with lines (``led``) and names or not."""
    return size * (4 + 3 * led + 2 * named) // 2


def label(
    picture: Image.Image,
    places: Sequence[Column],
    corner: tuple[int, int],
    size: int,
    *,
    named: bool,
) -> None:
    """Write each swatch's hex (and name) in equal columns below a strip that ends at ``corner``.

    Unless the strip's own columns are equal, lines lead there: narrow swatches keep whole labels.
    """
    left, top = corner
    draw = ImageDraw.Draw(picture)
    each = places[-1].right / len(places)
    led = not in_place(places)
    bend, low = top + size // 3, top + size * 3 // 2
    stroke, indent = max(1, size // 16), size // 4 if led else 0
    first = low + size // 2 if led else top + size // 2
    for number, place in enumerate(places):
        x, end = left + place.middle, left + number * each + (stroke if led else 0)
        if led:
            draw.line([(x, top), (x, bend), (end, low), (end, low + size // 2)], LINE, stroke)
        draw.text((end + indent, first), place.swatch.hex, BRIGHT, font(size))
        if named:
            face = font(size * 5 // 6)
            name = cut(place.swatch.name, each - size / 2, face)
            draw.text((end + indent, first + size * 11 // 8), name, QUIET, face)


def cut(text: str, width: float, face: Font) -> str:
    """As much of ``text`` as fits."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""
