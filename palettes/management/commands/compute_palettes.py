"""``manage.py compute_palettes``: make the palettes and looks that are missing."""

import argparse
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Q, QuerySet
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from catalog.ingestion.texts import counted
from catalog.management.saying import SaysMigrate
from catalog.models import Film, Still
from palettes import compute, tasks
from palettes.engine import EngineError, Recipe, resolve_recipe


def recipe(text: str) -> Recipe:
    """Read a recipe of the command line, refused with the engine's own words."""
    try:
        return resolve_recipe(text)
    except EngineError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


class Command(SaysMigrate):
    """Make what is missing or out of date; --all makes everything again."""

    help = "Make palettes and looks of stills and films; by default those that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--recipe",
            action="append",
            type=recipe,
            metavar="R",
            help="a recipe such as kmeans-oklab-8; may be repeated; default: the stored ones",
        )
        parser.add_argument(
            "--film", action="append", metavar="SLUG", help="this film only; may be repeated"
        )
        parser.add_argument(
            "--later", action="store_true", help="queue it to the worker instead of computing now"
        )
        parser.add_argument("--all", action="store_true", help="also those that are there already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute stills first, then the films they belong to."""
        recipes = options["recipe"]
        stills, films = self._wanted(recipes, options["film"], options["all"])
        # Counted by key before the first is made: what is made is no longer missing.
        still_ids = list(stills.values_list("pk", flat=True))
        film_ids = list(films.values_list("pk", flat=True))
        if options["later"]:
            self._queue(still_ids, film_ids, recipes)
            return
        failures = self._run(still_ids, film_ids, recipes)
        self.stdout.write(
            f"{counted(len(still_ids) - len(failures), 'still')} and "
            f"{counted(len(film_ids), 'film')} computed."
        )
        if failures:
            for line in failures:
                self.stderr.write(line)
            raise CommandError(f"{counted(len(failures), 'still')} could not be computed.")

    def _queue(
        self, still_ids: list[int], film_ids: list[int], recipes: list[Recipe] | None
    ) -> None:
        if recipes:
            raise CommandError("--later makes the stored recipes; leave --recipe out.")
        for pk in still_ids:
            tasks.compute_still.enqueue(pk)
        for pk in film_ids:
            tasks.compute_film.enqueue(pk)
        if still_ids or film_ids:
            stills, films = counted(len(still_ids), "still"), counted(len(film_ids), "film")
            self.stdout.write(f"{stills} and {films} queued.")

    def _wanted(
        self, recipes: list[Recipe] | None, slugs: list[str] | None, everything: bool
    ) -> tuple[QuerySet[Still], QuerySet[Film]]:
        """The stills and films to compute. Raises CommandError for an unknown slug."""
        for_stills = recipes or compute.stored_recipes()
        for_films = recipes or compute.stored_recipes()[:1]
        stills = Still.objects.all() if everything else compute.stills_lacking(for_stills)
        films = Film.objects.all() if everything else compute.films_lacking(for_films)
        if not everything:
            # A film whose stills are computed anew is computed anew.
            films = Film.objects.filter(
                Q(pk__in=films.values("pk")) | Q(pk__in=stills.values("film_id"))
            )
        if slugs:
            unknown = set(slugs) - set(
                Film.objects.filter(slug__in=slugs).values_list("slug", flat=True)
            )
            if unknown:
                raise CommandError(f"No film has the slug {', '.join(sorted(unknown))}.")
            stills, films = stills.filter(film__slug__in=slugs), films.filter(slug__in=slugs)
        return stills, films

    def _run(
        self, still_ids: list[int], film_ids: list[int], recipes: list[Recipe] | None
    ) -> list[str]:
        failures = []
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("stills", total=len(still_ids))
            for pk in still_ids:
                try:
                    compute.compute_still(Still.objects.get(pk=pk), recipes)
                except (EngineError, OSError) as error:
                    failures.append(f"still {pk}: {error}")
                progress.advance(task)
            task = progress.add_task("films", total=len(film_ids))
            for pk in film_ids:
                compute.compute_film(Film.objects.get(pk=pk), recipes)
                progress.advance(task)
        return failures
