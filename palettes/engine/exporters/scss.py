"""SCSS variables."""

from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.naming import comment, identifiers, remark
from palettes.engine.swatch import Swatch


class Scss(Exporter):
    """A variable for every colour and a map of them all."""

    key = "scss"
    title = "SCSS variables"
    summary = "for Sass"
    source = "Sass language reference: variables, maps, comments"
    extension = "scss"
    media_type = "text/x-scss"

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """``$palette-teal: #14787b;`` for each colour, then ``$palette``.

        Comments are silent ones: in the others Sass runs what stands in ``#{}``.
        """
        named = list(zip(identifiers(swatches), swatches, strict=True))
        variables = (f"$palette-{name}: {s.hex}; // {remark(s)}" for name, s in named)
        # Quoted: an unquoted key such as teal would be a colour.
        entries = (f'  "{name}": $palette-{name},' for name, _ in named)
        head = f"// {comment(title)}"
        return "\n".join([head, *variables, "", "$palette: (", *entries, ");", ""])
