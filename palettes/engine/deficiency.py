"""How colours look to eyes with a colour vision deficiency.

Protanopia and deuteranopia are simulated after F. Viénot, H. Brettel and J. D. Mollon, Digital
video colourmaps for checking the legibility of displays by dichromats, 1999: one matrix each, in
linear light. Its step that first darkens all colours a little, to keep the result in gamut, is
left out: results are clipped instead, so that greys stay as they are.

Tritanopia is simulated after H. Brettel, F. Viénot and J. D. Mollon, Computerized simulation of
color appearance for dichromats, 1997, since no single matrix fits it: a plane through the greys
divides all colours, and each side has a matrix of its own (anchors 485 and 660 nm; the constants
are those of libDaltonLens, in the public domain).

Achromatopsia is shown as relative luminance. That is what is left when hue is taken away; eyes
with rods alone see blues somewhat lighter and reds darker.

All are simulations of the complete deficiency on a calibrated display: who sees a part of the
difference sees something between this and the colours themselves.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Matrix, mix
from palettes.engine.spaces.transfer import to_encoded, to_linear


@dataclass(frozen=True)
class Deficiency:
    """A way of seeing fewer colours.

    ``matrix`` takes linear sRGB to linear sRGB. Where ``other`` is given, it takes the place of
    ``matrix`` for colours with a positive product with ``divide``, a normal in linear sRGB.
    """

    key: str
    title: str
    summary: str
    source: str
    matrix: Matrix
    other: Matrix | None = None
    divide: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def simulate(self, rgb: Floats) -> Floats:
        """Encoded sRGB (n, 3) in 0..1 as these eyes see encoded sRGB (n, 3) in 0..1."""
        linear = to_linear(rgb)
        seen = mix(self.matrix, linear)
        if self.other is not None:
            beyond = mix((self.divide,), linear)[:, 0] > 0
            seen = np.where(beyond[:, None], mix(self.other, linear), seen)
        return to_encoded(np.clip(seen, 0.0, 1.0))


VIENOT: Final = "Viénot, Brettel and Mollon, 1999"
BRETTEL: Final = "Brettel, Viénot and Mollon, 1997"

DEFICIENCIES: Final = {
    one.key: one
    for one in (
        Deficiency(
            "protanopia",
            "Protanopia",
            "no long-wave cones: reds are dark, and red and green hard to tell apart",
            VIENOT,
            (
                (0.11238276, 0.88761724, 0.0),
                (0.11238276, 0.88761724, 0.0),
                (0.00400577, -0.00400577, 1.0),
            ),
        ),
        Deficiency(
            "deuteranopia",
            "Deuteranopia",
            "no medium-wave cones: red and green hard to tell apart",
            VIENOT,
            (
                (0.29275011, 0.70724989, 0.0),
                (0.29275011, 0.70724989, 0.0),
                (-0.02233659, 0.02233659, 1.0),
            ),
        ),
        Deficiency(
            "tritanopia",
            "Tritanopia",
            "no short-wave cones: blue and green, yellow and pink hard to tell apart",
            BRETTEL,
            (
                (0.93678, 0.18979, -0.12657),
                (0.06154, 0.81526, 0.12320),
                (-0.37562, 1.12767, 0.24796),
            ),
            (
                (1.01277, 0.13548, -0.14826),
                (-0.01243, 0.86812, 0.14431),
                (0.07589, 0.80500, 0.11911),
            ),
            (0.03901, -0.02788, -0.01113),
        ),
        Deficiency(
            "achromatopsia",
            "Achromatopsia",
            "no cones that work: lightness alone",
            "relative luminance, IEC 61966-2-1",
            ((0.2126, 0.7152, 0.0722),) * 3,
        ),
    )
}
"""Every deficiency that can be simulated, by its key."""
