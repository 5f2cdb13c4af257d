"""What a method is to the engine: declarations, and one function that groups colours."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from palettes.engine.arrays import Flags, Floats, Ints, group_means
from palettes.engine.differences import Difference
from palettes.engine.errors import BadOptionError, choices
from palettes.engine.recipe import Value, read_number, read_whole

EUCLIDEAN: Final = ("euclidean",)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An option of one method, as data: forms, the command line and the API derive from it.

    ``default`` decides the type: int, float or str. Numbers lie in ``low``..``high``, text is
    one of ``choices``.
    """

    key: str
    title: str
    default: Value
    low: float = 0.0
    high: float = 1.0
    choices: tuple[str, ...] = ()
    help: str = ""

    @property
    def values(self) -> str:
        """What it may be, in words: ``a whole number, 1 to 32``."""
        if self.choices:
            return choices(self.choices)
        kind = "a whole number" if isinstance(self.default, int) else "a number"
        return f"{kind}, {self.low:g} to {self.high:g}"

    def read(self, value: Value) -> Value:
        """Give ``value``, which may be text, in this parameter's type. Raises BadOptionError."""
        text = str(value)
        if self.choices:
            if text not in self.choices:
                raise BadOptionError(f"{self.key}={text}: choose from {', '.join(self.choices)}")
            return text
        read = read_whole if isinstance(self.default, int) else read_number
        number = read(self.key, text)
        if not self.low <= number <= self.high:
            raise BadOptionError(f"{self.key}={text}: give {self.low:g} to {self.high:g}")
        return number


@dataclass(frozen=True, eq=False, slots=True)
class Task:
    """Colours to group.

    ``points`` (n, 3) are in the recipe's space, where means are taken; ``measured`` (n, 3) are
    the same colours where ``difference`` measures. ``weights`` (n,) sum to 1. ``span`` is the
    difference from black to white, and ``size`` the number of groups, at most n. ``coherent()``
    gives, when asked, the share (n,) of each colour's pixels that belong to something compact.
    """

    points: Floats
    measured: Floats
    weights: Floats
    difference: Difference
    span: float
    size: int
    seed: int
    coherent: Callable[[], Floats]


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """Which group each colour belongs to (n,), the groups' centres (k, 3) in the recipe's
    space, and which of them are accents (k,).
    """

    labels: Ints
    centres: Floats
    accents: Flags

    @classmethod
    def by_label(cls, task: Task, labels: Ints) -> "Groups":
        """Make groups of labels 0..k-1, centred on their weighted means, none an accent."""
        count = int(labels.max()) + 1
        centres = group_means(task.points, task.weights, labels, count)
        return cls(labels, centres, np.zeros(count, dtype=bool))


class Method(ABC):
    """A way to choose the colours of a palette.

    ``spaces`` and ``differences`` are the keys it can honour, empty for all. A method that
    ``finds_size`` decides the number of colours itself and takes the size as an upper bound.
    One that is not ``seeded`` throws no dice: every seed gives the same groups.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    spaces: ClassVar[tuple[str, ...]] = ()
    differences: ClassVar[tuple[str, ...]] = EUCLIDEAN
    finds_size: ClassVar[bool] = False
    seeded: ClassVar[bool] = False
    parameters: ClassVar[tuple[Parameter, ...]] = ()

    @abstractmethod
    def group(self, task: Task, **parameters: Value) -> Groups:
        """Group the task's colours into at most ``task.size`` groups, none of them empty."""


def largest_groups(task: Task, labels: Ints) -> Groups:
    """Keep the heaviest ``task.size`` groups of ``labels`` (n,), where -1 is noise.

    What is left over, noise and small groups, joins the nearest centre that was kept. Without
    any group, all colours make one.
    """
    found = labels >= 0
    if not found.any():
        return Groups.by_label(task, np.zeros(len(labels), dtype=np.int64))
    mass = np.bincount(labels[found], task.weights[found])
    kept = np.argsort(-mass, kind="stable")[: task.size]
    kept = kept[mass[kept] > 0]
    rank = np.full(len(mass), -1, dtype=np.int64)
    rank[kept] = np.arange(len(kept))
    settled = np.where(found, rank[labels], -1)
    inside = settled >= 0
    centres = group_means(task.points[inside], task.weights[inside], settled[inside], len(kept))
    measured = group_means(task.measured[inside], task.weights[inside], settled[inside], len(kept))
    nearest = task.difference.matrix(task.measured[~inside], measured).argmin(axis=1)
    settled[~inside] = nearest
    return Groups(settled, centres, np.zeros(len(kept), dtype=bool))
