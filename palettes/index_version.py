"""A number that grows whenever a search would find something else than before."""

import time
from typing import Any

from django.db.models import F
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog.models import Film
from catalog.signals import stills_changed
from palettes.models import IndexVersion

_ROW = 1


def current() -> int:
    """The number now: one row read by its key."""
    return IndexVersion.objects.filter(pk=_ROW).values_list("number", flat=True).first() or 0


def grow() -> None:
    """Tell every process that looks, palettes or stills are not what they were."""
    if not IndexVersion.objects.filter(pk=_ROW).update(number=F("number") + 1):
        # It starts from the clock, so that another catalogue's number is never met again.
        first = IndexVersion(pk=_ROW, number=time.time_ns() // 1000)
        IndexVersion.objects.bulk_create([first], ignore_conflicts=True)


@receiver(post_delete, sender=Film)
@receiver(stills_changed)
def _grow(**kwargs: Any) -> None:
    """Grow once for each film, however many of its stills have changed or gone."""
    grow()
