"""How templates offer comparing: ``{% load comparing %}``."""

from typing import Any

from django import template
from django.utils.http import urlencode

from catalog.models import Film, Still
from palettes.film_look import FilmLook

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


@register.inclusion_tag("palettes/_film_look.html")
def film_look(film: Film, stills: list[Still]) -> dict[str, Any]:
    """What a film's page tells of its look; ``stills`` are all of its stills, in order."""
    return {"film": film, "look": FilmLook(film, stills)}
