"""The bench of a still's page: the same picture under recipes a visitor chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Still
from palettes.compute import stored_recipes
from palettes.engine import METHODS, SPACES, EngineError, ExtractedPalette, Recipe, resolve_recipe
from palettes.forms import RecipeForm
from palettes.visitors.on_request import (
    BusyError,
    known_unsteadiness,
    palettes_on_request,
    unsteadiness_on_request,
    visitor,
)

MOST = 6  # recipes of the visitor's own, beside the stored ones
TOLD = 3  # recipes that cannot be are told one by one up to so many
GRID_SPACES = ("oklab", "cielab", "hsv", "rgb")
KEPT = ("own", "cloud")  # what the rest of the page is asked for, which the bench's links keep


@dataclass(frozen=True)
class Column:
    """One recipe on the bench: its palette, or why there is none."""

    recipe: Recipe
    palette: ExtractedPalette | None
    problem: str = ""
    without: str = ""  # the address without it; empty for a stored recipe
    fit: float | None = None  # of a stored palette, whose other measures are not kept
    unsteadiness: float | None = None  # over seeds; None until somebody has it measured

    @property
    def title(self) -> str:
        """The recipe in words."""
        return title_of(self.recipe)


@dataclass(frozen=True)
class Bench:
    """What the bench shows: stored recipes, the visitor's, and what went wrong."""

    still: Still
    columns: list[Column]
    form: RecipeForm
    problems: list[str]
    full: bool
    measure_seeds: str = ""  # the address that measures what is unknown; empty without


def title_of(recipe: Recipe) -> str:
    """A recipe in words: ``K-means in OKLab, 8 colours``."""
    size = "as many colours as it takes" if recipe.size is None else f"{recipe.size} colours"
    return f"{METHODS[recipe.method].title} in {SPACES[recipe.space].title}, {size}"


def address(
    still: Still,
    recipes: Sequence[Recipe],
    parameters: QueryDict,
    measure_seeds: bool = False,
) -> str:
    """The still's page with these recipes on the bench, and otherwise as ``parameters`` ask."""
    asked_for = [("r", str(recipe)) for recipe in recipes]
    asked_for += [(key, value[:30]) for key in KEPT for value in parameters.getlist(key)[:1]]
    query = urlencode([*asked_for, ("seeds", "measure")] if measure_seeds else asked_for)
    page = reverse("catalog:still", args=[still.pk])
    return f"{page}?{query}#bench" if query else f"{page}#bench"


def asked(parameters: QueryDict) -> tuple[list[Recipe], list[str]]:
    """The recipes an address asks for, each once, and what is wrong with the others."""
    recipes: dict[Recipe, None] = {}
    problems = []
    for text in dict.fromkeys(parameters.getlist("r")):
        try:
            recipes[resolve_recipe(text[:300])] = None
        except EngineError as error:
            said = str(error)
            problems.append(f"{said}." if repr(text) in said else f"“{text[:60]}”: {said}.")
    if len(problems) > TOLD:
        problems[TOLD:] = [f"No recipes either: {len(problems) - TOLD} more of the address."]
    if len(recipes) > MOST:
        said = f"The bench holds {MOST} recipes beside the stored ones"
        problems.append(f"{said}: {len(recipes) - MOST} of {len(recipes)} left out.")
    return list(recipes)[:MOST], problems


def bench(still: Still, request: HttpRequest, form: RecipeForm | None = None) -> Bench:
    """The bench as an address asks for it. Stored recipes are computed with the same care as
    the visitor's, so that all measures are there.
    """
    own, problems = asked(request.GET)
    stored = [recipe for recipe in stored_recipes() if recipe not in own]
    columns: list[Column] = []
    try:
        found = palettes_on_request(still, [*stored, *own], visitor(request))
    except BusyError as error:
        problems.append(str(error))
        columns = _kept(still)
    else:
        for recipe, result in found.items():
            rest = [other for other in own if other != recipe]
            without = address(still, rest, request.GET) if recipe in own else ""
            columns.append(column_of(recipe, result, without))
    columns, seed_problems = _with_steadiness(still, request, columns)
    problems += [problem for problem in seed_problems if problem not in problems]
    unknown = any(column.palette and column.unsteadiness is None for column in columns)
    measure_seeds = address(still, own, request.GET, measure_seeds=True) if unknown else ""
    filled = form or RecipeForm.of(own[-1] if own else stored_recipes()[0])
    return Bench(
        still, columns, filled, problems, full=len(own) >= MOST, measure_seeds=measure_seeds
    )


def _with_steadiness(
    still: Still, request: HttpRequest, columns: list[Column]
) -> tuple[list[Column], list[str]]:
    """The columns with their stability over seeds, measured only if the address asks for it;
    and why it could not be measured.
    """
    recipes = [column.recipe for column in columns if column.palette]
    known = known_unsteadiness(still, recipes)
    problems: list[str] = []
    if request.GET.get("seeds") == "measure":
        try:
            results = unsteadiness_on_request(still, recipes, visitor(request))
        except BusyError as error:
            problems.append(str(error))
        else:
            known = {r: value for r, value in results.items() if isinstance(value, float)}
            problems.extend({str(e): None for e in results.values() if isinstance(e, EngineError)})
    return [replace(each, unsteadiness=known.get(each.recipe)) for each in columns], problems


def _kept(still: Still) -> list[Column]:
    """The stored palettes as they stand: a visitor sees them however much was asked for."""
    kept = {palette.recipe: palette for palette in still.palettes.all()}
    rows = [kept[str(recipe)] for recipe in stored_recipes() if str(recipe) in kept]
    return [
        Column(
            row.parsed_recipe,
            ExtractedPalette(tuple(row.colours), row.parsed_recipe, row.note),
            fit=row.fit,
        )
        for row in rows
    ]


def grid(still: Still, request: HttpRequest, size: int) -> list[tuple[str, list[Column]]]:
    """Every method (rows) in four spaces (columns) at one size; impossible cells say why.

    Raises:
        BusyError: see :mod:`palettes.visitors.on_request`.
    """
    cells: dict[tuple[str, str], Recipe | str] = {}
    for method in METHODS:
        for space in GRID_SPACES:
            try:
                cells[method, space] = resolve_recipe(f"{method}-{space}-{size}")
            except EngineError as error:
                cells[method, space] = str(error)
    recipes = [cell for cell in cells.values() if isinstance(cell, Recipe)]
    found = palettes_on_request(still, recipes, visitor(request))
    rows = []
    for method in METHODS:
        row = []
        for space in GRID_SPACES:
            cell = cells[method, space]
            if isinstance(cell, Recipe):
                row.append(column_of(cell, found[cell]))
            else:
                row.append(Column(Recipe(method, space), None, cell))
        rows.append((METHODS[method].title, row))
    return rows


def column_of(recipe: Recipe, result: ExtractedPalette | EngineError, without: str = "") -> Column:
    """A result as a column; ``without`` is the address that drops it."""
    if isinstance(result, EngineError):
        return Column(recipe, None, str(result), without)
    return Column(recipe, result, "", without)
