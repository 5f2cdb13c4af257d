"""Still + recipe -> saved palette and look: the one bridge between engine and database."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import Film, Still
from catalog.upkeep.pending import failed_lately
from palettes.engine import (
    ENGINE_VERSION,
    LOOK_VERSION,
    EngineError,
    Recipe,
    Sample,
    Swatch,
    extract_film_palette,
    extract_palette,
    look_of_film,
    resolve_recipe,
    sample_picture,
)
from palettes.engine.looks import Signature, unpack_signature
from palettes.index.version import grow
from palettes.making.keeping import keep
from palettes.making.pools import unpack
from palettes.making.work import MadeOfStill, kept_look, make
from palettes.models import Look, Palette

log = logging.getLogger(__name__)
NOT_AGAIN_WITHIN = timedelta(days=1)
"""How long what could not be made is let alone."""


def stored_recipes() -> list[Recipe]:
    """The recipes kept for every still (PALETTE_RECIPES); the first is the default.

    Raises:
        EngineError: a recipe of the setting makes no sense.
    """
    return list(_resolved(tuple(settings.PALETTE_RECIPES)))


def default_recipe() -> str:
    """The recipe of lists and films, in its text form."""
    return _written(settings.PALETTE_RECIPES[0])


@cache
def _resolved(texts: tuple[str, ...]) -> tuple[Recipe, ...]:
    return tuple(resolve_recipe(text) for text in texts)


@cache
def _written(text: str) -> str:
    """A recipe's canonical text: a page asks for it once for every strip."""
    return str(resolve_recipe(text))


def compute_still(still: Still, recipes: Iterable[Recipe] | None = None) -> list[Palette]:
    """Make and keep a still's palettes under ``recipes`` and its look, from one decode.

    Raises:
        EngineError: the original cannot be read, or a recipe is impossible.
        OSError: the original is gone.
    """
    wanted = stored_recipes() if recipes is None else recipes
    return keep_still(still, make(still.path, wanted, default_recipe()))


def keep_still(still: Still, made: MadeOfStill, *, new: bool = False) -> list[Palette]:
    """Keep what was worked out of a still; ``new`` if nothing of it is kept yet, most likely."""
    return keep(still, made.palettes, new=new, **made.look)


def compute_film(film: Film, recipes: Iterable[Recipe] | None = None) -> list[Palette]:
    """Make and keep a film's palette and look from all its stills, each counting the same.

    What is known of the stills is taken up; only those without a current look are decoded. A
    film without stills has neither palette nor look: what it had is removed. Stills whose
    original is gone or unreadable are left out, and said so in the log.
    """
    wanted = list(recipes) if recipes is not None else stored_recipes()[:1]
    parts = _parts(film)
    if not parts:
        film.palettes.all().delete()
        film.looks.all().delete()
        grow()
        return []
    samples = [part.sample for part in parts]
    made = [
        (recipe, extract_film_palette(samples, recipe, _accents(parts, recipe)))
        for recipe in wanted
    ]
    look = kept_look(
        look_of_film(samples, [part.signature for part in parts]), made, default_recipe()
    )
    return keep(film, made, fingerprint=b"".join(part.column for part in parts), **look)


def stills_lacking(recipes: Sequence[Recipe]) -> QuerySet[Still]:
    """Stills without a current look, or without a current palette under one of ``recipes``."""
    return Still.objects.filter(_lacking("still", recipes)).order_by("film", "position", "pk")


def films_lacking(recipes: Sequence[Recipe]) -> QuerySet[Film]:
    """Films with stills but without a current look or palette."""
    has_stills = Exists(Still.objects.filter(film=OuterRef("pk")))
    return Film.objects.filter(has_stills).filter(_lacking("film", recipes)).order_by("title", "pk")


def count_waiting(film: Film) -> int:
    """How many of a film's stills, and the film itself, have no default palette yet.

    Those whose palette could not be made do not wait for it, nor does a film of such stills alone.
    """
    recipe = default_recipe()
    made = Palette.objects.filter(still=OuterRef("pk"), recipe=recipe)
    stills = dict(film.stills.annotate(made=Exists(made)).values_list("pk", "made"))
    bare = {pk for pk, made in stills.items() if not made}
    failed = bare & stills_that_failed() if bare else set()
    has_own = len(failed) == len(stills) or film.palettes.filter(recipe=recipe).exists()
    return len(bare - failed) + (not has_own)


def stills_that_failed() -> set[int]:
    """Keys of the stills whose palettes the worker tried to make not long ago and could not."""
    return {*failed_lately("palettes.tasks.compute_still", NOT_AGAIN_WITHIN)}


def _lacking(subject: str, recipes: Sequence[Recipe]) -> Q:
    current = {subject: OuterRef("pk"), "engine_version": ENGINE_VERSION}
    lacking = ~Q(Exists(Look.objects.filter(**current, look_version=LOOK_VERSION)))
    for recipe in recipes:
        lacking |= ~Q(Exists(Palette.objects.filter(recipe=str(recipe), **current)))
    return lacking


@dataclass(frozen=True, slots=True)
class _Part:
    """What one still brings to its film."""

    still_id: int
    sample: Sample
    column: bytes
    signature: Signature | None = None


def _parts(film: Film) -> list[_Part]:
    """Every still of a film that can be read, in order."""
    current = Look.objects.filter(still__film=film, engine_version=ENGINE_VERSION)
    looks = {look.still_id: look for look in current.exclude(pool=b"")}
    parts = []
    for still in film.stills.order_by("position", "pk"):
        look = looks.get(still.pk)
        try:
            if look is not None:
                part = _kept_part(still.pk, look)
            else:
                sample = sample_picture(still.path)
                part = _Part(still.pk, sample, sample.column)
        except (EngineError, OSError) as error:
            log.warning("still %s is left out of its film's palette: %s", still.pk, error)
        else:
            parts.append(part)
    return parts


def _kept_part(still_id: int, look: Look) -> _Part:
    signature = unpack_signature(bytes(look.signature)) if look.is_current else None
    return _Part(still_id, unpack(bytes(look.pool)), bytes(look.fingerprint), signature)


def _accents(parts: Sequence[_Part], recipe: Recipe) -> list[Swatch]:
    """The accents of the stills' own palettes, kept ones where they are current."""
    kept = Palette.objects.filter(
        still__in=[part.still_id for part in parts],
        recipe=str(recipe),
        engine_version=ENGINE_VERSION,
    )
    colours = {palette.still_id: palette.colours for palette in kept}
    accents: list[Swatch] = []
    for part in parts:
        if part.still_id not in colours:
            colours[part.still_id] = list(extract_palette(part.sample, recipe).swatches)
        accents += [swatch for swatch in colours[part.still_id] if swatch.accent]
    return accents
