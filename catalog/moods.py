"""Moods: the words people have for a look, each a bound on one figure of it.

A mood is told by a column of the look that a film (or still) has: ``looks`` is the reverse
relation. The bounds are those of films: about a quarter of a mixed catalogue is muted, a quarter
vivid.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q


@dataclass(frozen=True)
class Mood:
    """A word, what it means, and the figure's bound: ``least`` and ``most`` include themselves."""

    title: str
    says: str
    figure: str
    least: float | None = None
    most: float | None = None

    def of(self, relation: str = "looks__") -> Q:
        """What films or stills with this mood fulfil; ``relation`` leads to their look."""
        wanted = {"gte": self.least, "lte": self.most}
        return Q(
            **{
                f"{relation}{self.figure}__{bound}": value
                for bound, value in wanted.items()
                if value is not None
            }
        )


MOODS: Final = {
    "muted": Mood("Muted", "mean chroma at most 0.03", "chroma", most=0.03),
    "vivid": Mood("Vivid", "mean chroma at least 0.055", "chroma", least=0.055),
    "dark": Mood("Dark", "mean lightness at most 0.35", "lightness", most=0.35),
    "bright": Mood("Bright", "mean lightness at least 0.55", "lightness", least=0.55),
    "warm": Mood("Warm", "chroma leans to orange by at least 0.25 of 1", "warmth", least=0.25),
    "cool": Mood("Cool", "chroma leans to azure by at least 0.25 of 1", "warmth", most=-0.25),
    "monochrome": Mood("Monochrome", "95 % of it has a chroma under 0.03", "chroma_p95", most=0.03),
    "high-contrast": Mood(
        "High contrast", "lightness spans at least 0.65 (P95 − P5)", "contrast", least=0.65
    ),
}
