"""Background work on palettes. Each task may run twice, or after its row is gone."""

from django_tasks import task

from catalog.models import Film, Still
from palettes import compute


@task()
def compute_still(still_id: int) -> None:
    """Make what a still lacks: palettes under every stored recipe, and its look."""
    still = Still.objects.filter(pk=still_id).first()
    if still is not None:
        compute.compute_still(still)


@task()
def compute_film(film_id: int) -> None:
    """Make a film's palette and look from its stills."""
    film = Film.objects.filter(pk=film_id).first()
    if film is not None:
        compute.compute_film(film)
