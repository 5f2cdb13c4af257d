"""Figures of films from what their stills have on average, and of several films together."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.looks.statistics import FAINT, LIGHTNESS_STEPS, WARMEST

COLUMNS: Final = 4 + LIGHTNESS_STEPS
"""Of a still: mean L, a, b, mean chroma, and its shares in equal steps of lightness."""

FIGURES: Final = ("lightness", "contrast", "chroma", "warmth", "a", "b")
"""What :func:`film_figures` gives, in order; a and b are those of the mean colour."""


def still_row(mean: Sequence[float], chroma: float, lightnesses: Sequence[float]) -> list[float]:
    """A still's row of COLUMNS numbers, from its LookStatistics."""
    return [*mean, chroma, *lightnesses]


def film_figures(means: Floats) -> Floats:
    """FIGURES (k, 6) of films whose stills' rows have the ``means`` (k, COLUMNS).

    Lightness, chroma and warmth are those of the films' looks; contrast is read from steps of
    lightness, so it is near that of the look, not equal to it.
    """
    light, a, b, chroma = means[:, :4].T
    turn = np.deg2rad(WARMEST)
    along = a * np.cos(turn) + b * np.sin(turn)
    warmth = np.clip(along / np.maximum(chroma, FAINT), -1, 1)
    reached = np.cumsum(means[:, 4:], axis=1)
    contrast = _reaching(reached, 0.95) - _reaching(reached, 0.05)
    return np.stack([light, contrast, chroma, warmth, a, b], axis=1)


def _reaching(reached: Floats, part: float) -> Floats:
    """The lightness (k,) below which ``part`` lies, of shares summed up (k, LIGHTNESS_STEPS)."""
    rows = np.arange(len(reached))
    step = np.minimum((reached < part * reached[:, -1:]).sum(axis=1), LIGHTNESS_STEPS - 1)
    before = np.where(step > 0, reached[rows, step - 1], 0.0)
    inside = (part * reached[:, -1] - before) / np.maximum(reached[rows, step] - before, 1e-12)
    lightness: Floats = (step + np.clip(inside, 0, 1)) / LIGHTNESS_STEPS
    return lightness
