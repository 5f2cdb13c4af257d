"""How one film or still is drawn on a map: a thumbnail over its strip, or a tile of its palette."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog import renditions
from catalog.models import Film, Still
from palettes import strips
from palettes.engine import Swatch
from palettes.mapping.layouts import Cell

# In units of the map, of which a wide screen shows about one a pixel when there are few looks.
CELL_WIDTH: Final = 120
CELL_HEIGHT: Final = 88
WIDTH: Final = 108.0
HEIGHT: Final = 72.0
PICTURE: Final = 62.0  # a thumbnail's greatest height
GAP: Final = 2.0
STRIP: Final = 6.0
NOTCH: Final = 2.0  # radius
SIZE: Final = strips.Size(width=int(WIDTH), accent=5)

MAP_WIDTH: Final = 1344  # of a wide screen, in CSS pixels
COARSE: Final = 120  # looks from which there are no strips and notches: they would be hairs


@dataclass(frozen=True)
class Thing:
    """A film or a still: what to call it, where it leads, what it is drawn of.

    ``detail`` is a film's year, or a still's timecode, if it has one.
    """

    subject: Film | Still
    title: str
    detail: str
    picture: Still | None
    swatches: Sequence[Swatch]
    number: int = 0  # a still's, in its film

    @property
    def name(self) -> str:
        """What it is announced as: ``Amber Hour, 1961``."""
        return f"{self.title}, {self.detail}" if self.detail else self.title

    @property
    def address(self) -> str:
        """Its page."""
        return self.subject.get_absolute_url()


@dataclass(frozen=True)
class Tile:
    """A thing in its cell. ``drawn`` is around the cell's own corner."""

    thing: Thing
    x: int
    y: int
    drawn: SafeString


def tile(thing: Thing, cell: Cell, columns: int, *, still: bool, fine: bool) -> Tile:
    """Draw a thing as its ``still`` or as its palette; what is ``fine`` has strips and notches."""
    x, y = cell[0] * CELL_WIDTH, cell[1] * CELL_HEIGHT
    if still and thing.picture:
        drawn = _thumbnail(thing, thing.picture, MAP_WIDTH // columns, fine)
    else:
        drawn = _palette(thing.swatches, fine)
    return Tile(thing, x + int(CELL_WIDTH - WIDTH) // 2, y + int(CELL_HEIGHT - HEIGHT) // 2, drawn)


def _thumbnail(thing: Thing, picture: Still, width: int, fine: bool) -> SafeString:
    """Standing on the line of the strips, never cropped."""
    room = PICTURE if fine else HEIGHT
    across, down = _fitted(picture.ratio, WIDTH, room)
    x, y = round((WIDTH - across) / 2, 1), round(room - down, 1)
    ground = max(thing.swatches, key=lambda s: s.share).hex if thing.swatches else "none"
    return format_html(
        '<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="{4}"/>'
        '<image href="{5}" x="{0}" y="{1}" width="{2}" height="{3}"'
        ' preserveAspectRatio="none"/>{6}',
        *(x, y, across, down, ground, renditions.at_least(picture, width)),
        _bars(thing.swatches, x, across, HEIGHT - STRIP, STRIP) if fine else "",
    )


def _fitted(ratio: float, width: float, height: float) -> tuple[float, float]:
    down = min(height, width / ratio)
    return round(down * ratio, 1), round(down, 1)


def _palette(swatches: Sequence[Swatch], fine: bool) -> SafeString:
    return format_html(
        '<rect width="{}" height="{}" fill="none"/>{}{}',
        *(WIDTH, HEIGHT, _bars(swatches, 0, WIDTH, 0, HEIGHT), _notches(swatches) if fine else ""),
    )


def _bars(
    swatches: Sequence[Swatch], x: float, width: float, y: float, height: float
) -> SafeString:
    """Swatches side by side: short thick lines, since a map has thousands of them.

    For the same reason they are put together by hand, of nothing but numbers.
    """
    middle = y + height / 2
    lines = (
        f'<path stroke="#{int(s.swatch.hex[1:], 16):06x}"'
        f' d="M{x + s.x * width / 100:.1f} {middle:g}h{s.width * width / 100:.1f}"/>'
        for s in strips.layout(swatches, SIZE)
    )
    return mark_safe(f'<g stroke-width="{height:g}">{"".join(lines)}</g>')


def _notches(swatches: Sequence[Swatch]) -> SafeString:
    """The accents' marks, at the lower edge."""
    middles = (s.middle * WIDTH / 100 for s in strips.layout(swatches, SIZE) if s.swatch.accent)
    half = f"{HEIGHT:g}a{NOTCH} {NOTCH} 0 0 1 {2 * NOTCH} 0z"
    marks = (f'<path class="notch" d="M{x - NOTCH:.1f} {half}"/>' for x in middles)
    return mark_safe("".join(marks))
