"""CIEDE2000 difference of the palettes."""

from collections.abc import Sequence

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.differences import DIFFERENCES
from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch


class PaletteDifference(LookDistance):
    """Mean CIEDE2000 from each swatch to the nearest of the other palette, both ways.

    The minimum colour difference model of Pan and Westland, which agreed best with how
    different observers found palettes to be; here each swatch weighs as much as its share.
    Swatches may share a nearest one, so the triangle inequality is not promised.
    """

    key = "palette"
    title = "Palette difference"
    summary = "How far each swatch is from the nearest of the other palette, in CIEDE2000."
    source = "Q. Pan, S. Westland, Comparative evaluation of color differences, CIC 26 (2018)"
    unit = "Delta E 2000"
    top = 120.0
    metric = False

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """The mean of there and back."""
        away = DIFFERENCES["ciede2000"].matrix(_cielab(a.swatches), _cielab(b.swatches))
        there = float((away.min(axis=1) * _shares(a.swatches)).sum())
        back = float((away.min(axis=0) * _shares(b.swatches)).sum())
        return (there + back) / 2


def _cielab(swatches: Sequence[Swatch]) -> Floats:
    return SPACES["cielab"].from_rgb(np.array([swatch.rgb for swatch in swatches]) / 255)


def _shares(swatches: Sequence[Swatch]) -> Floats:
    shares = np.array([swatch.share for swatch in swatches], dtype=np.float64)
    weighted: Floats = shares / shares.sum()
    return weighted
