"""CIE 1994 colour difference."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.differences.base import Difference


class Cie94(Difference):
    """Delta E 94 for graphic arts (kL = 1, K1 = 0.045, K2 = 0.015), in CIELAB.

    Weighted by the geometric mean of both chromas, the form for pairs of which neither is
    the standard, so that the order of the two colours does not matter.
    """

    key = "cie94"
    title = "CIE94"
    summary = "CIE76 with less weight on chroma and hue where colours are vivid."
    source = "CIE 116-1995, Industrial colour-difference evaluation"
    home = "cielab"

    def between(self, a: Floats, b: Floats) -> Floats:
        """Differences of CIELAB colours (..., 3)."""
        step = a - b
        chroma1, chroma2 = (np.sqrt(lab[..., 1] ** 2 + lab[..., 2] ** 2) for lab in (a, b))
        mean = np.sqrt(chroma1 * chroma2)
        step_c = chroma1 - chroma2
        step_h2 = np.maximum(step[..., 1] ** 2 + step[..., 2] ** 2 - step_c**2, 0.0)
        s_c, s_h = 1 + 0.045 * mean, 1 + 0.015 * mean
        total = step[..., 0] ** 2 + (step_c / s_c) ** 2 + step_h2 / s_h**2
        result: Floats = np.sqrt(total)
        return result
