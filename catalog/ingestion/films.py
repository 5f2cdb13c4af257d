"""The film that stills belong to: found among those there are, or made."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from catalog.ingestion.errors import FilmUnknown
from catalog.ingestion.facts import FilmFacts
from catalog.models import Film, Genre, Person
from catalog.models.folding import fold

AnyNamed = TypeVar("AnyNamed", Person, Genre)


def find(facts: FilmFacts) -> Film | None:
    """The film of these facts, by slug or by title and year, letters of any case.

    A film whose year is not known yet is the one meant when no other has the year. Raises
    FilmUnknown when nothing tells several films of one title apart.
    """
    candidates = [
        film
        for film in Film.objects.filter(Q(title_folded=fold(facts.title)) | Q(slug=facts.title))
        if film.slug == facts.title or film.title.casefold() == facts.title.casefold()
    ]
    if facts.year:
        same = [film for film in candidates if film.year == facts.year]
        candidates = same or [film for film in candidates if film.year is None]
    if len(candidates) > 1:
        exact = [film for film in candidates if film.slug == facts.title]
        candidates = exact or candidates
    if len(candidates) > 1:
        raise FilmUnknown(f"There are several films called {facts.title}: give the year too.")
    return candidates[0] if candidates else None


def create(facts: FilmFacts) -> Film:
    """A new film of these facts."""
    film = Film.objects.create(
        title=facts.title,
        year=facts.year,
        country=facts.country,
        aspect_ratio=facts.aspect_ratio,
        source_url=facts.source_url,
        note=facts.note,
    )
    _fill_names(film, facts)
    return film


def fill(film: Film, facts: FilmFacts) -> None:
    """Give a film the facts it lacks; what it has stays."""
    changed = []
    for name in ("year", "country", "aspect_ratio", "source_url", "note"):
        if not getattr(film, name) and getattr(facts, name):
            setattr(film, name, getattr(facts, name))
            changed.append(name)
    if changed:
        film.save(update_fields=[*changed, "updated_at"])
    _fill_names(film, facts)


def _fill_names(film: Film, facts: FilmFacts) -> None:
    if facts.directors and not film.directors.exists():
        film.directors.set(_named(Person, facts.directors))
    if facts.cinematographers and not film.cinematographers.exists():
        film.cinematographers.set(_named(Person, facts.cinematographers))
    if facts.genres and not film.genres.exists():
        film.genres.set(_named(Genre, facts.genres))


def _named(model: type[AnyNamed], names: Iterable[str]) -> list[AnyNamed]:
    """Rows of these names, those there are taken in any case of letters."""
    rows = []
    for name in names:
        alike = model._default_manager.filter(name_folded=fold(name))
        row = next((one for one in alike if one.name.casefold() == name.casefold()), None)
        rows.append(row or model._default_manager.create(name=name))
    return rows
