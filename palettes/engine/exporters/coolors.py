"""The palette's address at Coolors."""

from collections.abc import Sequence

from palettes.engine.exporters.base import Exporter
from palettes.engine.swatch import Swatch


class Coolors(Exporter):
    """An address that opens the palette at coolors.co, whose generator holds ten colours."""

    key = "coolors"
    title = "Coolors address"
    summary = "opens at coolors.co"
    source = "coolors.co: hex digits joined by hyphens; its generator adds no eleventh colour"
    extension = "txt"
    media_type = "text/plain"
    most = 10

    def write(self, swatches: Sequence[Swatch], title: str) -> str:
        """One line: the address. It has no place for a title."""
        return f"{self.address(swatches)}\n"

    def address(self, swatches: Sequence[Swatch]) -> str:
        """The address itself."""
        digits = (swatch.hex.removeprefix("#") for swatch in swatches[: self.most])
        return f"https://coolors.co/{'-'.join(digits)}"
