"""Telling the rest of the product, once a change is committed, which films it touched."""

from collections.abc import Iterable

from django.db import transaction

from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed


def announce(films: Iterable[int], stored: Iterable[int] = ()) -> None:
    """Send ``stills_changed`` once for each film, after ``still_stored`` for stills that are new.

    Films and stills are given by their keys and looked up after the commit: what is gone by then
    is not spoken of. Palettes are left to the worker.
    """
    film_keys, still_keys = set(films), list(stored)

    def tell() -> None:
        for still in Still.objects.filter(pk__in=still_keys):
            still_stored.send(sender=Still, still=still, compute=Compute.LATER)
        for film in Film.objects.filter(pk__in=film_keys):
            stills_changed.send(sender=Film, film=film, compute=Compute.LATER)

    transaction.on_commit(tell)
