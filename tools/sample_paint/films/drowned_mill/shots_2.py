"""A Lantern for the Drowned Mill: shots, second part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    fbm,
    patch,
    rgb,
    ripple,
    smoothstep,
    texture,
)
from kit.land import ridge, trunks

from .scenery import DEEP, DUSK, FLAME, LOOK, flare, foreground, lantern, wood


def mill(size):
    """The mill itself, half under: one window lit, its image broken on the water."""
    cam = Camera(size, (0, 1.9, 0), (0.4, 2.6, -20), 46)
    both = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, DUSK * 0.34)
        far = ridge(size, 0.42, 200, 12, 260, 0.72)
        if c is not cam:
            far = far[::-1]
        p.lay(DUSK * 0.16 + DEEP * 0.1, blur(far, 2))
        house = Body((2.2, 0, -20), 24)
        stone = rgb("#5a5a52")
        house.box((0, 1.6, 0), (2.2, 2.4, 3.2), stone, 0.03)
        for i in range(9):
            house.box((0, 4.0 + 0.24 * i, 0), (2.5 - 0.27 * i, 0.14, 3.5), rgb("#3a3028"), 0.03)
        house.box((1.1, 5.2, 1.0), (0.28, 1.2, 0.28), stone, 0.03)
        p.body(
            house,
            [Light((-10, 8, -8), DUSK * 26, 2)],
            (DUSK * 0.16, DEEP * 0.2),
            bump=lambda q: np.maximum(
                1 + 0.3 * texture(q[:, 0] + q[:, 2], q[:, 1], 4, 5, 1.1), 0.1
            ),
            steps=70,
        )
        wheel_at = np.asarray([-0.6, 1.2, -18.2], np.float32)
        for k in range(12):
            a = k * np.pi / 6 + 0.13
            tip = wheel_at + 1.75 * np.asarray([np.cos(a) * 0.9, np.sin(a), -np.cos(a) * 0.4])
            end = wheel_at + 1.75 * np.asarray(
                [np.cos(a + np.pi / 6) * 0.9, np.sin(a + np.pi / 6), -np.cos(a + np.pi / 6) * 0.4]
            )
            p.post(wheel_at, tip, 0.05, 0.06, rgb("#241c14"), (), (DUSK * 0.3, DEEP * 0.2))
            p.post(tip, end, 0.07, 0.07, rgb("#241c14"), (), (DUSK * 0.3, DEEP * 0.2))
        for y, x in ((2.6, -0.75),):
            pane = patch(c, (2.05 + x, y, -16.95), (0.914, 0, -0.407), (0, 1, 0), (0.8, 1.0))
            cross = smoothstep(0.03, 0.05, np.abs(pane.s - 0.4)) * smoothstep(
                0.03, 0.05, np.abs(pane.t - 0.5)
            )
            p.flat(
                pane, FLAME * (2.8 * cross * (0.5 + 0.5 * pane.t))[..., None] + rgb("#120a06") * 0.1
            )
        trunks(
            p,
            np.random.default_rng(14),
            26,
            [],
            (DUSK * 0.2, DEEP * 0.1),
            near=16,
            far=34,
            fog=(DUSK * 0.33, 0.03),
        )
        p.fog(DUSK * 0.36, 0.012)
        both.append(p)
    picture, twin = both
    water = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    image = ripple(blur(twin.rgb, 4, 0.9), 12, 3, 8, 14)
    cover = water.alpha * (water.depth < picture.depth)
    picture.rgb = picture.rgb * (1 - cover[..., None]) + cover[..., None] * (
        image * 0.7 + DEEP * 0.02
    )
    x, y, _ = cam.project((1.6, 3.1, -17))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    picture.add(FLAME * (0.10 * np.exp(-np.hypot(xx - x, yy - y) / 90))[..., None])
    mist = smoothstep(0.3, 0.9, fbm(size, 420, 9, 5, stretch=4)) * np.exp(
        -(((yy / size[0] - 0.66) / 0.1) ** 2)
    )
    picture.lay(DUSK * 0.42, mist * 0.75)
    trunks(
        picture,
        np.random.default_rng(3),
        4,
        [],
        (DEEP * 0.15, DEEP * 0.05),
        near=3.0,
        far=4.6,
        spread=0.75,
    )
    foreground(picture, 83, 0.3, 8)
    return picture.rgb, LOOK


def found(size):
    """Night: the lantern alone on a stump, a hand's breadth of gold in the blue."""
    cam = Camera(size, (0, 0.75, 2.4), (-0.25, 0.78, 0), 42)
    at = (-0.62, 0.72, 0)
    lamp = Light(at, FLAME * 0.8, 0.2)
    back = wood(
        cam,
        35,
        [Light((-0.6, 0.8, -0.4), FLAME * 0.25, 0.4)],
        DUSK * 0.05,
        DUSK * 0.13,
        0.05,
        70,
        near=4,
        far=40,
    )
    picture = Picture(cam, blur(back.rgb, 5))
    stump = Body((-0.62, 0, 0), 0)
    stump.bone((0, -0.4, 0), (0, 0.32, 0), 0.36, 0.26, rgb("#4a3624"), 0.05)
    stump.box((0, 0.52, 0), (0.24, 0.05, 0.24), rgb("#6a5238"), 0.04, k=0.06)
    picture.body(
        stump,
        [lamp, Light((2, 3, -2), DUSK * 1.6)],
        (DUSK * 0.05, DEEP * 0.1),
        bump=lambda q: np.maximum(1 + 0.5 * texture(q[:, 0] * 3, q[:, 1] * 0.6, 2, 5, 1.1), 0.1),
    )
    picture.body(lantern(at, 0.95), [lamp], (DUSK * 0.06, DEEP * 0.1))
    flare(picture, at, 0.55, 0.5)
    foreground(picture, 29, 0.5, 10)
    return picture.rgb, LOOK
