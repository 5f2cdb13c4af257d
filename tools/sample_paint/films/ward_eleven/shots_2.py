"""Ward Eleven, Quietly: shots, second part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    bust,
    over,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)

from .scenery import AIR, LOOK, PAINT, RED, TUBE, WALL, WHITE, chair, corridor, polish


def doors(size):
    """Two swing doors with round panes, a surgeon dark behind one of them; a red lamp above."""
    cam = Camera(size, (0, 1.45, 3.0), (0, 1.5, 0), 46)
    wall = patch(cam, (-3, 0, 0), (1, 0, 0), (0, 1, 0), (6, 3.6))
    behind = Picture(cam, TUBE * 1.5)
    yy = np.linspace(0, 1, size[0])[:, None, None]
    behind.rgb = behind.rgb * (1.1 - 0.6 * yy)
    man = person(
        (-0.62, 0, -1.1), 0, rgb("#2f6a66"), PAINT, 1.78, style="bald", skin=rgb("#1f2a2a")
    )
    man.ball((0, 1.67, -0.01), (0.085, 0.075, 0.1), rgb("#2f6a66"), 0.02)
    behind.body(man, [Light((0.6, 2.6, -2.6), TUBE * 8, 0.5)], (TUBE * 0.07, PAINT * 0.1))
    behind.rgb = blur(behind.rgb, 3.5)
    r1 = np.hypot(wall.s - 3 - 0.55, wall.t - 1.62)
    r2 = np.hypot(wall.s - 3 + 0.55, wall.t - 1.62)
    hole = smoothstep(0.262, 0.256, np.minimum(r1, r2))
    ring = smoothstep(0.31, 0.30, np.minimum(r1, r2)) - hole
    leaf = smoothstep(1.12, 1.11, np.abs(wall.s - 3)) * smoothstep(2.42, 2.41, wall.t)
    gap = smoothstep(0.012, 0.006, np.abs(wall.s - 3)) * leaf
    kick = smoothstep(0.42, 0.41, wall.t) * leaf
    lamp = np.exp(-((wall.s - 3) ** 2 + (wall.t - 2.75) ** 2) / 0.5)
    spill = 0.05 + 0.10 * np.exp(-(np.minimum(r1, r2) ** 2) / 0.3) + 0.04 * wall.t
    worn = (
        1
        + 0.08 * texture(wall.s, wall.t, 5, 3)
        + 0.05 * texture(wall.s * 0.3, wall.t * 4, 3, 4, 1.1)
    )[..., None]
    tint = (WALL * 0.5 * (1 - leaf[..., None]) + rgb("#4f8a80") * leaf[..., None]) * worn
    tint = tint * (1 - kick[..., None]) + rgb("#8a9a96") * 0.6 * kick[..., None]
    tint = tint * (1 - 0.9 * gap[..., None])
    paint = (
        tint * (spill[..., None] * TUBE * 1.3 + RED * (0.5 * lamp)[..., None])
        + rgb("#b8c8c2") * (0.22 * ring)[..., None]
    )
    p = Picture(cam, over(paint, behind.rgb, hole))
    box = smoothstep(0.26, 0.25, np.abs(wall.s - 3)) * smoothstep(
        0.085, 0.08, np.abs(wall.t - 2.72)
    )
    p.rgb = over(p.rgb, RED * 4.5, box)
    wire = 1 - 0.5 * hole * (
        np.minimum(np.abs(np.modf(wall.s / 0.05)[0] - 0.5), np.abs(np.modf(wall.t / 0.05)[0] - 0.5))
        < 0.06
    )
    p.rgb = p.rgb * wire[..., None]
    nurse = bust((0.6, 1.15, 1.2), 215, WHITE * 0.8, style="bun", collar=False, build=0.85)
    p.body(
        nurse,
        [Light((0.2, 2.2, -0.6), TUBE * 1.6, 0.4), Light((0.0, 2.75, 0.2), RED * 1.2, 0.3)],
        (TUBE * 0.03, PAINT * 0.03),
        focus=5,
    )
    return p.rgb, LOOK


def waiting(size):
    """The waiting room from the side: a row of chairs, one red coat left behind on the last."""
    cam = Camera(size, (-0.6, 1.25, 4.6), (0.2, 1.05, 0), 46)
    pictures = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, 0)
        wall = patch(c, (-6, 0, -1.2), (1, 0, 0), (0, 1, 0), (12, 3.2))
        lower = smoothstep(1.36, 1.34, wall.t)[..., None]
        band = smoothstep(0.03, 0.02, np.abs(wall.t - 1.37))[..., None]
        pool = sum(
            np.exp(-((wall.s - x) ** 2) / 1.1 - (wall.t - 3.0) ** 2 / 3.2) * g
            for x, g in ((4.2, 1.0), (8.0, 0.55))
        )
        stain = (1 + 0.07 * texture(wall.s, wall.t, 5, 3))[..., None]
        tint = (WALL * (1 - lower) + PAINT * 0.8 * lower) * stain * (1 - 0.6 * band)
        p.flat(wall, tint * TUBE * (0.03 + 0.75 * pool)[..., None])
        clock = np.hypot(wall.s - 7.4, wall.t - 1.95)
        hands = (np.abs(wall.s - 7.4) < 0.012) * (wall.t > 1.95) + (
            np.abs(wall.t - 1.95) < 0.012
        ) * (wall.s < 7.4) * (wall.s > 7.3)
        dial = smoothstep(0.2, 0.19, clock) * (1 - 0.85 * np.clip(hands * (clock < 0.15), 0, 1))
        p.rgb = over(p.rgb, WHITE * (0.30 * dial)[..., None] * TUBE, smoothstep(0.23, 0.22, clock))
        lamps = [
            Light((-1.8, 2.9, -0.4), TUBE * 2.6, 0.7),
            Light((2.0, 2.9, -0.4), TUBE * 1.3, 0.7),
        ]
        for k in range(6):
            p.body(chair((-2.6 + 0.62 * k, 0, -0.75), 0, rgb("#2f5d58")), lamps, AIR, spec=0.12)
        coat = Body((-2.6 + 0.62 * 4, 0, -0.75), 0, 1, 0.012)
        coat.bone((-0.12, 0.84, -0.2), (0.14, 0.86, -0.2), 0.07, 0.06, RED, 0.06, 1, True)
        coat.bone((0, 0.8, -0.16), (0.02, 0.5, -0.02), 0.13, 0.12, RED, 0.08, 0.8, True)
        coat.bone((0.08, 0.5, 0.05), (0.16, 0.22, 0.24), 0.09, 0.05, RED, 0.06, 0.7, True)
        p.body(coat, lamps, AIR, self_shadow=True)
        man = person(
            (-1.36, 0.03, -0.6),
            15,
            rgb("#3d4a4c"),
            rgb("#20282a"),
            seated=True,
            tilt=0.06,
            arms=((0.24, 1.14, 0.1, 0.06, 1.0, 0.34),) * 2,
        )
        p.body(man, lamps, AIR, self_shadow=True)
        pictures.append(p)

    def light(place, normal):
        gap = ((place - np.asarray([-1.8, 2.9, -0.4], np.float32)) ** 2).sum(-1)
        return TUBE * (0.03 + 1.3 / (gap + 0.5))[..., None]

    return polish(cam, *pictures, light, 0.6).rgb, LOOK


def night_round(size):
    """Night: one tube left on; a nurse, far, and a red ball in the light."""
    cam = Camera(size, (-0.5, 0.55, 1.0), (0.05, 1.05, -10), 50)
    pictures = []
    for c in (cam, cam.mirrored()):
        p, light = corridor(c, (2,), gain=1.15)
        lamp = [Light((0, 2.6, -13.7), TUBE * 4.2, 0.8)]
        ball = Body((0.35, 0.13, -4.2))
        ball.ball((0, 0, 0), 0.13, RED)
        p.body(
            ball,
            [Light((0, 2.2, -8.0), TUBE * 14, 0.8), Light((-0.8, 1.5, -2), TUBE * 0.3)],
            AIR,
            spec=0.3,
        )
        p.body(
            person((0.3, 0, -15.5), 5, WHITE, WHITE * 0.5, 1.68, length=0.5, style="bun"),
            lamp,
            (TUBE * 0.03,) * 2,
        )
        pictures.append(p)
    world = polish(cam, *pictures, light, 0.75)
    world.fog(TUBE * 0.10, 0.02)
    return world.rgb, LOOK
