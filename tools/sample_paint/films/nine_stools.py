"""Nine Stools for Kid Morava: a boxing hall; grey-beige canvas, black corners, dark red ropes."""

import numpy as np
from kit import Body, Camera, Light, Look, Picture, beam, blur, bokeh, bust, defocus, fbm, over, patch, person, rgb, smoothstep, texture

RATIO = 1.85
LOOK = Look(
    exposure=1.0, contrast=1.1, saturation=0.92, shadows=(0.006, 0.006, 0.004), lights=(1.0, 0.985, 0.945), lift=0.008,
    halation=(0.10, 0.045, 0.015), bloom=0.10, vignette=0.4, grain=0.024,
)
CANVAS = rgb("#a39a88")
ROPE, GOLD, BLUE = (LOOK.light_for(h) for h in ("#4a0107", "#947233", "#221d59"))
WARM = rgb("#fff0d0")
SKIN = rgb("#9a6a4a")
RED, NAVY = rgb("#8c0a12"), rgb("#1c1a58")


def boxer(at, yaw, trunks, gloves, arms, height=1.8, **more):
    """A bare-chested fighter in trunks and gloves."""
    body = person(at, yaw, SKIN, SKIN, height, length=0.9, arms=arms, folds=0.0, **more)
    body.bone((0, 1.0, 0), (0, 0.86, 0), 0.158, 0.17, trunks, 0.02, 0.8, True)
    for side in (-1, 1):
        body.bone((0.085 * side, 0.9, 0.0), (0.1 * side, 0.62, 0.02), 0.115, 0.12, trunks, 0.03)
    for side, (_, _, _, x, y, z) in zip((-1, 1), arms, strict=True):
        body.ball((x * side, y, z), (0.075, 0.085, 0.085), gloves, 0.02)
    return body


GUARD = ((0.27, 1.16, 0.18, 0.12, 1.42, 0.34), (0.25, 1.15, 0.22, 0.10, 1.44, 0.44))


def mat(p, spot, half=3.05, marks=True, gain=1.0):
    """The canvas: scuffed, with its emblem and blue marks, under ``spot``."""
    floor = patch(p.cam, (-4.2, 0, 4.2), (1, 0, 0), (0, 0, -1), (8.4, 8.4))
    x, z = floor.s - 4.2, 4.2 - floor.t
    scuff = texture(x, z, 7, 3, 1.5) * 0.05 + texture(x, z, 1.6, 4, 1.0) * 0.035
    smear = smoothstep(1.2, 2.4, texture(x, z, 3.3, 6, 1.7)) * 0.16
    gap = ((floor.place - np.asarray(spot.at, np.float32)) ** 2).sum(-1)
    light = spot.colour * (gain * spot.at[1] / gap**1.5 * spot.at[1] * 0.16 * spot.at[1])[..., None]
    light = light * np.exp(-((x * x + z * z) / 13.0) ** 2)[..., None] * 0.75 + light * 0.25
    colour = CANVAS * (1 + scuff - smear)[..., None] * light
    if marks:
        r, a = np.hypot(x, z), np.arctan2(z, x)
        star = r / (0.46 + 0.13 * np.cos(a * 8))
        ring = smoothstep(0.05, 0.035, np.abs(r - 0.72)) + smoothstep(1.0, 0.97, star) * smoothstep(0.4, 0.43, star)
        fade = np.clip(0.95 + 3 * scuff, 0.6, 1)
        colour = over(colour, GOLD, np.clip(ring, 0, 1) * fade)
        edge = np.maximum(np.abs(x), np.abs(z))
        bars = smoothstep(0.055, 0.045, np.abs(edge - 2.2)) * smoothstep(0.62, 0.6, np.abs(np.minimum(np.abs(x), np.abs(z)) - 1.4))
        colour = over(colour, BLUE, bars * fade)
        apron = smoothstep(half + 0.02, half + 0.06, edge)
        colour = over(colour, BLUE * 0.35, apron * smoothstep(half + 0.5, half + 0.48, edge))
    p.lay(colour, floor.alpha * (np.maximum(np.abs(x), np.abs(z)) < half + 0.5), floor.depth)
    return floor


