"""Making one film of two."""

from collections.abc import Mapping
from typing import Literal

from django.db import transaction
from django.db.models import Max

from catalog.models import Film, IngestionItem, Still
from catalog.upkeep import removals, rows
from catalog.upkeep.changes import announce

Choice = Literal["kept", "other", "both"]

# Fields of one value; those of rows.NAMES may also take what both films have.
PLAIN = ("title", "year", "country", "aspect_ratio", "source_url", "note")
FIELDS = ("title", "year", "directors", "cinematographers", "country", "genres", *PLAIN[3:])

# What a still may have from its double, if it has nothing of its own.
TOLD = ("timecode", "credit", "licence", "source_url", "page_url", "perceptual_hash")


class FilmGoneError(Exception):
    """One of the two is not there any more: merged, or removed, by somebody quicker."""


@transaction.atomic
def merge(kept: Film, other: Film, choices: Mapping[str, Choice]) -> Film:
    """Make one film of two: ``kept``, under its key and address, with the fields chosen.

    The other's stills follow after those there are; of a content that both have, one still
    remains, and takes from its double what it lacks itself. Ingestions follow too.

    Raises FilmGoneError when they are not two films, or not any more.
    """
    locked = Film.objects.select_for_update().in_bulk([kept.pk, other.pk])
    if len(locked) != 2:
        raise FilmGoneError
    kept, other = locked[kept.pk], locked[other.pk]
    for name in PLAIN:
        if choices.get(name) == "other":
            setattr(kept, name, getattr(other, name))
    for name in rows.NAMES:
        choice = choices.get(name, "kept")
        if choice == "other":
            getattr(kept, name).set(getattr(other, name).all())
        elif choice == "both":
            getattr(kept, name).add(*getattr(other, name).all())
    kept.save()
    _join_stills(kept, other)
    other.ingestions.update(film=kept)
    removals.follow_merge(other, kept)
    other.delete()
    announce([kept.pk])
    return kept


def doubles(kept: Film, other: Film) -> list[Still]:
    """The other film's stills whose content ``kept`` has too."""
    return list(
        other.stills.filter(sha256__in=kept.stills.values("sha256")).order_by("position", "pk")
    )


def _join_stills(kept: Film, other: Film) -> None:
    first = {still.sha256: still for still in kept.stills.all()}
    last = kept.stills.aggregate(last=Max("position"))["last"] or 0
    moved, told = [], []
    for still in other.stills.order_by("position", "pk"):
        if still.sha256 in first:
            told.append((first[still.sha256], still))
        else:
            last += 1
            still.film, still.position = kept, last
            moved.append(still)
    Still.objects.bulk_update(moved, ["film", "position"], batch_size=500)
    _learn(told)


def _learn(told: list[tuple[Still, Still]]) -> None:
    """Take over what the doubles say, and the record of how they came in."""
    for still, double in told:
        for name in TOLD:
            setattr(still, name, getattr(still, name) or getattr(double, name))
    Still.objects.bulk_update([still for still, _ in told], list(TOLD), batch_size=200)
    into = {double.pk: still for still, double in told}
    items = list(IngestionItem.objects.filter(still__in=into))
    for item in items:
        item.still = into[item.still_id]  # type: ignore[index]
    IngestionItem.objects.bulk_update(items, ["still"], batch_size=500)
