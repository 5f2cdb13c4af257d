"""The pictures that stand for films in lists."""

from collections.abc import Iterable

from catalog.models import Film, Still


def attach_covers(films: Iterable[Film]) -> list[Film]:
    """Give every film its ``cover`` (a still, or None), in one query for all of them.

    The films come from ``FilmQuerySet.with_covers``.
    """
    films = list(films)
    wanted = [film.first_still_id for film in films if film.first_still_id]  # type: ignore[attr-defined]
    covers = Still.objects.filter(pk__in=wanted).prefetch_related("palettes").in_bulk()
    for film in films:
        film.cover = covers.get(film.first_still_id)  # type: ignore[attr-defined]
    return films
