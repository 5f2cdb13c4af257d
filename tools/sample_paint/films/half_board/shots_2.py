"""Half Board at the Miramelle: shots, second part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    over,
    patch,
    person,
    rgb,
    smoothstep,
)

from .scenery import CREAM, GOLD, LOOK, MINT, PINK, RED, SKY_HIGH, block, porter


def corridor(size):
    """A corridor of doors in mint; one suitcase, red, outside one of them."""
    cam = Camera(size, (0, 1.45, 2), (0, 1.42, -10), 56)
    p = Picture(cam, CREAM * 0.5)
    lamps_z = [-1.5 - 3.6 * k for k in range(6)]

    def light(place):
        total = np.full(place.shape[:2], 0.14, np.float32)
        for z in lamps_z:
            for x in (-1.35, 1.35):
                gap = ((place - np.asarray([x, 2.0, z], np.float32)) ** 2).sum(-1)
                total = total + 0.30 / (gap + 0.35)
        return total[..., None] * rgb("#ffe6c4")

    end = patch(cam, (-1.6, 0, -24), (1, 0, 0), (0, 1, 0), (3.2, 3))
    win = block(np.abs(end.s - 1.6), -1, 0.7) * block(end.t, 0.8, 2.5)
    p.flat(end, over(MINT * light(end.place), SKY_HIGH * 1.6 * np.ones((*size, 1)), win))
    for side in (-1, 1):
        wall = patch(cam, (1.6 * side, 0, 3), (0, 0, -1), (0, 1, 0), (27, 3))
        stripe = 0.93 + 0.07 * np.sign(np.sin(wall.s * 2 * np.pi / 0.3))
        tint = MINT * stripe[..., None]
        tint = over(tint, CREAM * 0.9, smoothstep(0.9, 0.88, wall.t))
        tint = over(tint, CREAM, block(wall.t, 0.9, 0.98) + block(wall.t, 2.75, 2.9))
        at = np.modf((wall.s + 0.4) / 3.6)[0] * 3.6
        frame = block(at, 1.1, 2.3) * block(wall.t, -1, 2.3)
        door = block(at, 1.2, 2.2) * block(wall.t, -1, 2.2)
        panel = block(at, 1.35, 2.05) * (block(wall.t, 0.2, 0.95) + block(wall.t, 1.15, 2.05))
        tint = over(over(tint, CREAM, frame), PINK * 0.95, door)
        tint = over(tint, PINK * 0.8, np.clip(panel, 0, 1))
        knob = np.exp(-((at - 2.1) ** 2 + (wall.t - 1.05) ** 2) / 0.0012)
        p.flat(wall, over(tint * light(wall.place), GOLD * 1.4, knob))
    roof = patch(cam, (-1.6, 3, 3), (0, 0, -1), (1, 0, 0), (27, 3.2))
    p.flat(roof, CREAM * light(roof.place * np.asarray([1, 0.85, 1], np.float32)) * 0.9)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    hexed = np.sin(floor.s * 9) * np.sin(floor.t * 9) + 0.5 * np.cos(floor.s * 18) * np.cos(
        floor.t * 18
    )
    rug = np.where(
        (hexed > 0.35)[..., None],
        rgb("#d9838a"),
        np.where((hexed < -0.35)[..., None], rgb("#7a3a5a"), rgb("#b4566a")),
    )
    tint = over(
        rgb("#8a5a3c") * np.ones((*size, 1), np.float32), rug, block(np.abs(floor.s), -1, 1.15)
    )
    p.lay(
        tint * light(floor.place) * 0.9,
        floor.alpha * (floor.depth < p.depth),
        np.minimum(floor.depth, p.depth),
    )
    for z in lamps_z:
        for x in (-1.45, 1.45):
            globe = Body((x, 2.0, z))
            globe.ball((0, 0, 0), 0.11, CREAM)
            p.body(globe, [], (rgb("#ffe2b0") * 3.2,) * 2)
    near = [
        Light((-1.35, 2.0, -1.5), rgb("#ffe6c4") * 0.7),
        Light((1.35, 2.0, -5.1), rgb("#ffe6c4") * 0.7),
        Light((0, 2.4, 1), rgb("#ffe6c4") * 0.9),
    ]
    case = Body((1.12, 0, -3.3), 80, 1)
    case.box((0, 0.27, 0), (0.36, 0.25, 0.12), RED, 0.04).box(
        (0, 0.56, 0), (0.09, 0.02, 0.02), GOLD, 0.015
    )
    case.box((-0.2, 0.27, 0), (0.02, 0.255, 0.125), GOLD * 0.7, 0.01).box(
        (0.2, 0.27, 0), (0.02, 0.255, 0.125), GOLD * 0.7, 0.01
    )
    p.body(case, near, (rgb("#ffe6c4") * 0.25, PINK * 0.15), spec=0.2)
    maid = person((-0.2, 0, -9.5), 185, rgb("#3a4a6a"), CREAM, 1.66, length=0.45, style="bun")
    p.body(maid, near, (rgb("#ffe6c4") * 0.35, PINK * 0.2))
    return p.rgb, LOOK


def lift(size):
    """The lift, all red lacquer, and two people in it who do not look at each other."""
    cam = Camera(size, (0, 1.42, 3.5), (0, 1.36, 0), 44)
    p = Picture(cam, 0)
    back = patch(cam, (-1.2, 0, -1.3), (1, 0, 0), (0, 1, 0), (2.4, 2.7))
    quilt = np.abs(np.sin(back.s * 9.4 + back.t * 9.4) * np.sin(back.s * 9.4 - back.t * 9.4)) ** 0.4
    fall = 0.10 + 0.75 * np.exp(-((back.s - 1.2) ** 2) / 0.8 - (back.t - 2.7) ** 2 / 2.2)
    p.flat(back, RED * (fall * (0.55 + 0.6 * quilt))[..., None] * 1.5)
    for side in (-1, 1):
        wall = patch(cam, (1.2 * side, 0, 0.9), (0, 0, -1), (0, 1, 0), (2.2, 2.7))
        glow = np.exp(-((wall.t - 2.7) ** 2) / 2.4)
        p.flat(
            wall,
            RED * (0.06 + 0.5 * glow)[..., None] * (0.9 + 0.1 * np.sin(wall.s * 20))[..., None],
        )
    roof = patch(cam, (-1.2, 2.7, 0.9), (0, 0, -1), (1, 0, 0), (2.2, 2.4))
    lamp = np.hypot(roof.s - 1.1, roof.t - 1.2)
    p.flat(roof, RED * 0.4 + rgb("#ffe6c0") * (5 * smoothstep(0.4, 0.36, lamp))[..., None])
    floor = patch(cam, (-1.2, 0, 0.9), (1, 0, 0), (0, 0, -1), (2.4, 2.2))
    check = np.sign(np.sin(floor.s * 10.5) * np.sin(floor.t * 10.5))[..., None]
    p.flat(floor, (CREAM * (0.5 + 0.5 * check) + rgb("#402020") * (0.5 - 0.5 * check)) * 0.32)
    lamps = [
        Light((0, 2.55, -0.1), rgb("#ffe6c0") * 1.9, 0.5),
        Light((0, 1.8, 3.4), rgb("#ffe8d8") * 2.0, 0.8),
    ]
    air = (RED * 0.10 + CREAM * 0.05, RED * 0.06)
    p.body(porter((-0.52, 0, -0.5), 40, folds=0.002), lamps, air, self_shadow=True)
    guest = person(
        (0.5, 0, -0.45),
        318,
        MINT * 0.9,
        rgb("#5a5a4a"),
        1.78,
        length=0.34,
        hat=rgb("#d8c8a0"),
        folds=0.002,
    )
    p.body(guest, lamps, air, self_shadow=True)
    front_wall = patch(cam, (-3, -0.4, 1.0), (1, 0, 0), (0, 1, 0), (6, 4.4))
    opening = block(np.abs(front_wall.s - 3), -1, 1.02) * block(front_wall.t, 0.4, 2.92)
    trim = block(np.abs(front_wall.s - 3), -1, 1.12) * block(front_wall.t, 0, 3.02)
    stripe = 0.94 + 0.06 * np.sign(np.sin(front_wall.s * 21))
    wallp = (
        PINK
        * (0.42 + 0.12 * np.exp(-np.abs(np.abs(front_wall.s - 3) - 1.1) * 2))[..., None]
        * stripe[..., None]
    )
    wallp = over(
        wallp, GOLD * (0.6 + 0.4 * np.sin(front_wall.t * 3 + front_wall.s))[..., None], trim
    )
    button = np.exp(-((front_wall.s - 4.45) ** 2 + (front_wall.t - 1.6) ** 2) / 0.0015)
    plate = block(front_wall.s, 4.36, 4.54) * block(front_wall.t, 1.4, 1.8)
    wallp = over(over(wallp, GOLD, plate), rgb("#ffd890") * 3, button)
    p.lay(wallp, 1 - opening)
    return p.rgb, LOOK
