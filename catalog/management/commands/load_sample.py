"""``manage.py load_sample``: the sample catalogue, ingested like anybody's folder."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from catalog.models import Film

MANIFEST = Path(__file__).resolve().parents[2] / "sample" / "manifest.csv"


class Command(BaseCommand):
    """Loading twice changes nothing: ingestion knows what it has."""

    help = "Load the sample catalogue: fictional films, made by the project."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when the catalogue has a film"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand the sample's manifest to ``ingest_stills``."""
        if options["if_empty"] and Film.objects.exists():
            return
        call_command("ingest_stills", str(MANIFEST), stdout=self.stdout, stderr=self.stderr)
