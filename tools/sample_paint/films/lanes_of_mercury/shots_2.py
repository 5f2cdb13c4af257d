"""Lanes of Mercury: shots, second part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    patch,
    rgb,
    smoothstep,
    texture,
)
from kit.props import rain, umbrella

from .scenery import AMBER, CYAN, LOOK, MIST, PINK, VIOLET


def _panels(x, z, start):
    """The eight panels of an umbrella, each a little lighter to one side."""
    turn = np.modf(np.arctan2(z, x) / np.pi * 4 + 8 + start)[0]
    return 0.35 + 0.95 * turn * smoothstep(0.0, 0.06, turn) + 0.5 * (np.hypot(x, z) < 0.05)


def from_above(size):
    """From a roof: umbrellas on a crossing, one of them red."""
    cam = Camera(size, (0, 17.5, 2.2), (0, 0, 0.1), 44)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    picture = Picture(cam, 0)
    bars = smoothstep(0.3, 0.26, np.abs(np.modf(floor.s / 1.3 + 40)[0] - 0.5) * 1.3) * (
        np.abs(floor.t) < 2.1
    )
    bars = bars * (0.75 + 0.15 * texture(floor.s, floor.t, 3, 7, 1.2))
    sheen = 0.5 + 0.5 * texture(floor.s * 2.2, floor.t * 0.5, 5, 3, 1.3)
    glare = sum(
        hue * (g / (2.5 + ((floor.s - x) / 1.6) ** 2 + ((floor.t - z) / 3.2) ** 2))[..., None]
        for x, z, hue, g in (
            (-7, 5, PINK, 2.6),
            (7.5, 4, CYAN, 3),
            (1, 8, AMBER, 2.4),
            (-8, -4, VIOLET, 3.2),
            (5, -6, AMBER, 1),
        )
    )
    grit = 0.05 + 0.01 * texture(floor.s, floor.t, 1.2, 9, 0.8)
    colour = (grit + 0.35 * np.clip(bars, 0, 1))[..., None] * (glare * 0.9 + MIST * 1.5)
    colour = colour + glare * (0.04 + 0.045 * smoothstep(0.1, 1.4, sheen))[..., None]
    picture.flat(floor, colour)
    rng = np.random.default_rng(12)
    lights = [
        Light((-8, 6, -5), PINK * 34),
        Light((8, 6, -4), CYAN * 34),
        Light((0, 9, -8), AMBER * 40),
    ]
    for i in range(15):
        x, z = (i * 0.618 % 1) * 14 - 7 + rng.normal(0, 0.3), rng.uniform(-2.4, 2.4)
        shade_of = (
            rgb("#c8101c") if i == 6 else rgb(("#3a3d46", "#4a5260", "#2c2f36", "#5a5f6c")[i % 4])
        )
        if i == 6:
            x, z = 1.7, 0.4
        smear = np.exp(-(((floor.s - x) / 0.8) ** 2 + ((floor.t + z) / 0.8) ** 2))
        picture.rgb = picture.rgb * (1 - 0.55 * smear[..., None])
        brolly = umbrella((x, 1.9, z), shade_of, 0, 0.78)

        turn = rng.uniform(0, 1)

        def panels(q, x=x, z=z, turn=turn):
            return _panels(q[:, 0] - x, q[:, 2] - z, turn)

        picture.body(brolly, lights, (MIST * 1.2, MIST * 0.3), spec=0.05, bump=panels)
    rain(picture, 31, 900, 18, 0.02, 0.35)
    return picture.rgb, LOOK
