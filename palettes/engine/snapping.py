"""From groups of colours to swatches, each a colour that is really in the picture."""

from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Ints
from palettes.engine.bins import COORDINATE_DIGITS, Bins
from palettes.engine.methods import Groups
from palettes.engine.recipe import Recipe
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch, hex_of, rounded_shares

BINS_SEARCHED: Final = 3


def swatches_of(bins: Bins, groups: Groups, recipe: Recipe) -> tuple[Swatch, ...]:
    """Make one swatch a group, the same hex merged, ordered by share and then by hex."""
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
    wanted = np.bincount(groups.labels[near], minlength=len(groups.centres)) > 0
    seen = np.bincount(owners, minlength=len(groups.centres)) > 0
    for group in np.flatnonzero(wanted & ~seen):
        only = near[groups.labels[near] == group][0]
        pixels = np.vstack([pixels, bins.real(int(only))])
        owners = np.append(owners, group)
    step = SPACES[recipe.space].from_bytes(pixels) - groups.centres[owners]
    away = np.round(np.einsum("nd,nd->n", step, step), COORDINATE_DIGITS)
    own = owners == np.arange(len(groups.centres))[:, None]
    nearest: Bytes = pixels[np.where(own, away, np.inf).argmin(axis=1)]
    return nearest


def _nearest_bins(bins: Bins, groups: Groups, recipe: Recipe) -> Ints:
    """Bins (b,) that are among the ``BINS_SEARCHED`` of their group nearest to its centre."""
    size, many = len(groups.centres), len(bins)
    step = bins.coordinates(recipe.space) - groups.centres[groups.labels]
    step *= step
    own = groups.labels == np.arange(size)[:, None]
    away = np.where(own, step.sum(axis=1), np.inf)
    rows, found = np.arange(size), []
    for _ in range(min(BINS_SEARCHED, many)):
        near = away.argmin(axis=1)
        found.append(near[away[rows, near] < np.inf])
        away[rows, near] = np.inf
    return np.concatenate(found)


def _nearest_bytes(groups: Groups, recipe: Recipe) -> Bytes:
    rgb = np.clip(SPACES[recipe.space].to_rgb(groups.centres), 0.0, 1.0)
    return np.round(rgb * 255).astype(np.uint8)
