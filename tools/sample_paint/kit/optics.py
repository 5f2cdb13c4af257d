"""What a lens and the air do to light: blur, bokeh, glow, shafts, ripples. All in linear light."""

import numpy as np
from scipy import ndimage, signal

from .noise import fbm, resize


def blur(img, sigma, sigma_x=None):
    """Gaussian blur; ``sigma`` is vertical (and horizontal unless ``sigma_x`` is given), pixels."""
    sx = sigma if sigma_x is None else sigma_x
    small = int(min(sigma, sx) / 3)
    if small > 1:
        size = img.shape[:2]
        half = (max(2, size[0] // small), max(2, size[1] // small))
        return resize(blur(resize(img, half), sigma / small, sx / small), size)
    sigmas = (sigma, sx, 0)[: img.ndim]
    return ndimage.gaussian_filter(img, sigmas, mode="nearest", truncate=3)


def _aperture(radius):
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    r = np.hypot(x, y)
    disc = np.clip(radius - r + 0.5, 0, 1) * (0.8 + 0.3 * (r / radius) ** 4)
    return disc / disc.sum()


def defocus(img, radius):
    """Out-of-focus blur through a round aperture of ``radius`` pixels."""
    if radius < 0.7:
        return img
    small = max(1, int(radius / 9))
    size = img.shape[:2]
    work = resize(img, (size[0] // small, size[1] // small)) if small > 1 else img
    kernel = _aperture(radius / small)
    pad = kernel.shape[0] // 2
    edges = ((pad, pad), (pad, pad), (0, 0))[: img.ndim]
    work = np.pad(work, edges, mode="edge")
    if img.ndim == 3:
        kernel = kernel[..., None]
    out = signal.fftconvolve(work, kernel, mode="same", axes=(0, 1))
    out = np.maximum(out[pad:-pad, pad:-pad], 0).astype(np.float32)
    return resize(out, size) if small > 1 else out


def bokeh(shape, spots, edge=0.25):
    """Discs of light: ``spots`` are (x, y, radius, colour); overlapping light adds up."""
    out = np.zeros((*shape, 3), np.float32)
    for x, y, radius, colour in spots:
        reach = int(radius + 3)
        x0, x1 = max(0, int(x) - reach), min(shape[1], int(x) + reach + 1)
        y0, y1 = max(0, int(y) - reach), min(shape[0], int(y) + reach + 1)
        if x0 >= x1 or y0 >= y1:
            continue
        yy, xx = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        r = np.hypot(xx - x, yy - y) / radius
        disc = np.clip((1 - r) * radius / 1.6 + 0.5, 0, 1) * (1 - edge + edge * r**3)
        out[y0:y1, x0:x1] += disc[..., None] * np.asarray(colour, np.float32)
    return out


def glow(img, amount=0.1, sizes=(6, 24, 90), threshold=0.0, tint=(1, 1, 1)):
    """Add the light that scatters in a lens or in mist around what is bright."""
    light = np.maximum(img - threshold, 0)
    halo = sum(blur(light, s) for s in sizes) / len(sizes)
    return img + amount * halo * np.asarray(tint, np.float32)


def shafts(light, source, length=0.8, steps=40):
    """Streaks away from ``source`` (x, y) in pixels: crepuscular rays of the map ``light``."""
    size = light.shape[:2]
    small = 4
    work = resize(light, (size[0] // small, size[1] // small))
    yy, xx = np.mgrid[: work.shape[0], : work.shape[1]].astype(np.float32)
    sx, sy = source[0] / small, source[1] / small
    total = np.zeros_like(work)
    for i in range(steps):
        f = 1 - length * i / steps
        where = [sy + (yy - sy) * f, sx + (xx - sx) * f]
        total += (1 - i / steps) * ndimage.map_coordinates(work, where, order=1, mode="nearest")
    return resize(np.maximum(total * 2 / steps, 0), size)


def beam(shape, source, aim, spread, falloff=1.0, seed=0, soft=0.5):
    """A cone of light in dusty air from ``source`` to ``aim`` (pixels), ``spread`` in radians."""
    yy, xx = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    dx, dy = xx - source[0], yy - source[1]
    ax, ay = aim[0] - source[0], aim[1] - source[1]
    reach = np.hypot(ax, ay)
    along = (dx * ax + dy * ay) / reach
    off = np.abs(np.arctan2(dx * ay - dy * ax, dx * ax + dy * ay))
    core = 1 - np.clip((off - spread * (1 - soft)) / (spread * soft), 0, 1)
    core = core * core * (3 - 2 * core)
    fade = np.exp(-falloff * np.maximum(along, 0) / reach) * (along > 0)
    dust = 0.65 + 0.7 * fbm(shape, 220, seed, 5)
    return core * fade * dust


def ripple(img, amount, seed, stretch=6.0, cell=18, amount_x=None):
    """Shift pixels by noise, as an uneven wet surface shifts what it mirrors (pixels)."""
    shape = img.shape[:2]
    dy = (fbm(shape, cell, seed, 4, stretch=stretch) - 0.5) * 2 * amount
    dx = (fbm(shape, cell, seed + 1, 4, stretch=stretch) - 0.5) * 2
    dx = dx * (amount * 0.3 if amount_x is None else amount_x)
    yy, xx = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    where = [yy + dy, xx + dx]
    parts = [ndimage.map_coordinates(img[..., c], where, order=1, mode="nearest") for c in range(3)]
    return np.stack(parts, axis=-1)


def over(base, colour, alpha):
    """Lay ``colour`` (a picture or one colour) over ``base`` where ``alpha`` (H, W) says."""
    a = alpha[..., None]
    return base * (1 - a) + np.asarray(colour, np.float32) * a
