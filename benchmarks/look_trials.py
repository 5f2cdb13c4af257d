"""What was tried as a look's vector; ``benchmarks/looks.py`` measures it beside the engine's."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from palettes.engine import SPACES, Sample, look_of

Floats = NDArray[np.float64]


def euclidean(vectors: Floats) -> Floats:
    """Distances (n, n) of the rows."""
    squares = (vectors**2).sum(axis=1)
    apart = squares[:, None] + squares - 2 * vectors @ vectors.T
    return np.sqrt(np.maximum(apart, 0))


def plain(sample: Sample) -> Floats:
    """Root of a plain OKLab histogram, 8 x 12 x 12 equal bins over sRGB."""
    oklab = sample.coarse.coordinates("oklab")
    ranges = [(0.0, 1.0), (-0.2339, 0.2763), (-0.3116, 0.1986)]
    counts, _ = np.histogramdd(oklab, (8, 12, 12), ranges, weights=sample.coarse.weights)
    return unit(counts.reshape(-1))


def warped(sample: Sample, nodes: tuple[int, int] = (6, 9), root: float = 0.5) -> Floats:
    """Root of a warped soft histogram, of another size or root than the engine's."""
    return unit(soft_shares(sample.coarse.coordinates("oklab"), sample.coarse.weights, nodes), root)


def soft_shares(oklab: Floats, weights: Floats, nodes: tuple[int, int]) -> Floats:
    """Warped soft histogram of lightness x a x b nodes; the axes end where sRGB does."""
    bent = (np.arcsinh(oklab[:, 1:] / 0.02) / np.arcsinh(0.3116 / 0.02) + 1) / 2
    values = np.column_stack([oklab[:, 0], bent]).clip(0, 1)
    index, share = np.zeros((1, len(values)), np.int64), np.ones((1, len(values)))
    for axis, size in zip(values.T, (nodes[0], nodes[1], nodes[1]), strict=True):
        place = axis * (size - 1)
        low = np.minimum(place.astype(np.int64), size - 2)
        index = np.concatenate([index * size + low, index * size + low + 1])
        share = np.concatenate([share * (1 - place + low), share * (place - low)])
    whole = (share * weights).reshape(-1)
    length = nodes[0] * nodes[1] ** 2
    return np.bincount(index.reshape(-1), whole, minlength=length).astype(np.float64)


def unit(shares: Floats, root: float = 0.5) -> Floats:
    """A power of a histogram, of length 1."""
    powers: Floats = shares**root
    return powers / np.sqrt((powers**2).sum())


def prominent(sample: Sample) -> Floats:
    """Every colour weighted by its chroma and its coherence as well."""
    bins = sample.coarse
    oklab = bins.coordinates("oklab")
    salience = (0.05 + np.hypot(oklab[:, 1], oklab[:, 2])) * (0.2 + sample.coherent(bins))
    return unit(soft_shares(oklab, bins.weights * salience, (6, 9)))


def lightness_apart(sample: Sample) -> Floats:
    """A lightness curve of 16 steps and a warped chroma plane of 13 x 13, half each."""
    whole = warped(sample, (16, 13)).reshape(16, 13, 13) ** 2
    curve, plane = whole.sum(axis=(1, 2)), whole.sum(axis=0).reshape(-1)
    return unit(np.concatenate([curve, plane]))


def neighbours(sample: Sample) -> Floats:
    """How often colours lie 12 pixels apart: pairs of 4 x 5 x 5 warped cells."""
    assert sample.plane is not None
    thinned = sample.plane[::3, ::3]
    oklab = SPACES["oklab"].from_rgb(thinned.reshape(-1, 3) / 255)
    bent = (np.arcsinh(oklab[:, 1:] / 0.02) / np.arcsinh(0.3116 / 0.02) + 1) / 2
    light = np.minimum((oklab[:, 0].clip(0, 1) * 4).astype(int), 3)
    a, b = np.minimum((bent.clip(0, 1) * 5).astype(int), 4).T
    cells = ((light * 5 + a) * 5 + b).reshape(thinned.shape[:2])
    counts = np.zeros((100, 100))
    for one, two in ((cells[:, 4:], cells[:, :-4]), (cells[4:], cells[:-4])):
        np.add.at(counts, (one.reshape(-1), two.reshape(-1)), 1)
    counts += counts.T
    return unit(counts[np.triu_indices(100)])


TRIALS: dict[str, Callable[[Sample], Floats]] = {
    "mean colour": lambda sample: np.array(look_of(sample).statistics.mean),
    "plain Hellinger 8 x 12 x 12": plain,
    "warped 6 x 9 x 9": warped,
    "warped 8 x 13 x 13": lambda sample: warped(sample, (8, 13)),
    "warped, by prominence": prominent,
    "lightness apart from chroma": lightness_apart,
    "neighbouring colours": neighbours,
    "warped, fourth root": lambda sample: warped(sample, root=0.25),
    "signature without its centre": lambda sample: look_of(sample).signature.astype(np.float64),
}
