"""The query as a strip: where each colour lies on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from palettes.searching.asked import Wanted

LEAST: Final = 5.0  # percent of the width that a colour without a weight gets, at least


@dataclass(frozen=True)
class Band:
    """A colour's place on the strip, in percent of its width."""

    hex: str
    x: float
    width: float
    words: str
    column: float  # where its label begins

    @property
    def middle(self) -> float:
        """Where the line to its label begins."""
        return round(self.x + self.width / 2, 3)


def bands(wanted: Sequence[Wanted]) -> list[Band]:
    """Weights as widths; colours without a weight share what is left, if only a little."""
    good = [one for one in wanted if one.colour]
    whole = sum(one.weight or 0 for one in good)
    free = sum(one.weight is None for one in good)
    each = max(LEAST, (100 - whole) / free) if free else 0.0
    scale = 100 / max(100.0, whole + free * each)
    made: list[Band] = []
    x = 0.0
    for one in good:
        width = scale * (each if one.weight is None else one.weight)
        hex_ = one.colour.hex if one.colour else ""
        column = round(100 * len(made) / len(good) + 0.05, 3)
        made.append(Band(hex_, round(x, 3), round(width, 3), one.words, column))
        x += width
    return made
