"""Which colour mass moves where: optimal transport between two palettes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, squared_distances
from palettes.engine.palette import ExtractedPalette
from palettes.engine.swatch import Swatch

LEAST: Final = 1e-9
"""Mass below which nothing moves."""

PaletteLike = Sequence[Swatch] | ExtractedPalette


@dataclass(frozen=True, slots=True)
class Move:
    """``mass`` (share of the whole, 0..1) that goes from ``source`` to ``target``, which lie
    ``distance`` (OKLab) apart. ``work`` is mass x distance: its part of the whole distance.
    """

    source: Swatch
    target: Swatch
    mass: float
    distance: float

    @property
    def work(self) -> float:
        """The part of the earth mover's distance that this move is."""
        return self.mass * self.distance


def transport(palette_a: PaletteLike, palette_b: PaletteLike) -> Floats:
    """The flow (n, m) that turns palette a into palette b with the least work.

    Entry (i, j) is the mass that moves from swatch i of a to swatch j of b; rows sum to the
    shares of a, columns to those of b (both scaled to 1). Work is mass x OKLab distance (the
    earth mover's problem; Y. Rubner, C. Tomasi, L. Guibas, IJCV 40, 2000), solved exactly.

    Raises ValueError when a palette is empty or has no mass.
    """
    first, second = _swatches(palette_a), _swatches(palette_b)
    return flow(_shares(first), _shares(second), ground(first, second))


def moves(palette_a: PaletteLike, palette_b: PaletteLike) -> list[Move]:
    """The flow as a list, the most work first; mass that stays where it is comes last."""
    first, second = _swatches(palette_a), _swatches(palette_b)
    away = ground(first, second)
    mass = flow(_shares(first), _shares(second), away)
    found = [
        Move(first[i], second[j], float(mass[i, j]), float(away[i, j]))
        for i, j in np.argwhere(mass > LEAST)
    ]
    return sorted(found, key=lambda move: (-move.work, -move.mass))


def ground(first: Sequence[Swatch], second: Sequence[Swatch]) -> Floats:
    """OKLab distances (n, m) between swatches."""
    away: Floats = np.sqrt(squared_distances(_oklab(first), _oklab(second)))
    return away


def flow(supply: Floats, demand: Floats, cost: Floats) -> Floats:
    """Cheapest flow (n, m) from ``supply`` (n,) to ``demand`` (m,), each summing to 1, when a
    unit from i to j costs ``cost`` (n, m). Exact: a linear programme, solved by HiGHS.
    """
    n, m = cost.shape
    if n == 1 or m == 1:
        only: Floats = np.outer(supply, demand)
        return only
    # Here, for they take longer to import than all the rest, and few need them.
    from scipy import sparse
    from scipy.optimize import linprog

    rows = sparse.kron(sparse.eye_array(n), np.ones((1, m)))
    columns = sparse.kron(np.ones((1, n)), sparse.eye_array(m))
    # The last equation follows from the others; with it, rounding could make them contradict.
    equations = sparse.vstack([rows, columns]).tocsr()[:-1]
    totals = np.concatenate([supply, demand])[:-1]
    found = linprog(cost.reshape(-1), A_eq=equations, b_eq=totals, method="highs-ds")
    if found.x is None:  # pragma: no cover, a transport problem always has an answer
        raise ArithmeticError(found.message)
    cheapest: Floats = np.maximum(np.asarray(found.x, dtype=np.float64).reshape(n, m), 0.0)
    return cheapest


def _swatches(palette: PaletteLike) -> Sequence[Swatch]:
    return palette.swatches if isinstance(palette, ExtractedPalette) else palette


def _oklab(swatches: Sequence[Swatch]) -> Floats:
    return np.array([swatch.oklab for swatch in swatches], dtype=np.float64)


def _shares(swatches: Sequence[Swatch]) -> Floats:
    shares = np.array([swatch.share for swatch in swatches], dtype=np.float64)
    if not len(shares) or shares.min() < 0 or shares.sum() <= 0:
        raise ValueError("a palette to move needs swatches with shares")
    shares /= shares.sum()
    return shares
