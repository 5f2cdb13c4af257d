"""A picture read once, in the form that every recipe works from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from palettes.engine.arrays import Bytes, Flags, Floats
from palettes.engine.bars import Box, picture_box
from palettes.engine.bins import Bins, coarse_bins, fine_bins
from palettes.engine.coherence import coherent_pixels
from palettes.engine.decoding import Decoded, Source, decode
from palettes.engine.errors import EmptyPictureError, UnreadablePictureError
from palettes.engine.fingerprint import column_of
from palettes.engine.keys import Keys, keys_of
from palettes.engine.recipe import LARGEST

__all__ = ["Sample", "Source", "check_samples", "pool_samples", "sample_decoded", "sample_picture"]

ENOUGH_BINS: Final = 4
"""Coarse bins per colour asked for; with fewer, the fine ones are used."""


@dataclass(frozen=True, eq=False)
class Sample:
    """A picture's colours, without its bars and its transparent pixels.

    ``pixels`` (n, 3) are 8-bit sRGB in reading order. ``width`` and ``height`` are the
    original's, upright, and ``box`` its picture area (left, top, right, bottom) in the same
    pixels; both are zero for a pool. ``plane`` (h, w, 3) is the picture area where there is
    one and ``visible`` (h, w) its mask. In a pool, ``weights`` and ``coherence`` (n,) are
    given for each colour; else they follow from the plane.
    """

    pixels: Bytes = field(repr=False)
    width: int = 0
    height: int = 0
    box: Box = (0, 0, 0, 0)
    notes: tuple[str, ...] = ()
    plane: Bytes | None = field(default=None, repr=False)
    visible: Flags | None = field(default=None, repr=False)
    weights: Floats | None = field(default=None, repr=False)
    coherence: Floats | None = field(default=None, repr=False)

    @cached_property
    def column(self) -> bytes:
        """48 rows x 3 sRGB bytes: row means in linear light; empty for a pool."""
        return b"" if self.plane is None else column_of(self.plane, self.visible)

    @cached_property
    def coarse(self) -> Bins:
        """Bins by OKLab cell."""
        keys = self._keys.reshape(-1)
        if self.visible is not None:
            keys = keys[self.visible.reshape(-1)]
        return coarse_bins(self.pixels, keys, self.weights)

    @cached_property
    def fine(self) -> Bins:
        """Bins by single colour where that is possible."""
        return fine_bins(self.pixels, self.weights)

    def bins(self, size: int) -> Bins:
        """Give bins enough for a palette of ``size`` colours."""
        return self.coarse if len(self.coarse) >= ENOUGH_BINS * size else self.fine

    def coherent(self, bins: Bins) -> Floats:
        """Give the share (m,) of each bin's pixels that belong to something compact, 0..1."""
        return bins.gathered(self._coherence)

    @cached_property
    def _keys(self) -> Keys:
        return keys_of(self.pixels if self.plane is None else self.plane)

    @cached_property
    def _coherence(self) -> Floats:
        if self.coherence is not None or self.plane is None:
            return np.ones(len(self.pixels)) if self.coherence is None else self.coherence
        flags = coherent_pixels(self._keys, self.visible)
        inside = flags.reshape(-1) if self.visible is None else flags[self.visible]
        return inside.astype(np.float64)


def sample_picture(source: Source) -> Sample:
    """Decode a picture once, for every recipe: a path, bytes, an open file, a PIL image or an
    array of 8-bit sRGB. An image of the caller's stays as it is, an unread one unread.

    Raises UnreadablePictureError, PictureTooLargeError, or EmptyPictureError when no pixel is
    visible.
    """
    return sample_decoded(decode(source))


def sample_decoded(decoded: Decoded) -> Sample:
    """The sample of a picture that was decoded already, perhaps by another process.

    Raises EmptyPictureError when no pixel is visible.
    """
    pixels, visible = decoded.pixels, decoded.visible
    if visible is not None and not visible.any():
        raise EmptyPictureError("every pixel of the picture is transparent")
    rows, columns = pixels.shape[:2]
    area = (0, 0, columns, rows) if visible is not None else picture_box(pixels)
    left, top, right, bottom = area
    inside = pixels[top:bottom, left:right]
    across, down = decoded.width / columns, decoded.height / rows
    return Sample(
        pixels=inside.reshape(-1, 3) if visible is None else inside[visible],
        width=decoded.width,
        height=decoded.height,
        box=(round(left * across), round(top * down), round(right * across), round(bottom * down)),
        notes=decoded.notes,
        plane=inside,
        visible=visible,
    )


def pool_samples(samples: Sequence[Sample]) -> Sample:
    """Make one sample of many, each counting the same whatever its number of pixels.

    Raises EmptyPictureError when there are none, UnreadablePictureError for what is no sample.
    """
    if not len(samples):
        raise EmptyPictureError("there are no pictures to pool")
    check_samples(samples)
    colours, weights, coherence = [], [], []
    for sample in samples:
        bins = sample.bins(LARGEST)
        colours.append(bins.all_real())
        weights.append(bins.weights / len(samples))
        coherence.append(sample.coherent(bins))
    return Sample(
        np.concatenate(colours),
        weights=np.concatenate(weights),
        coherence=np.concatenate(coherence),
    )


def check_samples(samples: Sequence[Sample]) -> None:
    """Pass samples, and nothing that was not sampled yet. Raises UnreadablePictureError."""
    if not all(isinstance(sample, Sample) for sample in samples):
        raise UnreadablePictureError("several pictures are pooled as samples; sample_picture each")
