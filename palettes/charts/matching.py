"""Palettes side by side: each swatch beside the one most like it in the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from palettes.engine import DIFFERENCES, SPACES, Swatch

DIFFERENCE: Final = DIFFERENCES["ciede2000"]
ALONE: Final = 100.0  # CIEDE2000: about black to white


@dataclass(frozen=True)
class Cell:
    """A swatch of one palette; ``difference`` (CIEDE2000) to the row's first, or None for it."""

    swatch: Swatch
    difference: float | None = None


def matched(palettes: Sequence[Sequence[Swatch]]) -> list[list[Cell | None]]:
    """Rows of cells, a column for each palette, in the order of the first palette's shares.

    Every swatch of a further palette stands beside one of the first, so that the differences
    weighted by share are least altogether; those left over, small ones if there is a choice,
    have rows of their own at the end.
    """
    first = palettes[0]
    rows: list[list[Cell | None]] = [[Cell(swatch)] for swatch in first]
    over: list[list[Cell | None]] = []
    for number, palette in enumerate(palettes[1:], start=1):
        pairs = _pairs(first, palette)
        for row, mine in enumerate(rows[: len(first)]):
            mine.append(pairs.get(row))
        taken = {cell.swatch for cell in pairs.values()}
        # Rows left over are shared: one palette's beside another's, without a difference.
        left = [swatch for swatch in palette if swatch not in taken]
        over += [[None] * len(palettes) for _ in range(len(left) - len(over))]
        for place, swatch in enumerate(left):
            over[place][number] = Cell(swatch)
    return rows + over


def _pairs(first: Sequence[Swatch], other: Sequence[Swatch]) -> dict[int, Cell]:
    away = DIFFERENCE.matrix(_lab(first), _lab(other))
    mine, theirs = (np.array([swatch.share for swatch in part]) for part in (first, other))
    cost = away * (mine[:, None] + theirs)
    # To be left over costs more for a large swatch than any match, so the small ones are.
    size = max(len(first), len(other))
    padded = np.zeros((size, size))
    padded[: len(first), : len(other)] = cost
    padded[len(first) :, : len(other)] = ALONE * theirs
    padded[: len(first), len(other) :] = ALONE * mine[:, None]
    return {
        int(i): Cell(other[j], float(away[i, j]))
        for i, j in zip(*linear_sum_assignment(padded), strict=True)
        if i < len(first) and j < len(other)
    }


def _lab(swatches: Sequence[Swatch]) -> np.ndarray:
    rgb = np.array([swatch.rgb for swatch in swatches]) / 255
    return SPACES["cielab"].from_rgb(rgb)
