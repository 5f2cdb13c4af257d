"""Nine Stools for Kid Morava: shots, first part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    beam,
    blur,
    bokeh,
    defocus,
    fbm,
    over,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)

from .scenery import BLUE, CANVAS, GOLD, GUARD, LOOK, NAVY, RED, ROPE, SKIN, WARM, crowd, mat, ropes


def boxer(at, yaw, trunks, gloves, arms, height=1.8, **more):
    """A bare-chested fighter in trunks and gloves."""
    body = person(at, yaw, SKIN, SKIN, height, length=0.9, arms=arms, folds=0.0, **more)
    hip, lead = 0.95, np.sign(more.get("step", 0.05))
    body.bone((0, hip + 0.1, 0), (0, hip, 0), 0.156, 0.16, trunks, 0.01, 0.8, True)
    for side in (-1, 1):
        end = (0.11 * side, 0.7, (0.09 if side > 0 else -0.09) * lead)
        body.bone((0.07 * side, hip - 0.02, 0.0), end, 0.1, 0.115, trunks, 0.006)
        body.ball((0.09 * side, hip + 0.33, 0.075), (0.085, 0.07, 0.05), SKIN, 0.05)
    for side, (_, _, _, x, y, z) in zip((-1, 1), arms, strict=True):
        body.ball((x * side, y, z), (0.075, 0.085, 0.085), gloves, 0.02)
    return body


def overhead(size):
    """From the lighting grid, straight down: the ring, two fighters, a referee, dark around."""
    cam = Camera(size, (0.3, 12.6, 1.3), (0.1, 0, 0.1), 47)
    p = Picture(cam, rgb("#080706") * 0.4)
    spot = Light((0.3, 7.5, -0.2), WARM * 52, 0.5)
    p.add(defocus(crowd(size, 3, rgb("#6a5a48") * 0.05, 6, -0.05, 0.95), 5))
    floor = mat(p, Light((0.3, 7.5, -0.2), WARM * 5.4, 0.5), gain=1.0)
    a = boxer((-0.62, 0, 0.55), 62, RED, RED * 1.1, GUARD)
    b = boxer((0.55, 0, 0.95), 250, NAVY * 1.3, NAVY * 1.3, GUARD, 1.84)
    ref = person((0.5, 0, -1.25), 200, rgb("#c8c4b8"), rgb("#141414"), 1.76, length=0.9)
    cast = np.ones(size, np.float32)
    for body in (a, b, ref):
        cast = cast * (0.35 + 0.65 * body.shadow(floor.place, spot, 8))
    p.rgb = p.rgb * cast[..., None]
    ropes(p, spot, tint=ROPE * 1.1, radius=0.032, flat=True)
    for body in (ref, a, b):
        p.body(body, [spot], (WARM * 0.05, CANVAS * 0.22), spec=0.12, self_shadow=True)
    p.add(
        WARM
        * (
            0.018
            * np.exp(
                -(
                    ((np.arange(size[1])[None] - 640) / 420.0) ** 2
                    + ((np.arange(size[0])[:, None] - 340) / 300.0) ** 2
                )
            )
        )[..., None]
    )
    return p.rgb, LOOK


def walk_on(size):
    """The tunnel: a hooded gold robe walks toward a rectangle of light and noise."""
    cam = Camera(size, (0, 1.35, 3.4), (0.0, 1.5, -6), 46)
    p = Picture(cam, 0)
    end = patch(cam, (-1.7, 0, -9), (1, 0, 0), (0, 1, 0), (3.4, 3.0))
    hall = (
        WARM
        * (0.9 + 1.1 * np.exp(-((end.t - 2.2) ** 2) / 0.5))[..., None]
        * (0.6 + 0.6 * fbm(size, 60, 5, 4))[..., None]
    )
    p.flat(end, hall)
    for side in (-1, 1):
        wall = patch(cam, (1.7 * side, 0, 4), (0, 0, -1), (0, 1, 0), (13, 3))
        block = smoothstep(0.01, 0.03, np.abs(np.modf(wall.t / 0.25)[0] - 0.5) * 0.25) * smoothstep(
            0.01, 0.03, np.abs(np.modf(wall.s / 0.5 + 0.5 * np.floor(wall.t / 0.25))[0] - 0.5) * 0.5
        )
        graze = 0.9 / (0.3 + np.maximum(13 - wall.s, 0) ** 1.6) + 0.004
        stripe = smoothstep(0.16, 0.15, np.abs(wall.t - 1.25))[..., None]
        tint = CANVAS * (0.6 + 0.25 * block + 0.06 * texture(wall.s, wall.t, 3, 4))[..., None]
        p.flat(wall, over(tint, BLUE * 1.2, stripe[..., 0]) * WARM * graze[..., None])
    roof = patch(cam, (-1.7, 3, 4), (0, 0, -1), (1, 0, 0), (13, 3.4))
    p.flat(
        roof, CANVAS * WARM * (0.35 / (0.3 + np.maximum(13 - roof.s, 0) ** 1.7) + 0.002)[..., None]
    )
    floor = patch(cam, (-1.7, 0, 4), (1, 0, 0), (0, 0, -1), (3.4, 13))
    lamp = Light((0, 2.2, -9.5), WARM * 24, 0.8)
    man = person(
        (0.05, 0, -2.6),
        180,
        GOLD * 3.2,
        rgb("#1a1410"),
        1.82,
        length=0.32,
        style="bald",
        step=0.16,
        folds=0.01,
    )
    man.ball((0, 1.62, -0.01), (0.125, 0.155, 0.135), GOLD * 3.2, 0.04)
    wet = np.exp(-(((floor.s - 1.7) / 0.8) ** 2)) * (
        0.3 + 0.5 * smoothstep(-0.5, 1.5, texture(floor.s * 2, floor.t, 5, 4))
    )
    glare = 1.6 / (0.4 + np.maximum(13 - floor.t, 0) ** 1.25)
    cast = 0.15 + 0.85 * man.shadow(floor.place, lamp, 8)
    p.lay(CANVAS * 0.5 * WARM * (glare * cast * (0.5 + wet))[..., None], floor.alpha, floor.depth)
    for x, z, c in ((-0.75, -4.4, "#c8c4b8"), (0.85, -4.0, "#2a2a30")):
        p.body(
            person((x, 0, z), 178, rgb(c), rgb("#141414"), length=0.8, step=-0.16),
            [lamp],
            (WARM * 0.01, CANVAS * 0.02),
            sheen=1,
            focus=1.5,
        )
    p.body(
        man,
        [lamp, Light((-1.2, 2.9, -0.6), WARM * 1.6, 0.3)],
        (WARM * 0.03, CANVAS * 0.03),
        sheen=2.5,
    )
    p.add(
        WARM
        * (
            0.30
            * blur(np.clip(end.alpha * (p.depth > 10), 0, 1), 60)
            * (0.6 + 0.8 * fbm(size, 220, 9, 5))
        )[..., None]
    )
    return p.rgb, LOOK


def ringside(size):
    """From the first row, low, through the ropes: two fighters against the lamps' smoke."""
    cam = Camera(size, (-0.6, 0.55, 6.4), (0.0, 1.25, 0), 44)
    p = Picture(cam, 0)
    p.rgb = defocus(crowd(size, 23, rgb("#8a7050") * 0.10, 3, 0.42, 0.72), 7)
    yy, _ = np.mgrid[: size[0], : size[1]].astype(np.float32)
    smoke = fbm(size, 300, 5, 6)
    for k, x in enumerate((250, 480, 710, 940, 1130)):
        p.add(
            WARM
            * (0.30 * beam(size, (x, -30), (x + 60 * (k - 2), 620), 0.2, 1.5, 40 + k))[..., None]
        )
        p.add(bokeh(size, [(x, 20, 17, WARM * 6)]))
    p.rgb = p.rgb + WARM * (0.05 * smoke * np.exp(-(((yy - 200) / 260) ** 2)))[..., None]
    spot = Light((0.2, 5.2, -1.4), WARM * 34, 0.6)
    fill = Light((0, 3.5, 4), WARM * 2.0, 0.6)
    mat(p, Light((0.2, 7.0, -0.8), WARM * 4.4, 0.6), marks=True)
    ropes(p, spot, sides="nwe")
    a = boxer(
        (-0.62, 0, 0.0),
        80,
        RED,
        RED * 1.2,
        ((0.26, 1.2, 0.25, 0.12, 1.47, 0.62), (0.27, 1.14, 0.15, 0.1, 1.36, 0.3)),
        step=0.2,
    )
    b = boxer((0.62, 0, -0.1), 278, NAVY * 1.4, NAVY * 1.4, GUARD, 1.84, step=-0.2)
    for body in (a, b):
        p.body(
            body, [spot, fill], (WARM * 0.015, CANVAS * 0.10), spec=0.4, power=14, self_shadow=True
        )
    ropes(p, Light((0, 4.5, 3.4), WARM * 9, 0.5), sides="s", radius=0.028)
    p.lay(
        rgb("#060505"),
        smoothstep(
            0.4,
            0.6,
            defocus(
                (crowd(size, 31, np.ones(3, np.float32), 1, 0.93, 0.99).mean(-1) > 0).astype(
                    np.float32
                ),
                8,
            ),
        ),
    )
    return p.rgb, LOOK
