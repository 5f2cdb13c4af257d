"""The array types of the engine, and arithmetic that gives the same bits everywhere.

Sums run in a fixed order and no BLAS is called: its kernels differ from one processor and
thread count to the next, and the same picture must give the same palette on all of them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Matrix = Sequence[Sequence[float]]


def mix(matrix: Matrix, coordinates: Floats) -> Floats:
    """Multiply each row of ``coordinates`` (n, 3) by a 3 x 3 ``matrix``, without BLAS."""
    x, y, z = coordinates[:, 0], coordinates[:, 1], coordinates[:, 2]
    return np.stack([a * x + b * y + c * z for a, b, c in matrix], axis=1)


def squared_distances(a: Floats, b: Floats) -> Floats:
    """Squared Euclidean distances (n, m) between the rows of ``a`` (n, d) and ``b`` (m, d)."""
    total: Floats = np.square(a[:, :1] - b[:, 0])
    for axis in range(1, a.shape[1]):
        step = a[:, axis : axis + 1] - b[:, axis]
        step *= step
        total += step
    return total


def group_means(values: Floats, weights: Floats, labels: Ints, count: int) -> Floats:
    """Weighted mean (count, d) of ``values`` (n, d) for each label; empty groups give zeros."""
    mass = np.bincount(labels, weights, minlength=count)
    mass[mass == 0] = 1.0
    columns = [
        np.bincount(labels, weights * values[:, axis], minlength=count) / mass
        for axis in range(values.shape[1])
    ]
    return np.stack(columns, axis=1)
