"""HDBSCAN."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Ints
from palettes.engine.methods.base import Groups, Method, Parameter, Task, largest_groups
from palettes.engine.methods.gathering import repeated
from palettes.engine.recipe import Value

POINTS: Final = 600
FLOOR: Final = 0.004
"""Repeated colours are held apart by this share of black to white: the density of two equal
points has no bound."""


class Hdbscan(Method):
    """Dense regions at every density at once, the steadiest ones kept."""

    key = "hdbscan"
    title = "HDBSCAN"
    summary = (
        "DBSCAN at every reach at once, keeping the groups that persist longest. Finds their "
        "number itself; smooth shading still joins what the eye would part."
    )
    source = "R. J. G. B. Campello, D. Moulavi, J. Sander, PAKDD 2013"
    differences = ()
    finds_size = True
    parameters = (
        Parameter(
            "mass", "Smallest group", 0.02, 0.004, 0.5,
            help="The share of the picture that makes a group.",
        ),
    )  # fmt: skip

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Run scikit-learn's HDBSCAN on colours repeated in proportion to their share."""
        from sklearn.cluster import HDBSCAN

        from palettes.engine.methods.one_thread import one_thread

        chosen = repeated(task.weights, POINTS)
        away = task.difference.matrix(task.measured[chosen], task.measured[chosen])
        np.maximum(away, FLOOR * task.span, out=away)
        np.fill_diagonal(away, 0.0)
        model = HDBSCAN(
            min_cluster_size=max(2, round(float(parameters["mass"]) * POINTS)),
            min_samples=3,
            metric="precomputed",
            cluster_selection_method="leaf",
            copy=False,
        )
        with one_thread():
            found = model.fit(away).labels_
        return largest_groups(task, _commonest(chosen, found, len(task.points)))


def _commonest(chosen: Ints, found: Ints, count: int) -> Ints:
    """The label that most of a colour's repetitions have (count,), -1 for noise alone.

    ``chosen`` (n,) are the colours repeated, and ``found`` (n,) the labels. Repetitions of one
    flat colour are all equally dense, and fall into several groups and noise.
    """
    inside = found >= 0
    if not inside.any():
        return np.full(count, -1, dtype=np.int64)
    wide = int(found.max()) + 1
    times = np.bincount(chosen[inside] * wide + found[inside], minlength=count * wide)
    times = times.reshape(count, wide)
    commonest: Ints = np.where(times.any(axis=1), times.argmax(axis=1), -1)
    return commonest
