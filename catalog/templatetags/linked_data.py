"""What search engines read of a page: ``{% load linked_data %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog import linked_data
from catalog.models import Film, Still

register = template.Library()


@register.simple_tag(takes_context=True)
def film_data(context: dict[str, Any], film: Film) -> SafeString:
    """The film as schema.org's Movie, from what the view has prefetched."""
    return _script(linked_data.movie(film, list(film.stills.all()), context["request"]))


@register.simple_tag(takes_context=True)
def still_data(context: dict[str, Any], still: Still, number: int) -> SafeString:
    """The still as schema.org's ImageObject."""
    return _script(linked_data.image(still, number, context["request"]))


def _script(data: dict[str, Any]) -> SafeString:
    # Escaped for a script element, which is no place for HTML's own escapes.
    content = mark_safe(linked_data.as_script(data))
    return format_html('<script type="application/ld+json">{}</script>', content)
