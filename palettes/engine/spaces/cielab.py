"""CIELAB under D65."""

import numpy as np

from palettes.engine.arrays import Floats, mix
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.transfer import to_encoded, to_linear

# Linear sRGB to XYZ and back, white (0.3127, 0.3290), as in CSS Color 4.
TO_XYZ = (
    (0.41239079926595934, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151027, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
)
FROM_XYZ = (
    (3.2409699419045226, -1.537383177570094, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
WHITE = np.array([0.3127 / 0.3290, 1.0, (1 - 0.3127 - 0.3290) / 0.3290])
EPSILON = 216 / 24389
KAPPA = 24389 / 27


class Cielab(Space):
    """CIELAB: L* in 0..100, a* (green to red) and b* (blue to yellow), white D65."""

    key = "cielab"
    title = "CIELAB"
    summary = "The trade's standard since 1976; even for small steps, bent in the blues."
    source = "CIE 015:2018, section 8.2.1"
    axes = ("L*", "a*", "b*")
    ranges = ((0.0, 100.0), (-86.19, 98.26), (-107.87, 94.49))
    span = 100.0
    opponent = True

    def from_rgb(self, rgb: Floats) -> Floats:
        """L*, a*, b* of encoded sRGB."""
        ratio = mix(TO_XYZ, to_linear(rgb)) / WHITE
        f = np.where(ratio > EPSILON, np.cbrt(ratio), (KAPPA * ratio + 16) / 116)
        x, y, z = f[:, 0], f[:, 1], f[:, 2]
        return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of L*, a*, b*."""
        y = (coordinates[:, 0] + 16) / 116
        f = np.stack([y + coordinates[:, 1] / 500, y, y - coordinates[:, 2] / 200], axis=1)
        ratio = np.where(f**3 > EPSILON, f**3, (116 * f - 16) / KAPPA)
        return to_encoded(mix(FROM_XYZ, ratio * WHITE))
