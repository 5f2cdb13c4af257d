"""OKLab."""

import numpy as np

from palettes.engine.arrays import Bytes, Floats, mix
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.transfer import linear_bytes, to_encoded, to_linear

# Linear sRGB to cone responses and on to L, a, b, in the precision of CSS Color 4.
TO_CONES = (
    (0.412221469470763, 0.5363325372617348, 0.0514459932675022),
    (0.2119034958178252, 0.6806995506452344, 0.1073969535369406),
    (0.0883024591900564, 0.2817188391361215, 0.6299787016738222),
)
TO_LAB = (
    (0.210454268309314, 0.7936177747023054, -0.0040720430116193),
    (1.9779985324311684, -2.4285922420485799, 0.450593709617411),
    (0.0259040424655478, 0.7827717124575296, -0.8086757549230774),
)
FROM_LAB = tuple(map(tuple, np.linalg.inv(np.array(TO_LAB)).round(15).tolist()))
FROM_CONES = tuple(map(tuple, np.linalg.inv(np.array(TO_CONES)).round(15).tolist()))


class Oklab(Space):
    """OKLab: lightness L in 0..1 and opponent axes a (green to red) and b (blue to yellow)."""

    key = "oklab"
    title = "OKLab"
    summary = "Even steps for the eye, hues that stay put as colours darken. The best default."
    source = "B. Ottosson, A perceptual color space for image processing, 2020"
    axes = ("L", "a", "b")
    ranges = ((0.0, 1.0), (-0.2339, 0.2763), (-0.3116, 0.1986))
    span = 1.0
    opponent = True

    def from_rgb(self, rgb: Floats) -> Floats:
        """L, a, b of encoded sRGB."""
        return _of_linear(to_linear(rgb))

    def from_bytes(self, pixels: Bytes) -> Floats:
        """L, a, b of 8-bit sRGB."""
        return _of_linear(linear_bytes(pixels))

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of L, a, b."""
        return to_encoded(mix(FROM_CONES, mix(FROM_LAB, coordinates) ** 3))


def _of_linear(rgb: Floats) -> Floats:
    return mix(TO_LAB, np.cbrt(mix(TO_CONES, rgb)))
