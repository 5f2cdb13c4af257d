"""Weighted k-means, the same bits on every machine."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Ints, group_means, squared_distances

CANDIDATES: Final = 8
STEPS: Final = 100


def spread_seeds(points: Floats, weights: Floats, size: int, dice: np.random.Generator) -> Floats:
    """Choose ``size`` starting centres (size, d) by greedy k-means++.

    Source: D. Arthur, S. Vassilvitskii, k-means++, SODA 2007, section 5 (best of several
    draws at each step).
    """
    first = int(np.searchsorted(np.cumsum(weights), dice.random() * weights.sum()))
    chosen = [min(first, len(points) - 1)]
    nearest = squared_distances(points, points[chosen])[:, 0]
    while len(chosen) < size:
        pull = np.cumsum(weights * nearest)
        draws = np.searchsorted(pull, dice.random(CANDIDATES) * pull[-1])
        draws = np.minimum(draws, len(points) - 1)
        reach = np.minimum(squared_distances(points, points[draws]), nearest[:, None])
        best = int(np.argmin((weights[:, None] * reach).sum(axis=0)))
        chosen.append(int(draws[best]))
        nearest = reach[:, best]
    return points[chosen]


def lloyd(points: Floats, weights: Floats, centres: Floats) -> tuple[Floats, Ints, float]:
    """Move centres to the means of what is nearest, until nothing moves.

    Gives the centres (k, d), the labels (n,) and the weighted sum of squares. A centre that
    loses all its points jumps to the point that is worst served.
    """
    labels: Ints = np.full(len(points), -1, dtype=np.int64)
    for _ in range(STEPS):
        squares = squared_distances(points, centres)
        settled = squares.argmin(axis=1)
        lost = np.flatnonzero(np.bincount(settled, minlength=len(centres)) == 0)
        for centre in lost:
            cost = weights * squares[np.arange(len(points)), settled]
            worst = int(np.argmax(cost))
            settled[worst], squares[worst] = centre, 0.0
        if np.array_equal(settled, labels):
            break
        labels = settled
        centres = group_means(points, weights, labels, len(centres))
    left = squared_distances(points, centres)[np.arange(len(points)), labels]
    return centres, labels, float((weights * left).sum())
