"""The process that makes palettes beside the storing of stills, run by
:mod:`palettes.making.maker`.

It lives within the limits of :mod:`catalog.ingestion.decode_child` and speaks as it does, but is
asked with the path of an original and recipes, and answers with palettes and a look, as JSON: it
decodes pictures, so whoever asks takes nothing from it that could be more than text and numbers.
Of the catalogue it knows the engine; neither Django nor a setting.
"""

import base64
import json
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from catalog.ingestion import decode_child

if TYPE_CHECKING:
    from palettes.engine import Recipe
    from palettes.making.work import MadeOfStill

ANSWER: Final = struct.Struct(">BI")
"""Verdict, and bytes that follow: what was made, or why there is nothing."""
MADE, REFUSED, NEEDS_MEMORY = range(3)
MEMORY: Final = 1_600_000_000
"""Bytes of data it may hold: it has 100 MB before it meets a picture, 400 with most of the largest
that are stored, and 1,100 with one of 16-bit greys."""
BYTES: Final = ("fingerprint", "pool", "signature", "colours")
"""What of a look is neither text nor number."""


def main() -> None:
    """Answer one request after the other, until whoever asks is gone."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"  # it may start no threads
    import palettes.making.work  # noqa: F401 - before memory is bounded

    decode_child.main(judge, MEMORY)


def asked(path: Path, recipes: "list[Recipe]", default: str) -> bytes:
    """The request for what :func:`palettes.making.work.make` gives."""
    told = {"path": str(path), "recipes": list(map(str, recipes)), "default": default}
    return json.dumps(told).encode()


def judge(content: bytes) -> bytes:
    """The answer to a request."""
    try:
        verdict, answer = MADE, _made(json.loads(content))
    except MemoryError:
        verdict, answer = NEEDS_MEMORY, None
    except Exception as error:  # noqa: BLE001 - told to whoever asks, who goes on
        code = getattr(error, "code", type(error).__name__)
        verdict, answer = REFUSED, {"code": code, "message": str(error)}
    body = json.dumps(answer).encode()
    return ANSWER.pack(verdict, len(body)) + body


def _made(request: dict[str, Any]) -> dict[str, Any]:
    from palettes.engine import resolve_recipe
    from palettes.making.work import make

    recipes = map(resolve_recipe, request["recipes"])
    return _plain(make(Path(request["path"]), recipes, request["default"]))


def _plain(made: "MadeOfStill") -> dict[str, Any]:
    """What was made, as JSON has it."""
    palettes = [
        {
            "swatches": [[swatch.hex, swatch.share, swatch.accent] for swatch in palette.swatches],
            "fit": palette.fit,
            "note": palette.note,
        }
        for _, palette in made.palettes
    ]
    look = {
        name: base64.b64encode(value).decode() if name in BYTES else value
        for name, value in made.look.items()
    }
    return {"palettes": palettes, "look": look}