def ropes(p, spot, half=3.05, sides="nsew", tint=None, radius=0.024, levels=(0.45, 0.85, 1.25)):
    """Posts, corner pads and the ropes between them."""
    tint = ROPE * 2.2 if tint is None else tint
    air = (WARM * 0.05, CANVAS * 0.05)
    corners = {"nw": (-half, -half), "ne": (half, -half), "sw": (-half, half), "se": (half, half)}
    runs = {"n": ("nw", "ne"), "s": ("sw", "se"), "w": ("nw", "sw"), "e": ("ne", "se")}
    for side in sides:
        (x0, z0), (x1, z1) = (corners[c] for c in runs[side])
        for y in levels:
            p.post((x0, y, z0), (x1, y, z1), radius, radius, tint, [spot], air, spec=0.05)
    for x, z in corners.values():
        if all(c not in "nsew" for c in sides):
            continue
        pad = Body((x * 1.02, 0, z * 1.02), 45)
        pad.box((0, 0.85, 0), (0.13, 0.5, 0.1), rgb("#0c0c0c"), 0.05).bone((0, 0, 0), (0, 1.5, 0), 0.05, 0.05, rgb("#101010"), 0.01)
        p.body(pad, [spot], air, spec=0.1)
    return p


def crowd(size, seed, tone, rows=4, top=0.1, low=0.75):
    """A dark crowd, heads and shoulders, out of focus."""
    rng = np.random.default_rng(seed)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    out = np.zeros((*size, 3), np.float32)
    for row in range(rows):
        y0 = size[0] * (top + (low - top) * row / rows)
        scale = 20 + 12 * row
        x = -20.0
        while x < size[1] + 40:
            hx, hy = x + rng.normal(0, scale * 0.2), y0 + rng.normal(0, scale * 0.3)
            body = np.maximum(1 - np.hypot((xx - hx) / (scale * 0.62), (yy - hy) / (scale * 0.8)), 0)
            torso = np.maximum(1 - np.hypot((xx - hx) / (scale * 1.35), (yy - hy - scale * 2.1) / (scale * 1.7)), 0)
            mask = smoothstep(0, 0.15, np.maximum(body, torso))
            warm = tone * rng.uniform(0.25, 1.0) * (0.5 + 0.5 * row / rows)
            cloth = warm * rng.uniform(0.1, 0.5) * rng.choice([rgb("#c8b8a0"), rgb("#5a5a68"), rgb("#8a6a50")], axis=0)
            shade_of = np.where((body > torso)[..., None], warm * SKIN * 1.6 * (0.4 + body)[..., None], cloth)
            out = over(out, shade_of, mask)
            x += scale * rng.uniform(1.9, 2.6)
    return out


def overhead(size):
    """From the lighting grid, straight down: the whole ring, two fighters, a referee, dark around."""
    cam = Camera(size, (0.25, 11.2, 0.9), (0.05, 0, 0.02), 48)
    p = Picture(cam, rgb("#080706") * 0.4)
    spot = Light((0.3, 7.5, -0.2), WARM * 52, 0.5)
    p.add(defocus(crowd(size, 3, rgb("#6a5a48") * 0.05, 6, -0.05, 0.95), 5))
    floor = mat(p, Light((0.3, 7.5, -0.2), WARM * 5.4, 0.5), gain=1.0)
    a = boxer((-0.62, 0, 0.55), 62, RED, RED * 1.1, GUARD)
    b = boxer((0.55, 0, 0.95), 250, NAVY * 1.3, NAVY * 1.3, GUARD, 1.84)
    ref = person((0.5, 0, -1.25), 200, rgb("#c8c4b8"), rgb("#141414"), 1.76, length=0.9)
    cast = np.ones(size, np.float32)
    for body in (a, b, ref):
        cast = cast * (0.35 + 0.65 * body.shadow(floor.place, spot, 8))
    p.rgb = p.rgb * cast[..., None]
    ropes(p, spot)
    for body in (ref, a, b):
        p.body(body, [spot], (WARM * 0.05, CANVAS * 0.22), spec=0.12, self_shadow=True)
    p.add(WARM * (0.018 * np.exp(-(((np.arange(size[1])[None] - 640) / 420.0) ** 2 + ((np.arange(size[0])[:, None] - 340) / 300.0) ** 2)))[..., None])
    return p.rgb, LOOK


