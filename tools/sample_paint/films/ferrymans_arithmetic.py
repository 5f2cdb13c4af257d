"""The Ferryman's Arithmetic: silver black-and-white, fog, wet stone, long shadows."""

import numpy as np
from kit import Body, Camera, Light, Look, Picture, beam, blur, bokeh, bust, fbm, over, patch, person, rgb, ripple, smoothstep, texture
from kit.land import ridge, sky

RATIO = 1.33
LOOK = Look(
    exposure=1.05, contrast=1.22, saturation=1.0, mono=(0.3, 0.5, 0.2), lights=(1.0, 0.995, 0.98), shadows=(0.004, 0.006, 0.012),
    lift=0.008, halation=(0.10, 0.10, 0.10), bloom=0.14, vignette=0.42, grain=0.034,
)
WHITE = np.ones(3, np.float32)
COAT, GREY = rgb("#1c1c1e"), rgb("#7a7a7a")


def pier(size):
    """A pier runs into fog; a man at its end, one lamp."""
    cam = Camera(size, (0.3, 1.9, 0), (0.1, 1.75, -14), 44)
    fog = WHITE * 0.42
    lamp = Light((1.15, 3.6, -13), WHITE * 5, 0.6)
    both = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, fog * (0.8 + 0.5 * np.clip(0.4 - c.rays[..., 1:2] * (1 if c is cam else -1), 0, 1)))
        p.depth[:] = 70
        for k in range(22, 0, -1):
            z = -1.3 * k - 1
            for x in (-1.35, 1.35):
                p.post((x, -0.6, z), (x, 1.15 + 0.12 * ((k * 7) % 3), z), 0.11, 0.10, GREY * 0.3, [lamp], (fog * 0.5, fog * 0.1),
                       haze=(fog, 1 - np.exp(-0.045 * -z)))
        deck = patch(c, (-1.3, 0.4, 2), (1, 0, 0), (0, 0, -1), (2.6, 28))
        plank = smoothstep(0.02, 0.06, np.abs(np.modf(deck.t / 0.28 + 9)[0] - 0.5))
        wet = 0.5 + 0.5 * texture(deck.s * 2, deck.t, 5, 4)
        tone = (0.10 + 0.12 * np.clip(wet, 0, 1.4)) * plank + 0.01
        p.flat(deck, WHITE * tone[..., None] * 0.9)
        p.rgb = np.where((deck.alpha > 0.5)[..., None], p.rgb * np.exp(-0.045 * deck.depth)[..., None] + fog * (1 - np.exp(-0.045 * deck.depth))[..., None], p.rgb)
        p.post((1.35, 0.4, -13), (1.35, 3.7, -13), 0.06, 0.05, GREY * 0.15, (), (fog * 0.3, fog * 0.1), haze=(fog, 0.32))
        p.post((1.35, 3.65, -13), (1.1, 3.7, -13), 0.04, 0.04, GREY * 0.15, (), (fog * 0.3, fog * 0.1), haze=(fog, 0.32))
        man = person((-0.25, 0.4, -11), 178, COAT, COAT, length=0.3, hat=COAT)
        p.body(man, [lamp], (fog * 0.4, fog * 0.1), sheen=0.5)
        both.append(p)
    p, twin = both
    water = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    image = ripple(blur(twin.rgb, 6, 1.2), 16, 4, 7, 18)
    swell = 0.8 + 0.35 * (fbm(size, 30, 8, 4, stretch=7) - 0.5)
    haze = (1 - np.exp(-0.05 * water.depth))[..., None]
    front = water.alpha * (water.depth < p.depth)
    p.rgb = over(p.rgb, image * 0.55 * swell[..., None] * (1 - haze) + fog * haze, front)
    x, y, _ = cam.project((1.08, 3.62, -13))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, yy - y)
    p.add(WHITE * (14 * np.exp(-((r / 6) ** 2)) + 0.55 / (1 + (r / 34) ** 2) + 0.12 * np.exp(-r / 150))[..., None])
    drift = smoothstep(0.3, 0.9, fbm(size, 420, 12, 5, stretch=3)) * np.exp(-((yy / size[0] - 0.52) / 0.16) ** 2)
    p.lay(fog * 1.05, drift * 0.55)
    return p.rgb, LOOK


