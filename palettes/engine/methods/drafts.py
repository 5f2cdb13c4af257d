"""A palette in the making: centres that fit the picture, and pins that hold one colour each."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from palettes.engine.arrays import Flags
from palettes.engine.methods.medians import Reals, distances, mean_distance, median_step, medians
from palettes.engine.methods.merging import Colours

NO_MOVE: Final = np.float32(1e-6)
"""What a move is divided by at least."""


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """``centres`` (3, k), which of them are pins (k,), where those were set (3, k) and how far
    they may move (k,), and the distances ``away`` (k, n) from the centres to ``colours``.
    """

    colours: Colours
    centres: Reals
    pins: Flags
    homes: Reals
    leash: Reals
    away: Reals

    @classmethod
    def fitted(cls, colours: Colours, size: int) -> "Draft":
        """Fit ``size`` free centres to ``colours``."""
        centres = medians(colours.points, colours.weights, size)
        away = distances(colours.points, centres)
        leash = np.full(size, np.inf, dtype=np.float32)
        return cls(colours, centres, leash < 0, centres, leash, away)

    def error(self) -> float:
        """Mean distance of the colours to their nearest centre."""
        return max(mean_distance(self.colours.weights, self.away), 1e-4)

    def with_pin(self, pin: Reals, row: Reals, leash: float, place: int) -> "Draft":
        """Put ``pin`` (3, 1), with its distances ``row`` (1, n), in the ``place`` of a centre."""
        centres, homes, away = self.centres.copy(), self.homes.copy(), self.away.copy()
        pins, leashes = self.pins.copy(), self.leash.copy()
        centres[:, place] = homes[:, place] = pin[:, 0]
        away[place], pins[place], leashes[place] = row[0], True, leash
        return Draft(self.colours, centres, pins, homes, leashes, away)

    def without(self, pins: Flags) -> "Draft":
        """Let ``pins`` (k,) go: their centres may move as any other."""
        leash = np.where(pins, np.float32(np.inf), self.leash)
        held = self.pins & ~pins
        return Draft(self.colours, self.centres, held, self.homes, leash, self.away)

    def seen_by(self, colours: Colours) -> "Draft":
        """Give the same centres beside other ``colours``."""
        if colours is self.colours:
            return self
        away = distances(colours.points, self.centres)
        return Draft(colours, self.centres, self.pins, self.homes, self.leash, away)

    def refined(self, steps: int) -> "Draft":
        """Move centres to their medians; pins only as far as their leash."""
        points, masses = self.colours.points, self.colours.masses
        centres, away = self.centres, self.away
        pinned = bool(self.pins.any())
        for _ in range(steps):
            centres = median_step(masses, centres, away)
            if pinned:
                step = centres - self.homes
                length = np.sqrt(np.einsum("dk,dk->k", step, step))
                step *= np.minimum(1, self.leash / np.maximum(length, NO_MOVE))
                centres = self.homes + step
            away = distances(points, centres)
        return Draft(self.colours, centres, self.pins, self.homes, self.leash, away)
