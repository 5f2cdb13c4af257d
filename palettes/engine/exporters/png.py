"""The strip as a picture."""

import io
from collections.abc import Sequence
from typing import Final

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.columns import columns
from palettes.engine.exporters.drawing import strip
from palettes.engine.swatch import Swatch

WIDTH: Final = 1600
HEIGHT: Final = 200
LEAST: Final = 8
ACCENT: Final = 28
NOTCH: Final = 10  # radius


class Png(Exporter):
    """The strip: widths by share, accents notched below."""

    key = "png"
    title = "PNG strip"
    summary = "for anything"
    source = "W3C, Portable Network Graphics"
    extension = "png"
    media_type = "image/png"
    binary = True

    def write(self, swatches: Sequence[Swatch], title: str) -> bytes:
        """1600 x 200 pixels; notches are transparent. It says no title."""
        out = io.BytesIO()
        strip(columns(swatches, WIDTH, LEAST, ACCENT), HEIGHT, NOTCH).save(
            out, "PNG", optimize=True
        )
        return out.getvalue()
