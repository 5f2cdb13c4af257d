"""Moving stills from film to film."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet

from catalog.models import Film, Still
from catalog.upkeep.changes import announce


@dataclass(frozen=True)
class Moved:
    """What moved, and what stayed since the target has the same picture."""

    stills: Sequence[Still]
    stayed: Sequence[Still]


@transaction.atomic
def move(stills: QuerySet[Still], target: Film) -> Moved:
    """Give stills to another film, after those it has, in the order they had.

    Of several stills with one content only the first moves. Stills the target has already are
    left as they are and in neither list.
    """
    Film.objects.select_for_update().get(pk=target.pk)
    chosen = (
        Still.objects.filter(pk__in=stills.order_by().values("pk"))
        .exclude(film=target)
        .select_for_update(of=("self",))
        .select_related("film")
        .order_by("film__title_folded", "film", "position", "pk")
    )
    contents = set(target.stills.values_list("sha256", flat=True))
    last = target.stills.aggregate(last=Max("position"))["last"] or 0
    moved, stayed, touched = [], [], set()
    for still in chosen:
        if still.sha256 in contents:
            stayed.append(still)
            continue
        contents.add(still.sha256)
        touched.add(still.film_id)
        last += 1
        still.film, still.position = target, last
        moved.append(still)
    Still.objects.bulk_update(moved, ["film", "position"], batch_size=500)
    if moved:
        announce(touched | {target.pk})
    return Moved(moved, stayed)
