"""Prominence: how much a small colour stands out, and what makes it do so.

A colour stands out by its *vividness* (chroma, counted more in the dark, or light far above
the rest), by the *mass* that gathers around it in coherent pixels, and by its *novelty*: how
far it is from what the palette already holds, in a space of its own where lightness counts
less, so that a shaded object is one thing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.engine.arrays import Flags
from palettes.engine.methods.medians import Reals, distances, masses_of, two_nearest


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of prominence, learnt on stills with objects put into them."""

    # Vividness
    knee: float = 0.0697
    gain: float = 1.69
    dark_gain: float = 0.259
    dark_below: float = 0.116
    black: float = 0.0697
    lightness: float = 0.753
    least_vivid: float = 0.0596
    white_from: float = 0.75
    white_full: float = 0.87
    white_gain: float = 0.14
    # Mass
    reach: float = 0.122
    shading: float = 0.316
    enough: float = 0.00371
    growth: float = 0.281
    crowd: float = 0.0243
    least: float = 0.00021
    least_white: float = 0.0019
    # Novelty
    other_hue: float = 0.263
    known: float = 0.0298
    # Acceptance
    least_score: float = 0.0469
    full_score: float = 0.276
    price_each: float = 0.0211
    price_more: float = 0.0154
    price_fit: float = 0.239
    # The pin
    pin_reach: float = 0.118
    pin_alike: float = 0.17
    pin_power: float = 1.19
    pin_move: float = 0.0717
    pin_mass: float = 0.0861
    hush: float = 0.0994
    let_go: float = 0.08
    # What makes way
    keep: float = 0.818
    keep_pin: float = 0.107
    # Marking
    mark: float = 0.055


MOST_CANDIDATES: Final = 192
FARTHEST: Final = 0.5
"""A colour is as good as gone when what stands for it is so far off in prominence space."""


def vividness(points: Reals, k: Weights) -> tuple[Reals, Reals]:
    """Vividness (n,) of OKLab ``points`` (3, n), and the points (3, n) in prominence space.

    Chroma is compressed by asinh, raised in the dark and brought to nothing towards black.
    """
    light, a, b = points
    chroma = np.sqrt(a * a + b * b)
    gain = 1 + k.dark_gain * np.minimum(np.maximum((k.dark_below - light) / 0.3, 0), 1)
    gain *= np.minimum(np.maximum((light - k.black) / 0.12, 0), 1)
    vivid = k.gain * k.knee * np.arcsinh(chroma * gain / k.knee)
    spots = points * (vivid / np.maximum(chroma, 1e-6))
    spots[0] = k.lightness * light
    return vivid, spots


