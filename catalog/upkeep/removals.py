"""Deleting films and stills so that it can be undone for some days.

What is deleted becomes a :class:`catalog.models.Removal` before its rows go; its files stay as
long as the removal does. :mod:`catalog.upkeep.undoing` brings it back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from catalog.ingestion import control
from catalog.models import Film, Ingestion, Removal, Still
from catalog.upkeep import files, rows

MOST_LABEL = 300


@transaction.atomic
def remove_films(films: QuerySet[Film], by: Any = None) -> Removal | None:
    """Delete films with their stills; None if there are none.

    Their ingestions stay as records; those under way are cancelled.
    """
    chosen = list(
        Film.objects.filter(pk__in=films.order_by().values("pk"))
        .select_for_update()
        .order_by("pk")
        .prefetch_related(*rows.NAMES)
    )
    if not chosen:
        return None
    keys = [film.pk for film in chosen]
    stills = list(Still.objects.filter(film__in=keys).select_related("film").order_by("pk"))
    removal = _keep(chosen, stills, by)
    ingestions = Ingestion.objects.filter(film__in=keys)
    for ingestion in ingestions.exclude(state__in=control.ENDED):
        control.cancel(ingestion)  # it would make its film again
    ingestions.update(film=None)
    Film.objects.filter(pk__in=keys).delete()
    return removal


@transaction.atomic
def remove_stills(stills: QuerySet[Still], by: Any = None) -> Removal | None:
    """Delete stills; None if there are none."""
    chosen = list(
        Still.objects.filter(pk__in=stills.order_by().values("pk"))
        .select_for_update(of=("self",))
        .select_related("film")
        .order_by("film", "position", "pk")
    )
    if not chosen:
        return None
    removal = _keep([], chosen, by)
    Still.objects.filter(pk__in=[still.pk for still in chosen]).delete()
    return removal


def purge_expired(now: datetime | None = None) -> int:
    """Make removals final whose time is over; how many there were."""
    return finish(Removal.objects.filter(expires_at__lte=now or timezone.now()))


@transaction.atomic
def finish(removals: QuerySet[Removal]) -> int:
    """Make removals final: take away the files that nothing else needs; how many there were."""
    # A fresh question: a list's own may leave out rows or join tables that cannot be locked.
    keys = removals.order_by().values("pk")
    chosen = list(Removal.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    if not chosen:
        return 0
    images = {
        still["columns"]["sha256"]: still["columns"]["image"]
        for removal in chosen
        for still in removal.rows["stills"]
    }
    Removal.objects.filter(pk__in=[removal.pk for removal in chosen]).delete()
    transaction.on_commit(lambda: files.drop(images))
    return len(chosen)


def follow_merge(gone: Film, into: Film) -> None:
    """Let removed stills of a film that was merged away come back to the film it went into."""
    old, new = str(gone.pk), str(into.pk)
    for removal in Removal.objects.select_for_update():
        moved = [row for row in removal.rows["stills"] if row["columns"]["film_id"] == old]
        if moved and not removal.rows["films"]:
            for row in moved:
                row["columns"]["film_id"] = new
            removal.save(update_fields=["rows"])


def _keep(films: Sequence[Film], stills: Sequence[Still], by: Any) -> Removal:
    return Removal.objects.create(
        label=_label(films, stills)[:MOST_LABEL],
        rows={"films": rows.of_films(films), "stills": rows.of_stills(stills)},
        contents=sorted({still.sha256 for still in stills}),
        removed_by=by if by is not None and by.pk else None,
        expires_at=timezone.now() + timedelta(days=settings.REMOVED_DAYS),
    )


def _label(films: Sequence[Film], stills: Sequence[Still]) -> str:
    count = f"{len(stills)} still{'' if len(stills) == 1 else 's'}"
    if len(films) == 1:
        return f"{films[0]}, with {count}" if stills else str(films[0])
    if films:
        return f"{len(films)} films, with {count}"
    of = {still.film_id: still.film for still in stills}
    if len(stills) == 1:
        return f"Still {stills[0].position} of {stills[0].film}"
    return f"{count} of {stills[0].film}" if len(of) == 1 else f"{count} of {len(of)} films"
