"""Lanes of Mercury: a rain-soaked city night, sodium and neon, wet asphalt, a red coat, a taxi."""

import numpy as np
from kit import (
    Camera,
    Light,
    Look,
    Picture,
    blur,
    bokeh,
    bust,
    fbm,
    glow,
    over,
    patch,
    person,
    resize,
    rgb,
    ripple,
    smoothstep,
    texture,
)
from kit.props import car, neon, neon_sheet, rain, stamp, umbrella, wet

RATIO = 2.39
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
MIST = rgb("#16222f", 0.55)


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
    shop = (row == 0) * smoothstep(0.08, 0.12, u) * smoothstep(0.92, 0.88, u) * (v < 0.8)
    shop = shop * (np.modf(dice * 13)[0] > 0.35) * (0.5 + 0.4 * texture(wall.s, wall.t, 3, 8))
    colour = rgb("#20303e") * grime[..., None] + warm * (pane * lit * 0.8)[..., None]
    colour = colour + warm * np.maximum(shop, 0)[..., None] * 0.9
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


def rim(colour_a=CYAN, colour_b=PINK, power=9.0):
    """Two hard edges of sign light from behind."""
    return [Light((-4, 4, -6), colour_a * power * 2), Light((4, 3.5, -5), colour_b * power * 2)]


def wide(size):
    """The street end to end; one figure under an umbrella walks into it, a taxi waits."""
    cam = Camera(size, (0.5, 1.25, 9), (0.15, 2.3, -10), 62)
    man = person((-0.75, 0, 0.5), 186, rgb("#1a1c20"), rgb("#101114"), length=0.5, step=0.2)
    brolly = umbrella((-0.68, 1.95, 0.45), rgb("#14161a"))
    cab = car((2.5, 0, -6), 180, TAXI * 0.8, sign=rgb("#fff0b0"))
    lights = [*rim(), Light((0, 6, -2), AMBER * 14), Light((0.3, 2.2, -14), CYAN * 60)]
    world, twin = (street(c, 4) for c in (cam, cam.mirrored()))
    for p in (world, twin):
        p.fog(MIST * 1.6, 0.022)
        p.body(cab, lights, (MIST * 2, MIST), spec=0.5, power=40)
        for body in (man, brolly):
            p.body(body, lights, (MIST, MIST * 0.4), spec=0.2, sheen=1.0)
    lamps = []
    for x in (1.9, 3.1):
        px, py, _ = cam.project((x, 0.66, -3.82))
        lamps.append((px, py, 7, RED * 6))
    twin_light = twin.rgb + blur(
        bokeh(size, [(a, 2 * cam.project((0, 0, -4))[1] - b, c, d) for a, b, c, d in lamps]), 3
    )
    keep = Picture(cam, world.rgb)
    ground(keep, twin_light, 11)
    keep.depth = np.minimum(keep.depth, 300)
    below = np.where(world.depth < keep.depth, 1.0, 0.0)
    keep.rgb = over(keep.rgb, world.rgb, np.maximum(below, (cam.rays[..., 1] > 0) * 1.0))
    keep.add(bokeh(size, lamps))
    rain(keep, 5, 1500)
    return keep.rgb, LOOK


def city_bokeh(size, seed, count=90, low=14, high=46, gain=1.0):
    """A street thrown out of focus: discs of sign and lamp light, denser along the horizon."""
    rng = np.random.default_rng(seed)
    spots = []
    for _ in range(count):
        y = size[0] * (0.42 + 0.22 * rng.standard_normal())
        hue = HUES[rng.integers(len(HUES))] if rng.random() < 0.65 else AMBER
        spots.append(
            (
                rng.uniform(0, size[1]),
                y,
                rng.uniform(low, high),
                hue * gain * rng.uniform(0.08, 0.9) ** 1.5,
            )
        )
    haze = blur(bokeh(size, [(x, y, r * 4, c * 0.12) for x, y, r, c in spots]), 40)
    return bokeh(size, spots) + haze + MIST


