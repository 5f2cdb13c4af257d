"""How templates speak of films: ``{% load films %}``."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from catalog.models import Film, Person

register = template.Library()


@register.simple_tag
def facts(film: Film) -> SafeString:
    """One line of credits: directed by, shot by, country, genres, decade.

    People and the decade lead to their profiles, the others to their films.
    """
    directors, shooters = list(film.directors.all()), list(film.cinematographers.all())
    parts = []
    if directors:
        parts.append(format_html("Directed by {}", _people(directors)))
    if shooters:
        word = "shot" if directors else "Shot"
        parts.append(format_html("{} by {}", word, _people(shooters)))
    parts += [_link("country", name, name) for name in film.countries]
    parts += [_link("genre", genre.slug, genre.name) for genre in film.genres.all()]
    if film.year:
        decade = film.year // 10 * 10
        parts.append(_page(reverse("palettes:decade", args=[decade]), f"{decade}s"))
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _people(people: Iterable[Person]) -> SafeString:
    links = [_page(reverse("palettes:person", args=[one.slug]), one.name) for one in people]
    if len(links) < 2:
        return links[0]
    return format_html(
        "{} and {}", format_html_join(", ", "{}", ((link,) for link in links[:-1])), links[-1]
    )


def _link(key: str, value: str, name: str) -> SafeString:
    return _page(f"{reverse('catalog:films')}?{urlencode({key: value})}", name)


def _page(address: str, name: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, name)
