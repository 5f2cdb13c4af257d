"""The Clerk of Tallow Street: shots, second part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    bokeh,
    bust,
    fbm,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)

from .scenery import CLOTH, DIM, FLAME, LOOK, OAK, SEAL, WAX, burn, candle


def passage(size):
    """A passage at night: somebody in white comes with a candle, hand before the flame."""
    cam = Camera(size, (0.1, 1.3, 2.8), (-0.05, 1.4, -6), 44)
    p = Picture(cam, 0)
    at = (0.24, 1.28, -2.65)
    lamp = Light(at, FLAME * 0.9, 0.2)
    for side in (-1, 1):
        seen = patch(cam, (1.05 * side, 0, 3), (0, 0, -1), (0, 1, 0), (14, 3.1))
        gap = np.asarray(at, np.float32) - seen.place
        d2 = (gap * gap).sum(-1)
        light = (
            lamp.colour * (np.abs(gap[..., 0]) / np.sqrt(d2) / (d2 + 0.05))[..., None]
            + FLAME * 0.002
        )
        panel = smoothstep(0.04, 0.06, np.abs(np.modf(seen.s / 1.1)[0] - 0.5) * 1.1) * smoothstep(
            0.03, 0.05, np.abs(seen.t - 1.0)
        )
        tint = (
            np.where((seen.t < 1.0)[..., None], OAK * 0.8, rgb("#6a3a2a"))
            * (0.55 + 0.45 * panel)[..., None]
        )
        tint = tint * np.maximum(1 + 0.13 * texture(seen.s, seen.t, 3, 5), 0.2)[..., None]
        p.flat(seen, tint * light * 2.4)
    end = patch(cam, (-1.05, 0, -9), (1, 0, 0), (0, 1, 0), (2.1, 3.1))
    pane = (
        (np.abs(end.s - 1.05) < 0.38)
        * (end.t > 1.1)
        * (end.t < 2.5)
        * (np.abs(end.s - 1.05) > 0.02)
        * (np.abs(end.t - 1.85) > 0.02)
    )
    p.flat(end, rgb("#3a5a8a") * (0.10 * pane)[..., None] + OAK * 0.006)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    gap = ((floor.place - np.asarray(at, np.float32)) ** 2).sum(-1)
    boards = 0.6 + 0.4 * smoothstep(0.01, 0.03, np.abs(np.modf(floor.s / 0.2 + 20)[0] - 0.5))
    p.lay(
        OAK
        * (boards * (1 + 0.2 * texture(floor.s * 4, floor.t * 0.4, 3, 4)))[..., None]
        * lamp.colour
        * (1.9 / (gap + 0.2) ** 1.2)[..., None],
        floor.alpha * (floor.depth < end.depth),
    )
    ghost = person(
        (0, 0, -3.1),
        4,
        rgb("#d8c8ac"),
        rgb("#c8b898"),
        1.68,
        length=0.06,
        style="long",
        hair=rgb("#3a2012"),
        folds=0.003,
        arms=((0.24, 1.1, 0.1, -0.06, 1.17, 0.33), (0.24, 1.08, 0.1, 0.24, 1.12, 0.38)),
    )
    p.body(ghost, [lamp], DIM, self_shadow=True)
    candle(p, (0.24, 1.13, -2.68), 0.11, 0.012, (), 0.8)
    burn(p, (0.24, 1.24, -2.68), 1.2, 0.9)
    return p.rgb, LOOK


def chapel(size):
    """Fifty candles out of focus behind a bowed head."""
    cam = Camera(size, (0, 1.6, 1.3), (0.0, 1.55, 0), 42)
    rng = np.random.default_rng(15)
    spots = []
    for row in range(5):
        for k in range(13):
            x = 640 + (k - 6) * (96 + 8 * row) + rng.normal(0, 10)
            y = 190 + row * 92 + rng.normal(0, 8)
            spots.append((x, y, 21 + 2 * row, FLAME * rng.uniform(0.5, 1.5)))
    haze = blur(bokeh(size, [(x, y + 30, 90, c * 0.05) for x, y, _, c in spots]), 40)
    p = Picture(cam, bokeh(size, spots) + haze + FLAME * 0.004)
    woman = bust(
        (0.0, 1.24, 0.0), 196, rgb("#5a1014"), style="bun", hair=rgb("#4a2814"), build=0.86
    )
    lamps = [
        Light((-1.1, 1.7, -0.9), FLAME * 1.3, 0.4),
        Light((1.1, 1.6, -0.9), FLAME * 1.5, 0.4),
        Light((0, 2.3, -1.4), FLAME * 1.2, 0.5),
    ]
    p.body(woman, lamps, (FLAME * 0.012, FLAME * 0.006), sheen=6, steps=60)
    return p.rgb, LOOK


def morning(size):
    """Morning: blue at the window, the candle out, a thread of smoke; the clerk asleep."""
    cam = Camera(size, (0.1, 1.4, 2.9), (0.05, 1.2, 0), 40)
    p = Picture(cam, 0)
    dawn = rgb("#8fb0d0")
    seen = patch(cam, (-4, 0, -1.8), (1, 0, 0), (0, 1, 0), (8, 3.4))
    u, v = seen.s - 2.75, seen.t - 1.05
    win = (
        smoothstep(0, 0.02, u)
        * smoothstep(1.3, 1.28, u)
        * smoothstep(0, 0.02, v)
        * smoothstep(1.7, 1.68, v)
    )
    lead = smoothstep(0.012, 0.02, np.abs(np.modf(u / 0.325 + 4)[0] - 0.5) * 0.325) * smoothstep(
        0.012, 0.02, np.abs(np.modf(v / 0.425 + 4)[0] - 0.5) * 0.425
    )
    pane = win * lead * (0.75 + 0.3 * fbm(size, 50, 5, 3))
    spread = np.exp(-((u - 0.65) ** 2) / 3.5 - (v - 0.8) ** 2 / 3.0)
    p.flat(
        seen,
        rgb("#7a6a5c")
        * dawn
        * (0.02 + 0.10 * spread * np.maximum(1 + 0.15 * texture(seen.s, seen.t, 5, 5), 0.2))[
            ..., None
        ]
        + dawn * (1.7 * pane)[..., None],
    )
    day = [Light((0.0, 2.3, -1.5), dawn * 2.6, 0.5), Light((-2.0, 2.2, 0.8), dawn * 1.1, 0.6)]
    board = patch(cam, (-2.6, 0.8, 0.9), (1, 0, 0), (0, 0, -1), (5.2, 1.6))
    gloss = np.exp(-((board.s - 1.95) ** 2) / 0.35) * smoothstep(0.2, 1.5, board.t)
    grain = np.maximum(1 + 0.25 * texture(board.s * 0.25, board.t * 3, 3, 7, 1.1), 0.2)
    p.flat(board, OAK * dawn * (0.16 * grain)[..., None] + dawn * (0.28 * gloss)[..., None])
    clerk = Body((0.5, 0.8, -0.05), 262, 1, 0.006)
    clerk.bone((-0.1, 0.18, -0.28), (0.1, 0.18, -0.28), 0.17, 0.17, CLOTH * 3, 0.1, 1, True)
    clerk.bone((0, 0.2, -0.25), (0, -0.25, -0.5), 0.17, 0.2, CLOTH * 3, 0.1, 1, True)
    clerk.bone((-0.24, 0.16, -0.2), (-0.3, 0.06, 0.12), 0.065, 0.055, CLOTH * 3, 0.05, 1, True)
    clerk.bone((-0.3, 0.055, 0.12), (0.1, 0.05, 0.22), 0.05, 0.042, CLOTH * 3, 0.03, 1, True)
    clerk.bone((0.24, 0.16, -0.2), (0.3, 0.05, 0.15), 0.065, 0.05, CLOTH * 3, 0.05, 1, True)
    clerk.ball((0.02, 0.2, 0.06), (0.085, 0.085, 0.105), rgb("#241a14"), 0.02).ball(
        (-0.03, 0.16, 0.1), (0.07, 0.06, 0.075), rgb("#b98868"), 0.02
    )
    p.body(clerk, day, (dawn * 0.07, OAK * 0.04), sheen=1)
    stub = Body((-0.36, 0.8, 0.12))
    stub.bone((0, 0.02, 0), (0, 0.11, 0), 0.026, 0.023, WAX, 0.01).ball(
        (0, 0.005, 0), (0.07, 0.01, 0.07), rgb("#8a6428"), 0.01
    )
    stub.bone((0, 0.11, 0), (0.002, 0.15, 0), 0.0025, 0.002, rgb("#101010"), 0.004)
    p.body(stub, day, (dawn * 0.05, OAK * 0.02), spec=0.2)
    sealed = Body((-0.02, 0.81, 0.42), 20)
    sealed.box((0, 0, 0), (0.13, 0.006, 0.09), rgb("#d8ccb4"), 0.004).ball(
        (0, 0.01, 0), (0.03, 0.008, 0.03), SEAL, 0.004
    )
    p.body(sealed, day, (dawn * 0.12, OAK * 0.02), spec=0.1)
    x, y, _ = cam.project((-0.36, 0.955, 0.12))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    rise = np.maximum(y - yy, 0)
    path = x + 14 * np.sin(rise / 42) * (rise / 160) + 20 * (rise / 260) ** 2
    smoke = np.exp(-(((xx - path) / (2.2 + rise / 34)) ** 2)) * np.exp(-rise / 190) * (yy < y)
    p.add(dawn * (0.22 * smoke * (0.5 + fbm(size, 60, 4, 4)))[..., None])
    p.add(dawn * (0.14 * blur(pane, 60))[..., None])
    return p.rgb, LOOK
