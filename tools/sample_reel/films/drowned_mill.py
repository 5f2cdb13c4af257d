"""A Lantern for the Drowned Mill: a forest at dusk in blue-green, one warm lantern."""

import math

import numpy as np

from kit.air import shaft
from kit.forms import (
    ball,
    box,
    capsule,
    copies,
    joined,
    lathe,
    mesh,
    noise,
    place,
    plane,
    rings,
    terrain,
    tube,
)
from kit.furnish import group, wooden_chair
from kit.grade import Look
from kit.matter import glow, matter, wood
from kit.people import figure
from kit.stage import light, sky

RATIO, CONTAINER = 2.39, 1.78
LOOK = Look(
    level=0.66, percentile=98.5, saturation=0.95, gains=(0.90, 1.02, 1.02), contrast=1.02,
    shadows=(0.0, 0.014, 0.018), lights=(1.0, 1.0, 0.96), bloom=0.13, halation=0.06, vignette=0.30,
    grain=0.018, fade=(0.014, 0.022, 0.026),
)  # fmt: skip
LOOKS = {
    1: {"level": 0.62, "percentile": 97.5, "thick": 0.55},
    2: {"haze": 2.2},
    3: {"thick": 0.75},
    4: {"level": 0.74, "percentile": 96.0, "thick": 0.5, "gains": (1.0, 1.02, 0.90)},
    5: {"level": 0.5, "percentile": 95},
    7: {
        "level": 0.80,
        "percentile": 95,
        "gains": (1.04, 1.0, 0.93),
        "shadows": (0.02, 0.008, 0.008),
        "saturation": 0.85,
    },
}
DUSK = (0.42, 0.66, 0.74)
FLAME = (1.0, 0.52, 0.17)


def bark():
    return matter(
        (0.050, 0.046, 0.040),
        0.9,
        vary=0.5,
        scale=3,
        second=(0.025, 0.032, 0.022),
        stretch=(2.5, 2.5, 0.5),
        bump=0.9,
        bump_scale=9,
        bump_depth=0.06,
    )


def trunk(seed, stuff, tall=16.0):
    """A spruce or pine: a bent, rooted stem with dead twigs and drooping boughs."""
    rng = np.random.default_rng(seed)
    n, m = 26, 22
    a = np.linspace(0, 2 * np.pi, m, endpoint=False)
    bend, ways = rng.normal(0, 0.35, 2), rng.uniform(0, 6.3, 4)
    thick = rng.uniform(0.16, 0.34)
    loops = []
    for t in np.linspace(0, 1, n) ** 1.6:
        roots = 1 + 0.9 * math.exp(-t * 55) * (1 + 0.5 * np.sin(a * 5 + ways[0]))
        r = thick * (1 - 0.82 * t) * roots * (1 + 0.05 * np.sin(a * 3 + ways[1] + t * 9))
        c = bend * t * t * 1.6 + 0.08 * np.sin(t * 7 + ways[2:4])
        loops.append(
            np.stack([c[0] + r * np.cos(a), c[1] + r * np.sin(a), np.full(m, t * tall - 0.3)], 1)
        )
    parts = [rings(loops, None, closed=False)]
    for _ in range(16):
        t, v, long = rng.uniform(0.10, 0.55), rng.uniform(0, 6.3), rng.uniform(0.5, 1.6)
        c = bend * t * t * 1.6
        start = np.array([c[0], c[1], t * tall])
        out = np.array([math.cos(v), math.sin(v), rng.uniform(-0.25, 0.3)])
        mid, end = start + out * long * 0.55, start + out * long + (0, 0, -0.15 * long)
        parts += [
            capsule(start, mid, 0.028, 0.016, around=6),
            capsule(mid, end, 0.016, 0.005, around=6),
        ]
    return joined(parts, None, 0, stuff)


