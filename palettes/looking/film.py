"""What a film's page tells of its look beyond the palette."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from catalog.models import Film, Still
from palettes import search
from palettes.charts import hues
from palettes.charts.cloud import Cloud, cloud_of, join
from palettes.charts.timeline import Timeline, timeline
from palettes.engine import Sample
from palettes.engine.looks import EngineLook, LookStatistics
from palettes.engine.looks.signature import unpack_signature
from palettes.looking.measuring import evenly, palette_of
from palettes.looking.standing import Standing, standings
from palettes.making.pools import unpack
from palettes.models import Look

DRAWN: Final = 48  # stills that get a bar of their own, evenly chosen
ENOUGH: Final = 5  # stills from which on some are more like the film than others
LIKE: Final = 4
SIMILAR: Final = 5

HARMONIES: Final = {
    "i": "one narrow range of hues",
    "I": "two narrow ranges, opposite each other",
    "V": "one quarter of the hue circle",
    "L": "two ranges at a right angle",
    "Y": "a quarter, and a narrow range opposite",
    "T": "one half of the hue circle",
    "X": "two quarters, opposite each other",
    "N": "no hues at all",
}
"""The templates of Cohen-Or and others, 2006, in words."""


@dataclass(frozen=True)
class Likeness:
    """A still, its number in the film, and how far its look is from the film's."""

    still: Still
    number: int
    distance: float


class FilmLook:
    """The charts and figures of one film; ``stills`` are all of its stills, in order."""

    def __init__(self, film: Film, stills: list[Still]) -> None:
        self.film = film
        self.stills = stills
        self.numbers = {still.pk: number for number, still in enumerate(stills, 1)}
        kept = next(iter(film.looks.all()), None)
        self.look: EngineLook | None = kept.engine_look(palette_of(film)) if kept else None

    @property
    def statistics(self) -> LookStatistics | None:
        """The film's figures."""
        return self.look.statistics if self.look else None

    @cached_property
    def clouds(self) -> list[tuple[int, Cloud]]:
        """The colours of the stills that are drawn, with their numbers, in order."""
        return [(number, cloud_of(sample)) for number, sample in self._samples]

    @cached_property
    def _samples(self) -> list[tuple[int, Sample]]:
        chosen = evenly([still.pk for still in self.stills], DRAWN)
        looks = Look.objects.filter(still__in=chosen).exclude(pool=b"")
        found = []
        for pk, pool in looks.values_list("still_id", "pool"):
            try:
                found.append((self.numbers[pk], unpack(bytes(pool))))
            except ValueError:  # kept by another version; it is made again in the background
                continue
        return sorted(found, key=lambda one: one[0])

    @cached_property
    def wheel(self) -> hues.Wheel | None:
        """Hues and chroma of the film."""
        cloud = join([sample for _, sample in self._samples])
        return hues.wheel(cloud) if cloud else None

    @property
    def swatch_spots(self) -> list[tuple[float, float, str]]:
        """The film's palette on the wheel's plane."""
        palette = palette_of(self.film)
        swatches = palette.colours if palette else []
        return [(*hues.on_plane(s.oklab), s.hex) for s in swatches]

    @cached_property
    def timelines(self) -> list[Timeline]:
        """Lightness and chroma, still by still."""
        return [timeline(key, self.clouds) for key in ("lightness", "chroma")]

    @cached_property
    def by_still(self) -> list[tuple[int, tuple[float, ...], tuple[float, ...]]]:
        """The table behind: number, lightness and chroma at P5, median and P95."""
        light, chroma = self.timelines
        return [
            (one.number, one.values, two.values)
            for one, two in zip(light.columns, chroma.columns, strict=True)
        ]

    @cached_property
    def standings(self) -> list[Standing]:
        """The film's figures among those of all films."""
        return standings(self.statistics) if self.statistics else []

    @property
    def harmony(self) -> str:
        """The harmony template that the hues follow, in words."""
        return HARMONIES.get(self.statistics.harmony, "") if self.statistics else ""

    @cached_property
    def likenesses(self) -> list[Likeness]:
        """Every still by how like the film it is, the most like first; empty for a few stills."""
        if self.look is None or len(self.stills) < ENOUGH:
            return []
        looks = Look.objects.filter(still__in=list(self.numbers))
        kept = [
            (pk, unpack_signature(bytes(signature)))
            for pk, signature in looks.values_list("still_id", "signature")
            if len(signature) == len(self.look.packed_signature)
        ]
        by_id = {still.pk: still for still in self.stills}
        found = [
            Likeness(by_id[pk], self.numbers[pk], _hellinger(signature, self.look.signature))
            for pk, signature in kept
        ]
        return sorted(found, key=lambda one: (one.distance, one.number))

    @property
    def most_like(self) -> list[Likeness]:
        """The stills most like the film."""
        return self.likenesses[: self._half]

    @property
    def least_like(self) -> list[Likeness]:
        """The stills least like it, the least first."""
        return self.likenesses[::-1][: self._half]

    @property
    def _half(self) -> int:
        return min(LIKE, len(self.likenesses) // 2)

    @cached_property
    def similar(self) -> list[tuple[Film, float]]:
        """The films whose looks are nearest, with their distances: a few queries."""
        if self.look is None:
            return []
        near = search.nearest(self.look.signature, SIMILAR, "films", but_films=[self.film.pk])
        films = Film.objects.with_covers().prefetch_related("palettes", "directors")
        by_id = films.in_bulk([one.id for one in near])
        first = {film.first_still_id for film in by_id.values()}  # type: ignore[attr-defined]
        covers = Still.objects.prefetch_related("palettes").in_bulk(first - {None})
        for film in by_id.values():
            film.cover = covers.get(film.first_still_id)  # type: ignore[attr-defined]
        return [(by_id[one.id], one.distance) for one in near if one.id in by_id]


def _hellinger(a: np.ndarray, b: np.ndarray) -> float:
    step = a.astype(np.float64) - b.astype(np.float64)
    return min(float(np.sqrt((step * step).sum() / 2)), 1.0)
