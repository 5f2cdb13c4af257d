"""A recipe looked up in the tables: whether its parts exist, and go together."""

from functools import lru_cache
from typing import Final

from palettes.engine.differences import DIFFERENCES
from palettes.engine.errors import (
    BadOptionError,
    BadRecipeError,
    ImpossibleRecipeError,
    UnknownDifferenceError,
    UnknownMethodError,
    UnknownSpaceError,
    choices,
)
from palettes.engine.methods import METHODS, Method
from palettes.engine.recipe import COMMON_OPTIONS, USUAL_SPACE, Recipe
from palettes.engine.recipe_values import told
from palettes.engine.spaces import SPACES

REMEMBERED: Final = 256
"""Recipes looked up lately: the same few are asked for with every picture."""


def resolve_recipe(recipe: str | Recipe) -> Recipe:
    """Look a recipe's parts up in the tables and give it in its canonical form.

    The method's own parameters are read into their types, and left out at their defaults.

    Raises one of the children of RecipeError, all of them possible here;
    ImpossibleRecipeError is for parts that exist but do not go together.
    """
    if not isinstance(recipe, str | Recipe):
        raise BadRecipeError(
            f"{told(recipe)} is not a recipe; write one such as 'kmeans-oklab-8', or give a Recipe"
        )
    return _resolved(recipe)


@lru_cache(REMEMBERED, typed=True)
def _resolved(recipe: str | Recipe) -> Recipe:
    if isinstance(recipe, str):
        recipe = Recipe.parse(recipe)
    if recipe.method not in METHODS:
        raise UnknownMethodError(f"there is no method {recipe.method!r}; choose {choices(METHODS)}")
    if recipe.space not in SPACES:
        raise UnknownSpaceError(
            f"there is no colour space {recipe.space!r}; choose {choices(SPACES)}"
        )
    if recipe.difference not in DIFFERENCES:
        raise UnknownDifferenceError(
            f"there is no difference {recipe.difference!r}; choose {choices(DIFFERENCES)}"
        )
    method = METHODS[recipe.method]
    _check_possible(method, recipe)
    known = {parameter.key: parameter for parameter in method.parameters}
    given = {}
    for key, value in recipe.parameters:
        if key not in known:
            raise BadOptionError(
                f"{method.key} has no option {key!r}; choose {choices([*COMMON_OPTIONS, *known])}"
            )
        number = known[key].read(value)
        if number != known[key].default:
            given[key] = number
    return recipe.with_options(parameters=tuple(given.items()))


def usual_space(method: str, rather: str = USUAL_SPACE) -> str:
    """The space that a method is used in when nobody names one.

    That is ``rather``, or the method's first where it does not work in that. For a method that
    there is not it is ``rather`` too: resolving refuses it.
    """
    able = METHODS[method].spaces if method in METHODS else ()
    return rather if not able or rather in able else able[0]


def _check_possible(method: Method, recipe: Recipe) -> None:
    if method.spaces and recipe.space not in method.spaces:
        raise ImpossibleRecipeError(
            f"{method.key} works in {choices(method.spaces)} only, not in {recipe.space}"
        )
    if method.differences and recipe.difference not in method.differences:
        raise ImpossibleRecipeError(
            f"{method.key} can only use the difference {choices(method.differences)}, "
            f"not {recipe.difference}"
        )
    if DIFFERENCES[recipe.difference].opponent_only and not SPACES[recipe.space].opponent:
        able = [key for key, space in SPACES.items() if space.opponent]
        raise ImpossibleRecipeError(
            f"{recipe.difference} needs a space of lightness and chroma: {choices(able)}"
        )