def boughs(seed, stuff, tall=16.0):
    """Needled boughs as many thin blades, one mesh."""
    rng = np.random.default_rng(seed)
    points, faces = [], []
    for _ in range(90):
        t = rng.uniform(0.34, 1.0)
        v, long = rng.uniform(0, 6.3), (1.12 - t) * 3.6 * rng.uniform(0.7, 1.1) + 0.25
        for s in np.linspace(0.12, 1, 26):
            x, y = math.cos(v) * long * s, math.sin(v) * long * s
            z = t * tall - 0.32 * long * s * s + rng.normal(0, 0.03)
            for _ in range(2):
                w = v + rng.normal(0, 1.0)
                long_, wide = rng.uniform(0.14, 0.34), 0.028
                dx, dy, dz = math.cos(w) * long_, math.sin(w) * long_, -rng.uniform(0.02, 0.2)
                k = len(points)
                points += [
                    (x, y, z),
                    (x + dx * 0.5 - dy * wide * 2, y + dy * 0.5 + dx * wide * 2, z + dz * 0.5),
                    (x + dx, y + dy, z + dz),
                    (
                        x + dx * 0.5 + dy * wide * 2,
                        y + dy * 0.5 - dx * wide * 2,
                        z + dz * 0.5 + 0.02,
                    ),
                ]
                faces.append((k, k + 1, k + 2, k + 3))
    return mesh(points, faces, stuff, smooth=False, name="boughs")


def fern(seed, stuff):
    rng = np.random.default_rng(seed)
    points, faces = [], []
    for _ in range(11):
        v, long = rng.uniform(0, 6.3), rng.uniform(0.3, 0.65)
        for s in np.linspace(0.1, 1, 17):
            x, y = math.cos(v) * long * s, math.sin(v) * long * s
            z = long * (0.95 * s - 0.75 * s * s)
            w = 0.13 * (1 - s) ** 0.8 * long * 2 + 0.01
            for side in (-1, 1):
                k = len(points)
                px, py = (
                    -math.sin(v) * side * w + math.cos(v) * 0.05,
                    math.cos(v) * side * w + math.sin(v) * 0.05,
                )
                points += [
                    (x, y, z),
                    (
                        x + px * 0.5 + math.cos(v) * 0.012,
                        y + py * 0.5 + math.sin(v) * 0.012,
                        z + 0.006,
                    ),
                    (x + px, y + py, z - 0.03),
                    (x + px * 0.5 - math.cos(v) * 0.008, y + py * 0.5 - math.sin(v) * 0.008, z),
                ]
                faces.append((k, k + 1, k + 2, k + 3))
    return mesh(points, faces, stuff, smooth=False, name="fern")


def ground(x, y):
    return (
        0.55 * noise(x, y, 9, 4, 4)
        + 0.06 * noise(x, y, 0.8, 6, 2)
        - 0.9 * np.exp(-((x / 2.2) ** 2)) * 0.35
    )


def forest(
    count=170, seed=2, clear=lambda x, y: abs(x) < 1.3 and y < 30, high=ground, far=62, wide=0.62
):
    rng = np.random.default_rng(seed)
    stuff, green = (
        bark(),
        matter((0.018, 0.045, 0.026), 0.8, vary=0.5, scale=2, second=(0.012, 0.026, 0.02)),
    )
    soil = matter(
        (0.036, 0.033, 0.022),
        0.95,
        vary=0.6,
        scale=1.5,
        second=(0.020, 0.034, 0.014),
        bump=0.8,
        bump_scale=18,
        bump_depth=0.05,
    )
    terrain(120, 100, 240, 200, high, soil, (0, 40, 0))
    stems = [trunk(k, stuff) for k in range(5)]
    crowns = [boughs(k, green) for k in range(3)]
    places, tops = [[] for _ in stems], [[] for _ in crowns]
    for _ in range(count):
        y = rng.uniform(3, far)
        x = rng.uniform(-1, 1) * (4 + y * wide)
        if clear(x, y):
            continue
        z = float(high(np.array(x), np.array(y)))
        k, turn, size = rng.integers(5), rng.uniform(0, 360), rng.uniform(0.75, 1.25)
        places[k].append(((x, y, z), (0, 0, turn), size))
        tops[k % 3].append(((x, y, z), (0, 0, turn), size))
    for model, where in zip(stems, places, strict=True):
        copies(model, where)
    for model, where in zip(crowns, tops, strict=True):
        copies(model, where)
    leaf = matter((0.030, 0.065, 0.024), 0.7, vary=0.5, scale=2, second=(0.05, 0.05, 0.018))
    ferns = [fern(k, leaf) for k in range(4)]
    spots = [[] for _ in ferns]
    for _ in range(620):
        y = rng.uniform(1.2, 30) ** 1.0
        x = rng.uniform(-1, 1) * (2.5 + y * 0.6)
        if abs(x) < 0.45:
            continue
        spots[rng.integers(4)].append(
            (
                (x, y, float(high(np.array(x), np.array(y)))),
                (rng.normal(0, 8), rng.normal(0, 8), rng.uniform(0, 360)),
                rng.uniform(0.5, 1.2),
            )
        )
    for model, where in zip(ferns, spots, strict=True):
        copies(model, where)
    for model in (*stems, *crowns, *ferns):
        model.location = (0, -200, 0)


