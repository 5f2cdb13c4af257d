"""Where swatches stand in a drawn strip, in whole pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from palettes.engine.swatch import Swatch


@dataclass(frozen=True)
class Column:
    """A swatch's place, in pixels from the left."""

    swatch: Swatch
    left: int
    width: int

    @property
    def right(self) -> int:
        """The first pixel beyond."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Halfway, where a notch or a line to a label is."""
        return self.left + self.width / 2


def columns(swatches: Sequence[Swatch], width: int, least: int, accent: int = 0) -> list[Column]:
    """Columns side by side over ``width``, by share.

    None is narrower than ``least``, no accent than ``accent``; for that the others give up room
    in proportion. When even that is too much, all are alike.
    """
    floors = [max(least, accent if swatch.accent else 0) for swatch in swatches]
    widths = _widths([max(swatch.share, 0.0) for swatch in swatches], floors, width)
    edges, edge = [0], 0.0
    for part in widths:
        edge += part
        edges.append(round(edge))
    return [
        Column(swatch, left, right - left)
        for swatch, left, right in zip(swatches, edges, edges[1:], strict=False)
    ]


def _widths(shares: list[float], floors: list[int], width: int) -> list[float]:
    if sum(floors) >= width or sum(shares) <= 0:
        return [width / len(shares)] * len(shares)
    held: set[int] = set()
    while True:
        free = width - sum(floors[i] for i in held)
        mass = sum(share for i, share in enumerate(shares) if i not in held)
        scale = free / mass if mass > 0 else 0.0
        narrow = {
            i for i, share in enumerate(shares) if i not in held and share * scale < floors[i]
        }
        if not narrow:
            break
        held |= narrow
    return [float(floors[i]) if i in held else share * scale for i, share in enumerate(shares)]
