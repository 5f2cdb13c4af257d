"""Stills that look like a still: by colour alone, so never a word about which film it is."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Still
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
        .annotate(number=_number())
        .in_bulk([one.id for one in near])
    )
    return [
        Similar(stills[one.id], stills[one.id].number, one.distance)
        for one in near
        if one.id in stills
    ]


def _number() -> Coalesce:
    """A still's place in its film, from 1."""
    before = Q(position__lt=OuterRef("position")) | Q(
        position=OuterRef("position"), pk__lte=OuterRef("pk")
    )
    counted = (
        Still.objects.filter(before, film=OuterRef("film"))
        .order_by()
        .values("film")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted), 1)
