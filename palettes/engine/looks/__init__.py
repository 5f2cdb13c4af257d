"""Looks: how pictures and films look, as vectors, figures and distances.

>>> from palettes.engine import look_distance, look_of
>>> look_distance(look_of("a.jpg"), look_of("b.jpg"), "signature")  # doctest: +SKIP
0.41
"""

from palettes.engine.errors import BadOptionError, choices
from palettes.engine.looks.distances import LOOK_DISTANCES, LookDistance
from palettes.engine.looks.look import LOOK_VERSION, EngineLook, look_of, look_of_film
from palettes.engine.looks.signature import LENGTH as SIGNATURE_LENGTH
from palettes.engine.looks.signature import Signature, placed, unpack_signature
from palettes.engine.looks.statistics import LookStatistics
from palettes.engine.looks.transport import Move, moves, transport

__all__ = [
    "LOOK_DISTANCES",
    "LOOK_VERSION",
    "SIGNATURE_LENGTH",
    "EngineLook",
    "LookDistance",
    "LookStatistics",
    "Move",
    "Signature",
    "look_distance",
    "look_of",
    "look_of_film",
    "moves",
    "placed",
    "transport",
    "unpack_signature",
]


def look_distance(a: EngineLook, b: EngineLook, distance: str = "signature") -> float:
    """How far apart two looks are, under one of ``LOOK_DISTANCES``: 0 when they are alike.

    Raises BadOptionError for a distance that is not in the table.
    """
    if distance not in LOOK_DISTANCES:
        raise BadOptionError(f"there is no distance {distance!r}; choose {choices(LOOK_DISTANCES)}")
    return LOOK_DISTANCES[distance].between(a, b)
