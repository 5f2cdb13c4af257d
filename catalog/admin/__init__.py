"""Keeping films and stills. Palettes add what is theirs in palettes/admin.py."""

from catalog.admin.films import FilmAdmin, GenreAdmin, PersonAdmin, StillInline
from catalog.admin.ingestions import IngestionAdmin
from catalog.admin.removals import RemovalAdmin
from catalog.admin.stills import StillAdmin
from catalog.admin.thumbnails import thumbnail

__all__ = [
    "FilmAdmin",
    "GenreAdmin",
    "IngestionAdmin",
    "PersonAdmin",
    "RemovalAdmin",
    "StillAdmin",
    "StillInline",
    "thumbnail",
]
