"""Half Board at the Miramelle: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    over,
    patch,
    rgb,
    smoothstep,
    texture,
)

from .scenery import CREAM, GOLD, LILAC, LOOK, MINT, PINK, RED, block, front, pavement, porter


def morning(size):
    """The front, square-on, morning; the porter waits on the red carpet."""
    cam = Camera(size, (0, 8.5, 42), (0, 11.3, 0), 45)
    p, lamps, air = front(cam)
    pavement(p, cam, False)
    p.rgb = p.rgb * 0.62
    p.body(porter((0, 0, 5.6)), lamps, air)
    for x in (-5.6, 5.6, -11.2, 11.2):
        tub = Body((x, 0, 1.6))
        tub.bone((0, 0.2, 0), (0, 0.55, 0), 0.4, 0.48, CREAM, 0.02).ball(
            (0, 1.5, 0), (0.75, 0.8, 0.75), rgb("#4a7a5c"), 0.05
        )
        tub.folds, tub.fold_size = 0.05, 0.4
        p.body(tub, lamps, air)
    return p.rgb, LOOK


def desk(size):
    """The reception: a symmetrical wall of keys, the porter behind the desk, a bell."""
    cam = Camera(size, (0, 1.6, 4.9), (0, 1.75, 0), 44)
    p = Picture(cam, 0)
    back = patch(cam, (-4, 0, -1.4), (1, 0, 0), (0, 1, 0), (8, 4.4))
    x, y = back.s - 4, back.t
    paper = np.sin(x * 14) * np.sin(y * 14 + np.pi * (np.floor(x * 14 / np.pi) % 2))
    wall = LILAC * (0.82 + 0.10 * np.sign(paper))[..., None]
    rack = block(np.abs(x), -1, 1.45) * block(y, 1.25, 2.95)
    cell_u, cell_v = np.modf((x + 1.45) / 0.29)[0], np.modf((y - 1.25) / 0.34)[0]
    hole = block(cell_u, 0.08, 0.92) * block(cell_v, 0.08, 0.92)
    deep = (0.25 + 0.5 * cell_v)[..., None]
    key = np.hypot((cell_u - 0.5) * 0.29, (cell_v - 0.4) * 0.34)
    dice = np.modf(
        np.abs(np.sin(np.floor((x + 1.45) / 0.29) * 12.99 + np.floor((y - 1.25) / 0.34) * 78.2))
        * 43758.5
    )[0]
    wood = rgb("#a86a4a") * (1 + 0.1 * texture(x * 4, y * 0.5, 4, 3))[..., None]
    cells = over(rgb("#6a3a34") * deep, GOLD * 1.2, (key < 0.03) * (dice > 0.35))
    letter = block(cell_u, 0.25, 0.7) * block(cell_v, 0.1, 0.6) * (dice > 0.82)
    cells = over(cells, CREAM, letter)
    colour = over(wall, over(wood, cells, hole), rack)
    clock = np.hypot(x, y - 3.45)
    hands = (np.abs(x) < 0.02) * (y > 3.45) + (np.abs(y - 3.45) < 0.018) * (x > 0)
    colour = over(colour, GOLD, smoothstep(0.42, 0.41, clock))
    colour = over(
        colour,
        CREAM * (1 - 0.85 * np.clip(hands, 0, 1) * (clock < 0.27))[..., None],
        smoothstep(0.36, 0.35, clock),
    )
    fall = (
        0.35
        + 0.8 * np.exp(-((np.abs(x) - 2.2) ** 2) / 0.8 - (y - 2.5) ** 2 / 1.2)
        + 0.45 * np.exp(-(x**2) / 2)
    )
    p.flat(back, colour * rgb("#fff0dc") * fall[..., None])
    lamps = [
        Light((-2.2, 2.6, -0.2), rgb("#ffe0b8") * 2.2, 0.5),
        Light((2.2, 2.6, -0.2), rgb("#ffe0b8") * 2.2, 0.5),
        Light((0, 3.2, 2.5), rgb("#fff0e0") * 3.5, 0.6),
    ]
    air = (rgb("#fff0e0") * 0.22, PINK * 0.15)
    for x0 in (-2.2, 2.2):
        sconce = Body((x0, 2.5, -1.2))
        sconce.dome((0, 0, 0.1), (0.2, 0.26, 0.16), CREAM * 3)
        p.body(sconce, [], (rgb("#ffe0b0") * 2.6, rgb("#ffe0b0") * 2.6))
        p.post((x0, 2.1, -1.1), (x0, 2.5, -1.1), 0.025, 0.025, GOLD, lamps, air)
    p.body(
        porter((0.0, 0.1, -0.6), 0, arms=((0.26, 1.1, 0.08, 0.16, 1.06, 0.34),) * 2),
        lamps,
        air,
        self_shadow=True,
    )
    counter = Body((0, 0, 0.4))
    counter.box((0, 0.5, 0), (1.9, 0.5, 0.3), rgb("#c9736e"), 0.03).box(
        (0, 1.03, 0.02), (2.0, 0.04, 0.38), CREAM, 0.025
    )
    for k in range(-3, 4):
        counter.box((k * 0.52, 0.52, 0.3), (0.2, 0.34, 0.012), rgb("#d98a84"), 0.01)
    counter.dome((0.75, 1.075, 0.15), (0.07, 0.055, 0.07), GOLD).ball(
        (0.75, 1.14, 0.15), 0.012, GOLD
    )
    counter.box((-0.6, 1.09, 0.15), (0.22, 0.02, 0.15), RED, 0.01)
    p.body(counter, lamps, air, spec=0.12)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    check = np.sign(np.sin(floor.s * np.pi / 0.5) * np.sin((floor.t + 0.1) * np.pi / 0.5))
    p.lay(
        (CREAM * 0.62 + (CREAM - rgb("#8a5a5a")) * 0.2 * check[..., None]) * 0.7,
        floor.alpha * (floor.depth < p.depth),
    )
    for x0 in (-2.6, 2.6):
        palm = Body((x0, 0, 0.6))
        palm.bone((0, 0.1, 0), (0, 0.5, 0), 0.22, 0.28, MINT, 0.02)
        for k in range(11):
            a, h = k * 2.4, 0.8 + 0.12 * (k % 4)
            tip = (0.65 * np.cos(a), 1.0 + h * 0.55 - 0.1 * (k % 3), 0.65 * np.sin(a))
            palm.bone(
                (0, 0.5, 0),
                (tip[0] * 0.5, tip[1] + 0.12, tip[2] * 0.5),
                0.012,
                0.03,
                rgb("#3f7a58"),
                0.01,
                1,
            )
            palm.bone(
                (tip[0] * 0.5, tip[1] + 0.12, tip[2] * 0.5),
                tip,
                0.03,
                0.008,
                rgb("#4f8a64"),
                0.01,
                1,
            )
        p.body(palm, lamps, air, focus=2)
    return p.rgb, LOOK
