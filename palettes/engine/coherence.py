"""Which pixels belong to something: objects are coherent, noise and glints are not."""

from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Flags
from palettes.engine.keys import STEPS_PER_UNIT, Keys, tables

ALIKE: Final = 0.11
"""Neighbours are alike when |dL| + |da| + |db| in OKLab is at most this."""

NEEDED: Final = 2
"""A pixel is coherent when at least so many of its four neighbours are like it."""

CLIPPED: Final = np.int8(40)
BOUND: Final = np.uint32(round(ALIKE * STEPS_PER_UNIT) + 1 << 24)

Lanes = npt.NDArray[np.int8]


def coherent_pixels(keys: Keys, visible: Flags | None = None) -> Flags:
    """Coherent pixels (h, w) of a picture given as ``keys`` (h, w).

    A picture only one pixel wide or high asks for one neighbour less; an invisible pixel is
    like nothing.
    """
    height, width = keys.shape
    lanes = tables().lanes.take(keys.reshape(-1), mode="clip").view(np.int8)
    alike = np.zeros(height * width, dtype=np.int8)
    for offset, along in ((1, True), (width, False)):
        near = _alike(lanes[4 * offset :], lanes[: -4 * offset])
        if along:
            near[width - 1 :: width] = False  # The next pixel begins another line.
        if visible is not None:
            seen = visible.reshape(-1)
            near &= seen[offset:] & seen[:-offset]
        alike[:-offset] += near
        alike[offset:] += near
    needed = NEEDED if min(keys.shape) > 1 else NEEDED - 1
    return (alike >= needed).reshape(height, width)


def _alike(first: Lanes, second: Lanes) -> Flags:
    """Whether each pixel (n,) of four lanes in a row (4 n,) is like its neighbour.

    Lanes are clipped, so that their sum fits a byte, and added by one multiplication, which
    leaves it in the top byte.
    """
    step = first - second
    np.abs(step, out=step)
    np.minimum(step, CLIPPED, out=step)
    totals = step.view(np.uint32)
    totals *= np.uint32(0x01010101)
    near: Flags = totals < BOUND
    return near
