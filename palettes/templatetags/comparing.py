"""How templates offer comparing: ``{% load comparing %}``."""

from typing import Any

from django import template
from django.utils.http import urlencode

from catalog.models import Film, Still

register = template.Library()


@register.inclusion_tag("palettes/_to_tray.html")
def to_tray(thing: Film | Still, number: int = 0, word: str = "Compare") -> dict[str, Any]:
    """A link that adds a film, or a still with its ``number`` in its film, to what is compared."""
    if isinstance(thing, Film):
        key, value, title = "f", thing.slug, thing.title
    else:
        key, value, title = "s", str(thing.pk), f"{thing.film.title}, still {number}"
    return {
        "name": f"{key}:{value}",
        "query": urlencode({key: value}),
        "title": title,
        "word": word,
    }
