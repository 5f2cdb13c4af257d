"""A look as a vector: a histogram in OKLab whose steps are finest near grey."""

from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Floats
from palettes.engine.looks.cells import Cells

LIGHTNESS_NODES: Final = 6
CHROMA_NODES: Final = 9
LENGTH: Final = LIGHTNESS_NODES * CHROMA_NODES**2

GREY: Final = 0.02
"""Where the axes begin to be compressed: colours near grey are where films' grades differ."""

REACH: Final = float(np.arcsinh(0.3116 / GREY))
"""The end of the warped axes: the strongest b of sRGB (its blue)."""

Signature = npt.NDArray[np.float32]
_KEPT: Final = np.dtype("<f2")


def warped(axis: Floats) -> Floats:
    """OKLab a or b, stretched near grey: asinh(x / 0.02), scaled to -1..1 over sRGB."""
    bent: Floats = np.arcsinh(axis / GREY) / REACH
    return bent


def histogram(oklab: Floats, weights: Floats) -> Floats:
    """Soft histogram (LENGTH,) of colours (m, 3): each shared between the 8 nodes around it.

    The nodes are a grid of lightness x warped a x warped b, flattened in this order; it sums to
    what the ``weights`` (m,) sum to.
    """
    index, share = nodes_of(oklab)
    whole = np.bincount(index.reshape(-1), (share * weights).reshape(-1), minlength=LENGTH)
    return whole.astype(np.float64)


def nodes_of(oklab: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The 8 nodes around each colour (m, 3), and their parts of it: both (8, m)."""
    axes = (
        (oklab[:, 0], LIGHTNESS_NODES),
        ((warped(oklab[:, 1]) + 1) / 2, CHROMA_NODES),
        ((warped(oklab[:, 2]) + 1) / 2, CHROMA_NODES),
    )
    index = np.zeros((1, len(oklab)), dtype=np.int64)
    share = np.ones((1, len(oklab)))
    for values, nodes in axes:
        place = np.clip(values, 0.0, 1.0) * (nodes - 1)
        low = np.minimum(place.astype(np.int64), nodes - 2)
        part = place - low
        index = np.concatenate([index * nodes + low, index * nodes + low + 1])
        share = np.concatenate([share * (1 - part), share * part])
    return index, share


def signature_of(cells: Cells) -> Signature:
    """The signature of a picture's cells."""
    return rooted(histogram(cells.oklab, cells.weights))


def rooted(shares: Floats) -> Signature:
    """The square root of a histogram, in the precision in which it is kept.

    So the Euclidean distance of two signatures is sqrt(2) times the Hellinger distance of their
    histograms, and fresh signatures equal kept ones.
    """
    return unpack_signature(np.sqrt(shares).astype(_KEPT).tobytes())


def mean_signature(signatures: Floats | Signature) -> Signature:
    """A film's signature of its stills' (n, LENGTH): the mean of the histograms, then the root."""
    squares = np.square(signatures, dtype=np.float64)
    return rooted(squares.mean(axis=0))


def pack_signature(signature: Signature) -> bytes:
    """972 bytes: half-precision floats, little-endian."""
    return signature.astype(_KEPT).tobytes()


def unpack_signature(kept: bytes) -> Signature:
    """Read what :func:`pack_signature` gave. Raises ValueError when it is something else."""
    values = np.frombuffer(kept, _KEPT)
    if len(values) != LENGTH:
        raise ValueError(f"a signature has {LENGTH} numbers, not {len(values)}")
    return values.astype(np.float32)
