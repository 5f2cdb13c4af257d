"""The strip as a drawing."""

from collections.abc import Sequence
from html import escape
from typing import Final

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.columns import Column, columns
from palettes.engine.exporters.naming import remark
from palettes.engine.swatch import Swatch

WIDTH: Final = 1200
HEIGHT: Final = 200
LEAST: Final = 6
ACCENT: Final = 22
NOTCH: Final = 8  # radius


class Svg(Exporter):
    """The strip: widths by share, accents notched below."""

    key = "svg"
    title = "SVG strip"
    summary = "for drawing programs and pages"
    source = "W3C, Scalable Vector Graphics 2"
    extension = "svg"
    media_type = "image/svg+xml"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """A shape for each colour, in order, with its name as a tooltip."""
        shapes = "\n".join(_shape(place) for place in columns(swatches, WIDTH, LEAST, ACCENT))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
            f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
            f"<title>{escape(title)}</title>\n{shapes}\n</svg>\n"
        )


def _shape(place: Column) -> str:
    swatch = place.swatch
    said = escape(f"{swatch.hex} {swatch.name}, {remark(swatch)}")
    outline = f"M{place.left} 0h{place.width}v{HEIGHT}"
    if swatch.accent and place.width > 2 * NOTCH:
        # Cut out, so that whatever lies behind shows.
        outline += f"H{place.middle + NOTCH:g}a{NOTCH} {NOTCH} 0 0 0 {-2 * NOTCH} 0"
    return f'<path d="{outline}H{place.left}z" fill="{swatch.hex}"><title>{said}</title></path>'
