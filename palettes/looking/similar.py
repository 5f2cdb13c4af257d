"""Stills that look like a still: by colour alone, so never a word about which film it is."""

from dataclasses import dataclass
from typing import Final

from catalog.models import Still
from catalog.numbering import number_in_film
from palettes import search
from palettes.engine.looks import Signature

SHOWN: Final = 10


@dataclass(frozen=True)
class Similar:
    """A still, its number in its film, and how far its look is: a signature distance."""

    still: Still
    number: int
    distance: float


def similar_stills(still: Still, signature: Signature, *, own: bool = False) -> list[Similar]:
    """The stills nearest to one, nearest first; those of its own film only if ``own``.

    A few queries, whatever the size of the catalogue.
    """
    but_films = () if own else (still.film_id,)
    near = search.nearest(signature, SHOWN + own, but_films=but_films)
    near = [one for one in near if one.id != still.pk][:SHOWN]
    stills = (
        Still.objects.select_related("film")
        .prefetch_related("palettes")
        .annotate(number=number_in_film())
        .in_bulk([one.id for one in near])
    )
    return [
        Similar(stills[one.id], stills[one.id].number, one.distance)
        for one in near
        if one.id in stills
    ]