def profile(size):
    """Close: a man in profile, sharp, with the whole city out of focus behind him."""
    cam = Camera(size, (0, 1.62, 1.35), (0.12, 1.58, 0), 40)
    picture = Picture(cam, city_bokeh(size, 23))
    man = bust((-0.2, 1.32, 0), 78, rgb("#17191d"), style="short", hat=rgb("#101114"))
    lights = [
        Light((1.3, 1.9, -0.7), PINK * 3.2, 0.3),
        Light((-1.2, 2.2, -0.9), CYAN * 4, 0.3),
        Light((1.6, 1.2, 0.5), AMBER * 0.35, 0.3),
    ]
    picture.body(man, lights, (MIST, MIST * 0.3), spec=0.25, power=30, steps=60)
    rain(picture, 8, 500, 60, 0.06, 0.4)
    return picture.rgb, LOOK


def taxi(size):
    """A yellow taxi slides past, close and low over its own reflection."""
    cam = Camera(size, (0.2, 0.62, 5.4), (0.0, 0.82, 0), 50)
    cab = car((-0.5, 0, 0), 90, TAXI, sign=rgb("#fff0b0"))
    lights = [
        Light((-3, 3.4, 2), PINK * 12),
        Light((2.5, 4.0, 2.5), AMBER * 16),
        Light((0, 4, -4), CYAN * 16),
        Light((4, 1.5, 1.5), CYAN * 5),
    ]
    rear = city_bokeh(size, 41, 70, 10, 26)
    horizon = int(cam.project((0, 0, -60))[1])
    world, twin = Picture(cam, rear), Picture(cam, 0)
    flipped = np.roll(rear[::-1], 2 * horizon - size[0], axis=0)
    twin.rgb = flipped.astype(np.float32)
    for p in (world, twin):
        p.body(cab, lights, (MIST * 2, MIST), spec=0.6, power=60, sheen=1.5)
    keep = Picture(cam, world.rgb)
    ground(keep, twin.rgb, 17, 0.8)
    keep.rgb = over(
        keep.rgb, world.rgb, ((world.depth < keep.depth) | (cam.rays[..., 1] > 0)) * 1.0
    )
    x, y, _ = cam.project((1.68, 0.66, 0.62))
    x2, y2, _ = cam.project((-0.3, 1.46, 0.0))
    keep.add(bokeh(size, [(x, y, 16, rgb("#fff0c8") * 9), (x2, y2, 9, rgb("#fff0b0") * 3)]))
    streak = blur(keep.rgb, 0.6, 9) * 0.35 + keep.rgb * 0.65
    keep.rgb = streak
    rain(keep, 9, 900, 40, 0.2)
    return keep.rgb, LOOK


