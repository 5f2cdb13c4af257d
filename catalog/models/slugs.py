"""Unique, readable slugs."""

from django.db import models
from django.utils.text import slugify

from catalog.models.folding import fold


def unique_slug(model: type[models.Model], text: str, *, max_length: int) -> str:
    """A slug for ``text`` that no row of ``model`` has.

    Two rows with the same text become ``text`` and ``text-2``; text with nothing to keep
    (only signs) falls back to the model's name. Other scripts are written in Latin letters.
    """
    stem = slugify(fold(text))[: max_length - 6].strip("-") or model._meta.model_name or "item"
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
