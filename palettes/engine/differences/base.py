"""What a colour difference is to the engine."""

from abc import ABC, abstractmethod
from typing import ClassVar

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space


class Difference(ABC):
    """A way to say how far apart two colours look.

    ``home`` is the key of the space in which it is defined; an empty ``home`` means the
    recipe's own space. A recipe may group in one space and measure in another: colours are
    converted for the measuring, and averaged in the recipe's space.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    home: ClassVar[str] = ""
    opponent_only: ClassVar[bool] = False
    """Whether the space measured in must have a lightness and two opponent axes."""

    @abstractmethod
    def between(self, a: Floats, b: Floats) -> Floats:
        """Differences of colours ``a`` and ``b`` (..., 3), broadcast together: (...)."""

    def matrix(self, a: Floats, b: Floats) -> Floats:
        """Differences (n, m) from each of ``a`` (n, 3) to each of ``b`` (m, 3), at once."""
        return self.between(a[:, None, :], b[None, :, :])

    def span(self, space: Space) -> float:
        """Give the difference of black and white when measured in ``space``."""
        return space.span
