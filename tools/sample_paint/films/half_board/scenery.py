"""Half Board at the Miramelle: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Light,
    Look,
    Picture,
    over,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)
from kit.land import sky

LOOK = Look(
    exposure=1.0,
    contrast=0.95,
    saturation=0.95,
    shadows=(0.03, 0.012, 0.022),
    lights=(1.0, 0.985, 0.965),
    lift=0.03,
    halation=(0.05, 0.025, 0.025),
    bloom=0.08,
    vignette=0.22,
    grain=0.016,
)
PINK, CREAM, MINT = rgb("#e8a7a4"), rgb("#f3e2c4"), rgb("#9cc9b8")
SKY_LOW, SKY_HIGH = rgb("#f4d9c4"), rgb("#9cc4cf")
LIVERY, RED, LILAC, GOLD = rgb("#5b2a86"), rgb("#b3202a"), rgb("#c3a6cf"), rgb("#c89a3c")
DAY = (rgb("#dfe6ea") * 0.55, PINK * 0.35)


def block(x, low, high):
    """1 between ``low`` and ``high``, with thin soft edges."""
    return smoothstep(low - 0.012, low + 0.012, x) * smoothstep(high + 0.012, high - 0.012, x)


def front(cam, night=False, seed=2):
    """The hotel's front: five floors, eleven bays, awnings, a cornice, a name in lights."""
    p = Picture(
        cam, sky(cam, SKY_LOW, SKY_HIGH, 4, rgb("#fff2e4"), 0.42) * (1.0 if not night else 0.06)
    )
    if night:
        p.rgb = p.rgb + rgb("#2a3a6a") * 0.10
    hall = patch(cam, (-15.4, 0, 0), (1, 0, 0), (0, 1, 0), (30.8, 19.2))
    x, y = hall.s - 15.4, hall.t
    bay = np.floor(x / 2.8 + 0.5)
    u, floor = x / 2.8 + 0.5 - bay - 0.5, np.floor((y - 4.2) / 2.9)
    v = (y - 4.2) - floor * 2.9
    upper = (floor >= 0) & (floor < 4)
    middle = np.abs(bay) <= 1
    wall = PINK * (1 + 0.05 * texture(x, y, 9, 3) + 0.03 * texture(x, y, 1.5, 4, 1.0))[..., None]
    wall = np.where(middle[..., None], CREAM * 0.95 * (wall / PINK), wall)
    pier = np.exp(-(((np.abs(u) - 0.5) / 0.06) ** 2)) * 0.10
    wall = wall * (1 + pier[..., None])
    frame = block(np.abs(u) * 2.8, -1, 0.66) * block(v, 0.30, 2.22) * upper
    glass = (
        block(np.abs(u) * 2.8, 0.03, 0.54)
        * block(v, 0.42, 2.1)
        * upper
        * smoothstep(0.012, 0.02, np.abs(v - 1.5))
    )
    dice = np.modf(np.abs(np.sin(bay * 12.99 + floor * 78.23 + seed)) * 43758.5)[0]
    curtain = (np.abs(u) * 2.8 > 0.54 - 0.36 * dice) * (0.75 + 0.25 * np.sin(np.abs(u) * 190))
    pane = SKY_HIGH * (0.16 + 0.26 * smoothstep(0.4, 2.1, v + 0.3 * np.sin(x)))[..., None]
    pane = np.where((curtain > 0)[..., None], CREAM * (0.5 * curtain)[..., None], pane)
    colour = over(over(wall, CREAM * 1.05, frame), pane, glass)
    lit = (dice > 0.58) & (floor < 4)
    # Awnings over every window, striped; shadow under each; balconies' rails in front.
    awn_top, awn_low = 2.34, 1.86
    slope = 0.5 + 0.5 * np.clip((awn_top - v) / (awn_top - awn_low), 0, 1)
    awning = (
        block(np.abs(u) * 2.8, -1, 0.80) * block(v, awn_low, awn_top) * upper * (np.abs(bay) > 1)
    )
    stripe = np.sign(np.sin(u * 2.8 * 18))[..., None] * 0.5 + 0.5
    canvas = (MINT * stripe + CREAM * (1 - stripe)) * slope[..., None]
    under = (
        block(np.abs(u) * 2.8, -1, 0.85)
        * smoothstep(1.3, 1.86, v)
        * (v < 1.87)
        * upper
        * (np.abs(bay) > 1)
    )
    colour = colour * (1 - 0.45 * under[..., None])
    colour = over(colour, canvas, awning)
    rail = block(v, 0.05, 0.62) * upper * middle * (np.abs(u) * 2.8 < 1.2)
    bars = smoothstep(0.35, 0.42, np.abs(np.modf(u * 2.8 / 0.11 + 20)[0] - 0.5)) + block(
        v, 0.56, 0.62
    )
    colour = over(colour, rgb("#f6efe2") * 0.9, np.clip(rail * bars, 0, 1))
    for level, deep in ((4.1, 0.22), (15.9, 0.34), (18.6, 0.5)):
        band = block(y, level, level + deep)
        colour = over(colour, CREAM * 1.08, band)
        colour = (
            colour * (1 - 0.4 * np.exp(-np.maximum(level - y, 0) / 0.25) * (y < level))[..., None]
        )
    # The ground floor: arches, the door, the canopy.
    low = y < 4.1
    arch = np.where(np.abs(u) * 2.8 < 0.95, np.sqrt(np.maximum(0.95**2 - (u * 2.8) ** 2, 0)), 0)
    opening = low * smoothstep(0.95, 0.93, np.abs(u) * 2.8) * smoothstep(2.2 + arch, 2.17 + arch, y)
    inside = (
        rgb("#5a3a3a") * 0.25
        + rgb("#ffca80")
        * (0.22 * np.exp(-((y - 2.4) ** 2)))[..., None]
        * (1 + 2.2 * (bay == 0))[..., None]
    )
    pil = np.where(low[..., None], CREAM * 0.92, colour)
    joint = smoothstep(0.02, 0.04, np.abs(np.modf(y / 0.5)[0] - 0.5) * 0.5)
    colour = np.where(low[..., None], pil * (0.88 + 0.12 * joint[..., None]), colour)
    colour = over(colour, inside, opening)
    if night:
        dark = np.asarray(rgb("#3a4a8a")) * 0.09
        glowing = (
            rgb("#ffc070")
            * (1.5 * glass * lit * (0.4 + 0.6 * v / 2.2) * (curtain < 0.6) + 0.35 * glass * lit)[
                ..., None
            ]
        )
        wash = np.exp(-(((y - 4.5) / 3.5) ** 2)) * (0.4 + 0.6 * np.exp(-((np.abs(u) * 4) ** 2)))
        colour = (
            colour * (dark + rgb("#ffb070") * (0.16 * wash)[..., None])
            + glowing
            + rgb("#ffc070") * (1.4 * opening)[..., None] * inside * 6
        )
    else:
        colour = colour * (0.92 + 0.14 * smoothstep(0, 18, y))[..., None]
    p.flat(hall, colour)
    gable = patch(cam, (-6, 19.2, -0.2), (1, 0, 0), (0, 1, 0), (12, 4))
    dome = smoothstep(
        0.02, -0.02, gable.t - 3.0 * np.sqrt(np.maximum(1 - ((gable.s - 6) / 4.2) ** 2, 0))
    )
    shade = (0.35 + 0.65 * np.exp(-(((gable.s - 4.8) / 3.0) ** 2)))[..., None]
    tiles = rgb("#7a9a94") * shade * (1 + 0.12 * np.sin(gable.t * 26))[..., None]
    p.lay(tiles * (0.06 if night else 1.0), gable.alpha * dome * (np.abs(gable.s - 6) < 4.2))
    p.post((0, 22, -0.2), (0, 25.2, -0.2), 0.07, 0.05, CREAM, (), DAY)
    pennant = patch(cam, (0.05, 24.2, -0.2), (1, 0, 0), (0, 1, 0), (1.9, 0.85))
    p.lay(
        RED * (0.07 if night else 1.0) * (0.8 + 0.25 * np.sin(pennant.s * 4))[..., None],
        pennant.alpha * (np.abs(pennant.t - 0.42) < 0.42 - 0.2 * pennant.s),
    )
    canopy = Body((0, 3.2, 1.4))
    canopy.box((0, 0, 0), (2.1, 0.16, 1.5), RED, 0.05).box(
        (0, -0.2, 1.48), (2.1, 0.16, 0.03), RED, 0.02
    )
    lamps = (
        [Light((-0.4, 0.8, 0.6), rgb("#fff0dc") * 1.1, sun=True)]
        if not night
        else [Light((0, 2.6, 2.4), rgb("#ffb060") * 4)]
    )
    air = DAY if not night else (rgb("#3a4a8a") * 0.07,) * 2
    for x in (-2.0, 2.0):
        p.post((x, 0, 2.8), (x, 3.1, 2.8), 0.05, 0.05, GOLD, lamps, air, spec=0.3)
    p.body(canopy, lamps, air)
    return p, lamps, air