def blind(size):
    """A man at a window, in profile, cut by the shadow of a blind."""
    cam = Camera(size, (0, 1.62, 1.5), (0.1, 1.58, 0), 42)
    p = Picture(cam, 0)
    seen = patch(cam, (-3, 0, -1.0), (1, 0, 0), (0, 1, 0), (6, 3.4))
    skew = seen.t + 0.28 * (seen.s - 3)
    slats = smoothstep(0.25, 0.42, np.abs(np.modf(skew / 0.095 + 20)[0] - 0.5))
    area = smoothstep(0.25, 0.4, seen.s - 2.1) * smoothstep(2.35, 2.1, seen.s - 2.1 + 0.1 * seen.t) * smoothstep(0.9, 1.0, skew) * smoothstep(2.3, 2.2, skew)
    plaster = np.maximum(1 + 0.10 * texture(seen.s, seen.t, 3, 5), 0)
    p.flat(seen, WHITE * (plaster * (0.012 + 0.55 * blur(slats * area, 2.5)))[..., None])
    man = bust((-0.1, 1.27, 0.05), 108, rgb("#3a3a3c"), style="short", hat=rgb("#2c2c2e"))
    stripes = (lambda q: 0.05 + 0.95 * smoothstep(0.2, 0.5, np.abs(np.modf((q[:, 1] + 0.28 * q[:, 0] + 0.4 * q[:, 2]) / 0.075 + 40)[0] - 0.5)))
    key = [Light((1.6, 2.0, 0.35), WHITE * 4.2, 0.3)]
    p.body(man, key, (WHITE * 0.004, WHITE * 0.004), bump=stripes, steps=60, self_shadow=True)
    smoke = smoothstep(0.4, 0.85, fbm(size, 230, 17, 6)) * beam(size, (1400, 120), (500, 620), 0.42, 0.8, 3)
    comb = 0.55 + 0.45 * np.sin((np.arange(size[0])[:, None] + 0.36 * np.arange(size[1])[None]) / 11)
    p.add(WHITE * (0.30 * smoke * comb)[..., None])
    return p.rgb, LOOK


