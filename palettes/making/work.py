"""A picture's palettes and look, worked out: no database, so that any process can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palettes.engine import (
    LOOK_VERSION,
    EngineLook,
    ExtractedPalette,
    Recipe,
    extract_palette,
    look_of,
    sample_picture,
)
from palettes.index.colours import pack_colours
from palettes.making.pools import pack

Made = Sequence[tuple[Recipe, ExtractedPalette]]


@dataclass(frozen=True, slots=True)
class MadeOfStill:
    """A still's palettes, and its look as the row keeps it."""

    palettes: Made
    look: dict[str, Any]


def make(path: Path, recipes: Iterable[Recipe], default: str) -> MadeOfStill:
    """Work a picture's palettes under ``recipes`` and its look out, from one decode.

    ``default`` is the recipe, as text, whose colours the look keeps.

    Raises:
        EngineError: the picture cannot be read, or a recipe is impossible.
    """
    sample = sample_picture(path)
    made = [(recipe, extract_palette(sample, recipe)) for recipe in recipes]
    for _, palette in made:
        _ = palette.fit  # worked out here, or whoever keeps it would have to
    look = kept_look(look_of(sample), made, default)
    return MadeOfStill(made, {"fingerprint": sample.column, "pool": pack(sample), **look})


def kept_look(look: EngineLook, made: Made, default: str) -> dict[str, Any]:
    """A look as its row keeps it; the colours only when the default palette is among ``made``."""
    kept: dict[str, Any] = {
        "signature": look.packed_signature,
        "statistics": look.statistics.as_dict(),
        "look_version": LOOK_VERSION,
    }
    for recipe, palette in made:
        if str(recipe) == default:
            kept["colours"] = pack_colours(palette.swatches)
    return kept
