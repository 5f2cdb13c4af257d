"""A look as a vector: a histogram in OKLab whose steps are finest near grey.

The vector is the fourth root of the histogram, so that which colours there are counts for more
than how much there is of each: framing changes the one less than the other. docs/looks.md has
the figures of this and of what else was tried.
"""

from base64 import b64decode
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Floats
from palettes.engine.looks.cells import Cells
from palettes.engine.looks.centre import CENTRE

LIGHTNESS_NODES: Final = 6
CHROMA_NODES: Final = 9
LENGTH: Final = LIGHTNESS_NODES * CHROMA_NODES**2

GREY: Final = 0.02
"""Where the axes begin to be compressed: colours near grey are where films' grades differ."""

REACH: Final = float(np.arcsinh(0.2 / GREY))
"""The end of the warped axes. The few stronger colours of sRGB count as this strong."""

ROOT: Final = 0.25

Signature = npt.NDArray[np.float32]
_KEPT: Final = np.dtype("<f2")


def warped(axis: Floats) -> Floats:
    """OKLab a or b (n,), stretched near grey: asinh(x / 0.02), scaled so that 0.2 gives 1."""
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
    light, a, b = oklab.T.copy()
    axes = (
        (light, LIGHTNESS_NODES),
        ((warped(a) + 1) / 2, CHROMA_NODES),
        ((warped(b) + 1) / 2, CHROMA_NODES),
    )
    index = np.zeros((1, len(oklab)), dtype=np.int64)
    share = np.ones((1, len(oklab)))
    for values, nodes in axes:
        place = np.minimum(np.maximum(values, 0.0), 1.0) * (nodes - 1)
        low = np.minimum(place.astype(np.int64), nodes - 2)
        part = place - low
        first, rest = index * nodes + low, share * part
        index = np.concatenate([first, first + 1])
        share = np.concatenate([share - rest, rest])
    return index, share


def signature_of(cells: Cells) -> Signature:
    """The signature (LENGTH,) of a picture's cells."""
    return rooted(histogram(cells.oklab, cells.weights))


def rooted(shares: Floats) -> Signature:
    """The signature of a histogram (LENGTH,): its fourth root, of length 1, as precise as kept."""
    root = shares**ROOT
    return unpack_signature((root / np.sqrt((root * root).sum())).astype(_KEPT).tobytes())


def shares_of(signature: Signature) -> Floats:
    """The histogram (..., LENGTH) of signatures (..., LENGTH), summing to 1."""
    powers = np.power(signature, 1 / ROOT, dtype=np.float64)
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def mean_signature(signatures: Signature) -> Signature:
    """A film's signature of its stills' (n, LENGTH): the mean of the histograms, then the root."""
    return rooted(shares_of(signatures).mean(axis=0))


def placed(signatures: Signature) -> Signature:
    """Signatures (..., LENGTH) as directions from the middle of all looks, of length 1.

    What nearly every picture has (dark neutrals) no longer makes looks alike. Distances between
    signatures are distances between these, rounded to half precision as they are when indexed.
    """
    away = signatures - _centre()
    length = np.sqrt((away * away).sum(axis=-1, keepdims=True))
    directions: Signature = (away / length).astype(_KEPT).astype(np.float32)
    return directions


def pack_signature(signature: Signature) -> bytes:
    """972 bytes: half-precision floats, little-endian."""
    return signature.astype(_KEPT).tobytes()


def unpack_signature(kept: bytes) -> Signature:
    """Read what :func:`pack_signature` gave. Raises ValueError when it is something else."""
    values = np.frombuffer(kept, _KEPT)
    if len(values) != LENGTH:
        raise ValueError(f"a signature has {LENGTH} numbers, not {len(values)}")
    return values.astype(np.float32)


@lru_cache(maxsize=1)
def _centre() -> Signature:
    return unpack_signature(b64decode(CENTRE))