def lantern(at, power=26, size=1.0):
    """A storm lantern; gives its flame's material."""
    metal = matter((0.03, 0.028, 0.025), 0.4, metal=0.7)
    flame = glow(FLAME, 55)
    parts = [
        lathe([(0, 0), (0.07, 0), (0.075, 0.035), (0.05, 0.05), (0, 0.05)], metal),
        lathe([(0.075, 0.21), (0.05, 0.235), (0.03, 0.26), (0, 0.265)], metal),
    ]
    for v in range(4):
        parts.append(
            tube(
                [
                    (0.062 * math.cos(v * 1.571), 0.062 * math.sin(v * 1.571), 0.04),
                    (0.062 * math.cos(v * 1.571), 0.062 * math.sin(v * 1.571), 0.22),
                ],
                0.005,
                metal,
                smooth=False,
            )
        )
    parts.append(
        lathe([(0.0, 0.06), (0.018, 0.085), (0.020, 0.105), (0.010, 0.15), (0, 0.175)], flame)
    )
    parts[-1].visible_shadow = False
    parts.append(
        tube([(-0.06, 0, 0.22), (-0.05, 0, 0.34), (0.05, 0, 0.34), (0.06, 0, 0.22)], 0.004, metal)
    )
    group(parts, at, 20, size)
    light("POINT", (at[0], at[1], at[2] + 0.12 * size), FLAME, power, size=0.04)
    return flame


def girl(cloak, pose="lantern", hood=True):
    person = figure(
        pose,
        sex="f",
        coat=cloak,
        coat_to=0.30,
        hair=None if hood else "long",
        hair_colour=(0.09, 0.035, 0.015),
        folds=0.028,
    )
    if hood:
        h = np.array([0, 0.0, 1.66])
        shape = joined(
            [
                ball((0.112, 0.130, 0.135), h + (0, 0.022, 0.02)),
                ball((0.125, 0.12, 0.10), h + (0, 0.04, -0.13)),
                ball((0.05, 0.07, 0.05), h + (0, 0.12, 0.07)),
            ],
            0.009,
            4,
            cloak,
            0.02,
            0.07,
        )
        shape.parent = person
        cape(cloak).parent = person
    return person


def cape(cloth, to=0.24):
    """What falls from the shoulders to the calves, open in front, in uneven folds."""
    height, rx, ry = np.array(
        [
            (1.55, 0.085, 0.085), (1.50, 0.125, 0.115), (1.455, 0.205, 0.145), (1.39, 0.265, 0.165),
            (1.25, 0.300, 0.195), (0.90, 0.325, 0.240), (0.60, 0.350, 0.280), (to, 0.395, 0.330),
        ]
    ).T  # fmt: skip
    a = np.linspace(-2.25, 2.25, 140) + np.pi / 2
    ways = np.random.default_rng(8).uniform(0, 6.28, 5)
    points = []
    for t in np.linspace(0, 1, 30):
        z = 1.55 * (1 - t) + to * t
        fold = sum(np.sin(a * n + w + t) for n, w in zip((5, 8, 11, 14, 3), ways, strict=True)) / 5
        r = 1 + 0.24 * fold * t
        x = np.interp(z, height[::-1], rx[::-1]) * r * np.cos(a)
        y = np.interp(z, height[::-1], ry[::-1]) * r * np.sin(a)
        points.append(np.stack([x, y + 0.02, np.full(140, z)], 1))
    faces = [
        (i * 140 + k, i * 140 + k + 1, (i + 1) * 140 + k + 1, (i + 1) * 140 + k)
        for i in range(29)
        for k in range(139)
    ]
    made = mesh(np.concatenate(points), faces, cloth, name="cape")
    thick = made.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = 0.007
    return made


