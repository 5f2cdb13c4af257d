"""Colour spaces: where colours are grouped and averaged."""

from typing import Final

from palettes.engine.spaces.base import Space
from palettes.engine.spaces.cam16_ucs import Cam16Ucs
from palettes.engine.spaces.cielab import Cielab
from palettes.engine.spaces.hsl import Hsl
from palettes.engine.spaces.hsv import Hsv
from palettes.engine.spaces.hsv_raw import HsvRaw
from palettes.engine.spaces.linear_rgb import LinearRgb
from palettes.engine.spaces.oklab import Oklab
from palettes.engine.spaces.rgb import Rgb

SPACES: Final[dict[str, Space]] = {
    "rgb": Rgb(),
    "linear_rgb": LinearRgb(),
    "hsv": Hsv(),
    "hsl": Hsl(),
    "hsv_raw": HsvRaw(),
    "cielab": Cielab(),
    "oklab": Oklab(),
    "cam16_ucs": Cam16Ucs(),
}

__all__ = ["SPACES", "Space"]
