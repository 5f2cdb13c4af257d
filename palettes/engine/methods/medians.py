"""Weighted k-medians in three dimensions: the palette with the least mean distance.

Points and centres are held axis by axis, (3, n) and (3, k), in 32 bits, which keeps every
step a few long vector operations. Seeds are chosen by rule, not by dice.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Floats, Ints

Reals = npt.NDArray[np.float32]

NEAREST: Final = np.float32(0.01)
"""Weiszfeld's weights are 1 / distance, but no larger than 1 / this."""

TRIES: Final = 4
SPARE: Final = 2
STEPS: Final = 8
STILL: Final = 1e-3


def distances(points: Reals, centres: Reals) -> Reals:
    """Euclidean distances (k, n) from ``centres`` (3, k) to ``points`` (3, n)."""
    total: Reals = points[0] - centres[0][:, None]
    total *= total
    step = np.empty_like(total)
    for axis in (1, 2):
        np.subtract(points[axis], centres[axis][:, None], out=step)
        step *= step
        total += step
    return np.sqrt(total, out=total)


def mean_distance(weights: Reals, away: Reals) -> float:
    """Weighted sum of the distances to the nearest centre, of distances ``away`` (k, n)."""
    return float((np.minimum.reduce(away, axis=0) * weights).sum())


def medians(points: Reals, weights: Reals, size: int) -> Reals:
    """Choose ``size`` centres (3, size) with a small mean distance to ``points`` (3, n).

    Some more are seeded, the least missed ones dropped, and the rest moved to their groups'
    medians (Weiszfeld steps). Within two per cent of scikit-learn's k-means, mostly below.
    """
    centres, away = _spread(points, weights, min(size + SPARE, points.shape[1]))
    while centres.shape[1] > size:
        costs = removal_costs(away, weights)
        kept = np.arange(len(away)) != costs.argmin()
        centres, away = centres[:, kept], away[kept]
    for _ in range(STEPS):
        moved = median_step(points, weights, centres, away)
        still = bool(np.abs(moved - centres).max() < STILL)
        centres = moved
        if still:
            break
        away = distances(points, centres)
    return centres


def median_step(points: Reals, weights: Reals, centres: Reals, away: Reals) -> Reals:
    """Move ``centres`` (3, k) towards the medians of what is nearest; idle ones stay.

    ``away`` (k, n) are the distances from the centres to ``points`` (3, n).
    """
    size = centres.shape[1]
    labels: Ints = away.argmin(axis=0)
    pull = weights / np.maximum(np.minimum.reduce(away, axis=0), NEAREST)
    mass = np.bincount(labels, pull, size)
    sums = np.array([np.bincount(labels, pull * axis, size) for axis in points])
    idle = mass <= 0
    if idle.any():
        mass[idle] = 1
        sums[:, idle] = centres[:, idle]
    moved: Reals = (sums / mass).astype(np.float32)
    return moved


def removal_costs(away: Reals, weights: Reals) -> Floats:
    """What each centre's removal would cost (k,): its points go to their second nearest.

    ``away`` (k, n) are the distances of points with ``weights`` (n,).
    """
    labels, near, second = two_nearest(away)
    return np.bincount(labels, weights * (second - near), len(away)).astype(np.float64)


def two_nearest(away: Reals) -> tuple[Ints, Reals, Reals]:
    """Nearest centre (n,), its distance (n,) and that of the next (n,), of distances (k, n)."""
    labels: Ints = away.argmin(axis=0)
    near: Reals = np.minimum.reduce(away, axis=0)
    others = away.copy()
    others[labels, np.arange(len(labels))] = np.inf
    second: Reals = np.minimum.reduce(others, axis=0)
    return labels, near, second


def _spread(points: Reals, weights: Reals, size: int) -> tuple[Reals, Reals]:
    """Seed ``size`` centres, each the best of the few points that pull most.

    Greedy k-means++ without its dice: a point's pull is its weight times its squared distance
    to the centres so far. Gives the centres (3, size) and their distances (size, n).
    """
    first = int(np.argmax(weights))
    chosen, rows = [first], [distances(points, points[:, [first]])[0]]
    reach = rows[0] * rows[0]
    while len(chosen) < size:
        pull = weights * reach
        tested = np.argpartition(pull, -TRIES)[-TRIES:] if len(pull) > TRIES else pull.argsort()
        away = distances(points, points[:, tested])
        reaches = np.minimum(away * away, reach)
        best = int(np.argmin((reaches * weights).sum(axis=1)))
        chosen.append(int(tested[best]))
        rows.append(away[best])
        reach = reaches[best]
    return points[:, chosen], np.array(rows)
