"""K-means."""

import numpy as np

from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.lloyd import lloyd, spread_seeds
from palettes.engine.recipe import Value


class KMeans(Method):
    """Groups around means with the least sum of squares, the best of several starts."""

    key = "kmeans"
    title = "K-means"
    summary = (
        "Finds the colours that stand for the whole picture with the least squared error. "
        "Large areas win: a small bright thing is averaged away."
    )
    source = "S. P. Lloyd, IEEE Trans. Inf. Theory 28 (1982); D. Arthur, S. Vassilvitskii, 2007"
    seeded = True
    parameters = (
        Parameter("starts", "Starts", 4, 1, 32, help="How many times to start; the best is kept."),
    )

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Run Lloyd's algorithm from each start and keep the best."""
        dice = np.random.default_rng(task.seed)
        runs = [
            lloyd(
                task.points,
                task.weights,
                spread_seeds(task.points, task.weights, task.size, dice),
            )
            for _ in range(int(parameters["starts"]))
        ]
        centres, labels, _ = min(runs, key=lambda run: run[2])
        return Groups(labels, centres, np.zeros(len(centres), dtype=bool))
