"""Half Board at the Miramelle: a pastel hotel, seen square-on."""

import numpy as np
from kit import Body, Camera, Light, Look, Picture, blur, defocus, fbm, over, patch, person, rgb, smoothstep, texture
from kit.land import sky

RATIO = 1.33
LOOK = Look(
    exposure=1.0, contrast=0.95, saturation=0.95, shadows=(0.03, 0.012, 0.022), lights=(1.0, 0.985, 0.965), lift=0.03,
    halation=(0.05, 0.025, 0.025), bloom=0.08, vignette=0.22, grain=0.016,
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
    p = Picture(cam, sky(cam, SKY_LOW, SKY_HIGH, 4, rgb("#fff2e4"), 0.42) * (1.0 if not night else 0.06))
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
    pier = np.exp(-((np.abs(u) - 0.5) / 0.06) ** 2) * 0.10
    wall = wall * (1 + pier[..., None])
    frame = block(np.abs(u) * 2.8, -1, 0.66) * block(v, 0.30, 2.22) * upper
    glass = block(np.abs(u) * 2.8, 0.03, 0.54) * block(v, 0.42, 2.1) * upper * smoothstep(0.012, 0.02, np.abs(v - 1.5))
    dice = np.modf(np.abs(np.sin(bay * 12.99 + floor * 78.23 + seed)) * 43758.5)[0]
    curtain = (np.abs(u) * 2.8 > 0.54 - 0.36 * dice) * (0.75 + 0.25 * np.sin(np.abs(u) * 190))
    pane = SKY_HIGH * (0.16 + 0.26 * smoothstep(0.4, 2.1, v + 0.3 * np.sin(x)))[..., None]
    pane = np.where((curtain > 0)[..., None], CREAM * (0.5 * curtain)[..., None], pane)
    colour = over(over(wall, CREAM * 1.05, frame), pane, glass)
    lit = (dice > 0.58) & (floor < 4)
    # Awnings over every window, striped; shadow under each; balconies' rails in front.
    awn_top, awn_low = 2.34, 1.86
    slope = 0.5 + 0.5 * np.clip((awn_top - v) / (awn_top - awn_low), 0, 1)
    awning = block(np.abs(u) * 2.8, -1, 0.80) * block(v, awn_low, awn_top) * upper * (np.abs(bay) > 1)
    stripe = np.sign(np.sin(u * 2.8 * 18))[..., None] * 0.5 + 0.5
    canvas = (MINT * stripe + CREAM * (1 - stripe)) * slope[..., None]
    under = block(np.abs(u) * 2.8, -1, 0.85) * smoothstep(1.3, 1.86, v) * (v < 1.87) * upper * (np.abs(bay) > 1)
    colour = colour * (1 - 0.45 * under[..., None])
    colour = over(colour, canvas, awning)
    rail = block(v, 0.05, 0.62) * upper * middle * (np.abs(u) * 2.8 < 1.2)
    bars = smoothstep(0.35, 0.42, np.abs(np.modf(u * 2.8 / 0.11 + 20)[0] - 0.5)) + block(v, 0.56, 0.62)
    colour = over(colour, rgb("#f6efe2") * 0.9, np.clip(rail * bars, 0, 1))
    for level, deep in ((4.1, 0.22), (15.9, 0.34), (18.6, 0.5)):
        band = block(y, level, level + deep)
        colour = over(colour, CREAM * 1.08, band)
        colour = colour * (1 - 0.4 * np.exp(-np.maximum(level - y, 0) / 0.25) * (y < level))[..., None]
    # The ground floor: arches, the door, the canopy.
    low = y < 4.1
    arch = np.where(np.abs(u) * 2.8 < 0.95, np.sqrt(np.maximum(0.95**2 - (u * 2.8) ** 2, 0)), 0)
    opening = low * smoothstep(0.95, 0.93, np.abs(u) * 2.8) * smoothstep(2.2 + arch, 2.17 + arch, y)
    inside = rgb("#5a3a3a") * 0.25 + rgb("#ffca80") * (0.22 * np.exp(-((y - 2.4) ** 2)))[..., None] * (1 + 2.2 * (bay == 0))[..., None]
    pil = np.where(low[..., None], CREAM * 0.92, colour)
    joint = smoothstep(0.02, 0.04, np.abs(np.modf(y / 0.5)[0] - 0.5) * 0.5)
    colour = np.where(low[..., None], pil * (0.88 + 0.12 * joint[..., None]), colour)
    colour = over(colour, inside, opening)
    if night:
        dark = np.asarray(rgb("#3a4a8a")) * 0.09
        glowing = rgb("#ffc070") * (1.5 * glass * lit * (0.4 + 0.6 * v / 2.2) * (curtain < 0.6) + 0.35 * glass * lit)[..., None]
        wash = np.exp(-((y - 4.5) / 3.5) ** 2) * (0.4 + 0.6 * np.exp(-(np.abs(u) * 4) ** 2))
        colour = colour * (dark + rgb("#ffb070") * (0.16 * wash)[..., None]) + glowing + rgb("#ffc070") * (1.4 * opening)[..., None] * inside * 6
    else:
        colour = colour * (0.92 + 0.14 * smoothstep(0, 18, y))[..., None]
    p.flat(hall, colour)
    gable = patch(cam, (-6, 19.2, -0.2), (1, 0, 0), (0, 1, 0), (12, 4))
    dome = smoothstep(0.02, -0.02, gable.t - 3.0 * np.sqrt(np.maximum(1 - ((gable.s - 6) / 4.2) ** 2, 0)))
    shade = (0.35 + 0.65 * np.exp(-(((gable.s - 4.8) / 3.0) ** 2)))[..., None]
    tiles = rgb("#7a9a94") * shade * (1 + 0.12 * np.sin(gable.t * 26))[..., None]
    p.lay(tiles * (0.06 if night else 1.0), gable.alpha * dome * (np.abs(gable.s - 6) < 4.2))
    p.post((0, 22, -0.2), (0, 25.2, -0.2), 0.07, 0.05, CREAM, (), DAY)
    pennant = patch(cam, (0.05, 24.2, -0.2), (1, 0, 0), (0, 1, 0), (1.9, 0.85))
    p.lay(RED * (0.07 if night else 1.0) * (0.8 + 0.25 * np.sin(pennant.s * 4))[..., None], pennant.alpha * (np.abs(pennant.t - 0.42) < 0.42 - 0.2 * pennant.s))
    canopy = Body((0, 3.2, 1.4))
    canopy.box((0, 0, 0), (2.1, 0.16, 1.5), RED, 0.05).box((0, -0.2, 1.48), (2.1, 0.16, 0.03), RED, 0.02)
    lamps = [Light((-0.4, 0.8, 0.6), rgb("#fff0dc") * 1.1, sun=True)] if not night else [Light((0, 2.6, 2.4), rgb("#ffb060") * 4)]
    air = DAY if not night else (rgb("#3a4a8a") * 0.07,) * 2
    for x in (-2.0, 2.0):
        p.post((x, 0, 2.8), (x, 3.1, 2.8), 0.05, 0.05, GOLD, lamps, air, spec=0.3)
    p.body(canopy, lamps, air)
    return p, lamps, air


def pavement(p, cam, night):
    """The forecourt before the hotel."""
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    paving = CREAM * 0.8 * (1 + 0.05 * texture(floor.s, floor.t, 8, 3))[..., None]
    check = smoothstep(0.01, 0.03, np.abs(np.modf(floor.s / 1.2 + 40)[0] - 0.5)) * smoothstep(0.01, 0.03, np.abs(np.modf(floor.t / 1.2 + 40)[0] - 0.5))
    paving = paving * (0.85 + 0.15 * check)[..., None]
    carpet = block(np.abs(floor.s), -1, 1.1) * (floor.t > -9)
    paving = over(paving, RED * 0.8, carpet)
    if night:
        near = np.exp(-(floor.s**2) / 12 - (floor.t + 2.5) ** 2 / 16)
        paving = paving * (rgb("#3a4a8a") * 0.10 + rgb("#ffb060") * (0.75 * near)[..., None])
    under = np.exp(-np.maximum(np.abs(floor.s) - 2.0, 0) ** 2 / 0.1) * block(floor.t, -3.0, 0.0)
    paving = paving * (1 - (0.0 if night else 0.35) * under)[..., None]
    p.lay(paving, floor.alpha * (floor.depth < p.depth), np.where(floor.depth < p.depth, floor.depth, p.depth))
    return p


def porter(at, yaw=0, **more):
    """A bellboy in purple with a gold-banded cap."""
    boy = person(at, yaw, LIVERY, LIVERY * 0.7, 1.62, length=0.86, style="short", **more)
    boy.bone((0, 1.71, -0.01), (0, 1.75, -0.01), 0.075, 0.08, LIVERY, 0.01)
    boy.ball((0, 1.69, -0.005), (0.086, 0.014, 0.1), GOLD, 0.006)
    for y in (1.1, 1.2, 1.3):
        boy.ball((-0.05, y, 0.115), 0.014, GOLD, 0.004).ball((0.05, y, 0.115), 0.014, GOLD, 0.004)
    return boy


def morning(size):
    """The front, square-on, morning; the porter waits on the red carpet."""
    cam = Camera(size, (0, 7.2, 30), (0, 9.6, 0), 46)
    p, lamps, air = front(cam)
    pavement(p, cam, False)
    p.body(porter((0, 0, 5.6)), lamps, air)
    for x in (-5.6, 5.6, -11.2, 11.2):
        tub = Body((x, 0, 1.6))
        tub.bone((0, 0.2, 0), (0, 0.55, 0), 0.4, 0.48, CREAM, 0.02).ball((0, 1.5, 0), (0.75, 0.8, 0.75), rgb("#4a7a5c"), 0.05)
        tub.folds, tub.fold_size = 0.05, 0.4
        p.body(tub, lamps, air)
    return p.rgb, LOOK


def evening(size):
    """The same front at night, a few windows lit, somebody arriving late in red."""
    cam = Camera(size, (0, 7.2, 30), (0, 9.6, 0), 46)
    p, lamps, air = front(cam, True)
    pavement(p, cam, True)
    p.body(person((0.5, 0, 7.2), 185, RED, rgb("#202030"), 1.7, length=0.4, step=0.15, hat=CREAM), [Light((0, 2.6, 3.4), rgb("#ffb060") * 7)], (rgb("#3a4a8a") * 0.12,) * 2)
    return p.rgb, Look(**{**LOOK.__dict__, "exposure": 1.25, "contrast": 1.05, "lift": 0.015, "bloom": 0.16, "shadows": (0.0, 0.0, 0.035)})


def desk(size):
    """The reception: a symmetrical wall of keys, the porter behind the desk, a bell."""
    cam = Camera(size, (0, 1.5, 4.6), (0, 1.55, 0), 42)
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
    dice = np.modf(np.abs(np.sin(np.floor((x + 1.45) / 0.29) * 12.99 + np.floor((y - 1.25) / 0.34) * 78.2)) * 43758.5)[0]
    wood = rgb("#a86a4a") * (1 + 0.1 * texture(x * 4, y * 0.5, 4, 3))[..., None]
    cells = over(rgb("#6a3a34") * deep, GOLD * 1.2, (key < 0.03) * (dice > 0.35))
    letter = block(cell_u, 0.25, 0.7) * block(cell_v, 0.1, 0.6) * (dice > 0.82)
    cells = over(cells, CREAM, letter)
    colour = over(wall, over(wood, cells, hole), rack)
    clock = np.hypot(x, y - 3.45)
    hands = (np.abs(x) < 0.02) * (y > 3.45) + (np.abs(y - 3.45) < 0.018) * (x > 0)
    colour = over(colour, GOLD, smoothstep(0.42, 0.41, clock))
    colour = over(colour, CREAM * (1 - 0.85 * np.clip(hands, 0, 1) * (clock < 0.27))[..., None], smoothstep(0.36, 0.35, clock))
    fall = 0.35 + 0.8 * np.exp(-((np.abs(x) - 2.2) ** 2) / 0.8 - (y - 2.5) ** 2 / 1.2) + 0.45 * np.exp(-(x**2) / 2)
    p.flat(back, colour * rgb("#fff0dc") * fall[..., None])
    lamps = [Light((-2.2, 2.6, -0.2), rgb("#ffe0b8") * 2.2, 0.5), Light((2.2, 2.6, -0.2), rgb("#ffe0b8") * 2.2, 0.5), Light((0, 3.2, 2.5), rgb("#fff0e0") * 3.5, 0.6)]
    air = (rgb("#fff0e0") * 0.22, PINK * 0.15)
    for x0 in (-2.2, 2.2):
        sconce = Body((x0, 2.5, -1.2))
        sconce.dome((0, 0, 0.1), (0.2, 0.26, 0.16), CREAM * 3)
        p.body(sconce, [], (rgb("#ffe0b0") * 2.6, rgb("#ffe0b0") * 2.6))
        p.post((x0, 2.1, -1.1), (x0, 2.5, -1.1), 0.025, 0.025, GOLD, lamps, air)
    p.body(porter((0.0, 0.1, -0.6), 0, arms=((0.26, 1.1, 0.08, 0.16, 1.06, 0.34),) * 2), lamps, air, self_shadow=True)
    counter = Body((0, 0, 0.4))
    counter.box((0, 0.5, 0), (1.9, 0.5, 0.3), rgb("#c9736e"), 0.03).box((0, 1.03, 0.02), (2.0, 0.04, 0.38), CREAM, 0.025)
    for k in range(-3, 4):
        counter.box((k * 0.52, 0.52, 0.3), (0.2, 0.34, 0.012), rgb("#d98a84"), 0.01)
    counter.dome((0.75, 1.075, 0.15), (0.07, 0.055, 0.07), GOLD).ball((0.75, 1.14, 0.15), 0.012, GOLD)
    counter.box((-0.6, 1.09, 0.15), (0.22, 0.02, 0.15), RED, 0.01)
    p.body(counter, lamps, air, spec=0.12)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    check = np.sign(np.sin(floor.s * np.pi / 0.5) * np.sin((floor.t + 0.1) * np.pi / 0.5))
    p.lay((CREAM * 0.62 + (CREAM - rgb("#8a5a5a")) * 0.2 * check[..., None]) * 0.7, floor.alpha * (floor.depth < p.depth))
    for x0 in (-2.6, 2.6):
        palm = Body((x0, 0, 0.6))
        palm.bone((0, 0.1, 0), (0, 0.5, 0), 0.22, 0.28, MINT, 0.02)
        for k in range(11):
            a, h = k * 2.4, 0.8 + 0.12 * (k % 4)
            tip = (0.65 * np.cos(a), 1.0 + h * 0.55 - 0.1 * (k % 3), 0.65 * np.sin(a))
            palm.bone((0, 0.5, 0), (tip[0] * 0.5, tip[1] + 0.12, tip[2] * 0.5), 0.012, 0.03, rgb("#3f7a58"), 0.01, 1)
            palm.bone((tip[0] * 0.5, tip[1] + 0.12, tip[2] * 0.5), tip, 0.03, 0.008, rgb("#4f8a64"), 0.01, 1)
        p.body(palm, lamps, air, focus=2)
    return p.rgb, LOOK


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
    hexed = np.sin(floor.s * 9) * np.sin(floor.t * 9) + 0.5 * np.cos(floor.s * 18) * np.cos(floor.t * 18)
    rug = np.where((hexed > 0.35)[..., None], rgb("#d9838a"), np.where((hexed < -0.35)[..., None], rgb("#7a3a5a"), rgb("#b4566a")))
    tint = over(rgb("#8a5a3c") * np.ones((*size, 1), np.float32), rug, block(np.abs(floor.s), -1, 1.15))
    p.lay(tint * light(floor.place) * 0.9, floor.alpha * (floor.depth < p.depth), np.minimum(floor.depth, p.depth))
    for z in lamps_z:
        for x in (-1.45, 1.45):
            globe = Body((x, 2.0, z))
            globe.ball((0, 0, 0), 0.11, CREAM)
            p.body(globe, [], (rgb("#ffe2b0") * 3.2,) * 2)
    near = [Light((-1.35, 2.0, -1.5), rgb("#ffe6c4") * 0.7), Light((1.35, 2.0, -5.1), rgb("#ffe6c4") * 0.7), Light((0, 2.4, 1), rgb("#ffe6c4") * 0.9)]
    case = Body((1.12, 0, -3.3), 80, 1)
    case.box((0, 0.27, 0), (0.36, 0.25, 0.12), RED, 0.04).box((0, 0.56, 0), (0.09, 0.02, 0.02), GOLD, 0.015)
    case.box((-0.2, 0.27, 0), (0.02, 0.255, 0.125), GOLD * 0.7, 0.01).box((0.2, 0.27, 0), (0.02, 0.255, 0.125), GOLD * 0.7, 0.01)
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
        p.flat(wall, RED * (0.06 + 0.5 * glow)[..., None] * (0.9 + 0.1 * np.sin(wall.s * 20))[..., None])
    roof = patch(cam, (-1.2, 2.7, 0.9), (0, 0, -1), (1, 0, 0), (2.2, 2.4))
    lamp = np.hypot(roof.s - 1.1, roof.t - 1.2)
    p.flat(roof, RED * 0.4 + rgb("#ffe6c0") * (5 * smoothstep(0.4, 0.36, lamp))[..., None])
    floor = patch(cam, (-1.2, 0, 0.9), (1, 0, 0), (0, 0, -1), (2.4, 2.2))
    check = np.sign(np.sin(floor.s * 10.5) * np.sin(floor.t * 10.5))[..., None]
    p.flat(floor, (CREAM * (0.5 + 0.5 * check) + rgb("#402020") * (0.5 - 0.5 * check)) * 0.32)
    lamps = [Light((0, 2.55, -0.1), rgb("#ffe6c0") * 1.9, 0.5), Light((0, 1.8, 3.4), rgb("#ffe8d8") * 2.0, 0.8)]
    air = (RED * 0.10 + CREAM * 0.05, RED * 0.06)
    p.body(porter((-0.52, 0, -0.5), 16), lamps, air, self_shadow=True)
    guest = person((0.5, 0, -0.45), 338, MINT * 0.9, rgb("#5a5a4a"), 1.78, length=0.34, hat=rgb("#d8c8a0"))
    p.body(guest, lamps, air, self_shadow=True)
    front_wall = patch(cam, (-3, -0.4, 1.0), (1, 0, 0), (0, 1, 0), (6, 4.4))
    opening = block(np.abs(front_wall.s - 3), -1, 1.02) * block(front_wall.t, 0.4, 2.92)
    trim = block(np.abs(front_wall.s - 3), -1, 1.12) * block(front_wall.t, 0, 3.02)
    stripe = 0.94 + 0.06 * np.sign(np.sin(front_wall.s * 21))
    wallp = PINK * (0.42 + 0.12 * np.exp(-np.abs(np.abs(front_wall.s - 3) - 1.1) * 2))[..., None] * stripe[..., None]
    wallp = over(wallp, GOLD * (0.6 + 0.4 * np.sin(front_wall.t * 3 + front_wall.s))[..., None], trim)
    button = np.exp(-((front_wall.s - 4.45) ** 2 + (front_wall.t - 1.6) ** 2) / 0.0015)
    plate = block(front_wall.s, 4.36, 4.54) * block(front_wall.t, 1.4, 1.8)
    wallp = over(over(wallp, GOLD, plate), rgb("#ffd890") * 3, button)
    p.lay(wallp, 1 - opening)
    return p.rgb, LOOK


def terrace(size):
    """The terrace: a flat pale sea, a parasol, one empty lilac chair and a red drink."""
    cam = Camera(size, (0, 1.7, 5.4), (0, 1.75, 0), 44)
    p = Picture(cam, sky(cam, SKY_LOW, SKY_HIGH, 9, rgb("#fff0e0"), 0.5, scale=300))
    horizon = int(cam.project((0, 0, -9000))[1])
    yy = np.arange(size[0])[:, None]
    sea = smoothstep(horizon, horizon + 2, yy) * np.ones(size, np.float32)
    waves = fbm(size, 18, 4, 4, stretch=9)
    shine = np.exp(-(((np.arange(size[1])[None] - 800) / 210.0) ** 2)) * smoothstep(0.55, 0.75, waves)
    tone = rgb("#7fb8b8") * (0.75 + 0.35 * (waves - 0.5))[..., None] + CREAM * (0.7 * shine)[..., None]
    p.lay(tone * 0.9 + SKY_LOW * 0.12, sea)
    p.rgb = defocus(p.rgb, 2.2)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    check = np.sign(np.sin(floor.s * np.pi / 0.6) * np.sin(floor.t * np.pi / 0.6))[..., None]
    tiles = CREAM * 0.72 + check * (CREAM - PINK) * 0.22
    sun = Light((-0.55, 0.62, 0.35), rgb("#fff0d4") * 1.5, sun=True)
    parasol = Body((-1.0, 2.35, -0.2), 0)
    parasol.dome((0, 0, 0), (1.45, 0.52, 1.45), PINK)
    chair, table = Body((0.75, 0, -0.1), 215), Body((-0.55, 0, 0.0))
    chair.box((0, 0.45, 0), (0.25, 0.03, 0.24), LILAC, 0.025).box((0, 0.78, -0.24), (0.24, 0.24, 0.025), LILAC, 0.025, k=0.05)
    for x in (-0.22, 0.22):
        for z in (-0.22, 0.22):
            chair.bone((x, 0.45, z), (x * 1.1, 0, z * 1.1), 0.016, 0.014, CREAM, 0.005)
    table.bone((0, 0.02, 0), (0, 0.7, 0), 0.03, 0.03, CREAM, 0.01).ball((0, 0.73, 0), (0.5, 0.022, 0.5), CREAM, 0.01).ball((0, 0.01, 0), (0.26, 0.02, 0.26), CREAM, 0.02)
    drink = Body((-0.42, 0.75, 0.2))
    drink.bone((0, 0.03, 0), (0, 0.15, 0), 0.03, 0.036, RED, 0.004)
    shadow = np.ones(size, np.float32)
    for body in (parasol, chair, table):
        shadow = shadow * (0.25 + 0.75 * body.shadow(floor.place + np.asarray([0, 0.01, 0], np.float32), sun, 24))
    edge = floor.alpha * (floor.t > -6) * (floor.t < 1.4)
    p.lay(tiles * (rgb("#fff0d4") * (0.85 * shadow)[..., None] + rgb("#c8dce4") * 0.22), edge, floor.depth)
    for k in range(-14, 15):
        x = k * 0.3
        p.post((x, 0.02, -1.4), (x, 0.42, -1.4), 0.05, 0.09, CREAM, [sun], DAY).post((x, 0.42, -1.4), (x, 0.86, -1.4), 0.09, 0.045, CREAM, [sun], DAY)
    rail = Body((0, 0.92, -1.4))
    rail.box((0, 0, 0), (5, 0.07, 0.14), CREAM, 0.03).box((0, -0.9, 0), (5, 0.05, 0.14), CREAM, 0.02)
    p.body(rail, [sun], DAY)
    p.post((-1.0, 0, -0.2), (-1.0, 2.8, -0.2), 0.028, 0.028, CREAM, [sun], DAY)
    for body in (chair, table, drink, parasol):
        stripes = (lambda q: np.where(np.sin(np.arctan2(q[:, 2] + 0.2, q[:, 0] + 1.0) * 9) > 0, 1.0, 1.35)) if body is parasol else None
        p.body(body, [sun], (DAY[0], CREAM * 0.35), self_shadow=body is not parasol, bump=stripes, spec=0.1)
    p.rgb = p.rgb + blur(p.rgb, 30) * 0.04
    return p.rgb, LOOK


SHOTS = [morning, desk, corridor, lift, terrace, evening]
