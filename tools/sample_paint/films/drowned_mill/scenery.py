"""A Lantern for the Drowned Mill: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Look,
    Picture,
    blur,
    fbm,
    patch,
    rgb,
    smoothstep,
    texture,
)
from kit.land import leaves, trunks

LOOK = Look(
    exposure=1.15,
    contrast=1.08,
    saturation=0.95,
    shadows=(0.0, 0.014, 0.02),
    lights=(0.97, 1.0, 0.97),
    lift=0.012,
    halation=(0.14, 0.05, 0.01),
    bloom=0.16,
    grain=0.026,
)
DUSK, DEEP, MOSS = rgb("#5f8a92"), rgb("#16282c"), rgb("#3a4a2a")
FLAME, CLOAK = rgb("#ff9a34"), rgb("#2a3236")


def floor_of(picture, lamps, ambient, haze, density):
    """The forest floor: moss and needles, lit by the lamps, fading into the haze."""
    ground = patch(picture.cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    bumps = texture(ground.s, ground.t, 14, 4, 1.3)
    fine = texture(ground.s, ground.t, 3.1, 5, 0.8) * np.exp(-ground.depth / 9)
    albedo = (MOSS * 0.5 + rgb("#3a2a1a") * 0.2) * np.maximum(1 + 0.4 * bumps + 0.45 * fine, 0.08)[
        ..., None
    ]
    light = np.zeros_like(picture.rgb) + ambient
    for lamp in lamps:
        gap = ((ground.place - np.asarray(lamp.at, np.float32)) ** 2).sum(-1) + lamp.reach**2
        light = light + lamp.colour * (0.75 / gap)[..., None]
    picture.lay(albedo * light, ground.alpha, ground.depth)
    keep = np.exp(-ground.depth * density)[..., None]
    picture.rgb = np.where(
        ground.alpha[..., None] > 0, picture.rgb * keep + haze * (1 - keep), picture.rgb
    )


def lantern(at, size=1.0):
    """The lantern's metalwork (its light is added as a glow)."""
    body = Body(at, 20, size)
    body.box((0, 0.13, 0), (0.055, 0.012, 0.055), rgb("#1a1510"), 0.008)
    body.box((0, -0.13, 0), (0.06, 0.016, 0.06), rgb("#1a1510"), 0.008)
    for x in (-0.05, 0.05):
        for z in (-0.05, 0.05):
            body.bone((x, -0.13, z), (x, 0.13, z), 0.006, 0.006, rgb("#1a1510"), 0.002)
    body.bone((-0.04, 0.14, 0), (0, 0.22, 0), 0.005, 0.005, rgb("#1a1510"), 0.002)
    return body.bone((0.04, 0.14, 0), (0, 0.22, 0), 0.005, 0.005, rgb("#1a1510"), 0.002)


def flare(picture, at, size=1.0, gain=1.0):
    """The flame and the lit mist around it."""
    x, y, z = picture.cam.project(at)
    yy, xx = np.mgrid[: picture.cam.height, : picture.cam.width].astype(np.float32)
    unit = picture.cam.focal / z * size
    r = np.hypot(xx - x, yy - y) / unit
    core = np.exp(-(((xx - x) / (0.028 * unit + 1)) ** 2) - ((yy - y) / (0.055 * unit + 1)) ** 2)
    mist = 0.6 + 0.8 * fbm(picture.cam.shape, 150, 31, 5)
    glow = 0.30 / (1 + (r / 0.28) ** 2) + 0.05 / (1 + (r / 1.6) ** 2) * mist
    glass = 1.6 * np.exp(-((r / 0.1) ** 4))
    return picture.add(
        FLAME * (gain * (glow + glass))[..., None] + rgb("#ffd9a0") * (22 * gain * core)[..., None]
    )


def wood(cam, seed, lamps, ambient=DUSK * 0.16, haze=DUSK * 0.5, density=0.035, count=90, **more):
    """A stand of trees in mist."""
    up = np.clip(0.5 + cam.rays[..., 1:2] * 1.6, 0, 1)
    picture = Picture(cam, haze * (0.75 + 0.5 * up))
    leafy = leaves(cam.shape, seed + 50, 170, 12, 0.42) * np.clip(cam.rays[..., 1] * 7 - 0.4, 0, 1)
    picture.rgb = picture.rgb * (1 - 0.55 * blur(leafy, 1.5)[..., None])
    floor_of(picture, lamps, ambient * 1.2, haze, density)
    trunks(
        picture,
        np.random.default_rng(seed),
        count,
        lamps,
        (ambient * 1.4, ambient * 0.3),
        fog=(haze * 0.95, density),
        **more,
    )
    return picture


def foreground(picture, seed, amount=0.5, focus=7, colour=None):
    """Dark fern and branch close to the lens, out of focus, at the frame's edges."""
    height, width = picture.cam.shape
    side = (
        np.abs(np.linspace(-1, 1, width))[None] ** 3 * 0.35
        + np.linspace(-0.25, 0.22, height)[:, None] ** 3 * 9
    )
    mass = leaves((height, width), seed, 130, 26, 0.30) * smoothstep(
        0.12, 0.3, side + amount * 0.2 - 0.1
    )
    return picture.lay(DEEP * 0.10 if colour is None else colour, mass, focus=focus)
