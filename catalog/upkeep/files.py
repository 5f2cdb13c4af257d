"""Whether anybody still needs a content, and taking its files away when nobody does."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path

from django.conf import settings

from catalog import renditions
from catalog.models import IngestionItem, Removal, Still

# Databases take a limited number of values in one question.
MOST_ASKED = 500


def held(contents: Collection[str]) -> set[str]:
    """Those of ``contents`` (SHA-256) that a row needs.

    A still shows it, a removal may bring it back, or an ingestion has fetched it and waits to
    store it.
    """
    needed: set[str] = set()
    for some in _chunks(contents):
        needed.update(Still.objects.filter(sha256__in=some).values_list("sha256", flat=True))
        needed.update(
            IngestionItem.objects.filter(
                sha256__in=some, state=IngestionItem.State.READY
            ).values_list("sha256", flat=True)
        )
    for kept in Removal.objects.values_list("contents", flat=True):
        needed.update(kept)
    return needed.intersection(contents)


def drop(images: Mapping[str, str]) -> None:
    """Take away originals and renditions that no row needs; ``images`` has names by content."""
    needed = held(images.keys())
    for sha256, name in images.items():
        if sha256 not in needed:
            (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
            renditions.remove(sha256)


def _chunks(values: Collection[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while some := list(islice(rest, MOST_ASKED)):
        yield some
