"""A recipe by flags of the command line; what they say of ranges comes from the engine's tables."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from typing import Any

from palettes.engine import (
    DEFAULT_RECIPE,
    DIFFERENCES,
    METHODS,
    SPACES,
    Recipe,
    resolve_recipe,
    usual_space,
)
from palettes.engine.errors import choices
from palettes.engine.methods import Method, Parameter
from palettes.engine.recipe import (
    AUTO,
    COMMON_OPTIONS,
    LARGEST,
    LAST_SEED,
    read_options,
    read_size,
)

PLAIN = resolve_recipe(DEFAULT_RECIPE)

# flag: its help, and the default in words.
FLAGS = {
    "method": (choices(METHODS), PLAIN.method),
    "space": (f"colour space: {choices(SPACES)}", PLAIN.space),
    "difference": (choices(DIFFERENCES), PLAIN.difference),
    "size": (f"colours: 1 to {LARGEST}, or {AUTO}", f"{PLAIN.size}"),
    "darkest": ("leave out darker colours: OKLab lightness, 0 to 1", f"{PLAIN.darkest:g}"),
    "brightest": ("leave out lighter colours: OKLab lightness, 0 to 1", f"{PLAIN.brightest:g}"),
    "seed": (f"where chance starts: a whole number, 0 to {LAST_SEED}", f"{PLAIN.seed}"),
    "snap": ("colours of the picture only: on or off", "on" if PLAIN.snap else "off"),
}


def add_recipe_flags(parser: ArgumentParser) -> None:
    """Declare --recipe, and a flag for each of its parts."""
    parser.add_argument(
        "--recipe",
        default=DEFAULT_RECIPE,
        metavar="R",
        help=f"a recipe such as kmeans-oklab-5,seed=3; default: {DEFAULT_RECIPE}",
    )
    group = parser.add_argument_group("parts of the recipe", "Each changes that part of --recipe.")
    for flag, (said, default) in FLAGS.items():
        group.add_argument(f"--{flag}", help=f"{said}; default: {default}")
    own = (
        f"{method.key} {parameter.key} ({_values(parameter)})"
        for method in METHODS.values()
        for parameter in method.parameters
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"a parameter of the method's own; may be repeated: {'; '.join(own)}",
    )


def recipe_of(options: Mapping[str, Any]) -> Recipe:
    """The recipe that parsed flags ask for; ``--method`` alone brings a space it works in.

    Raises:
        EngineError: it cannot be followed.
    """
    given = {flag: str(options[flag]) for flag in FLAGS if options.get(flag) is not None}
    parts: dict[str, Any] = {key: given[key] for key in ("method", "space") if key in given}
    if "size" in given:
        parts["size"] = read_size(given["size"])
    common = (f"{key}={given[key]}" for key in COMMON_OPTIONS if key in given)
    texts = read_options([*common, *options["set"]])
    recipe = Recipe.parse(options["recipe"]).with_options(**parts)
    if "method" in given and "space" not in given:
        recipe = recipe.with_options(space=usual_space(recipe.method, recipe.space))
    return resolve_recipe(recipe.with_texts(texts))


def methods_table() -> str:
    """Every method with what it can honour and its own parameters, for people to read."""
    head = ("METHOD", "SPACES", "DIFFERENCES", "SIZE", "SEED", "PARAMETERS")
    rows = [head, *(row for method in METHODS.values() for row in _rows(method))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    able = choices([key for key, space in SPACES.items() if space.opponent])
    picky = [key for key, difference in DIFFERENCES.items() if difference.opponent_only]
    of_every = [(key, FLAGS[key]) for key in COMMON_OPTIONS if key != "difference"]
    notes = [
        f"Spaces: {', '.join(SPACES)}.",
        f"Differences: {', '.join(DIFFERENCES)}; {choices(picky)} in {able} only.",
        f"Sizes: 1 to {LARGEST}, or {AUTO}; a method that finds its size takes yours as the most.",
        "Of every method:",
        *(f"  {key:10}{said}; default: {default}" for key, (said, default) in of_every),
    ]
    return "\n".join([*lines, "", *notes])


def _rows(method: Method) -> Iterable[tuple[str, ...]]:
    """A line for each parameter, the first with the method's name."""
    parameters = [f"{p.key}: {_values(p)}" for p in method.parameters] or [""]
    yield (
        method.key,
        ", ".join(method.spaces) or "all",
        ", ".join(method.differences) or "all",
        "finds it" if method.finds_size else "as asked",
        "matters" if method.seeded else "ignored",
        parameters[0],
    )
    for parameter in parameters[1:]:
        yield ("", "", "", "", "", parameter)


def _values(parameter: Parameter) -> str:
    return f"{parameter.values}, default {parameter.default}"
