"""HyAB, for large differences."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.differences.base import Difference


class Hyab(Difference):
    """City block in lightness, Euclidean in chroma: |dL| + hypot(da, db)."""

    key = "hyab"
    title = "HyAB"
    summary = "Lightness and chroma steps added up; truer than Euclid for colours far apart."
    source = "S. Abasi, M. Amani Tehran, M. D. Fairchild, Color Res. Appl. 45 (2020), 632-643"
    opponent_only = True

    def between(self, a: Floats, b: Floats) -> Floats:
        """Sum of the lightness step and the chroma step."""
        step = a - b
        second, third = step[..., 1], step[..., 2]
        total: Floats = np.abs(step[..., 0]) + np.sqrt(second * second + third * third)
        return total
