"""Films, stills, people and ingestions."""

from catalog.models.film import Film, FilmQuerySet, Genre, Person
from catalog.models.ingestion import Ingestion, IngestionItem
from catalog.models.still import Still

__all__ = ["Film", "FilmQuerySet", "Genre", "Ingestion", "IngestionItem", "Person", "Still"]
