"""Furniture and fittings; each stands at ``at`` on the floor and faces -y until turned."""

import math

import bpy
import numpy as np

from kit.forms import ball, box, lathe, mesh, place, plane, rings, tube


def group(parts, at=(0, 0, 0), turn=0.0, size=1.0):
    """Parts under one parent that is put in place."""
    root = bpy.data.objects.new("group", None)
    bpy.context.collection.objects.link(root)
    for part in parts:
        part.parent = root
    return place(root, at, (0, 0, turn), size)


def curtain(width, height, cloth, at=(0, 0, 0), turn=0.0, folds=9, depth=0.06, seed=1):
    """Hanging cloth, in uneven folds."""
    rng = np.random.default_rng(seed)
    u = np.linspace(0, 1, folds * 14)
    phase = np.cumsum(rng.uniform(0.6, 1.4, len(u))) / len(u) * folds * 2 * np.pi
    points, n = [], len(u)
    for t in np.linspace(0, 1, 10):
        y = depth * (0.55 + 0.45 * t) * np.sin(phase + 0.5 * t * rng.normal(0, 0.4))
        points.append(
            np.stack([(u - 0.5) * width * (1 - 0.04 * t), y, np.full(n, height * (1 - t))], 1)
        )
    faces = [
        (i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k)
        for i in range(9)
        for k in range(n - 1)
    ]
    return place(mesh(np.concatenate(points), faces, cloth, name="curtain"), at, (0, 0, turn))


def shell_chair(seat, steel, at=(0, 0, 0), turn=0.0):
    """A moulded seat on bent tubes, as in waiting rooms."""
    u = np.linspace(-1, 1, 15)
    profile = [
        (-0.22, 0.445),
        (-0.20, 0.465),
        (-0.05, 0.45),
        (0.12, 0.44),
        (0.19, 0.47),
        (0.22, 0.56),
        (0.24, 0.70),
        (0.265, 0.82),
        (0.27, 0.835),
    ]
    points = [
        (0.225 * x * (1 - 0.12 * (k > 5) * abs(x)), y, z + 0.03 * x * x)
        for k, (y, z) in enumerate(profile)
        for x in u
    ]
    n = len(u)
    faces = [
        (i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k)
        for i in range(len(profile) - 1)
        for k in range(n - 1)
    ]
    shell = mesh(points, faces, seat, name="shell")
    thick = shell.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = 0.012
    soft = shell.modifiers.new("soft", "SUBSURF")
    soft.levels = soft.render_levels = 1
    parts = [shell]
    for x in (-0.19, 0.19):
        parts.append(
            tube(
                [(x * 1.15, -0.22, 0.0), (x, -0.16, 0.42), (x, 0.14, 0.42), (x * 1.15, 0.24, 0.0)],
                0.011,
                steel,
                smooth=False,
            )
        )
    return group(parts, at, turn)


def wooden_chair(wood, at=(0, 0, 0), turn=0.0, seat=None):
    """Turned legs, a curved back with spindles."""
    parts = [box((0.42, 0.42, 0.035), (0, 0, 0.45), seat or wood, 0.015)]
    for x in (-1, 1):
        parts.append(
            lathe(
                [
                    (0.014, 0),
                    (0.018, 0.1),
                    (0.013, 0.12),
                    (0.022, 0.25),
                    (0.015, 0.4),
                    (0.018, 0.44),
                ],
                wood,
                (x * 0.18, -0.18, 0),
                12,
            )
        )
        parts.append(
            tube(
                [
                    (x * 0.18, 0.20, 0),
                    (x * 0.18, 0.18, 0.45),
                    (x * 0.175, 0.22, 0.75),
                    (x * 0.17, 0.27, 0.98),
                ],
                0.016,
                wood,
            )
        )
        parts.append(
            tube([(x * 0.18, -0.18, 0.2), (x * 0.18, 0.18, 0.2)], 0.010, wood, smooth=False)
        )
    parts.append(
        tube(
            [(-0.18, 0.27, 0.95), (-0.06, 0.30, 0.99), (0.06, 0.30, 0.99), (0.18, 0.27, 0.95)],
            0.028,
            wood,
        )
    )
    for x in (-0.09, -0.03, 0.03, 0.09):
        parts.append(tube([(x, 0.20, 0.46), (x, 0.235, 0.75), (x, 0.29, 0.97)], 0.008, wood))
    return group(parts, at, turn)


