"""HSV as a cone."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.hexagon import hue_and_range, pure_hue


class Hsv(Space):
    """HSV in its cone: (s v cos h, s v sin h, v), so that hue is the angle it is.

    In raw (h, s, v) red lies at both ends of the hue axis and black fills a whole face; the
    cone joins the reds and shrinks black to one point.
    """

    key = "hsv"
    title = "HSV cone"
    summary = "Hue, saturation and value as a cone, so that red is one place and black is one."
    source = "A. R. Smith, Color gamut transform pairs, SIGGRAPH 1978"
    axes = ("s v cos h", "s v sin h", "v")
    ranges = ((-1.0, 1.0), (-1.0, 1.0), (0.0, 1.0))
    span = 1.0

    def from_rgb(self, rgb: Floats) -> Floats:
        """Cone coordinates of encoded sRGB."""
        hue, high, low = hue_and_range(rgb)
        angle = hue * (2 * np.pi)
        chroma = high - low
        return np.stack([chroma * np.cos(angle), chroma * np.sin(angle), high], axis=1)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of cone coordinates."""
        x, y, value = coordinates[:, 0], coordinates[:, 1], coordinates[:, 2]
        chroma = np.hypot(x, y)
        pure = pure_hue(np.arctan2(y, x) / (2 * np.pi))
        return chroma[:, None] * (pure - 1) + value[:, None]
