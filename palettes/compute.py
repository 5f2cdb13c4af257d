"""Still + recipe -> saved palette and look: the one bridge between engine and database."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import Film, Still
from palettes.engine import (
    ENGINE_VERSION,
    EngineError,
    ExtractedPalette,
    Recipe,
    Sample,
    extract_film_palette,
    extract_palette,
    resolve_recipe,
    sample_picture,
)
from palettes.models import Look, Palette

log = logging.getLogger(__name__)


def stored_recipes() -> list[Recipe]:
    """The recipes kept for every still (PALETTE_RECIPES); the first is the default.

    Raises:
        EngineError: a recipe of the setting makes no sense.
    """
    return [resolve_recipe(text) for text in settings.PALETTE_RECIPES]


def default_recipe() -> str:
    """The recipe of lists and films, in its text form."""
    return str(stored_recipes()[0])


def compute_still(still: Still, recipes: Iterable[Recipe] | None = None) -> list[Palette]:
    """Make and keep a still's palettes under ``recipes`` and its look, from one decode.

    Raises:
        EngineError: the original cannot be read, or a recipe is impossible.
        OSError: the original is gone.
    """
    sample = sample_picture(still.path)
    made = [(recipe, extract_palette(sample, recipe)) for recipe in _or_stored(recipes)]
    with transaction.atomic():
        _keep_look(sample.column, still=still)
        return [_keep(recipe, palette, still=still) for recipe, palette in made]


def compute_film(film: Film, recipes: Iterable[Recipe] | None = None) -> list[Palette]:
    """Make and keep a film's palette and look from all its stills, each counting the same.

    A film without stills has neither: what it had is removed. Stills whose original is gone
    or unreadable are left out, and said so in the log.
    """
    wanted = list(recipes) if recipes is not None else stored_recipes()[:1]
    samples = _samples(film.stills.order_by("position", "pk"))
    if not samples:
        film.palettes.all().delete()
        film.looks.all().delete()
        return []
    made = [(recipe, extract_film_palette(samples, recipe)) for recipe in wanted]
    with transaction.atomic():
        _keep_look(b"".join(sample.column for sample in samples), film=film)
        return [_keep(recipe, palette, film=film) for recipe, palette in made]


def stills_lacking(recipes: Sequence[Recipe]) -> QuerySet[Still]:
    """Stills without a current look, or without a current palette under one of ``recipes``."""
    return Still.objects.filter(_lacking("still", recipes)).order_by("film", "position", "pk")


def films_lacking(recipes: Sequence[Recipe]) -> QuerySet[Film]:
    """Films with stills but without a current look or palette."""
    has_stills = Exists(Still.objects.filter(film=OuterRef("pk")))
    return Film.objects.filter(has_stills).filter(_lacking("film", recipes)).order_by("title", "pk")


def count_waiting(film: Film) -> int:
    """How many of a film's stills, and the film itself, have no default palette yet."""
    recipe = default_recipe()
    made = Palette.objects.filter(still=OuterRef("pk"), recipe=recipe)
    stills = film.stills.annotate(made=Exists(made)).values_list("made", flat=True)
    waits = sum(not made for made in stills)
    has_own = not stills or film.palettes.filter(recipe=recipe).exists()
    return waits + (not has_own)


def _lacking(subject: str, recipes: Sequence[Recipe]) -> Q:
    current = {subject: OuterRef("pk"), "engine_version": ENGINE_VERSION}
    lacking = ~Q(Exists(Look.objects.filter(**current)))
    for recipe in recipes:
        lacking |= ~Q(Exists(Palette.objects.filter(recipe=str(recipe), **current)))
    return lacking


def _samples(stills: Iterable[Still]) -> list[Sample]:
    samples = []
    for still in stills:
        try:
            samples.append(sample_picture(still.path))
        except (EngineError, OSError) as error:
            log.warning("still %s is left out of its film's palette: %s", still.pk, error)
    return samples


def _or_stored(recipes: Iterable[Recipe] | None) -> list[Recipe]:
    return stored_recipes() if recipes is None else list(recipes)


def _keep(recipe: Recipe, palette: ExtractedPalette, **subject: Any) -> Palette:
    values = {
        "swatches": [
            {"hex": swatch.hex, "share": swatch.share, "accent": swatch.accent}
            for swatch in palette.swatches
        ],
        "fit": palette.measures.fit,
        "note": palette.note,
        "engine_version": ENGINE_VERSION,
    }
    kept, _ = Palette.objects.update_or_create(recipe=str(recipe), **subject, defaults=values)
    return kept


def _keep_look(fingerprint: bytes, **subject: Any) -> None:
    values = {"fingerprint": fingerprint, "engine_version": ENGINE_VERSION}
    Look.objects.update_or_create(**subject, defaults=values)
