"""A theme for Tailwind."""

from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import comment, identifiers, remark
from palettes.engine.swatch import Swatch


class Tailwind(Exporter):
    """A theme for Tailwind 4 and later, which are set up in CSS.

    No file for version 3: that is a JavaScript module, to be run, where this is data to be read.
    """

    key = "tailwind"
    title = "Tailwind theme"
    summary = "for Tailwind 4"
    source = "tailwindcss.com, Theme variables"
    extension = "css"
    media_type = "text/css"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """``--color-teal: #14787b;`` in ``@theme``: it makes bg-teal, text-teal and the rest."""
        lines = (
            f"  --color-{name}: {swatch.hex}; /* {remark(swatch)} */"
            for name, swatch in zip(identifiers(swatches), swatches, strict=True)
        )
        return "\n".join([f"/* {comment(title)} */", "@theme {", *lines, "}", ""])
