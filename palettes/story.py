"""The article's comparison, told on the catalogue's own stills."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

from django.http import HttpRequest

from catalog.models import Still
from palettes.bench import Column, column_of
from palettes.engine import ExtractedPalette, Swatch, resolve_recipe
from palettes.search import index
from palettes.visitors.on_request import BusyError, palettes_on_request, visitor

# The recipes of the story, in its order, each with what it shows.
RECIPES = {
    "kmeans-rgb-8": "where the article began",
    "agglomerative-rgb-8": "merging instead of splitting",
    "kmeans-hsv-8": "hue as an angle",
    "kmeans-oklab-8": "distances as the eye sees them",
    "accent-oklab-8": "the same, and the small prominent colours",
}
STILLS = 3
NAMED = 3  # lost colours of a palette that are named; the others are counted

GONE = 0.09
"""OKLab distance to the nearest swatch beyond which a colour is lost, as the benchmark of
inserted accents has it.
"""


@dataclass(frozen=True)
class Loss:
    """A swatch of another palette, and how far the nearest of this one is: OKLab."""

    swatch: Swatch
    away: float


@dataclass(frozen=True)
class Told:
    """One recipe of a chapter: its palette, what it shows, and what it loses, farthest first."""

    column: Column
    said: str
    lost: list[Loss]

    @property
    def named(self) -> list[Loss]:
        """The losses that are named."""
        return self.lost[:NAMED]

    @property
    def more(self) -> int:
        """How many are not."""
        return max(0, len(self.lost) - NAMED)


@dataclass(frozen=True)
class Chapter:
    """One still under every recipe of the story."""

    still: Still
    told: list[Told]


def tell_story(request: HttpRequest) -> list[Chapter]:
    """Up to three stills of different films whose small colours are the most vivid.

    Empty when the catalogue is, and shorter when the visitor has asked for too much.
    """
    recipes = {resolve_recipe(text): said for text, said in RECIPES.items()}
    chapters = []
    ids = index().vivid(STILLS)
    stills = Still.objects.select_related("film").prefetch_related("palettes").in_bulk(ids)
    for pk in ids:
        try:
            found = palettes_on_request(stills[pk], list(recipes), visitor(request))
        except BusyError:
            break
        palettes = [one for one in found.values() if isinstance(one, ExtractedPalette)]
        if len(palettes) < len(recipes):
            continue
        told = [
            Told(column_of(palette.recipe, palette), recipes[recipe], losses(palette, palettes))
            for recipe, palette in zip(found, palettes, strict=True)
        ]
        chapters.append(Chapter(stills[pk], told))
    return chapters


def losses(palette: ExtractedPalette, others: Sequence[ExtractedPalette]) -> list[Loss]:
    """Colours of ``others`` with no swatch of ``palette`` within ``GONE``: the farthest first, and
    of several within ``GONE`` of one another one alone.
    """
    found = [
        Loss(swatch, min(dist(swatch.oklab, own.oklab) for own in palette.swatches))
        for other in others
        for swatch in other.swatches
    ]
    lost: list[Loss] = []
    for one in sorted(found, key=lambda loss: -loss.away):
        known = (dist(one.swatch.oklab, other.swatch.oklab) <= GONE for other in lost)
        if one.away > GONE and not any(known):
            lost.append(one)
    return lost
