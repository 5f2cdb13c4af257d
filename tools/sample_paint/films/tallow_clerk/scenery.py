"""The Clerk of Tallow Street: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Light,
    Look,
    blur,
    rgb,
    smoothstep,
)

LOOK = Look(
    exposure=1.1,
    contrast=1.1,
    saturation=0.98,
    shadows=(0.018, 0.006, 0.0),
    lights=(1.0, 0.965, 0.9),
    lift=0.006,
    halation=(0.17, 0.06, 0.012),
    bloom=0.15,
    vignette=0.45,
    grain=0.026,
)
FLAME, WAX, OAK = rgb("#ffa040"), rgb("#e8c890"), rgb("#4a2c14")
SEAL, CLOTH = rgb("#8c0f14"), rgb("#2a1c16")
DIM = (FLAME * 0.008, FLAME * 0.006)


def candle(picture, at, height=0.2, radius=0.014, others=(), flame=1.0):
    """A burning candle whose foot is at ``at``; returns its light."""
    x, y, z = at
    stick = Body(at)
    stick.bone((0, 0.0, 0), (0, height, 0), radius, radius * 0.95, WAX, 0.004)
    stick.ball((radius * 0.8, height - 0.03, 0), (0.005, 0.03, 0.006), WAX, 0.008)
    stick.bone((0, -0.13, 0), (0, 0.0, 0), 0.01, 0.012, rgb("#6a4a1c"), 0.01)
    stick.ball((0, -0.005, 0), (0.035, 0.008, 0.035), rgb("#8a6428"), 0.008)
    stick.ball((0, -0.14, 0), (0.055, 0.012, 0.055), rgb("#8a6428"), 0.02)
    own = Light((x, y + height + 0.05, z), FLAME * 0.05 * flame, 0.05)
    picture.body(stick, [own, *others], DIM, spec=0.15)
    return own


def burn(picture, at, size=1.0, gain=1.0, lean=0.0):
    """A flame (its wick at ``at``) and its halo."""
    x, y, z = picture.cam.project(at)
    unit = picture.cam.focal / z * size
    yy, xx = np.mgrid[: picture.cam.height, : picture.cam.width].astype(np.float32)
    v = (y - yy) / (0.062 * unit)
    u = (xx - x - lean * unit * 0.02 * np.clip(v, 0, 1) ** 2) / (0.0105 * unit + 0.4)
    width = np.clip(v, 0, 1) ** 0.45 * np.clip(1 - v, 0, 1) ** 0.75 * 1.75
    body = smoothstep(1.05, 0.55, np.abs(u) / np.maximum(width, 0.02)) * (v > 0) * (v < 1)
    body = blur(body.astype(np.float32), max(0.6, 0.0022 * unit))
    r = np.hypot(xx - x, yy - y + 0.03 * unit) / unit
    halo = 0.10 / (1 + (r / 0.045) ** 2) + 0.015 / (1 + (r / 0.28) ** 2)
    core = body * (0.55 + 0.45 * smoothstep(0.1, 0.5, v))
    picture.add(rgb("#ffc878") * (16 * gain * core)[..., None] + FLAME * (gain * halo)[..., None])
    return picture
