"""Palettes of film stills: the science, free of any web framework.

>>> from palettes.engine import extract_palette
>>> extract_palette("still.jpg", "kmeans-hsv-8").swatches[0].hex  # doctest: +SKIP
'#3a4b52'

A picture is decoded once into a :class:`Sample`; every recipe works from it. The tables
``METHODS``, ``SPACES`` and ``DIFFERENCES`` say what recipes are made of.
"""

from typing import Final

from palettes.engine.differences import DIFFERENCES
from palettes.engine.errors import EngineError
from palettes.engine.extraction import DEFAULT_RECIPE, extract_palette, seed_unsteadiness
from palettes.engine.film import extract_film_palette
from palettes.engine.looks import (
    LOOK_DISTANCES,
    LOOK_VERSION,
    EngineLook,
    LookStatistics,
    Move,
    look_distance,
    look_of,
    look_of_film,
    moves,
    transport,
)
from palettes.engine.methods import METHODS
from palettes.engine.names import colour_name
from palettes.engine.palette import ORDERS, ExtractedPalette
from palettes.engine.recipe import Recipe
from palettes.engine.resolving import resolve_recipe, usual_space
from palettes.engine.sampling import Sample, pool_samples, sample_picture
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch

ENGINE_VERSION: Final = 8
"""Raised whenever the same picture and recipe may give another palette than before."""

__all__ = [
    "DEFAULT_RECIPE",
    "DIFFERENCES",
    "ENGINE_VERSION",
    "LOOK_DISTANCES",
    "LOOK_VERSION",
    "METHODS",
    "ORDERS",
    "SPACES",
    "EngineError",
    "EngineLook",
    "ExtractedPalette",
    "LookStatistics",
    "Move",
    "Recipe",
    "Sample",
    "Swatch",
    "colour_name",
    "extract_film_palette",
    "extract_palette",
    "look_distance",
    "look_of",
    "look_of_film",
    "moves",
    "pool_samples",
    "resolve_recipe",
    "sample_picture",
    "seed_unsteadiness",
    "transport",
    "usual_space",
]
