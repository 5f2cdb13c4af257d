"""From a picture and a recipe to a palette."""

from collections.abc import Callable
from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Floats, Ints, squared_distances
from palettes.engine.bins import COORDINATE_DIGITS, Bins
from palettes.engine.differences import DIFFERENCES
from palettes.engine.errors import (
    BadOptionError,
    ImpossibleRecipeError,
    NothingLeftError,
    UnknownDifferenceError,
    UnknownMethodError,
    UnknownSpaceError,
    choices,
)
from palettes.engine.methods import METHODS, Groups, Method, Task
from palettes.engine.recipe import LARGEST, Recipe
from palettes.engine.sampling import Sample, Source, sample_picture
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import ExtractedPalette, Measures, Swatch, hex_of, rounded_shares

DEFAULT_RECIPE: Final = "kmeans-oklab-8"
BINS_SEARCHED: Final = 3


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
    groups = _grouped(bins, recipe, lambda: sample.coherent(bins))
    swatches = _swatches(bins, groups, recipe)
    notes = [*sample.notes]
    if recipe.size is not None and len(swatches) < recipe.size:
        notes.insert(0, _shortfall(len(swatches), recipe))
    return ExtractedPalette(swatches, recipe, _measures(bins, swatches), "; ".join(notes))


def resolve_recipe(recipe: str | Recipe) -> Recipe:
    """Look a recipe's parts up in the tables and give it in its canonical form.

    The method's own parameters are read into their types, and left out at their defaults.

    Raises one of the children of RecipeError, all of them possible here;
    ImpossibleRecipeError is for parts that exist but do not go together.
    """
    if isinstance(recipe, str):
        recipe = Recipe.parse(recipe)
    if recipe.method not in METHODS:
        raise UnknownMethodError(f"there is no method {recipe.method!r}; choose {choices(METHODS)}")
    if recipe.space not in SPACES:
        raise UnknownSpaceError(
            f"there is no colour space {recipe.space!r}; choose {choices(SPACES)}"
        )
    if recipe.difference not in DIFFERENCES:
        raise UnknownDifferenceError(
            f"there is no difference {recipe.difference!r}; choose {choices(DIFFERENCES)}"
        )
    method = METHODS[recipe.method]
    _check_possible(method, recipe)
    known = {parameter.key: parameter for parameter in method.parameters}
    given = {}
    for key, value in recipe.parameters:
        if key not in known:
            shared = ("difference", "darkest", "brightest", "seed", "snap")
            raise BadOptionError(
                f"{method.key} has no option {key!r}; choose {choices([*shared, *known])}"
            )
        number = known[key].read(value)
        if number != known[key].default:
            given[key] = number
    return recipe.with_options(parameters=tuple(given.items()))


