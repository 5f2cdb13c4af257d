"""GIMP palettes."""

from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import names
from palettes.engine.swatch import Swatch


class Gpl(Exporter):
    """A palette for GIMP, Inkscape, Krita and others."""

    key = "gpl"
    title = "GIMP palette"
    summary = "for GIMP, Inkscape, Krita"
    source = "gimp, app/core/gimppalette-load.c"
    extension = "gpl"
    media_type = "text/x-gimp-gpl"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """A header, then red, green, blue and name, a line for each colour."""
        lines = (
            f"{red:3} {green:3} {blue:3}\t{name}"
            for (red, green, blue), name in zip(
                (swatch.rgb for swatch in swatches), names(swatches), strict=True
            )
        )
        head = ["GIMP Palette", f"Name: {title}", f"Columns: {min(len(swatches), 16)}", "#"]
        return "\n".join([*head, *lines, ""])
