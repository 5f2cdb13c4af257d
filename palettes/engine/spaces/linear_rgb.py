"""Linear light."""

from palettes.engine.arrays import Floats
from palettes.engine.spaces.base import Space
from palettes.engine.spaces.transfer import to_encoded, to_linear


class LinearRgb(Space):
    """sRGB primaries in linear light, where averaging mixes light as a lens does."""

    key = "linear_rgb"
    title = "Linear RGB"
    summary = "Amounts of light. Averages are physically true; darks crowd into a corner."
    source = "IEC 61966-2-1:1999"
    axes = ("R", "G", "B")
    ranges = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
    span = 3**0.5

    def from_rgb(self, rgb: Floats) -> Floats:
        """Decode the transfer function."""
        return to_linear(rgb)

    def to_rgb(self, coordinates: Floats) -> Floats:
        """Encode with the transfer function."""
        return to_encoded(coordinates)
