"""Ward Eleven, Quietly: a hospital in cyan-green, and always one red thing."""

import numpy as np
from kit import Body, Camera, Light, Look, Picture, blur, bust, defocus, fbm, over, patch, person, rgb, smoothstep, texture

RATIO = 1.85
LOOK = Look(
    exposure=1.0, contrast=1.1, saturation=0.9, shadows=(0.0, 0.022, 0.024), lights=(0.93, 1.0, 0.965),
    halation=(0.03, 0.05, 0.05), bloom=0.14, grain=0.018,
)
TUBE, WALL, PAINT = rgb("#cffff0"), rgb("#a8c4b8"), rgb("#3f7d74")
RED, WHITE = rgb("#c01018"), rgb("#d8e4de")


def corridor(c, lit=(0, 1, 2, 3, 4, 5), depth=34.0, half=1.5, high=2.7, gain=1.0):
    """A corridor of tiles and doors under tubes at ``lit`` places; no floor."""
    tubes = [-2.5 - 5.6 * k for k in range(6)]
    p = Picture(c, 0.02)

    def light(place, normal):
        total = TUBE * 0.035
        for k, z in enumerate(tubes):
            power = gain * (1.0 if k in lit else 0.03)
            gap = np.asarray([0, high - 0.1, z], np.float32) - place
            d2 = (gap * gap).sum(-1)
            face = np.maximum((gap * normal).sum(-1) / np.sqrt(d2 + 0.1), 0.12)
            total = total + TUBE * (power * 1.7 * face / (d2 + 0.7))[..., None]
        return total

    ends = patch(c, (-half, 0, -depth), (1, 0, 0), (0, 1, 0), (2 * half, high))
    window = smoothstep(0.7, 0.72, ends.s) * smoothstep(2.3, 2.28, ends.s) * (ends.t > 0.1) * (ends.t < 2.2)
    p.flat(ends, WALL * 0.25 * light(ends.place, ends.normal) + TUBE * (window * gain * 1.2)[..., None])
    for side in (-1, 1):
        wall = patch(c, (half * side, 0, 3), (0, 0, -1), (0, 1, 0), (depth + 3, high))
        tile = smoothstep(0.006, 0.014, np.abs(np.modf(wall.s / 0.2)[0] - 0.5) * 0.2)
        tile = tile * smoothstep(0.006, 0.014, np.abs(np.modf(wall.t / 0.2)[0] - 0.5) * 0.2)
        tile = 1 - (1 - tile) * np.exp(-wall.depth / 5)
        lower = smoothstep(1.32, 1.30, wall.t)[..., None]
        stain = (1 + 0.07 * texture(wall.s, wall.t, 6, 3))[..., None]
        tint = (WALL * (1 - lower) + PAINT * 0.75 * lower * (0.8 + 0.2 * tile[..., None])) * stain
        rail = smoothstep(0.05, 0.04, np.abs(wall.t - 1.0))[..., None]
        tint = tint * (1 - rail) + rgb("#55605a") * rail
        place = np.modf((wall.s + 1.2 + 1.1 * side) / 5.6)[0] * 5.6
        door = smoothstep(1.0, 1.02, place) * smoothstep(2.12, 2.1, place) * smoothstep(2.12, 2.1, wall.t)
        frame = smoothstep(0.92, 0.94, place) * smoothstep(2.2, 2.18, place) * smoothstep(2.2, 2.18, wall.t)
        pane = smoothstep(1.4, 1.41, place) * smoothstep(1.72, 1.71, place) * (wall.t > 1.35) * (wall.t < 1.9)
        tint = tint * (1 - 0.7 * frame[..., None])
        tint = tint * (1 - door[..., None]) + rgb("#8fb0a6") * 0.7 * door[..., None]
        paint = tint * light(wall.place, wall.normal)
        p.flat(wall, paint * (1 - pane[..., None]) + TUBE * (0.35 * pane * gain)[..., None])
    roof = patch(c, (-half, high, 3), (0, 0, -1), (1, 0, 0), (depth + 3, 2 * half))
    grid = smoothstep(0.01, 0.02, np.abs(np.modf(roof.s / 0.6)[0] - 0.5) * 0.6)
    bounce = light(roof.place * np.asarray([1, 0.2, 1], np.float32), np.asarray([0, 1.0, 0], np.float32)) * 0.42
    p.flat(roof, WALL * (0.85 + 0.15 * grid[..., None]) * bounce)
    for k, z in enumerate(tubes):
        lamp = patch(c, (-0.16, high - 0.02, z + 0.7), (0, 0, -1), (1, 0, 0), (1.4, 0.32))
        p.lay(TUBE * (7 * gain if k in lit else 0.06), lamp.alpha)
    return p, light