def table(width, depth, height, wood, at=(0, 0, 0), turn=0.0):
    """A plain table with turned legs and an apron."""
    parts = [
        box((width, depth, 0.04), (0, 0, height - 0.02), wood, 0.012),
        box((width - 0.16, depth - 0.14, 0.10), (0, 0, height - 0.09), wood, 0.004),
    ]
    for x in (-1, 1):
        for y in (-1, 1):
            parts.append(
                lathe(
                    [
                        (0.022, 0),
                        (0.03, 0.06),
                        (0.02, 0.09),
                        (0.036, 0.25),
                        (0.026, height * 0.6),
                        (0.04, height * 0.75),
                        (0.04, height - 0.04),
                    ],
                    wood,
                    (x * (width / 2 - 0.09), y * (depth / 2 - 0.09), 0),
                    16,
                )
            )
    return group(parts, at, turn)


def door(
    leaf, frame, at=(0, 0, 0), turn=0.0, glass=None, handle=None, width=0.95, height=2.1, ajar=0.0
):
    """A door in its frame, in a wall along x."""
    parts = []
    for x in (-1, 1):
        parts.append(
            box((0.07, 0.16, height + 0.07), (x * (width / 2 + 0.035), 0, height / 2), frame, 0.01)
        )
    parts.append(box((width + 0.14, 0.16, 0.08), (0, 0, height + 0.04), frame, 0.01))
    slab = [box((width, 0.045, height), (width / 2, 0, height / 2), leaf, 0.004)]
    if glass:
        slab.append(box((0.2, 0.05, 0.6), (width / 2 + 0.14, 0, 1.5), glass, 0.004))
    if handle:
        slab.append(
            tube(
                [
                    (width - 0.08, -0.03, 1.02),
                    (width - 0.08, -0.07, 1.02),
                    (width - 0.2, -0.07, 1.02),
                ],
                0.010,
                handle,
                smooth=False,
            )
        )
        slab.append(box((0.2, 0.05, 0.28), (width - 0.12, 0, 0.16), handle, 0.002))
    swung = group(slab, (-width / 2, 0, 0), ajar)
    return group([*parts, swung], at, turn)


def window(width, height, frame, at=(0, 0, 0), turn=0.0, columns=2, rows=3, deep=0.12, pane=None):
    """A frame with bars; ``at`` is the middle of the sill."""
    parts = []
    for x in (-1, 1):
        parts.append(box((0.06, deep, height), (x * width / 2, 0, height / 2), frame, 0.008))
    for z in (0, height):
        parts.append(box((width + 0.06, deep, 0.06), (0, 0, z), frame, 0.008))
    for k in range(1, columns):
        parts.append(
            box(
                (0.03, 0.05, height),
                (-width / 2 + width * k / columns, 0, height / 2),
                frame,
                0.004,
            )
        )
    for k in range(1, rows):
        parts.append(box((width, 0.05, 0.03), (0, 0, height * k / rows), frame, 0.004))
    parts.append(box((width + 0.2, 0.24, 0.035), (0, -0.1, -0.03), frame, 0.008))
    if pane:
        parts.append(plane(width, height, (0, 0.01, height / 2), pane, (90, 0, 0)))
    return group(parts, at, turn)


def blind(width, height, slat, at=(0, 0, 0), turn=0.0, gap=0.045, tilt=35):
    """A venetian blind hanging down from ``at[2] + height``."""
    parts = []
    for z in np.arange(0, height, gap):
        parts.append(box((width, 0.05, 0.002), (0, 0, z), slat, 0, (tilt, 0, 0)))
    for x in (-0.35, 0.35):
        parts.append(box((0.012, 0.002, height), (x * width, -0.026, height / 2), slat, 0))
    return group(parts, at, turn)


