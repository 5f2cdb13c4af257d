"""How templates address a still's pictures: ``{% load renditions %}``."""

from django import template

from catalog import renditions
from catalog.models import Still

register = template.Library()


@register.filter
def rendition(still: Still, width: int) -> str:
    """The address of the narrowest rendition of at least ``width`` pixels."""
    return renditions.at_least(still, width)
