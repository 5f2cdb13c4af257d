"""``manage.py palette``: print the palette of pictures without storing anything."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.ingestion.arrivals import content_of
from catalog.ingestion.errors import IngestionError, UnreadableSource, with_hint
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.fetching import fetch_picture
from catalog.ingestion.images import kind_of
from catalog.ingestion.sources import PlannedStill
from palettes.api import shown
from palettes.engine import (
    ORDERS,
    EngineError,
    ExtractedPalette,
    Recipe,
    Sample,
    Swatch,
    extract_palette,
    seed_unsteadiness,
)
from palettes.management.recipe_flags import add_recipe_flags, methods_table, recipe_of
from palettes.visitors.outside import OutsidePicture
from palettes.visitors.sampler import sample_of

# format: how a palette is written on one line.
FORMATS = {
    "array": lambda swatches: json.dumps([list(swatch.rgb) for swatch in swatches]),
    "hex": lambda swatches: " ".join(swatch.hex for swatch in swatches),
    "coolors": shown.coolors,
}

SOURCES = (
    "an image file or its http address, as many as you like: JPEG, PNG, WebP, GIF or AVIF, of"
    " 16 to 20,000 pixels a side and 40 million in all; INGEST_MAX_PICTURE_BYTES says how long"
)


class Read(NamedTuple):
    """A picture's bytes, and where they came from in the end, empty for a file."""

    content: bytes
    address: str = ""


class Command(BaseCommand):
    """One line for each source; a bad one is said and the rest goes on."""

    help = "Print the palette of image files or addresses; nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("source", nargs="*", metavar="SOURCE", help=SOURCES)
        add_recipe_flags(parser)
        parser.add_argument(
            "--list", action="store_true", help="say what recipes are made of, and nothing else"
        )
        parser.add_argument(
            "--order",
            choices=list(ORDERS),
            default="share",
            help="the largest first, around the hue circle with greys last, or the darkest first;"
            " default: share",
        )
        parser.add_argument(
            "--format",
            choices=[*FORMATS, "json"],
            default="array",
            help="[[r, g, b], ...], #rrggbb ..., an address at Coolors, or all there is to say;"
            " default: array",
        )

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
                told = _told(source, recipe, options["format"], options["order"])
            except (EngineError, IngestionError) as error:
                failures += 1
                self._say_failure(source, error, options["format"])
            else:
                self.stdout.write(told)
        if failures:
            raise CommandError(f"{failures} of {len(options['source'])} sources failed.")

    def _say_failure(self, source: str, error: Any, chosen: str) -> None:
        said = with_hint(error.code, str(error))
        if chosen == "json":
            problem = {"code": error.code, "message": said}
            self.stdout.write(json.dumps({"source": source, "error": problem}))
        else:
            self.stderr.write(f"{source}: {said} ({error.code})")


def _told(source: str, recipe: Recipe, chosen: str, order: str) -> str:
    """A source's palette in the format chosen, its colours in an order."""
    read = _read(source)
    picture, sample = _sampled(read.content)
    palette = extract_palette(sample, recipe)
    swatches = palette.ordered(order)
    if chosen != "json":
        return FORMATS[chosen](swatches)
    picture = replace(picture, address=read.address)
    return _json(source, picture, palette, swatches, seed_unsteadiness(sample, recipe))


def _read(source: str) -> Read:
    """The bytes of an address or a file, and the address they came from in the end."""
    if "://" in source:
        fetched = fetch_picture(source)
        return Read(fetched.content, fetched.final_url)
    try:
        return Read(content_of(PlannedStill(source, FilmFacts(), path=Path(source))))
    except UnreadableSource as error:
        raise UnreadableSource(f"{error.message} Give a picture's file or address.") from error


def _sampled(content: bytes) -> tuple[OutsidePicture, Sample]:
    """What is known of a picture, and its sample: taken where strangers' are, in bounds."""
    kind = kind_of(content)
    sample = sample_of(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return OutsidePicture(sha256, kind, sample.width, sample.height, len(content)), sample


def _json(
    source: str,
    picture: OutsidePicture,
    palette: ExtractedPalette,
    swatches: Sequence[Swatch],
    unsteadiness: float,
) -> str:
    """All there is to say of a palette; what the API says too has the same names there."""
    return json.dumps(
        {
            "source": source,
            "recipe": str(palette.recipe),
            "parts": shown.recipe(palette.recipe),
            "swatches": [shown.swatch(one) for one in swatches],
            "measures": palette.measures.as_dict() | {"seed_unsteadiness": unsteadiness},
            "elbow": palette.elbow,
            "note": palette.note,
            "picture": shown.picture(picture),
            "coolors": shown.coolors(swatches),
        }
    )
