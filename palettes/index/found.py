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
    it (weighted OKLab); ``share`` is that of all swatches near the colour, those aside that are
    nearer to another colour of the query.
    """

    hex: str
    place: int
    distance: float
    share: float


@dataclass(frozen=True)
class Found:
    """A still or a film that holds colours: ``score`` 0..1, ``parts`` in the query's order.

    ``near`` are the swatches (``#rrggbb``) that are near a colour of the query.
    """

    id: int
    film_id: int
    score: float
    parts: tuple[Part, ...]
    near: frozenset[str] = frozenset()

    @property
    def share(self) -> float:
        """How much of the picture is near the colours, 0..1."""
        return sum(part.share for part in self.parts)

    @property
    def distance(self) -> float:
        """Mean distance of the colours to their nearest swatches, weighted OKLab."""
        return sum(part.distance for part in self.parts) / len(self.parts)


@dataclass(frozen=True)
class Toned:
    """A still or a film with a mood, and the figure that tells how strong it is."""

    id: int
    film_id: int
    figure: float


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
    name: str
