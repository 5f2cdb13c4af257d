"""Lanes of Mercury: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Light,
    Look,
    Picture,
    blur,
    bokeh,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)
from kit.props import neon, neon_sheet, wet

LOOK = Look(
    exposure=1.1,
    contrast=1.15,
    saturation=1.12,
    shadows=(0.0, 0.012, 0.03),
    lights=(1.0, 0.98, 1.0),
    halation=(0.16, 0.03, 0.03),
    bloom=0.16,
    grain=0.024,
)
PINK, CYAN, AMBER, VIOLET = rgb("#ff2f7d"), rgb("#20c8e8"), rgb("#ff8a1e"), rgb("#6a3cff")
GREEN, RED, TAXI = rgb("#28e088"), rgb("#ff2418"), rgb("#f2b400")
HUES = (PINK, CYAN, AMBER, VIOLET, CYAN, PINK, GREEN, RED)
LAMP = rgb("#ffe2b8")
MIST, HAZE = rgb("#16222f", 0.55), rgb("#2c5468", 0.55)


def facade(picture, side, seed, reach):
    """One side of the street: a dark wall of windows, some lit, and signs standing out from it."""
    rng = np.random.default_rng(seed)
    x = 5.6 * side
    wall = patch(picture.cam, (x, 0, 10), (0, 0, -1), (0, 1, 0), (reach, 26))
    column, row = np.floor(wall.s / 2.1), np.floor(wall.t / 3.1)
    u, v = wall.s / 2.1 - column, wall.t / 3.1 - row
    dice = np.modf(np.abs(np.sin(column * 12.99 + row * 78.23 + seed) * 43758.5))[0]
    pane = smoothstep(0.12, 0.17, u) * smoothstep(0.88, 0.83, u)
    pane = pane * smoothstep(0.25, 0.3, v) * smoothstep(0.86, 0.82, v) * (row > 0)
    pane = pane * (1 - 0.8 * smoothstep(0.46, 0.48, u) * smoothstep(0.54, 0.52, u))
    warm = np.where((dice * 7 % 1 > 0.35)[..., None], rgb("#ffb066"), rgb("#9fd0d8"))
    lit = (dice > 0.72) * (0.25 + dice * dice)
    grime = 0.03 + 0.008 * texture(wall.s, wall.t, 9, 5)
    shop = (
        (row == 0) * smoothstep(0.08, 0.12, u) * smoothstep(0.92, 0.88, u) * (v < 0.8) * (v > 0.12)
    )
    shelves = 0.75 + 0.25 * smoothstep(0.02, 0.05, np.abs(np.modf(v * 5)[0] - 0.5))
    shop = shop * (dice * 13 % 1 > 0.5) * shelves * np.exp(-(((v - 0.55) / 0.3) ** 2))
    colour = rgb("#20303e") * grime[..., None] + warm * (pane * lit * 0.8)[..., None]
    colour = colour + warm * shop[..., None] * 0.5
    picture.flat(wall, colour)
    for z in np.arange(-62, 6, 3.4)[: int(reach)]:
        width, rows = rng.uniform(0.8, 1.3), int(rng.integers(2, 6))
        high, y = width * rows, rng.uniform(2.6, 7.0)
        z = z + rng.uniform(-1, 1)
        left = x - width - 0.25 if side > 0 else x + 0.25
        sign = patch(picture.cam, (left, y, z), (1, 0, 0), (0, 1, 0), (width, high))
        hue = HUES[rng.integers(len(HUES))] * rng.uniform(0.5, 1.2)
        box = rng.random() < 0.3
        sheet = neon_sheet(rng, 1, rows)
        neon(picture, sign, sheet, (width, high), hue, 0.9 if box else 0.03, 2.0 if box else 7)


def street(cam, seed, reach=80.0):
    """Everything of the street but its ground."""
    picture = Picture(cam, MIST * 1.4)
    picture.depth[:] = 90
    for side in (-1, 1):
        facade(picture, side, seed + side, reach)
    for z in range(-58, 2, 12):
        for x in (-4.4, 4.4):
            picture.post((x, 0, z), (x, 6, z), 0.06, 0.05, 0.02, (), (MIST, MIST))
            picture.post((x, 6, z), (x * 0.72, 6.2, z), 0.04, 0.04, 0.02, (), (MIST, MIST))
            picture.post((x * 0.72, 6.15, z), (x * 0.6, 6.15, z), 0.07, emit=AMBER * 9)
    return picture


def ground(picture, mirror, seed, light=0.5):
    """The wet road under the street."""
    floor = patch(picture.cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    pools = smoothstep(-0.5, 0.9, texture(floor.s, floor.t, 14, 3, 1.9))
    stripe = smoothstep(0.14, 0.1, np.abs(np.abs(floor.s) - 0.0)) * (
        np.modf(floor.t / 4 + 99)[0] < 0.5
    )
    stuff = 0.05 + 0.012 * texture(floor.s, floor.t, 2.5, 4, 1.0) + 0.25 * stripe
    albedo = np.maximum(stuff, 0.01)[..., None] * np.ones(3)
    wet(picture, floor, mirror, seed, albedo, MIST * light * 2, pools, 14)
    return floor


def city_bokeh(size, seed, gain=1.0, radius=25, low=0.62):
    """A street thrown far out of focus: strings of sign lights, lamps, cars along the horizon."""
    rng = np.random.default_rng(seed)
    spots = []
    for _ in range(9):
        x, y = rng.uniform(0, size[1]), rng.uniform(-20, size[0] * 0.3)
        hue = HUES[rng.integers(6)] * rng.uniform(0.12, 0.7)
        for k in range(rng.integers(3, 7)):
            shift = rng.normal(0, 3)
            spots.append((x + shift, y + k * radius * 1.75, radius, hue * rng.uniform(0.5, 1.1)))
    for k in range(13):
        y = size[0] * low + rng.normal(0, 9)
        hue = (LAMP, RED, LAMP, AMBER)[k % 4] * rng.uniform(0.2, 1.0)
        spots.append((rng.uniform(0, size[1]), y, radius * 0.92, hue))
    for k in range(6):
        x, y = size[1] * (0.15 + 0.13 * k), size[0] * (0.15 + 0.045 * k)
        spots.append((x, y, radius * (1.2 - 0.07 * k), AMBER * 0.55))
    spots = [(x, y, r, hue * gain) for x, y, r, hue in spots]
    haze = blur(bokeh(size, [(x, y, r * 3, c * 0.10) for x, y, r, c in spots]), 40)
    return bokeh(size, spots) + haze + MIST


def bar(c, seed):
    """A noodle bar's front: dark tiles, a warm window with backs at the counter, lanterns."""
    p = Picture(c, MIST)
    room = patch(c, (-4, 0, -3.2), (1, 0, 0), (0, 1, 0), (8, 4))
    warm = np.exp(-((room.t - 2.3) ** 2) / 1.4)
    jars = smoothstep(0.12, 0.05, np.abs(np.modf(room.t / 0.7)[0] - 0.5)) * 0.8
    jars = jars + 0.5 * (texture(room.s, room.t * 0.3, 2.2, 4, 1.2) > 0.4)
    p.flat(room, rgb("#ffb060") * (warm * (0.55 - 0.3 * jars))[..., None])
    for x in (-1.9, -0.6, 0.7):
        p.post((x, 4, -1.6), (x, 2.2, -1.6), 0.01, 0.01, 0.01)
        p.post((x, 2.05, -1.6), (x, 2.2, -1.6), 0.13, 0.05, emit=LAMP * 1.8)
    p.rgb = blur(p.rgb, 3.0)
    lamps = [Light((x, 2.1, -1.6), rgb("#ffb870") * 0.8, 0.3) for x in (-1.9, -0.6, 0.7)]
    cook = person((-1.2, 0.25, -2.2), 10, rgb("#c8c2b4"), rgb("#222222"))
    p.body(cook, lamps, (AMBER * 0.03,) * 2, focus=2.5)
    for x, yaw, coat in ((-2.0, 178, "#202226"), (-0.15, 190, "#2a2420"), (0.42, 172, "#1a1c22")):
        guest = person((x, 0.1, -0.75), yaw, rgb(coat), rgb("#101010"), seated=True, tilt=0.05)
        p.body(guest, lamps, (MIST * 0.5, MIST * 0.2), focus=1.0)
    wall = patch(c, (-9, 0, 0), (1, 0, 0), (0, 1, 0), (18, 5))
    x, y = wall.s - 9, wall.t
    hole = (
        smoothstep(-2.75, -2.73, x)
        * smoothstep(1.25, 1.23, x)
        * smoothstep(0.85, 0.87, y)
        * smoothstep(2.4, 2.38, y)
    )
    bars = smoothstep(0.035, 0.02, np.abs(np.abs(x + 0.75) - 0.68))
    grid = np.minimum(np.abs(np.modf(x / 0.15 + 90)[0] - 0.5), np.abs(np.modf(y / 0.15)[0] - 0.5))
    tile = rgb("#24464e") * (0.5 + 0.5 * smoothstep(0.03, 0.08, grid))[..., None]
    tile = tile * (0.8 + 0.2 * texture(x, y, 4, 3))[..., None]
    light = MIST * 2.2 + RED * (0.5 / (0.25 + (x - 2.0) ** 2 + (y - 2.0) ** 2))[..., None]
    light = light + CYAN * (0.35 / (0.5 + (x - 4.3) ** 2 + (y - 2.6) ** 2))[..., None]
    p.lay(tile * light, wall.alpha * np.clip(1 - hole + bars * hole, 0, 1), wall.depth)
    p.add(rgb("#ffb060") * (0.05 * blur(hole, 50))[..., None])
    for x, y in ((1.75, 2.0), (2.35, 2.06), (-3.4, 2.02)):
        paper = Body((x, y, 0.35))
        paper.ball((0, 0, 0), (0.2, 0.26, 0.2), RED)
        ribs = lambda q: 0.75 + 0.25 * np.sin(q[:, 1] * 130)  # noqa: E731
        p.body(paper, [], (RED * 0.35 + AMBER * 0.5, RED * 0.8 + AMBER * 1.6), bump=ribs)
        p.post((x, y + 0.25, 0.35), (x, 3.2, 0.35), 0.008, 0.008, 0.01)
    sign = patch(c, (3.7, 1.6, 0.3), (1, 0, 0), (0, 1, 0), (0.7, 2.1))
    neon(p, sign, neon_sheet(np.random.default_rng(seed), 1, 3), (0.7, 2.1), CYAN, 0.03, 5)
    return p