def stairs(size):
    """Stone steps at night, a lamp above, a woman climbing and her shadow before her."""
    cam = Camera(size, (0.4, 1.0, 6.2), (0.0, 2.3, -4), 46)
    p = Picture(cam, WHITE * 0.012)
    lamp = Light((-1.5, 5.4, -4.2), WHITE * 19, 0.5)
    woman = person((0.35, 0.62, -1.2), 176, rgb("#8a8a86"), COAT, 1.68, length=0.34, step=0.2, hat=COAT)
    for side in (-1, 1):
        wall = patch(cam, (2.3 * side, 0, 6), (0, 0, -1), (0, 1, 0), (26, 14))
        stone = texture(wall.s, wall.t, 5, 6) * 0.18 + texture(wall.s, wall.t, 1.1, 7, 1.0) * 0.12
        course = smoothstep(0.02, 0.05, np.abs(np.modf(wall.t / 0.42)[0] - 0.5) * 0.42)
        joint = smoothstep(0.02, 0.05, np.abs(np.modf(wall.s / 0.8 + 0.5 * np.floor(wall.t / 0.42))[0] - 0.5) * 0.8)
        gap = np.asarray(lamp.at, np.float32) - wall.place
        d2 = (gap * gap).sum(-1)
        tone = np.maximum(0.22 * (1 + stone), 0.02) * (0.45 + 0.55 * course * joint)
        p.flat(wall, WHITE * (tone * (0.003 + 19 * np.abs(gap[..., 0]) / np.sqrt(d2) / (d2 + 0.3)))[..., None])
    for k in range(27, -1, -1):
        z, y = 2.0 - 0.42 * k, 0.16 * k
        rise = patch(cam, (-2.3, y - 0.16, z), (1, 0, 0), (0, 1, 0), (4.6, 0.16))
        tread = patch(cam, (-2.3, y, z), (1, 0, 0), (0, 0, -1), (4.6, 0.42))
        for face, gain in ((tread, 1.0), (rise, 0.22)):
            if not face.alpha.any():
                continue
            gap = np.asarray(lamp.at, np.float32) - face.place
            d2 = (gap * gap).sum(-1)
            worn = np.maximum(1 + 0.25 * texture(face.place[..., 0], face.place[..., 2] + face.place[..., 1], 3, 5, 1.2), 0.1)
            light = 19 * np.maximum((gap * face.normal).sum(-1), 0.12 * np.sqrt(d2)) / np.sqrt(d2) / (d2 + 0.3)
            edge = np.exp(-np.clip(face.t, 0, 9) / 0.03) * 0.5 if gain == 1.0 else 0
            cast = woman.shadow(face.place, lamp, 14) if gain == 1.0 and 0.2 < y < 3 else 1.0
            p.flat(face, WHITE * (0.20 * gain * worn * (1 + edge) * (light * (0.06 + 0.94 * cast) + 0.004))[..., None])
    p.post((-2.25, 5.9, -4.2), (-1.5, 5.95, -4.2), 0.035, 0.03, GREY * 0.1, [lamp], (WHITE * 0.01,) * 2)
    p.post((-1.5, 5.95, -4.2), (-1.5, 5.6, -4.2), 0.02, 0.05, GREY * 0.1, [lamp], (WHITE * 0.01,) * 2)
    p.body(woman, [lamp], (WHITE * 0.006, WHITE * 0.003), self_shadow=True)
    x, y, _ = cam.project(lamp.at)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, yy - y)
    p.add(WHITE * (16 * np.exp(-((r / 9) ** 2)) + 0.5 / (1 + (r / 36) ** 2) + 0.05 * np.exp(-r / 220))[..., None])
    p.add(WHITE * (0.06 * beam(size, (x, y), (x + 60, y + 500), 0.5, 1.4, 5))[..., None])
    return p.rgb, LOOK