def polish(cam, world, twin, light, gain=0.55):
    """Lay the linoleum: worn green, mirroring what stands on it."""
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    worn = (1 + 0.12 * texture(floor.s * 3, floor.t, 9, 6))[..., None]
    seams = smoothstep(0.006, 0.02, np.abs(np.modf(floor.s / 1.0 + 50.5)[0] - 0.5))[..., None]
    base = rgb("#6f958a") * 0.62 * worn * (0.8 + 0.2 * seams) * light(floor.place, np.asarray([0, 1.0, 0], np.float32))
    fresnel = 0.10 + 0.9 * (1 - np.clip(-cam.rays[..., 1], 0, 1)) ** 4
    image = blur(twin.rgb, 7, 1.6) * 0.6 + blur(twin.rgb, 1.5, 0.8) * 0.4
    front = floor.alpha * (floor.depth < world.depth)
    world.rgb = over(world.rgb, base + image * (fresnel * gain)[..., None], front)
    world.depth = np.where(front > 0.5, floor.depth, world.depth)
    return world


def chair(at, yaw, colour):
    """A moulded chair on four thin legs."""
    body = Body(at, yaw)
    body.box((0, 0.45, 0), (0.22, 0.02, 0.21), colour, 0.018, k=0.02)
    body.box((0, 0.70, -0.2), (0.21, 0.17, 0.018), colour, 0.018, k=0.06)
    for x in (-0.19, 0.19):
        for z in (-0.18, 0.18):
            body.bone((x, 0.44, z), (x * 1.12, 0.01, z * 1.12), 0.011, 0.011, rgb("#8a9490"), 0.004)
        body.bone((x, 0.45, -0.19), (x, 0.8, -0.205), 0.011, 0.011, rgb("#8a9490"), 0.004)
    return body


def near(z, gain=1.0):
    """The two tubes about ``z`` as lamps for figures."""
    return [Light((0, 2.6, z + d), TUBE * 1.9 * gain, 0.8) for d in (-3, 1.2)]


AIR = (TUBE * 0.16, PAINT * 0.10)


def red_chair(size):
    """One-point corridor; a single red chair."""
    cam = Camera(size, (0, 1.15, 2.2), (0, 1.2, -10), 58)
    pictures = []
    for c in (cam, cam.mirrored()):
        p, light = corridor(c)
        p.body(chair((-0.95, 0, -2.2), 62, RED), near(-2.2), AIR, spec=0.15, self_shadow=True)
        pictures.append(p)
    world = polish(cam, *pictures, light)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    dark = np.exp(-(((floor.s + 0.95) / 0.32) ** 2 + ((floor.t - 2.2) / 0.32) ** 2)) * (world.depth >= floor.depth - 0.01)
    world.rgb = world.rgb * (1 - 0.55 * dark[..., None])
    world.fog(TUBE * 0.32, 0.012)
    return world.rgb, LOOK


def night_round(size):
    """Night: one tube left on; a nurse, far, and a red ball in the light."""
    cam = Camera(size, (-0.5, 0.55, 1.0), (0.05, 1.05, -10), 50)
    pictures = []
    for c in (cam, cam.mirrored()):
        p, light = corridor(c, (2,), gain=1.15)
        lamp = [Light((0, 2.6, -13.7), TUBE * 4.2, 0.8)]
        ball = Body((0.35, 0.13, -4.2))
        ball.ball((0, 0, 0), 0.13, RED)
        p.body(ball, [Light((0, 2.2, -8.0), TUBE * 14, 0.8), Light((-0.8, 1.5, -2), TUBE * 0.3)], AIR, spec=0.3)
        p.body(person((0.3, 0, -15.5), 5, WHITE, WHITE * 0.5, 1.68, length=0.5, style="bun"), lamp, (TUBE * 0.03,) * 2)
        pictures.append(p)
    world = polish(cam, *pictures, light, 0.75)
    world.fog(TUBE * 0.10, 0.02)
    return world.rgb, LOOK


