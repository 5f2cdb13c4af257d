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

Lanes = npt.NDArray[np.int8]


def coherent_pixels(keys: Keys, visible: Flags | None = None) -> Flags:
    """Coherent pixels (h, w) of a picture given as ``keys`` (h, w).

    A picture only one pixel wide or high asks for one neighbour less; an invisible pixel is
    like nothing.
    """
    lanes = tables().lanes.take(keys, mode="clip").view(np.int8).reshape(*keys.shape, 4)
    alike = np.zeros(keys.shape, dtype=np.int8)
    for axis in (0, 1):
        near = _alike(lanes[1:], lanes[:-1]) if axis == 0 else _alike(lanes[:, 1:], lanes[:, :-1])
        first: tuple[slice, ...] = (slice(None, -1), slice(None))
        second: tuple[slice, ...] = (slice(1, None), slice(None))
        if axis == 1:
            first, second = first[::-1], second[::-1]
        if visible is not None:
            near &= visible[first] & visible[second]
        alike[first] += near
        alike[second] += near
    coherent: Flags = alike >= (NEEDED if min(keys.shape) > 1 else NEEDED - 1)
    return coherent


def _alike(first: Lanes, second: Lanes) -> Flags:
    """Whether each pixel (h, w) of four lanes is like its neighbour.

    Lanes are clipped, so that their sum fits a byte, and added by one multiplication.
    """
    step = first - second
    np.abs(step, out=step)
    np.minimum(step, CLIPPED, out=step)
    total = step.view(np.uint32)[..., 0] * np.uint32(0x01010101) >> np.uint32(24)
    near: Flags = total <= round(ALIKE * STEPS_PER_UNIT)
    return near
