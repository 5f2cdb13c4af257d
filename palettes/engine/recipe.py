"""What makes a palette reproducible: a method, a space, a size, and options.

The text form is ``METHOD-SPACE-SIZE`` and then ``,key=value`` for every option that is not at
its default, in a fixed order: ``agglomerative-oklab-6,difference=ciede2000,darkest=0.1``.
This module knows the syntax and the options all recipes share; whether a method exists and
what it can honour is for ``resolving.py``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from palettes.engine.errors import BadOptionError, BadRecipeError, BadSizeError
from palettes.engine.recipe_values import (
    LARGEST,
    LAST_SEED,
    Value,
    bad_seed,
    lightness_of,
    parameters_of,
    seed_of,
    short,
    size_of,
    switch_of,
    word_of,
)

__all__ = ["AUTO", "COMMON_OPTIONS", "LARGEST", "LAST_SEED", "USUAL_SPACE", "Recipe", "Value"]
__all__ += ["read_number", "read_options", "read_seed", "read_size", "read_switch", "read_whole"]

AUTO: Final = "auto"
USUAL_SPACE: Final = "oklab"

_SHAPE = re.compile(r"([a-z0-9_]+)-([a-z0-9_]+)-([a-z0-9]+)")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?")
_WORDS = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a palette is made.

    ``size`` is 1 to 64, or None for ``auto``. ``darkest`` and ``brightest`` leave out colours
    whose OKLab lightness is under the one or over the other (0..1). ``snap`` gives every
    swatch a colour that is really in the picture. ``parameters`` are the method's own, as
    pairs sorted by key; a value may still be text until the recipe is resolved.

    Numbers of NumPy become plain ones. Raises BadSizeError or BadOptionError when a common option
    is out of its range or of another type (``True`` is no number), BadRecipeError for a key that
    is no text.
    """

    method: str
    space: str = USUAL_SPACE
    size: int | None = 8
    difference: str = "euclidean"
    darkest: float = 0.0
    brightest: float = 1.0
    seed: int = 0
    snap: bool = True
    parameters: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        plain: dict[str, object] = {
            key: word_of(key, getattr(self, key)) for key in ("method", "space", "difference")
        }
        plain["size"] = size_of(self.size)
        plain |= {key: lightness_of(key, getattr(self, key)) for key in ("darkest", "brightest")}
        plain["seed"] = seed_of(self.seed)
        plain["snap"] = switch_of("snap", self.snap)
        plain["parameters"] = parameters_of(self.parameters)
        for key, value in plain.items():
            object.__setattr__(self, key, value)
        if not 0 <= self.darkest < self.brightest <= 1:
            raise BadOptionError(
                f"darkest={_text(self.darkest)} and brightest={_text(self.brightest)} must be "
                "lightnesses from 0 to 1, the first under the second"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form.

        Raises BadRecipeError when the text has another shape, BadSizeError and BadOptionError
        when a part of it is out of range. Keys are not looked up here.
        """
        head, *options = text.strip().split(",")
        shape = _SHAPE.fullmatch(head.strip())
        if shape is None:
            raise BadRecipeError(
                f"{short(text)!r} is not a recipe; write METHOD-SPACE-SIZE, "
                "for example kmeans-oklab-8 or agglomerative-rgb-6,darkest=0.1"
            )
        method, space, size = shape.groups()
        return cls(method, space, read_size(size)).with_texts(read_options(options))

    def __str__(self) -> str:
        size = AUTO if self.size is None else str(self.size)
        plain = Recipe(self.method)
        pairs = [
            (key, getattr(self, key))
            for key in COMMON_OPTIONS
            if getattr(self, key) != getattr(plain, key)
        ]
        options = [f",{key}={_text(value)}" for key, value in (*pairs, *self.parameters)]
        return f"{self.method}-{self.space}-{size}" + "".join(options)

    def with_texts(self, options: Mapping[str, str]) -> Self:
        """Give a copy with options changed that are still text, the method's own among them.

        Raises BadOptionError as parse.
        """
        own = dict(options)
        common = {key: own.pop(key) for key in COMMON_OPTIONS if key in own}
        fields = {key: COMMON_OPTIONS[key](key, text) for key, text in common.items()}
        parameters = tuple((dict(self.parameters) | own).items())
        return replace(self, parameters=parameters, **fields)  # type: ignore[arg-type]

    def with_options(self, **changes: object) -> "Recipe":
        """Give a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def read_number(key: str, text: str) -> float:
    """Read a decimal number. Raises BadOptionError."""
    if not _NUMBER.fullmatch(text):
        raise BadOptionError(f"{key}={short(text)}: give a number")
    return float(text)


def read_whole(key: str, text: str) -> int:
    """Read a whole number. Raises BadOptionError."""
    if not re.fullmatch(r"\d{1,12}", text):
        raise BadOptionError(f"{key}={short(text)}: give a whole number")
    return int(text)


def read_seed(_key: str, text: str) -> int:
    """Read where chance starts. Raises BadOptionError."""
    if not re.fullmatch(r"\d{1,12}", text):
        raise bad_seed(text)
    return int(text)


def read_switch(key: str, text: str) -> bool:
    """Read on or off. Raises BadOptionError."""
    if text not in _WORDS:
        raise BadOptionError(f"{key}={short(text)}: give on or off")
    return _WORDS[text]


def _word(_key: str, text: str) -> str:
    return text


COMMON_OPTIONS = {
    "difference": _word,
    "darkest": read_number,
    "brightest": read_number,
    "seed": read_seed,
    "snap": read_switch,
}


def read_size(text: str) -> int | None:
    """Read a size, None for ``auto``. Raises BadSizeError."""
    if text == AUTO:
        return None
    if not re.fullmatch(r"\d{1,6}", text):
        raise BadSizeError(f"size is {short(text)!r}; give 1 to {LARGEST}, or auto")
    return int(text)


def read_options(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``key=value`` of each pair. Raises BadRecipeError."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not (re.fullmatch(r"[a-z0-9_]+", key) and equals and value):
            raise BadRecipeError(f"{short(pair)!r} is not an option; write key=value")
        if key in found:
            raise BadRecipeError(f"{key} is given twice")
        found[key] = value
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)
