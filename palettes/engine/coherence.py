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


def coherent_pixels(keys: Keys, visible: Flags | None = None) -> Flags:
    """Coherent pixels (h, w) of a picture given as ``keys`` (h, w).

    A picture only one pixel wide or high asks for one neighbour less; an invisible pixel is
    like nothing.
    """
    planes = [plane[keys] for plane in tables().planes]
    alike = np.zeros(keys.shape, dtype=np.int8)
    for axis in (0, 1):
        near = _alike(planes, axis)
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


def _alike(planes: list[npt.NDArray[np.int8]], axis: int) -> Flags:
    total: npt.NDArray[np.int8] | None = None
    for plane in planes:
        step = plane[1:] - plane[:-1] if axis == 0 else plane[:, 1:] - plane[:, :-1]
        np.abs(step, out=step)
        # Clipped before it is added: three large steps would not fit into eight bits.
        np.minimum(step, 40, out=step)
        total = step if total is None else np.add(total, step, out=total)
    assert total is not None
    near: Flags = total <= round(ALIKE * STEPS_PER_UNIT)
    return near
