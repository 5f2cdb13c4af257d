"""Adobe Swatch Exchange."""

import struct
from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import names
from palettes.engine.swatch import Swatch

_GROUP, _END, _COLOUR = 0xC001, 0xC002, 0x0001
_PROCESS = 2  # neither global nor spot: a colour like any other


class Ase(Exporter):
    """A group of swatches for Illustrator, InDesign and Photoshop."""

    key = "ase"
    title = "Adobe Swatch Exchange"
    summary = "for Illustrator, InDesign, Photoshop"
    source = (
        "carl-camera.com, Decoding Adobe Swatch Exchange files (Adobe publishes no description)"
    )
    extension = "ase"
    media_type = "application/octet-stream"
    binary = True

    def write(self, swatches: Sequence[Swatch], title: str) -> bytes:
        """A group named by the title, with an RGB colour for each swatch."""
        blocks = [_block(_GROUP, _name(title))]
        for name, swatch in zip(names(swatches), swatches, strict=True):
            channels = (channel / 255 for channel in swatch.rgb)
            blocks.append(
                _block(_COLOUR, _name(name) + struct.pack(">4s3fH", b"RGB ", *channels, _PROCESS))
            )
        blocks.append(_block(_END, b""))
        return struct.pack(">4sHHI", b"ASEF", 1, 0, len(blocks)) + b"".join(blocks)


def _block(kind: int, content: bytes) -> bytes:
    return struct.pack(">HI", kind, len(content)) + content


def _name(text: str) -> bytes:
    """UTF-16 ended by a zero, after the number of its units."""
    encoded = f"{text}\0".encode("utf-16-be")
    return struct.pack(">H", len(encoded) // 2) + encoded
