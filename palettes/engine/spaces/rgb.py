"""sRGB as encoded in files."""

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space


class Rgb(Space):
    """Encoded sRGB: the numbers of the file, a cube from black to white."""

    key = "rgb"
    title = "RGB"
    summary = "The encoded numbers of the file. Quick and familiar, blind to how eyes work."
    source = "IEC 61966-2-1:1999"
    axes = ("R", "G", "B")
    ranges = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
    span = 3**0.5

    def from_rgb(self, rgb: Floats) -> Floats:
        """Give the colours themselves, as a copy."""
        return rgb.copy()

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Give the coordinates themselves, as a copy."""
        return coordinates.copy()
