"""The sectors of a harmony template, as the a-b plane has them."""

from math import cos, radians, sin

from palettes.charts.hues import CENTRE, RADIUS
from palettes.engine.looks.harmony import TEMPLATES


def sectors(key: str, rotation: float) -> list[str]:
    """A path for each sector of a template that is turned by ``rotation`` degrees; none for N."""
    return [_wedge(rotation + centre, width) for centre, width in TEMPLATES[key]]


def _wedge(centre: float, width: float) -> str:
    start, end = _rim(centre - width / 2), _rim(centre + width / 2)
    large = int(width > 180)
    # From lower to higher hue: against the clock, as the plane's b points up.
    return f"M{CENTRE:g},{CENTRE:g}L{start}A{RADIUS:g},{RADIUS:g} 0 {large} 0 {end}Z"


def _rim(hue: float) -> str:
    angle = radians(hue)
    return f"{CENTRE + RADIUS * cos(angle):.1f},{CENTRE - RADIUS * sin(angle):.1f}"
