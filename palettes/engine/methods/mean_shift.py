"""Mean shift."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, squared_distances
from palettes.engine.methods.base import Groups, Method, Parameter, Task, largest_groups
from palettes.engine.methods.gathering import gathered
from palettes.engine.recipe import Value

CLIMBERS: Final = 64
STEPS: Final = 30
MOST_POINTS: Final = 400


class MeanShift(Method):
    """Hills of density: every colour belongs to the top it climbs to."""

    key = "mean_shift"
    title = "Mean shift"
    summary = (
        "Climbs from each colour to the nearest peak of density, and finds their number itself. "
        "Keeps small separate colours; the bandwidth decides how small."
    )
    source = "D. Comaniciu, P. Meer, IEEE Trans. PAMI 24 (2002), 603-619"
    finds_size = True
    parameters = (
        Parameter(
            "bandwidth", "Bandwidth", 0.045, 0.01, 0.5,
            help="Radius of a hill, as a share of the distance from black to white.",
        ),
    )  # fmt: skip

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Climb with weighted Gaussian means; scikit-learn's knows no weights."""
        width = float(parameters["bandwidth"]) * task.span
        points, weights, _ = gathered(task, MOST_POINTS)
        peaks, heights = _climb(points, weights, _starts(points, weights, width), width)
        tops: list[int] = []
        for index in np.argsort(-heights, kind="stable"):
            near = squared_distances(peaks[[index]], peaks[tops]) if tops else np.array([np.inf])
            if near.min() > width**2:
                tops.append(int(index))
        labels = squared_distances(task.points, peaks[tops]).argmin(axis=1)
        return largest_groups(task, labels)


def _starts(points: Floats, weights: Floats, width: float) -> Floats:
    """Take at most ``CLIMBERS`` colours, spread out: each the farthest from those before."""
    chosen = [int(np.argmax(weights))]
    nearest = squared_distances(points, points[chosen])[:, 0]
    while len(chosen) < CLIMBERS and nearest.max() > (width / 2) ** 2:
        chosen.append(int(np.argmax(nearest)))
        away = squared_distances(points, points[chosen[-1:]])[:, 0]
        np.minimum(nearest, away, out=nearest)
    return points[chosen]


def _climb(points: Floats, weights: Floats, peaks: Floats, width: float) -> tuple[Floats, Floats]:
    """Move each of ``peaks`` to its top; gives tops (m, 3) and their density (m,)."""
    for _ in range(STEPS):
        pull = np.exp(squared_distances(peaks, points) * (-2 / width**2)) * weights
        heights = pull.sum(axis=1)
        moved = np.stack([(pull * axis).sum(axis=1) / heights for axis in points.T], axis=1)
        done = np.abs(moved - peaks).max() < 1e-2 * width
        peaks = moved
        if done:
            break
    return peaks, heights
