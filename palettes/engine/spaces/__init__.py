"""Colour spaces: where colours are grouped and averaged."""

from typing import Final

from palettes.engine.spaces.base import Space
from palettes.engine.spaces.cielab import Cielab
from palettes.engine.spaces.hsv import Hsv
from palettes.engine.spaces.oklab import Oklab
from palettes.engine.spaces.rgb import Rgb

SPACES: Final[dict[str, Space]] = {
    "rgb": Rgb(),
    "hsv": Hsv(),
    "cielab": Cielab(),
    "oklab": Oklab(),
}

__all__ = ["SPACES", "Space"]
