"""Photoshop swatches."""

import struct
from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import names
from palettes.engine.swatch import Swatch

_RGB = 0
_WIDE = 257  # 255 becomes 65535


class Aco(Exporter):
    """Swatches for Photoshop: version 1 for old readers, then version 2 with names."""

    key = "aco"
    title = "Photoshop swatches"
    summary = "for Photoshop"
    source = "Adobe Photoshop File Formats Specification, Color Swatches"
    extension = "aco"
    media_type = "application/octet-stream"
    binary = True

    def write(self, swatches: Sequence[Swatch], title: str) -> bytes:
        """Both versions, one after the other. The format has no place for a title."""
        colours = [
            struct.pack(">5H", _RGB, *(channel * _WIDE for channel in swatch.rgb), 0)
            for swatch in swatches
        ]
        first = struct.pack(">2H", 1, len(swatches)) + b"".join(colours)
        named = (c + _name(n) for c, n in zip(colours, names(swatches), strict=True))
        return first + struct.pack(">2H", 2, len(swatches)) + b"".join(named)


def _name(text: str) -> bytes:
    """UTF-16 ended by a zero, after the number of its units."""
    encoded = f"{text}\0".encode("utf-16-be")
    return struct.pack(">I", len(encoded) // 2) + encoded
