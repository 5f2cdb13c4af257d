"""HSL as a double cone."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.hexagon import hue_and_range, pure_hue


class Hsl(Space):
    """HSL in its double cone: (c cos h, c sin h, l), with c = s (1 - |2 l - 1|)."""

    key = "hsl"
    title = "HSL double cone"
    summary = "Hue around a grey axis with a tip at black and one at white."
    source = "G. H. Joblove, D. Greenberg, Color spaces for computer graphics, SIGGRAPH 1978"
    axes = ("c cos h", "c sin h", "l")
    ranges = ((-1.0, 1.0), (-1.0, 1.0), (0.0, 1.0))
    span = 1.0

    def from_rgb(self, rgb: Floats) -> Floats:
        """Double-cone coordinates of encoded sRGB."""
        hue, high, low = hue_and_range(rgb)
        angle = hue * (2 * np.pi)
        chroma = high - low
        return np.stack([chroma * np.cos(angle), chroma * np.sin(angle), (high + low) / 2], axis=1)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of double-cone coordinates."""
        x, y, lightness = coordinates[:, 0], coordinates[:, 1], coordinates[:, 2]
        chroma = np.hypot(x, y)
        pure = pure_hue(np.arctan2(y, x) / (2 * np.pi))
        return chroma[:, None] * (pure - 0.5) + lightness[:, None]
