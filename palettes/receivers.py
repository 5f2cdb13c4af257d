"""Palettes follow stills: what happens when the catalogue stores or changes them."""

from typing import Any

from django.dispatch import receiver

from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed, swept
from catalog.upkeep.pending import failed_lately, waiting_for
from palettes import compute as _compute
from palettes import tasks
from palettes.making import beside

MOST_QUEUED = 500  # by one sweep; the next goes on


@receiver(still_stored)
def palettes_of_a_new_still(still: Still, compute: Compute, **kwargs: Any) -> None:
    """Make a new still's palettes and look, now, beside the next still, or by the worker."""
    if compute is Compute.SOON:
        beside.begin(still)
    elif compute is Compute.NOW:
        beside.make_at_once(still)
    elif compute is Compute.LATER:
        tasks.compute_still.enqueue(still.pk)


@receiver(stills_changed)
def palette_of_a_changed_film(film: Film, compute: Compute, **kwargs: Any) -> None:
    """Make a film's palette and look again from the stills it has now."""
    beside.end()
    if compute is Compute.NOW:
        _compute.compute_film(film)
    elif compute is Compute.LATER:
        tasks.compute_film.enqueue(film.pk)


@receiver(swept)
def queue_what_is_missing(**kwargs: Any) -> None:
    """Queue stills and films without current palettes, unless they are queued or failed today."""
    recipes = _compute.stored_recipes()
    for task, lacking in (
        (tasks.compute_still, _compute.stills_lacking(recipes)),
        (tasks.compute_film, _compute.films_lacking(recipes[:1])),
    ):
        path = task.module_path
        left_out = {*waiting_for(path), *failed_lately(path, _compute.NOT_AGAIN_WITHIN)}
        for pk in lacking.values_list("pk", flat=True)[: MOST_QUEUED + len(left_out)]:
            if pk not in left_out:
                task.enqueue(pk)
