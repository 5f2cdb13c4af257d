"""Which colour moves where: ribbons from one palette to the next, both from dark to light."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.charts.cloud import Floats
from palettes.engine import Swatch

WIDTH: Final = 1000
HEIGHT: Final = 100
"""Of the viewBox, which the page stretches; there is no text in it."""

LEAST: Final = 0.004  # share below which a move is left to the table


@dataclass(frozen=True)
class Part:
    """A swatch's place in a palette ordered from dark to light, in units of WIDTH."""

    swatch: Swatch
    x: float
    width: float


@dataclass(frozen=True)
class Move:
    """A share of the picture going from one colour to another, ``distance`` away in OKLab.

    ``path`` is empty for a move too small to draw.
    """

    source: Swatch
    target: Swatch
    share: float
    distance: float
    path: str
    number: int

    @property
    def work(self) -> float:
        """Share times distance: what the move adds to the whole."""
        return self.share * self.distance


@dataclass(frozen=True)
class Flow:
    """The moves between two palettes, drawn from the left to the right end of both."""

    moves: list[Move]

    @property
    def largest(self) -> Move:
        """The move that adds most to the distance."""
        return max(self.moves, key=lambda move: move.work)

    @property
    def drawn(self) -> list[Move]:
        """Those with a ribbon, the largest last so that its outline lies on top."""
        largest = self.largest
        return [m for m in self.moves if m.path and m is not largest] + [largest]

    @property
    def heaviest(self) -> list[Move]:
        """In the order of what they add."""
        return sorted(self.moves, key=lambda move: -move.work)

    @property
    def travelled_or_one(self) -> float:
        """What a move's part of the whole is reckoned by, also where nothing moves."""
        return self.travelled or 1.0

    @property
    def travelled(self) -> float:
        """The mean distance a colour moves: the transport distance."""
        return sum(move.work for move in self.moves)


def dark_to_light(swatches: Sequence[Swatch]) -> list[Swatch]:
    """The order of both palettes, which keeps crossings few."""
    return sorted(swatches, key=lambda swatch: (swatch.oklab[0], swatch.hex))


def parts(swatches: Sequence[Swatch]) -> list[Part]:
    """Swatches from dark to light, at their true shares: the ribbons end at their edges."""
    placed, x = [], 0.0
    for swatch in dark_to_light(swatches):
        placed.append(Part(swatch, round(x, 2), round(WIDTH * swatch.share, 2)))
        x += WIDTH * swatch.share
    return placed


def flow(source: Sequence[Swatch], target: Sequence[Swatch], plan: Floats, away: Floats) -> Flow:
    """Draw a transport ``plan`` (n, m) between palettes ordered by :func:`dark_to_light`.

    ``away`` (n, m) is how far each move goes.
    """
    out = np.concatenate([[0], np.cumsum([s.share for s in source])])[:-1]
    into = np.concatenate([[0], np.cumsum([s.share for s in target])])[:-1]
    moves: list[Move] = []
    # Row by row both cursors advance, so that ribbons leave and arrive side by side.
    for i, one in enumerate(source):
        for j, two in enumerate(target):
            share = float(plan[i, j])
            if share < 1e-6:
                continue
            path = _ribbon(out[i], into[j], share) if share >= LEAST else ""
            moves.append(Move(one, two, share, float(away[i, j]), path, len(moves)))
            out[i] += share
            into[j] += share
    return Flow(moves)


def _ribbon(top: float, foot: float, share: float) -> str:
    a, b = round(WIDTH * top, 1), round(WIDTH * (top + share), 1)
    c, d = round(WIDTH * foot, 1), round(WIDTH * (foot + share), 1)
    h, half = HEIGHT, HEIGHT // 2
    return f"M{a} 0C{a} {half} {c} {half} {c} {h}H{d}C{d} {half} {b} {half} {b} 0z"
