"""Films, stills, people, and how they came in."""

from catalog.models.film import Film, FilmQuerySet, Genre, Person
from catalog.models.hosts import Host, SeenAddress
from catalog.models.ingestion import Ingestion, IngestionItem
from catalog.models.still import Still
from catalog.models.upkeep import Removal, WorkerBeat

__all__ = [
    "Film",
    "FilmQuerySet",
    "Genre",
    "Host",
    "Ingestion",
    "IngestionItem",
    "Person",
    "Removal",
    "SeenAddress",
    "Still",
    "WorkerBeat",
]
