"""The Clerk of Tallow Street: rooms lit by candles alone, and one blue morning."""

import numpy as np
from kit import Body, Camera, Light, Look, Picture, blur, bokeh, bust, fbm, patch, person, rgb, smoothstep, texture

RATIO = 1.66
LOOK = Look(
    exposure=1.1, contrast=1.1, saturation=0.98, shadows=(0.018, 0.006, 0.0), lights=(1.0, 0.965, 0.9), lift=0.006,
    halation=(0.17, 0.06, 0.012), bloom=0.15, vignette=0.45, grain=0.026,
)
FLAME, WAX, OAK = rgb("#ffa040"), rgb("#e8c890"), rgb("#4a2c14")
SEAL, CLOTH = rgb("#8c0f14"), rgb("#2a1c16")
DIM = (FLAME * 0.008, FLAME * 0.006)


def candle(picture, at, height=0.2, radius=0.014, others=(), flame=1.0):
    """A burning candle whose foot is at ``at``; returns its light."""
    x, y, z = at
    stick = Body(at)
    stick.bone((0, 0.0, 0), (0, height, 0), radius, radius * 0.95, WAX, 0.004)
    stick.ball((radius * 0.8, height - 0.03, 0), (0.005, 0.03, 0.006), WAX, 0.008)
    stick.bone((0, -0.13, 0), (0, 0.0, 0), 0.01, 0.012, rgb("#6a4a1c"), 0.01)
    stick.ball((0, -0.005, 0), (0.035, 0.008, 0.035), rgb("#8a6428"), 0.008)
    stick.ball((0, -0.14, 0), (0.055, 0.012, 0.055), rgb("#8a6428"), 0.02)
    own = Light((x, y + height + 0.05, z), FLAME * 0.05 * flame, 0.05)
    picture.body(stick, [own, *others], DIM, spec=0.15)
    return own


def burn(picture, at, size=1.0, gain=1.0, lean=0.0):
    """A flame (its wick at ``at``) and its halo."""
    x, y, z = picture.cam.project(at)
    unit = picture.cam.focal / z * size
    yy, xx = np.mgrid[: picture.cam.height, : picture.cam.width].astype(np.float32)
    v = (y - yy) / (0.062 * unit)
    u = (xx - x - lean * unit * 0.02 * np.clip(v, 0, 1) ** 2) / (0.0105 * unit + 0.4)
    width = np.clip(v, 0, 1) ** 0.45 * np.clip(1 - v, 0, 1) ** 0.75 * 1.75
    body = smoothstep(1.05, 0.55, np.abs(u) / np.maximum(width, 0.02)) * (v > 0) * (v < 1)
    body = blur(body.astype(np.float32), max(0.6, 0.0022 * unit))
    r = np.hypot(xx - x, yy - y + 0.03 * unit) / unit
    halo = 0.10 / (1 + (r / 0.045) ** 2) + 0.015 / (1 + (r / 0.28) ** 2)
    core = body * (0.55 + 0.45 * smoothstep(0.1, 0.5, v))
    picture.add(rgb("#ffc878") * (16 * gain * core)[..., None] + FLAME * (gain * halo)[..., None])
    return picture


def wall(picture, z, lamps, tint, seed=3, gain=1.0):
    """A plaster wall behind everything, lit by candles."""
    seen = patch(picture.cam, (-6, -1, z), (1, 0, 0), (0, 1, 0), (12, 6))
    stain = np.maximum(1 + 0.16 * texture(seen.s, seen.t, 6, seed) + 0.06 * texture(seen.s, seen.t, 1.2, 5, 1.1), 0.1)
    light = np.zeros_like(picture.rgb) + FLAME * 0.004
    for lamp in lamps:
        gap = np.asarray(lamp.at, np.float32) - seen.place
        d2 = (gap * gap).sum(-1)
        light = light + lamp.colour * (np.maximum(gap[..., 2], 0.1) / np.sqrt(d2) / (d2 + lamp.reach**2))[..., None] * gain
    return picture.flat(seen, tint * stain[..., None] * light)


