"""Letterbox and pillarbox bars: found, so that they can be left out."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Ints

Box = tuple[int, int, int, int]

DARKEST_PICTURE: Final = 44
"""Bars are darker than this, of 255; broadcast black is 16, lifted transfers reach 40."""
FLATNESS: Final = 10
"""How far a bar's lines may lie from each other, and a bar's pixels within a line."""
STEP: Final = 9
"""How much lighter than the bar the picture's first lines are, where they are lighter."""
STRAIGHT: Final = 0.4
"""The share of the edge along which the picture must be lighter than the bar."""
MOST: Final = 0.6
"""Bars never take more than this share of a side."""


def picture_box(pixels: Bytes) -> Box:
    """Left, top, right and bottom of the picture in ``pixels`` (h, w, 3), bars left out.

    A bar is dark, flat, and ends in a straight edge; bars come in pairs of about one width.
    A dark scene lacks the straight edge and stays whole, as does a black picture.
    """
    height, width = pixels.shape[:2]
    if not any(_may_be_bar(edge) for edge in (pixels[0], pixels[:, 0])):
        return 0, 0, width, height
    light = np.maximum(np.maximum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    top, bottom = _pair(light)
    left, right = _pair(light[top : height - bottom].T)
    return left, top, width - right, height - bottom


def _may_be_bar(edge: Bytes) -> bool:
    """Whether an outermost line (n, 3) is dark and flat enough; most are not."""
    return int(edge.max()) < DARKEST_PICTURE + FLATNESS


def _pair(light: Bytes) -> tuple[int, int]:
    """Thickness of the bars at the first and the last lines of ``light`` (lines, across)."""
    lines = len(light)
    first, last = _bar(light), _bar(light[::-1])
    if not first or not last or first + last > MOST * lines:
        return 0, 0
    if abs(first - last) > max(2, 0.25 * max(first, last)):
        return 0, 0
    return first, last


def _bar(light: Bytes) -> int:
    """Thickness of the bar at the start, or 0."""
    if int(light[0].max()) >= DARKEST_PICTURE + FLATNESS or len(light) < 8:
        return 0
    low, middle, high = _spread(light[: len(light) // 2])
    level = int(middle[0])
    flat = (high - low <= FLATNESS) & (np.abs(middle - level) <= FLATNESS / 2)
    flat &= middle < DARKEST_PICTURE
    thickness = int(np.argmin(flat)) if not flat.all() else 0
    if thickness == 0:
        return 0
    inside = light[thickness : thickness + 3].max(axis=0)
    if float(np.mean(inside > level + STEP)) < STRAIGHT:
        return 0
    return thickness + _blended(light, thickness, float(level))


def _spread(light: Bytes) -> Ints:
    """The 2nd, 50th and 98th percentile (3, lines) of each of the lines of ``light``."""
    ordered = np.sort(light, axis=1)
    last = ordered.shape[1] - 1
    ranks = [round(last * share) for share in (0.02, 0.5, 0.98)]
    return ordered[:, ranks].T.astype(np.int64)


def _blended(light: Bytes, thickness: int, level: float) -> int:
    """Give 1 when the line after the bar is half bar, half picture, as scaling leaves it."""
    line, beyond = (float(np.median(light[thickness + step])) - level for step in (0, 1))
    return int(beyond > STEP and line < 0.75 * beyond)
