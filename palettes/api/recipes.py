"""A recipe by parameters of an address, all of them derived from the engine's tables."""

from collections import defaultdict
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

from pydantic import Field, create_model

from palettes.api.parameters import Parameters
from palettes.engine import (
    DEFAULT_RECIPE,
    DIFFERENCES,
    METHODS,
    SPACES,
    Recipe,
    resolve_recipe,
    usual_space,
)
from palettes.engine.methods import Method, Parameter
from palettes.engine.recipe import AUTO, COMMON_OPTIONS, LARGEST, LAST_SEED

PLAIN: Final = resolve_recipe(DEFAULT_RECIPE)


def _table(table: dict[str, Any]) -> str:
    return "; ".join(f"{key}: {entry.title}" for key, entry in table.items())


def _without_one() -> str:
    """Which space is taken when none is given."""
    others = (
        f"with {key} {usual_space(key)}" for key in METHODS if usual_space(key) != PLAIN.space
    )
    return f"Without one: {', '.join([PLAIN.space, *others])}."


def _fields() -> dict[str, Any]:
    """What every recipe has."""
    share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    return {
        "method": (
            Literal[tuple(METHODS)],
            Field(PLAIN.method, description=f"How colours are grouped. {_table(METHODS)}."),
        ),
        "space": (
            Literal[tuple(SPACES)],
            Field(
                default_factory=lambda: PLAIN.space,  # no default of the schema: see recipe_of
                description=f"Where they are grouped. {_table(SPACES)}. {_without_one()}",
            ),
        ),
        "difference": (
            Literal[tuple(DIFFERENCES)],
            Field(
                PLAIN.difference,
                description=f"How far two colours are apart. {_table(DIFFERENCES)}. Many methods"
                " can only use euclidean; others are refused as impossible_recipe.",
            ),
        ),
        "size": (
            Annotated[int, Field(ge=1, le=LARGEST)] | Literal["auto"],
            Field(PLAIN.size, description=f"How many colours: 1 to {LARGEST}, or {AUTO}."),
        ),
        "darkest": (share, Field(0.0, description="Leave out darker colours: OKLab lightness.")),
        "brightest": (share, Field(1.0, description="Leave out lighter colours: OKLab lightness.")),
        "seed": (
            Annotated[int, Field(ge=0, le=LAST_SEED)],
            Field(0, description="Where chance starts, for the methods that have some."),
        ),
        "snap": (
            Literal["on", "off", "true", "false", "yes", "no"],
            Field("on", description="Whether swatches are colours really in the picture."),
        ),
    }


def _own_fields() -> dict[str, Any]:
    """What single methods have; a name that several share takes what any of them takes."""
    owners: dict[str, list[tuple[Method, Parameter]]] = defaultdict(list)
    for method in METHODS.values():
        for parameter in method.parameters:
            owners[parameter.key].append((method, parameter))
    return {key: _own_field(found) for key, found in owners.items()}


def _own_field(found: list[tuple[Method, Parameter]]) -> tuple[Any, Any]:
    said = "; ".join(
        f"{m.key}: {p.title.lower()}, {p.values}, default {p.default}" for m, p in found
    )
    parameters = [parameter for _, parameter in found]
    kind: Any
    if parameters[0].choices:
        kind = Literal[tuple(dict.fromkeys(c for p in parameters for c in p.choices))]
    else:
        whole = all(isinstance(p.default, int) for p in parameters)
        low, high = min(p.low for p in parameters), max(p.high for p in parameters)
        kind = Annotated[
            int if whole else float,
            Field(ge=low, le=high) if whole else Field(ge=low, le=high, allow_inf_nan=False),
        ]
    return kind | None, Field(None, description=f"Of {said}.")


OWN: Final = _own_fields()
RecipeParameters: Final = create_model("RecipeParameters", __base__=Parameters, **_fields(), **OWN)


def recipe_of(asked: Any) -> Recipe:
    """The recipe that validated ``RecipeParameters`` ask for, without a space in the usual one.

    Raises:
        RecipeError: its parts do not go together, or a parameter is another method's.
    """
    options = {key: str(getattr(asked, key)) for key in COMMON_OPTIONS}
    own = {key: getattr(asked, key) for key in OWN}
    options |= {key: str(value) for key, value in own.items() if value is not None}
    size = None if asked.size == AUTO else asked.size
    given = "space" in asked.model_fields_set
    space = asked.space if given else usual_space(asked.method)
    return _resolved(asked.method, space, size, tuple(options.items()))


@lru_cache(maxsize=256)
def _resolved(
    method: str, space: str, size: int | None, options: tuple[tuple[str, str], ...]
) -> Recipe:
    return resolve_recipe(Recipe(method, space, size).with_texts(dict(options)))