@dataclass(eq=False, slots=True)
class Candidates:
    """Colours that may become accents.

    ``points`` (3, n) are OKLab, ``spots`` (3, n) the same in prominence space, ``hues`` (2, n)
    what a colour's own a and b there are multiplied by to say how alike the hues are, and
    ``strange`` (n,) how much farther another hue is; ``mass`` and ``force`` (n,) the coherent
    share that gathers around them and how loudly they speak; ``pull`` (n,) weighs them when a
    pin is placed; ``open`` (n,) is 0 for those tried already.
    """

    points: Reals
    spots: Reals
    hues: Reals
    strange: Reals
    mass: Reals
    force: Reals
    pull: Reals
    open: Reals

    def beside(self, palette: Reals, k: Weights) -> Reals:
        """How new candidates are beside each colour of ``palette`` (3, k): distances (k, n).

        A greyer or other-hued neighbour leaves a colour newer.
        """
        _, spots = vividness(palette, k)
        alike = spots[1][:, None] * self.hues[0]
        alike += spots[2][:, None] * self.hues[1]
        strange = np.minimum(np.maximum(1 - alike, 0), 1)
        away = distances(self.spots, spots)
        away *= 1 + self.strange * strange
        return away

    def scores(self, held: Reals, k: Weights) -> Reals:
        """Prominence (n,) of what is open, beside a palette at distances ``held`` (k, n)."""
        novelty = np.maximum(np.minimum.reduce(held, axis=0) - k.known, 0)
        scores: Reals = self.force * self.open * novelty
        return scores

    def lost(self, held: Reals, k: Weights) -> Reals:
        """The most prominence (k,) that would go with each colour at distances ``held`` (k, n)."""
        own, near, second = two_nearest(held)
        known = np.maximum(near, k.known)
        gone = self.force * np.maximum(np.minimum(second, FARTHEST) - known, 0)
        lost: Reals = np.where(own, gone, 0).max(axis=1)
        return lost

    def pin(self, index: int, scores: Reals, k: Weights) -> Reals:
        """Place a pin (3, 1) near candidate ``index``: two steps of a mean shift.

        Only what is like it in prominence space counts, so that a dark red and a dark blue do not
        share a pin between them. Weighted by ``scores`` (n,), so that a large area nearby, which
        the palette holds already, does not draw the pin off its object.
        """
        place = self.points[:, [index]]
        alike = distances(self.spots, self.spots[:, [index]])[0] < k.pin_alike
        masses = masses_of(self.points, self.pull * scores * alike)
        for _ in range(2):
            pull = masses * (distances(self.points, place)[0] < k.pin_reach)
            sums = np.add.reduce(pull, axis=1)
            place = (sums[:3] / sums[3])[:, None]
        return place

    def hush(self, index: int, k: Weights) -> None:
        """Silence what is close to candidate ``index``, tried once."""
        self.open[distances(self.spots, self.spots[:, [index]])[0] < k.hush] = 0


def _within(points: Reals, reach: float) -> Flags:
    """Which ``points`` (3, n) are within ``reach`` of each other (n, n).

    Axis by axis, in place: all at once it takes three times the memory, and longer.
    """
    total = np.square(points[0][:, None] - points[0])
    step = np.empty_like(total)
    for axis in points[1:]:
        np.subtract(axis[:, None], axis, out=step)
        step *= step
        total += step
    near: Flags = total < reach * reach
    return near


def find_candidates(points: Reals, coherent: Reals, k: Weights) -> Candidates | None:
    """Find candidates among OKLab ``points`` (3, n); None when nothing is vivid.

    ``coherent`` (n,) is the share of the picture in coherent pixels of each colour.
    """
    vivid, spots = vividness(points, k)
    glow = k.white_gain * np.clip((points[0] - k.white_from) / (k.white_full - k.white_from), 0, 1)
    voice = np.maximum(vivid, glow)
    chosen = np.flatnonzero((voice > k.least_vivid) & (coherent > 0))
    if len(chosen) > MOST_CANDIDATES:
        loud = (coherent * voice)[chosen]
        chosen = chosen[np.sort(np.argpartition(loud, -MOST_CANDIDATES)[-MOST_CANDIDATES:])]
    if not len(chosen):
        return None
    points, spots, white = points[:, chosen], spots[:, chosen], (glow > vivid)[chosen]
    share, voice = coherent[chosen], voice[chosen]
    hues: Reals = (spots[1:] / np.maximum(vivid[chosen] ** 2, 1e-6)).astype(np.float32)
    strange = np.where(white, 0, k.other_hue).astype(np.float32)
    flat = spots * np.array([[k.shading], [1], [1]], dtype=np.float32)
    mass = np.einsum("nm,m->n", _within(flat, k.reach), share)
    force = 100 * np.minimum(mass, k.enough) ** k.growth * (voice - k.least_vivid)
    force *= np.minimum(1, np.sqrt(k.crowd / mass))
    force[mass < np.where(white, k.least_white, k.least)] = 0
    pull = share * voice**k.pin_power
    return Candidates(points, spots, hues, strange, mass, force, pull, np.ones_like(mass))
