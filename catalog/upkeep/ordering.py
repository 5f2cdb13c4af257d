"""The order of a film's stills."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from catalog.models import Film, Still
from catalog.upkeep.changes import announce


class StaleOrderError(Exception):
    """The stills are not those, or not in the order, that somebody ordered; nothing was saved."""

    def __init__(self, new: int, gone: int) -> None:
        super().__init__(f"{new} stills are new, {gone} are gone")
        self.new = new
        self.gone = gone


def places(shown: Sequence[int], wanted: Mapping[int, int]) -> list[int]:
    """``shown`` in the order asked for: each still whose number was changed gets that place.

    The others keep their order around it. Numbers count from 1; one that is too large means
    the end.

    >>> places([7, 8, 9], {7: 3})
    [8, 9, 7]
    """
    changed = {
        key: wanted[key]
        for place, key in enumerate(shown, 1)
        if key in wanted and wanted[key] != place
    }
    order = [key for key in shown if key not in changed]
    for key in sorted(changed, key=lambda key: changed[key]):
        order.insert(max(changed[key] - 1, 0), key)
    return order


@transaction.atomic
def reorder(film: Film, shown: Sequence[int], order: Sequence[int]) -> bool:
    """Number a film's stills 1, 2, 3, ... in ``order``; whether that changed anything.

    ``shown`` is the order that was there when somebody began. Raises StaleOrderError when it is
    no more.
    """
    Film.objects.select_for_update().get(pk=film.pk)
    stills = list(film.stills.order_by("position", "pk"))
    present = [still.pk for still in stills]
    if present != list(shown) or sorted(order) != sorted(present):
        new, gone = set(present) - set(shown), set(shown) - set(present)
        raise StaleOrderError(len(new), len(gone))
    place = {key: number for number, key in enumerate(order, 1)}
    moved = [still for still in stills if still.position != place[still.pk]]
    for still in moved:
        still.position = place[still.pk]
    Still.objects.bulk_update(moved, ["position"], batch_size=500)
    if present != list(order):
        announce([film.pk])
    return bool(moved)
