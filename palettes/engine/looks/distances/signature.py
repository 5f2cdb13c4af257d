"""Hellinger distance of the signatures."""

import numpy as np

from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook


class SignatureDistance(LookDistance):
    """sqrt(1 - sum(sqrt(p q))) of the two histograms p and q: 0 the same, 1 nothing in common."""

    key = "signature"
    title = "Signature"
    summary = "How much of the two looks' colours coincide, finest near grey. Ranks best."
    source = "Hellinger distance (A. Bhattacharyya, 1943) of warped OKLab histograms"
    unit = "Hellinger, 0 to 1"
    top = 1.0
    metric = True

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """Half-precision signatures are unit vectors to 0.001 only, so the end is clipped."""
        step = a.signature.astype(np.float64) - b.signature.astype(np.float64)
        return min(float(np.sqrt((step * step).sum() / 2)), 1.0)
