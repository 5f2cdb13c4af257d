"""The colours and the look of what is compared, from what the database keeps: no decode."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Q

from catalog.models import Film, Still
from palettes.charts.cloud import Cloud, join
from palettes.compute import default_recipe
from palettes.engine import Sample, Swatch
from palettes.engine.looks import EngineLook, look_of_film
from palettes.making.pools import unpack
from palettes.models import Look, Palette

MOST_STILLS: Final = 96
"""Stills of one film that are measured, evenly chosen: more change no chart that can be seen."""

SHOWN: Final = 10
"""Stills of one film that are shown, evenly chosen."""

T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """A film or still with the colours of its stills.

    ``samples`` are in the stills' order, by id; ``cloud`` and ``look`` are None before the first
    still is computed.
    """

    samples: dict[int, Sample]
    swatches: list[Swatch]
    cloud: Cloud | None
    look: EngineLook | None
    shown: list[Still]

    @property
    def ready(self) -> bool:
        """Whether there is anything to draw."""
        return self.cloud is not None and bool(self.swatches)

    @property
    def sampled(self) -> bool:
        """Whether there were too many stills to measure them all."""
        return len(self.samples) == MOST_STILLS


def measure_all(things: Sequence[Film | Still]) -> list[Measured]:
    """Measure films and stills, in a number of queries that does not depend on how many stills."""
    ids = _stills_of(things)
    wanted = {pk for each in ids for pk in each}
    looks = Look.objects.filter(still__in=wanted).exclude(pool=b"")
    pools = {pk: bytes(pool) for pk, pool in looks.values_list("still_id", "pool")}
    shown = [evenly(each, SHOWN) for each in ids]
    pictures = (
        Still.objects.select_related("film")
        .prefetch_related("palettes")
        .in_bulk([pk for each in shown for pk in each])
    )
    return [
        _measured(
            thing,
            [(pk, pools[pk]) for pk in each if pk in pools],
            [pictures[pk] for pk in seen if pk in pictures],
        )
        for thing, each, seen in zip(things, ids, shown, strict=True)
    ]


def palette_of(thing: Film | Still) -> Palette | None:
    """The default palette, from what was prefetched; None before it is made."""
    wanted = default_recipe()
    return next((p for p in thing.palettes.all() if p.recipe == wanted), None)


def _stills_of(things: Sequence[Film | Still]) -> list[list[int]]:
    """Ids of each thing's stills in order: at most MOST_STILLS of a film."""
    films = [thing.pk for thing in things if isinstance(thing, Film)]
    rows = Still.objects.filter(Q(film__in=films)).order_by("film", "position", "pk")
    by_film: dict[int, list[int]] = {}
    for pk, film_id in rows.values_list("pk", "film_id"):
        by_film.setdefault(film_id, []).append(pk)
    return [
        evenly(by_film.get(thing.pk, []), MOST_STILLS) if isinstance(thing, Film) else [thing.pk]
        for thing in things
    ]


def evenly(things: list[T], most: int) -> list[T]:
    """At most ``most`` of the things, evenly chosen, in order."""
    if len(things) <= most:
        return things
    return [things[number * len(things) // most] for number in range(most)]


def _measured(
    thing: Film | Still, pools: Iterable[tuple[int, bytes]], shown: list[Still]
) -> Measured:
    samples: dict[int, Sample] = {}
    for pk, pool in pools:
        try:
            samples[pk] = unpack(pool)
        except ValueError:  # kept by another version; it is computed again in the background
            continue
    palette = palette_of(thing)
    swatches = palette.colours if palette else []
    parts = list(samples.values())
    look = look_of_film(parts, swatches=swatches) if parts else None
    return Measured(samples, swatches, join(parts), look, shown)
