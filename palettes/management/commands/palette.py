"""``manage.py palette``: print the palette of pictures without storing anything."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.ingestion.errors import IngestionError
from catalog.ingestion.fetching import fetch_picture
from palettes.engine import (
    DEFAULT_RECIPE,
    ORDERS,
    EngineError,
    ExtractedPalette,
    extract_palette,
    resolve_recipe,
)

# format: how a palette is written on one line.
FORMATS = {
    "array": lambda swatches: json.dumps([list(swatch.rgb) for swatch in swatches]),
    "hex": lambda swatches: " ".join(swatch.hex for swatch in swatches),
    "coolors": lambda swatches: (
        "https://coolors.co/" + "-".join(swatch.hex.lstrip("#") for swatch in swatches)
    ),
}


class Command(BaseCommand):
    """One line for each source; a bad one is said and the rest goes on."""

    help = "Print the palette of image files or addresses; nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("source", nargs="+", metavar="SOURCE", help="an image file or address")
        parser.add_argument(
            "--recipe", default=DEFAULT_RECIPE, metavar="R", help=f"default: {DEFAULT_RECIPE}"
        )
        parser.add_argument("--order", choices=list(ORDERS), default="share")
        parser.add_argument("--format", choices=[*FORMATS, "json"], default="array")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a source; fail at the end when any failed."""
        try:
            recipe = resolve_recipe(options["recipe"])
        except EngineError as error:
            raise CommandError(f"{error} ({error.code})") from error
        failures = 0
        for source in options["source"]:
            try:
                palette = extract_palette(_read(source), recipe)
            except (EngineError, IngestionError) as error:
                failures += 1
                self._say_failure(source, error, options["format"])
            else:
                self.stdout.write(_line(source, palette, options["format"], options["order"]))
        if failures:
            raise CommandError(f"{failures} of {len(options['source'])} sources failed.")

    def _say_failure(self, source: str, error: Any, chosen: str) -> None:
        if chosen == "json":
            problem = {"code": error.code, "message": str(error)}
            self.stdout.write(json.dumps({"source": source, "error": problem}))
        else:
            self.stderr.write(f"{source}: {error} ({error.code})")


def _read(source: str) -> bytes | str:
    """The bytes of an address, or the path as it is."""
    return fetch_picture(source).content if "://" in source else source


def _line(source: str, palette: ExtractedPalette, chosen: str, order: str) -> str:
    swatches = palette.ordered(order)
    if chosen in FORMATS:
        return FORMATS[chosen](swatches)
    return json.dumps(
        {
            "source": source,
            "recipe": str(palette.recipe),
            "swatches": [{"hex": s.hex, "share": s.share, "accent": s.accent} for s in swatches],
            "measures": palette.measures.as_dict(),
            "note": palette.note,
        }
    )