def cloak():
    return matter((0.20, 0.018, 0.018), 0.9, vary=0.3, scale=9, bump=0.25, bump_scale=200)


def evening(power=1.0):
    sky(DUSK, 0.16 * power, (0.16, 0.30, 0.38))
    light("SUN", (0, 0, 10), DUSK, 0.22 * power, to=(-2, -6, 2), size=12)


def path(st):
    forest()
    red = cloak()
    st.accent("red cloak", red)
    z = float(ground(np.array(0.2), np.array(9.0)))
    place(girl(red), (0.2, 9.0, z), (0, 0, 225))
    st.accent("lantern", lantern((-0.27, 9.1, z + 0.86), 34))
    light("AREA", (-1.6, 6.2, z + 3.4), (0.8, 0.9, 0.9), 120, to=(0.2, 9, z + 1.1), size=1.2)
    evening()
    st.fog((0.16, 0.27, 0.29), 0.052, 4, 0.985, (0.20, 0.33, 0.35))
    st.camera((0.3, 0.2, 1.55), (0.15, 10, 1.72), lens=38, f=2.4, focus=8.9)


def held(st):
    """The lantern close, the one who holds it out of focus."""
    forest(120, 5, lambda x, y: y < 6)
    red = cloak()
    st.accent("red cloak", red)
    place(girl(red, "stand"), (0.42, 2.35, -0.1), (0, 0, 148))
    lathe(
        [(0.30, -0.4), (0.24, 0.0), (0.19, 0.90), (0.185, 0.915), (0, 0.92)],
        bark(),
        (-0.17, 1.42, 0),
        40,
    )
    st.accent("lantern", lantern((-0.17, 1.42, 0.92), 11, 1.0))
    evening(0.7)
    st.fog((0.10, 0.18, 0.20), 0.06, 3, 0.97)
    st.camera((-0.30, 0.25, 1.14), (0.06, 2, 1.17), lens=46, f=1.8, focus=1.18)


def mill_of(at, turn, timber, roof, pane):
    """A timber mill with a wheel, half in the water."""
    parts = [box((5.2, 4.2, 4.6), (0, 0, 1.6), timber, 0.02)]
    for k in range(14):
        parts.append(box((5.3, 4.3, 0.02), (0, 0, -0.6 + k * 0.33), timber, 0))
    for s in (-1, 1):
        slab = box((6.0, 3.1, 0.12), (0, s * 1.25, 4.75), roof, 0.02, (s * -40, 0, 0))
        parts.append(slab)
    gable = [
        (-2.6, -2.1, 3.9),
        (-2.6, 2.1, 3.9),
        (-2.6, 0, 5.7),
        (2.6, -2.1, 3.9),
        (2.6, 2.1, 3.9),
        (2.6, 0, 5.7),
    ]
    parts.append(mesh(gable, [(0, 1, 2), (3, 5, 4)], timber, smooth=False))
    for x, z in ((-1.2, 2.4), (1.1, 2.4)):
        parts.append(box((0.7, 0.06, 0.9), (x, -2.13, z), pane if x < 0 else timber, 0))
        parts.append(box((0.05, 0.09, 0.95), (x, -2.14, z), timber, 0))
        parts.append(box((0.75, 0.09, 0.05), (x, -2.14, z), timber, 0))
    for s in (-0.4, 0.4):
        for k in range(24):
            v = 2 * math.pi * k / 24
            parts.append(
                box(
                    (0.06, 0.10, 0.62),
                    (3.1 + s, 2.05 * math.cos(v), 1.1 + 2.05 * math.sin(v)),
                    timber,
                    0,
                    (math.degrees(v), 0, 0),
                )
            )
    for k in range(24):
        v = 2 * math.pi * k / 24
        parts.append(
            box(
                (0.9, 0.30, 0.04),
                (3.1, 2.1 * math.cos(v), 1.1 + 2.1 * math.sin(v)),
                timber,
                0,
                (math.degrees(v), 0, 0),
            )
        )
    for k in range(4):
        parts.append(box((0.08, 4.1, 0.10), (2.72, 0, 1.1), timber, 0, (k * 45, 0, 0)))
    return group(parts, at, turn)