def ward(size):
    """A bed by a tall window; green day through a blind; red tulips on the sill."""
    cam = Camera(size, (0.4, 1.35, 3.9), (0.1, 1.15, -1), 48)
    p = Picture(cam, 0)
    back = patch(cam, (-4, 0, -2.2), (1, 0, 0), (0, 1, 0), (9, 3.4))
    win = smoothstep(2.3, 2.32, back.s) * smoothstep(4.5, 4.48, back.s) * smoothstep(1.0, 1.02, back.t) * smoothstep(2.95, 2.93, back.t)
    bars = smoothstep(0.02, 0.035, np.abs(back.s - 3.4)) * smoothstep(0.02, 0.03, np.abs(back.t - 2.2))
    slats = 0.55 + 0.45 * smoothstep(0.2, 0.5, np.abs(np.modf(back.t / 0.07)[0] - 0.5))
    spread = np.exp(-((back.s - 3.4) ** 2) / 3.2 - ((back.t - 1.9) ** 2) / 2.6)
    lower = smoothstep(1.42, 1.4, back.t)[..., None]
    wall = (WALL * (1 - lower) + PAINT * 0.7 * lower) * (0.06 + 0.16 * spread)[..., None]
    p.flat(back, over(wall, rgb("#d8fff0") * (2.1 * bars * slats)[..., None], win))
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    pool = np.exp(-((floor.s + 0.5 - 0.25 * (floor.t - 2)) ** 2) / 0.8) * np.exp(-((floor.t - 0.6) ** 2) / 2.4)
    stripe = 0.6 + 0.4 * smoothstep(0.1, 0.4, np.abs(np.modf(floor.t / 0.3 + 40)[0] - 0.5))
    p.flat(floor, rgb("#6f958a") * (0.035 + 0.5 * pool * stripe)[..., None])
    bed = Body((0.9, 0, -0.6), 86)
    sheet = WHITE * 0.75
    bed.box((0, 0.62, 0), (0.46, 0.12, 1.02), sheet, 0.07)
    bed.box((0, 0.76, -0.74), (0.36, 0.09, 0.24), sheet, 0.08, k=0.03)
    bed.bone((0.05, 0.73, -0.35), (0.0, 0.74, 0.85), 0.15, 0.10, sheet, 0.1, 1, True)
    bed.folds = 0.010
    for z in (-1.05, 1.05):
        for y in (0.95, 0.75):
            bed.bone((-0.45, y, z), (0.45, y, z), 0.02, 0.02, rgb("#98a8a2"), 0.004)
        for x in (-0.45, 0.45):
            bed.bone((x, 0, z), (x, 0.98, z), 0.02, 0.02, rgb("#98a8a2"), 0.004)
    day = [Light((-0.6, 2.4, -1.9), rgb("#d8fff0") * 2.2, 0.7), Light((-2.5, 2.6, 3), TUBE * 0.7, 1)]
    p.body(bed, day, (TUBE * 0.05, PAINT * 0.03), self_shadow=True)
    patient = Body((0.0, 0.86, -0.62), 86)
    patient.ball((0, 0, 0.02), (0.075, 0.08, 0.1), rgb("#a88a78")).ball((0, 0.01, -0.05), (0.085, 0.085, 0.09), rgb("#2a2420"))
    p.body(patient, day, (TUBE * 0.05, PAINT * 0.03))
    p.post((-0.35, 0, -1.1), (-0.35, 1.95, -1.1), 0.014, 0.012, rgb("#98a8a2"), day, AIR)
    bag = Body((-0.35, 1.75, -1.1))
    bag.box((0.08, 0, 0), (0.06, 0.11, 0.02), rgb("#b8d8cc"), 0.02)
    p.body(bag, day, AIR, spec=0.2)
    rng = np.random.default_rng(9)
    vase = Body((-1.25, 1.02, -2.05))
    vase.bone((0, 0.02, 0), (0, 0.2, 0), 0.045, 0.06, rgb("#aac8be"), 0.01)
    for _ in range(7):
        x, y = rng.normal(0, 0.09), rng.uniform(0.34, 0.5)
        vase.bone((0, 0.2, 0), (x, y, 0.03), 0.006, 0.006, rgb("#2a5a38"), 0.01)
        vase.ball((x, y + 0.03, 0.03), (0.035, 0.05, 0.035), RED, 0.01)
    p.body(vase, [*day, Light((-1.2, 2, -0.5), TUBE * 0.5, 0.5)], AIR)
    p.add(rgb("#d8fff0") * (0.35 * blur(win * bars, 70) * (0.7 + 0.6 * fbm(size, 240, 4)))[..., None] * 0.7)
    return p.rgb, LOOK


