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
    total = points[0] - centres[0][:, None]
    total *= total
    for axis in (1, 2):
        step = points[axis] - centres[axis][:, None]
        step *= step
        total += step
    length: Reals = np.sqrt(total, out=total)
    return length


def nearest(away: Reals) -> tuple[Ints, Reals]:
    """Nearest centre (n,) of each point and its distance (n,), of distances (k, n)."""
    near: Reals = np.minimum.reduce(away, axis=0)
    labels = np.zeros(away.shape[1], dtype=np.int64)
    for index in range(1, len(away)):
        labels[away[index] == near] = index
    return labels, near


def mean_distance(points: Reals, weights: Reals, centres: Reals) -> float:
    """Weighted sum of the distances to the nearest centre."""
    return float((np.minimum.reduce(distances(points, centres), axis=0) * weights).sum())


def medians(points: Reals, weights: Reals, size: int) -> Reals:
    """Choose ``size`` centres (3, size) with a small mean distance to ``points`` (3, n).

    Some more are seeded, the least missed ones dropped, and the rest moved to their groups'
    medians (Weiszfeld steps). Within two per cent of scikit-learn's k-means, mostly below.
    """
    centres = _spread(points, weights, min(size + SPARE, points.shape[1]))
    while centres.shape[1] > size:
        away = distances(points, centres)
        costs = removal_costs(away, weights, *nearest(away))
        centres = np.delete(centres, int(np.argmin(costs)), axis=1)
    for _ in range(STEPS):
        moved = median_step(points, weights, centres)
        still = bool(np.abs(moved - centres).max() < STILL)
        centres = moved
        if still:
            break
    return centres


def median_step(points: Reals, weights: Reals, centres: Reals) -> Reals:
    """Move centres (3, k) towards the medians of what is nearest; idle ones stay."""
    size = centres.shape[1]
    labels, near = nearest(distances(points, centres))
    pull = weights / np.maximum(near, NEAREST)
    mass = np.bincount(labels, pull, size)
    idle = mass <= 0
    mass[idle] = 1.0
    sums = [np.bincount(labels, pull * axis, size) / mass for axis in points]
    moved: Reals = np.array(sums, dtype=np.float32)
    if idle.any():
        moved[:, idle] = centres[:, idle]
    return moved


def removal_costs(away: Reals, weights: Reals, labels: Ints, near: Reals) -> Floats:
    """What each centre's removal would cost (k,): its points go to their second nearest.

    ``away`` (k, n) is used up.
    """
    away[labels, np.arange(len(labels))] = np.inf
    second = np.minimum.reduce(away, axis=0)
    return np.bincount(labels, weights * (second - near), len(away)).astype(np.float64)


def _spread(points: Reals, weights: Reals, size: int) -> Reals:
    """Seed ``size`` centres, each the best of the few points that pull most.

    Greedy k-means++ without its dice: a point's pull is its weight times its squared distance
    to the centres so far.
    """
    chosen = [int(np.argmax(weights))]
    reach = np.square(distances(points, points[:, chosen])[0])
    while len(chosen) < size:
        pull = weights * reach
        tested = np.argpartition(pull, -TRIES)[-TRIES:] if len(pull) > TRIES else pull.argsort()
        reaches = np.square(distances(points, points[:, tested]))
        np.minimum(reaches, reach, out=reaches)
        best = int(np.argmin((reaches * weights).sum(axis=1)))
        chosen.append(int(tested[best]))
        reach = reaches[best]
    return points[:, chosen]
