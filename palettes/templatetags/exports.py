"""How templates offer palettes to take away: ``{% load exports %}``."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Film, Still
from palettes.compute import default_recipe
from palettes.engine import ExtractedPalette
from palettes.engine.exporters import EXPORTERS
from palettes.engine.exporters.coolors import Coolors
from palettes.models import Palette
from palettes.sharing.addresses import FEWEST, MOST, SharedPalette, address_of

register = template.Library()

Exported = Palette | ExtractedPalette | SharedPalette


@dataclass(frozen=True)
class Format:
    """A line of the menu."""

    title: str
    summary: str
    address: str


@register.inclusion_tag("palettes/_export_menu.html")
def export_menu(palette: Exported, subject: Still | Film | None = None) -> dict[str, Any]:
    """Every format a palette can be taken away in; ``subject`` is what it is the palette of."""
    return _menu(palette, subject)


@register.inclusion_tag("palettes/_export_list.html")
def export_list(palette: Exported, subject: Still | Film | None = None) -> dict[str, Any]:
    """The same as an open list."""
    return _menu(palette, subject)


def _menu(palette: Exported, subject: Still | Film | None) -> dict[str, Any]:
    swatches = palette.colours if isinstance(palette, Palette) else palette.swatches
    query, folder = _query(palette), _folder(palette, subject)
    count = len(swatches)
    if subject is None and not 1 <= count <= MOST:
        return {"formats": [], "coolors": Coolors().address(swatches)}
    formats = [
        Format(
            exporter.title,
            exporter.summary + _cut(exporter.most, count),
            folder + key + (query if subject else ""),
        )
        for key, exporter in EXPORTERS.items()
        if key != Coolors.key
    ]
    if isinstance(subject, Still):
        picture = reverse("palettes:still_picture", args=[subject.pk]) + query
        formats.insert(0, Format("Still with its palette, PNG", "to post", picture))
    shareable = FEWEST <= count <= MOST and not isinstance(palette, SharedPalette)
    return {
        "formats": formats,
        "coolors": Coolors().address(swatches),
        "coolors_cut": _cut(Coolors.most, count),
        "share": reverse("palettes:palette", args=[address_of(swatches)]) if shareable else "",
    }


def _folder(palette: Exported, subject: Still | Film | None) -> str:
    """Every format's address up to its key: asked for once, not for each of eleven."""
    if subject is None:
        swatches = palette.colours if isinstance(palette, Palette) else palette.swatches
        address = reverse("palettes:export", args=[address_of(swatches), "css"])
    elif isinstance(subject, Still):
        address = reverse("palettes:export_still", args=[subject.pk, "css"])
    else:
        address = reverse("palettes:export_film", args=[subject.slug, "css"])
    return address.removesuffix("css")


def _query(palette: Exported) -> str:
    if isinstance(palette, SharedPalette) or str(palette.recipe) == default_recipe():
        return ""
    return f"?{urlencode({'recipe': str(palette.recipe)})}"


def _cut(most: int | None, count: int) -> str:
    """What the menu says when a format holds fewer colours than there are."""
    return f", the first {most} of {count}" if most is not None and count > most else ""
