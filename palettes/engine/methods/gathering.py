"""Fewer colours, for methods whose work grows with the square of their number."""

import numpy as np

from palettes.engine.arrays import Floats, Ints, group_means
from palettes.engine.methods.base import Task


def gathered(task: Task, most: int) -> tuple[Floats, Floats, Ints]:
    """Give at most ``most`` colours (m, 3) as measured, their weights, and each colour's place
    (n,) among them.

    Too many are gathered by grid cell, the finest grid that suffices, so that a lone colour
    stays alone however light it is.
    """
    count, points = len(task.points), task.measured
    members: Ints = np.arange(count)
    step = task.span / 64
    while count > most:
        cells = np.round(points / step).astype(np.int64)
        members = np.unique(cells, axis=0, return_inverse=True)[1].astype(np.int64)
        count = int(members.max()) + 1
        step *= 1.15
    if count == len(points):
        return points, task.weights, members
    weights: Floats = np.bincount(members, task.weights).astype(np.float64)
    return group_means(points, task.weights, members, count), weights, members


def repeated(weights: Floats, count: int) -> Ints:
    """Indices (count,) in which each colour occurs in proportion to its weight.

    Systematic resampling, without dice: it turns weighted colours into plain ones, for
    methods that know no weights. Colours lighter than 1 / count may be missing.
    """
    edges = np.cumsum(weights)
    marks = (np.arange(count) + 0.5) * (edges[-1] / count)
    places: Ints = np.searchsorted(edges, marks).astype(np.int64)
    return np.minimum(places, len(weights) - 1)


def nearest_labels(task: Task, centres: Floats) -> Ints:
    """Nearest of ``centres`` (k, 3), as measured, for each colour (n,); unused ones dropped."""
    labels = task.difference.matrix(task.measured, centres).argmin(axis=1)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)