def ferry(size):
    """The ferry on a river of light, oarsman standing, far shore lost."""
    cam = Camera(size, (0, 2.6, 0), (0, 2.5, -20), 38)
    horizon = int(size[0] * 0.46)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    p = Picture(cam, WHITE * (0.30 + 0.5 * np.exp(-(((yy - horizon) / 260) ** 2)) * np.exp(-(((xx - 760) / 520) ** 2)))[..., None])
    cloud = fbm(size, 380, 5, 6, stretch=2.2)
    p.rgb = p.rgb * (0.62 + 0.75 * cloud)[..., None]
    for i, (base, rise, tone) in enumerate(((0.455, 60, 0.36), (0.462, 90, 0.2))):
        p.lay(WHITE * tone, blur(ridge(size, base, rise, 61 + i, 300, 0.6), 1.2))
    rows = np.arange(size[0])
    mirror = ripple(blur(p.rgb[np.clip(2 * horizon - rows, 0, size[0] - 1)], 8, 2), 14, 3, 9, 22)
    near = smoothstep(horizon, size[0], yy)
    waves = fbm(size, 26, 6, 5, stretch=8)
    glitter = smoothstep(0.58, 0.8, waves + 0.14 * np.exp(-(((xx - 760) / (120 + near * 260)) ** 2)))
    tone = mirror * (0.75 - 0.3 * near)[..., None] * (0.7 + 0.6 * waves)[..., None]
    tone = tone + WHITE * (1.6 * glitter * np.exp(-(((xx - 760) / (150 + near * 330)) ** 2)) * (0.25 + near))[..., None]
    water = smoothstep(horizon, horizon + 3, yy)
    p.rgb = over(p.rgb, tone, water)
    lamps = [Light((0.3, 0.5, -1), WHITE * 1.2, sun=True)]
    hull = Body((-0.6, 0.05, -17), 90)
    hull.bone((0, 0.05, -2.6), (0, 0.05, 2.2), 0.36, 0.34, COAT, 0.05).bone((0, 0.1, 2.2), (0, 0.75, 3.2), 0.3, 0.06, COAT, 0.1)
    hull.bone((0, 0.1, -2.6), (0, 0.6, -3.2), 0.3, 0.08, COAT, 0.1)
    man = person((-2.4, 0.25, -17), 95, COAT, COAT, length=0.4, hat=COAT, step=0.25, arms=((0.26, 1.2, 0.12, 0.2, 1.25, 0.4), (0.26, 1.15, 0.1, 0.16, 1.0, 0.36)))
    for x, yaw in ((-0.4, 100), (0.7, 265)):
        p.body(person((x, -0.1, -17), yaw, COAT, COAT, seated=True, style="bald"), lamps, (WHITE * 0.1, WHITE * 0.05))
    p.body(man, lamps, (WHITE * 0.1, WHITE * 0.05)).body(hull, lamps, (WHITE * 0.1, WHITE * 0.05))
    p.post((-1.9, 2.1, -16.9), (-3.9, -0.5, -16.4), 0.025, 0.03, COAT * 0.3)
    line = int(cam.project((-1, -0.28, -16.9))[1])
    flip = np.clip(2 * line - rows, 0, size[0] - 1)
    solid = (p.depth < 40).astype(np.float32)
    shade = ripple(np.repeat(blur(solid[flip], 3, 1.2)[..., None], 3, -1), 12, 9, 7, 16)[..., 0] * (yy > line)
    p.rgb = np.where(((p.depth < 40) & (yy > line))[..., None], p.rgb, p.rgb * (1 - 0.72 * shade[..., None]))
    mist = smoothstep(0.3, 0.85, fbm(size, 400, 15, 5, stretch=4)) * np.exp(-((yy / size[0] - 0.47) / 0.06) ** 2)
    p.lay(WHITE * 0.55, mist * 0.6)
    return p.rgb, LOOK


