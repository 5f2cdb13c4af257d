"""The parts of a recipe as a program gives them: plain values, or a refusal that says which."""

from collections.abc import Iterable, Mapping
from math import isfinite
from numbers import Integral, Real
from typing import Any, Final

import numpy as np

from palettes.engine.errors import BadOptionError, BadRecipeError, BadSizeError

LARGEST: Final = 64
LAST_SEED: Final = 2**32 - 1

Value = str | int | float | bool


def whole(value: object) -> int | None:
    """A whole number of any type but bool, as int; None for anything else."""
    return int(value) if isinstance(value, Integral) and not isinstance(value, bool) else None


def number(value: object) -> float | None:
    """A finite number of any type but bool, as float; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    # The digits that NumPy shows, not those a float32 gets as a double.
    plain = float(str(value)) if isinstance(value, np.generic) else float(value)
    return plain if isfinite(plain) else None


def size_of(value: object) -> int | None:
    """A size, None for ``auto``. Raises BadSizeError."""
    if value is None:
        return None
    size = whole(value)
    if size is None:
        raise BadSizeError(f"size is {told(value)}; give a whole number, or None for auto")
    if not 1 <= size <= LARGEST:
        raise BadSizeError(f"size is {size}; give 1 to {LARGEST}, or auto")
    return size


def lightness_of(key: str, value: object) -> float:
    """A lightness; its range is another's matter. Raises BadOptionError."""
    plain = number(value)
    if plain is None:
        raise BadOptionError(f"{key}={told(value)}: give a lightness from 0 to 1")
    return plain


def seed_of(value: object) -> int:
    """Where chance starts. Raises BadOptionError."""
    seed = whole(value)
    if seed is None or not 0 <= seed <= LAST_SEED:
        raise bad_seed(told(value) if seed is None else str(seed))
    return seed


def bad_seed(text: str) -> BadOptionError:
    """What is said of a seed that is none."""
    return BadOptionError(f"seed={short(text)}; give a whole number from 0 to {LAST_SEED}")


def switch_of(key: str, value: object) -> bool:
    """On or off. Raises BadOptionError."""
    if not isinstance(value, bool | np.bool_):
        raise BadOptionError(f"{key}={told(value)}: give True or False")
    return bool(value)


def parameters_of(given: Any) -> tuple[tuple[str, Value], ...]:
    """A method's own parameters, of a mapping or of pairs, sorted by key.

    Raises BadRecipeError for what is neither, BadOptionError for a value that is no number or text.
    """
    pairs = given.items() if isinstance(given, Mapping) else given
    if not isinstance(pairs, Iterable) or isinstance(pairs, str):
        raise BadRecipeError(f"parameters are {told(given)}; give pairs of a name and a value")
    found: dict[str, Value] = {}
    for pair in pairs:
        if not (isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[0], str)):
            raise BadRecipeError(f"{told(pair)} is no parameter; give a pair of a name and a value")
        key, value = pair
        if key in found:
            raise BadRecipeError(f"{key} is given twice")
        found[key] = _parameter(key, value)
    return tuple(sorted(found.items()))


def _parameter(key: str, value: object) -> Value:
    """Equal values are made the same: 3.0 is 3, so that equal recipes resolve alike."""
    if isinstance(value, str):
        return str(value)
    plain = number(value)
    if plain is None:
        raise BadOptionError(f"{key}={told(value)}: give a number or a word")
    return int(plain) if plain.is_integer() else plain


def word_of(key: str, value: object) -> str:
    """The key of a table. Raises BadRecipeError."""
    if not isinstance(value, str):
        raise BadRecipeError(f"{key} is {told(value)}; give its name as text")
    return str(value)


def told(value: object) -> str:
    """A value of any type for a message."""
    return short(repr(value.item() if isinstance(value, np.generic) else value))


def short(text: str) -> str:
    """Text that fits a message."""
    return text if len(text) <= 60 else text[:57] + "..."
