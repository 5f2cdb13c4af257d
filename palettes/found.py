"""What a search finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """A still or a film, and how far its look is, 0..1: the engine's signature distance."""

    id: int
    film_id: int
    distance: float


@dataclass(frozen=True)
class Part:
    """How one colour of a query is met.

    ``hex`` is the nearest swatch, ``place`` where it stands in the palette and ``distance`` to
    it (weighted OKLab); ``share`` is that of all swatches near the colour.
    """

    hex: str
    place: int
    distance: float
    share: float


@dataclass(frozen=True)
class Found:
    """A still or a film that holds colours: ``score`` 0..1, ``parts`` in the query's order."""

    id: int
    film_id: int
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Match:
    """A still that holds a colour."""

    still_id: int
    film_id: int
    share: float  # of the picture, near the colour
    hex: str  # the swatch that matched
    distance: float  # to it, weighted OKLab


@dataclass(frozen=True)
class Cell:
    """One colour of the colour index."""

    column: int
    row: int
    hex: str
