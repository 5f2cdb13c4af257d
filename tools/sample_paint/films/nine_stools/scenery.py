"""Nine Stools for Kid Morava: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Look,
    over,
    patch,
    rgb,
    smoothstep,
    texture,
)

LOOK = Look(
    exposure=1.0,
    contrast=1.1,
    saturation=0.92,
    shadows=(0.006, 0.006, 0.004),
    lights=(1.0, 0.985, 0.945),
    lift=0.008,
    halation=(0.10, 0.045, 0.015),
    bloom=0.10,
    vignette=0.4,
    grain=0.024,
)
CANVAS = rgb("#a39a88")
ROPE, GOLD, BLUE = (LOOK.light_for(h) for h in ("#4a0107", "#947233", "#221d59"))
WARM = rgb("#fff0d0")
SKIN = rgb("#9a6a4a")
RED, NAVY = rgb("#8c0a12"), rgb("#1c1a58")
GUARD = ((0.27, 1.16, 0.18, 0.12, 1.42, 0.34), (0.25, 1.15, 0.22, 0.10, 1.44, 0.44))


def mat(p, spot, half=3.05, marks=True, gain=1.0):
    """The canvas: scuffed, with its emblem and blue marks, under ``spot``."""
    floor = patch(p.cam, (-4.2, 0, 4.2), (1, 0, 0), (0, 0, -1), (8.4, 8.4))
    x, z = floor.s - 4.2, 4.2 - floor.t
    scuff = texture(x, z, 7, 3, 1.5) * 0.05 + texture(x, z, 1.6, 4, 1.0) * 0.035
    smear = smoothstep(1.2, 2.4, texture(x, z, 3.3, 6, 1.7)) * 0.16
    gap = ((floor.place - np.asarray(spot.at, np.float32)) ** 2).sum(-1)
    light = spot.colour * (gain * spot.at[1] / gap**1.5 * spot.at[1] * 0.16 * spot.at[1])[..., None]
    light = light * np.exp(-(((x * x + z * z) / 13.0) ** 2))[..., None] * 0.75 + light * 0.25
    colour = CANVAS * (1 + scuff - smear)[..., None] * light
    if marks:
        r, a = np.hypot(x, z), np.arctan2(z, x)
        star = r / (0.46 + 0.13 * np.cos(a * 8))
        ring = smoothstep(0.05, 0.035, np.abs(r - 0.72)) + smoothstep(1.0, 0.97, star) * smoothstep(
            0.4, 0.43, star
        )
        fade = np.clip(0.95 + 3 * scuff, 0.6, 1)
        colour = over(colour, GOLD * 0.85, np.clip(ring, 0, 1) * fade)
        edge = np.maximum(np.abs(x), np.abs(z))
        bars = smoothstep(0.055, 0.045, np.abs(edge - 2.2) * 0.75) * smoothstep(
            0.62, 0.6, np.abs(np.minimum(np.abs(x), np.abs(z)) - 1.4)
        )
        colour = over(colour, BLUE * 0.55, bars * fade)
        apron = smoothstep(half + 0.02, half + 0.06, edge)
        colour = over(colour, rgb("#0a0a0a"), apron * smoothstep(half + 0.5, half + 0.48, edge))
    p.lay(colour, floor.alpha * (np.maximum(np.abs(x), np.abs(z)) < half + 0.5), floor.depth)
    return floor


def ropes(
    p, spot, half=3.05, sides="nsew", tint=None, radius=0.024, levels=(0.45, 0.85, 1.25), flat=False
):
    """Posts, corner pads and the ropes between them."""
    tint = ROPE * 2.2 if tint is None else tint
    air = (WARM * 0.05, CANVAS * 0.05)
    corners = {"nw": (-half, -half), "ne": (half, -half), "sw": (-half, half), "se": (half, half)}
    runs = {"n": ("nw", "ne"), "s": ("sw", "se"), "w": ("nw", "sw"), "e": ("ne", "se")}
    for side in sides:
        (x0, z0), (x1, z1) = (corners[c] for c in runs[side])
        for y in levels:
            lamps, around = ((), (WARM, WARM * 0.5)) if flat else ([spot], air)
            p.post((x0, y, z0), (x1, y, z1), radius, radius, tint, lamps, around)
    for x, z in corners.values():
        if all(c not in "nsew" for c in sides):
            continue
        pad = Body((x * 1.02, 0, z * 1.02), 45)
        pad.box((0, 0.85, 0), (0.13, 0.5, 0.1), rgb("#0c0c0c"), 0.05).bone(
            (0, 0, 0), (0, 1.5, 0), 0.05, 0.05, rgb("#101010"), 0.01
        )
        p.body(pad, [spot], air, spec=0.1)
    return p


def crowd(size, seed, tone, rows=4, top=0.1, low=0.75):
    """A dark crowd, heads and shoulders, out of focus."""
    rng = np.random.default_rng(seed)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    out = np.zeros((*size, 3), np.float32)
    for row in range(rows):
        y0 = size[0] * (top + (low - top) * row / rows)
        scale = 20 + 12 * row
        x = -20.0
        while x < size[1] + 40:
            hx, hy = x + rng.normal(0, scale * 0.2), y0 + rng.normal(0, scale * 0.3)
            body = np.maximum(
                1 - np.hypot((xx - hx) / (scale * 0.62), (yy - hy) / (scale * 0.8)), 0
            )
            torso = np.maximum(
                1 - np.hypot((xx - hx) / (scale * 1.35), (yy - hy - scale * 2.1) / (scale * 1.7)), 0
            )
            mask = smoothstep(0, 0.15, np.maximum(body, torso))
            warm = tone * rng.uniform(0.25, 1.0) * (0.5 + 0.5 * row / rows)
            cloth = (
                warm
                * rng.uniform(0.1, 0.5)
                * rng.choice([rgb("#c8b8a0"), rgb("#5a5a68"), rgb("#8a6a50")], axis=0)
            )
            shade_of = np.where(
                (body > torso)[..., None], warm * SKIN * 1.6 * (0.4 + body)[..., None], cloth
            )
            out = over(out, shade_of, mask)
            x += scale * rng.uniform(1.9, 2.6)
    return out
