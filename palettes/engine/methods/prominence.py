"""Prominence: how much a small colour stands out, and what makes it do so.

A colour stands out by its *vividness* (chroma, counted more in the dark, or light far above
the rest), by the *mass* that gathers around it in coherent pixels, and by its *novelty*: how
far it is from what the palette already holds, in a space of its own where lightness counts
less, so that a shaded object is one thing.
"""

from dataclasses import dataclass

import numpy as np

from palettes.engine.arrays import Flags
from palettes.engine.methods.medians import Reals, distances


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of prominence, learnt on stills with objects put into them."""

    # Vividness
    knee: float = 0.118
    gain: float = 1.23
    dark_gain: float = 0.541
    dark_below: float = 0.196
    black: float = 0.0712
    lightness: float = 1.08
    least_vivid: float = 0.0731
    white_from: float = 0.629
    white_full: float = 0.944
    white_gain: float = 0.111
    # Mass
    reach: float = 0.0934
    shading: float = 0.477
    enough: float = 0.00257
    growth: float = 0.247
    crowd: float = 0.0169
    least: float = 0.000299
    least_white: float = 0.00177
    # Novelty
    other_hue: float = 0.517
    known: float = 0.0655
    # Acceptance
    least_score: float = 0.0299
    full_score: float = 0.278
    price_each: float = 0.0385
    price_more: float = 0.0189
    price_fit: float = 0.31
    # The pin
    pin_reach: float = 0.066
    pin_power: float = 1.01
    pin_move: float = 0.062
    pin_mass: float = 0.0377
    hush: float = 0.0695


MOST_CANDIDATES = 256


def vividness(points: Reals, k: Weights) -> tuple[Reals, Reals]:
    """Vividness (n,) of OKLab ``points`` (3, n), and the points (3, n) in prominence space.

    Chroma is compressed by asinh, raised in the dark and brought to nothing towards black.
    """
    light, a, b = points
    chroma = np.sqrt(a * a + b * b)
    gain = 1 + k.dark_gain * np.clip((k.dark_below - light) / 0.3, 0, 1)
    gain *= np.clip((light - k.black) / 0.12, 0, 1)
    vivid = k.gain * k.knee * np.arcsinh(chroma * gain / k.knee)
    stretch = vivid / np.maximum(chroma, 1e-6)
    return vivid, np.stack([k.lightness * light, a * stretch, b * stretch])


@dataclass(eq=False, slots=True)
class Candidates:
    """Colours that may become accents.

    ``points`` (3, n) are OKLab, ``spots`` (3, n) the same in prominence space; ``vivid``,
    ``mass`` and ``force`` (n,) their vividness, the coherent share that gathers around them and
    how loudly they speak; ``pull`` (n,) weighs them when a pin is placed; ``white`` (n,) marks
    those that stand out by light and not by chroma.
    """

    points: Reals
    spots: Reals
    vivid: Reals
    mass: Reals
    force: Reals
    pull: Reals
    white: Flags

    def scores(self, palette: Reals, k: Weights) -> Reals:
        """Prominence (n,) beside the colours of ``palette`` (3, k)."""
        _, spots = vividness(palette, k)
        away = distances(self.spots, spots)
        labels = away.argmin(axis=0)
        novelty = np.minimum.reduce(away, axis=0)
        near = spots[:, labels]
        alike = near[1] * self.spots[1] + near[2] * self.spots[2]
        alike /= np.maximum(self.vivid * self.vivid, 1e-6)
        strange = np.clip(1 - alike, 0, 1)
        strange[self.white] = 0
        novelty *= 1 + k.other_hue * strange
        scores: Reals = self.force * np.maximum(novelty - k.known, 0)
        return scores

    def pin(self, index: int, scores: Reals, k: Weights) -> Reals:
        """Place a pin (3, 1) near candidate ``index``: two steps of a mean shift.

        Weighted by ``scores`` (n,), so that a large area nearby, which the palette holds
        already, does not draw the pin off its object.
        """
        place = self.points[:, [index]]
        weights = self.pull * scores
        for _ in range(2):
            pull = weights * (distances(self.points, place)[0] < k.pin_reach)
            place = ((self.points * pull).sum(axis=1) / pull.sum())[:, None]
        return place

    def hush(self, index: int, k: Weights) -> None:
        """Silence what is close to candidate ``index``, tried once."""
        self.force[distances(self.spots, self.spots[:, [index]])[0] < k.hush] = 0


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
    flat = spots * np.array([[k.shading], [1], [1]], dtype=np.float32)
    mass = ((distances(flat, flat) < k.reach) * share).sum(axis=1)
    force = 100 * np.minimum(mass, k.enough) ** k.growth * (voice - k.least_vivid)
    force *= np.minimum(1, np.sqrt(k.crowd / mass))
    force[mass < np.where(white, k.least_white, k.least)] = 0
    pull = share * voice**k.pin_power
    return Candidates(points, spots, vivid[chosen], mass, force, pull, white)
