"""The Ferryman's Arithmetic: shots, second part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    beam,
    blur,
    bokeh,
    bust,
    fbm,
    over,
    patch,
    person,
    rgb,
    ripple,
    smoothstep,
    texture,
)

from .scenery import COAT, GREY, LOOK, WHITE


def blind(size):
    """A man at a window, in profile, cut by the shadow of a blind."""
    cam = Camera(size, (0, 1.62, 1.5), (0.1, 1.58, 0), 42)
    p = Picture(cam, 0)
    seen = patch(cam, (-3, 0, -1.0), (1, 0, 0), (0, 1, 0), (6, 3.4))
    skew = seen.t + 0.28 * (seen.s - 3)
    slats = smoothstep(0.25, 0.42, np.abs(np.modf(skew / 0.095 + 20)[0] - 0.5))
    area = (
        smoothstep(0.25, 0.4, seen.s - 2.1)
        * smoothstep(2.35, 2.1, seen.s - 2.1 + 0.1 * seen.t)
        * smoothstep(0.9, 1.0, skew)
        * smoothstep(2.3, 2.2, skew)
    )
    plaster = np.maximum(1 + 0.10 * texture(seen.s, seen.t, 3, 5), 0)
    p.flat(seen, WHITE * (plaster * (0.012 + 0.55 * blur(slats * area, 2.5)))[..., None])
    man = bust((-0.1, 1.27, 0.05), 108, rgb("#3a3a3c"), style="short", hat=rgb("#2c2c2e"))

    def stripes(q):
        slant = q[:, 1] + 0.28 * q[:, 0] + 0.4 * q[:, 2]
        return 0.05 + 0.95 * smoothstep(0.2, 0.5, np.abs(np.modf(slant / 0.075 + 40)[0] - 0.5))

    key = [Light((1.6, 2.0, 0.35), WHITE * 4.2, 0.3)]
    p.body(man, key, (WHITE * 0.004, WHITE * 0.004), bump=stripes, steps=60, self_shadow=True)
    smoke = smoothstep(0.4, 0.85, fbm(size, 230, 17, 6)) * beam(
        size, (1400, 120), (500, 620), 0.42, 0.8, 3
    )
    comb = 0.55 + 0.45 * np.sin(
        (np.arange(size[0])[:, None] + 0.36 * np.arange(size[1])[None]) / 11
    )
    p.add(WHITE * (0.30 * smoke * comb)[..., None])
    return p.rgb, LOOK


def stairs(size):
    """Stone steps at night, a lamp above, a woman climbing and her shadow before her."""
    cam = Camera(size, (0.4, 1.0, 6.2), (0.0, 2.3, -4), 46)
    p = Picture(cam, WHITE * 0.012)
    lamp = Light((-1.5, 5.4, -4.2), WHITE * 30, 0.5)
    woman = person(
        (0.35, 0.62, -1.2), 176, rgb("#8a8a86"), COAT, 1.68, length=0.34, step=0.2, hat=COAT
    )
    for side in (-1, 1):
        wall = patch(cam, (2.3 * side, 0, 6), (0, 0, -1), (0, 1, 0), (26, 14))
        stone = texture(wall.s, wall.t, 5, 6) * 0.18 + texture(wall.s, wall.t, 1.1, 7, 1.0) * 0.12
        course = smoothstep(0.02, 0.05, np.abs(np.modf(wall.t / 0.42)[0] - 0.5) * 0.42)
        joint = smoothstep(
            0.02, 0.05, np.abs(np.modf(wall.s / 0.8 + 0.5 * np.floor(wall.t / 0.42))[0] - 0.5) * 0.8
        )
        gap = np.asarray(lamp.at, np.float32) - wall.place
        d2 = (gap * gap).sum(-1)
        tone = np.maximum(0.22 * (1 + stone), 0.02) * (0.45 + 0.55 * course * joint)
        p.flat(
            wall,
            WHITE
            * (tone * (0.004 + 26 * np.abs(gap[..., 0]) / np.sqrt(d2) / (d2 + 0.3)))[..., None],
        )
    for k in range(27, -1, -1):
        z, y = 2.0 - 0.42 * k, 0.16 * k
        rise = patch(cam, (-2.3, y - 0.16, z), (1, 0, 0), (0, 1, 0), (4.6, 0.16))
        tread = patch(cam, (-2.3, y, z), (1, 0, 0), (0, 0, -1), (4.6, 0.42))
        for face, gain in ((tread, 1.0), (rise, 0.22)):
            if not face.alpha.any():
                continue
            gap = np.asarray(lamp.at, np.float32) - face.place
            d2 = (gap * gap).sum(-1)
            worn = np.maximum(
                1
                + 0.25
                * texture(face.place[..., 0], face.place[..., 2] + face.place[..., 1], 3, 5, 1.2),
                0.1,
            )
            light = (
                32
                * np.maximum((gap * face.normal).sum(-1), 0.12 * np.sqrt(d2))
                / np.sqrt(d2)
                / (d2 + 0.3)
            )
            edge = np.exp(-np.clip(face.t, 0, 9) / 0.03) * 0.5 if gain == 1.0 else 0
            cast = np.ones(size, np.float32)
            if gain == 1.0 and 0.2 < y < 3:
                seen = face.alpha > 0
                cast[seen] = woman.shadow(face.place[seen], lamp, 14)
            p.flat(
                face,
                WHITE
                * (0.20 * gain * worn * (1 + edge) * (light * (0.06 + 0.94 * cast) + 0.004))[
                    ..., None
                ],
            )
    p.post(
        (-2.25, 5.9, -4.2), (-1.5, 5.95, -4.2), 0.035, 0.03, GREY * 0.1, [lamp], (WHITE * 0.01,) * 2
    )
    p.post(
        (-1.5, 5.95, -4.2), (-1.5, 5.6, -4.2), 0.02, 0.05, GREY * 0.1, [lamp], (WHITE * 0.01,) * 2
    )
    p.body(
        woman, [lamp, Light((2.2, 3.5, 2.5), WHITE * 1.6)], (WHITE * 0.02, WHITE * 0.01), sheen=2
    )
    x, y, _ = cam.project(lamp.at)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, yy - y)
    p.add(
        WHITE
        * (16 * np.exp(-((r / 9) ** 2)) + 0.5 / (1 + (r / 36) ** 2) + 0.05 * np.exp(-r / 220))[
            ..., None
        ]
    )
    p.add(WHITE * (0.06 * beam(size, (x, y), (x + 60, y + 500), 0.5, 1.4, 5))[..., None])
    return p.rgb, LOOK


def night_window(size):
    """From behind: a woman's head and the lamps of the far bank, out of focus, through rain."""
    cam = Camera(size, (0, 1.62, 1.45), (-0.08, 1.58, 0), 42)
    rng = np.random.default_rng(31)
    spots = [
        (
            70 + k * 98 + rng.normal(0, 22),
            430 + 26 * np.sin(k) + rng.normal(0, 8),
            30,
            WHITE * rng.uniform(0.15, 0.9),
        )
        for k in range(13)
    ]
    low = [(x, 2 * 500 - y + 60, 32, c * 0.3) for x, y, _, c in spots]
    back = bokeh(size, spots) + blur(bokeh(size, low), 14, 2.5) + WHITE * 0.02
    back = (
        back
        + WHITE
        * (0.05 * np.exp(-(((np.arange(size[0])[:, None] - 440) / 190.0) ** 2)) * np.ones(size))[
            ..., None
        ]
    )
    p = Picture(cam, back)
    drops = smoothstep(0.60, 0.74, fbm(size, 13, 3, 3)) * smoothstep(
        0.35, 0.6, fbm(size, 180, 9, 3)
    )
    bent = ripple(p.rgb, 70, 31, 1.0, 8, amount_x=50)
    p.rgb = over(p.rgb, bent * 1.1, drops * 0.4)
    for x in (-0.62, 0.72):
        p.post(
            (x, 0, -0.3),
            (x, 4, -0.3),
            0.022,
            0.022,
            GREY * 0.1,
            [Light((0, 1.6, -2), WHITE * 1.2)],
            (WHITE * 0.004,) * 2,
        )
    woman = bust((0.16, 1.29, 0), 138, COAT * 1.5, style="bun", build=0.84)
    lamps = [Light((-1.2, 1.7, -0.8), WHITE * 1.3, 0.3), Light((1.4, 2.0, -0.9), WHITE * 0.9, 0.3)]
    p.body(woman, lamps, (WHITE * 0.008, WHITE * 0.004), sheen=4, steps=60, spec=0.1)
    return p.rgb, LOOK
