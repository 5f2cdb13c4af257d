"""From linear light to a finished frame: lens, tone curve, colour grade, grain, JPEG."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import optimize

from .noise import fbm
from .optics import blur, glow

CROSSTALK = 0.035


def decode(value):
    """Encoded sRGB 0..1 to linear light."""
    value = np.asarray(value, np.float32)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def encode(linear):
    """Linear light to encoded sRGB 0..1."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def rgb(text, gain=1.0):
    """A hex colour such as ``"#4a0107"`` as linear light, times ``gain``."""
    value = text.lstrip("#")
    parts = [int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return (decode(parts) * gain).astype(np.float32)


@dataclass(frozen=True)
class Look:
    """A film's grade: everything that happens after light has reached the lens."""

    exposure: float = 1.0
    contrast: float = 1.0
    saturation: float = 1.0
    shadows: tuple = (0.0, 0.0, 0.0)
    lights: tuple = (1.0, 1.0, 1.0)
    lift: float = 0.0
    mono: tuple | None = None
    vignette: float = 0.35
    halation: tuple = (0.10, 0.03, 0.01)
    bloom: float = 0.10
    grain: float = 0.022
    soft: float = 0.55

    def tone(self, light):
        """Map linear light (..., 3) to display sRGB 0..1, pixel by pixel."""
        x = np.maximum(light, 0) * self.exposure
        mean = x.mean(axis=-1, keepdims=True)
        x = x * (1 - 3 * CROSSTALK) + 3 * CROSSTALK * mean
        if self.mono is not None:
            x = np.repeat(x @ np.asarray(self.mono, np.float32)[:, None], 3, axis=-1)
        x = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14)
        y = encode(x)
        y = y + (self.contrast - 1) * (y - 0.42) * y * (1 - y) * 2.2
        luma = (y @ np.asarray([0.25, 0.62, 0.13], np.float32))[..., None]
        y = luma + (y - luma) * self.saturation
        y = y + np.asarray(self.shadows, np.float32) * (1 - luma) ** 3
        y = y * np.asarray(self.lights, np.float32)
        return np.clip(self.lift + (1 - self.lift) * y, 0, 1)

    def light_for(self, hexcode):
        """The linear light that this grade shows as ``hexcode`` (as near as it can)."""
        aim = encode(rgb(hexcode))

        def miss(logs):
            return self.tone(np.exp(logs).astype(np.float32)) - aim

        found = optimize.least_squares(miss, np.log(rgb(hexcode) + 0.01))
        return np.exp(found.x).astype(np.float32)

    def develop(self, light, seed):
        """The finished frame, uint8 (H, W, 3), from linear light (H, W, 3)."""
        height, width = light.shape[:2]
        light = np.minimum(np.maximum(light, 0), 60).astype(np.float32)
        if self.bloom:
            light = glow(light, self.bloom, (5, 22, 80))
        hot = np.minimum(np.maximum(light - 0.8, 0), 6)
        halo = blur(hot, 7) * 0.6 + blur(hot, 26) * 0.4
        light = light + halo.mean(axis=-1, keepdims=True) * np.asarray(self.halation, np.float32)
        yy, xx = np.mgrid[:height, :width].astype(np.float32)
        r2 = ((xx / width - 0.5) ** 2 + (yy / height - 0.5) ** 2 * 0.8) * 4
        light = light * (1 - self.vignette * np.clip(r2 / 1.8, 0, 1) ** 1.2)[..., None]
        light = blur(light, self.soft)
        shown = self.tone(light)
        rng = np.random.default_rng(seed)
        noise = rng.standard_normal((height, width, 3)).astype(np.float32)
        noise = blur(0.75 * noise[..., :1] + 0.35 * noise, 0.75) * 2.1
        clump = 0.7 + 0.6 * fbm((height, width), 8, seed, 2)[..., None]
        luma = shown.mean(axis=-1, keepdims=True)
        strength = self.grain * clump * (0.35 + 2.6 * luma * (1 - luma))
        if self.mono is not None:
            noise = noise[..., :1]
        shown = np.clip(shown + noise * strength, 0, 1)
        return (shown * 255 + 0.5).astype(np.uint8)


def save(frame, path: Path, limit=108_000):
    """Write a JPEG of at most ``limit`` bytes at the best quality that fits; return its size."""
    image = Image.fromarray(frame)
    for quality in range(90, 30, -3):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=2)
        if out.tell() <= limit:
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    return out.tell()
