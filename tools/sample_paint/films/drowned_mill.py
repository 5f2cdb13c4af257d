"""A Lantern for the Drowned Mill: a northern forest at dusk, blue-green, and one lantern."""

import numpy as np
from kit import (
    Body, Camera, Light, Look, Picture, blur, bokeh, bust, fbm, patch, person, rgb, ripple, shafts, smoothstep,
    texture,
)
from kit.land import leaves, ridge, trunks

RATIO = 2.39
CONTAINER = 1.78
LOOK = Look(
    exposure=1.15, contrast=1.08, saturation=0.95, shadows=(0.0, 0.014, 0.02), lights=(0.97, 1.0, 0.97),
    lift=0.012, halation=(0.14, 0.05, 0.01), bloom=0.16, grain=0.026,
)
DUSK, DEEP, MOSS = rgb("#5f8a92"), rgb("#16282c"), rgb("#3a4a2a")
FLAME, CLOAK = rgb("#ff9a34"), rgb("#2a3236")


def floor_of(picture, lamps, ambient, haze, density):
    """The forest floor: moss and needles, lit by the lamps, fading into the haze."""
    ground = patch(picture.cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    bumps = texture(ground.s, ground.t, 14, 4, 1.3)
    fine = texture(ground.s, ground.t, 3.1, 5, 0.8) * np.exp(-ground.depth / 9)
    albedo = (MOSS * 0.5 + rgb("#3a2a1a") * 0.2) * np.maximum(1 + 0.4 * bumps + 0.45 * fine, 0.08)[..., None]
    light = np.zeros_like(picture.rgb) + ambient
    for lamp in lamps:
        gap = ((ground.place - np.asarray(lamp.at, np.float32)) ** 2).sum(-1) + lamp.reach**2
        light = light + lamp.colour * (0.75 / gap)[..., None]
    picture.lay(albedo * light, ground.alpha, ground.depth)
    keep = np.exp(-ground.depth * density)[..., None]
    picture.rgb = np.where(ground.alpha[..., None] > 0, picture.rgb * keep + haze * (1 - keep), picture.rgb)


def lantern(at, size=1.0):
    """The lantern's metalwork (its light is added as a glow)."""
    body = Body(at, 20, size)
    body.box((0, 0.13, 0), (0.055, 0.012, 0.055), rgb("#1a1510"), 0.008)
    body.box((0, -0.13, 0), (0.06, 0.016, 0.06), rgb("#1a1510"), 0.008)
    for x in (-0.05, 0.05):
        for z in (-0.05, 0.05):
            body.bone((x, -0.13, z), (x, 0.13, z), 0.006, 0.006, rgb("#1a1510"), 0.002)
    body.bone((-0.04, 0.14, 0), (0, 0.22, 0), 0.005, 0.005, rgb("#1a1510"), 0.002)
    return body.bone((0.04, 0.14, 0), (0, 0.22, 0), 0.005, 0.005, rgb("#1a1510"), 0.002)


def flare(picture, at, size=1.0, gain=1.0):
    """The flame and the lit mist around it."""
    x, y, z = picture.cam.project(at)
    yy, xx = np.mgrid[: picture.cam.height, : picture.cam.width].astype(np.float32)
    unit = picture.cam.focal / z * size
    r = np.hypot(xx - x, yy - y) / unit
    core = np.exp(-((xx - x) / (0.028 * unit + 1)) ** 2 - ((yy - y) / (0.055 * unit + 1)) ** 2)
    mist = 0.6 + 0.8 * fbm(picture.cam.shape, 150, 31, 5)
    glow = 0.30 / (1 + (r / 0.28) ** 2) + 0.05 / (1 + (r / 1.6) ** 2) * mist
    glass = 1.6 * np.exp(-((r / 0.1) ** 4))
    return picture.add(FLAME * (gain * (glow + glass))[..., None] + rgb("#ffd9a0") * (22 * gain * core)[..., None])


def wood(cam, seed, lamps, ambient=DUSK * 0.16, haze=DUSK * 0.5, density=0.035, count=90, **more):
    """A stand of trees in mist."""
    up = np.clip(0.5 + cam.rays[..., 1:2] * 1.6, 0, 1)
    picture = Picture(cam, haze * (0.75 + 0.5 * up))
    leafy = leaves(cam.shape, seed + 50, 170, 12, 0.42) * np.clip(cam.rays[..., 1] * 7 - 0.4, 0, 1)
    picture.rgb = picture.rgb * (1 - 0.55 * blur(leafy, 1.5)[..., None])
    floor_of(picture, lamps, ambient * 1.2, haze, density)
    trunks(picture, np.random.default_rng(seed), count, lamps, (ambient * 1.4, ambient * 0.3),
           fog=(haze * 0.95, density), **more)
    return picture


def foreground(picture, seed, amount=0.5, focus=7, colour=None):
    """Dark fern and branch close to the lens, out of focus, at the frame's edges."""
    height, width = picture.cam.shape
    side = np.abs(np.linspace(-1, 1, width))[None] ** 3 * 0.35 + np.linspace(-0.25, 0.22, height)[:, None] ** 3 * 9
    mass = leaves((height, width), seed, 130, 26, 0.30) * smoothstep(0.12, 0.3, side + amount * 0.2 - 0.1)
    return picture.lay(DEEP * 0.10 if colour is None else colour, mass, focus=focus)


def wide(size):
    """The wood at dusk, a cloaked figure with the lantern far down the path."""
    cam = Camera(size, (0, 1.5, 0), (0, 2.5, -12), 56)
    spot = (1.1, 0, -11)
    at = (0.82, 0.95, -10.9)
    lamp = Light(at, FLAME * 3.6, 0.5)
    picture = wood(cam, 5, [lamp], count=110, near=5.0)
    walker = person(spot, 188, CLOAK, DEEP, length=0.2, step=0.14, hat=rgb("#22282a"))
    picture.body(walker, [lamp], (DUSK * 0.2, DEEP * 0.2), sheen=1)
    flare(picture, at, 1.6, 0.55)
    trunks(picture, np.random.default_rng(77), 5, [lamp], (DUSK * 0.05, DEEP * 0.05), near=2.6, far=4.4, spread=0.9)
    foreground(picture, 3)
    return picture.rgb, LOOK


def held(size):
    """Close: the lantern held up, everything behind it soft."""
    cam = Camera(size, (0, 1.5, 1.15), (0.05, 1.5, 0), 40)
    back = wood(cam, 15, [Light((0.1, 1.5, -1.5), FLAME * 1.6, 0.8)], count=60, near=2.5, far=40)
    picture = Picture(cam, blur(back.rgb, 11))
    rng = np.random.default_rng(6)
    picture.add(bokeh(size, [(rng.uniform(0, size[1]), rng.uniform(0, 260), rng.uniform(9, 20),
                              DUSK * rng.uniform(0.05, 0.22)) for _ in range(60)]))
    at = (0.16, 1.47, 0)
    lamp = Light(at, FLAME * 0.34, 0.12)
    man = bust((-0.26, 1.26, -0.18), 72, CLOAK, style="long", hair=rgb("#4a2a16"))
    picture.body(man, [lamp, Light((-1.5, 2.2, -1), DUSK * 0.9, 0.4)], (DUSK * 0.07, DEEP * 0.2), sheen=1, steps=60, focus=1.2)
    arm = Body((0.16, 1.72, 0.0), 0, 1, 0.003)
    arm.bone((-0.28, -0.42, -0.1), (-0.03, -0.03, 0), 0.055, 0.036, CLOAK, 0.03, 1, True)
    arm.ball((0.0, -0.015, 0.0), (0.036, 0.03, 0.034), rgb("#b98868"), 0.02)
    picture.body(arm, [lamp], (DUSK * 0.07, DEEP * 0.2), steps=60)
    picture.body(lantern(at), [lamp], (DUSK * 0.1, DEEP * 0.1))
    flare(picture, at, 0.7, 0.8)
    return picture.rgb, LOOK


def pond(size):
    """The mill pond: a boat with a lantern at its bow, the far wood and its image in black water."""
    cam = Camera(size, (0, 2.2, 0), (0, 1.7, -14), 46)
    horizon = int(cam.project((0, 0, -400))[1])
    picture = Picture(cam, 0)
    yy = np.arange(size[0])[:, None]
    sky = np.clip(1 - yy / horizon, 0, 1)[..., None]
    picture.rgb = (DUSK * (0.75 - 0.3 * sky) + rgb("#c8a08a") * 0.22 * np.exp(-((sky - 0.12) / 0.2) ** 2)) * np.ones((*size, 3), np.float32)
    for i, (base, rise, tone) in enumerate(((0.45, 120, 0.62), (0.48, 190, 0.36), (0.485, 150, 0.16))):
        firs = ridge(size, base, rise, 30 + i, 240, 0.72)
        tint = DUSK * 0.5 * tone + DEEP * 0.12
        picture.lay(tint, blur(firs, 0.7 + 0.5 * (2 - i)))
        low = np.exp(-((yy / size[0] - base) / 0.035) ** 2) * fbm(size, 300, i, 4, stretch=4)
        picture.lay(DUSK * 0.55, np.clip(low * 0.9, 0, 1) * np.ones(size))
    at = (1.35, 0.75, -13.4)
    lamp = Light(at, FLAME * 2.6, 0.5)
    hull = Body((2.6, 0.05, -13.6), 93)
    hull.bone((0, 0.05, -1.5), (0, 0.05, 1.1), 0.30, 0.26, rgb("#2a2018"), 0.05)
    hull.bone((0, 0.1, 1.1), (0, 0.42, 1.65), 0.24, 0.06, rgb("#2a2018"), 0.08)
    rower = person((2.95, -0.15, -13.6), 268, rgb("#6a2a22"), DEEP, seated=True, hat=rgb("#1c2022"),
                   arms=((0.24, 1.12, 0.12, 0.2, 1.05, 0.36),) * 2)
    for body in (rower, hull):
        picture.body(body, [lamp], (DUSK * 0.12, DEEP * 0.2), sheen=0.8)
    picture.post((1.35, 0.3, -13.4), (1.35, 0.78, -13.4), 0.02, 0.015, rgb("#1a1510"))
    flare(picture, at, 1.3, 0.6)
    line = int(cam.project((2, -0.05, -13.5))[1])
    edge = int(size[0] * 0.49)
    rows = np.arange(size[0])
    flip = np.where(rows < line, 2 * edge - rows, 2 * line - rows)
    mixed = picture.rgb[np.clip(2 * edge - rows, 0, size[0] - 1)]
    close = picture.rgb[np.clip(flip, 0, size[0] - 1)]
    blend = smoothstep(line - 30, line + 1, rows)[:, None, None]
    mirror = ripple(blur(mixed * (1 - blend) + close * blend, 3.2, 0.8), 9, 3, 9, 14)
    water = smoothstep(edge, edge + 4, yy) * np.ones(size, np.float32)
    keep = (picture.depth < 60) * (yy < line + 2)
    picture.rgb = np.where((water * (1 - keep))[..., None] > 0.5, mirror * 0.72 + DEEP * 0.02, picture.rgb)
    mist = smoothstep(0.3, 0.9, fbm(size, 420, 8, 5, stretch=5)) * np.exp(-((yy / size[0] - 0.53) / 0.09) ** 2)
    picture.lay(DUSK * 0.5, mist * 0.7)
    foreground(picture, 19, 0.2, 8)
    return picture.rgb, LOOK


def last_light(size):
    """Earlier: the last sun through the trunks, shafts in the mist, the wood still green."""
    cam = Camera(size, (0, 1.6, 0), (0, 2.6, -12), 50)
    gold = rgb("#ffd894")
    picture = wood(cam, 25, [Light((4, 9, -26), gold * 60, 3)], DUSK * 0.10, rgb("#7a9a6e") * 0.4, 0.04, 120, near=4.5)
    x, y, _ = cam.project((3.2, 7.0, -26))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, (yy - y) * 1.1)
    source = np.exp(-((r / 200) ** 2)) * smoothstep(0.10, 0.4, picture.rgb.mean(-1))
    rays = shafts(source * (0.4 + 1.2 * leaves(size, 61, 60, 9, 0.5)), (x, y), 0.93, 46)
    picture.add(gold * (3.2 * rays * (0.7 + 0.6 * fbm(size, 200, 3)))[..., None] + gold * (0.9 * np.exp(-r / 110))[..., None])
    child = person((-1.2, 0, -8.5), 165, rgb("#a8281c"), DEEP, 1.3, length=0.5, step=0.16, style="bald")
    child.ball((0, 1.665, -0.02), (0.105, 0.13, 0.115), rgb("#a8281c"), 0.03)
    picture.body(child, [Light((4, 9, -26), gold * 420, 3)], (DUSK * 0.25, MOSS * 0.2), sheen=1.5)
    trunks(picture, np.random.default_rng(8), 4, [], (DEEP * 0.2, DEEP * 0.1), near=2.4, far=4.0)
    foreground(picture, 43, 0.5, 8, MOSS * 0.06)
    return picture.rgb, LOOK