def table(picture, y, near, far, lamps, tint=OAK, half=3.0):
    """A long board of dark oak."""
    seen = patch(picture.cam, (-half, y, near), (1, 0, 0), (0, 0, -1), (2 * half, near - far))
    grain = texture(seen.s * 0.25, seen.t * 3, 3, 7, 1.1)
    light = np.zeros_like(picture.rgb) + FLAME * 0.003
    for lamp in lamps:
        gap = ((seen.place - np.asarray(lamp.at, np.float32)) ** 2).sum(-1)
        rise = max(lamp.at[1] - y, 0.05)
        light = light + lamp.colour * (rise / np.sqrt(gap) / (gap + lamp.reach**2))[..., None] * 1.6
    return picture.flat(seen, tint * np.maximum(1 + 0.25 * grain, 0.2)[..., None] * light)


def supper(size):
    """Two people across a table, three candles between them."""
    cam = Camera(size, (0, 1.42, 3.1), (0, 1.18, 0), 42)
    p = Picture(cam, 0)
    tops = [(-0.24, 1.14, 0.1), (0.02, 1.22, -0.05), (0.27, 1.10, 0.12)]
    lamps = [Light(t, FLAME * 0.42, 0.12) for t in tops]
    wall(p, -2.4, [Light((0, 1.3, -0.3), FLAME * 2.6, 0.3)], rgb("#6a4a34"))
    frame = patch(cam, (0.75, 1.75, -2.38), (1, 0, 0), (0, 1, 0), (0.9, 1.0))
    edge = np.minimum(np.minimum(frame.s, 0.9 - frame.s), np.minimum(frame.t, 1 - frame.t))
    p.lay(rgb("#8a6428") * 0.05 * (edge < 0.09)[..., None] + rgb("#20140c") * 0.012, frame.alpha, focus=3)
    left = person((-0.98, -0.06, -0.1), 82, rgb("#3a2820"), CLOTH, seated=True, height=1.8,
                  arms=((0.26, 1.14, 0.16, 0.16, 1.2, 0.42),) * 2)
    right = person((1.0, -0.08, -0.15), 276, rgb("#7a1418"), CLOTH, seated=True, style="bun", hair=rgb("#3a1c0e"),
                   arms=((0.26, 1.14, 0.16, 0.14, 1.2, 0.40),) * 2)
    for sitter in (left, right):
        p.body(sitter, lamps, DIM, spec=0.06, self_shadow=True)
    table(p, 0.8, 0.85, -0.8, lamps)
    for x, y, z in tops:
        candle(p, (x, 0.94, z), y - 0.95, 0.013, lamps)
    for x, z in ((-0.52, 0.22), (0.55, 0.3)):
        glass = Body((x, 0.8, z))
        glass.bone((0, 0.0, 0), (0, 0.09, 0), 0.006, 0.006, rgb("#6a5038"), 0.02)
        glass.ball((0, 0.135, 0), (0.036, 0.05, 0.036), SEAL * 0.8, 0.01).ball((0, 0, 0), (0.035, 0.006, 0.035), rgb("#6a5038"), 0.01)
        p.body(glass, lamps, DIM, spec=0.5, power=60)
    for x, y, z in tops:
        burn(p, (x, y - 0.03, z), 1.1, 0.8)
    return p.rgb, LOOK


def profile(size):
    """Close: the clerk in profile, the flame a hand's breadth from his face."""
    cam = Camera(size, (0, 1.6, 1.15), (0.06, 1.56, 0), 40)
    rng = np.random.default_rng(3)
    spots = [(rng.uniform(0, size[1]), rng.uniform(80, 420), rng.uniform(24, 34), FLAME * rng.uniform(0.05, 0.4)) for _ in range(9)]
    p = Picture(cam, bokeh(size, spots) + FLAME * 0.006)
    flame = (0.25, 1.5, 0.08)
    man = bust((-0.14, 1.27, 0), 84, CLOTH, style="long", hair=rgb("#1c120c"))
    p.body(man, [Light(flame, FLAME * 0.10, 0.07), Light((-1.4, 2, -1.2), FLAME * 0.35, 0.4)], DIM, steps=60, spec=0.1, self_shadow=True)
    candle(p, (0.25, 1.24, 0.08), 0.23, 0.014, (), 0.6)
    burn(p, (0.25, 1.47, 0.08), 0.95, 0.75, 0.5)
    return p.rgb, LOOK


