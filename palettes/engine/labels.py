"""Which pixels each swatch stands for."""

from collections.abc import Sequence

import numpy as np

from palettes.engine.arrays import Bytes, squared_distances
from palettes.engine.spaces import SPACES
from palettes.engine.swatch import Swatch

OUTSIDE = 255
"""The label of a pixel that belongs to no swatch: outside the picture area."""


def label_pixels(pixels: Bytes, swatches: Sequence[Swatch]) -> Bytes:
    """Give for each pixel (h, w, 3) of 8-bit sRGB the number of its nearest swatch (h, w).

    Nearest in OKLab, whatever recipe made the palette: that is what an eye compares.
    """
    height, width = pixels.shape[:2]
    # Pixels of one colour have one answer, and a picture has few colours for its pixels.
    flat = pixels.reshape(-1, 3).astype(np.uint32)
    codes = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    unique, inverse = np.unique(codes, return_inverse=True)
    rgb = np.stack([unique >> 16, unique >> 8 & 255, unique & 255], axis=1) / 255
    palette = np.array([swatch.oklab for swatch in swatches])
    nearest = squared_distances(SPACES["oklab"].from_rgb(rgb), palette).argmin(axis=1)
    labels: Bytes = nearest.astype(np.uint8)[inverse].reshape(height, width)
    return labels
