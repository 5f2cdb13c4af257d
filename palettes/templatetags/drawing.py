"""The many marks of a chart, drawn at once: ``{% load drawing %}``.

Numbers and hex values of our own, some hundreds a page: a template would take ten times as long
for them. Whatever has words to escape stays in the templates.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django import template
from django.utils.safestring import SafeString, mark_safe

from palettes.charts.figures import Row
from palettes.charts.flow import Flow
from palettes.charts.histogram import Bar as Step
from palettes.charts.hues import LARGEST, Bar, Dot
from palettes.charts.timeline import Column
from palettes.comparing.subjects import Subject
from palettes.templatetags.palettes import percent

register = template.Library()


def _joined(marks: Iterable[str]) -> SafeString:
    return mark_safe("".join(marks))


@register.simple_tag
def chip(hex_colour: str) -> SafeString:
    """A colour in a line of text; the style sheet has its size."""
    return mark_safe(
        f'<svg class="chip-inline" aria-hidden="true"><rect fill="{hex_colour}"/></svg>'
    )


@register.simple_tag
def dots(of: Sequence[Dot]) -> SafeString:
    """The dots of a wheel's plane, row by row: those of one share their height.

    Of the largest the style sheet has the radius.
    """
    return _joined(
        f'<g transform="translate(0 {y:g})">{"".join(map(_dot, row))}</g>'
        for y, row in groupby(of, key=lambda dot: dot.y)
    )


def _dot(dot: Dot) -> str:
    radius = "" if dot.r == LARGEST else f' r="{dot.r:g}"'
    return f'<circle cx="{dot.x:g}"{radius} fill="{dot.hex}"/>'


@register.simple_tag
def bars(of: Sequence[Bar]) -> SafeString:
    """The bars of a wheel's ring."""
    return _joined(f'<path d="{bar.path}" stroke="{bar.hex}"/>' for bar in of)


@register.simple_tag
def steps(of: Sequence[Step]) -> SafeString:
    """The bars of a histogram, one unit wide."""
    return _joined(
        f'<rect x="{bar.x}" y="{bar.y:g}" width="1" height="{bar.height:g}" fill="{bar.hex}"/>'
        for bar in of
    )


@register.simple_tag
def columns(of: Sequence[Column]) -> SafeString:
    """The bars of a timeline, each in its blocks, with a tick at the median."""
    return _joined(map(_column, of))


def _column(column: Column) -> str:
    blocks = "".join(
        f'<rect width="100%" y="{block.y:g}" height="{block.height:g}" fill="{block.hex}"/>'
        for block in column.blocks
    )
    median = f'x2="100%" y1="{column.median:g}" y2="{column.median:g}"'
    return (
        f'<svg x="{column.x:g}%" width="{column.width:g}%" height="100%">{blocks}'
        f'<line class="halo" {median}/><line class="median" {median}/></svg>'
    )


@register.simple_tag
def ticks(of: Sequence[float]) -> SafeString:
    """Everybody's places on an axis, in percent."""
    return _joined(f'<line class="tick" x1="{x:g}%" x2="{x:g}%" y1="13" y2="20"/>' for x in of)


@register.simple_tag
def ribbons(flow: Flow, number: int) -> SafeString:
    """The moves that are drawn, each from its colour into the other; the largest outlined."""
    drawn = [move for move in flow.drawn if move.path]
    last = flow.drawn[-1]
    shades = (
        f'<linearGradient id="g{number}-{move.number}" x2="0" y2="1">'
        f'<stop stop-color="{move.source.hex}"/>'
        f'<stop offset="1" stop-color="{move.target.hex}"/></linearGradient>'
        for move in drawn
    )
    paths = (
        f'<path class="ribbon{" largest" * bool(move is last and move.work)}" d="{move.path}"'
        f' fill="url(#g{number}-{move.number})"><title>{percent(move.share)} from'
        f" {move.source.name} to {move.target.name}</title></path>"
        for move in drawn
    )
    return _joined(("<defs>", *shades, "</defs>", *paths))


@register.simple_tag
def shared_axis(row: Row, places: Sequence[tuple[Subject, float]]) -> SafeString:
    """Everybody's points on the axis of a figure; a legend of the page has their shapes."""
    zero = row.zero
    return _joined(
        (
            '<svg class="shared-axis" aria-hidden="true">',
            '<line class="axis-line" x2="100%" y1="20" y2="20"/>',
            ""
            if zero is None
            else f'<line class="axis-line" x1="{zero:g}%" x2="{zero:g}%" y1="14" y2="26"/>',
            *(
                f'<use href="#point-{subject.mark.key}" x="{place:g}%" y="20"/>'
                for subject, place in places
            ),
            "</svg>",
        )
    )
