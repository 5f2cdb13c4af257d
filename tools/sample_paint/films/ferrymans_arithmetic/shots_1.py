"""The Ferryman's Arithmetic: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    fbm,
    over,
    patch,
    person,
    ripple,
    smoothstep,
    texture,
)
from kit.land import ridge

from .scenery import COAT, GREY, LOOK, WHITE


def pier(size):
    """A pier runs into fog; a man at its end, one lamp."""
    cam = Camera(size, (0.3, 1.9, 0), (0.1, 1.75, -14), 44)
    fog = WHITE * 0.42
    lamp = Light((1.15, 3.6, -13), WHITE * 5, 0.6)
    both = []
    for c in (cam, cam.mirrored()):
        p = Picture(
            c, fog * (0.8 + 0.5 * np.clip(0.4 - c.rays[..., 1:2] * (1 if c is cam else -1), 0, 1))
        )
        p.depth[:] = 70
        for k in range(22, 0, -1):
            z = -1.3 * k - 1
            for x in (-1.35, 1.35):
                p.post(
                    (x, -0.6, z),
                    (x, 1.15 + 0.12 * ((k * 7) % 3), z),
                    0.11,
                    0.10,
                    GREY * 0.3,
                    [lamp],
                    (fog * 0.5, fog * 0.1),
                    haze=(fog, 1 - np.exp(-0.045 * -z)),
                )
        deck = patch(c, (-1.3, 0.4, 2), (1, 0, 0), (0, 0, -1), (2.6, 28))
        plank = smoothstep(0.02, 0.06, np.abs(np.modf(deck.t / 0.28 + 9)[0] - 0.5))
        wet = 0.5 + 0.5 * texture(deck.s * 2, deck.t, 5, 4)
        tone = (0.10 + 0.12 * np.clip(wet, 0, 1.4)) * plank + 0.01
        p.flat(deck, WHITE * tone[..., None] * 0.9)
        p.rgb = np.where(
            (deck.alpha > 0.5)[..., None],
            p.rgb * np.exp(-0.045 * deck.depth)[..., None]
            + fog * (1 - np.exp(-0.045 * deck.depth))[..., None],
            p.rgb,
        )
        p.post(
            (1.35, 0.4, -13),
            (1.35, 3.7, -13),
            0.06,
            0.05,
            GREY * 0.15,
            (),
            (fog * 0.3, fog * 0.1),
            haze=(fog, 0.32),
        )
        p.post(
            (1.35, 3.65, -13),
            (1.1, 3.7, -13),
            0.04,
            0.04,
            GREY * 0.15,
            (),
            (fog * 0.3, fog * 0.1),
            haze=(fog, 0.32),
        )
        man = person((-0.25, 0.4, -11), 178, COAT, COAT, length=0.3, hat=COAT)
        p.body(man, [lamp], (fog * 0.4, fog * 0.1), sheen=0.5)
        both.append(p)
    p, twin = both
    water = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    image = ripple(blur(twin.rgb, 6, 1.2), 16, 4, 7, 18)
    swell = 0.8 + 0.35 * (fbm(size, 30, 8, 4, stretch=7) - 0.5)
    haze = (1 - np.exp(-0.05 * water.depth))[..., None]
    front = water.alpha * (water.depth < p.depth)
    p.rgb = over(p.rgb, image * 0.55 * swell[..., None] * (1 - haze) + fog * haze, front)
    x, y, _ = cam.project((1.08, 3.62, -13))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, yy - y)
    p.add(
        WHITE
        * (14 * np.exp(-((r / 6) ** 2)) + 0.55 / (1 + (r / 34) ** 2) + 0.12 * np.exp(-r / 150))[
            ..., None
        ]
    )
    drift = smoothstep(0.3, 0.9, fbm(size, 420, 12, 5, stretch=3)) * np.exp(
        -(((yy / size[0] - 0.52) / 0.16) ** 2)
    )
    p.lay(fog * 1.05, drift * 0.55)
    return p.rgb, LOOK


def ferry(size):
    """The ferry on a river of light, oarsman standing, far shore lost."""
    cam = Camera(size, (0, 2.6, 0), (0, 2.5, -20), 38)
    horizon = int(size[0] * 0.46)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    p = Picture(
        cam,
        WHITE
        * (
            0.30 + 0.5 * np.exp(-(((yy - horizon) / 260) ** 2)) * np.exp(-(((xx - 760) / 520) ** 2))
        )[..., None],
    )
    cloud = fbm(size, 380, 5, 6, stretch=2.2)
    p.rgb = p.rgb * (0.62 + 0.75 * cloud)[..., None]
    for i, (base, rise, tone) in enumerate(((0.455, 60, 0.36), (0.462, 90, 0.2))):
        p.lay(WHITE * tone, blur(ridge(size, base, rise, 61 + i, 300, 0.6), 1.2))
    rows = np.arange(size[0])
    mirror = ripple(blur(p.rgb[np.clip(2 * horizon - rows, 0, size[0] - 1)], 8, 2), 14, 3, 9, 22)
    near = smoothstep(horizon, size[0], yy)
    waves = 0.5 * fbm(size, 10, 6, 3, stretch=9) + 0.5 * fbm(size, 34, 7, 4, stretch=8)
    glitter = smoothstep(
        0.58, 0.8, waves + 0.14 * np.exp(-(((xx - 760) / (120 + near * 260)) ** 2))
    )
    tone = mirror * (0.75 - 0.3 * near)[..., None] * (0.7 + 0.6 * waves)[..., None]
    tone = (
        tone
        + WHITE
        * (1.6 * glitter * np.exp(-(((xx - 760) / (150 + near * 330)) ** 2)) * (0.25 + near))[
            ..., None
        ]
    )
    water = smoothstep(horizon, horizon + 3, yy)
    p.rgb = over(p.rgb, tone, water)
    lamps = [Light((0.3, 0.5, -1), WHITE * 1.2, sun=True)]
    hull = Body((-0.6, 0.05, -17), 90)
    hull.bone((0, 0.05, -2.6), (0, 0.05, 2.2), 0.36, 0.34, COAT, 0.05).bone(
        (0, 0.1, 2.2), (0, 0.75, 3.2), 0.3, 0.06, COAT, 0.1
    )
    hull.bone((0, 0.1, -2.6), (0, 0.6, -3.2), 0.3, 0.08, COAT, 0.1)
    man = person(
        (-2.4, 0.25, -17),
        95,
        COAT,
        COAT,
        length=0.4,
        hat=COAT,
        step=0.25,
        arms=((0.26, 1.2, 0.12, 0.2, 1.25, 0.4), (0.26, 1.15, 0.1, 0.16, 1.0, 0.36)),
    )
    for x, yaw in ((-0.4, 100), (0.7, 265)):
        p.body(
            person((x, -0.1, -17), yaw, COAT, COAT, seated=True, style="bald"),
            lamps,
            (WHITE * 0.1, WHITE * 0.05),
        )
    p.body(man, lamps, (WHITE * 0.1, WHITE * 0.05)).body(hull, lamps, (WHITE * 0.1, WHITE * 0.05))
    p.post((-1.9, 2.1, -16.9), (-3.9, -0.5, -16.4), 0.025, 0.03, COAT * 0.3)
    line = int(cam.project((-1, -0.28, -16.9))[1])
    flip = np.clip(2 * line - rows, 0, size[0] - 1)
    solid = (p.depth < 40).astype(np.float32)
    shade = ripple(np.repeat(blur(solid[flip], 3, 1.2)[..., None], 3, -1), 12, 9, 7, 16)[..., 0] * (
        yy > line
    )
    p.rgb = np.where(
        ((p.depth < 40) & (yy > line))[..., None], p.rgb, p.rgb * (1 - 0.72 * shade[..., None])
    )
    mist = smoothstep(0.3, 0.85, fbm(size, 400, 15, 5, stretch=4)) * np.exp(
        -(((yy / size[0] - 0.47) / 0.06) ** 2)
    )
    p.lay(WHITE * 0.55, mist * 0.6)
    return p.rgb, LOOK
