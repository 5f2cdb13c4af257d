"""The colours of a still or film, weighted: what the charts are drawn of. No decode is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from palettes.engine import SPACES, Sample

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cloud:
    """Colours ``rgb`` (n, 3) in 8-bit sRGB with ``weights`` (n,) that sum to 1.

    ``stills`` says how many stills they come from, each counting the same.
    """

    rgb: NDArray[np.uint8]
    weights: Floats
    stills: int = 1

    @cached_property
    def lab(self) -> Floats:
        """OKLab (n, 3)."""
        return SPACES["oklab"].from_rgb(self.rgb / 255)

    @cached_property
    def lightness(self) -> Floats:
        """OKLab L (n,), 0..1."""
        return self.lab[:, 0]

    @cached_property
    def chroma(self) -> Floats:
        """OKLab chroma (n,)."""
        chroma: Floats = np.hypot(self.lab[:, 1], self.lab[:, 2])
        return chroma

    @cached_property
    def hue(self) -> Floats:
        """OKLab hue (n,) in degrees, 0..360."""
        hue: Floats = np.degrees(np.arctan2(self.lab[:, 2], self.lab[:, 1])) % 360
        return hue

    def quantiles(self, values: Floats, at: Sequence[float]) -> list[float]:
        """Weighted quantiles of ``values`` (n,)."""
        order = np.argsort(values, kind="stable")
        reached = np.cumsum(self.weights[order])
        places = np.searchsorted(reached, np.asarray(at) * reached[-1])
        return [float(v) for v in values[order[np.minimum(places, len(order) - 1)]]]

    def mean(self, values: Floats) -> float:
        """The weighted mean of ``values`` (n,)."""
        return float(values @ self.weights)


def join(samples: Sequence[Sample]) -> Cloud | None:
    """One cloud of several stills' samples; None of none."""
    clouds = [cloud_of(sample) for sample in samples]
    if not clouds:
        return None
    return Cloud(
        np.concatenate([cloud.rgb for cloud in clouds]),
        np.concatenate([cloud.weights for cloud in clouds]) / len(clouds),
        len(clouds),
    )


def cloud_of(sample: Sample) -> Cloud:
    """The cloud of one still's sample, as ``palettes.making.pools`` keeps it."""
    weights = sample.weights if sample.weights is not None else np.ones(len(sample.pixels))
    return Cloud(sample.pixels, weights / weights.sum())


def hexes(lab: Floats) -> list[str]:
    """``#rrggbb`` of each OKLab row, clipped to sRGB."""
    rgb = np.clip(SPACES["oklab"].to_rgb(lab), 0, 1)
    digits = np.round(rgb * 255).astype(np.uint8).tobytes().hex()
    return [f"#{digits[at : at + 6]}" for at in range(0, len(digits), 6)]
