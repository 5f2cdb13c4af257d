"""``manage.py ingest_stills``: bring stills in from addresses, pages, folders and manifests."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Generator
from itertools import islice
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from catalog.ingestion import control
from catalog.ingestion.crawling import crawl
from catalog.ingestion.credits import TITLE_LENGTH, unique_names
from catalog.ingestion.errors import IngestionError, with_hint
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.report import JsonReport, LinesReport, ProgressReport, Report
from catalog.ingestion.service import Outcome, State, ingest, refused_at_once, work
from catalog.ingestion.sources import is_address
from catalog.ingestion.texts import clean, counted
from catalog.management.resuming import resumed_ingestion
from catalog.management.saying import SaysMigrate
from catalog.models import Ingestion
from catalog.models.film import FIRST_YEAR, LAST_YEAR
from catalog.signals import Compute

INTERRUPTED = 130  # what shells expect of a run ended by Ctrl-C
_AT_THE_START = ("film", "year", "director", "cinematographer", "dry_run", "follow", "yes")


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


class Command(SaysMigrate):
    """A thin shell around :mod:`catalog.ingestion.service`."""

    help = (
        "Bring stills in. A SOURCE is a picture's address, a gallery page's address, a picture "
        "file, a folder, or a manifest (CSV or JSON); docs/ingestion.md tells more. Running it "
        "twice changes nothing the second time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The command line."""
        parser.add_argument("sources", nargs="*", metavar="SOURCE")
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
        parser.add_argument(
            "--follow",
            type=at_least_one,
            metavar="N",
            help="SOURCE is a list of films: open at most N of the pages it names, on its own host",
        )
        parser.add_argument("--yes", action="store_true", help="do not ask before following a list")
        parser.add_argument(
            "--resume", type=at_least_one, metavar="ID", help="go on with an ingestion"
        )
        parser.add_argument(
            "--retry-failed",
            action="store_true",
            help="try again what failed in --resume ID, or in the last ingestion",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ingest, report, and fail when anything failed or is left."""
        ingestion = self.ingestion(options)
        outcomes = self.outcomes(ingestion, options)
        with self.report(options["json"]) as report:
            try:
                if ingestion is not None and options["sources"]:
                    for outcome in refused_at_once(ingestion):
                        report.add(outcome)
                for outcome in outcomes:
                    report.add(outcome)
            except (KeyboardInterrupt, BrokenPipeError):  # Ctrl-C, or the reader has gone
                outcomes.close()
                raise CommandError(
                    f"Interrupted. {report.summary()} {_how_to_go_on(ingestion)}",
                    returncode=INTERRUPTED,
                ) from None
            except DatabaseError as error:
                raise CommandError(
                    f"The database says: {error}. {_how_to_go_on(ingestion)}"
                ) from error
        reached = options["limit"] and report.counts[State.STORED] >= options["limit"]
        if ingestion is not None and ingestion.state == Ingestion.State.PARTIAL and not reached:
            raise CommandError(f"{report.summary()} {_why_unfinished(ingestion)}")
        if report.counts[State.FAILED]:
            raise CommandError(report.summary())
        report.close()

    def ingestion(self, options: dict[str, Any]) -> Ingestion | None:
        """The ingestion to work at, new or one to go on with; none for a dry run."""
        resumed = options["resume"] or options["retry_failed"]
        if bool(options["sources"]) == bool(resumed):
            raise CommandError("Give sources, or --resume ID, or --retry-failed: one of them.")
        if resumed:
            _refuse_what_was_said_at_the_start(options)
            return resumed_ingestion(options["resume"], retry_failed=options["retry_failed"])
        if options["yes"] and not options["follow"]:
            raise CommandError("--yes answers what --follow N asks: give both, or neither.")
        if options["follow"]:
            options["sources"] = self.followed(options)
        if options["dry_run"]:
            return None
        try:
            return control.begin(options["sources"], _facts(options))
        except DatabaseError as error:
            raise CommandError(f"The database says: {error}. Nothing was begun.") from error

    def followed(self, options: dict[str, Any]) -> list[str]:
        """The pages that the lists name, shown before any is opened. Raises CommandError."""
        pages: dict[str, str] = {}
        for source in options["sources"]:
            if not is_address(source):
                raise CommandError(f"--follow reads lists at addresses, and {source} is none.")
            try:
                found = crawl(source, most=options["follow"])
            except IngestionError as error:
                said = with_hint(error.code, error.message)
                raise CommandError(f"{source} {error.code}: {said}") from error
            pages |= {page.url: page.title for page in found.pages}
            for url, problem in found.errors:
                said = with_hint(problem.code, problem.message)
                self.stderr.write(f"{url} {problem.code}: {said}")
        if len(pages) > options["follow"]:
            pages = dict(islice(pages.items(), options["follow"]))
        for url, title in pages.items():
            self.stderr.write(f"  {clean(url, 200)}  {clean(title, 100)}")
        if not options["yes"] and not options["dry_run"]:
            self.agree(len(pages))
        return list(pages)

    def agree(self, count: int) -> None:
        """Ask whether to go on. Raises CommandError when there is nobody to ask, or for a no."""
        if not sys.stdin.isatty():
            raise CommandError(
                f"{counted(count, 'page')} would be opened: say --yes, or look with --dry-run."
            )
        them = "this page" if count == 1 else f"these {count} pages"
        if input(f"Open {them}? [y/N] ").strip().lower() not in ("y", "yes"):
            raise CommandError("Nothing was opened.")

    def outcomes(
        self, ingestion: Ingestion | None, options: dict[str, Any]
    ) -> Generator[Outcome, None, None]:
        """What becomes of each picture."""
        if ingestion is None:
            limit = options["limit"]
            return ingest(options["sources"], _facts(options), dry_run=True, limit=limit)
        compute = Compute.NEVER if options["no_palettes"] else Compute.NOW
        # What came through a form does not name this machine's files, whoever goes on with it.
        local = ingestion.origin == Ingestion.Origin.COMMAND
        return work(ingestion, compute=compute, limit=options["limit"], local=local)

    def report(self, as_json: bool) -> Report:
        """The report that suits where the output goes."""
        if as_json:
            return JsonReport(self.stdout, self.stderr)
        if self.stderr.isatty():
            return ProgressReport(self.stdout, self.stderr)
        return LinesReport(self.stdout, self.stderr)


def _facts(options: dict[str, Any]) -> FilmFacts:
    """What the command line says of the film."""
    return FilmFacts(
        title=clean(options["film"], TITLE_LENGTH),
        year=options["year"],
        directors=unique_names(options["director"]),
        cinematographers=unique_names(options["cinematographer"]),
    )


def _refuse_what_was_said_at_the_start(options: dict[str, Any]) -> None:
    """An ingestion is gone on with as it was begun. Raises CommandError."""
    given = [f"--{name.replace('_', '-')}" for name in _AT_THE_START if options[name]]
    if given:
        how = "--resume" if options["resume"] else "--retry-failed"
        raise CommandError(
            f"{how} goes on with an ingestion as it was begun, so it takes no {', '.join(given)}. "
            f"Leave {'it' if len(given) == 1 else 'them'} out, or give the sources anew."
        )


def _how_to_go_on(ingestion: Ingestion | None) -> str:
    if ingestion is None:
        return "Run it again."
    return f"Run it again, or go on: manage.py ingest_stills --resume {ingestion.pk}"


def _why_unfinished(ingestion: Ingestion) -> str:
    waiting = ingestion.items.filter(state="waiting").exclude(code="")
    reasons = sorted(set(waiting.values_list("message", flat=True)))[:3]
    return f"Not finished: {' '.join(reasons)} {_how_to_go_on(ingestion)}"
