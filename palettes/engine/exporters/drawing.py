"""The strip as pixels."""

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from palettes.engine.exporters.columns import Column

Size = tuple[int, int]

EDGE: Final = (255, 255, 255, 33)
"""As the page's strips have it in the dark room."""

_SMOOTH: Final = 4  # a notch's edge is drawn this much larger, then made smaller


def strip(places: Sequence[Column], height: int, notch: int) -> Image.Image:
    """Columns as an RGBA picture; ``notch`` is the radius of what accents have cut out below."""
    picture = Image.new("RGBA", (places[-1].right, height))
    draw = ImageDraw.Draw(picture)
    for place in (place for place in places if place.width):
        draw.rectangle((place.left, 0, place.right - 1, height - 1), place.swatch.hex)
    for place in places if notch else ():
        if place.swatch.accent and place.width > 2 * notch:
            hole = _half_disc(notch)
            corner = (round(place.middle) - notch, height - notch)
            box = (*corner, corner[0] + 2 * notch, height)
            clear = Image.new("RGBA", hole.size, (*place.swatch.rgb, 0))
            picture.paste(Image.composite(clear, picture.crop(box), hole), box)
    return picture


def put(sheet: Image.Image, drawn: Image.Image, corner: Size) -> None:
    """Lay a strip on a sheet, with an edge that keeps swatches of the sheet's own grey visible."""
    edge = Image.new("RGBA", drawn.size)
    ImageDraw.Draw(edge).rectangle((0, 0, drawn.width - 1, drawn.height - 1), None, EDGE)
    sheet.paste(drawn, corner, drawn)
    sheet.paste(edge, corner, edge)


def _half_disc(radius: int) -> Image.Image:
    """The upper half of a disc, white on black."""
    large = Image.new("L", (2 * radius * _SMOOTH, radius * _SMOOTH))
    side = 2 * radius * _SMOOTH
    ImageDraw.Draw(large).ellipse((0, 0, side - 1, side - 1), 255)
    return large.resize((2 * radius, radius), Image.Resampling.BOX)
