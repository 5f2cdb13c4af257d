"""CSV."""

import csv
import io
from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.swatch import Swatch

COLUMNS = ("hex", "red", "green", "blue", "lightness", "a", "b", "share", "accent", "name")


class Csv(Exporter):
    """A table with a row for each colour."""

    key = "csv"
    title = "CSV"
    summary = "for spreadsheets"
    source = "RFC 4180"
    extension = "csv"
    media_type = "text/csv"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """A header and a row for each colour. No title: a table has columns only, and a cell of
        somebody else's text is what spreadsheets take for a formula.
        """
        out = io.StringIO(newline="")
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for swatch in swatches:
            oklab = (f"{value:.6f}" for value in swatch.oklab)
            share, accent = f"{swatch.share:.6f}", "yes" if swatch.accent else "no"
            rows.writerow([swatch.hex, *swatch.rgb, *oklab, share, accent, swatch.name])
        return out.getvalue()
