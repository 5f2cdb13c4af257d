"""Bringing back what was removed: under the same keys, addresses and places where they are free."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from catalog.models import Film, Ingestion, IngestionItem, Removal, Still
from catalog.models.slugs import unique_slug
from catalog.upkeep import rows
from catalog.upkeep.changes import announce
from catalog.upkeep.rows import Row

SOME = 500  # rows in one statement


@dataclass
class Undone:
    """What came back, and in words what is not as it was."""

    films: list[Film] = field(default_factory=list)
    stills: list[Still] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: bool = False  # some stills have no film to come back to; the removal keeps them


@transaction.atomic
def undo(removal_id: int) -> Undone:
    """Bring a removal's rows back; their palettes are left to the worker.

    A still whose film is not there stays in the removal. Raises Removal.DoesNotExist when
    somebody was quicker.
    """
    removal = Removal.objects.select_for_update().get(pk=removal_id)
    undone = Undone()
    homes = _bring_films(removal.rows["films"], undone)
    homeless = _bring_stills(removal.rows["stills"], homes, undone)
    if homeless:
        removal.rows = {"films": [], "stills": homeless}
        removal.contents = sorted({row["columns"]["sha256"] for row in homeless})
        removal.save(update_fields=["rows", "contents"])
    else:
        removal.delete()
    changed = {film.pk for film in undone.films} | {still.film_id for still in undone.stills}
    announce(changed, stored=[still.pk for still in undone.stills])
    return undone


def _bring_films(kept: list[Row], undone: Undone) -> dict[int, Film]:
    """The films of ``kept``, now stored, by the keys that they had."""
    values = [rows.read(Film, row) for row in kept]
    slugs = [value["slug"] for value in values]
    taken = set(Film.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    keys = _taken(Film, [value["id"] for value in values])
    homes = {}
    for value in values:
        old = value["id"]
        if old in keys:
            value["id"] = None
        film = Film(**value)
        if film.slug in taken:
            film.slug = unique_slug(Film, film.slug, max_length=120)
            undone.notes.append(f"{film}: its address was taken; it is {film.slug} now.")
        homes[old] = film
    undone.films = Film.objects.bulk_create(homes.values(), batch_size=SOME)
    # Storing has set the time of creation anew.
    for film, value in zip(undone.films, values, strict=True):
        film.created_at = value["created_at"]
    Film.objects.bulk_update(undone.films, ["created_at"], batch_size=SOME)
    _bring_names(kept, undone.films)
    _point(Ingestion, "film", zip((row["ingestions"] for row in kept), undone.films, strict=True))
    return homes


def _bring_names(kept: list[Row], films: list[Film]) -> None:
    """People and genres by name, those that are gone made again."""
    for key, model in rows.NAMES.items():
        wanted = {name for row in kept for name in row["names"][key]}
        found = {named.name: named for named in model._default_manager.filter(name__in=wanted)}
        for name in wanted - found.keys():
            found[name] = model._default_manager.create(name=name)
        through = getattr(Film, key).through
        column = f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            (
                through(film_id=film.pk, **{column: found[name].pk})
                for row, film in zip(kept, films, strict=True)
                for name in dict.fromkeys(row["names"][key])
            ),
            batch_size=SOME,
        )


def _bring_stills(kept: list[Row], homes: dict[int, Film], undone: Undone) -> list[Row]:
    """Store the stills again; the rows of those whose film is not there."""
    values = [(row, rows.read(Still, row)) for row in kept]
    asked = {value["film_id"] for _, value in values} - homes.keys()
    films = {**Film.objects.in_bulk(list(asked)), **homes}
    here, places = _present(films.values())
    keys = _taken(Still, [value["id"] for _, value in values])
    back, homeless = [], []
    for row, value in values:
        film = films.get(value["film_id"])
        if film is None:
            homeless.append(row)
        elif (film.pk, value["sha256"]) in here:
            undone.notes.append(f"Still {value['position']} of {film} is there again already.")
        else:
            still = Still(**{**value, "film_id": film.pk})
            still.pk = None if still.pk in keys else still.pk
            _place(still, places[film.pk], film, undone)
            back.append((row, still, value["created_at"]))
    _say_homeless(homeless, undone)
    _store(back, undone)
    return homeless


def _place(still: Still, places: set[int], film: Film, undone: Undone) -> None:
    """Give a still its old place, or the next after all others."""
    if still.position in places:
        old, still.position = still.position, max(places) + 1
        undone.notes.append(
            f"{film}: place {old} was taken; that still is number {still.position} now."
        )
    places.add(still.position)


def _store(back: list[tuple[Row, Still, Any]], undone: Undone) -> None:
    undone.stills = Still.objects.bulk_create([still for _, still, _ in back], batch_size=SOME)
    for _, still, created_at in back:
        still.created_at = created_at
    Still.objects.bulk_update(undone.stills, ["created_at"], batch_size=SOME)
    _point(IngestionItem, "still", ((row["items"], still) for row, still, _ in back))


def _point(model: type[Ingestion] | type[IngestionItem], name: str, pairs: Any) -> None:
    """Let the rows that pointed at something point at it again, unless they found another."""
    targets = {key: target for keys, target in pairs for key in keys}
    found = list(model._default_manager.filter(pk__in=targets, **{name: None}))
    for pointing in found:
        setattr(pointing, name, targets[pointing.pk])
    model._default_manager.bulk_update(found, [name], batch_size=SOME)  # type: ignore[arg-type]


def _present(films: Any) -> tuple[set[tuple[int, str]], defaultdict[int, set[int]]]:
    """Which contents and which places films have already."""
    here: set[tuple[int, str]] = set()
    places: defaultdict[int, set[int]] = defaultdict(set)
    stills = Still.objects.filter(film__in=[film.pk for film in films])
    for film, sha256, position in stills.values_list("film_id", "sha256", "position"):
        here.add((film, sha256))
        places[film].add(position)
    return here, places


def _taken(model: type[Film] | type[Still], keys: list[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))


def _say_homeless(homeless: list[Row], undone: Undone) -> None:
    undone.left = bool(homeless)
    for title in dict.fromkeys(row["film"] for row in homeless):
        undone.notes.append(
            f"{title} is not in the catalogue: bring the film back first, then its stills."
        )
