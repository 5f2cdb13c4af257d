"""Nine Stools for Kid Morava: shots, second part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    beam,
    blur,
    bokeh,
    bust,
    defocus,
    patch,
    person,
    rgb,
    texture,
)

from .scenery import BLUE, CANVAS, GOLD, LOOK, NAVY, RED, ROPE, SKIN, WARM, crowd, mat, ropes


def corner(size):
    """Between rounds: the stool, a bucket, a towel on the ropes, one lamp; nobody yet."""
    cam = Camera(size, (2.0, 1.1, 2.9), (0.1, 0.72, -0.4), 40)
    p = Picture(cam, defocus(crowd(size, 11, rgb("#8a7050") * 0.16, 4, 0.05, 0.6), 9) * 0.8)
    spot = Light((-0.2, 4.2, -0.1), WARM * 15, 0.4)
    floor = patch(cam, (-6, 0, 6), (1, 0, 0), (0, 0, -1), (7.3, 7.3))
    gap = ((floor.place - np.asarray(spot.at, np.float32)) ** 2).sum(-1)
    scuff = (
        1 + 0.06 * texture(floor.s, floor.t, 5, 3) + 0.05 * texture(floor.s, floor.t, 1.2, 4, 1.0)
    )
    stool = Body((-0.1, 0, -0.1), 30)
    stool.ball((0, 0.5, 0), (0.22, 0.04, 0.22), RED * 1.3, 0.01)
    stool.ball((0, 0.545, 0), (0.2, 0.03, 0.2), GOLD * 1.5, 0.01)
    for x in (-0.13, 0.13):
        for z in (-0.13, 0.13):
            stool.bone((x, 0.47, z), (x * 1.5, 0, z * 1.5), 0.016, 0.016, rgb("#6a6a6a"), 0.004)
    bucket = Body((0.55, 0, 0.1))
    bucket.bone((0, 0.1, 0), (0, 0.32, 0), 0.12, 0.155, NAVY * 1.6, 0.01)
    bucket.hollow((0, 0.46, 0), (0.14, 0.16, 0.14), 0.01)
    bucket.bone((-0.15, 0.42, 0), (0.15, 0.42, 0), 0.006, 0.006, rgb("#9a9a9a"), 0.004)
    glove = Body((-0.75, 0, 0.35), 60)
    glove.ball((0, 0.085, 0), (0.085, 0.08, 0.11), RED * 1.2, 0.03)
    glove.bone((0, 0.075, -0.1), (0, 0.07, -0.21), 0.062, 0.068, RED, 0.02)
    things = (stool, bucket, glove)
    cast = np.ones(size, np.float32)
    seen = floor.alpha > 0
    for body in things:
        cast[seen] *= 0.15 + 0.85 * body.shadow(floor.place[seen], spot, 9)
    light = spot.colour * (4.2 / gap**1.5 * cast)[..., None]
    p.lay(CANVAS * scuff[..., None] * light, floor.alpha, floor.depth)
    air = (WARM * 0.02, CANVAS * 0.07)
    for y in (0.45, 0.85, 1.25):
        p.post((1.25, y, -1.15), (-4.5, y, -1.15), 0.026, 0.026, ROPE * 2.4, [spot], air, spec=0.1)
    pad = Body((1.16, 0, -1.1), 45)
    pad.box((0, 0.85, 0), (0.15, 0.52, 0.11), BLUE * 1.5, 0.06)
    pad.bone((0, 0, -0.1), (0, 1.55, -0.1), 0.05, 0.05, rgb("#101010"), 0.01)
    towel = Body((-0.9, 1.25, -1.13), 0, 1, 0.012)
    towel.box((0, -0.2, 0.03), (0.2, 0.22, 0.012), rgb("#c8c0b0"), 0.012, k=0.02)
    towel.bone((-0.19, 0.02, 0), (0.19, 0.02, 0), 0.035, 0.035, rgb("#c8c0b0"), 0.03, 1, True)
    for body in (pad, towel, *things):
        p.body(body, [spot], air, spec=0.2, power=16, self_shadow=True)
    x, y, _ = cam.project((-0.1, 4.2, -0.1))
    p.add(WARM * (0.14 * beam(size, (x, y), (x - 20, y + 900), 0.3, 1.2, 4))[..., None])
    return p.rgb, LOOK


def gloves(size):
    """Close: a wrapped fighter from behind, red gloves up, the lamps blown out beyond."""
    cam = Camera(size, (0, 1.62, 1.7), (0.05, 1.55, 0), 42)
    spots = [
        (170 + 190 * k, 110 + 20 * (k % 2), 44, WARM * (0.9 + 0.4 * (k % 3))) for k in range(6)
    ]
    back = (
        defocus(crowd(size, 19, rgb("#8a7050") * 0.12, 3, 0.42, 0.9), 15)
        + bokeh(size, spots)
        + blur(bokeh(size, spots), 60) * 0.8
    )
    p = Picture(cam, back)
    for y in (1.02, 1.4):
        p.post(
            (-5, y, -0.8),
            (5, y, -0.8),
            0.03,
            0.03,
            ROPE * 2.4,
            [Light((0, 4, -2), WARM * 12)],
            (WARM * 0.02,) * 2,
        )
    p.rgb = blur(p.rgb, 2.5)
    man = bust(
        (-0.1, 1.25, 0), 196, SKIN, collar=False, style="short", folds=0.0, hair=rgb("#15100c")
    )
    man.bone((-0.24, -0.05, 0.0), (-0.34, -0.08, 0.32), 0.07, 0.05, SKIN, 0.04).bone(
        (-0.34, -0.08, 0.32), (-0.2, 0.26, 0.4), 0.052, 0.045, SKIN, 0.03
    )
    man.ball((-0.2, 0.32, 0.42), (0.085, 0.105, 0.09), RED * 1.3, 0.02)
    man.bone((0.24, -0.05, 0.0), (0.36, -0.05, 0.22), 0.07, 0.05, SKIN, 0.04).bone(
        (0.36, -0.05, 0.22), (0.3, 0.25, 0.28), 0.052, 0.045, SKIN, 0.03
    )
    man.ball((0.3, 0.31, 0.3), (0.085, 0.105, 0.09), RED * 1.3, 0.02)
    lamps = [
        Light((-1.4, 2.7, -1.5), WARM * 9, 0.4),
        Light((1.5, 2.6, -1.4), WARM * 9, 0.4),
        Light((0, 3.3, 0.2), WARM * 1.6, 0.4),
    ]
    p.body(man, lamps, (WARM * 0.02, CANVAS * 0.03), spec=0.12, power=14, steps=60)
    rng = np.random.default_rng(5)
    p.add(
        bokeh(
            size,
            [
                (640 + rng.normal(0, 300), 260 + rng.normal(0, 140), 2.2, WARM * 0.5)
                for _ in range(40)
            ],
        )
        * 0.6
    )
    return p.rgb, LOOK


def after(size):
    """After: the hall empty, one lamp left, a boy sweeping; a glove forgotten on the canvas."""
    cam = Camera(size, (-0.8, 0.42, 3.3), (0.35, 0.75, -2), 48)
    p = Picture(cam, rgb("#0a0a0c") * 0.3)
    seats = patch(cam, (-14, 0, -9), (1, 0, 0), (0, 1, 0), (28, 7))
    rows = 0.5 + 0.5 * np.sin(seats.t * 9) * np.sin(seats.s * 9)
    p.lay(
        rgb("#4a2a20") * (0.02 + 0.03 * rows * np.exp(-seats.t / 2.2))[..., None],
        seats.alpha,
        focus=5,
    )
    spot = Light((0.5, 5.4, -1.5), WARM * 30, 0.5)
    floor = mat(p, Light((0.5, 5.2, -1.4), WARM * 5.2, 0.5))
    ropes(p, spot, sides="nwe")
    boy = person(
        (0.95, 0, -1.7),
        230,
        rgb("#3a4a5a"),
        rgb("#1c1c20"),
        1.62,
        length=0.8,
        arms=((0.24, 1.12, 0.16, 0.1, 1.12, 0.32), (0.25, 1.1, 0.14, 0.14, 0.95, 0.36)),
    )
    glove = Body((-0.5, 0.0, 0.75), 40, 1.15)
    glove.ball((0, 0.085, 0), (0.085, 0.08, 0.11), RED * 1.2, 0.03).ball(
        (0.07, 0.08, 0.0), (0.035, 0.04, 0.07), RED * 1.2, 0.02
    )
    glove.bone((0, 0.075, -0.1), (0, 0.07, -0.21), 0.062, 0.068, RED, 0.02).bone(
        (0, 0.07, -0.2), (0, 0.07, -0.225), 0.071, 0.071, rgb("#c8b890"), 0.004
    )
    cast = np.ones(size, np.float32)
    for body in (boy, glove):
        cast = cast * (0.3 + 0.7 * body.shadow(floor.place, spot, 10))
    p.rgb = np.where((p.depth == floor.depth)[..., None], p.rgb * cast[..., None], p.rgb)
    air = (WARM * 0.012, CANVAS * 0.10)
    p.body(boy, [spot], air, self_shadow=True, focus=2.5)
    p.post((0.75, 1.15, -1.5), (0.15, 0.04, -1.15), 0.014, 0.014, rgb("#a88858"), [spot], air)
    p.body(
        glove,
        [spot, Light((-0.8, 0.9, 3), WARM * 0.25, 0.3)],
        air,
        spec=0.4,
        power=18,
        self_shadow=True,
    )
    x, y, _ = cam.project(spot.at)
    p.add(WARM * (0.22 * beam(size, (x, y), (x - 10, y + 800), 0.30, 1.0, 4))[..., None])
    return p.rgb, LOOK
