"""Colours as small whole numbers, so that tables replace arithmetic on pixels."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Bytes, Ints
from palettes.engine.spaces.oklab import Oklab
from palettes.engine.spaces.transfer import to_linear

LEVELS: Final = 40
"""Steps of each channel, even in lightness, so that darks are told apart as well as lights.
Their cube fits 16 bits."""

CELL: Final = 0.022
"""Side of a bin's cell in OKLab: under what is told apart side by side in a still."""

STEPS_PER_UNIT: Final = 120
"""Resolution of the 8-bit OKLab lanes."""

Keys = npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False, slots=True)
class Tables:
    """``levels`` (3, 256) turns channel values into parts of a key that add up; ``cells``
    gives a key's OKLab cell and ``lanes`` its L, a and b as signed bytes of one 32-bit word,
    the fourth byte 0.
    """

    levels: Keys
    cells: Ints
    lanes: npt.NDArray[np.uint32]


def keys_of(pixels: Bytes) -> Keys:
    """Keys (...) of 8-bit sRGB ``pixels`` (..., 3)."""
    red, green, blue = tables().levels
    # Channel values are all in the table: "clip" only spares numpy looking for others.
    keys: Keys = red.take(pixels[..., 0], mode="clip")
    keys += green.take(pixels[..., 1], mode="clip")
    keys += blue.take(pixels[..., 2], mode="clip")
    return keys


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Build the tables, once."""
    values = np.arange(256) / 255
    lightness = np.cbrt(to_linear(values))
    levels = np.minimum((lightness * LEVELS).round(6).astype(np.int32), LEVELS - 1)
    middle = np.zeros(LEVELS)
    for level in np.unique(levels):
        middle[level] = values[levels == level].mean()
    grid = np.stack(np.meshgrid(middle, middle, middle, indexing="ij"), axis=-1).reshape(-1, 3)
    oklab = Oklab().from_rgb(grid)
    steps: Ints = np.floor(np.round(oklab / CELL + 0.5, 6)).astype(np.int64)
    steps -= steps.min(axis=0)
    single = (steps[:, 0] * 64 + steps[:, 1]) * 64 + steps[:, 2]
    cells = np.unique(single, return_inverse=True)[1].astype(np.int64)
    lanes = np.zeros((len(oklab), 4), dtype=np.int8)
    lanes[:, :3] = np.round(oklab * STEPS_PER_UNIT)
    parts = np.stack([levels * LEVELS**2, levels * LEVELS, levels]).astype(np.uint16)
    return Tables(parts, cells, lanes.view(np.uint32)[:, 0])
