"""Accents: a palette that fits the whole picture and keeps its small prominent colours."""

from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from palettes.engine.arrays import Flags, Floats
from palettes.engine.methods.base import Groups, Method, Task
from palettes.engine.methods.medians import (
    Reals,
    distances,
    mean_distance,
    median_step,
    medians,
    nearest,
    removal_costs,
)
from palettes.engine.methods.prominence import Candidates, Weights, find_candidates
from palettes.engine.recipe import Value

COVERED: Final = 0.975
"""The share of the picture, in its most common colours, that the base palette is fitted to."""

REJECTIONS: Final = 1
REFINEMENTS: Final = 2
POLISH: Final = 2
HOPE: Final = 0.05
"""How much refining may improve the fit, at most: what is worse than that is not refined."""

LARGEST_ACCENT: Final = 0.05


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """A palette in the making: ``centres`` (3, k), which are pins (k,), where pins were set
    (3, k), how far they may move (k,), and the mean distance of the picture.
    """

    centres: Reals
    pins: Flags
    homes: Reals
    leash: Reals
    error: float

    def with_pin(self, pin: Reals, leash: float, points: Reals, weights: Reals) -> "Draft":
        """Put ``pin`` (3, 1) in and drop the free centre that is missed least."""
        centres = np.concatenate([self.centres, pin], axis=1)
        pins = np.append(self.pins, True)
        away = distances(points, centres)
        labels, near = nearest(away)
        costs = removal_costs(away, weights, labels, near)
        costs[pins] = np.inf
        dropped = int(np.argmin(costs))
        error = float((near * weights).sum()) + float(costs[dropped])
        keep = np.arange(len(pins)) != dropped
        centres = centres[:, keep]
        homes = np.concatenate([self.homes, pin], axis=1)[:, keep]
        leashes = np.append(self.leash, np.float32(leash))[keep]
        return Draft(centres, pins[keep], homes, leashes, error)

    def refined(self, points: Reals, weights: Reals, steps: int) -> "Draft":
        """Move centres to their medians; pins only as far as their leash."""
        centres = self.centres
        for _ in range(steps):
            centres = median_step(points, weights, centres)
            step = centres[:, self.pins] - self.homes[:, self.pins]
            length = np.sqrt((step * step).sum(axis=0))
            step *= np.minimum(1, self.leash[self.pins] / np.maximum(length, 1e-6))
            centres[:, self.pins] = self.homes[:, self.pins] + step
        error = mean_distance(points, weights, centres)
        return Draft(centres, self.pins, self.homes, self.leash, error)


def draw(points: Floats, weights: Floats, coherent: Floats, size: int, k: Weights) -> Draft:
    """Draw a palette of ``size`` colours.

    ``points`` (n, 3) are OKLab, ``weights`` (n,) their shares and ``coherent`` (n,) the part of
    each share that belongs to something compact.
    """
    everything = np.ascontiguousarray(points.T, dtype=np.float32)
    order = np.argsort(-weights, kind="stable")
    count = int(np.searchsorted(np.cumsum(weights[order]), COVERED)) + 1
    common = order[: max(count, 4 * size)]
    heavy, mass = everything[:, common], weights[common].astype(np.float32)
    base = medians(heavy, mass, size)
    free = np.zeros(size, dtype=bool)
    draft = Draft(base, free, base, free.astype(np.float32), mean_distance(heavy, mass, base))
    candidates = find_candidates(everything, coherent.astype(np.float32), k)
    if candidates is None:
        return draft
    return _pinned(draft, candidates, heavy, mass, k)


def _pinned(
    draft: Draft, candidates: Candidates, points: Reals, weights: Reals, k: Weights
) -> Draft:
    """Set pins one by one, the most prominent first, while each is worth its price."""
    size, rejected = len(draft.pins), 0
    while rejected < REJECTIONS and draft.pins.sum() < size - 1:
        scores = candidates.scores(draft.centres, k)
        best = int(np.argmax(scores))
        score = float(scores[best])
        if score <= k.least_score:
            break
        leash = k.pin_move * min(1.0, float(candidates.mass[best]) / k.pin_mass)
        tried = draft.with_pin(candidates.pin(best, scores, k), leash, points, weights)
        price = k.price_each + k.price_more * (2 * int(draft.pins.sum()) + 1) / size
        worth = min(score, k.full_score) - price
        candidates.hush(best, k)
        if worth > k.price_fit * (_loss(draft, tried) - HOPE):
            tried = tried.refined(points, weights, REFINEMENTS)
        if worth > k.price_fit * _loss(draft, tried):
            draft, rejected = tried, 0
        else:
            rejected += 1
    return draft.refined(points, weights, POLISH) if draft.pins.any() else draft


def _loss(before: Draft, after: Draft) -> float:
    """Fidelity lost, as the logarithm of the ratio of errors."""
    return log(max(after.error, 1e-4) / max(before.error, 1e-4))


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
        coherent = task.coherent() * task.weights
        draft = draw(task.points, task.weights, coherent, task.size, Weights())
        away = distances(np.ascontiguousarray(task.points.T, dtype=np.float32), draft.centres)
        labels, _ = nearest(away)
        shares = np.bincount(labels, task.weights, minlength=task.size)
        accents = draft.pins & (shares <= LARGEST_ACCENT)
        return Groups(labels, draft.centres.T.astype(np.float64), accents)