def passage(size):
    """A passage at night: somebody in white comes with a candle, hand before the flame."""
    cam = Camera(size, (0.1, 1.3, 2.8), (-0.05, 1.4, -6), 44)
    p = Picture(cam, 0)
    at = (0.24, 1.28, -2.65)
    lamp = Light(at, FLAME * 0.9, 0.2)
    for side in (-1, 1):
        seen = patch(cam, (1.05 * side, 0, 3), (0, 0, -1), (0, 1, 0), (14, 3.1))
        gap = np.asarray(at, np.float32) - seen.place
        d2 = (gap * gap).sum(-1)
        light = lamp.colour * (np.abs(gap[..., 0]) / np.sqrt(d2) / (d2 + 0.05))[..., None] + FLAME * 0.002
        panel = smoothstep(0.04, 0.06, np.abs(np.modf(seen.s / 1.1)[0] - 0.5) * 1.1) * smoothstep(0.03, 0.05, np.abs(seen.t - 1.0))
        tint = np.where((seen.t < 1.0)[..., None], OAK * 0.8, rgb("#6a3a2a")) * (0.55 + 0.45 * panel)[..., None]
        tint = tint * np.maximum(1 + 0.13 * texture(seen.s, seen.t, 3, 5), 0.2)[..., None]
        p.flat(seen, tint * light * 2.4)
    end = patch(cam, (-1.05, 0, -9), (1, 0, 0), (0, 1, 0), (2.1, 3.1))
    pane = (np.abs(end.s - 1.05) < 0.38) * (end.t > 1.1) * (end.t < 2.5) * (np.abs(end.s - 1.05) > 0.02) * (np.abs(end.t - 1.85) > 0.02)
    p.flat(end, rgb("#3a5a8a") * (0.10 * pane)[..., None] + OAK * 0.006)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    gap = ((floor.place - np.asarray(at, np.float32)) ** 2).sum(-1)
    boards = 0.6 + 0.4 * smoothstep(0.01, 0.03, np.abs(np.modf(floor.s / 0.2 + 20)[0] - 0.5))
    p.lay(OAK * (boards * (1 + 0.2 * texture(floor.s * 4, floor.t * 0.4, 3, 4)))[..., None] * lamp.colour * (1.9 / (gap + 0.2) ** 1.2)[..., None], floor.alpha * (floor.depth < end.depth))
    ghost = person((0, 0, -3.1), 4, rgb("#d8c8ac"), rgb("#c8b898"), 1.68, length=0.06, style="long", hair=rgb("#3a2012"), folds=0.012,
                   arms=((0.24, 1.1, 0.1, -0.06, 1.17, 0.33), (0.24, 1.08, 0.1, 0.24, 1.12, 0.38)))
    p.body(ghost, [lamp], DIM, self_shadow=True)
    candle(p, (0.24, 1.13, -2.68), 0.11, 0.012, (), 0.8)
    burn(p, (0.24, 1.24, -2.68), 1.2, 0.9)
    return p.rgb, LOOK


