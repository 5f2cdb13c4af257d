"""Hue, as the hexagonal models HSV and HSL have it: an angle around the grey axis."""

import numpy as np

from palettes.engine.arrays import Floats


def hue_and_range(rgb: Floats) -> tuple[Floats, Floats, Floats]:
    """Hue in turns (0..1, red at 0; greys get 0), largest and smallest channel, each (n,).

    Source: A. R. Smith, Color gamut transform pairs, 1978.
    """
    r, g, b = rgb[:, 0], rgb[:, 1], rgb[:, 2]
    high, low = rgb.max(axis=1), rgb.min(axis=1)
    chroma = high - low
    safe = np.where(chroma > 0, chroma, 1.0)
    sixth = np.where(
        high == r, (g - b) / safe, np.where(high == g, 2 + (b - r) / safe, 4 + (r - g) / safe)
    )
    return np.where(chroma > 0, (sixth / 6) % 1.0, 0.0), high, low


def pure_hue(hue: Floats) -> Floats:
    """Encoded sRGB (n, 3) of the fully saturated colour of each hue, in turns."""
    sixth = (hue % 1.0) * 6
    channels = [
        np.abs(sixth - 3) - 1,
        2 - np.abs(sixth - 2),
        2 - np.abs(sixth - 4),
    ]
    pure: Floats = np.clip(np.stack(channels, axis=1), 0.0, 1.0)
    return pure
