"""Whether two pictures look the same: a perceptual hash, and how far two of them lie apart."""

from typing import Final

import numpy as np
from PIL import Image
from scipy.fft import dctn

ALIKE: Final = 4
"""Bits of 64 in which two copies of one picture may differ.

Copies encoded anew, scaled or slightly graded differ in 0 to 4; two stills of one shot, two
seconds apart, in 6 or more, and stills of different shots in 10 or more.
"""

_SIDE = 32
_LOW = 8
_DARK = 20  # of 255; a border that is darker everywhere is a bar
_LEAST = 0.4  # of the picture is left within its bars


def perceptual_hash(picture: Image.Image) -> str:
    """A picture's 64-bit pHash, black bars left out, as 16 hexadecimal digits.

    The signs of the 8 x 8 lowest frequencies of its lightness, at 32 x 32 pixels, about their
    median (Zauner 2010, "Implementation and benchmarking of perceptual image hash functions").
    Rounded, so that flat pictures hash alike.
    """
    light = picture.convert("L")
    light = light.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS, box=_within_bars(light))
    low = np.round(dctn(np.asarray(light, dtype=np.float64))[:_LOW, :_LOW], 6)
    return np.packbits(low > np.median(low)).tobytes().hex()


def likeness(a: str, b: str) -> int:
    """Bits in which two perceptual hashes differ, 0 to 64; up to ``ALIKE`` they look the same."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def _within_bars(light: Image.Image) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is not black border; None for all of a dark picture."""
    box = light.point([0] * _DARK + [255] * (256 - _DARK)).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    enough = (right - left) * (bottom - top) >= _LEAST * light.width * light.height
    return box if enough else None