def letter(size):
    """Still life: a candle stub, a folded letter, the red of its seal."""
    cam = Camera(size, (0.0, 0.42, 0.95), (0.0, 0.09, 0), 36)
    p = Picture(cam, 0)
    top = (-0.14, 0.215, -0.06)
    lamps = [Light((-0.14, 0.22, -0.06), FLAME * 0.055, 0.04)]
    wall(p, -0.9, [Light((-0.2, 0.3, -0.2), FLAME * 0.10, 0.2)], rgb("#5a3a26"), gain=1.0)
    rear = bokeh(size, [(1010, 120, 46, FLAME * 0.55), (1120, 170, 46, FLAME * 0.3), (900, 90, 46, FLAME * 0.16)])
    p.add(rear)
    table(p, 0.0, 0.8, -0.7, lamps, OAK * 1.2, 1.2)
    page = Body((0.13, 0.006, 0.06), 28, 1, 0.0015)
    page.box((0, 0.004, 0), (0.12, 0.004, 0.085), rgb("#d8b888"), 0.003)
    page.box((0.02, 0.011, 0.01), (0.105, 0.003, 0.075), rgb("#e0c498"), 0.003)
    p.body(page, lamps, DIM, block=())
    wax = Body((0.145, 0.02, 0.075), 28)
    wax.ball((0, 0, 0), (0.026, 0.008, 0.026), SEAL, 0.006).ball((0.014, 0, 0.012), (0.016, 0.006, 0.013), SEAL, 0.006)
    wax.ball((-0.015, 0.0, 0.01), (0.014, 0.006, 0.014), SEAL, 0.006).ball((0, 0.008, 0), (0.014, 0.003, 0.014), SEAL * 1.4, 0.002)
    p.body(wax, lamps, (FLAME * 0.02, DIM[1]), spec=0.9, power=30)
    quill = Body((0.30, 0.012, -0.08), 0)
    quill.bone((-0.1, 0.0, 0.12), (0.04, 0.03, -0.08), 0.0025, 0.003, rgb("#b89868"), 0.004)
    quill.bone((0.0, 0.02, -0.02), (0.12, 0.06, -0.2), 0.014, 0.02, rgb("#c8b090"), 0.01, 0.25)
    p.body(quill, lamps, DIM)
    ink = Body((0.02, 0.0, -0.16), 0)
    ink.bone((0, 0.02, 0), (0, 0.05, 0), 0.032, 0.026, rgb("#101418"), 0.01).bone((0, 0.06, 0), (0, 0.075, 0), 0.013, 0.016, rgb("#3a2c14"), 0.004)
    p.body(ink, lamps, DIM, spec=0.8, power=50)
    stub = Body((-0.14, 0, -0.06))
    stub.bone((0, 0.02, 0), (0, 0.14, 0), 0.034, 0.031, WAX, 0.01).ball((0.03, 0.08, 0.012), (0.008, 0.06, 0.008), WAX, 0.01)
    stub.ball((0.0, 0.006, 0), (0.07, 0.01, 0.065), rgb("#8a6428"), 0.01).ball((-0.028, 0.05, 0.02), (0.008, 0.05, 0.008), WAX, 0.01)
    p.body(stub, [Light(top, FLAME * 0.02, 0.03), Light((-0.1, 0.4, 0.3), FLAME * 0.01, 0.1)], (FLAME * 0.16, FLAME * 0.02))
    burn(p, (-0.14, 0.172, -0.06), 0.85, 0.75, -0.4)
    return p.rgb, LOOK


def chapel(size):
    """Fifty candles out of focus behind a bowed head."""
    cam = Camera(size, (0, 1.6, 1.3), (0.0, 1.55, 0), 42)
    rng = np.random.default_rng(15)
    spots = []
    for row in range(5):
        for k in range(13):
            x = 640 + (k - 6) * (96 + 8 * row) + rng.normal(0, 10)
            y = 190 + row * 92 + rng.normal(0, 8)
            spots.append((x, y, 21 + 2 * row, FLAME * rng.uniform(0.5, 1.5)))
    haze = blur(bokeh(size, [(x, y + 30, 90, c * 0.05) for x, y, _, c in spots]), 40)
    p = Picture(cam, bokeh(size, spots) + haze + FLAME * 0.004)
    woman = bust((0.0, 1.2, 0.05), 186, rgb("#4a1014"), collar=False, style="bald", folds=0.006)
    woman.ball((0, 0.43, 0.0), (0.095, 0.1, 0.115), rgb("#d0b088"), 0.02, True)
    woman.bone((0, 0.36, -0.05), (0, 0.14, -0.06), 0.085, 0.15, rgb("#d0b088"), 0.04, 0.8, True)
    lamps = [Light((-1.1, 1.7, -0.9), FLAME * 1.3, 0.4), Light((1.1, 1.6, -0.9), FLAME * 1.5, 0.4), Light((0, 2.3, -1.4), FLAME * 1.2, 0.5)]
    p.body(woman, lamps, (FLAME * 0.012, FLAME * 0.006), sheen=6, steps=60)
    return p.rgb, LOOK