def suitcase(leather, metal, at=(0, 0, 0), turn=0.0, size=1.0):
    """A small case with corners, clasps and a handle."""
    parts = [
        box((0.56, 0.17, 0.38), (0, 0, 0.20), leather, 0.035, segments=4),
        box((0.565, 0.012, 0.385), (0, -0.02, 0.20), metal, 0.004),
    ]
    for x in (-0.16, 0.16):
        parts.append(box((0.05, 0.03, 0.03), (x, -0.06, 0.385), metal, 0.005))
    parts.append(
        tube(
            [(-0.08, 0, 0.39), (-0.075, 0, 0.44), (0.075, 0, 0.44), (0.08, 0, 0.39)], 0.011, leather
        )
    )
    for x in (-1, 1):
        for z in (0.04, 0.36):
            parts.append(ball((0.03, 0.09, 0.03), (x * 0.262, 0, z), metal, around=12))
    return group(parts, at, turn, size)


def hospital_bed(steel, sheet, blanket, at=(0, 0, 0), turn=0.0, sleeper=True, raised=22):
    """A bed on castors, made of tube, with somebody under the blanket or nobody."""
    parts = [box((0.9, 2.0, 0.14), (0, 0, 0.60), sheet, 0.05, segments=4)]
    for y, z in ((-1.02, 0.88), (1.02, 1.1)):
        parts.append(
            tube(
                [
                    (-0.44, y, 0.18),
                    (-0.44, y, z - 0.08),
                    (-0.36, y, z),
                    (0.36, y, z),
                    (0.44, y, z - 0.08),
                    (0.44, y, 0.18),
                ],
                0.018,
                steel,
                smooth=False,
            )
        )
        for x in (-0.22, 0, 0.22):
            parts.append(tube([(x, y, 0.5), (x, y, z)], 0.009, steel, smooth=False))
    for x in (-0.45, 0.45):
        parts.append(tube([(x, -1.0, 0.5), (x, 1.0, 0.5)], 0.02, steel, smooth=False))
        parts.append(tube([(x, -0.3, 0.82), (x, 0.6, 0.82)], 0.012, steel, smooth=False))
        for y in (-0.3, 0.15, 0.6):
            parts.append(tube([(x, y, 0.5), (x, y, 0.82)], 0.009, steel, smooth=False))
        for y in (-1.0, 1.0):
            parts.append(ball((0.03, 0.06, 0.06), (x, y, 0.08), steel, around=12))
    parts.append(ball((0.34, 0.2, 0.09), (0, 0.74, 0.74), sheet))
    x, y = np.meshgrid(np.linspace(-0.52, 0.52, 60), np.linspace(-1.0, 0.46, 90))
    rng = np.random.default_rng(3)
    z = 0.685 + 0.012 * np.sin(9 * x + 4 * y) * np.sin(5 * y - 3 * x)
    if sleeper:
        leg = 0.13 * np.exp(-((x / 0.2) ** 2)) * (1 / (1 + np.exp(-(y + 0.92) * 24)))
        knee = 0.07 * np.exp(-(((x - 0.05) / 0.16) ** 2) - ((y + 0.35) / 0.22) ** 2)
        belly = 0.07 * np.exp(-((x / 0.24) ** 2) - ((y - 0.2) / 0.3) ** 2)
        feet = 0.08 * np.exp(-((x / 0.13) ** 2) - ((y + 0.86) / 0.09) ** 2)
        z = z + leg + knee + belly + feet
    for _ in range(22):
        cx, cy, w = rng.uniform(-0.5, 0.5), rng.uniform(-0.9, 0.4), rng.uniform(0.02, 0.05)
        v = rng.uniform(0, 3.1)
        d = (x - cx) * math.cos(v) + (y - cy) * math.sin(v)
        e = -(x - cx) * math.sin(v) + (y - cy) * math.cos(v)
        z += 0.014 * np.exp(-((d / w) ** 2) - (e / 0.22) ** 2)
    drop = np.maximum(np.abs(x) - 0.44, 0) * 4.5
    z = z - drop
    n = x.shape[1]
    faces = [
        (j * n + i, j * n + i + 1, (j + 1) * n + i + 1, (j + 1) * n + i)
        for j in range(89)
        for i in range(59)
    ]
    parts.append(mesh(np.stack([x, y, z], -1).reshape(-1, 3), faces, blanket, name="blanket"))
    return group(parts, at, turn)


