"""A picture as one column of colours, top to bottom: a still's line in a film's fingerprint."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Flags, Floats
from palettes.engine.spaces.transfer import linear_bytes, to_encoded

ROWS: Final = 48


def column_of(pixels: Bytes, visible: Flags | None) -> bytes:
    """``ROWS`` x 3 sRGB bytes: means of bands of ``pixels`` (h, w, 3), in linear light.

    Invisible pixels do not count; a band without any visible one takes the nearest that has.
    """
    light = linear_bytes(pixels)
    if visible is None:
        sums, counts = light.sum(axis=1), np.full(len(pixels), float(pixels.shape[1]))
    else:
        sums, counts = (light * visible[..., None]).sum(axis=1), visible.sum(axis=1, dtype=float)
    totals = _banded(np.column_stack([sums, counts]))
    seen = np.flatnonzero(totals[:, 3] > 1e-9)
    nearest = seen[np.abs(np.arange(ROWS)[:, None] - seen).argmin(axis=1)]
    means = totals[nearest, :3] / totals[nearest, 3:]
    return np.clip(np.round(to_encoded(means) * 255), 0, 255).astype(np.uint8).tobytes()


def _banded(rows: Floats) -> Floats:
    """Spread ``rows`` (h, c) over ``ROWS`` bands of equal height; sums, not means."""
    running = np.vstack([np.zeros(rows.shape[1]), np.cumsum(rows, axis=0)])
    edges = np.linspace(0, len(rows), ROWS + 1)
    steps = np.arange(len(running))
    at_edges = np.stack([np.interp(edges, steps, column) for column in running.T], axis=1)
    return np.diff(at_edges, axis=0)
