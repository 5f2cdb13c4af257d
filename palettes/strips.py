"""Geometry of the strip: swatches side by side, width by share, accents never too narrow to see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from palettes.engine import Swatch


@dataclass(frozen=True)
class Size:
    """One size of the strip, in CSS pixels; ``width`` is what it usually is on a wide screen."""

    width: int
    accent: int  # least width of an accent
    notch: bool = True  # whether one marks an accent; the style sheet has its size
    told: bool = False  # each swatch says what it is, and may be copied
    folds: bool = False  # so much narrower on a phone that it is laid out anew: see ``narrow``

    @property
    def narrow(self) -> "Size":
        """The size as it is on a phone."""
        return replace(self, width=PHONE, accent=TOUCHED)


PHONE, TOUCHED = 358, 18  # a strip as wide as a phone's page, and the least accent on it

# Heights are the style sheet's (.strip-film, ...).
SIZES = {
    "film": Size(width=1344, accent=20, told=True, folds=True),
    "still": Size(width=936, accent=20, told=True, folds=True),
    "compare": Size(width=1104, accent=16, told=True, folds=True),
    "plain": Size(width=640, accent=14),
    "recipe": Size(width=306, accent=16, told=True),
    "card": Size(width=253, accent=12),
    "grid": Size(width=220, accent=8),
    "spine": Size(width=412, accent=6, notch=False),
}

# Height in percent of a swatch that was searched for, or of any; and of one beside those.
WHOLE, APART = 100, 40


@dataclass(frozen=True)
class Segment:
    """A swatch's place on the strip, in percent of its width."""

    swatch: Swatch
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where a line to its label starts, in percent."""
        return round(self.x + self.width / 2, 3)


def layout(swatches: Sequence[Swatch], size: Size) -> list[Segment]:
    """Place the swatches from 0 to 100 %.

    An accent narrower than the size's least is widened, and the others give up room in
    proportion; the shares that are written stay the true ones.
    """
    if not swatches:
        return []
    least = 100 * size.accent / size.width
    shares = [100 * swatch.share for swatch in swatches]
    widened = [s.accent and share < least for s, share in zip(swatches, shares, strict=True)]
    room = 100 - least * sum(widened)
    rest = sum(share for share, wide in zip(shares, widened, strict=True) if not wide)
    if room <= 0 or rest <= 0:  # nothing but accents: all alike
        widths = [100 / len(swatches)] * len(swatches)
    else:
        widths = [
            least if wide else share * room / rest
            for share, wide in zip(shares, widened, strict=True)
        ]
    # Edges are rounded, not widths: what stands side by side has one edge in common.
    edges = [round(edge, 3) for edge in accumulate(widths, initial=0.0)]
    return [
        Segment(swatch, left, round(right - left, 3))
        for swatch, (left, right) in zip(swatches, pairwise(edges), strict=True)
    ]
