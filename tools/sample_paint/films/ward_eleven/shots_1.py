"""Ward Eleven, Quietly: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    bust,
    defocus,
    fbm,
    over,
    patch,
    rgb,
    smoothstep,
)

from .scenery import AIR, LOOK, PAINT, RED, TUBE, WALL, WHITE, chair, corridor, polish


def near(z, gain=1.0):
    """The two tubes about ``z`` as lamps for figures."""
    return [Light((0, 2.6, z + d), TUBE * 1.9 * gain, 0.8) for d in (-3, 1.2)]


def red_chair(size):
    """One-point corridor; a single red chair."""
    cam = Camera(size, (0, 1.15, 2.2), (0, 1.2, -10), 58)
    pictures = []
    for c in (cam, cam.mirrored()):
        p, light = corridor(c)
        p.body(chair((-0.95, 0, -2.2), 62, RED), near(-2.2), AIR, spec=0.15, self_shadow=True)
        pictures.append(p)
    world = polish(cam, *pictures, light)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    dark = np.exp(-(((floor.s + 0.95) / 0.32) ** 2 + ((floor.t - 2.2) / 0.32) ** 2)) * (
        world.depth >= floor.depth - 0.01
    )
    world.rgb = world.rgb * (1 - 0.55 * dark[..., None])
    world.fog(TUBE * 0.32, 0.012)
    return world.rgb, LOOK


def ward(size):
    """A bed by a tall window; green day through a blind; red tulips on the sill."""
    cam = Camera(size, (0.4, 1.35, 3.9), (0.1, 1.15, -1), 48)
    p = Picture(cam, 0)
    back = patch(cam, (-4, 0, -2.2), (1, 0, 0), (0, 1, 0), (9, 3.4))
    win = (
        smoothstep(2.3, 2.32, back.s)
        * smoothstep(4.5, 4.48, back.s)
        * smoothstep(1.0, 1.02, back.t)
        * smoothstep(2.95, 2.93, back.t)
    )
    bars = smoothstep(0.02, 0.035, np.abs(back.s - 3.4)) * smoothstep(
        0.02, 0.03, np.abs(back.t - 2.2)
    )
    slats = 0.55 + 0.45 * smoothstep(0.2, 0.5, np.abs(np.modf(back.t / 0.07)[0] - 0.5))
    spread = np.exp(-((back.s - 3.4) ** 2) / 3.2 - ((back.t - 1.9) ** 2) / 2.6)
    lower = smoothstep(1.42, 1.4, back.t)[..., None]
    wall = (WALL * (1 - lower) + PAINT * 0.7 * lower) * (0.06 + 0.16 * spread)[..., None]
    p.flat(back, over(wall, rgb("#d8fff0") * (2.1 * bars * slats)[..., None], win))
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    pool = np.exp(-((floor.s + 0.5 - 0.25 * (floor.t - 2)) ** 2) / 0.8) * np.exp(
        -((floor.t - 0.6) ** 2) / 2.4
    )
    stripe = 0.6 + 0.4 * smoothstep(0.1, 0.4, np.abs(np.modf(floor.t / 0.3 + 40)[0] - 0.5))
    p.flat(floor, rgb("#6f958a") * (0.035 + 0.5 * pool * stripe)[..., None])
    bed = Body((0.9, 0, -0.6), 86)
    sheet = WHITE * 0.75
    bed.box((0, 0.62, 0), (0.46, 0.12, 1.02), sheet, 0.07)
    bed.box((0, 0.76, -0.74), (0.36, 0.09, 0.24), sheet, 0.08, k=0.03)
    bed.bone((0.05, 0.73, -0.35), (0.0, 0.74, 0.85), 0.15, 0.10, sheet, 0.1, 1, True)
    bed.folds = 0.010
    for z in (-1.05, 1.05):
        for y in (0.95, 0.75):
            bed.bone((-0.45, y, z), (0.45, y, z), 0.02, 0.02, rgb("#98a8a2"), 0.004)
        for x in (-0.45, 0.45):
            bed.bone((x, 0, z), (x, 0.98, z), 0.02, 0.02, rgb("#98a8a2"), 0.004)
    day = [
        Light((-0.6, 2.4, -1.9), rgb("#d8fff0") * 2.2, 0.7),
        Light((-2.5, 2.6, 3), TUBE * 0.7, 1),
    ]
    p.body(bed, day, (TUBE * 0.05, PAINT * 0.03), self_shadow=True)
    patient = Body((0.0, 0.86, -0.62), 86)
    patient.ball((0, 0, 0.02), (0.075, 0.08, 0.1), rgb("#a88a78")).ball(
        (0, 0.01, -0.05), (0.085, 0.085, 0.09), rgb("#2a2420")
    )
    p.body(patient, day, (TUBE * 0.05, PAINT * 0.03))
    p.post((-0.35, 0, -1.1), (-0.35, 1.95, -1.1), 0.014, 0.012, rgb("#98a8a2"), day, AIR)
    bag = Body((-0.35, 1.75, -1.1))
    bag.box((0.08, 0, 0), (0.06, 0.11, 0.02), rgb("#b8d8cc"), 0.02)
    p.body(bag, day, AIR, spec=0.2)
    rng = np.random.default_rng(9)
    vase = Body((-1.25, 1.02, -2.05))
    vase.bone((0, 0.02, 0), (0, 0.2, 0), 0.045, 0.06, rgb("#aac8be"), 0.01)
    for _ in range(7):
        x, y = rng.normal(0, 0.09), rng.uniform(0.34, 0.5)
        vase.bone((0, 0.2, 0), (x, y, 0.03), 0.006, 0.006, rgb("#2a5a38"), 0.01)
        vase.ball((x, y + 0.03, 0.03), (0.035, 0.05, 0.035), RED, 0.01)
    p.body(vase, [*day, Light((-1.2, 2, -0.5), TUBE * 0.5, 0.5)], AIR)
    p.add(
        rgb("#d8fff0")
        * (0.35 * blur(win * bars, 70) * (0.7 + 0.6 * fbm(size, 240, 4)))[..., None]
        * 0.7
    )
    return p.rgb, LOOK


def face(size):
    """Close: a girl in profile against a bright ward, a red thread round her neck."""
    cam = Camera(size, (0, 1.62, 1.25), (0.1, 1.57, 0), 40)
    back, _ = corridor(Camera(size, (-0.9, 1.6, 2.4), (0.8, 1.4, -8), 44))
    p = Picture(cam, defocus(back.rgb, 20) * 0.9)
    girl = bust(
        (-0.14, 1.3, 0),
        112,
        rgb("#6f928a"),
        collar=False,
        style="bun",
        hair=rgb("#3a2418"),
        build=0.82,
    )
    girl.bone((0, 0.178, 0.004), (0, 0.205, 0.004), 0.076, 0.07, RED, 0.004)
    p.body(
        girl,
        [
            Light((1.5, 2.1, -0.6), TUBE * 3.0, 0.4),
            Light((-1.3, 2.0, -0.7), TUBE * 2.0, 0.4),
            Light((1.8, 1.6, 0.4), TUBE * 0.5, 0.5),
        ],
        (TUBE * 0.035, PAINT * 0.05),
        steps=60,
    )
    return p.rgb, LOOK
