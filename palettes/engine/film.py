"""A film's palette: its stills pooled, and the accents that pooling would wash out."""

from collections.abc import Sequence
from dataclasses import replace
from math import dist, sqrt
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, squared_distances
from palettes.engine.bins import Bins
from palettes.engine.extraction import DEFAULT_RECIPE, extract_palette
from palettes.engine.measures import fit_of, measure
from palettes.engine.palette import ExtractedPalette
from palettes.engine.recipe import LARGEST, Recipe
from palettes.engine.sampling import Sample, pool_samples
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch, rounded_shares

MOST: Final = 2
"""Accents added to the pooled colours, at most."""

APART: Final = 0.1
"""OKLab distance to every colour the palette holds that makes an accent worth adding."""

ALIKE: Final = 0.08
"""OKLab distance within which accents of two stills are one colour coming back."""

LEAST_SHARE: Final = 0.0005


def extract_film_palette(
    samples: Sequence[Sample],
    recipe: str | Recipe = DEFAULT_RECIPE,
    accents: Sequence[Swatch] | None = None,
) -> ExtractedPalette:
    """Extract a film's palette from its stills' ``samples``, each counting the same.

    To the pooled colours come up to two accents of the stills' own palettes under the same
    recipe: the most chromatic, the farthest from what is there, and those that come back in
    several stills. So there may be two swatches more than the recipe's size; every share is
    the share of the whole film. ``accents`` are those of the stills' palettes where they are
    known; else they are extracted.

    Raises EmptyPictureError without samples, else what extract_palette raises.
    """
    pool = pool_samples(samples)
    pooled = extract_palette(pool, recipe)
    if accents is None:
        accents = [accent for one in samples for accent in extract_palette(one, recipe).accents]
    bins = pool.bins(LARGEST)
    added = _added(bins, pooled.swatches, accents)
    if not added:
        return pooled
    swatches = _with_shares(bins, [*pooled.swatches, *added])
    return replace(
        pooled,
        swatches=swatches,
        measuring=lambda: measure(bins, pool.coherent(bins), swatches),
        fitting=lambda: fit_of(bins, swatches),
    )


def _added(bins: Bins, pooled: Sequence[Swatch], accents: Sequence[Swatch]) -> list[Swatch]:
    """At most MOST of ``accents``, each worth it beside all before it; they have no shares yet."""
    found, colours = list(accents), list(pooled)
    for _ in range(MOST):
        best = max(found, key=lambda accent: _worth(accent, colours, found), default=None)
        if best is None or _worth(best, colours, found) <= 0:
            break
        colours.append(Swatch(best.hex, 0.0, True))
        if _shares(bins, colours)[len(pooled) :].min() < LEAST_SHARE:
            colours.pop()  # too little of its own, or it leaves too little to the one before
            found = [accent for accent in found if accent.hex != best.hex]
    return colours[len(pooled) :]


def _worth(accent: Swatch, colours: Sequence[Swatch], found: Sequence[Swatch]) -> float:
    """How much an accent adds: 0 or less when the palette holds its like."""
    away = min(dist(accent.oklab, colour.oklab) for colour in colours)
    times = sum(dist(accent.oklab, other.oklab) < ALIKE for other in found)
    return (min(away, 0.3) - APART) * accent.oklch[1] * sqrt(times)


def _shares(bins: Bins, colours: Sequence[Swatch]) -> Floats:
    """The film's share (k,) of each colour: the mass of the bins nearest to it in OKLab."""
    rgb = np.array([colour.rgb for colour in colours]) / 255
    away = squared_distances(bins.coordinates("oklab"), SPACES["oklab"].from_rgb(rgb))
    shares: Floats = np.bincount(away.argmin(axis=1), bins.weights, minlength=len(colours)).astype(
        np.float64
    )
    return shares


def _with_shares(bins: Bins, colours: Sequence[Swatch]) -> tuple[Swatch, ...]:
    shares = _shares(bins, colours)
    kept = [(colour, share) for colour, share in zip(colours, shares, strict=True) if share > 0]
    rounded = rounded_shares(np.array([share for _, share in kept]))
    swatches = [
        Swatch(colour.hex, share, colour.accent)
        for (colour, _), share in zip(kept, rounded, strict=True)
    ]
    return tuple(sorted(swatches, key=lambda swatch: (-swatch.share, swatch.hex)))