def doors(size):
    """Two swing doors with round panes, a surgeon dark behind one of them; a red lamp above."""
    cam = Camera(size, (0, 1.45, 3.0), (0, 1.5, 0), 46)
    wall = patch(cam, (-3, 0, 0), (1, 0, 0), (0, 1, 0), (6, 3.6))
    behind = Picture(cam, TUBE * 1.5)
    yy = np.linspace(0, 1, size[0])[:, None, None]
    behind.rgb = behind.rgb * (1.1 - 0.6 * yy)
    man = person((-0.62, 0, -1.1), 0, rgb("#2f6a66"), PAINT, 1.78, style="bald", skin=rgb("#1f2a2a"))
    man.ball((0, 1.67, -0.01), (0.085, 0.075, 0.1), rgb("#2f6a66"), 0.02)
    behind.body(man, [Light((0.6, 2.6, -2.6), TUBE * 8, 0.5)], (TUBE * 0.07, PAINT * 0.1))
    behind.rgb = blur(behind.rgb, 3.5)
    r1 = np.hypot(wall.s - 3 - 0.55, wall.t - 1.62)
    r2 = np.hypot(wall.s - 3 + 0.55, wall.t - 1.62)
    hole = smoothstep(0.262, 0.256, np.minimum(r1, r2))
    ring = smoothstep(0.31, 0.30, np.minimum(r1, r2)) - hole
    leaf = smoothstep(1.12, 1.11, np.abs(wall.s - 3)) * smoothstep(2.42, 2.41, wall.t)
    gap = smoothstep(0.012, 0.006, np.abs(wall.s - 3)) * leaf
    kick = smoothstep(0.42, 0.41, wall.t) * leaf
    lamp = np.exp(-((wall.s - 3) ** 2 + (wall.t - 2.75) ** 2) / 0.5)
    spill = 0.05 + 0.10 * np.exp(-(np.minimum(r1, r2) ** 2) / 0.3) + 0.04 * wall.t
    worn = (1 + 0.08 * texture(wall.s, wall.t, 5, 3) + 0.05 * texture(wall.s * 0.3, wall.t * 4, 3, 4, 1.1))[..., None]
    tint = (WALL * 0.5 * (1 - leaf[..., None]) + rgb("#4f8a80") * leaf[..., None]) * worn
    tint = tint * (1 - kick[..., None]) + rgb("#8a9a96") * 0.6 * kick[..., None]
    tint = tint * (1 - 0.9 * gap[..., None])
    paint = tint * (spill[..., None] * TUBE * 1.3 + RED * (0.5 * lamp)[..., None]) + rgb("#b8c8c2") * (0.22 * ring)[..., None]
    p = Picture(cam, over(paint, behind.rgb, hole))
    box = smoothstep(0.26, 0.25, np.abs(wall.s - 3)) * smoothstep(0.085, 0.08, np.abs(wall.t - 2.72))
    p.rgb = over(p.rgb, RED * 4.5, box)
    wire = 1 - 0.5 * hole * (np.minimum(np.abs(np.modf(wall.s / 0.05)[0] - 0.5), np.abs(np.modf(wall.t / 0.05)[0] - 0.5)) < 0.06)
    p.rgb = p.rgb * wire[..., None]
    nurse = bust((0.62, 1.13, 1.25), 205, WHITE * 0.8, style="bun", collar=False)
    p.body(nurse, [Light((0.2, 2.2, -0.6), TUBE * 1.6, 0.4), Light((0.0, 2.75, 0.2), RED * 1.2, 0.3)], (TUBE * 0.03, PAINT * 0.03), focus=5)
    return p.rgb, LOOK


