"""Bures-Wasserstein distance of the colours' means and covariances."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook


class Bures(LookDistance):
    """The 2-Wasserstein distance of two normal distributions with the looks' moments.

    d^2 = |m1 - m2|^2 + tr(S1 + S2 - 2 (S1^1/2 S2 S1^1/2)^1/2).
    """

    key = "bures"
    title = "Mean and spread"
    summary = "How far the average colour and the spread of colours lie apart, and no detail."
    source = "D. C. Dowson, B. V. Landau, J. Multivariate Anal. 12 (1982)"
    unit = "OKLab"
    top = 1.2
    metric = True

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """The square root of d^2."""
        step = np.subtract(a.statistics.mean, b.statistics.mean)
        first, second = _matrix(a.statistics.covariance), _matrix(b.statistics.covariance)
        if (first == second).all():
            return float(np.sqrt((step * step).sum()))
        root = _root(first)
        # The trace of the root of S1^1/2 S2 S1^1/2 is the sum of its eigenvalues' roots, which
        # are the singular values of S2^1/2 S1^1/2.
        shared = np.linalg.svd(_root(second) @ root, compute_uv=False).sum()
        squared = (step * step).sum() + np.trace(first) + np.trace(second) - 2 * shared
        return float(np.sqrt(max(squared, 0.0)))


def _matrix(six: tuple[float, ...]) -> Floats:
    ll, la, lb, aa, ab, bb = six
    return np.array([[ll, la, lb], [la, aa, ab], [lb, ab, bb]])


def _root(matrix: Floats) -> Floats:
    """The symmetric square root; what rounding made negative counts as 0."""
    values, vectors = np.linalg.eigh(matrix)
    root: Floats = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    return root
