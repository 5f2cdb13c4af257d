"""The Salt Ledger: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Look,
    Picture,
    rgb,
    smoothstep,
    texture,
)
from kit.land import dunes, ground, slope

LOOK = Look(
    exposure=1.15,
    contrast=0.92,
    saturation=0.82,
    shadows=(0.03, 0.018, 0.0),
    lights=(1.0, 0.965, 0.87),
    lift=0.035,
    halation=(0.07, 0.04, 0.02),
    vignette=0.3,
    grain=0.02,
)
NIGHT = Look(
    exposure=1.2,
    contrast=1.08,
    saturation=0.85,
    shadows=(0.0, 0.008, 0.03),
    lift=0.02,
    grain=0.026,
    lights=(0.98, 0.98, 1.0),
    halation=(0.14, 0.05, 0.01),
)
SAND, DUST = rgb("#c79a5e"), rgb("#ecd9b4")
TURQUOISE, RED = rgb("#128a8c"), rgb("#b01a10")


def sea(cam, sun, sun_colour, sky_light, haze, density=0.0024, sand=SAND, height=6.0):
    """Dunes to the horizon under ``sun``; returns the picture, hazed."""

    def relief(x, z):
        return dunes(x, z, height)

    depth, place = ground(cam, relief)
    normal = slope(relief, place, np.maximum(depth * 0.006, 0.12))
    x, z = place[..., 0], place[..., 2]
    wind = np.sin((x * 0.4 + z) * 11 + 7 * texture(x, z, 30, 3, 2.0)) * np.exp(-depth / 22)
    to = np.asarray(sun, np.float32) / np.linalg.norm(sun)
    lit = np.maximum(normal @ to + 0.05 * wind, 0)[..., None]
    shade = np.ones(cam.shape, np.float32)
    for step in (2.0, 5.0, 10.0, 18.0, 30.0):
        over = relief(x + to[0] * step, z + to[2] * step) - (place[..., 1] + to[1] * step)
        shade = np.minimum(shade, 1 - smoothstep(0.0, 0.5 + step * 0.02, over))
    grain = 1 + 0.05 * texture(x, z, 12, 5, 0.9) + 0.04 * texture(x, z, 240, 6, 1.6)
    colour = (
        sand
        * grain[..., None]
        * (lit * shade[..., None] * sun_colour + sky_light * (0.5 + 0.5 * normal[..., 1:2]))
    )
    picture = Picture(cam, 0)
    picture.rgb, picture.depth = colour.astype(np.float32), depth
    picture.fog(haze, density)
    return picture, place


def stand(place, across, down):
    """The point of the sand seen at a fraction of the frame's width and height."""
    here = place[int(down * place.shape[0]), int(across * place.shape[1])]
    return tuple(float(v) for v in here - np.asarray([0, 0.04, 0]))
