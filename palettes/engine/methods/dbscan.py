"""DBSCAN."""

from typing import Final

import numpy as np

from palettes.engine.methods.base import Groups, Method, Parameter, Task, largest_groups
from palettes.engine.methods.gathering import gathered
from palettes.engine.recipe import Value

MOST_POINTS: Final = 640


class Dbscan(Method):
    """Dense regions joined into groups of any shape; what is sparse is noise."""

    key = "dbscan"
    title = "DBSCAN"
    summary = (
        "Joins colours that are dense and close, and finds their number itself. Smooth shading "
        "chains far colours into one group, so it suits flat pictures better than photographs."
    )
    source = "M. Ester, H.-P. Kriegel, J. Sander, X. Xu, KDD 1996"
    differences = ()
    finds_size = True
    parameters = (
        Parameter(
            "reach", "Reach", 0.025, 0.001, 0.5,
            help="How near neighbours are, as a share of the distance from black to white.",
        ),
        Parameter(
            "mass", "Mass", 0.015, 0.0001, 0.5,
            help="The share of the picture within reach that makes a region dense.",
        ),
    )  # fmt: skip

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Run scikit-learn's DBSCAN on the matrix of differences, weighted by share."""
        from sklearn.cluster import DBSCAN

        model = DBSCAN(
            eps=float(parameters["reach"]) * task.span,
            min_samples=1,
            metric="precomputed",
        )
        points, weights, members = gathered(task, MOST_POINTS)
        away = task.difference.matrix(points, points)
        # Weights in units of the mass that makes a region dense, so that one sample is enough.
        labels = model.fit(away, sample_weight=weights / float(parameters["mass"])).labels_
        return largest_groups(task, labels.astype(np.int64)[members])