def _check_possible(method: Method, recipe: Recipe) -> None:
    if method.spaces and recipe.space not in method.spaces:
        raise ImpossibleRecipeError(
            f"{method.key} works in {choices(method.spaces)} only, not in {recipe.space}"
        )
    if method.differences and recipe.difference not in method.differences:
        raise ImpossibleRecipeError(
            f"{method.key} can only use the difference {choices(method.differences)}, "
            f"not {recipe.difference}"
        )
    if recipe.size is None and not method.finds_size:
        able = [key for key, other in METHODS.items() if other.finds_size]
        raise ImpossibleRecipeError(
            f"{method.key} needs a size from 1 to {LARGEST}; auto is for {choices(able)}"
        )
    if DIFFERENCES[recipe.difference].opponent_only and not SPACES[recipe.space].opponent:
        able = [key for key, space in SPACES.items() if space.opponent]
        raise ImpossibleRecipeError(
            f"{recipe.difference} needs a space of lightness and chroma: {choices(able)}"
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


def _grouped(bins: Bins, recipe: Recipe, coherent: Callable[[], Floats]) -> Groups:
    method, difference = METHODS[recipe.method], DIFFERENCES[recipe.difference]
    home = difference.home or recipe.space
    task = Task(
        points=bins.coordinates(recipe.space),
        measured=bins.coordinates(home),
        weights=bins.weights,
        difference=difference,
        span=difference.span(SPACES[home]),
        size=min(recipe.size or LARGEST, len(bins)),
        seed=recipe.seed,
        coherent=coherent,
    )
    defaults = {parameter.key: parameter.default for parameter in method.parameters}
    return method.group(task, **(defaults | dict(recipe.parameters)))


def _swatches(bins: Bins, groups: Groups, recipe: Recipe) -> tuple[Swatch, ...]:
    """One swatch a group, the same hex merged, ordered by share and then by hex."""
    mass = np.bincount(groups.labels, bins.weights, minlength=len(groups.centres))
    colours = _snapped(bins, groups, recipe) if recipe.snap else _nearest_bytes(groups, recipe)
    shares: dict[str, float] = {}
    accents: dict[str, bool] = {}
    for rgb, share, accent in zip(colours, mass, groups.accents, strict=True):
        if share > 0:
            key = hex_of(rgb)
            shares[key] = shares.get(key, 0.0) + float(share)
            accents[key] = accents.get(key, False) or bool(accent)
    rounded = rounded_shares(np.array(list(shares.values())))
    swatches = [
        Swatch(key, share, accents[key]) for key, share in zip(shares, rounded, strict=True)
    ]
    return tuple(sorted(swatches, key=lambda swatch: (-swatch.share, swatch.hex)))


def _snapped(bins: Bins, groups: Groups, recipe: Recipe) -> Bytes:
    """Give each group's centre (k, 3) as the nearest colour among its own pixels.

    Looked for in the few bins of the group that are nearest to the centre.
    """
    near = _nearest_bins(bins, groups, recipe)
    pixels, places = bins.pixels_in(near)
    owners = groups.labels[places]
    missing = np.setdiff1d(groups.labels[near], owners)
    for group in missing:
        only = near[groups.labels[near] == group][0]
        pixels = np.vstack([pixels, bins.real(int(only))])
        owners = np.append(owners, group)
    step = SPACES[recipe.space].from_rgb(pixels / 255) - groups.centres[owners]
    order = np.lexsort((np.round((step * step).sum(axis=1), COORDINATE_DIGITS), owners))
    firsts = np.searchsorted(owners[order], np.arange(len(groups.centres)))
    return pixels[order[np.minimum(firsts, len(order) - 1)]]


def _nearest_bins(bins: Bins, groups: Groups, recipe: Recipe) -> Ints:
    """Bins (b,) that are among the ``BINS_SEARCHED`` of their group nearest to its centre."""
    step = bins.coordinates(recipe.space) - groups.centres[groups.labels]
    order = np.lexsort(((step * step).sum(axis=1), groups.labels))
    labels = groups.labels[order]
    rank = np.arange(len(order)) - np.searchsorted(labels, labels)
    return order[rank < BINS_SEARCHED]


def _nearest_bytes(groups: Groups, recipe: Recipe) -> Bytes:
    rgb = np.clip(SPACES[recipe.space].to_rgb(groups.centres), 0.0, 1.0)
    return np.round(rgb * 255).astype(np.uint8)


def _measures(bins: Bins, swatches: tuple[Swatch, ...]) -> Measures:
    """Mean and 95th percentile of the OKLab distance from bins to swatches, by weight."""
    palette: Floats = np.array([swatch.oklab for swatch in swatches])
    away = np.sqrt(squared_distances(bins.coordinates("oklab"), palette).min(axis=1))
    order = np.argsort(away, kind="stable")
    reached = np.searchsorted(np.cumsum(bins.weights[order]), 0.95)
    p95 = away[order[min(int(reached), len(order) - 1)]]
    return Measures(round(float((bins.weights * away).sum()), 6), round(float(p95), 6))


def _shortfall(found: int, recipe: Recipe) -> str:
    reason = "the method found" if METHODS[recipe.method].finds_size else "the picture holds"
    return f"{found} of {recipe.size}: {reason} no more"
