"""Decades."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from django.db.models import Count
from django.urls import reverse

from catalog.models import Film
from catalog.models.film import FIRST_YEAR, LAST_YEAR
from palettes import page_version, search
from palettes.engine import Swatch
from palettes.profiles.pooling import Pool, palette_of_palettes, pool_of
from palettes.profiles.profile import Part, Profile, mark_of, shown

SHOWN: Final = 15  # films on a profile; the list of films has all


@dataclass(frozen=True)
class DecadeRow:
    """A decade of the index: how many films it has, and the palette of their palettes."""

    decade: int
    films: int
    swatches: tuple[Swatch, ...]


def is_decade(decade: int) -> bool:
    """Whether there may be films of it."""
    return decade % 10 == 0 and FIRST_YEAR <= decade <= LAST_YEAR


def decade_rows() -> list[DecadeRow]:
    """Every decade with films, the earliest first."""
    counts: dict[int, int] = {}
    years = Film.objects.exclude(year=None).order_by().values_list("year")
    for year, count in years.annotate(n=Count("pk")):
        counts[year // 10 * 10] = counts.get(year // 10 * 10, 0) + count
    palettes = _palettes(search.index().version, page_version.current()) if counts else {}
    return [
        DecadeRow(decade, count, palettes.get(decade, ()))
        for decade, count in sorted(counts.items())
    ]


@lru_cache(maxsize=1)
def _palettes(index: int, pages: int) -> dict[int, tuple[Swatch, ...]]:
    """The palette of each decade, of the index and the films as they are at these versions."""
    by_decade: dict[int, list[int]] = {}
    films = Film.objects.exclude(year=None).order_by("pk")
    for pk, year in films.values_list("pk", "year"):
        assert year is not None
        by_decade.setdefault(year // 10 * 10, []).append(pk)
    shelf = search.index().films
    made = {}
    for decade, ids in by_decade.items():
        own = np.flatnonzero(np.isin(shelf.ids, ids) & shelf.painted)
        made[decade] = palette_of_palettes(
            [shelf.colours.rgb[row, : shelf.colours.counts[row]] for row in own],
            [shelf.colours.shares[row, : shelf.colours.counts[row]] for row in own],
        )
    return made


def decade_profile(decade: int) -> Profile:
    """The films of ten years; shown are those whose looks are nearest to that of all of them."""
    films = Film.objects.filter(year__gte=decade, year__lt=decade + 10)
    ids = tuple(films.order_by("pk").values_list("pk", flat=True))
    pool = pool_of(ids)
    first = _typical(pool, ids)
    address = f"{reverse('catalog:films')}?decade={decade}"
    return Profile([Part(f"The {decade}s", mark_of(0), ids, first, pool, address)])


def _typical(pool: Pool | None, ids: tuple[int, ...]) -> list[Film]:
    """Films nearest to the pool, nearest first; without one, the first by title."""
    if pool is None:
        return shown(Film.objects.filter(pk__in=ids[:SHOWN]))
    near = [one.id for one in search.nearest(pool.signature, SHOWN, "films", films=ids)]
    by_id = {film.pk: film for film in shown(Film.objects.filter(pk__in=near))}
    return [by_id[pk] for pk in near if pk in by_id]
