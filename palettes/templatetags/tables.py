"""How templates offer the tables behind charts: ``{% load tables %}``."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.models import Film, Still
from palettes.comparing.asked import Choice, address

register = template.Library()


@register.simple_tag
def as_csv(of: Film | Still | Choice, key: str, what: str, query: str = "") -> SafeString:
    """A link to a table of a film, a still or a comparison; ``what`` says which, in words."""
    if isinstance(of, Film):
        table = reverse("palettes:film_table", args=[of.slug, key])
    elif isinstance(of, Still):
        table = reverse("palettes:still_table", args=[of.pk, key])
    else:
        table = reverse("palettes:comparison_table", args=[key])
        query = address(of.names).partition("?")[2]
    return format_html(
        '<a class="as-csv" href="{}" rel="nofollow" download>{} as CSV</a>',
        f"{table}?{query}" if query else table,
        what,
    )
