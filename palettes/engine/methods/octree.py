"""Octree."""

import numpy as np

from palettes.engine.arrays import Ints
from palettes.engine.methods.base import Groups, Method, Task
from palettes.engine.recipe import Value

DEPTH = 8


class Octree(Method):
    """The cube of colours halved along all three channels at once, light leaves folded."""

    key = "octree"
    title = "Octree"
    summary = (
        "Halves the RGB cube along all channels at once and folds the lightest leaves together. "
        "Very quick; its borders lie where the bits are, not where the colours are."
    )
    source = "M. Gervautz, W. Purgathofer, Graphics Gems (1990), 287-293"
    spaces = ("rgb",)

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Fold the deepest and lightest leaves until ``task.size`` are left."""
        channels = np.clip(np.round(task.points * 255), 0, 255).astype(np.int64)
        paths = np.zeros(len(channels), dtype=np.int64)
        for bit in range(DEPTH - 1, -1, -1):
            octant = (channels >> bit & 1) @ np.array([4, 2, 1])
            paths = paths << 3 | octant
        leaves = np.unique(paths, return_inverse=True)[1].astype(np.int64)
        for depth in range(1, DEPTH + 1):
            parents = np.unique(paths >> 3 * depth, return_inverse=True)[1].astype(np.int64)
            if parents.max() < task.size:
                return Groups.by_label(task, _fold(leaves, parents, task))
            leaves = parents
        return Groups.by_label(task, leaves)


def _fold(leaves: Ints, parents: Ints, task: Task) -> Ints:
    """Fold children into parents, lightest parent first, but not below ``task.size`` leaves.

    A parent that would fold too many loses only its lightest children.
    """
    left = int(leaves.max()) + 1
    mass = np.bincount(parents, task.weights)
    leaf_mass = np.bincount(leaves, task.weights)
    folded = leaves.copy()
    for parent in np.argsort(mass, kind="stable"):
        if left <= task.size:
            break
        children = np.unique(leaves[parents == parent])
        children = children[np.argsort(leaf_mass[children], kind="stable")]
        gone = children[: left - task.size + 1]
        folded[np.isin(leaves, gone)] = gone[0]
        left -= len(gone) - 1
    return np.unique(folded, return_inverse=True)[1].astype(np.int64)
