"""Distances between looks."""

from typing import Final

from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.distances.bures import Bures
from palettes.engine.looks.distances.emd import EarthMovers
from palettes.engine.looks.distances.intersection import Intersection
from palettes.engine.looks.distances.palette import PaletteDifference
from palettes.engine.looks.distances.signature import SignatureDistance

LOOK_DISTANCES: Final[dict[str, LookDistance]] = {
    "signature": SignatureDistance(),
    "emd": EarthMovers(),
    "palette": PaletteDifference(),
    "bures": Bures(),
    "intersection": Intersection(),
}

__all__ = ["LOOK_DISTANCES", "LookDistance"]