def window(size):
    """Through a wet noodle-bar window: warm inside, one customer, drops on the glass."""
    cam = Camera(size, (0, 1.35, 3.4), (0.1, 1.3, 0), 44)
    picture = Picture(cam, rgb("#ffb066", 0.25))
    back = patch(cam, (-4, 0, -2.6), (1, 0, 0), (0, 1, 0), (9, 4))
    shelf = smoothstep(0.04, 0.02, np.abs(np.modf(back.t / 0.55)[0] - 0.5) * 0.55)
    jars = smoothstep(0.1, 0.5, texture(back.s, back.t * 0.4, 3, 12, 1.2)) * 0.5 + 0.35
    warm = rgb("#ffac5a") * (jars - 0.25 * shelf)[..., None]
    pool = np.exp(-((back.s - 4.4) ** 2 + (back.t - 2.4) ** 2) / 3.0)[..., None]
    picture.flat(back, warm * (0.05 + 1.1 * pool))
    for x in (-1.3, 0.35, 2.0):
        picture.post((x, 4, -1), (x, 2.25, -1), 0.008, 0.008, 0.01)
        lamp = patch(cam, (x - 0.25, 2.1, -1), (1, 0, 0), (0, 1, 0), (0.5, 0.16))
        picture.lay(rgb("#ffd9a0") * 5, lamp.alpha)
    picture.rgb = blur(picture.rgb, 5)
    eater = person(
        (0.75, -0.05, -0.9),
        250,
        rgb("#9c1420"),
        rgb("#111111"),
        seated=True,
        style="bun",
        tilt=0.05,
        arms=((0.3, 1.12, 0.15, 0.12, 1.15, 0.35),) * 2,
    )
    cook = person((-1.5, 0.0, -1.9), 20, rgb("#d8d2c4"), rgb("#222222"), tilt=0.03)
    lamps = [
        Light((0.35, 2.1, -1), rgb("#ffb870") * 3.2, 0.3),
        Light((-1.3, 2.1, -1), rgb("#ffb870") * 3, 0.3),
        Light((2.0, 2.1, -1), rgb("#ffb870") * 3, 0.3),
    ]
    picture.body(cook, lamps, (rgb("#ffac5a") * 0.1,) * 2, focus=4)
    picture.body(eater, lamps, (rgb("#ffac5a") * 0.06,) * 2, sheen=0.5)
    counter = patch(cam, (-4, 0.0, -0.35), (1, 0, 0), (0, 1, 0), (9, 0.82))
    picture.flat(counter, rgb("#2a1206") * 0.5)
    # The glass: the street's reflection, and drops that bend what is behind them.
    outside = city_bokeh(size, 77, 36, 26, 60, 0.30)
    yy = np.linspace(0, 1, size[0])[:, None, None]
    drops = smoothstep(0.62, 0.75, fbm(size, 14, 3, 3)) * smoothstep(
        0.35, 0.6, fbm(size, 160, 9, 3)
    )
    runs = smoothstep(0.68, 0.8, resize(fbm((size[0] // 8, size[1]), 12, 19, 2), size))
    bent = ripple(picture.rgb, 60, 31, 1.0, 9, amount_x=40)
    mask = np.clip(drops + 0.5 * runs * smoothstep(0.4, 0.7, fbm(size, 200, 4, 3)), 0, 1)
    picture.rgb = over(picture.rgb, blur(bent, 1) * 1.15, mask * 0.8)
    picture.add(outside * 0.45 * (1.1 - yy))
    frame = patch(cam, (-9, -1, 0.5), (1, 0, 0), (0, 1, 0), (18, 8))
    wall = 1 - smoothstep(-1.95, -1.93, frame.s - 9) * smoothstep(
        2.28, 2.26, frame.s - 9
    ) * smoothstep(0.72, 0.74, frame.t - 1) * smoothstep(2.34, 2.32, frame.t - 1)
    bars = smoothstep(0.04, 0.03, np.abs(frame.s - 8.6)) * 1.0
    tiles = (
        rgb("#1c3a48") * (0.10 + 0.03 * texture(frame.s, frame.t, 2, 2))[..., None] + CYAN * 0.004
    )
    glint = np.exp(-((frame.s - 6.2) ** 2) / 0.5)[..., None] * PINK * 0.05
    picture.rgb = over(picture.rgb, tiles + glint, np.maximum(wall, bars))
    rain(picture, 3, 500, 50, 0.05, 0.35)
    return picture.rgb, LOOK


def red_coat(size):
    """An alley: a woman in a red coat from behind, steam, one tube of cyan."""
    cam = Camera(size, (0, 1.35, 4.2), (0.1, 1.35, -4), 42)
    woman = person(
        (0.55, 0, 0.6),
        184,
        rgb("#c4121c"),
        rgb("#141414"),
        1.7,
        length=0.42,
        step=0.14,
        style="bun",
    )
    lights = [
        Light((-1.4, 2.9, -1.6), CYAN * 9),
        Light((1.5, 3.2, -3), PINK * 12),
        Light((0.4, 3.4, 1.8), AMBER * 3.4),
    ]
    pictures = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, VIOLET * 0.25 + MIST)
        p.depth[:] = 40
        for side in (-1, 1):
            wall = patch(c, (1.75 * side, 0, 5), (0, 0, -1), (0, 1, 0), (30, 12))
            brick = 0.6 + 0.4 * smoothstep(0.02, 0.05, np.abs(np.modf(wall.t / 0.3)[0] - 0.5) * 0.3)
            tint = (
                rgb("#6a5a58") * (brick * (0.5 + 0.12 * texture(wall.s, wall.t, 4, 6)))[..., None]
            )
            sign_z = 6.6 if side < 0 else 8.2
            hue = CYAN if side < 0 else PINK
            reach = 1 / (0.4 + (wall.s - sign_z) ** 2 + (wall.t - 2.8) ** 2)
            colour = tint * (hue * 1.5 * reach[..., None] + MIST * 0.6)
            pipe = smoothstep(0.1, 0.06, np.abs(np.modf(wall.s / 4.1)[0] - 0.5) * 4.1)
            p.flat(wall, colour * (1 - 0.7 * pipe[..., None]))
        for z, x, hue, y in (
            (-1.6, -1.6, CYAN, 2.0),
            (-3.2, 0.75, PINK, 2.3),
            (-9, -1.6, AMBER, 2.2),
            (-15, 0.6, GREEN, 2),
        ):
            sign = patch(c, (x, y, z), (1, 0, 0), (0, 1, 0), (0.85, 1.7))
            neon(
                p,
                sign,
                neon_sheet(np.random.default_rng(int(-z * 10)), 1, 2),
                (0.85, 1.7),
                hue,
                0.05,
                6,
            )
        p.fog(VIOLET * 0.12 + MIST * 2, 0.05)
        p.body(woman, lights, (MIST * 1.5, MIST * 0.5), spec=0.15, sheen=1.2)
        pictures.append(p)
    world, twin = pictures
    keep = Picture(cam, world.rgb)
    ground(keep, twin.rgb, 29, 0.7)
    keep.rgb = over(
        keep.rgb, world.rgb, ((world.depth < keep.depth) | (cam.rays[..., 1] > 0)) * 1.0
    )
    steam = (
        smoothstep(0.35, 0.9, fbm(size, 260, 13, 6))
        * np.exp(-(((np.arange(size[1])[None] - 330) / 230.0) ** 2))
        * np.linspace(0.4, 1, size[0])[:, None]
    )
    keep.rgb = over(keep.rgb, CYAN * 0.35 + MIST * 2, steam * 0.55)
    rain(keep, 6, 700, 40, 0.05, 0.5)
    return keep.rgb, LOOK


def from_above(size):
    """From a roof: umbrellas on a crossing, one of them red."""
    cam = Camera(size, (0, 17, 7.5), (0, 0, -0.6), 48)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    picture = Picture(cam, 0)
    bars = smoothstep(0.3, 0.26, np.abs(np.modf(floor.s / 1.3 + 40)[0] - 0.5) * 1.3) * (
        np.abs(floor.t) < 2.1
    )
    bars = bars * (0.75 + 0.15 * texture(floor.s, floor.t, 3, 7, 1.2))
    sheen = 0.5 + 0.5 * texture(floor.s, floor.t, 16, 3, 1.9)
    glare = sum(
        hue * (g / (2.5 + ((floor.s - x) / 1.6) ** 2 + ((floor.t - z) / 3.2) ** 2))[..., None]
        for x, z, hue, g in (
            (-7, 5, PINK, 2.6),
            (7.5, 4, CYAN, 3),
            (1, 8, AMBER, 2.4),
            (-8, -4, VIOLET, 3.2),
            (5, -6, AMBER, 1),
        )
    )
    grit = 0.05 + 0.01 * texture(floor.s, floor.t, 1.2, 9, 0.8)
    colour = (grit + 0.35 * np.clip(bars, 0, 1))[..., None] * (glare * 0.9 + MIST * 1.5)
    colour = colour + glare * (0.05 + 0.22 * smoothstep(0.2, 1.2, sheen))[..., None]
    picture.flat(floor, colour)
    rng = np.random.default_rng(12)
    lights = [
        Light((-8, 6, -5), PINK * 34),
        Light((8, 6, -4), CYAN * 34),
        Light((0, 9, -8), AMBER * 40),
    ]
    for i in range(17):
        x, z = rng.uniform(-7.5, 7.5), rng.uniform(-1.9, 2.3)
        shade_of = (
            rgb("#c8101c") if i == 6 else rgb(("#15171c", "#20242c", "#0f1114", "#2c3038")[i % 4])
        )
        if i == 6:
            x, z = 1.9, 0.5
        # Its smear on the wet road, then legs, then the dome.
        smear = np.exp(-(((floor.s - x) / 0.55) ** 2 + ((floor.t + z + 0.6) / 0.9) ** 2))
        picture.rgb = picture.rgb * (1 - 0.55 * smear[..., None])
        walker = person((x, 0, z), 90 if i % 2 else 270, rgb("#17181c"), rgb("#101114"), step=0.22)
        picture.body(walker, lights, (MIST, MIST * 0.3), steps=24)
        picture.body(
            umbrella((x, 1.9, z), shade_of, 0, 0.66),
            lights,
            (MIST * 2, MIST * 0.3),
            spec=0.25,
            steps=30,
        )
    rain(picture, 31, 900, 18, 0.02, 0.35)
    return glow(picture.rgb, 0.1), LOOK


SHOTS = [wide, profile, taxi, window, red_coat, from_above]
_ = stamp
