"""Weighted k-medians in three dimensions: the palette with the least mean distance.

Points and centres are held axis by axis, (3, n) and (3, k), in 32 bits, which keeps every
step a few long vector operations. Seeds are chosen by rule, not by dice.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from palettes.engine.arrays import Flags

Reals = npt.NDArray[np.float32]

NEAREST: Final = np.float32(0.01)
"""Weiszfeld's weights are 1 / distance, but no larger than 1 / this."""

FAR: Final = np.float32(1e3)
"""Farther than any colour is from any other."""

TRIES: Final = 4
SPARE: Final = 2
STEPS: Final = 6


def distances(points: Reals, centres: Reals) -> Reals:
    """Euclidean distances (k, n) from ``centres`` (3, k) to ``points`` (3, n)."""
    squares = squares_of(points, centres)
    return np.sqrt(squares, out=squares)


def squares_of(points: Reals, centres: Reals) -> Reals:
    """The squares of :func:`distances` (k, n)."""
    steps = points[:, None] - centres[:, :, None]
    steps *= steps
    total: Reals = steps[0]
    total += steps[1]
    total += steps[2]
    return total


def mean_distance(weights: Reals, away: Reals) -> float:
    """Weighted sum of the distances to the nearest centre, of distances ``away`` (k, n)."""
    return float(np.einsum("n,n->", np.minimum.reduce(away, axis=0), weights))


def medians(points: Reals, weights: Reals, size: int) -> Reals:
    """Choose ``size`` centres (3, size) with a small mean distance to ``points`` (3, n).

    Some more are seeded, the least missed ones dropped, and the rest moved to their groups'
    medians (Weiszfeld steps). Within two per cent of scikit-learn's k-means, mostly below.
    """
    centres, away = _spread(points, weights, min(size + SPARE, points.shape[1]))
    while centres.shape[1] > size:
        _, costs = removal_costs(away, weights)
        kept = np.arange(len(away)) != costs.argmin()
        centres, away = centres[:, kept], away[kept]
    masses = masses_of(points, weights)
    for _ in range(STEPS):
        centres = median_step(masses, centres, away)
        away = distances(points, centres)
    return centres


def masses_of(points: Reals, weights: Reals) -> Reals:
    """Give ``points`` (3, n) times their ``weights`` (n,), and the weights below: (4, n)."""
    return np.concatenate([points * weights, weights[None]])


def median_step(masses: Reals, centres: Reals, away: Reals) -> Reals:
    """Move ``centres`` (3, k) towards the medians of what is nearest; idle ones stay.

    ``masses`` (4, n) are what ``masses_of`` gives, and ``away`` (k, n) the distances.
    """
    near = np.minimum.reduce(away, axis=0)
    pull = (away == near) / np.maximum(near, NEAREST)
    sums = np.einsum("dn,kn->dk", masses, pull)
    idle = sums[3] <= 0
    if idle.any():
        sums[3, idle] = 1
        sums[:3, idle] = centres[:, idle]
    moved: Reals = sums[:3] / sums[3]
    return moved


def removal_costs(away: Reals, weights: Reals) -> tuple[float, Reals]:
    """The mean distance, and what each centre's removal would add to it (k,): its points go to
    their second nearest.

    ``away`` (k, n) are the distances of points with ``weights`` (n,).
    """
    own, near, second = two_nearest(away)
    second -= near
    return float(np.einsum("n,n->", near, weights)), np.einsum("kn,n->k", own, second * weights)


def two_nearest(away: Reals) -> tuple[Flags, Reals, Reals]:
    """Which centre is nearest (k, n), its distance (n,) and that of the next (n,), of distances
    (k, n).
    """
    near: Reals = np.minimum.reduce(away, axis=0)
    own: Flags = away == near
    second: Reals = np.minimum.reduce(np.where(own, FAR, away), axis=0)
    return own, near, second


def _spread(points: Reals, weights: Reals, size: int) -> tuple[Reals, Reals]:
    """Seed ``size`` centres, each the best of the few points that pull most.

    Greedy k-means++ without its dice: a point's pull is its weight times its squared distance
    to the centres so far. Gives the centres (3, size) and their distances (size, n).
    """
    first = int(np.argmax(weights))
    chosen, rows = [first], [squares_of(points, points[:, [first]])[0]]
    reach = rows[0]
    while len(chosen) < size:
        pull = weights * reach
        tested = np.argpartition(pull, -TRIES)[-TRIES:] if len(pull) > TRIES else pull.argsort()
        away = squares_of(points, points[:, tested])
        reaches = np.minimum(away, reach)
        best = int(np.einsum("kn,n->k", reaches, weights).argmin())
        chosen.append(int(tested[best]))
        rows.append(away[best])
        reach = reaches[best]
    return points[:, chosen], np.sqrt(rows)