def morning(size):
    """Morning: blue at the window, the candle out, a thread of smoke; the clerk asleep on his arm."""
    cam = Camera(size, (0.2, 1.4, 3.0), (0, 1.15, 0), 44)
    p = Picture(cam, 0)
    dawn = rgb("#8fb0d0")
    seen = patch(cam, (-4, 0, -1.8), (1, 0, 0), (0, 1, 0), (8, 3.4))
    u, v = seen.s - 2.75, seen.t - 1.05
    win = smoothstep(0, 0.02, u) * smoothstep(1.3, 1.28, u) * smoothstep(0, 0.02, v) * smoothstep(1.7, 1.68, v)
    lead = smoothstep(0.012, 0.02, np.abs(np.modf(u / 0.325 + 4)[0] - 0.5) * 0.325) * smoothstep(0.012, 0.02, np.abs(np.modf(v / 0.425 + 4)[0] - 0.5) * 0.425)
    pane = win * lead * (0.75 + 0.3 * fbm(size, 50, 5, 3))
    spread = np.exp(-((u - 0.65) ** 2) / 3.5 - (v - 0.8) ** 2 / 3.0)
    p.flat(seen, rgb("#7a6a5c") * dawn * (0.02 + 0.10 * spread * np.maximum(1 + 0.15 * texture(seen.s, seen.t, 5, 5), 0.2))[..., None] + dawn * (1.7 * pane)[..., None])
    day = [Light((-0.7, 2.0, -1.5), dawn * 0.9, 0.5), Light((-2.0, 2.2, 0.5), dawn * 0.18, 0.6)]
    board = patch(cam, (-2.6, 0.8, 0.9), (1, 0, 0), (0, 0, -1), (5.2, 1.6))
    gloss = np.exp(-((board.s - 1.95) ** 2) / 0.35) * smoothstep(0.2, 1.5, board.t)
    grain = np.maximum(1 + 0.25 * texture(board.s * 0.25, board.t * 3, 3, 7, 1.1), 0.2)
    p.flat(board, OAK * dawn * (0.16 * grain)[..., None] + dawn * (0.28 * gloss)[..., None])
    clerk = Body((0.45, 0.8, -0.05), 250, 1, 0.006)
    clerk.bone((-0.1, 0.18, -0.28), (0.1, 0.18, -0.28), 0.17, 0.17, CLOTH * 1.5, 0.1, 1, True)
    clerk.bone((0, 0.2, -0.25), (0, -0.25, -0.5), 0.17, 0.2, CLOTH * 1.5, 0.1, 1, True)
    clerk.bone((-0.24, 0.16, -0.2), (-0.3, 0.06, 0.12), 0.065, 0.055, CLOTH * 1.5, 0.05, 1, True)
    clerk.bone((-0.3, 0.055, 0.12), (0.1, 0.05, 0.22), 0.05, 0.042, CLOTH * 1.5, 0.03, 1, True)
    clerk.bone((0.24, 0.16, -0.2), (0.3, 0.05, 0.15), 0.065, 0.05, CLOTH * 1.5, 0.05, 1, True)
    clerk.ball((0.02, 0.2, 0.06), (0.085, 0.085, 0.105), rgb("#241a14"), 0.02).ball((-0.03, 0.16, 0.1), (0.07, 0.06, 0.075), rgb("#b98868"), 0.02)
    p.body(clerk, day, (dawn * 0.03, OAK * 0.02), self_shadow=True, sheen=1)
    stub = Body((-0.36, 0.8, 0.12))
    stub.bone((0, 0.02, 0), (0, 0.11, 0), 0.026, 0.023, WAX, 0.01).ball((0, 0.005, 0), (0.07, 0.01, 0.07), rgb("#8a6428"), 0.01)
    stub.bone((0, 0.11, 0), (0.002, 0.15, 0), 0.0025, 0.002, rgb("#101010"), 0.004)
    p.body(stub, day, (dawn * 0.05, OAK * 0.02), spec=0.2)
    sealed = Body((-0.02, 0.81, 0.42), 20)
    sealed.box((0, 0, 0), (0.13, 0.006, 0.09), rgb("#d8ccb4"), 0.004).ball((0, 0.01, 0), (0.03, 0.008, 0.03), SEAL, 0.004)
    p.body(sealed, day, (dawn * 0.12, OAK * 0.02), spec=0.1)
    x, y, _ = cam.project((-0.36, 0.955, 0.12))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    rise = np.maximum(y - yy, 0)
    path = x + 14 * np.sin(rise / 42) * (rise / 160) + 20 * (rise / 260) ** 2
    smoke = np.exp(-(((xx - path) / (2.2 + rise / 34)) ** 2)) * np.exp(-rise / 190) * (yy < y)
    p.add(dawn * (0.22 * smoke * (0.5 + fbm(size, 60, 4, 4)))[..., None])
    p.add(dawn * (0.14 * blur(pane, 60))[..., None])
    return p.rgb, LOOK


SHOTS = [supper, letter, profile, passage, chapel, morning]
