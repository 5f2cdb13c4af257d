"""Straight lines in the recipe's own space."""

import numpy as np

from palettes.engine.arrays import Floats, squared_distances
from palettes.engine.differences.base import Difference


class Euclidean(Difference):
    """The length of the straight line between two colours, in the recipe's space."""

    key = "euclidean"
    title = "Euclidean"
    summary = "The straight line in the space chosen; the one every method understands."
    source = "Euclid, Elements, I.47"

    def between(self, a: Floats, b: Floats) -> Floats:
        """Square root of the summed squares."""
        step = a - b
        first, second, third = step[..., 0], step[..., 1], step[..., 2]
        length: Floats = np.sqrt(first * first + second * second + third * third)
        return length

    def matrix(self, a: Floats, b: Floats) -> Floats:
        """Differences (n, m), an axis at a time."""
        length: Floats = np.sqrt(squared_distances(a, b))
        return length
