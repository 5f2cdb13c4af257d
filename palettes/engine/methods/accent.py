"""Accents: a palette that fits the whole picture and keeps its small prominent colours."""

from math import log
from typing import Final

import numpy as np

from palettes.engine.arrays import Flags
from palettes.engine.methods.base import Groups, Method, Task
from palettes.engine.methods.drafts import Draft
from palettes.engine.methods.medians import Reals, distances, removal_costs
from palettes.engine.methods.merging import Colours
from palettes.engine.methods.prominence import Candidates, Weights, find_candidates
from palettes.engine.recipe import Value

REFINEMENTS: Final = 2
POLISH: Final = 4
LAST: Final = 3
HOPE: Final = 0.05
"""How much refining may improve the fit, at most: what is worse than that is not refined."""

LARGEST_ACCENT: Final = 0.05
LARGE: Final = 0.08
"""What covers more than this keeps a colour near it, whatever is prominent beside it."""

LEAST: Final = 0.0006
"""A pin that is nearest to less of the picture is not set; refining may take a little off."""

OWN: Final = 0.05
"""OKLab distance to an accent beyond which colours count as twice as far, so that it keeps its
true share: what lies between it and the rest of the palette is mostly not its own."""


def draw(colours: Colours, size: int, k: Weights) -> tuple[Draft, Flags]:
    """Draw a palette of ``size`` colours, and say which of them are prominent (size,)."""
    merged = colours.merged(least=4 * size)
    draft = Draft.fitted(merged, size)
    candidates = find_candidates(merged.points, merged.coherent, k)
    if candidates is None:
        return draft.seen_by(colours).refined(LAST), draft.pins
    draft = _pinned(draft, candidates, k).seen_by(colours).refined(LAST)
    prominent = candidates.lost(candidates.beside(draft.centres, k), k) > k.mark
    return draft, prominent


def _pinned(draft: Draft, candidates: Candidates, k: Weights) -> Draft:
    """Set pins one by one, the most prominent first, until one is not worth its price."""
    size = len(draft.pins)
    held = candidates.beside(draft.centres, k)
    while draft.pins.sum() < _most_pins(size):
        scores = candidates.scores(held, k)
        best = int(np.argmax(scores))
        if scores[best] <= k.least_score:
            break
        pin = candidates.pin(best, scores, k)
        leash = k.pin_move * min(1.0, float(candidates.mass[best]) / k.pin_mass)
        candidates.hush(best, k)
        lost = candidates.lost(np.concatenate([held, candidates.beside(pin, k)]), k)[:size]
        tried = _exchanged(draft, pin, leash, min(float(scores[best]), k.full_score), lost, k)
        if tried is None:
            break
        draft = tried
        held = candidates.beside(draft.centres, k)
    if not draft.pins.any():
        return draft
    return draft.without(candidates.lost(held, k) < k.let_go).refined(POLISH)


def _most_pins(size: int) -> int:
    """Pins a palette of ``size`` has at most: among neon, where everything is vivid, more would
    leave nothing for what is large.
    """
    return max(min(size - 1, 4), size * 5 // 8)


def _far(size: int) -> float:
    """How much farther, in OKLab, the colours of a large area may be from the palette when their
    own colour makes way: a palette of few colours has to give up more.
    """
    return 0.1 + max(0, 8 - size) / 30


def _exchanged(
    draft: Draft, pin: Reals, leash: float, gain: float, lost: Reals, k: Weights
) -> Draft | None:
    """Put ``pin`` (3, 1) in the place of the colour that is missed least; None when not worth it.

    A colour is missed for the fit it gives and for the prominence ``lost`` (k,) with it; a pin
    may make way for a better one. ``gain`` is the new pin's prominence. A pin that would stand
    for next to nothing is passed over: the draft stays.
    """
    size, weights, before = len(draft.pins), draft.colours.weights, draft.error()
    row = distances(draft.colours.points, pin)
    if float(weights[row[0] < np.minimum.reduce(draft.away, axis=0)].sum()) < LEAST:
        return draft
    away = np.concatenate([draft.away, row])
    error, costs = removal_costs(away, weights)
    errors = error + costs[:size]
    fits = k.price_fit * np.log(np.maximum(errors, 1e-4) / before)
    misses = k.keep * np.minimum(lost, k.full_score) + k.keep_pin * draft.pins
    masses = np.bincount(away[:size].argmin(axis=0), weights, size)
    misses += (masses > LARGE) & (costs[:size] > masses * _far(size))
    place = int(np.argmin(fits + misses))
    worth = gain - float(misses[place])
    if not draft.pins[place]:
        pins = int(draft.pins.sum())
        worth -= k.price_each + k.price_more * (2 * pins + 1) / size
    if worth <= float(fits[place]) - k.price_fit * HOPE:
        return None
    tried = draft.with_pin(pin, row, leash, place).refined(REFINEMENTS)
    return tried if worth > k.price_fit * log(tried.error() / before) else None


class Accent(Method):
    """K-medians for the whole, pins for what is small and prominent."""

    key = "accent"
    title = "Accent"
    summary = (
        "Ours: fits the whole picture as closely as k-means and keeps the small colours a person "
        "would name first, when they outweigh the fidelity they cost."
    )
    source = "Chromatheque; k-medians after E. Weiszfeld, 1937, seeds after k-means++, 2007"
    spaces = ("oklab",)

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Draw the palette and give every colour to the nearest centre."""
        colours = Colours.of(task.points, task.weights, task.coherent() * task.weights)
        draft, prominent = draw(colours, task.size, Weights())
        strict = draft.away + np.maximum(draft.away - OWN, 0)
        labels = np.where(prominent[:, None], strict, draft.away).argmin(axis=0)
        accents = prominent & (np.bincount(labels, task.weights, task.size) <= LARGEST_ACCENT)
        labels = np.where(accents[:, None], strict, draft.away).argmin(axis=0)
        return Groups(labels, draft.centres.T.astype(np.float64), accents)
