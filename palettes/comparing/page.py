"""The page of a comparison, put together: everything the template draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

import numpy as np

from catalog.models import Still
from palettes.charts import figures, hues
from palettes.charts.axes import AXES
from palettes.charts.cloud import cloud_of
from palettes.charts.densities import Density, density
from palettes.charts.marks import MARKS
from palettes.charts.matching import Cell, matched
from palettes.charts.plane import Plane, Spot, plane
from palettes.comparing.asked import Choice
from palettes.comparing.differing import Difference, Verdict, difference, verdicts
from palettes.comparing.subjects import Subject
from palettes.engine import Sample
from palettes.engine.looks import LookDistance
from palettes.looking.measuring import measure_all

COLUMNS: Final = {1: 6, 2: 6, 3: 6, 4: 4}
"""Stills under each of so many compared: four columns are narrow, and the page stays light."""


@dataclass(frozen=True)
class Step:
    """From one of the compared to the next."""

    first: Subject
    second: Subject
    difference: Difference


@dataclass(frozen=True)
class Pair:
    """Two of the compared, by every distance."""

    first: Subject
    second: Subject
    verdicts: list[Verdict]


@dataclass(frozen=True)
class Thumbnail:
    """A still on the plane."""

    still: Still
    spot: Spot
    subject: Subject
    a: float
    b: float


class Comparison:
    """Everything the page draws of those that are ready; each part is worked out once."""

    def __init__(self, choice: Choice) -> None:
        measured = measure_all([chosen.thing for chosen in choice.found])
        column = COLUMNS.get(len(measured), COLUMNS[4])
        self.subjects = [
            Subject(chosen, own, mark, choice.without(chosen.name), column)
            for chosen, own, mark in zip(choice.found, measured, MARKS, strict=False)
        ]
        self.ready = [subject for subject in self.subjects if subject.ready]
        self.lacking = [subject for subject in self.subjects if not subject.ready]

    @property
    def enough(self) -> bool:
        """Whether there are two to compare."""
        return len(self.ready) > 1

    @property
    def fingerprinted(self) -> list[Subject]:
        """The films among them that have stills."""
        return [subject for subject in self.pictured if subject.chosen.still is None]

    @property
    def pictured(self) -> list[Subject]:
        """Those with a still to show."""
        return [subject for subject in self.subjects if subject.measured.shown]

    @cached_property
    def densities(self) -> list[tuple[Density, list[tuple[Subject, str, float]]]]:
        """Lightness, chroma and warmth, each on one axis, with everybody's line and its height."""
        charts = [density(axis, [s.cloud for s in self.ready]) for axis in AXES]
        return [
            (chart, list(zip(self.ready, chart.paths, chart.heights, strict=True)))
            for chart in charts
        ]

    @cached_property
    def overlay(self) -> list[tuple[Subject, str]]:
        """Everybody's hues around one disc."""
        return list(zip(self.ready, hues.overlay([s.cloud for s in self.ready]), strict=True))

    @cached_property
    def wheels(self) -> list[tuple[Subject, hues.Wheel]]:
        """Everybody's hues and chroma, on one grid."""
        drawn = hues.wheels([s.cloud for s in self.ready])
        return list(zip(self.ready, drawn, strict=True))

    @cached_property
    def hue_table(self) -> list[tuple[str, list[float]]]:
        """Shares of chroma by hue: a row for each of eight hues."""
        shares = [dict(hues.hue_shares(subject.cloud)) for subject in self.ready]
        return [(name, [share[name] for share in shares]) for name, _ in hues.NAMES]

    @property
    def hue_key(self) -> list[hues.Dot]:
        """The hues themselves, around the overlaid wheel."""
        return hues.key()

    @property
    def hue_names(self) -> list[hues.Name]:
        """Their names."""
        return hues.names()

    @cached_property
    def figures(self) -> list[tuple[figures.Row, list[tuple[Subject, float]]]]:
        """Every figure, and where everybody lies on its axis."""
        rows = figures.rows([subject.look.statistics for subject in self.ready])
        return [(row, list(zip(self.ready, row.places, strict=True))) for row in rows]

    @cached_property
    def steps(self) -> list[Step]:
        """What moves from each to the next."""
        return [_step(a, b) for a, b in zip(self.ready, self.ready[1:], strict=False)]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every two of them, by every distance."""
        return [_pair(a, b) for a, b in combinations(self.ready, 2)]

    @cached_property
    def metrics(self) -> list[tuple[LookDistance, list[tuple[Pair, Verdict]]]]:
        """The same by distance: for each, the verdict of every pair."""
        return [
            (cells[0].metric, list(zip(self.pairs, cells, strict=True)))
            for cells in zip(*(pair.verdicts for pair in self.pairs), strict=True)
        ]

    @cached_property
    def matched(self) -> list[list[Cell | None]]:
        """Swatches beside those most like them."""
        return matched([subject.measured.swatches for subject in self.ready])

    @cached_property
    def thumbnails(self) -> list[Thumbnail]:
        """Their stills on the a-b plane."""
        return _thumbnails(self._stills, self.plane)

    @cached_property
    def plane(self) -> Plane:
        """The plane the thumbnails stand on."""
        means = [mean for _, _, mean in self._stills]
        return plane(means, [still.ratio for _, still, _ in self._stills])

    @cached_property
    def _stills(self) -> list[tuple[Subject, Still, tuple[float, float]]]:
        return [
            (subject, still, _mean(subject.measured.samples[still.pk]))
            for subject in self.ready
            for still in subject.measured.shown
            if still.pk in subject.measured.samples
        ]


def _step(first: Subject, second: Subject) -> Step:
    found = difference(
        first.measured.swatches,
        second.measured.swatches,
        first.look.statistics,
        second.look.statistics,
    )
    return Step(first, second, found)


def _pair(first: Subject, second: Subject) -> Pair:
    return Pair(first, second, verdicts(first.look, second.look))


def _mean(sample: Sample) -> tuple[float, float]:
    cloud = cloud_of(sample)
    _, a, b = np.average(cloud.lab, axis=0, weights=cloud.weights)
    return float(a), float(b)


def _thumbnails(
    stills: Sequence[tuple[Subject, Still, tuple[float, float]]], on: Plane
) -> list[Thumbnail]:
    return [
        Thumbnail(still, spot, subject, *mean)
        for (subject, still, mean), spot in zip(stills, on.spots, strict=True)
    ]
