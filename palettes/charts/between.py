"""How far the colours of one palette are from each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from palettes.engine import DIFFERENCES, SPACES, Swatch

MOST: Final = 10  # colours that have a table of all pairs
NEAREST: Final = 10  # pairs that are told of more colours

DIFFERENCE: Final = DIFFERENCES["ciede2000"]


@dataclass(frozen=True)
class Apart:
    """Two colours and their difference, CIEDE2000."""

    first: Swatch
    second: Swatch
    difference: float


class Between:
    """The differences between the colours of a palette."""

    def __init__(self, swatches: Sequence[Swatch]) -> None:
        self.swatches = swatches
        rgb = np.array([swatch.rgb for swatch in swatches]) / 255
        lab = SPACES["cielab"].from_rgb(rgb)
        self._matrix = DIFFERENCE.matrix(lab, lab)

    @property
    def triangle(self) -> list[tuple[Swatch, list[float]]]:
        """From the second on, each colour's difference to all before it; empty for many."""
        if len(self.swatches) > MOST:
            return []
        return [(self.swatches[n], self._matrix[n, :n].tolist()) for n in range(1, self.count)]

    @property
    def count(self) -> int:
        """How many colours."""
        return len(self.swatches)

    @property
    def heads(self) -> Sequence[Swatch]:
        """The columns of the triangle."""
        return self.swatches[:-1]

    @cached_property
    def pairs(self) -> list[Apart]:
        """Every pair, the nearest first."""
        first, second = np.triu_indices(self.count, 1)
        apart = self._matrix[first, second]
        return [
            Apart(self.swatches[first[n]], self.swatches[second[n]], float(apart[n]))
            for n in np.argsort(apart, kind="stable")
        ]

    @property
    def nearest(self) -> list[Apart]:
        """The pairs that are told when there are too many for a table of all."""
        return self.pairs[:NEAREST]
