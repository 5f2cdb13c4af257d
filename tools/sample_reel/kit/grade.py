"""From linear light to a developed frame: air, glow, tone, colour, grain."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter, zoom


@dataclass(frozen=True)
class Look:
    """How a film is developed.

    ``level``: display value (0 to 1) that the ``percentile`` brightest pixel gets; ``ev`` moves it.
    ``gains``: white balance; ``shadows``/``lights``: colours laid into dark and bright parts;
    ``fade``: the lifted black; ``bloom``/``halation``: spread of highlights; ``grain``: its
    strength; ``grey``: black and white with these channel weights; ``soft``: blur in pixels;
    ``thick``: more or less of the stage's fog; ``haze``: blur of its depth, in rendered pixels.
    """

    percentile: float = 98.0
    level: float = 0.75
    ev: float = 0.0
    gains: tuple = (1, 1, 1)
    contrast: float = 1.0
    saturation: float = 1.0
    shadows: tuple = (0, 0, 0)
    lights: tuple = (1, 1, 1)
    fade: tuple = (0.01, 0.01, 0.01)
    bloom: float = 0.06
    halation: float = 0.03
    vignette: float = 0.25
    grain: float = 0.018
    soft: float = 0.6
    grey: tuple | None = None
    thick: float = 1.0
    haze: float = 0.8

    def but(self, **changes):
        """A shot's own."""
        return replace(self, **changes)


def develop(light, metres, air, look, size, seed):
    """A uint8 frame of ``size`` (height, width)."""
    x = _fit(light, size)
    if air:
        # Few samples leave the depth rough where edges are soft.
        smooth = gaussian_filter(np.asarray(metres, float), look.haze)
        x = _breathe(x, _fit(smooth, size), air, look.thick)
    x = np.maximum(x, 0) * np.asarray(look.gains, np.float32)
    luma = x @ (0.2126, 0.7152, 0.0722)
    bright = np.percentile(luma, look.percentile)
    x = x * (_inverse(look.level) / max(bright, 1e-6)) * 2.0**look.ev
    scale = size[1] / 1280
    over = np.minimum(np.maximum(x - 0.6, 0), 12)
    near = _blur(over, 5 * scale)
    few = zoom(over, (0.125, 0.125, 1), order=1, mode="nearest", grid_mode=True)
    wide = _blur(few, 3.25 * scale) * 0.7 + _blur(few, 10 * scale) * 0.5
    wide = zoom(
        wide,
        (size[0] / few.shape[0], size[1] / few.shape[1], 1),
        order=1,
        mode="nearest",
        grid_mode=True,
    )
    x = x + look.bloom * (near + wide) + look.halation * near * (1.0, 0.35, 0.12)
    h, w = size
    v, u = np.mgrid[-1 : 1 : complex(h), -1 : 1 : complex(w)]
    x = x * (1 - look.vignette * np.clip((u**2 + v**2 * 0.7) / 1.7, 0, 1) ** 1.5)[..., None]
    if look.soft:
        x = _blur(x, look.soft * scale)
    y = _tone(x)
    y = np.clip(0.5 + (y - 0.5) * look.contrast, 0, 1) if look.contrast != 1 else y
    if look.grey:
        y = np.repeat((y @ look.grey)[..., None], 3, 2)
    grey = (y @ (0.2126, 0.7152, 0.0722))[..., None]
    y = grey + (y - grey) * look.saturation
    grey = np.clip(grey, 0, 1)
    y = y + np.asarray(look.shadows) * (1 - grey) ** 2 * np.minimum(1, grey * 6 + 0.25)
    y = y * (1 + (np.asarray(look.lights) - 1) * grey)
    fade = np.asarray(look.fade)
    y = fade + np.clip(y, 0, 1) * (1 - fade)
    y = _grain(y, look.grain, seed, scale)
    return (np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8)


def _breathe(x, metres, air, thick):
    depth = np.maximum(metres - air["start"], 0) * air["density"] * thick
    share = np.minimum(1 - np.exp(-depth), air["most"])[..., None]
    t = np.linspace(1, 0, x.shape[0])[:, None, None]
    colour = np.asarray(air["colour"]) * (1 - t) + np.asarray(air["lift"]) * t
    return x * (1 - share) + colour * share


def _fit(data, size):
    if data.shape[:2] == tuple(size):
        return data.astype(np.float32)
    factors = (size[0] / data.shape[0], size[1] / data.shape[1]) + (1,) * (data.ndim - 2)
    # Lights of hundreds would ring: resize in a compressed domain.
    small = np.log1p(np.maximum(data.astype(np.float32), 0) * 4)
    large = zoom(small, factors, order=3, mode="nearest", grid_mode=True)
    return np.expm1(np.clip(large, 0, None)) / 4


def _blur(x, sigma):
    return gaussian_filter(x, (sigma, sigma, 0), mode="nearest", truncate=3)


def _tone(x):
    """A filmic curve (Narkowicz's fit of ACES), then sRGB's."""
    x = x * 0.6
    y = np.clip(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0, 1)
    return np.where(y <= 0.0031308, 12.92 * y, 1.055 * y ** (1 / 2.4) - 0.055)


def _inverse(level):
    grid = np.linspace(0, 8, 4000)
    return float(np.interp(level, _tone(grid), grid))


def _grain(y, strength, seed, scale):
    rng = np.random.default_rng(seed)
    shape = y.shape[:2]
    mono = gaussian_filter(rng.standard_normal(shape, np.float32), 0.85 * scale)
    mono /= mono.std()
    colour = gaussian_filter(
        rng.standard_normal((*shape, 3), np.float32), (1.1 * scale, 1.1 * scale, 0)
    )
    colour /= colour.std()
    grey = y.mean(2, keepdims=True)
    weight = 0.35 + 1.3 * np.sqrt(np.clip(grey * (1 - grey), 0, 1))
    return y + strength * weight * (mono[..., None] + 0.35 * colour)