def mill(size):
    """The mill itself, half under: one window lit, its image broken on the water."""
    cam = Camera(size, (0, 1.9, 0), (0.4, 2.6, -20), 46)
    both = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, DUSK * 0.34)
        far = ridge(size, 0.42, 200, 12, 260, 0.72)
        if c is not cam:
            far = far[::-1]
        p.lay(DUSK * 0.16 + DEEP * 0.1, blur(far, 2))
        house = Body((2.2, 0, -20), 24)
        stone = rgb("#5a5a52")
        house.box((0, 1.6, 0), (2.2, 2.4, 3.2), stone, 0.03)
        for i in range(9):
            house.box((0, 4.0 + 0.24 * i, 0), (2.5 - 0.27 * i, 0.14, 3.5), rgb("#3a3028"), 0.03)
        house.box((1.1, 5.2, 1.0), (0.28, 1.2, 0.28), stone, 0.03)
        p.body(house, [Light((-10, 8, -8), DUSK * 26, 2)], (DUSK * 0.16, DEEP * 0.2),
               bump=lambda q: np.maximum(1 + 0.3 * texture(q[:, 0] + q[:, 2], q[:, 1], 4, 5, 1.1), 0.1), steps=70)
        wheel_at = np.asarray([-0.6, 1.2, -18.2], np.float32)
        for k in range(12):
            a = k * np.pi / 6 + 0.13
            tip = wheel_at + 1.75 * np.asarray([np.cos(a) * 0.9, np.sin(a), -np.cos(a) * 0.4])
            end = wheel_at + 1.75 * np.asarray([np.cos(a + np.pi / 6) * 0.9, np.sin(a + np.pi / 6), -np.cos(a + np.pi / 6) * 0.4])
            p.post(wheel_at, tip, 0.05, 0.06, rgb("#241c14"), (), (DUSK * 0.3, DEEP * 0.2))
            p.post(tip, end, 0.07, 0.07, rgb("#241c14"), (), (DUSK * 0.3, DEEP * 0.2))
        for y, x in ((2.6, -0.75),):
            pane = patch(c, (2.05 + x, y, -16.95), (0.914, 0, -0.407), (0, 1, 0), (0.8, 1.0))
            cross = smoothstep(0.03, 0.05, np.abs(pane.s - 0.4)) * smoothstep(0.03, 0.05, np.abs(pane.t - 0.5))
            p.flat(pane, FLAME * (2.8 * cross * (0.5 + 0.5 * pane.t))[..., None] + rgb("#120a06") * 0.1)
        trunks(p, np.random.default_rng(14), 26, [], (DUSK * 0.2, DEEP * 0.1), near=16, far=34, fog=(DUSK * 0.33, 0.03))
        p.fog(DUSK * 0.36, 0.012)
        both.append(p)
    picture, twin = both
    water = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    image = ripple(blur(twin.rgb, 4, 0.9), 12, 3, 8, 14)
    cover = water.alpha * (water.depth < picture.depth)
    picture.rgb = picture.rgb * (1 - cover[..., None]) + cover[..., None] * (image * 0.7 + DEEP * 0.02)
    x, y, _ = cam.project((1.6, 3.1, -17))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    picture.add(FLAME * (0.10 * np.exp(-np.hypot(xx - x, yy - y) / 90))[..., None])
    mist = smoothstep(0.3, 0.9, fbm(size, 420, 9, 5, stretch=4)) * np.exp(-((yy / size[0] - 0.66) / 0.1) ** 2)
    picture.lay(DUSK * 0.42, mist * 0.75)
    trunks(picture, np.random.default_rng(3), 4, [], (DEEP * 0.15, DEEP * 0.05), near=3.0, far=4.6, spread=0.75)
    foreground(picture, 83, 0.3, 8)
    return picture.rgb, LOOK