def doorway(size):
    """A dark hall, a door full of light, a man in it, his shadow reaching the lens."""
    cam = Camera(size, (0.5, 1.0, 6.5), (0.1, 1.35, 0), 44)
    p = Picture(cam, 0)
    glow = patch(cam, (-6, -1, -2.0), (1, 0, 0), (0, 1, 0), (12, 7))
    p.flat(glow, WHITE * (1.4 * (0.7 + 0.5 * fbm(size, 260, 3, 5)))[..., None])
    lamp = Light((-0.35, 2.3, -5.0), WHITE * 46, 0.6)
    man = person((0.0, 0, -0.5), 175, COAT, COAT, 1.8, length=0.4, hat=COAT, step=0.06)
    p.body(man, [lamp], (WHITE * 0.03,) * 2, sheen=1)
    wall = patch(cam, (-6, 0, 0), (1, 0, 0), (0, 1, 0), (12, 5))
    x, y = wall.s - 6, wall.t
    arch = np.sqrt(np.maximum(0.85**2 - x**2, 0))
    hole = smoothstep(0.85, 0.83, np.abs(x)) * smoothstep(2.1 + arch, 2.07 + arch, y)
    leak = np.exp(-np.maximum(np.abs(x) - 0.85, 0) / 0.08) * 0.10 + 0.006
    stone = np.maximum(0.4 * (1 + 0.2 * texture(x, y, 3, 5)), 0.02)
    p.lay(WHITE * (stone * leak)[..., None], (1 - hole) * wall.alpha)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    to = np.asarray(lamp.at, np.float32) - floor.place
    back = floor.place[..., 2] / np.maximum(floor.place[..., 2] - lamp.at[2], 0.1)
    through_x = floor.place[..., 0] + to[..., 0] * back
    through_y = to[..., 1] * back
    width = 0.02 + 0.03 * np.maximum(floor.place[..., 2], 0)
    a2 = np.sqrt(np.maximum(0.85**2 - through_x**2, 0))
    lit = smoothstep(0.85 + width, 0.85 - width, np.abs(through_x)) * smoothstep(2.1 + a2 + width, 2.1 + a2 - width, through_y)
    lit = np.where(floor.place[..., 2] < 0, 1.0, lit) * man.shadow(floor.place, lamp, 16)
    slab = smoothstep(0.006, 0.02, np.abs(np.modf(floor.s / 0.9 + 40)[0] - 0.5)) * smoothstep(0.006, 0.02, np.abs(np.modf(floor.t / 0.9 + 40)[0] - 0.5))
    tone = np.maximum(0.32 * (1 + 0.22 * texture(floor.s, floor.t, 4, 8, 1.3)), 0.03) * (0.5 + 0.5 * slab)
    bright = 46 * 2.3 / ((to * to).sum(-1) + 0.5) ** 1.25
    p.lay(WHITE * (tone * (lit * bright * 0.8 + 0.004))[..., None], floor.alpha * (floor.depth < np.minimum(p.depth, wall.depth + 99 * hole)))
    x0, y0, _ = cam.project((0, 1.6, 0))
    p.add(WHITE * (0.10 * blur(hole, 70) * (0.6 + 0.8 * fbm(size, 200, 9, 5)))[..., None])
    return p.rgb, LOOK


def night_window(size):
    """From behind: a woman's head and the lamps of the far bank, out of focus, through rain."""
    cam = Camera(size, (0, 1.62, 1.45), (-0.08, 1.58, 0), 42)
    rng = np.random.default_rng(31)
    spots = [(70 + k * 98 + rng.normal(0, 22), 430 + 26 * np.sin(k) + rng.normal(0, 8), 30, WHITE * rng.uniform(0.15, 0.9)) for k in range(13)]
    low = [(x, 2 * 500 - y + 60, 32, c * 0.3) for x, y, _, c in spots]
    back = bokeh(size, spots) + blur(bokeh(size, low), 14, 2.5) + WHITE * 0.02
    back = back + WHITE * (0.05 * np.exp(-((np.arange(size[0])[:, None] - 440) / 190.0) ** 2) * np.ones(size))[..., None]
    p = Picture(cam, back)
    drops = smoothstep(0.60, 0.74, fbm(size, 13, 3, 3)) * smoothstep(0.35, 0.6, fbm(size, 180, 9, 3))
    bent = ripple(p.rgb, 70, 31, 1.0, 8, amount_x=50)
    p.rgb = over(p.rgb, bent * 1.1, drops * 0.85)
    for x in (-0.62, 0.72):
        p.post((x, 0, -0.3), (x, 4, -0.3), 0.022, 0.022, GREY * 0.1, [Light((0, 1.6, -2), WHITE * 1.2)], (WHITE * 0.004,) * 2)
    woman = bust((0.16, 1.28, 0), 148, COAT * 1.5, style="bun")
    lamps = [Light((-1.2, 1.7, -0.8), WHITE * 1.3, 0.3), Light((1.4, 2.0, -0.9), WHITE * 0.9, 0.3)]
    p.body(woman, lamps, (WHITE * 0.008, WHITE * 0.004), sheen=4, steps=60, spec=0.1)
    return p.rgb, LOOK


SHOTS = [pier, ferry, blind, stairs, night_window, doorway]
_ = sky