def pond(x, y):
    shore = np.hypot((x + 0.5) * 0.72, (y - 17) * 0.85) - 12.0
    return (
        np.where(shore < 0, np.maximum(shore * 0.14, -1.2), np.minimum(shore * 0.10, 1.0))
        + 0.10 * noise(x, y, 5, 3, 3)
        - 0.06
    )


def mill(st):
    forest(
        150,
        7,
        lambda x, y: pond(np.array(x), np.array(y)) < 0.25 or (abs(x) < 2.5 and y < 6),
        pond,
        60,
    )
    plane(
        60,
        60,
        (0, 20, -0.08),
        matter((0.006, 0.010, 0.011), 0.03, bump=0.12, bump_scale=1.6, spec=0.8, bump_depth=0.04),
    )
    timber = wood((0.07, 0.062, 0.055), (0.03, 0.028, 0.026), 0.8, along=0)
    pane = glow(FLAME, 5)
    st.accent("lit window", pane)
    mill_of(
        (1.8, 21, -0.5),
        -24,
        timber,
        matter((0.028, 0.034, 0.03), 0.9, vary=0.5, scale=3, bump=0.6, bump_scale=10),
        pane,
    )
    light("POINT", (0.2, 17.6, 1.9), FLAME, 60, size=0.4)
    red = cloak()
    st.accent("red cloak", red)
    z = float(pond(np.array(-2.4), np.array(5.6)))
    place(girl(red), (-2.4, 5.6, max(z, 0) - 0.05), (0, 0, 205))
    st.accent("lantern", lantern((-2.05, 5.95, max(z, 0) + 0.84), 22))
    evening(1.1)
    st.fog((0.15, 0.26, 0.29), 0.034, 6, 0.97, (0.22, 0.35, 0.38))
    st.camera((0.2, -2.6, 1.75), (0.3, 15, 1.75), lens=33, f=3.2, focus=8.2)


def rays(st):
    """Late sun through the trunks."""
    forest(150, 9, lambda x, y: abs(x - 0.8) < 1.2 and y < 16)
    red = cloak()
    st.accent("red cloak", red)
    z = float(ground(np.array(0.9), np.array(9.5)))
    place(girl(red, "walk"), (0.9, 9.5, z), (0, 0, 96))
    sky((0.55, 0.75, 0.62), 0.28, (0.4, 0.6, 0.55))
    light("SUN", (0, 0, 10), (1.0, 0.86, 0.52), 3.0, to=(-2.2, -5.6, 7.4), size=1.5)
    for x, y in ((-2.5, 12), (0.2, 15), (2.6, 13), (4.4, 17), (-0.8, 19)):
        shaft((x + 2.4, y + 6.0, 8.0), (x, y, 0.0), 0.5, 0.9, (1.0, 0.88, 0.55), 0.35)
    st.fog((0.42, 0.52, 0.34), 0.042, 4, 0.975, (0.62, 0.68, 0.40))
    st.camera((-0.9, 0.2, 1.35), (0.7, 12, 2.3), lens=38, f=2.4, focus=9.4)


