"""JSON."""

import json
from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.swatch import Swatch

_DIGITS = 6


class Json(Exporter):
    """Everything a swatch tells."""

    key = "json"
    title = "JSON"
    summary = "for programs"
    source = "RFC 8259"
    extension = "json"
    media_type = "application/json"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """An object with ``title`` and ``swatches``; ASCII, so that it is safe in any page."""
        document = {"title": title, "swatches": [_entry(swatch) for swatch in swatches]}
        text = json.dumps(document, indent=2)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _entry(swatch: Swatch) -> dict[str, object]:
    return {
        "hex": swatch.hex,
        "rgb": swatch.rgb,
        "oklab": [round(value, _DIGITS) for value in swatch.oklab],
        "share": round(swatch.share, _DIGITS),
        "accent": swatch.accent,
        "name": swatch.name,
    }
