"""K-medoids."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Ints
from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.gathering import gathered
from palettes.engine.recipe import Value

MOST_POINTS: Final = 500
STEPS: Final = 50


class KMedoids(Method):
    """Groups around colours of the picture itself, under any difference."""

    key = "kmedoids"
    title = "K-medoids"
    summary = (
        "Like k-means, but every centre is a colour of the picture and any difference will do. "
        "Less drawn to outliers, as it sums differences and not their squares."
    )
    source = "H.-S. Park, C.-H. Jun, Expert Syst. Appl. 36 (2009), 3336-3341"
    differences = ()
    seeded = True
    parameters = (
        Parameter("starts", "Starts", 4, 1, 32, help="How many times to start; the best is kept."),
    )

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Alternate between nearest medoids and best medoids, from several starts."""
        points, weights, members = gathered(task, MOST_POINTS)
        away = task.difference.matrix(points, points)
        size, dice = min(task.size, len(points)), np.random.default_rng(task.seed)
        runs = [
            _alternate(away, weights, _seeds(away, weights, size, dice))
            for _ in range(int(parameters["starts"]))
        ]
        labels, _ = min(runs, key=lambda run: run[1])
        return Groups.by_label(task, labels[members])


def _seeds(away: Floats, weights: Floats, size: int, dice: np.random.Generator) -> Ints:
    """Choose starting medoids (size,) by weight times squared difference (k-means++)."""
    chosen = [int(np.searchsorted(np.cumsum(weights), dice.random() * weights.sum()))]
    chosen[0] = min(chosen[0], len(weights) - 1)
    nearest = away[chosen[0]].copy()
    while len(chosen) < size:
        pull = weights * nearest**2
        edges = np.cumsum(pull)
        drawn = int(np.searchsorted(edges, dice.random() * edges[-1]))
        if drawn >= len(pull) or pull[drawn] == 0:
            drawn = int(np.argmax(pull))
        chosen.append(drawn)
        np.minimum(nearest, away[drawn], out=nearest)
    return np.array(chosen)


def _alternate(away: Floats, weights: Floats, medoids: Ints) -> tuple[Ints, float]:
    """Improve medoids until they stay; gives labels (n,) and the weighted sum of differences."""
    for _ in range(STEPS):
        labels = away[medoids].argmin(axis=0)
        labels[medoids] = np.arange(len(medoids))
        before = medoids.copy()
        for number in range(len(medoids)):
            group = np.flatnonzero(labels == number)
            costs = (away[np.ix_(group, group)] * weights[group]).sum(axis=1)
            medoids[number] = group[int(np.argmin(costs))]
        if np.array_equal(before, medoids):
            break
    labels = away[medoids].argmin(axis=0)
    labels[medoids] = np.arange(len(medoids))
    total = (weights * away[medoids[labels], np.arange(len(labels))]).sum()
    return labels, float(total)