def corner(size):
    """Between rounds: a fighter on his stool in the corner, head low, one lamp over him."""
    cam = Camera(size, (1.9, 1.25, 2.9), (-0.25, 0.85, -0.3), 44)
    p = Picture(cam, 0)
    p.rgb = defocus(crowd(size, 11, rgb("#8a7050") * 0.16, 4, 0.05, 0.6), 9) * 0.8
    spot = Light((-0.2, 4.2, -0.1), WARM * 13, 0.4)
    floor = patch(cam, (-6, 0, 6), (1, 0, 0), (0, 0, -1), (7.3, 7.3))
    gap = ((floor.place - np.asarray(spot.at, np.float32)) ** 2).sum(-1)
    scuff = 1 + 0.06 * texture(floor.s, floor.t, 5, 3) + 0.05 * texture(floor.s, floor.t, 1.2, 4, 1.0)
    man = boxer((0.0, 0, -0.35), 38, RED, RED * 1.2, ((0.27, 1.1, 0.14, 0.17, 0.92, 0.42),) * 2, seated=True, tilt=0.07)
    p.lay(CANVAS * scuff[..., None] * spot.colour * (4.2 / gap**1.5)[..., None] * (0.2 + 0.8 * man.shadow(floor.place, spot, 8))[..., None], floor.alpha, floor.depth)
    stool = Body((0, 0, -0.42), 38)
    stool.ball((0, 0.38, 0), (0.19, 0.035, 0.19), GOLD * 1.6, 0.01)
    for x in (-0.14, 0.14):
        for z in (-0.14, 0.14):
            stool.bone((x, 0.37, z), (x * 1.3, 0, z * 1.3), 0.014, 0.014, rgb("#3a3a3a"), 0.004)
    air = (WARM * 0.02, CANVAS * 0.07)
    for y in (0.45, 0.85, 1.25):
        p.post((1.25, y, -1.15), (-4.5, y, -1.15), 0.026, 0.026, ROPE * 2.4, [spot], air, spec=0.1)
        p.post((1.25, y, -1.15), (1.25, y, 6), 0.026, 0.026, ROPE * 2.4, [spot], air, spec=0.1)
    pad = Body((1.22, 0, -1.12), 45)
    pad.box((0, 0.85, 0), (0.15, 0.52, 0.11), BLUE * 1.5, 0.06).bone((0, 0, -0.1), (0, 1.55, -0.1), 0.05, 0.05, rgb("#101010"), 0.01)
    p.body(pad, [spot], air, spec=0.15)
    second = person((-0.78, 0, -0.55), 105, rgb("#b8b0a0"), rgb("#16161a"), 1.74, length=0.85, arms=((0.25, 1.14, 0.1, 0.1, 1.2, 0.36),) * 2)
    for body in (stool, second, man):
        p.body(body, [spot], air, spec=0.2, power=16, self_shadow=True)
    x, y, _ = cam.project((-0.2, 4.2, -0.1))
    p.add(WARM * (0.10 * beam(size, (x, y), (x - 20, y + 700), 0.33, 1.2, 4))[..., None])
    return p.rgb, LOOK


def gloves(size):
    """Close: a wrapped fighter from behind, red gloves up, the lamps blown out beyond."""
    cam = Camera(size, (0, 1.62, 1.7), (0.05, 1.55, 0), 42)
    spots = []
    for k in range(6):
        spots.append((170 + 190 * k, 110 + 20 * (k % 2), 44, WARM * (0.9 + 0.4 * (k % 3))))
    back = defocus(crowd(size, 19, rgb("#8a7050") * 0.12, 3, 0.42, 0.9), 15) + bokeh(size, spots) + blur(bokeh(size, spots), 60) * 0.8
    p = Picture(cam, back)
    for y in (1.02, 1.4):
        p.post((-5, y, -0.8), (5, y, -0.8), 0.03, 0.03, ROPE * 2.4, [Light((0, 4, -2), WARM * 12)], (WARM * 0.02,) * 2)
    p.rgb = blur(p.rgb, 2.5)
    man = bust((-0.1, 1.25, 0), 196, SKIN, collar=False, style="short", folds=0.0, hair=rgb("#15100c"))
    man.bone((-0.24, -0.05, 0.0), (-0.34, -0.08, 0.32), 0.07, 0.05, SKIN, 0.04).bone((-0.34, -0.08, 0.32), (-0.2, 0.26, 0.4), 0.052, 0.045, SKIN, 0.03)
    man.ball((-0.2, 0.32, 0.42), (0.085, 0.105, 0.09), RED * 1.3, 0.02)
    man.bone((0.24, -0.05, 0.0), (0.36, -0.05, 0.22), 0.07, 0.05, SKIN, 0.04).bone((0.36, -0.05, 0.22), (0.3, 0.25, 0.28), 0.052, 0.045, SKIN, 0.03)
    man.ball((0.3, 0.31, 0.3), (0.085, 0.105, 0.09), RED * 1.3, 0.02)
    lamps = [Light((-1.4, 2.7, -1.5), WARM * 9, 0.4), Light((1.5, 2.6, -1.4), WARM * 9, 0.4), Light((0, 3.3, 0.2), WARM * 1.6, 0.4)]
    p.body(man, lamps, (WARM * 0.02, CANVAS * 0.03), spec=0.5, power=14, steps=60)
    rng = np.random.default_rng(5)
    p.add(bokeh(size, [(640 + rng.normal(0, 300), 260 + rng.normal(0, 140), 2.2, WARM * 0.5) for _ in range(40)]) * 0.6)
    return p.rgb, LOOK


