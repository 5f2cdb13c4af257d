"""A palette in the making: centres that fit the picture, and pins that hold one colour each."""

from dataclasses import dataclass

import numpy as np

from palettes.engine.arrays import Flags
from palettes.engine.methods.medians import Reals, distances, mean_distance, median_step, medians
from palettes.engine.methods.merging import Colours


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
        leash = np.zeros(size, dtype=np.float32)
        return cls(colours, centres, leash > 0, centres, leash, away)

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

    def seen_by(self, colours: Colours) -> "Draft":
        """Give the same centres beside other ``colours``."""
        if colours is self.colours:
            return self
        away = distances(colours.points, self.centres)
        return Draft(colours, self.centres, self.pins, self.homes, self.leash, away)

    def refined(self, steps: int) -> "Draft":
        """Move centres to their medians; pins only as far as their leash."""
        points, weights = self.colours.points, self.colours.weights
        centres, away, pins = self.centres, self.away, np.flatnonzero(self.pins)
        for _ in range(steps):
            centres = median_step(points, weights, centres, away)
            step = centres[:, pins] - self.homes[:, pins]
            length = np.sqrt((step * step).sum(axis=0))
            step *= np.minimum(1, self.leash[pins] / np.maximum(length, 1e-6))
            centres[:, pins] = self.homes[:, pins] + step
            away = distances(points, centres)
        return Draft(self.colours, centres, self.pins, self.homes, self.leash, away)
