"""Median cut."""

import numpy as np

from palettes.engine.methods.base import Groups, Method, Task
from palettes.engine.recipe import Value


class MedianCut(Method):
    """Boxes cut at the median of their longest side, the most varied box first."""

    key = "median_cut"
    title = "Median cut"
    summary = (
        "Cuts the box of all colours at the median of its longest side, again and again. "
        "Quick and old; spends colours on large areas and mixes what lies in one box."
    )
    source = "P. Heckbert, Color image quantization for frame buffer display, SIGGRAPH 1982"

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Cut until there are ``task.size`` boxes or every box holds one colour."""
        boxes = [np.arange(len(task.points))]
        while len(boxes) < task.size:
            costs = [self._cost(task, box) for box in boxes]
            chosen = int(np.argmax(costs))
            if costs[chosen] <= 0:
                break
            boxes[chosen : chosen + 1] = self._cut(task, boxes[chosen])
        labels = np.empty(len(task.points), dtype=np.int64)
        for number, box in enumerate(boxes):
            labels[box] = number
        return Groups.by_label(task, labels)

    @staticmethod
    def _cost(task: Task, box: np.typing.NDArray[np.int64]) -> float:
        """Mass times longest side: what is large and varied is cut first."""
        extent = np.ptp(task.points[box], axis=0).max()
        return float(extent * task.weights[box].sum())

    @staticmethod
    def _cut(
        task: Task, box: np.typing.NDArray[np.int64]
    ) -> tuple[np.typing.NDArray[np.int64], np.typing.NDArray[np.int64]]:
        axis = int(np.ptp(task.points[box], axis=0).argmax())
        box = box[np.argsort(task.points[box, axis], kind="stable")]
        mass = np.cumsum(task.weights[box])
        middle = int(np.searchsorted(mass, mass[-1] / 2)) + 1
        along = task.points[box, axis]
        if along[min(middle, len(box) - 1)] == along[0] or middle >= len(box):
            middle = len(box) - 1
        return box[:middle], box[middle:]
