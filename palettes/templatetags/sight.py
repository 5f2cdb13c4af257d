"""How pages show colours under a simulated deficiency: ``{% load sight %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from palettes.engine.arrays import Matrix
from palettes.engine.deficiency import DEFICIENCIES, Deficiency
from palettes.sights import chosen

register = template.Library()

STEEP = 1_000_000.0
"""Times a distance from the dividing plane: full on one side of it, nothing on the other."""


@register.simple_tag(takes_context=True)
def sight_of(context: dict[str, Any]) -> Deficiency | None:
    """The deficiency that this visitor has switched on."""
    request = context.get("request")
    return chosen(request) if request else None


@register.simple_tag
def sights() -> list[Deficiency]:
    """Every deficiency there is a switch for."""
    return list(DEFICIENCIES.values())


@register.simple_tag
def sight_filter(sight: Deficiency) -> SafeString:
    """The SVG filter ``#sight`` that shows colours as the engine simulates them."""
    if sight.other is None:
        return _filter(_matrix(sight.matrix))
    r, g, b = (STEEP * part for part in sight.divide)
    side = f"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 {r:.0f} {g:.0f} {b:.0f} 0 0"
    # Put together in encoded sRGB: in linear light eight bits would band the darks.
    return _filter(
        _matrix(sight.matrix, "within"),
        _matrix(sight.other, "past"),
        format_html(
            '<feColorMatrix in="SourceGraphic" values="{}" result="side"/>'
            '<feComposite in="past" in2="side" operator="in" result="there"'
            ' color-interpolation-filters="sRGB"/>'
            '<feComposite in="within" in2="side" operator="out" result="here"'
            ' color-interpolation-filters="sRGB"/>'
            '<feComposite in="there" in2="here" operator="arithmetic" k2="1" k3="1"'
            ' color-interpolation-filters="sRGB"/>',
            side,
        ),
    )


def _filter(*parts: SafeString) -> SafeString:
    # Wider than what it is put on: some charts write beyond their frame.
    return format_html(
        '<svg class="sight-filter" width="0" height="0" aria-hidden="true">'
        '<filter id="sight" x="-10%" y="-25%" width="120%" height="150%"'
        ' color-interpolation-filters="linearRGB">{}</filter></svg>',
        format_html("{}" * len(parts), *parts),
    )


def _matrix(matrix: Matrix, result: str = "") -> SafeString:
    rows = " ".join(f"{a:g} {b:g} {c:g} 0 0" for a, b, c in matrix)
    return format_html(
        '<feColorMatrix in="SourceGraphic" values="{} 0 0 0 1 0" result="{}"/>', rows, result
    )
