"""Social cards: a palette, or a still over one, as the picture that goes with an address."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageOps

from palettes.engine import Swatch
from palettes.engine.exporters.captions import BRIGHT, QUIET, fits, font, height_of, in_place, label
from palettes.engine.exporters.columns import columns
from palettes.engine.exporters.drawing import put, strip
from palettes.engine.exporters.poster import GROUND
from palettes.sharing.addresses import SharedPalette

WIDTH: Final = 1200
HEIGHT: Final = 630
_MARGIN: Final = 40
_LEAST: Final = 4  # pixels of a column, and of an accent's, and the radius of its notch
_ACCENT: Final = 20
_NOTCH: Final = 8
_LETTERS: Final = (26, 22, 18)  # the largest that fits
_STRIP: Final = 124  # pixels of the strip under a still
_GAP: Final = 4


def card(palette: SharedPalette) -> bytes:
    """PNG of 1200 x 630 pixels: the colours by share, their hex values and names while there is
    room.
    """
    swatches = palette.swatches
    places = columns(swatches, WIDTH - 2 * _MARGIN, _LEAST, _ACCENT)
    size = next((size for size in _LETTERS if fits(places, size)), 0)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    foot = HEIGHT - _MARGIN - 36
    labels = height_of(size, led=not in_place(places), named=True) if size else 0
    tall = foot - 24 - 2 * _MARGIN - labels
    drawn = strip(places, tall + _MARGIN, _NOTCH)
    put(sheet, drawn, (_MARGIN, _MARGIN))
    if size:
        label(sheet, places, (_MARGIN, 2 * _MARGIN + tall), size, named=True)
    draw = ImageDraw.Draw(sheet)
    draw.text((_MARGIN, foot), "Chromatheque", BRIGHT, font(28))
    count = f"{len(swatches)} colours"
    draw.text((WIDTH - _MARGIN - font(28).getlength(count), foot), count, QUIET, font(28))
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def card_of_picture(path: Path, swatches: Sequence[Swatch]) -> bytes:
    """JPEG of 1200 x 630 pixels: the picture in ``path``, whole, over its strip. Without swatches
    the picture is alone.
    """
    sheet = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    room = (WIDTH, HEIGHT - _GAP - _STRIP if swatches else HEIGHT)
    with Image.open(path) as picture:
        shown = ImageOps.contain(picture.convert("RGB"), room, Image.Resampling.LANCZOS)
    sheet.paste(shown, ((room[0] - shown.width) // 2, (room[1] - shown.height) // 2))
    if swatches:
        places = columns(swatches, WIDTH, _LEAST, _ACCENT)
        put(sheet, strip(places, _STRIP, _NOTCH), (0, HEIGHT - _STRIP))
    out = io.BytesIO()
    # Colours at full resolution: swatches a few pixels wide would bleed into each other.
    sheet.save(out, "JPEG", quality=88, subsampling=0, optimize=True)
    return out.getvalue()
