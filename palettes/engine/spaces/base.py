"""What a colour space is to the engine: a declaration and two functions."""

from abc import ABC, abstractmethod
from typing import ClassVar

from palettes.engine.arrays import Bytes, Floats


class Space(ABC):
    """A three-dimensional colour space reachable from sRGB (D65, IEC 61966-2-1).

    ``key`` is stored in rows and never renamed. ``axes`` names the coordinates and
    ``ranges`` bounds them over the sRGB gamut. ``span`` is the distance from black to white,
    which lets a method speak of distances without knowing the space's unit.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    axes: ClassVar[tuple[str, str, str]]
    ranges: ClassVar[tuple[tuple[float, float], tuple[float, float], tuple[float, float]]]
    span: ClassVar[float]
    opponent: ClassVar[bool] = False
    """Whether the axes are lightness and two opponent chroma axes, in that order."""

    @abstractmethod
    def from_rgb(self, rgb: Floats) -> Floats:
        """Coordinates (n, 3) of encoded sRGB colours (n, 3) in 0..1."""

    def from_bytes(self, pixels: Bytes) -> Floats:
        """Coordinates (n, 3) of 8-bit sRGB ``pixels`` (n, 3)."""
        return self.from_rgb(pixels / 255)

    @abstractmethod
    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encoded sRGB (n, 3) of ``coordinates`` (n, 3); unclipped, so 0..1 only in gamut."""
