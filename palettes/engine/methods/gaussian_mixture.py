"""Gaussian mixture."""

from typing import Final

import numpy as np

from palettes.engine.arrays import group_means
from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.gathering import repeated
from palettes.engine.methods.lloyd import lloyd, spread_seeds
from palettes.engine.recipe import Value

POINTS: Final = 1500
FLOOR: Final = 0.01
"""Least standard deviation of a cloud, as a share of the distance from black to white."""


class GaussianMixture(Method):
    """Overlapping clouds of colour, each with a shape of its own."""

    key = "gaussian_mixture"
    title = "Gaussian mixture"
    summary = (
        "Fits overlapping clouds, so that a long gradient may be one colour and a tight spot "
        "another. Kinder to shaded objects than k-means, slower to settle."
    )
    source = "A. P. Dempster, N. M. Laird, D. B. Rubin, J. R. Stat. Soc. B 39 (1977)"
    seeded = True
    parameters = (
        Parameter(
            "shape", "Shape of clouds", "diag", choices=("spherical", "diag", "full", "tied"),
            help="Round, along the axes, free, or the same for all.",
        ),
    )  # fmt: skip

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Run scikit-learn's GaussianMixture, started from k-means."""
        from sklearn.mixture import GaussianMixture as Model

        from palettes.engine.methods.one_thread import one_thread

        dice = np.random.default_rng(task.seed)
        seeds = spread_seeds(task.points, task.weights, task.size, dice)
        centres, labels, _ = lloyd(task.points, task.weights, seeds)
        mass = np.bincount(labels, task.weights, minlength=task.size)
        model = Model(
            n_components=task.size,
            covariance_type=str(parameters["shape"]),
            reg_covar=(FLOOR * task.span) ** 2,
            max_iter=30,
            tol=1e-2,
            weights_init=mass / mass.sum(),
            means_init=centres,
            init_params="random_from_data",
            random_state=task.seed,
        )
        with one_thread():
            model.fit(task.points[repeated(task.weights, max(POINTS, 8 * task.size))])
            found = model.predict(task.points)
        found = np.unique(found, return_inverse=True)[1].astype(np.int64)
        count = int(found.max()) + 1
        means = group_means(task.points, task.weights, found, count)
        return Groups(found, means, np.zeros(count, dtype=bool))