def within(st):
    """Inside the mill, flooded: lantern on a hook, its light in the water."""
    timber = wood((0.12, 0.085, 0.055), (0.05, 0.036, 0.026), 0.7, along=2)
    beam = wood((0.10, 0.07, 0.045), (0.04, 0.03, 0.022), 0.7, along=0)
    for k in range(26):
        box((0.3, 0.06, 5), (-3.9 + k * 0.31, 6.2, 2), timber, 0.012)
    for s in (-1, 1):
        for k in range(22):
            box((0.06, 0.3, 5), (s * 3.9, -0.4 + k * 0.31, 2), timber, 0.012)
    plane(
        9,
        12,
        (0, 3, 0.0),
        matter((0.006, 0.010, 0.011), 0.02, bump=0.16, bump_scale=2.2, spec=0.9, bump_depth=0.03),
    )
    for y in (1.2, 3.2, 5.2):
        box((8, 0.2, 0.24), (0, y, 3.1), beam, 0.02)
        for s in (-1, 1):
            box((0.2, 0.2, 3.2), (s * 2.4, y, 1.5), timber, 0.02)
            tube([(s * 2.4, y, 2.2), (s * 1.5, y, 3.05)], 0.06, beam, smooth=False)
    cog = matter((0.05, 0.045, 0.04), 0.6, vary=0.5, scale=3)
    for k in range(28):
        v = 2 * math.pi * k / 28
        box(
            (0.16, 0.12, 0.30),
            (-0.9 + 1.35 * math.cos(v), 5.2, 1.7 + 1.35 * math.sin(v)),
            cog,
            0.01,
            (0, -math.degrees(v) + 90, 0),
        )
    place(
        lathe([(1.05, -0.08), (1.3, -0.08), (1.3, 0.08), (1.05, 0.08)], cog, (-0.9, 5.2, 1.7), 48),
        (-0.9, 5.2, 1.7),
        (90, 0, 0),
    )
    for k in range(3):
        box((2.3, 0.1, 0.14), (-0.9, 5.2, 1.7), cog, 0.01, (0, k * 60, 0))
    st.accent("lantern", lantern((0.75, 3.2, 1.75), 60, 1.3))
    tube([(0.75, 3.2, 2.2), (0.75, 3.2, 3.0)], 0.006, cog, smooth=False)
    red = cloak()
    st.accent("red cloak", red)
    place(girl(red, "stand"), (1.35, 2.35, -0.42), (0, 0, 158))
    plane(1.4, 1.2, (-2.4, 6.1, 2.6), glow(DUSK, 1.0), (90, 0, 0))
    light("AREA", (-2.4, 5.9, 2.6), DUSK, 50, to=(0, 2, 0.5), size=1.2)
    st.fog((0.05, 0.08, 0.09), 0.03, 3, 0.7)
    st.camera((0.1, -2.2, 1.30), (0.15, 4, 1.45), lens=32, f=2.4, focus=4.8)


def water(st):
    """The lantern set afloat: reflections, and mist over the pond."""
    forest(
        90,
        12,
        lambda x, y: y < 22,
        lambda x, y: np.where(y > 20, (y - 20) * 0.12, -0.6) + 0.1 * noise(x, y, 5, 3, 3),
        60,
    )
    plane(
        80,
        60,
        (0, 20, 0),
        matter((0.005, 0.009, 0.010), 0.02, bump=0.10, bump_scale=1.2, spec=0.9, bump_depth=0.05),
    )
    rng = np.random.default_rng(6)
    reed = matter((0.04, 0.055, 0.03), 0.8)
    for _ in range(150):
        s = rng.choice((-1, 1))
        x, y, h = s * rng.uniform(0.9, 3.0), rng.uniform(2.2, 5.5), rng.uniform(0.5, 1.3)
        lean = rng.normal(0, 0.12)
        tube(
            [(x, y, -0.1), (x + lean * 0.3, y, h * 0.5), (x + lean, y, h)],
            (0.008),
            reed,
            smooth=False,
            sides=1,
        )
    plank = wood((0.10, 0.085, 0.07), (0.04, 0.035, 0.03), 0.7, along=0)
    for k in range(4):
        box((0.6, 0.10, 0.03), (0.05, 4.9 + k * 0.11, 0.03), plank, 0.008, (0, 0, 4))
    st.accent("lantern", lantern((0.05, 5.06, 0.05), 30, 1.4))
    for _ in range(7):
        x, y = rng.uniform(-5, 5), rng.uniform(9, 18)
        ball(0.045, (x, y, 0.14), glow(FLAME, 40))
        light("POINT", (x, y, 0.2), FLAME, 5, size=0.05)
    evening(1.0)
    st.fog((0.14, 0.25, 0.28), 0.045, 4, 0.97, (0.18, 0.30, 0.34))
    st.camera((-0.4, 0.3, 0.62), (0.1, 6, 0.72), lens=40, f=2.2, focus=4.8)