def face(size):
    """Close: a girl in profile against a bright ward, a red thread round her neck."""
    cam = Camera(size, (0, 1.62, 1.25), (0.1, 1.57, 0), 40)
    back, _ = corridor(Camera(size, (-0.9, 1.6, 2.4), (0.8, 1.4, -8), 44))
    p = Picture(cam, defocus(back.rgb, 20) * 0.9)
    girl = bust((-0.16, 1.29, 0), 66, rgb("#9fc0b6"), collar=False, style="bun", hair=rgb("#3a2418"))
    girl.bone((0, 0.17, 0.0), (0, 0.205, 0.0), 0.078, 0.068, RED, 0.006)
    p.body(girl, [Light((1.5, 2.1, -0.6), TUBE * 3.0, 0.4), Light((-1.3, 2.0, -0.7), TUBE * 2.0, 0.4), Light((1.4, 1.6, 1.2), TUBE * 0.35, 0.5)],
           (TUBE * 0.10, PAINT * 0.10), steps=60)
    return p.rgb, LOOK


def waiting(size):
    """The waiting room from the side: a row of chairs, one red coat left behind on the last."""
    cam = Camera(size, (-0.6, 1.25, 4.6), (0.2, 1.05, 0), 46)
    pictures = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, 0)
        wall = patch(c, (-6, 0, -1.2), (1, 0, 0), (0, 1, 0), (12, 3.2))
        lower = smoothstep(1.36, 1.34, wall.t)[..., None]
        band = smoothstep(0.03, 0.02, np.abs(wall.t - 1.37))[..., None]
        pool = sum(np.exp(-((wall.s - x) ** 2) / 1.1 - (wall.t - 3.0) ** 2 / 3.2) * g for x, g in ((4.2, 1.0), (8.0, 0.55)))
        stain = (1 + 0.07 * texture(wall.s, wall.t, 5, 3))[..., None]
        tint = (WALL * (1 - lower) + PAINT * 0.8 * lower) * stain * (1 - 0.6 * band)
        p.flat(wall, tint * TUBE * (0.03 + 0.75 * pool)[..., None])
        clock = np.hypot(wall.s - 7.4, wall.t - 2.25)
        hands = (np.abs(wall.s - 7.4) < 0.012) * (wall.t > 2.25) + (np.abs(wall.t - 2.25) < 0.012) * (wall.s < 7.4) * (wall.s > 7.3)
        dial = smoothstep(0.2, 0.19, clock) * (1 - 0.85 * np.clip(hands * (clock < 0.15), 0, 1))
        p.rgb = over(p.rgb, WHITE * (0.30 * dial)[..., None] * TUBE, smoothstep(0.23, 0.22, clock))
        lamps = [Light((-1.8, 2.9, -0.4), TUBE * 2.6, 0.7), Light((2.0, 2.9, -0.4), TUBE * 1.3, 0.7)]
        for k in range(6):
            p.body(chair((-2.6 + 0.62 * k, 0, -0.75), 0, rgb("#2f5d58")), lamps, AIR, spec=0.12)
        coat = Body((-2.6 + 0.62 * 4, 0, -0.75), 0, 1, 0.012)
        coat.bone((-0.12, 0.84, -0.2), (0.14, 0.86, -0.2), 0.07, 0.06, RED, 0.06, 1, True)
        coat.bone((0, 0.8, -0.16), (0.02, 0.5, -0.02), 0.13, 0.12, RED, 0.08, 0.8, True)
        coat.bone((0.08, 0.5, 0.05), (0.16, 0.22, 0.24), 0.09, 0.05, RED, 0.06, 0.7, True)
        p.body(coat, lamps, AIR, self_shadow=True)
        man = person((-1.95, 0.03, -0.55), 15, rgb("#3d4a4c"), rgb("#20282a"), seated=True, tilt=0.06,
                     arms=((0.24, 1.14, 0.1, 0.06, 1.0, 0.34),) * 2)
        p.body(man, lamps, AIR, self_shadow=True)
        pictures.append(p)

    def light(place, normal):
        gap = ((place - np.asarray([-1.8, 2.9, -0.4], np.float32)) ** 2).sum(-1)
        return TUBE * (0.03 + 1.3 / (gap + 0.5))[..., None]

    return polish(cam, *pictures, light, 0.6).rgb, LOOK


SHOTS = [red_chair, ward, face, doors, waiting, night_round]
