"""Histogram intersection."""

import numpy as np

from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook
from palettes.engine.looks.signature import shares_of


class Intersection(LookDistance):
    """One minus the mass that two histograms share, on the signature's bins."""

    key = "intersection"
    title = "Histogram intersection"
    summary = "The share of the picture whose colours the other look does not have."
    source = "M. J. Swain, D. H. Ballard, Color indexing, IJCV 7 (1991)"
    unit = "share, 0 to 1"
    top = 1.0
    metric = True

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """Half the L1 distance: 1 - intersection, for histograms that sum to 1."""
        away = np.abs(shares_of(a.signature) - shares_of(b.signature)).sum() / 2
        return min(float(away), 1.0)
