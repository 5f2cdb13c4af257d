"""Stills as the admin shows them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog import renditions
from catalog.models import Still


def thumbnail(still: Still, width: int = 160) -> SafeString | str:
    """A small picture of a still; nothing of one that is not stored."""
    if still.pk is None:
        return ""
    height = round(width * still.height / still.width)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="Still {}" loading="lazy">',
        renditions.at_least(still, 2 * width),
        width,
        height,
        still.position,
    )
