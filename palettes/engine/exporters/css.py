"""CSS custom properties."""

from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import comment, identifiers, remark
from palettes.engine.swatch import Swatch


class Css(Exporter):
    """A rule on ``:root`` that names every colour."""

    key = "css"
    title = "CSS custom properties"
    summary = "for style sheets"
    source = "W3C, CSS Custom Properties for Cascading Variables Level 1"
    extension = "css"
    media_type = "text/css"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """``--palette-teal: #14787b;``, a line for each colour."""
        lines = (
            f"  --palette-{name}: {swatch.hex}; /* {remark(swatch)} */"
            for name, swatch in zip(identifiers(swatches), swatches, strict=True)
        )
        return "\n".join([f"/* {comment(title)} */", ":root {", *lines, "}", ""])
