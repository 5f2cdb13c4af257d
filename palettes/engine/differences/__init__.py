"""Colour differences: how far apart two colours are."""

from typing import Final

from palettes.engine.differences.base import Difference
from palettes.engine.differences.cie76 import Cie76
from palettes.engine.differences.cie94 import Cie94
from palettes.engine.differences.ciede2000 import Ciede2000
from palettes.engine.differences.euclidean import Euclidean
from palettes.engine.differences.hyab import Hyab

DIFFERENCES: Final[dict[str, Difference]] = {
    "euclidean": Euclidean(),
    "cie76": Cie76(),
    "cie94": Cie94(),
    "ciede2000": Ciede2000(),
    "hyab": Hyab(),
}

__all__ = ["DIFFERENCES", "Difference"]