def pavement(p, cam, night):
    """The forecourt before the hotel."""
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    paving = CREAM * 0.8 * (1 + 0.05 * texture(floor.s, floor.t, 8, 3))[..., None]
    check = smoothstep(0.01, 0.03, np.abs(np.modf(floor.s / 1.2 + 40)[0] - 0.5)) * smoothstep(
        0.01, 0.03, np.abs(np.modf(floor.t / 1.2 + 40)[0] - 0.5)
    )
    paving = paving * (0.85 + 0.15 * check)[..., None]
    carpet = block(np.abs(floor.s), -1, 1.1) * (floor.t > -9)
    paving = over(paving, RED * 0.8, carpet)
    if night:
        near = np.exp(-(floor.s**2) / 12 - (floor.t + 2.5) ** 2 / 16)
        paving = paving * (rgb("#3a4a8a") * 0.10 + rgb("#ffb060") * (0.75 * near)[..., None])
    under = np.exp(-(np.maximum(np.abs(floor.s) - 2.0, 0) ** 2) / 0.1) * block(floor.t, -3.0, 0.0)
    paving = paving * (1 - (0.0 if night else 0.35) * under)[..., None]
    p.lay(
        paving,
        floor.alpha * (floor.depth < p.depth),
        np.where(floor.depth < p.depth, floor.depth, p.depth),
    )
    return p


def porter(at, yaw=0, **more):
    """A bellboy in purple with a gold-banded cap."""
    boy = person(at, yaw, LIVERY, LIVERY * 0.7, 1.62, length=0.86, style="short", **more)
    boy.bone((0, 1.71, -0.01), (0, 1.75, -0.01), 0.075, 0.08, LIVERY, 0.01)
    boy.ball((0, 1.69, -0.005), (0.086, 0.014, 0.1), GOLD, 0.006)
    for y in (1.1, 1.2, 1.3):
        boy.ball((-0.05, y, 0.115), 0.014, GOLD, 0.004).ball((0.05, y, 0.115), 0.014, GOLD, 0.004)
    return boy
