"""How an ingestion's pages draw what grows: ``{% load growing %}``."""

import base64
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django import template
from django.core.cache import cache
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog import renditions
from catalog.models import IngestionItem, Still
from catalog.progress import Original
from palettes.engine.bars import picture_box
from palettes.engine.fingerprint import column_of
from palettes.looking import fingerprints
from palettes.models import Look

register = template.Library()

MOST_COLUMNS = 960  # of a bar; of more items, every second, third, ... is drawn
MOST_BOXES = 12  # looked for in one answer; the next one goes on
_WIDTH = 640  # of the rendition in which bars are looked for; in less, colour bleeds into them
_LEAST_BAR = 2  # pixels of it; less is an edge


class Cell(Protocol):
    """One column of the bar."""

    mark: str
    still_id: int | None


@register.simple_tag
def growing_bar(cells: Sequence[Any], label: str) -> SafeString:
    """The progress bar that is the film's fingerprint growing: one column for each item."""
    step = -(-len(cells) // MOST_COLUMNS) or 1
    cells = cells[::step]
    stills = [cell.still_id for cell in cells if cell.mark == "stored" and cell.still_id]
    looks = Look.objects.filter(still_id__in=stills).values_list("still_id", "fingerprint")
    columns = {still: bytes(fingerprint) for still, fingerprint in looks}
    columns |= _first_columns([still for still in stills if still not in columns])
    drawn = [columns.get(cell.still_id) if cell.mark == "stored" else None for cell in cells]
    picture = ""
    if columns:
        encoded = base64.b64encode(fingerprints.growing_png(drawn)).decode()
        picture = format_html('<img src="data:image/png;base64,{}" alt="">', encoded)
    each = 100 / max(1, len(cells))
    marks = format_html_join(
        "",
        "{}",
        (
            (_mark(str(cell.mark), round(number * each, 3), round(each, 3)),)
            for number, cell in enumerate(cells)
            if drawn[number] is None
        ),
    )
    return format_html(
        '<div class="growing" role="img" aria-label="{}">{}<svg aria-hidden="true">{}</svg></div>',
        label,
        picture,
        marks,
    )


def _first_columns(stills: Sequence[int]) -> dict[int, bytes]:
    """Columns of stills whose looks are still to be computed, from their thumbnails.

    A look follows when the worker comes to it; the bar is to grow as stills are stored.
    """
    columns, left = {}, MOST_BOXES
    for still in Still.objects.filter(pk__in=stills):
        key = f"column:{still.sha256}"
        column = cache.get(key)
        if column is None and left:
            left -= 1
            column = _column(still)
            cache.set(key, column, 3600)
        if column:
            columns[still.pk] = column
    return columns


def _column(still: Still) -> bytes:
    try:
        thumbnail = renditions.ensure(still, renditions.widths(still)[0])
        return column_of(fingerprints.pixels_of(thumbnail), None)
    except (OSError, ValueError):
        return b""


_BOX = '<rect class="{}" x="{}%" width="{}%" height="100%"/>'


def _mark(mark: str, x: float, width: float) -> SafeString:
    box = format_html(_BOX, mark, x, width)
    end, middle = round(x + width, 3), round(x + width / 2, 3)
    if mark == "refused":
        line = '{}<line x1="{}%" y1="100%" x2="{}%" y2="0"/>'
        return format_html(line, box, x, end)
    if mark == "fetching":
        fill = '{}<rect class="fill" x="{}%" y="60%" width="{}%" height="40%"/>'
        return format_html(fill, box, x, width)
    if mark == "known":
        a, b = round(middle - width / 5, 3), round(middle + width / 5, 3)
        line = '{0}<line x1="{1}%" x2="{2}%" y1="47%" y2="47%"/>'
        line += '<line x1="{1}%" x2="{2}%" y1="53%" y2="53%"/>'
        return format_html(line, box, a, b)
    return box


@register.simple_tag
def find_bars(items: Iterable[IngestionItem]) -> int:
    """Look for black bars in pictures where nobody has looked yet; tell how many are left.

    A picture's box is kept with its item, as left, top, right and bottom in its own pixels.
    """
    lacking = [item for item in items if item.sha256 and not item.bars]
    for item in lacking[:MOST_BOXES]:
        item.bars = _box(item)
        item.updated_at = timezone.now()
        values = {"bars": item.bars, "updated_at": item.updated_at}
        IngestionItem.objects.filter(pk=item.pk).update(**values)
    return max(0, len(lacking) - MOST_BOXES)


def _box(item: IngestionItem) -> list[int]:
    whole = [0, 0, item.width, item.height]
    original = Original.of(item)
    try:
        pixels = fingerprints.pixels_of(renditions.ensure(original, min(_WIDTH, item.width)))
    except (OSError, ValueError):
        return whole
    left, top, right, bottom = picture_box(pixels)
    height, width = pixels.shape[:2]
    scale = item.width / width
    a, c = _evened(left, width - right, scale)
    b, d = _evened(top, height - bottom, scale)
    return [a, b, item.width - c, item.height - d]


def _evened(first: int, second: int, scale: float) -> tuple[int, int]:
    """Two bars in the original's pixels; of one width where the small picture leaves it open."""
    if max(first, second) < _LEAST_BAR:
        return 0, 0
    if abs(first - second) <= 2:
        both = round((first + second) / 2 * scale)
        return both, both
    return round(first * scale), round(second * scale)


@register.filter
def bars_in_words(item: IngestionItem) -> str:
    """``bars: 140 px above, 138 px below``, or nothing."""
    if len(item.bars) != 4:
        return ""
    left, top, right, bottom = item.bars
    pairs = [
        _pair(top, item.height - bottom, "above", "below"),
        _pair(left, item.width - right, "left", "right"),
    ]
    said = ", ".join(pair for pair in pairs if pair)
    return f"bars: {said}" if said else ""


def _pair(first: int, second: int, here: str, there: str) -> str:
    if first <= 0 and second <= 0:
        return ""
    if first == second:
        return f"{first} px {here} and {there}"
    return f"{first} px {here}, {second} px {there}"
