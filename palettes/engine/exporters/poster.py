"""A still with its palette under it: the picture people post."""

import io
from collections.abc import Mapping, Sequence
from typing import Final

from PIL import Image, PngImagePlugin

from palettes.engine.exporters.captions import fits, height_of, in_place, label
from palettes.engine.exporters.colophon import colophon
from palettes.engine.exporters.columns import columns
from palettes.engine.exporters.drawing import put, strip
from palettes.engine.exporters.naming import plain
from palettes.engine.swatch import Swatch

GROUND: Final = "#232323"
WIDEST: Final = 1920
"""Pixels; a wider picture is made smaller."""


def still_with_palette(
    picture: Image.Image,
    swatches: Sequence[Swatch],
    texts: Mapping[str, str] | None = None,
    lines: Sequence[str] = (),
) -> bytes:
    """PNG of ``picture``, its strip, the hex values and ``lines`` of text, on neutral grey.

    The lines say what it is of and whose it is. ``texts`` go into the file beside the pixels, as
    PNG knows them: Title, Copyright, Source. Raises ValueError when there are no swatches.
    """
    if not swatches:
        raise ValueError("a palette has at least one colour")
    picture = picture.convert("RGB")
    if picture.width > WIDEST:
        picture.thumbnail((WIDEST, picture.height), Image.Resampling.LANCZOS)
    width = picture.width
    margin, gap, height = round(width / 36), max(2, width // 240), max(24, width // 12)
    places = columns(swatches, width, max(2, width // 240), width // 60)
    size = max(11, width // 72)
    labelled = fits(places, size)
    foot = height_of(size, led=not in_place(places), named=False) if labelled else margin // 2
    below = colophon(lines, width, size)
    end = margin + picture.height + gap + height + foot
    written = margin // 2 + below.height + margin if below else margin // 2
    whole = (width + 2 * margin, end + written)
    sheet = Image.new("RGB", whole, GROUND)
    sheet.paste(picture, (margin, margin))
    drawn = strip(places, height, max(2, width // 160))
    put(sheet, drawn, (margin, margin + picture.height + gap))
    if labelled:
        label(sheet, places, (margin, margin + picture.height + gap + height), size, named=False)
    if below:
        sheet.paste(below, (margin, end + margin // 2), below)
    out = io.BytesIO()
    sheet.save(out, "PNG", pnginfo=_notes(texts or {}))
    return out.getvalue()


def _notes(texts: Mapping[str, str]) -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        if line := plain(text):
            notes.add_itxt(key, line)
    return notes
