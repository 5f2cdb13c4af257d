"""HSV as three plain numbers."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.hexagon import hue_and_range, pure_hue


class HsvRaw(Space):
    """Raw (h, s, v), hue in turns: what the article did, kept to be compared with.

    It tears red in two, at hue 0 and hue 1, whose mean is cyan, and gives the hue of a grey
    or a black, which is mere noise, a third of the say.
    """

    key = "hsv_raw"
    title = "HSV raw"
    summary = "Hue as a plain number. Tears red in two and listens to the hue of greys; for study."
    source = "A. R. Smith, Color gamut transform pairs, SIGGRAPH 1978"
    axes = ("h", "s", "v")
    ranges = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
    span = 1.0

    def from_rgb(self, rgb: Floats) -> Floats:
        """Hue in turns, saturation and value of encoded sRGB."""
        hue, high, low = hue_and_range(rgb)
        saturation = np.where(high > 0, (high - low) / np.where(high > 0, high, 1.0), 0.0)
        return np.stack([hue, saturation, high], axis=1)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of hue, saturation and value."""
        hue, saturation, value = coordinates.T
        rgb: Floats = value[:, None] * (1 + saturation[:, None] * (pure_hue(hue) - 1))
        return rgb