def ringside(size):
    """From the first row, low, through the ropes: two fighters against the lamps' smoke."""
    cam = Camera(size, (-0.6, 0.55, 6.4), (0.0, 1.25, 0), 44)
    p = Picture(cam, 0)
    p.rgb = defocus(crowd(size, 23, rgb("#8a7050") * 0.10, 3, 0.42, 0.72), 7)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    smoke = fbm(size, 300, 5, 6)
    for k, x in enumerate((250, 480, 710, 940, 1130)):
        p.add(WARM * (0.30 * beam(size, (x, -30), (x + 60 * (k - 2), 620), 0.2, 1.5, 40 + k))[..., None])
        p.add(bokeh(size, [(x, 20, 17, WARM * 6)]))
    p.rgb = p.rgb + WARM * (0.05 * smoke * np.exp(-((yy - 200) / 260) ** 2))[..., None]
    spot = Light((0.2, 5.2, -1.4), WARM * 34, 0.6)
    fill = Light((0, 3.5, 4), WARM * 2.0, 0.6)
    mat(p, Light((0.2, 7.0, -0.8), WARM * 4.4, 0.6), marks=True)
    ropes(p, spot, sides="nwe")
    a = boxer((-0.62, 0, 0.0), 80, RED, RED * 1.2, ((0.26, 1.2, 0.25, 0.12, 1.47, 0.62), (0.27, 1.14, 0.15, 0.1, 1.36, 0.3)), step=0.2)
    b = boxer((0.62, 0, -0.1), 278, NAVY * 1.4, NAVY * 1.4, GUARD, 1.84, step=-0.2)
    for body in (a, b):
        p.body(body, [spot, fill], (WARM * 0.015, CANVAS * 0.10), spec=0.4, power=14, self_shadow=True)
    ropes(p, Light((0, 4.5, 3.4), WARM * 9, 0.5), sides="s", radius=0.028)
    p.lay(rgb("#060505"), smoothstep(0.4, 0.6, defocus((crowd(size, 31, np.ones(3, np.float32), 1, 0.93, 0.99).mean(-1) > 0).astype(np.float32), 8)))
    return p.rgb, LOOK


def walk_on(size):
    """The tunnel: a hooded gold robe walks toward a rectangle of light and noise."""
    cam = Camera(size, (0, 1.35, 3.4), (0.0, 1.5, -6), 46)
    p = Picture(cam, 0)
    end = patch(cam, (-1.7, 0, -9), (1, 0, 0), (0, 1, 0), (3.4, 3.0))
    hall = WARM * (0.9 + 1.1 * np.exp(-((end.t - 2.2) ** 2) / 0.5))[..., None] * (0.6 + 0.6 * fbm(size, 60, 5, 4))[..., None]
    p.flat(end, hall)
    for side in (-1, 1):
        wall = patch(cam, (1.7 * side, 0, 4), (0, 0, -1), (0, 1, 0), (13, 3))
        block = smoothstep(0.01, 0.03, np.abs(np.modf(wall.t / 0.25)[0] - 0.5) * 0.25) * smoothstep(0.01, 0.03, np.abs(np.modf(wall.s / 0.5 + 0.5 * np.floor(wall.t / 0.25))[0] - 0.5) * 0.5)
        graze = 0.9 / (0.3 + np.maximum(13 - wall.s, 0) ** 1.6) + 0.004
        stripe = smoothstep(0.16, 0.15, np.abs(wall.t - 1.25))[..., None]
        tint = CANVAS * (0.6 + 0.25 * block + 0.06 * texture(wall.s, wall.t, 3, 4))[..., None]
        p.flat(wall, over(tint, BLUE * 1.2, stripe[..., 0]) * WARM * graze[..., None])
    roof = patch(cam, (-1.7, 3, 4), (0, 0, -1), (1, 0, 0), (13, 3.4))
    p.flat(roof, CANVAS * WARM * (0.35 / (0.3 + np.maximum(13 - roof.s, 0) ** 1.7) + 0.002)[..., None])
    floor = patch(cam, (-1.7, 0, 4), (1, 0, 0), (0, 0, -1), (3.4, 13))
    lamp = Light((0, 2.2, -9.5), WARM * 24, 0.8)
    man = person((0.05, 0, -2.6), 180, GOLD * 3.2, rgb("#1a1410"), 1.82, length=0.32, style="bald", step=0.16, folds=0.01)
    man.ball((0, 1.62, -0.01), (0.125, 0.155, 0.135), GOLD * 3.2, 0.04)
    wet = np.exp(-((floor.s - 1.7) / 0.8) ** 2) * (0.3 + 0.5 * smoothstep(-0.5, 1.5, texture(floor.s * 2, floor.t, 5, 4)))
    glare = 1.6 / (0.4 + np.maximum(13 - floor.t, 0) ** 1.25)
    cast = 0.15 + 0.85 * man.shadow(floor.place, lamp, 8)
    p.lay(CANVAS * 0.5 * WARM * (glare * cast * (0.5 + wet))[..., None], floor.alpha, floor.depth)
    for x, z, c in ((-0.75, -4.4, "#c8c4b8"), (0.85, -4.0, "#2a2a30")):
        p.body(person((x, 0, z), 178, rgb(c), rgb("#141414"), length=0.8, step=-0.16), [lamp], (WARM * 0.01, CANVAS * 0.02), sheen=1, focus=1.5)
    p.body(man, [lamp, Light((-1.2, 2.9, -0.6), WARM * 1.6, 0.3)], (WARM * 0.03, CANVAS * 0.03), sheen=2.5)
    p.add(WARM * (0.30 * blur(np.clip(end.alpha * (p.depth > 10), 0, 1), 60) * (0.6 + 0.8 * fbm(size, 220, 9, 5)))[..., None])
    return p.rgb, LOOK


