"""``manage.py palette``: print the palette of pictures without storing anything."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.ingestion import images
from catalog.ingestion.errors import IngestionError, TruncatedImage, UnreadableSource, with_hint
from catalog.ingestion.fetching import fetch_picture
from palettes.engine import (
    ORDERS,
    EngineError,
    ExtractedPalette,
    Sample,
    Swatch,
    extract_palette,
    sample_picture,
    seed_unsteadiness,
)
from palettes.engine.errors import UnreadablePictureError
from palettes.management.recipe_flags import add_recipe_flags, methods_table, recipe_of

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
        parser.add_argument("source", nargs="*", metavar="SOURCE", help="an image file or address")
        add_recipe_flags(parser)
        parser.add_argument(
            "--list", action="store_true", help="say what recipes are made of, and nothing else"
        )
        parser.add_argument("--order", choices=list(ORDERS), default="share")
        parser.add_argument("--format", choices=[*FORMATS, "json"], default="array")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a source; fail at the end when any failed."""
        if options["list"]:
            self.stdout.write(methods_table())
            return
        if not options["source"]:
            raise CommandError("Give an image file or address, or --list.")
        try:
            recipe = recipe_of(options)
        except EngineError as error:
            raise CommandError(f"{error} ({error.code})") from error
        failures = 0
        for source in options["source"]:
            try:
                sample = _sampled(_read(source))
                palette = extract_palette(sample, recipe)
                unsteady = seed_unsteadiness(sample, recipe) if options["format"] == "json" else 0
            except (EngineError, IngestionError) as error:
                failures += 1
                self._say_failure(source, error, options["format"])
            else:
                swatches = palette.ordered(options["order"])
                if options["format"] == "json":
                    self.stdout.write(_json(source, palette, swatches, unsteady))
                else:
                    self.stdout.write(FORMATS[options["format"]](swatches))
        if failures:
            raise CommandError(f"{failures} of {len(options['source'])} sources failed.")

    def _say_failure(self, source: str, error: Any, chosen: str) -> None:
        said = with_hint(error.code, str(error))
        if chosen == "json":
            problem = {"code": error.code, "message": said}
            self.stdout.write(json.dumps({"source": source, "error": problem}))
        else:
            self.stderr.write(f"{source}: {said} ({error.code})")


def _read(source: str) -> bytes:
    """The bytes of an address or a file."""
    if "://" in source:
        return fetch_picture(source).content
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"This file cannot be read ({reason}): give a picture.") from error


def _sampled(content: bytes) -> Sample:
    """The sample of a picture; what is wrong with one has the codes it has everywhere."""
    try:
        return sample_picture(content)
    except UnreadablePictureError as error:
        images.kind_of(content)
        raise TruncatedImage from error


def _json(
    source: str, palette: ExtractedPalette, swatches: Sequence[Swatch], unsteadiness: float
) -> str:
    """All there is to say of a palette."""
    return json.dumps(
        {
            "source": source,
            "recipe": str(palette.recipe),
            "swatches": [{"hex": s.hex, "share": s.share, "accent": s.accent} for s in swatches],
            "measures": palette.measures.as_dict() | {"seed_unsteadiness": unsteadiness},
            "elbow": palette.elbow,
            "note": palette.note,
        }
    )