def parlour(st):
    """The red herring: the aunt's breakfast room, pastel as a seaside hotel."""
    pink, mint, cream = (
        matter((0.62, 0.37, 0.36), 0.8),
        matter((0.38, 0.56, 0.48), 0.5),
        matter((0.70, 0.64, 0.55), 0.7),
    )
    box((9, 0.2, 3.4), (0, 3, 1.7), pink, 0)
    box((9, 0.22, 0.95), (0, 2.98, 0.47), mint, 0.0)
    box((9, 0.06, 0.07), (0, 2.86, 0.97), cream, 0.01)
    plane(9, 8, (0, 0, 0), cream)
    white = matter((0.72, 0.70, 0.66), 0.85, bump=0.1, bump_scale=60)
    lathe(
        [(0, 0.74), (0.62, 0.74), (0.66, 0.72), (0.70, 0.35), (0.72, 0.30)],
        white,
        (0.2, 1.5, 0),
        64,
    )
    china = matter((0.72, 0.74, 0.72), 0.15)
    for x, y in ((0.0, 1.28), (0.48, 1.55)):
        lathe([(0, 0), (0.085, 0.01), (0.09, 0.016), (0, 0.008)], china, (x, y, 0.745))
        lathe(
            [(0, 0.01), (0.025, 0.01), (0.042, 0.06), (0.040, 0.06), (0.022, 0.015)],
            china,
            (x, y, 0.75),
        )
    pot = matter((0.34, 0.52, 0.50), 0.15)
    st.accent("blue-green pot", pot)
    lathe(
        [
            (0, 0),
            (0.06, 0),
            (0.095, 0.06),
            (0.085, 0.12),
            (0.04, 0.15),
            (0.012, 0.16),
            (0.014, 0.175),
            (0, 0.18),
        ],
        pot,
        (0.22, 1.62, 0.745),
    )
    tube([(0.30, 1.62, 0.80), (0.36, 1.62, 0.83), (0.39, 1.62, 0.89)], 0.012, pot)
    for x, turn in ((-0.68, 104), (1.02, -104)):
        wooden_chair(cream, (x, 1.6, 0), turn)
    red = cloak()
    st.accent("red cloak", red)
    person = figure(
        "sit", sex="f", coat=red, coat_to=0.35, hair="long", hair_colour=(0.09, 0.035, 0.015)
    )
    place(person, (-0.66, 1.6, -0.02), (0, 0, 104))
    light("AREA", (-4, -1.5, 3), (1.0, 0.95, 0.88), 420, to=(0.2, 1.8, 0.8), size=2.2)
    sky((1.0, 0.95, 0.92), 0.30)
    for x in (-0.9, 0.3, 1.5):
        box((0.55, 0.03, 0.7), (x, 2.88, 1.95), matter((0.60, 0.45, 0.22), 0.3, metal=0.8), 0.02)
        box(
            (0.43, 0.03, 0.58),
            (x, 2.865, 1.95),
            matter((0.5, 0.55, 0.5), 0.7, vary=1, scale=3, second=(0.6, 0.5, 0.45)),
            0,
        )
    st.camera((0.35, -2.4, 1.35), (0.3, 2, 1.12), lens=36, f=2.8, focus=4.0)


SHOTS = [path, held, mill, rays, within, water, parlour]
