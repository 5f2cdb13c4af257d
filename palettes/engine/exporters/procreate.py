"""Procreate swatches."""

import colorsys
import io
import json
import zipfile
from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.swatch import Swatch

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zip's calendar: the same bytes on every day


class Procreate(Exporter):
    """A palette for Procreate, which has places for 30 colours."""

    key = "procreate"
    title = "Procreate swatches"
    summary = "for Procreate"
    source = "npm, procreate-swatches (Procreate publishes no description)"
    extension = "swatches"
    media_type = "application/octet-stream"
    binary = True
    most = 30

    def write(self, swatches: Sequence[Swatch], title: str) -> bytes:
        """A zip with ``Swatches.json``: hue, saturation and brightness in 0..1."""
        document = json.dumps([{"name": title, "swatches": [_entry(s) for s in swatches]}])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            entry = zipfile.ZipInfo("Swatches.json", _FIRST_DAY)
            entry.create_system = 3  # not the writer's own system
            archive.writestr(entry, document)
        return out.getvalue()


def _entry(swatch: Swatch) -> dict[str, float]:
    hue, saturation, brightness = colorsys.rgb_to_hsv(*(channel / 255 for channel in swatch.rgb))
    return {
        "hue": hue,
        "saturation": saturation,
        "brightness": brightness,
        "alpha": 1,
        "colorSpace": 0,
    }
