"""CAM16-UCS."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, mix
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.cielab import FROM_XYZ, TO_XYZ, WHITE
from palettes.engine.spaces.transfer import to_encoded, to_linear

# Viewing conditions of sRGB: D65 white, average surround, 64 lux, grey-world background.
ADAPTING: Final = 64 / np.pi * 0.2
BACKGROUND: Final = 0.2
IMPACT: Final = 0.69  # c
INDUCTION: Final = 1.0  # Nc

TO_CONES: Final = (
    (0.401288, 0.650173, -0.051461),
    (-0.250268, 1.204414, 0.045854),
    (-0.002079, 0.048952, 0.953127),
)
FROM_CONES: Final = tuple(map(tuple, np.linalg.inv(np.array(TO_CONES)).round(15).tolist()))

K: Final = 1 / (5 * ADAPTING + 1)
F_L: Final = K**4 * ADAPTING + 0.1 * (1 - K**4) ** 2 * (5 * ADAPTING) ** (1 / 3)
Z: Final = 1.48 + BACKGROUND**0.5
N_BB: Final = 0.725 * BACKGROUND**-0.2
DEGREE: Final = 1 - np.exp((-ADAPTING - 42) / 92) / 3.6
CONES_OF_WHITE: Final = mix(TO_CONES, 100 * WHITE[None])[0]
GAIN: Final = DEGREE * 100 / CONES_OF_WHITE + 1 - DEGREE
CHROMA_FACTOR: Final = (1.64 - 0.29**BACKGROUND) ** 0.73


def _compressed(cones: Floats) -> Floats:
    part = (F_L * np.abs(cones) / 100) ** 0.42
    response: Floats = np.sign(cones) * 400 * part / (part + 27.13)
    return response


def _expanded(response: Floats) -> Floats:
    size = np.abs(response)
    cones: Floats = np.sign(response) * 100 / F_L * (27.13 * size / (400 - size)) ** (1 / 0.42)
    return cones


ACHROMATIC_WHITE: Final = float(
    N_BB * (_compressed((CONES_OF_WHITE * GAIN)[None])[0] @ np.array([2.0, 1.0, 0.05]))
)


class Cam16Ucs(Space):
    """CAM16-UCS: J' in 0..100 and a', b', under the viewing conditions of sRGB."""

    key = "cam16_ucs"
    title = "CAM16-UCS"
    summary = "An appearance model made even: among the best measured, and the slowest."
    source = "C. Li and others, Color Res. Appl. 42 (2017), 703-718"
    axes = ("J'", "a'", "b'")
    ranges = ((0.0, 100.0), (-35.49, 43.21), (-37.88, 33.04))
    span = 100.0
    opponent = True

    def from_rgb(self, rgb: Floats) -> Floats:
        """J', a', b' of encoded sRGB."""
        cones = mix(TO_CONES, 100 * mix(TO_XYZ, to_linear(rgb))) * GAIN
        r, g, b = _compressed(cones).T
        red, yellow = r + (b - 12 * g) / 11, (r + g - 2 * b) / 9
        hue = np.arctan2(yellow, red)
        eccentricity = 0.25 * (np.cos(hue + 2) + 3.8)
        achromatic = np.maximum(N_BB * (2 * r + g + 0.05 * b), 0.0)
        light = 100 * (achromatic / ACHROMATIC_WHITE) ** (IMPACT * Z)
        t = 5e4 / 13 * INDUCTION * N_BB * eccentricity * np.hypot(red, yellow)
        t = t / (r + g + 1.05 * b + 0.305)
        colourfulness = t**0.9 * CHROMA_FACTOR * np.sqrt(light / 100) * F_L**0.25
        size = np.log1p(0.0228 * colourfulness) / 0.0228
        even = 1.7 * light / (1 + 0.007 * light)
        return np.stack([even, size * np.cos(hue), size * np.sin(hue)], axis=1)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB of J', a', b'."""
        even, x, y = coordinates.T
        light = np.maximum(even / (1.7 - 0.007 * even), 0.0)
        hue = np.arctan2(y, x)
        colourfulness = np.expm1(0.0228 * np.hypot(x, y)) / 0.0228
        root = np.sqrt(light / 100)
        alpha = np.where(root > 0, colourfulness / F_L**0.25 / np.where(root > 0, root, 1.0), 0.0)
        t = (alpha / CHROMA_FACTOR) ** (1 / 0.9)
        p1 = 5e4 / 13 * INDUCTION * N_BB * 0.25 * (np.cos(hue + 2) + 3.8)
        p2 = ACHROMATIC_WHITE * (light / 100) ** (1 / (IMPACT * Z)) / N_BB
        r = 23 * (p2 + 0.305) * t
        r = r / (23 * p1 + 11 * t * np.cos(hue) + 108 * t * np.sin(hue))
        opponent = np.stack([p2, r * np.cos(hue), r * np.sin(hue)], axis=1)
        response = mix(((460, 451, 288), (460, -891, -261), (460, -220, -6300)), opponent) / 1403
        cones = _expanded(response) / GAIN
        return to_encoded(mix(FROM_XYZ, mix(FROM_CONES, cones) / 100))
