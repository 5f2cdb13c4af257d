"""Why two looks differ, in numbers and in plain sentences."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from palettes.charts.flow import Flow, Move, dark_to_light, flow
from palettes.engine import Swatch
from palettes.engine.looks import LOOK_DISTANCES, EngineLook, LookDistance, LookStatistics
from palettes.engine.looks.transport import ground, transport

# Figures, the least difference worth a word, and the words for more and for less of it.
WORDS: Final = (
    ("lightness", 0.03, "lighter", "darker"),
    ("contrast", 0.08, "more contrasted", "flatter"),
    ("chroma", 0.008, "more chromatic", "duller"),
    ("warmth", 0.15, "warmer", "cooler"),
)
SCALE: Final = "0 the same, about 0.7 no more alike than any two"
"""What a page says beside signature distances."""

WORDS_OF_DISTANCE: Final = (
    "nearly the same",
    "close",
    "closer than most",
    "no closer than most",
    "farther apart than most",
)
# Below which each of the words holds but the last. The middle ones are about the 5th, 25th and
# 75th percentile between films, as docs/looks.md has them.
STEPS: Final = {
    "signature": (0.25, 0.55, 0.65, 0.78),
    "emd": (0.04, 0.08, 0.12, 0.25),
    "palette": (3.5, 6.5, 10.0, 16.5),
    "bures": (0.03, 0.06, 0.1, 0.25),
    "intersection": (0.3, 0.58, 0.7, 0.91),
}

SENTENCES: Final = {
    "signature": "{words}; any two looks are about 0.7 apart.",
    "emd": "{words}: a colour moves {part} of the way from black to white, on average.",
    "palette": "{words}: a swatch is ΔE {value} from the nearest of the other palette, on average.",
    "bures": "{words}: averages and spreads lie {part} of black to white from each other.",
    "intersection": "{words}: {part} of one look’s colour is not in the other.",
}


@dataclass(frozen=True)
class Split:
    """What share of the moving is in lightness, in chroma and in hue; they sum to 1."""

    lightness: float
    chroma: float
    hue: float

    @property
    def ordered(self) -> list[tuple[str, float]]:
        """The three, the largest first."""
        named = [("lightness", self.lightness), ("chroma", self.chroma), ("hue", self.hue)]
        return sorted(named, key=lambda one: -one[1])


@dataclass(frozen=True)
class Difference:
    """Between two of the compared, one after the other: what moves, and how they compare."""

    flow: Flow
    split: Split
    words: list[str]

    @property
    def comparison(self) -> str:
        """How the second compares with the first: ``lighter and duller than``."""
        if not self.words:
            return "is much like"
        if len(self.words) == 1:
            return f"is {self.words[0]} than"
        return f"is {', '.join(self.words[:-1])} and {self.words[-1]} than"


def difference(
    first: Sequence[Swatch], second: Sequence[Swatch], a: LookStatistics, b: LookStatistics
) -> Difference:
    """Work out how palette and figures go from the first to the second."""
    source, target = dark_to_light(first), dark_to_light(second)
    drawn = flow(source, target, transport(source, target), ground(source, target))
    return Difference(drawn, _split(drawn.moves), compared_words(a, b))


def compared_words(a: LookStatistics, b: LookStatistics) -> list[str]:
    """What the second is more of than the first, in words; empty when nothing tells."""
    words = []
    for figure, least, more, less in WORDS:
        step = getattr(b, figure) - getattr(a, figure)
        if abs(step) >= least:
            words.append(more if step > 0 else less)
    return words


def _split(moves: Sequence[Move]) -> Split:
    """Each move's squared distance has three parts: that of L, of chroma, and the rest, of hue."""
    lightness = chroma = hue = 0.0
    for move in moves:
        if not move.distance:
            continue
        (l1, a1, b1), (l2, a2, b2) = move.source.oklab, move.target.oklab
        per = move.work / move.distance**2
        light, chromatic = (l2 - l1) ** 2, (hypot(a2, b2) - hypot(a1, b1)) ** 2
        lightness += per * light
        chroma += per * chromatic
        hue += per * max(move.distance**2 - light - chromatic, 0.0)
    whole = lightness + chroma + hue or 1.0
    return Split(lightness / whole, chroma / whole, hue / whole)


@dataclass(frozen=True)
class Verdict:
    """One distance between two looks, and what it amounts to."""

    metric: LookDistance
    value: float

    @property
    def words(self) -> str:
        """``close``, ``no closer than most``, ...: as pairs of films go."""
        return WORDS_OF_DISTANCE[bisect_right(STEPS[self.metric.key], self.value)]

    @property
    def sentence(self) -> str:
        """What the number means, plainly."""
        return SENTENCES[self.metric.key].format(
            words=self.words.capitalize(), part=f"{100 * self.value:.0f} %", value=self.written
        )

    @property
    def written(self) -> str:
        """The number with as many digits as mean something."""
        return f"{self.value:.1f}" if self.metric.top > 10 else f"{self.value:.2f}"


def verdicts(a: EngineLook, b: EngineLook) -> list[Verdict]:
    """Every distance of the table between two looks."""
    return [Verdict(metric, metric.between(a, b)) for metric in LOOK_DISTANCES.values()]
