"""Smooth random fields: fractal noise over the frame and over any surface coordinates."""

from functools import lru_cache

import numpy as np
from PIL import Image
from scipy import ndimage


def resize(field, shape):
    """Resample a float field (H, W) or picture (H, W, C) to ``shape`` (height, width)."""
    if field.ndim == 3:
        return np.stack([resize(field[..., c], shape) for c in range(field.shape[2])], axis=-1)
    image = Image.fromarray(np.ascontiguousarray(field, dtype=np.float32))
    method = Image.Resampling.BICUBIC if shape[0] >= field.shape[0] else Image.Resampling.BOX
    return np.asarray(image.resize((shape[1], shape[0]), method), dtype=np.float32)


def fbm(shape, cell, seed, octaves=6, gain=0.5, stretch=1.0):
    """Fractal noise of ``shape``, about 0..1 around 0.5; ``cell`` is the largest feature in pixels.

    ``stretch`` above 1 draws the features out sideways.
    """
    rng = np.random.default_rng(seed)
    total, weight = np.zeros(shape, np.float32), 0.0
    for octave in range(octaves):
        size = cell / 2**octave
        if size < 1.5:
            break
        rows = max(2, int(shape[0] / size) + 3)
        columns = max(2, int(shape[1] / (size * stretch)) + 3)
        grid = rng.random((rows, columns), dtype=np.float32)
        big = (int(rows * size) + 1, int(columns * size * stretch) + 1)
        y, x = (int((b - s) * rng.random()) for b, s in zip(big, shape, strict=True))
        part = resize(grid, big)[max(y, 0) :, max(x, 0) :][: shape[0], : shape[1]]
        total += gain**octave * part
        weight += gain**octave
    return np.clip((total / weight - 0.5) * 1.6 + 0.5, 0, 1)


@lru_cache(maxsize=16)
def _tile(seed, slope):
    rng = np.random.default_rng(seed)
    size = 1024
    fy, fx = np.fft.fftfreq(size)[:, None], np.fft.fftfreq(size)[None]
    radius = np.hypot(fx, fy)
    radius[0, 0] = 1
    spectrum = np.fft.fft2(rng.standard_normal((size, size))) * radius**-slope
    spectrum[np.hypot(fx, fy) < 2.5 / size] = 0
    field = np.fft.ifft2(spectrum).real
    return (field / field.std()).astype(np.float32)


def texture(u, v, scale=1.0, seed=1, slope=1.6):
    """Endless noise at surface coordinates, mean 0, deviation 1, repeating every ``scale``."""
    tile = _tile(seed, slope)
    where = np.stack([np.ravel(v), np.ravel(u)]).astype(np.float32) * (1024 / scale)
    out = ndimage.map_coordinates(tile, where, order=1, mode="grid-wrap")
    return out.reshape(np.shape(u))


def smoothstep(low, high, x):
    """0 below ``low``, 1 above ``high``, a smooth ramp between (either order)."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