def drip(steel, bag, tube_stuff, at=(0, 0, 0), turn=0.0, to=None):
    """A stand with a bag and its line."""
    parts = [tube([(0, 0, 0.08), (0, 0, 1.95)], 0.012, steel, smooth=False)]
    for k in range(5):
        v = 2 * math.pi * k / 5
        parts.append(
            tube(
                [(0, 0, 0.1), (0.28 * math.cos(v), 0.28 * math.sin(v), 0.04)],
                0.012,
                steel,
                smooth=False,
            )
        )
    parts.append(
        tube(
            [(-0.13, 0, 1.98), (-0.12, 0, 1.93), (0, 0, 1.95), (0.12, 0, 1.93), (0.13, 0, 1.98)],
            0.006,
            steel,
        )
    )
    parts.append(ball((0.062, 0.022, 0.11), (0.12, 0, 1.79), bag))
    parts.append(box((0.105, 0.022, 0.16), (0.12, 0, 1.80), bag, 0.010, segments=3))
    parts.append(
        lathe([(0.0, 0), (0.010, 0.01), (0.011, 0.07), (0, 0.08)], tube_stuff, (0.12, 0, 1.58), 12)
    )
    parts.append(
        tube(
            [
                (0.12, 0, 1.70),
                (0.12, 0, 1.3),
                (0.16, -0.05, 0.95),
                (0.26, -0.1, 0.75),
                (0.45, -0.1, 0.78),
            ],
            0.003,
            tube_stuff,
        )
    )
    return group(parts, at, turn)


def clock(face, rim, at, turn=0.0, hour=4, minute=10, radius=0.16):
    """A wall clock facing -y."""
    parts = [
        lathe(
            [(radius, 0), (radius + 0.012, 0.03), (radius, 0.04), (radius - 0.006, 0.03)],
            rim,
            (0, 0, 0),
            40,
            (90, 0, 0),
        )
    ]
    parts.append(lathe([(0.0, 0.028), (radius, 0.028)], face, (0, 0, 0), 40, (90, 0, 0)))
    for angle, long in ((hour / 12 + minute / 720, 0.55), (minute / 60, 0.8)):
        v = 2 * math.pi * angle
        parts.append(
            tube(
                [
                    (0, -0.034, 0),
                    (radius * long * math.sin(v), -0.034, radius * long * math.cos(v)),
                ],
                0.004,
                rim,
                smooth=False,
            )
        )
    for k in range(12):
        v = 2 * math.pi * k / 12
        parts.append(
            box(
                (0.005, 0.004, 0.02),
                (radius * 0.86 * math.sin(v), -0.03, radius * 0.86 * math.cos(v)),
                rim,
                0,
                (0, math.degrees(v), 0),
            )
        )
    return group(parts, at, turn)


def candle(wax, flame, at=(0, 0, 0), height=0.16, holder=None, size=1.0):
    """A candle with a flame; its light is set apart."""
    parts = [
        lathe(
            [
                (0.013, 0),
                (0.0125, height * 0.9),
                (0.011, height),
                (0.004, height - 0.006),
                (0.0, height - 0.007),
            ],
            wax,
            (0, 0, 0.0),
            20,
        )
    ]
    for v in (0.4, 2.2, 4.6):
        parts.append(
            ball(
                (0.004, 0.004, 0.03),
                (0.0125 * math.cos(v), 0.0125 * math.sin(v), height * 0.78),
                wax,
                around=8,
            )
        )
    parts.append(
        lathe(
            [
                (0.0, -0.006),
                (0.0055, 0.004),
                (0.0062, 0.010),
                (0.004, 0.022),
                (0.0012, 0.034),
                (0.0, 0.038),
            ],
            flame,
            (0, 0, height + 0.006),
            14,
            closed=False,
        )
    )
    parts[-1].visible_shadow = False
    if holder:
        parts.append(
            lathe(
                [
                    (0.0, -0.10),
                    (0.055, -0.10),
                    (0.05, -0.085),
                    (0.012, -0.075),
                    (0.010, -0.02),
                    (0.024, -0.005),
                    (0.018, 0.01),
                    (0.013, 0.004),
                ],
                holder,
                (0, 0, 0),
                28,
            )
        )
    return group(parts, at, 0, size)


