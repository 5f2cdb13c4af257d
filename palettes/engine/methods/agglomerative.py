"""Agglomerative clustering."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Ints
from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.gathering import gathered
from palettes.engine.recipe import Value

MOST_POINTS: Final = 500
"""More colours than this are first gathered, as the work grows with their square."""


class Agglomerative(Method):
    """The two groups that cost least to join are joined, until ``size`` are left."""

    key = "agglomerative"
    title = "Agglomerative"
    summary = (
        "Joins the two most similar groups until the number asked for is left. Keeps small "
        "distinct colours longer than k-means does, and needs no dice."
    )
    source = "J. H. Ward, J. Am. Stat. Assoc. 58 (1963); R. R. Sokal, C. D. Michener, 1958"
    differences = ()
    parameters = (
        Parameter(
            "linkage", "Linkage", "auto", choices=("auto", "ward", "average", "complete"),
            help="What joining costs; auto is Ward for Euclidean, average for other differences.",
        ),
    )  # fmt: skip

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Join by nearest-neighbour chains, with the colours' weights."""
        linkage = str(parameters["linkage"])
        if linkage == "auto":
            linkage = "ward" if task.difference.key == "euclidean" else "average"
        points, weights, members = gathered(task, MOST_POINTS)
        distances = task.difference.matrix(points, points)
        if linkage == "ward":
            mean = weights[:, None] * weights / (weights[:, None] + weights)
            distances = mean * np.square(distances)
        size = min(task.size, len(weights))
        return Groups.by_label(task, join(distances, weights, size, linkage)[members])


def join(distances: Floats, weights: Floats, size: int, linkage: str) -> Ints:
    """Labels (n,) after joining down to ``size`` groups, by nearest-neighbour chains.

    ``distances`` (n, n) is used up; for Ward it holds the costs of joining two colours. Costs
    O(n^2). Source: F. Murtagh, A survey of recent advances in hierarchical clustering
    algorithms, Comput. J. 26 (1983); update formulas of G. N. Lance, W. T. Williams, 1967.
    """
    np.fill_diagonal(distances, np.inf)
    mass = weights.copy()
    alive = np.ones(len(mass), dtype=bool)
    joins: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(joins) < len(mass) - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        tip = chain[-1]
        row = distances[tip]
        near = int(np.argmin(row))
        if len(chain) > 1 and row[chain[-2]] <= row[near]:
            near = chain[-2]
            del chain[-2:]
            joins.append((float(row[near]), tip, near))
            _merge(distances, mass, near, tip, linkage)
            alive[tip] = False
        else:
            chain.append(near)
    return _cut(joins, len(mass), size)


def _merge(distances: Floats, mass: Floats, kept: int, gone: int, linkage: str) -> None:
    """Put group ``gone`` into ``kept``: distances from their union to all others."""
    first, second = distances[kept], distances[gone]
    between = first[gone]
    if linkage == "complete":
        union = np.maximum(first, second)
    elif linkage == "average":
        union = (mass[kept] * first + mass[gone] * second) / (mass[kept] + mass[gone])
    else:
        union = (mass[kept] + mass) * first + (mass[gone] + mass) * second - mass * between
        union /= mass[kept] + mass[gone] + mass
    union[kept] = union[gone] = np.inf
    distances[kept], distances[:, kept] = union, union
    distances[gone], distances[:, gone] = np.inf, np.inf
    mass[kept] += mass[gone]


def _cut(joins: list[tuple[float, int, int]], count: int, size: int) -> Ints:
    """Labels (n,) in order of first appearance, after the cheapest ``count - size`` joins."""
    parents = list(range(count))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for _, first, second in sorted(joins, key=lambda pair: pair[0])[: count - size]:
        parents[root(first)] = root(second)
    roots = np.array([root(index) for index in range(count)])
    return np.unique(roots, return_inverse=True)[1].astype(np.int64)
