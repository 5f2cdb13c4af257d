"""Films and stills as JSON, whole enough to be made again.

Every column is kept under its name, as text that the column itself reads back; people and
genres are kept by name, and what pointed at a row by its key. A column that a later version
adds takes its default when an older removal is undone, one that it dropped is passed over.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from catalog.models import Film, Genre, Ingestion, IngestionItem, Person, Still

Row = dict[str, Any]

NAMES: dict[str, type[Person] | type[Genre]] = {
    "directors": Person,
    "cinematographers": Person,
    "genres": Genre,
}


def of_films(films: Iterable[Film]) -> list[Row]:
    """Rows of films that come with their people and genres prefetched."""
    films = list(films)
    ingestions = _pointing_at(Ingestion, "film", films)
    return [
        {
            "columns": _columns(film),
            "names": {key: [named.name for named in getattr(film, key).all()] for key in NAMES},
            "ingestions": ingestions[film.pk],
        }
        for film in films
    ]


def of_stills(stills: Iterable[Still]) -> list[Row]:
    """Rows of stills; their palettes are not kept, since they can be made again."""
    stills = list(stills)
    items = _pointing_at(IngestionItem, "still", stills)
    return [
        {"columns": _columns(still), "film": str(still.film), "items": items[still.pk]}
        for still in stills
    ]


def read(model: type[models.Model], row: Row) -> dict[str, Any]:
    """The values of a row's columns, each under its attribute's name."""
    columns = row["columns"]
    return {
        field.attname: None
        if columns[field.attname] is None
        else field.to_python(columns[field.attname])
        for field in model._meta.concrete_fields
        if field.attname in columns
    }


def _columns(instance: models.Model) -> Row:
    return {
        field.attname: None
        if field.value_from_object(instance) is None
        else field.value_to_string(instance)
        for field in instance._meta.concrete_fields
    }


def _pointing_at(
    model: type[models.Model], name: str, instances: Iterable[models.Model]
) -> dict[int, list[int]]:
    """Keys of the rows of ``model`` that point at each instance."""
    keys = [instance.pk for instance in instances]
    found = defaultdict(list)
    pairs = model._default_manager.filter(**{f"{name}__in": keys}).order_by("pk")
    for target, key in pairs.values_list(name, "pk"):
        found[target].append(key)
    return found
