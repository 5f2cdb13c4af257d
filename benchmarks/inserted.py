"""Known objects put into real stills, to measure whether a palette finds them.

An object is compact, soft-edged, shaded by the picture's own light, grainy, and goes through
JPEG with the picture. Its true colour is the median of its pixels as decoded again.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from palettes.engine import SPACES
from palettes.engine.arrays import Bytes, Flags, Floats
from palettes.engine.spaces.transfer import to_encoded, to_linear

OKLAB = SPACES["oklab"]
KINDS = {
    "saturated": (0.001, 0.0025, 0.005, 0.01, 0.02),
    "dark": (0.0025, 0.005, 0.01, 0.02),
    "muted": (0.005, 0.01),
    "neutral": (0.005, 0.01),
    "three": (0.02,),
}
"""Kinds of objects and the shares of the picture they cover."""

LACKING = {"saturated": 0.15, "three": 0.15, "dark": 0.10, "muted": 0.08, "neutral": 0.12}
"""How far an object's colour is, in OKLab, from every common colour of the picture."""

COMMON = 0.002
QUALITY = 90


@dataclass(frozen=True)
class Trial:
    """A JPEG with objects in it, and their colours (n, 3) in OKLab as decoded."""

    still: str
    kind: str
    share: float
    jpeg: bytes
    truths: Floats


def make_trial(still: str, image: Image.Image, kind: str, share: float, seed: int) -> Trial | None:
    """Put one object, or three, into the picture; None when no colour is lacking enough."""
    dice = np.random.default_rng([seed, int(share * 1e5), *kind.encode()])
    pixels = np.asarray(image.convert("RGB"))
    taken = _common_colours(image)
    canvas = to_linear(pixels / 255)
    masks: list[Flags] = []
    for _ in range(3 if kind == "three" else 1):
        colour = _lacking_colour(kind, taken, dice)
        if colour is None:
            return None
        taken = np.vstack([taken, colour])
        alpha = _blob(pixels.shape[:2], share, dice, masks)
        if alpha is None:
            return None
        masks.append(alpha > 0.9)
        _paint(canvas, alpha, colour, dice)
    encoded = np.clip(to_encoded(canvas) * 255 + 0.5, 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(encoded).save(file, "JPEG", quality=QUALITY)
    with Image.open(file) as decoded:
        final = np.asarray(decoded)
    truths = [np.median(OKLAB.from_rgb(final[mask] / 255), axis=0) for mask in masks]
    return Trial(still, kind, share, file.getvalue(), np.array(truths))


def found(trial: Trial, palette: Bytes, within: float = 0.06) -> list[bool]:
    """Give for each object whether a palette colour (k, 3) is near its colour."""
    colours = OKLAB.from_rgb(palette / 255)
    away = np.sqrt(((trial.truths[:, None] - colours) ** 2).sum(axis=2)).min(axis=1)
    return [bool(distance <= within) for distance in away]


def _common_colours(image: Image.Image) -> Floats:
    small = np.asarray(image.convert("RGB").reduce(max(1, image.width // 240))).reshape(-1, 3)
    lab = OKLAB.from_rgb(small / 255)
    cells, counts = np.unique(np.round(lab / 0.04).astype(int), axis=0, return_counts=True)
    return cells[counts > COMMON * len(small)] * 0.04


def _lacking_colour(kind: str, taken: Floats, dice: np.random.Generator) -> Floats | None:
    for _ in range(400):
        hue = dice.uniform(0, 2 * np.pi)
        if kind == "dark":
            light, chroma = dice.uniform(0.2, 0.4), dice.uniform(0.06, 0.12)
        elif kind == "muted":
            light, chroma = dice.uniform(0.45, 0.7), dice.uniform(0.08, 0.13)
        elif kind == "neutral":
            light, chroma = dice.uniform(0.9, 0.97), dice.uniform(0, 0.02)
        else:
            light, chroma = dice.uniform(0.42, 0.78), dice.uniform(0.15, 0.25)
        colour = np.array([light, chroma * np.cos(hue), chroma * np.sin(hue)])
        rgb = OKLAB.to_rgb(colour[None])
        away = np.sqrt(((taken - colour) ** 2).sum(axis=1)).min()
        if rgb.min() >= 0 and rgb.max() <= 1 and away > LACKING[kind]:
            return colour
    return None


def _blob(
    shape: tuple[int, int], share: float, dice: np.random.Generator, taken: list[Flags]
) -> Floats | None:
    """Soft mask (h, w) of a wobbly ellipse that covers ``share``, clear of those taken."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for _ in range(60):
        aspect, turn = dice.uniform(0.6, 1.0), dice.uniform(0, np.pi)
        radius = np.sqrt(share * height * width / np.pi / aspect)
        edge = 1.25 * radius
        if 2 * edge >= min(height, width):
            return None
        cx, cy = dice.uniform(edge, width - edge), dice.uniform(edge, height - edge)
        u = (x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)
        v = ((y - cy) * np.cos(turn) - (x - cx) * np.sin(turn)) / aspect
        wobble = 1 + 0.08 * np.sin(3 * np.arctan2(v, u) + dice.uniform(0, 6))
        alpha = np.clip((radius * wobble - np.hypot(u, v)) / 2.0 + 0.5, 0, 1)
        if not any((alpha[mask] > 0).any() for mask in taken):
            return np.asarray(alpha, dtype=np.float64)
    return None


def _paint(canvas: Floats, alpha: Floats, colour: Floats, dice: np.random.Generator) -> None:
    """Blend the object in, lit by the picture's own light around it, with grain."""
    rows, columns = np.nonzero(alpha)
    area = (slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1))
    patch, part = canvas[area], alpha[area][..., None]
    light = Image.fromarray((np.sqrt(patch.mean(axis=2)) * 255).astype(np.uint8))
    smooth = np.asarray(light.filter(ImageFilter.BoxBlur(max(patch.shape[:2]) / 4))) + 1.0
    gain = np.clip(smooth / smooth.mean(), 0.75, 1.25)
    fall = np.linspace(1.15, 0.85, patch.shape[0])[:, None]
    body = to_linear(OKLAB.to_rgb(colour[None]))[0] * (gain * fall)[..., None]
    body *= 1 + dice.normal(0, 0.03, patch.shape)
    canvas[area] = (1 - part) * patch + part * np.clip(body, 0, 1)
