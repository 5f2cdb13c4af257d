"""From a picture and a recipe to a palette."""

from collections.abc import Callable
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, group_means, squared_distances
from palettes.engine.bins import Bins
from palettes.engine.differences import DIFFERENCES
from palettes.engine.errors import NothingLeftError
from palettes.engine.measures import fit_of, measure, unsteadiness
from palettes.engine.methods import METHODS, Groups, Task
from palettes.engine.palette import ExtractedPalette
from palettes.engine.recipe import LARGEST, Recipe
from palettes.engine.resolving import resolve_recipe
from palettes.engine.sampling import Sample, Source, sample_picture
from palettes.engine.snapping import swatches_of
from palettes.engine.spaces import SPACES

DEFAULT_RECIPE: Final = "accent-oklab-8"
AUTO_SIZES: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)


def extract_palette(
    source: Source | Sample, recipe: str | Recipe = DEFAULT_RECIPE
) -> ExtractedPalette:
    """Extract the palette of a picture, or of a sample already taken, under a recipe.

    The same picture and recipe give the same palette, whatever the thread count. There are
    never more swatches than asked for, and fewer only with a note.

    Raises RecipeError when the recipe cannot be followed and PictureError when the picture
    gives no colours; both are EngineError, and ValueError.
    """
    recipe = resolve_recipe(recipe)
    sample = source if isinstance(source, Sample) else sample_picture(source)
    bins = _selected(sample.bins(recipe.size or LARGEST), recipe)

    def coherent() -> Floats:
        return sample.coherent(bins)

    size = recipe.size or LARGEST
    elbow: tuple[tuple[int, float], ...] = ()
    if recipe.size is None and not METHODS[recipe.method].finds_size:
        size, elbow = _elbow(bins, recipe, coherent)
    swatches = swatches_of(bins, _grouped(bins, recipe, size, coherent), recipe)
    notes = [*sample.notes]
    if recipe.size is not None and len(swatches) < recipe.size:
        notes.insert(0, _shortfall(len(swatches), recipe))
    return ExtractedPalette(
        swatches,
        recipe,
        "; ".join(notes),
        elbow,
        measuring=lambda: measure(bins, coherent(), swatches),
        fitting=lambda: fit_of(bins, swatches),
    )


def seed_unsteadiness(
    source: Source | Sample, recipe: str | Recipe = DEFAULT_RECIPE, seeds: int = 5
) -> float:
    """How far palettes made with other seeds lie apart, in OKLab; 0 when seeds do not matter.

    Only a method that is ``seeded`` is run, once for each of ``seeds``. Raises as extract_palette.
    """
    recipe = resolve_recipe(recipe)
    if not METHODS[recipe.method].seeded:
        return 0.0
    sample = source if isinstance(source, Sample) else sample_picture(source)
    return unsteadiness(
        [extract_palette(sample, recipe.with_options(seed=seed)).swatches for seed in range(seeds)]
    )


def _selected(bins: Bins, recipe: Recipe) -> Bins:
    if recipe.darkest == 0 and recipe.brightest == 1:
        return bins
    lightness = bins.coordinates("oklab")[:, 0]
    keep = (lightness >= recipe.darkest) & (lightness <= recipe.brightest)
    if not keep.any():
        raise NothingLeftError(
            "every colour of the picture is darker than darkest or lighter than brightest; "
            "widen them"
        )
    return bins.only(keep)


def _grouped(bins: Bins, recipe: Recipe, size: int, coherent: Callable[[], Floats]) -> Groups:
    method, difference = METHODS[recipe.method], DIFFERENCES[recipe.difference]
    home = difference.home or recipe.space
    task = Task(
        points=bins.coordinates(recipe.space),
        measured=bins.coordinates(home),
        weights=bins.weights,
        difference=difference,
        span=difference.span(SPACES[home]),
        size=min(size, len(bins)),
        seed=recipe.seed,
        coherent=coherent,
    )
    defaults = {parameter.key: parameter.default for parameter in method.parameters}
    return method.group(task, **(defaults | dict(recipe.parameters)))


def _elbow(
    bins: Bins, recipe: Recipe, coherent: Callable[[], Floats]
) -> tuple[int, tuple[tuple[int, float], ...]]:
    """Find the size after which more colours stop helping, and the fit at each size tried.

    The elbow is the size farthest under the straight line from the first fit to the last
    (V. Satopaa and others, Finding a "kneedle" in a haystack, 2011).
    """
    sizes = [size for size in AUTO_SIZES if size <= len(bins)]
    oklab, fits = bins.coordinates("oklab"), []
    for size in sizes:
        groups = _grouped(bins, recipe, size, coherent)
        centres = group_means(oklab, bins.weights, groups.labels, len(groups.centres))
        away = np.sqrt(squared_distances(oklab, centres).min(axis=1))
        fits.append(round(float((bins.weights * away).sum()), 6))
    drop = (fits[0] - np.array(fits)) / max(fits[0] - fits[-1], 1e-9)
    along = np.array(sizes) / AUTO_SIZES[-1]
    return sizes[int(np.argmax(drop - along))], tuple(zip(sizes, fits, strict=True))


def _shortfall(found: int, recipe: Recipe) -> str:
    reason = "the method found" if METHODS[recipe.method].finds_size else "the picture holds"
    return f"{found} of {recipe.size}: {reason} no more"