def glass_of(stuff, wine, at=(0, 0, 0), full=0.5):
    """A stemmed glass with something in it."""
    bowl = [
        (0.032, 0),
        (0.03, 0.003),
        (0.005, 0.008),
        (0.0045, 0.07),
        (0.02, 0.085),
        (0.034, 0.11),
        (0.036, 0.14),
        (0.031, 0.175),
        (0.030, 0.175),
        (0.035, 0.14),
        (0.033, 0.11),
        (0.018, 0.088),
        (0, 0.084),
    ]
    level = 0.088 + 0.07 * full
    fill = [
        (0, 0.086),
        (0.017, 0.089),
        (0.0325, 0.11),
        (0.0345, min(level, 0.14)),
        (0, min(level, 0.14)),
    ]
    return group([lathe(bowl, stuff, (0, 0, 0), 28), lathe(fill, wine, (0, 0, 0), 24)], at)


def bottle(stuff, at=(0, 0, 0), height=0.3, radius=0.038):
    """A wine bottle."""
    profile = [
        (0, 0),
        (radius, 0),
        (radius, height * 0.6),
        (radius * 0.85, height * 0.68),
        (radius * 0.36, height * 0.78),
        (radius * 0.33, height),
        (radius * 0.4, height),
        (0, height),
    ]
    return lathe(profile, stuff, at, 28)


def umbrella(cloth, steel, at, tilt=(0, 0, 0), radius=0.55):
    """An open umbrella; ``at`` is the hand that holds it."""
    n, ribs = 64, 8
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    loops = []
    for t in np.linspace(0.02, 1, 14):
        scallop = 1 - 0.06 * t * t * (0.5 - 0.5 * np.cos(a * ribs)) - 0.0
        r = radius * np.sin(t * 1.25) / math.sin(1.25)
        z = (
            0.88
            - 0.26 * (1 - np.cos(t * 1.25)) / (1 - math.cos(1.25))
            + 0.02 * t * (0.5 - 0.5 * np.cos(a * ribs))
        )
        loops.append(np.stack([r * scallop * np.cos(a), r * scallop * np.sin(a), z], 1))
    parts = [rings(loops, cloth, closed=False, name="canopy")]
    parts.append(tube([(0, 0, -0.06), (0, 0, 0.92)], 0.006, steel, smooth=False))
    for k in range(ribs):
        v = 2 * math.pi * k / ribs
        parts.append(
            tube(
                [(0, 0, 0.6), (radius * 0.5 * math.cos(v), radius * 0.5 * math.sin(v), 0.80)],
                0.002,
                steel,
                smooth=False,
                sides=1,
            )
        )
    root = group(parts, at)
    root.rotation_euler = [math.radians(v) for v in tilt]
    return root


def pendant(shade, inside, at, drop=1.2, radius=0.22):
    """A lamp hanging from a flex; its light is set apart."""
    x, y, z = at
    parts = [
        lathe(
            [(0.03, 0.16), (0.05, 0.14), (radius, 0.0), (radius * 0.98, 0.0), (0.045, 0.13)],
            shade,
            at,
            36,
        ),
        ball(0.035, (x, y, z + 0.06), inside),
    ]
    parts.append(tube([(x, y, z + 0.16), (x, y, z + drop)], 0.004, shade, smooth=False))
    return group(parts)
