"""``manage.py ingest_stills``: bring stills in from addresses, pages, folders and manifests."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.ingestion.credits import TITLE_LENGTH, unique_names
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.report import JsonReport, LinesReport, ProgressReport, Report
from catalog.ingestion.service import State, ingest
from catalog.ingestion.texts import clean
from catalog.models.film import FIRST_YEAR, LAST_YEAR
from catalog.signals import Compute

INTERRUPTED = 130  # what shells expect of a run ended by Ctrl-C


def year(text: str) -> int:
    """A film's year, for argparse."""
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a year from {FIRST_YEAR} to {LAST_YEAR}")


def at_least_one(text: str) -> int:
    """A count, for argparse."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number from 1")


class Command(BaseCommand):
    """A thin shell around :func:`catalog.ingestion.service.ingest`."""

    help = (
        "Bring stills in. A SOURCE is a picture's address, a gallery page's address, a picture "
        "file, a folder, or a manifest (CSV or JSON); docs/ingestion.md tells more. Running it "
        "twice changes nothing the second time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The command line."""
        parser.add_argument("sources", nargs="+", metavar="SOURCE")
        parser.add_argument("--film", metavar="TITLE", default="", help="title or slug of the film")
        parser.add_argument("--year", type=year, metavar="Y")
        parser.add_argument("--director", action="append", default=[], metavar="NAME")
        parser.add_argument("--cinematographer", action="append", default=[], metavar="NAME")
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would be stored; store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a picture, on standard output"
        )
        parser.add_argument(
            "--limit", type=at_least_one, metavar="N", help="store at most N new stills"
        )
        parser.add_argument(
            "--no-palettes", action="store_true", help="leave palettes to compute_palettes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ingest, report, and fail when anything failed."""
        defaults = FilmFacts(
            title=clean(options["film"], TITLE_LENGTH),
            year=options["year"],
            directors=unique_names(options["director"]),
            cinematographers=unique_names(options["cinematographer"]),
        )
        outcomes = ingest(
            options["sources"],
            defaults,
            compute=Compute.NEVER if options["no_palettes"] else Compute.NOW,
            dry_run=options["dry_run"],
            limit=options["limit"],
        )
        with self.report(options["json"]) as report:
            try:
                for outcome in outcomes:
                    report.add(outcome)
            except (KeyboardInterrupt, BrokenPipeError):  # Ctrl-C, or the reader has gone
                outcomes.close()
                raise CommandError(
                    f"Interrupted. {report.summary()} Run it again to go on.",
                    returncode=INTERRUPTED,
                ) from None
        if report.counts[State.FAILED]:
            raise CommandError(report.summary())
        report.close()

    def report(self, as_json: bool) -> Report:
        """The report that suits where the output goes."""
        if as_json:
            return JsonReport(self.stdout, self.stderr)
        if self.stderr.isatty():
            return ProgressReport(self.stdout, self.stderr)
        return LinesReport(self.stdout, self.stderr)
