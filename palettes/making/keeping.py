"""Writing what was computed: palettes and looks, each once for a still or a film."""

from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import Film, Still
from palettes.engine import ENGINE_VERSION, ExtractedPalette
from palettes.index.version import grow
from palettes.making.work import Made
from palettes.models import Look, Palette

_CHANGED = ["swatches", "fit", "note", "engine_version", "computed_at"]


def keep(subject: Still | Film, made: Made, *, new: bool = False, **look: Any) -> list[Palette]:
    """Keep palettes and the look of a still or a film, in place of those there were.

    ``new`` says that there are none, which saves looking for them; should there be any after all,
    they are replaced. The number of queries does not depend on the number of palettes.
    """
    try:
        return _keep(subject, made, look, "nothing" if new else "all or nothing")
    except IntegrityError:  # another worker made the same at the same moment
        return _keep(subject, made, look, "anything")


@transaction.atomic
def _keep(
    subject: Still | Film,
    made: Made,
    look: dict[str, Any],
    expected: Literal["nothing", "all or nothing", "anything"],
) -> list[Palette]:
    """``expected`` is there: what has no look nearly always has no palettes either."""
    of = {"still" if isinstance(subject, Still) else "film": subject}
    look = look | {"engine_version": ENGINE_VERSION, "computed_at": timezone.now()}
    names = [str(recipe) for recipe, _ in made]
    there: dict[str, Palette] = {}
    changes = expected != "nothing" and Look.objects.filter(**of).update(**look) > 0
    if not changes:
        Look.objects.bulk_create([Look(**of, **look)])
    if changes or expected == "anything":
        there = {kept.recipe: kept for kept in Palette.objects.filter(**of, recipe__in=names)}
    new: list[Palette] = []
    changed: list[Palette] = []
    for name, (_, palette) in zip(names, made, strict=True):
        kept = there.get(name)
        (changed if kept else new).append(_filled(kept or Palette(**of, recipe=name), palette))
    if changed:
        Palette.objects.bulk_update(changed, _CHANGED)
    made_now = Palette.objects.bulk_create(new)
    grow()
    by_name = {palette.recipe: palette for palette in (*changed, *made_now)}
    return [by_name[name] for name in names]


def _filled(kept: Palette, palette: ExtractedPalette) -> Palette:
    kept.swatches = [
        {"hex": swatch.hex, "share": swatch.share, "accent": swatch.accent}
        for swatch in palette.swatches
    ]
    kept.fit = palette.fit
    kept.note = palette.note
    kept.engine_version = ENGINE_VERSION
    kept.computed_at = timezone.now()  # bulk_update does not set it
    return kept