def after(size):
    """After: the hall empty, one lamp left, a boy sweeping; a glove forgotten on the canvas."""
    cam = Camera(size, (-0.8, 0.42, 3.3), (0.35, 0.75, -2), 48)
    p = Picture(cam, rgb("#0a0a0c") * 0.3)
    seats = patch(cam, (-14, 0, -9), (1, 0, 0), (0, 1, 0), (28, 7))
    rows = 0.5 + 0.5 * np.sin(seats.t * 9) * np.sin(seats.s * 9)
    p.lay(rgb("#4a2a20") * (0.02 + 0.03 * rows * np.exp(-seats.t / 2.2))[..., None], seats.alpha, focus=5)
    spot = Light((0.5, 5.4, -1.5), WARM * 30, 0.5)
    floor = mat(p, Light((0.5, 5.2, -1.4), WARM * 5.2, 0.5))
    ropes(p, spot, sides="nwe")
    boy = person((0.95, 0, -1.7), 230, rgb("#3a4a5a"), rgb("#1c1c20"), 1.62, length=0.8, arms=((0.24, 1.12, 0.16, 0.1, 1.12, 0.32), (0.25, 1.1, 0.14, 0.14, 0.95, 0.36)))
    glove = Body((-0.42, 0.0, 1.55), 40, 1.15)
    glove.ball((0, 0.085, 0), (0.085, 0.08, 0.11), RED * 1.2, 0.03).ball((0.07, 0.08, 0.0), (0.035, 0.04, 0.07), RED * 1.2, 0.02)
    glove.bone((0, 0.075, -0.1), (0, 0.07, -0.21), 0.062, 0.068, RED, 0.02).bone((0, 0.07, -0.2), (0, 0.07, -0.225), 0.071, 0.071, rgb("#c8b890"), 0.004)
    cast = np.ones(size, np.float32)
    for body in (boy, glove):
        cast = cast * (0.3 + 0.7 * body.shadow(floor.place, spot, 10))
    p.rgb = np.where((p.depth == floor.depth)[..., None], p.rgb * cast[..., None], p.rgb)
    air = (WARM * 0.012, CANVAS * 0.10)
    p.body(boy, [spot], air, self_shadow=True, focus=2.5)
    p.post((0.75, 1.15, -1.5), (0.15, 0.04, -1.15), 0.014, 0.014, rgb("#a88858"), [spot], air)
    p.body(glove, [spot, Light((-0.8, 0.9, 3), WARM * 0.25, 0.3)], air, spec=0.4, power=18, self_shadow=True)
    x, y, _ = cam.project(spot.at)
    p.add(WARM * (0.22 * beam(size, (x, y), (x - 10, y + 800), 0.30, 1.0, 4))[..., None])
    return p.rgb, LOOK


SHOTS = [overhead, walk_on, ringside, corner, gloves, after]
