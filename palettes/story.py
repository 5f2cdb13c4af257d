"""The article's comparison, told on the catalogue's own stills."""

from dataclasses import dataclass

from django.http import HttpRequest

from catalog.models import Still
from palettes.bench import Column, column_of
from palettes.engine import ExtractedPalette, resolve_recipe
from palettes.on_request import BusyError, palettes_on_request, visitor
from palettes.search import index

# The recipes of the story, in its order, each with what it shows.
RECIPES = {
    "kmeans-rgb-8": "where the article began",
    "agglomerative-rgb-8": "merging instead of splitting",
    "kmeans-hsv-8": "hue as an angle",
    "kmeans-oklab-8": "distances as the eye sees them",
    "accent-oklab-8": "the same, and the small prominent colours",
}
STILLS = 3


@dataclass(frozen=True)
class Chapter:
    """One still under every recipe of the story."""

    still: Still
    columns: list[tuple[Column, str]]


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
        columns = [(column_of(recipe, result), recipes[recipe]) for recipe, result in found.items()]
        if all(isinstance(result, ExtractedPalette) for result in found.values()):
            chapters.append(Chapter(stills[pk], columns))
    return chapters
