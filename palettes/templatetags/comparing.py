"""How templates offer comparing: ``{% load comparing %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.models import Film, Still
from palettes.comparing.asked import address
from palettes.looking.film import FilmLook

register = template.Library()


@register.simple_tag
def to_tray(thing: Film | Still, number: int = 0, word: str = "Compare") -> SafeString:
    """A link that adds a film, or a still with its ``number`` in its film, to what is compared.

    Without a script it leads to the picker; static/js/tray.js makes a button of it.
    """
    if isinstance(thing, Film):
        key, value, title = "f", thing.slug, thing.title
    else:
        key, value, title = "s", str(thing.pk), f"{thing.film.title}, still {number}"
    # Not a template of its own: a list has one of these on every card.
    return format_html(
        '<a class="to-tray" href="{}" data-compare="{}:{}" data-title="{}">'
        '<span class="to-tray-word">{}</span><span class="hidden"> {}</span></a>',
        address([(key, value)]),
        key,
        value,
        title,
        word,
        title,
    )


@register.inclusion_tag("palettes/_film_look.html")
def film_look(film: Film, stills: list[Still]) -> dict[str, Any]:
    """What a film's page tells of its look; ``stills`` are all of its stills, in order."""
    return {"film": film, "look": FilmLook(film, stills)}
