"""What is wrong with parameters and fields, in the product's words and with the engine's codes.

A part of a recipe that cannot be has the code and the words it has everywhere: on the command
line, in Python, here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest, QueryDict

from palettes.api.problems import ProblemError
from palettes.api.recipes import OWN, PLAIN
from palettes.engine import METHODS, EngineError, Recipe, resolve_recipe
from palettes.engine.recipe import COMMON_OPTIONS, read_size

_NAME: Final = re.compile(r"[a-z0-9_]+")
_EXAMPLES: Final = {
    "url": "Give a picture's address, such as url=https://example.org/still.jpg.",
    "picture": "Send it as a file, such as curl -F picture=@still.jpg does.",
    "addresses": "Give the addresses of pictures or galleries, as a list.",
    "body": 'Send a JSON object, such as {"addresses": ["https://example.org/still.jpg"]}.',
}
_WORDS: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "missing": lambda told: "It has to be given.",
    "literal_error": lambda told: f"Choose {told['expected'].replace(chr(39), '')}.",
    "int_parsing": lambda told: "Give a whole number.",
    "int_parsing_size": lambda told: "Give a smaller whole number.",
    "int_from_float": lambda told: "Give a whole number.",
    "int_type": lambda told: "Give a whole number.",
    "float_parsing": lambda told: "Give a number.",
    "float_type": lambda told: "Give a number.",
    "finite_number": lambda told: "Give a number that is finite.",
    "bool_parsing": lambda told: "Give true or false.",
    "bool_type": lambda told: "Give true or false.",
    "less_than_equal": lambda told: f"Give {told['le']} at most.",
    "greater_than_equal": lambda told: f"Give {told['ge']} at least.",
    "string_type": lambda told: "Give text.",
    "string_unicode": lambda told: "Give text in UTF-8.",
    "string_too_long": lambda told: f"Give {told['max_length']} characters at most.",
    "list_type": lambda told: "Give a list.",
    "too_short": lambda told: f"Give {told['min_length']} at least.",
    "too_long": lambda told: f"Give {told['max_length']} at most.",
    "extra_forbidden": lambda told: (
        "There is no field of this name: /api/docs has those there are."
    ),
}
_ENGINES: Final = {
    "unknown_method",
    "unknown_space",
    "unknown_difference",
    "bad_size",
    "bad_option",
}
_OBJECTS: Final = ("model_type", "model_attributes_type", "dict_type")


def of_parameters(request: HttpRequest, errors: Iterable[Mapping[str, Any]]) -> ProblemError:
    """The problem that a validator's complaints are: the engine's when all of them are one."""
    given = {"query": request.GET, "form": request.POST}
    found: dict[str, dict[str, str]] = {}
    for error in errors:
        one = _complaint(error, given.get(error["loc"][0]))
        kept = found.setdefault(one["field"], one)
        if kept["detail"] != one["detail"]:  # one of several things that it may be
            kept["detail"] = f"{kept['detail'].rstrip('.')}; or: {one['detail']}"
    codes = {one["code"] for one in found.values()}
    code = codes.pop() if len(codes) == 1 and codes <= _ENGINES else "bad_parameters"
    return ProblemError(422, code, errors=list(found.values()))


def _complaint(error: Mapping[str, Any], given: QueryDict | None) -> dict[str, str]:
    """One of them. ``loc`` is where it was given, our name for all of it, and the field's."""
    told, kind = error.get("ctx", {}), str(error["type"])
    where = [str(part) for part in error["loc"][2:] if _NAME.fullmatch(str(part))]
    whole = "body" if error["loc"][0] == "body" else error["loc"][-1]
    name = str(told.get("name") or ".".join(where) or whole)[:120]
    if given is not None and kind != "repeated_parameter":
        name = where[0] if where else name  # what follows is which of several types was tried
        refused = _refusal(name, given.get(name))
        if refused is not None:
            return {"field": name, "code": refused.code, "detail": f"{refused}."}
    return {
        "field": name,
        "code": kind,
        "detail": _words(kind, name, told, str(error["msg"])[:400]),
    }


def _words(kind: str, name: str, told: Mapping[str, Any], otherwise: str) -> str:
    if name in _EXAMPLES and (kind == "missing" or kind in _OBJECTS):
        return _EXAMPLES[name]
    if kind in _OBJECTS:
        return "Give an object, in braces."
    return _WORDS[kind](told) if kind in _WORDS else otherwise


def _refusal(name: str, given: Any) -> EngineError | None:
    """What the engine says of a part of a recipe; None where it finds nothing wrong."""
    if not isinstance(given, str):
        return None
    given = given.replace("\0", "")
    try:
        if name in ("method", "space", "difference"):
            resolve_recipe(PLAIN.with_options(**{name: given}))
        elif name == "size":
            Recipe(PLAIN.method, size=read_size(given))
        elif name in COMMON_OPTIONS:
            Recipe(PLAIN.method).with_texts({name: given})
        elif name in OWN:
            for method in METHODS.values():
                for parameter in method.parameters:
                    if parameter.key == name:
                        parameter.read(given)
    except EngineError as error:
        return error
    return None
