"""``manage.py load_sample``: the sample catalogue, ingested like anybody's folder."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser

from catalog.management.saying import SaysMigrate
from catalog.models import Film
from catalog.upkeep.sample import MANIFEST, remove_sample


class Command(SaysMigrate):
    """Loading twice changes nothing: ingestion knows what it has."""

    help = "Load the sample catalogue: fictional films, made by the project. Or take it away."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        one = parser.add_mutually_exclusive_group()
        one.add_argument(
            "--if-empty", action="store_true", help="do nothing when the catalogue has a film"
        )
        one.add_argument(
            "--remove",
            action="store_true",
            help="take the sample's films away; the admin's Removals bring them back for some days",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand the sample's manifest to ``ingest_stills``, or remove its films."""
        if options["remove"]:
            self._remove()
            return
        if options["if_empty"] and Film.objects.exists():
            return
        call_command("ingest_stills", str(MANIFEST), stdout=self.stdout, stderr=self.stderr)

    def _remove(self) -> None:
        removal = remove_sample()
        if removal is None:
            self.stdout.write("There are no sample films.")
            return
        days = settings.REMOVED_DAYS
        self.stdout.write(
            f"Removed: {removal.label}. "
            f"They can be brought back for {days} day{'' if days == 1 else 's'}, under Removals."
        )
