"""A still's colours, small enough to keep: what a film's palette is pooled from.

So a film that gains a still is computed again without decoding the stills it had.
"""

from typing import Final

import numpy as np

from palettes.engine import Sample, pool_samples

_ROW: Final = np.dtype([("rgb", "u1", 3), ("weight", "<f4"), ("coherence", "<f4")])


def pack(sample: Sample) -> bytes:
    """The colours of a sample, some hundreds of them, with weight and coherence: 11 bytes each."""
    pool = pool_samples([sample])
    rows = np.zeros(len(pool.pixels), _ROW)
    rows["rgb"], rows["weight"], rows["coherence"] = pool.pixels, pool.weights, pool.coherence
    return rows.tobytes()


def unpack(kept: bytes) -> Sample:
    """The sample that :func:`pack` kept. Raises ValueError when it is something else."""
    rows = np.frombuffer(kept, _ROW)
    weights = rows["weight"].astype(np.float64)
    return Sample(
        np.ascontiguousarray(rows["rgb"]),
        weights=weights / weights.sum(),
        coherence=rows["coherence"].astype(np.float64),
    )
