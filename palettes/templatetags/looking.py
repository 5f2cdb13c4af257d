"""How templates draw a still's look: ``{% load looking %}``."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalog.models import Still
from palettes.charts.colour_space import HEIGHT, WIDTH, Drawing
from palettes.comparing.differing import SCALE
from palettes.looking.still import StillLook
from palettes.templatetags.palettes import percent

register = template.Library()


@register.simple_tag(takes_context=True)
def still_look(context: dict[str, Any], still: Still) -> StillLook:
    """What a still's page tells of its look, as the address asks for it."""
    return StillLook(still, context["request"].GET)


@register.simple_tag
def distance_scale() -> str:
    """What numbers between looks mean, in a few words."""
    return SCALE


@register.simple_tag
def colour_space_svg(drawing: Drawing, of: str) -> SafeString:
    """The colours of ``of`` in a space, seen from one side."""
    return format_html(
        '<svg class="space-drawing" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="space-title space-desc">'
        '<title id="space-title">Colours of {} in {}</title>'
        '<desc id="space-desc">Each colour at its place in the space, larger where there is more'
        " of it; the palette ringed. The table below has the largest.</desc>"
        '{}<g class="space-points">{}</g>{}{}</svg>',
        WIDTH,
        HEIGHT,
        of,
        drawing.stage.title,
        format_html_join(
            "",
            '<path class="{}" d="{}"/>',
            (("axis-line" if strong else "grid", path) for path, strong in drawing.paths),
        ),
        # Numbers and hex values of our own, some hundreds: formatting them one by one is slow.
        mark_safe(
            "".join(
                f'<circle cx="{p.x:g}" cy="{p.y:g}" r="{p.r:g}" fill="{p.hex}"/>'
                for p in drawing.points
            )
        ),
        format_html_join(
            "",
            '<circle class="space-ring" cx="{}" cy="{}" r="{}" fill="{}">'
            "<title>{} {}, {}</title></circle>",
            (
                (s.x, s.y, s.r, s.swatch.hex, s.swatch.hex, s.swatch.name, percent(s.swatch.share))
                for s in drawing.spots
            ),
        ),
        format_html_join(
            "",
            '<text x="{}" y="{}">{}</text>',
            ((label.x, label.y, label.text) for label in drawing.labels),
        ),
    )