def found(size):
    """Night: the lantern alone on a stump, a hand's breadth of gold in the blue."""
    cam = Camera(size, (0, 0.75, 2.4), (-0.25, 0.78, 0), 42)
    at = (-0.62, 0.72, 0)
    lamp = Light(at, FLAME * 0.8, 0.2)
    back = wood(cam, 35, [Light((-0.6, 0.8, -0.4), FLAME * 0.9, 0.4)], DUSK * 0.05, DUSK * 0.13, 0.05, 70, near=4, far=40)
    picture = Picture(cam, blur(back.rgb, 5))
    stump = Body((-0.62, 0, 0), 0)
    stump.bone((0, -0.4, 0), (0, 0.32, 0), 0.36, 0.26, rgb("#4a3624"), 0.05)
    stump.box((0, 0.52, 0), (0.24, 0.05, 0.24), rgb("#6a5238"), 0.04, k=0.06)
    picture.body(stump, [lamp, Light((2, 3, -2), DUSK * 1.6)], (DUSK * 0.05, DEEP * 0.1),
                 bump=lambda q: np.maximum(1 + 0.5 * texture(q[:, 0] * 3, q[:, 1] * 0.6, 2, 5, 1.1), 0.1))
    picture.body(lantern(at, 0.95), [lamp], (DUSK * 0.06, DEEP * 0.1))
    flare(picture, at, 0.75, 0.9)
    lady = person((1.25, 0, -2.6), 300, CLOAK, DEEP, length=0.2)
    picture.body(lady, [Light(at, FLAME * 3.2, 0.4), Light((3, 3, -4), DUSK * 4)], (DUSK * 0.05, DEEP * 0.1), focus=6)
    foreground(picture, 29, 0.5, 10)
    return picture.rgb, LOOK


SHOTS = [last_light, wide, held, pond, mill, found]
