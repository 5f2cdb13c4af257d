"""The sRGB transfer function, IEC 61966-2-1, extended evenly below zero as CSS Color 4 does."""

from functools import lru_cache

import numpy as np

from palettes.engine.arrays import Bytes, Floats


def to_linear(encoded: Floats) -> Floats:
    """Linear light of encoded values; 0 and 1 stay where they are."""
    size = np.abs(encoded)
    return np.where(
        size <= 0.04045, encoded / 12.92, np.sign(encoded) * ((size + 0.055) / 1.055) ** 2.4
    )


def linear_bytes(encoded: Bytes) -> Floats:
    """Linear light of 8-bit values, the same bits as ``to_linear(encoded / 255)``, sooner."""
    return _table()[encoded]


@lru_cache(maxsize=1)
def _table() -> Floats:
    return to_linear(np.arange(256) / 255)


def to_encoded(linear: Floats) -> Floats:
    """Encoded values of linear light; the inverse of :func:`to_linear`."""
    size = np.abs(linear)
    return np.where(
        size <= 0.0031308, linear * 12.92, np.sign(linear) * (1.055 * size ** (1 / 2.4) - 0.055)
    )
