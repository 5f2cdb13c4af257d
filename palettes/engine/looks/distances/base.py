"""What a distance between looks is to the engine."""

from abc import ABC, abstractmethod
from typing import ClassVar

from palettes.engine.looks.look import EngineLook


class LookDistance(ABC):
    """A way to say how far apart two looks are; 0 to itself, and the same both ways.

    ``unit`` says what the number is, ``top`` the largest it can be in sRGB. ``metric`` promises
    the triangle inequality.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    unit: ClassVar[str]
    top: ClassVar[float]
    metric: ClassVar[bool]

    @abstractmethod
    def between(self, a: EngineLook, b: EngineLook) -> float:
        """The distance of two looks, 0..top."""
