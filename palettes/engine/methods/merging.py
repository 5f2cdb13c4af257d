"""Colours merged into fewer, where a few hundred say as much as a few thousand."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.methods.medians import Reals, masses_of

SIDE: Final = 0.03
"""Side of a cell in OKLab: coarser loses small objects, finer costs time and finds no more."""

FEW: Final = 200
"""So few colours are not merged."""


@dataclass(frozen=True, eq=False)
class Colours:
    """OKLab ``points`` (3, n), their shares ``weights`` (n,), and ``coherent`` (n,), the part of
    each share that belongs to something compact.
    """

    points: Reals
    weights: Reals
    coherent: Reals

    @cached_property
    def masses(self) -> Reals:
        """``points`` times ``weights``, and the weights: (4, n)."""
        return masses_of(self.points, self.weights)

    @classmethod
    def of(cls, points: Floats, weights: Floats, coherent: Floats) -> "Colours":
        """Take ``points`` (n, 3) and what goes with them, in 32 bits."""
        axes = np.array(points.T, dtype=np.float32, order="C")
        return cls(axes, weights.astype(np.float32), coherent.astype(np.float32))

    def merged(self, least: int) -> "Colours":
        """Give the weighted mean of every cell of side ``SIDE`` that holds colours.

        Left as they are when fewer than ``least`` would remain.
        """
        if len(self.weights) <= FEW:
            return self
        steps = np.floor(self.points / SIDE).astype(np.int64)
        steps -= steps.min(axis=1)[:, None]
        _, wide, deep = steps.max(axis=1) + 1
        cells = (steps[0] * wide + steps[1]) * deep + steps[2]
        mass = np.bincount(cells, self.weights)
        held = np.flatnonzero(mass)
        if len(held) < least:
            return self
        mass = mass[held]
        means = [np.bincount(cells, self.weights * axis)[held] / mass for axis in self.points]
        coherent = np.bincount(cells, self.coherent)[held].astype(np.float32)
        return Colours(np.array(means, dtype=np.float32), mass.astype(np.float32), coherent)
