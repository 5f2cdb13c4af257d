"""Palettes and looks made by processes of their own (:mod:`palettes.making.beside_child`)."""

import base64
import json
import re
from dataclasses import fields
from math import isfinite
from pathlib import Path
from typing import Any, Final

from catalog.ingestion.decode_process import Decoder, refusal
from catalog.ingestion.decoder import NEEDS_MEMORY as TOO_MUCH
from catalog.ingestion.decoding import Decoders
from catalog.ingestion.errors import DecoderCrashed
from palettes.engine import EngineError, ExtractedPalette, LookStatistics, Recipe, Swatch
from palettes.making.beside_child import ANSWER, BYTES, MADE, NEEDS_MEMORY, REFUSED, asked
from palettes.making.work import MadeOfStill

SECONDS: Final = 60
"""For one picture under all recipes; nearly all take a hundredth of one each."""
MOST: Final = 4_000_000
"""Bytes of an answer; nearly all have 20,000."""
NOTE: Final = 300
WORD: Final = 20
FIGURES: Final = fields(LookStatistics)
_HEX: Final = re.compile("#[0-9a-f]{6}")


class NotMadeError(EngineError):
    """The other process refused a picture; ``code`` is that of its reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code  # type: ignore[misc]


class Maker(Decoder):
    """A child that makes palettes and looks."""

    program = (
        "import sys; sys.path += sys.argv[1:]; "
        "from palettes.making.beside_child import main; main()"
    )

    def decode(self, content: bytes, seconds: float) -> Any:
        """What the child made, as JSON has it; ``content`` is a request."""
        deadline = self._ask(content, seconds)
        verdict, length = ANSWER.unpack(self._receive(ANSWER.size, deadline))
        if verdict not in (MADE, REFUSED, NEEDS_MEMORY) or length > MOST:
            raise DecoderCrashed
        body = self._receive(length, deadline)
        if verdict == NEEDS_MEMORY:
            raise refusal(TOO_MUCH)
        try:
            return verdict, json.loads(body)
        except ValueError:
            raise DecoderCrashed from None


def make_outside(makers: Decoders, path: Path, recipes: list[Recipe], default: str) -> MadeOfStill:
    """As :func:`palettes.making.work.make`, by one of ``makers``, and the same to the last digit.

    Raises NotMadeError where that raises, and TooManyPixels (too much memory), DecodeTimeout,
    DecoderCrashed, or NoDecoder when no process could be had.
    """
    verdict, told = makers.decode(asked(path, recipes, default), SECONDS)
    try:
        if verdict == MADE:
            return _made(told, recipes)
        code, message = str(told["code"]), str(told["message"])
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise DecoderCrashed("What was made makes no sense.") from None
    raise NotMadeError(code, message)


def _made(told: dict[str, Any], recipes: list[Recipe]) -> MadeOfStill:
    """What was made, of what JSON has. Raises what nonsense raises."""
    pairs = zip(recipes, told["palettes"], strict=True)
    palettes = [(recipe, _palette(recipe, palette)) for recipe, palette in pairs]
    told = told["look"]
    look: dict[str, Any] = {
        "statistics": {field.name: _figure(told["statistics"][field.name]) for field in FIGURES},
        "look_version": int(told["look_version"]),
    }
    for name in BYTES:
        if name in told:
            look[name] = base64.b64decode(told[name], validate=True)
    return MadeOfStill(palettes, look)


def _palette(recipe: Recipe, told: dict[str, Any]) -> ExtractedPalette:
    swatches = tuple(_swatch(*swatch) for swatch in told["swatches"])
    fit, note = _number(told["fit"]), str(told["note"])[:NOTE]
    return ExtractedPalette(swatches, recipe, note, fitting=lambda: fit)


def _swatch(hex_colour: str, share: float, accent: bool) -> Swatch:
    if not _HEX.fullmatch(hex_colour):
        raise ValueError(hex_colour)
    return Swatch(hex_colour, _number(share), bool(accent))


def _figure(told: Any) -> Any:
    """A figure of a look: numbers, or a word."""
    if isinstance(told, list):
        return list(map(_number, told))
    if isinstance(told, str):
        if not told.isalnum() or len(told) > WORD:
            raise ValueError(told)
        return told
    return told if isinstance(told, bool) else _number(told)


def _number(told: float) -> float:
    if not isfinite(told):
        raise ValueError(told)
    return float(told)
