"""The sample catalogue in the database: which films are of it, and taking them away."""

from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from catalog.models import Film, Removal
from catalog.upkeep.removals import remove_films

MANIFEST = Path(__file__).resolve().parents[1] / "sample" / "manifest.csv"
# As in each row of the manifest, so on each film's page.
NOTE = "A fictional film, made for the sample catalogue."


def sample_films() -> QuerySet[Film]:
    """The films that carry the sample's note; a keeper who clears it makes the film their own."""
    return Film.objects.filter(note=NOTE)


def remove_sample(by: Any = None) -> Removal | None:
    """Take the sample's films away, with their stills, so that it can be undone; None if none."""
    return remove_films(sample_films(), by)
