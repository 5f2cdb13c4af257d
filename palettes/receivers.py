"""Palettes follow stills: what happens when the catalogue stores or changes them."""

import logging
from typing import Any

from django.dispatch import receiver

from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed
from palettes import compute as _compute
from palettes import tasks
from palettes.engine import EngineError

log = logging.getLogger(__name__)


@receiver(still_stored)
def palettes_of_a_new_still(still: Still, compute: Compute, **kwargs: Any) -> None:
    """Make a new still's palettes and look, now or by the worker."""
    if compute is Compute.NOW:
        try:
            _compute.compute_still(still)
        except EngineError as error:
            # The still is stored and stays; its page says that it has no palette yet.
            log.warning("no palette of still %s: %s (%s)", still.pk, error, error.code)
    elif compute is Compute.LATER:
        tasks.compute_still.enqueue(still.pk)


@receiver(stills_changed)
def palette_of_a_changed_film(film: Film, compute: Compute, **kwargs: Any) -> None:
    """Make a film's palette and look again from the stills it has now."""
    if compute is Compute.NOW:
        _compute.compute_film(film)
    elif compute is Compute.LATER:
        tasks.compute_film.enqueue(film.pk)
