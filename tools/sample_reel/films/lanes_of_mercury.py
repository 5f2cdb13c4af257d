"""Lanes of Mercury: a rain-soaked neon night in cyan and magenta, one yellow taxi."""

import math

import numpy as np

from kit.air import shaft
from kit.forms import applied, ball, box, copies, joined, lathe, mesh, place, plane, rings, tube
from kit.furnish import curtain, door, group, pendant, umbrella, window
from kit.grade import Look
from kit.matter import checks, glow, matter, stripes, tiles
from kit.people import figure
from kit.stage import light, sky

RATIO = 2.39
SCALE = 0.7
LOOK = Look(
    level=0.80, percentile=97.6, saturation=1.12, gains=(0.96, 0.98, 1.10), contrast=1.04,
    shadows=(0.004, 0.010, 0.034), lights=(1.0, 0.98, 1.0), bloom=0.15, halation=0.08,
    vignette=0.28, grain=0.015, fade=(0.014, 0.018, 0.032),
)  # fmt: skip
LOOKS = {
    1: {"ev": 0.45},
    6: {"ev": 0.25},
    7: {
        "level": 0.82,
        "percentile": 80,
        "saturation": 0.86,
        "gains": (1.03, 1.0, 0.97),
        "contrast": 0.94,
        "shadows": (0.02, 0.01, 0.014),
        "lights": (1.01, 0.99, 0.97),
        "bloom": 0.05,
        "halation": 0.03,
        "vignette": 0.12,
        "grain": 0.013,
        "fade": (0.06, 0.05, 0.05),
    },
}
MAGENTA, CYAN, AMBER, VIOLET, RED, GREEN = (
    (1.0, 0.05, 0.42),
    (0.05, 0.72, 1.0),
    (1.0, 0.50, 0.12),
    (0.42, 0.12, 1.0),
    (1.0, 0.06, 0.04),
    (0.15, 1.0, 0.45),
)


def asphalt():
    return matter(
        (0.016, 0.017, 0.020), 0.24, vary=0.5, scale=1.1, wet=0.015, bump=0.14, bump_scale=42,
        spec=1.0, bump_depth=0.008,
    )  # fmt: skip


def glyph(rng, stuff, at, size, radius=0.018, turn=0.0):
    """A sign of an invented script, bent of tube."""
    parts = []
    x, z = at[0], at[2]
    for _ in range(rng.integers(3, 5)):
        kind = rng.integers(4)
        a, b = rng.uniform(-0.4, 0.4, 2) * size
        if kind == 0:
            parts.append([(-0.4 * size, 0, b), (0.4 * size, 0, b)])
        elif kind == 1:
            parts.append([(a, 0, -0.45 * size), (a, 0, 0.45 * size)])
        elif kind == 2:
            parts.append(
                [(a, 0, 0.1 * size), (a * 0.2, 0, -0.1 * size), (-0.4 * size, 0, -0.45 * size)]
            )
        else:
            v = np.linspace(0, math.pi * rng.uniform(1, 2), 9)
            parts.append(
                [
                    (0.25 * size * math.cos(w) + a * 0.4, 0, 0.25 * size * math.sin(w) + b * 0.4)
                    for w in v
                ]
            )
    del x, z
    return group([tube(p, radius, stuff, smooth=False) for p in parts], at, turn)


def sign(rng, colour, at, rows, size, turn, power=22, lamp=60, panel=True, towards=1):
    """An upright sign of several glyphs that lights the street."""
    stuff, dark = glow(colour, power), matter((0.02, 0.02, 0.025), 0.4)
    x, y, z = at
    if panel:
        made = box((size * 1.25, 0.14, rows * size * 1.15), (0, 0, 0), dark, 0.02)
        place(made, at, (0, 0, turn))
    v = math.radians(turn)
    for k in range(rows):
        for side in (-1, 1):
            off = 0.10 * side
            where = (
                x - off * math.sin(v),
                y + off * math.cos(v),
                z + (rows / 2 - 0.5 - k) * size * 1.15,
            )
            glyph(
                np.random.default_rng(int(abs(x * 7 + y * 13)) + k),
                stuff,
                where,
                size * 0.9,
                size * 0.028,
                turn,
            )
    if lamp:
        light(
            "AREA",
            (x + 0.3 * towards, y - 0.6, z),
            colour,
            lamp,
            to=(x + 2.5 * towards, y - 3, 0),
            size=(size, rows * size),
        )


def block(side, y, wide, tall, rng, base=3.4):
    """A building along the street: shop below, windows, ledges, pipes and boxes above."""
    wall = matter(
        tuple(rng.uniform(0.03, 0.07, 3)), 0.7, vary=0.5, scale=0.8, bump=0.3, bump_scale=12
    )
    x = side * (4.6 + rng.uniform(0, 0.5))
    box((3, wide, tall), (x + side * 1.5, y, tall / 2), wall, 0.03)
    dark, warm, cool = (
        matter((0.01, 0.012, 0.016), 0.06),
        glow((1.0, 0.62, 0.28), rng.uniform(0.5, 1.3), 1.6),
        glow((0.35, 0.75, 1.0), rng.uniform(0.4, 1.0), 1.6),
    )
    pane = box((0.05, 0.85, 1.25), (0, 0, -40), dark, 0)
    twins = {
        0: pane,
        1: box((0.05, 0.85, 1.25), (0, 0, -40), warm, 0),
        2: box((0.05, 0.85, 1.25), (0, 0, -40), cool, 0),
    }
    spots = {0: [], 1: [], 2: []}
    frame = box((0.12, 1.0, 0.07), (0, 0, -40), wall, 0)
    sills, units = [], []
    cooler = box((0.4, 0.7, 0.45), (0, 0, -40), matter((0.11, 0.11, 0.115), 0.5), 0)
    for z in np.arange(base + 1.2, tall - 1, 2.6):
        for at in np.arange(y - wide / 2 + 0.9, y + wide / 2 - 0.5, 1.5):
            spots[int(rng.choice(3, p=(0.74, 0.16, 0.10)))].append(
                ((x - side * 0.02, at, z), (0, 0, 0), 1.0)
            )
            sills.append(((x - side * 0.06, at, z - 0.68), (0, 0, 0), 1.0))
            if rng.random() < 0.3:
                units.append(((x - side * 0.22, at + 0.2, z - 1.0), (0, 0, 0), 1.0))
    for k, twin in twins.items():
        copies(twin, spots[k])
    copies(frame, sills)
    copies(cooler, units)
    pipe = matter((0.05, 0.05, 0.055), 0.4, metal=0.5)
    tube(
        [(x - side * 0.1, y + wide / 2 - 0.3, 0), (x - side * 0.1, y + wide / 2 - 0.3, tall)],
        0.07,
        pipe,
        smooth=False,
    )
    shopfront(side, x, y - 0.2, wide * 0.74, rng, wall)


def shopfront(side, x, y, wide, rng, wall):
    """A lit room behind panes, with shelves, goods and a counter; or a shutter that is down."""
    pipe = matter((0.04, 0.04, 0.045), 0.4, metal=0.5)
    shade = [AMBER, (1.0, 0.80, 0.56), (0.62, 0.86, 1.0), CYAN, MAGENTA][rng.integers(5)]
    awning = stripes(
        tuple(rng.uniform(0.03, 0.2, 3)), tuple(rng.uniform(0.02, 0.06, 3)), 0.5, 1, 0.5
    )
    box((1.3, wide * 1.05, 0.05), (x - side * 0.6, y, 2.75), awning, 0.02, (0, side * 16, 0))
    fringe = box((0.03, wide * 1.05, 0.22), (x - side * 1.22, y, 2.5), awning, 0)
    fringe.name = "fringe"
    if rng.random() < 0.22:
        shut = stripes((0.06, 0.062, 0.066), (0.022, 0.023, 0.026), 0.11, 2, 0.35)
        box((0.06, wide, 2.3), (x - side * 0.03, y, 1.25), shut, 0)
        return
    # The wall is solid: the room stands before it, half a metre deep.
    back = x - side * 0.02
    box((0.04, wide, 2.2), (back, y, 1.3), glow(shade, 0.75, 0.9), 0)
    goods = [
        matter(tuple(c), 0.4)
        for c in ((0.25, 0.03, 0.03), (0.03, 0.10, 0.14), (0.30, 0.22, 0.05), (0.02, 0.02, 0.02))
    ]
    models = [box((1, 1, 1), (0, 0, -60), stuff, 0) for stuff in goods]
    spots = [[] for _ in goods]
    for z in (0.55, 1.0, 1.45, 1.9):
        box((0.3, wide, 0.03), (back - side * 0.2, y, z), pipe, 0)
        at = y - wide / 2 + 0.1
        while at < y + wide / 2 - 0.1:
            w, h = rng.uniform(0.05, 0.22), rng.uniform(0.10, 0.34)
            if rng.random() < 0.78:
                spots[rng.integers(4)].append(
                    (
                        (back - side * rng.uniform(0.12, 0.26), at, z + h / 2 + 0.015),
                        (0, 0, rng.normal(0, 8)),
                        (rng.uniform(0.08, 0.2), w, h),
                    )
                )
            at += w + rng.uniform(0.01, 0.12)
    for model, where in zip(models, spots, strict=True):
        copies(model, where)
    for t in np.linspace(-0.5, 0.5, 5):
        box((0.07, 0.05, 2.3), (back - side * 0.5, y + t * wide, 1.3), pipe, 0)
    for z in (0.32, 2.42):
        box((0.10, wide + 0.1, 0.14), (back - side * 0.5, y, z), pipe, 0.01)
    for t in (-0.53, 0.53):
        box((0.6, 0.3, 2.7), (back - side * 0.3, y + t * wide, 1.35), wall, 0.02)
    tube_lamp = glow(shade, 9)
    tube(
        [(back - side * 0.34, y - wide * 0.4, 2.3), (back - side * 0.34, y + wide * 0.4, 2.3)],
        0.025, tube_lamp, smooth=False,
    )  # fmt: skip
    light(
        "AREA", (back - side * 0.56, y, 1.5), shade, 34, to=(back - side * 3, y, 0),
        size=(wide * 0.8, 1.6),
    )  # fmt: skip
    light(
        "AREA", (back - side * 0.45, y, 2.25), shade, 9, to=(back, y, 1.0), size=(wide * 0.8, 0.1)
    )


def machine(at, turn):
    """A vending machine that lights the pavement."""
    steel = matter((0.10, 0.105, 0.12), 0.35)
    parts = [box((1.0, 0.75, 1.85), (0, 0, 0.95), steel, 0.03)]
    parts.append(box((0.84, 0.02, 0.95), (0, -0.385, 1.28), glow((0.72, 0.90, 1.0), 2.2), 0))
    rng = np.random.default_rng(12)
    cans = [
        matter(c, 0.3)
        for c in ((0.4, 0.03, 0.03), (0.03, 0.16, 0.30), (0.35, 0.25, 0.03), (0.04, 0.2, 0.08))
    ]
    for z in (0.92, 1.22, 1.52):
        parts.append(box((0.84, 0.06, 0.03), (0, -0.41, z - 0.09), steel, 0))
        for x in np.linspace(-0.35, 0.35, 8):
            can = [(0, -0.07), (0.032, -0.07), (0.032, 0.07), (0, 0.07)]
            parts.append(lathe(can, cans[rng.integers(4)], (x, -0.42, z), 12))
    parts.append(box((0.5, 0.04, 0.14), (0, -0.39, 0.35), matter((0.01, 0.01, 0.01), 0.3), 0.01))
    group(parts, at, turn)
    v = math.radians(turn)
    out = (math.sin(v), -math.cos(v))
    light(
        "AREA", (at[0] + out[0] * 0.5, at[1] + out[1] * 0.5, 1.3), (0.72, 0.90, 1.0), 38,
        to=(at[0] + out[0] * 3, at[1] + out[1] * 3, 0.2), size=(0.8, 0.9),
    )  # fmt: skip


def bulbs(places, colour, power, radius=0.05):
    """Small far lamps, which open into discs where they are out of focus."""
    model = ball(radius, (0, 0, -50), glow(colour, power), around=12)
    copies(model, [(at, (0, 0, 0), 1.0) for at in places])


def street(seed=3, length=70, first=4.0):
    rng = np.random.default_rng(seed)
    sky((0.20, 0.16, 0.42), 0.16)
    plane(40, 160, (0, 50, 0), asphalt())
    kerb = matter((0.05, 0.05, 0.055), 0.25, vary=0.4, scale=2, wet=0.06)
    for s in (-1, 1):
        box((1.6, 160, 0.14), (s * 4.2, 50, 0.07), kerb, 0.02)
        y = first
        while y < length:
            wide = rng.uniform(4.5, 7.5)
            block(s, y + wide / 2, wide - 0.15, rng.uniform(9, 20), rng)
            y += wide
    cable = matter((0.008, 0.008, 0.01), 0.6)
    for _ in range(16):
        y, z = rng.uniform(5, 50), rng.uniform(5, 10)
        tube(
            [
                (-4.6, y, z),
                (-1.5, y + 0.5, z - 0.7),
                (1.5, y + 1, z - 0.8),
                (4.6, y + 1.6, z + rng.uniform(-1, 1)),
            ],
            0.016,
            cable,
        )
    colours = [MAGENTA, CYAN, AMBER, VIOLET, RED, GREEN, MAGENTA, CYAN]
    for k, y in enumerate(np.linspace(first + 2, length * 0.75, 11)):
        s = (-1) ** k
        sign(
            rng,
            colours[k % 8],
            (s * (3.7 + rng.uniform(-0.2, 0.2)), y, rng.uniform(3.6, 6.4)),
            int(rng.integers(2, 5)),
            rng.uniform(0.7, 1.05),
            0,
            26,
            90,
            towards=-s,
        )


def rain(near, far, wide, high, count=2200, seed=4, tilt=0.05, x0=0.0, power=0.30):
    """Streaks between ``near`` and ``far`` metres along y."""
    rng = np.random.default_rng(seed)
    y = near + (far - near) * rng.random(count) ** 0.8
    x = x0 + (rng.random(count) - 0.5) * wide * np.clip(y / far * 1.6, 0.25, 1)
    z = rng.random(count) * high
    long, thin = rng.uniform(0.16, 0.42, count), 0.0010 + 0.00022 * y
    points = np.empty((count, 4, 3))
    for k, (dx, dz) in enumerate(((-1, 0), (1, 0), (1, 1), (-1, 1))):
        points[:, k] = np.stack([x + dx * thin + dz * long * tilt, y, z + dz * long], 1)
    faces = np.arange(count * 4).reshape(-1, 4)
    made = mesh(
        points.reshape(-1, 3),
        faces.tolist(),
        glow((0.55, 0.75, 1.0), power),
        smooth=False,
        name="rain",
    )
    made.visible_shadow = made.visible_diffuse = made.visible_glossy = False


def taxi(yellow, at, turn, on=True):
    """A boxy saloon of the eighties with a lamp on its roof."""
    dark, chrome = matter((0.012, 0.013, 0.016), 0.06), matter((0.5, 0.5, 0.52), 0.15, metal=1.0)
    rubber = matter((0.015, 0.015, 0.015), 0.8)
    low = [
        (-2.25, 0.38),
        (-2.28, 0.62),
        (-2.2, 0.88),
        (-1.35, 0.94),
        (0.75, 0.93),
        (2.1, 0.80),
        (2.22, 0.66),
        (2.22, 0.40),
        (1.9, 0.26),
        (-1.9, 0.26),
    ]
    top = [(-1.55, 0.92), (-1.05, 1.36), (-0.75, 1.42), (0.25, 1.42), (0.45, 1.38), (1.05, 0.92)]
    parts = []
    for profile, stuff, half in ((low, yellow, 0.86), (top, dark, 0.70)):
        loops = []
        for y, s in (
            (-half, 0.95),
            (-half * 0.96, 0.99),
            (-half * 0.85, 1.0),
            (half * 0.85, 1.0),
            (half * 0.96, 0.99),
            (half, 0.95),
        ):
            loops.append(
                [
                    (px * s, y * (1 if pz < 1 else 1 - 0.16 * (pz - 0.92) / 0.5), pz)
                    for px, pz in profile
                ]
            )
        shell = rings(loops, stuff, smooth=False, name="shell")
        soft = shell.modifiers.new("soft", "BEVEL")
        soft.width, soft.segments = 0.04, 3
        parts.append(shell)
    parts.append(box((1.30, 1.16, 0.05), (-0.30, 0, 1.435), yellow, 0.02))
    for y in (-0.64, 0.64):
        for x0, x1 in ((-1.45, -0.95), (-0.25, -0.25), (1.0, 0.38)):
            parts.append(
                tube([(x0, y * 1.06, 0.93), (x1, y * 0.95, 1.42)], 0.03, yellow, smooth=False)
            )
    for x in (-1.38, 1.35):
        for y in (-0.78, 0.78):
            parts.append(
                lathe(
                    [
                        (0.2, -0.09),
                        (0.31, -0.10),
                        (0.33, -0.06),
                        (0.33, 0.06),
                        (0.31, 0.10),
                        (0.2, 0.09),
                    ],
                    rubber,
                    (x, y, 0.33),
                    28,
                    (90, 0, 0),
                )
            )
            parts.append(
                lathe(
                    [(0, -0.08), (0.2, -0.09), (0.2, 0.09), (0, 0.08)],
                    chrome,
                    (x, y, 0.33),
                    20,
                    (90, 0, 0),
                )
            )
    parts.append(box((0.1, 1.7, 0.1), (2.25, 0, 0.48), chrome, 0.02))
    parts.append(box((0.1, 1.7, 0.1), (-2.3, 0, 0.48), chrome, 0.02))
    head, tail, lamp = (
        glow((1.0, 0.93, 0.8), 40 if on else 2),
        glow(RED, 12 if on else 1),
        glow((1.0, 0.8, 0.35), 6),
    )
    for y in (-0.62, 0.62):
        parts.append(box((0.04, 0.28, 0.13), (2.22, y, 0.66), head, 0.01))
        parts.append(box((0.04, 0.34, 0.12), (-2.27, y, 0.72), tail, 0.01))
    parts.append(box((0.14, 0.42, 0.13), (-0.2, 0, 1.52), lamp, 0.02))
    made = group(parts, at, turn)
    if on:
        v = math.radians(turn)
        for y in (-0.62, 0.62):
            x0, y0 = (
                at[0] + 2.35 * math.cos(v) - y * math.sin(v),
                at[1] + 2.35 * math.sin(v) + y * math.cos(v),
            )
            light(
                "SPOT",
                (x0, y0, 0.66),
                (1.0, 0.92, 0.78),
                160,
                to=(x0 + 8 * math.cos(v), y0 + 8 * math.sin(v), 0.1),
                size=0.1,
                angle=50,
                blend=0.8,
            )
    return made


def walker(top, pose="walk", hair="short", **more):
    return figure(
        pose, coat=top, coat_to=0.45, hair=hair, bottom=matter((0.012, 0.012, 0.015), 0.8), **more
    )


def cab(st):
    yellow = matter((0.72, 0.40, 0.012), 0.22, coat=0.7, vary=0.15, scale=3)
    st.accent("yellow taxi", yellow)
    return yellow


def lane(st):
    street()
    yellow = cab(st)
    taxi(yellow, (1.9, 15.5, 0), -98)
    red = matter((0.46, 0.012, 0.020), 0.4, coat=0.3)
    st.accent("red umbrella", red)
    steel = matter((0.4, 0.4, 0.42), 0.3, metal=1.0)
    place(walker(matter((0.02, 0.022, 0.03), 0.7), "walk"), (-0.9, 6.2, 0), (0, 0, 180))
    umbrella(red, steel, (-1.0, 6.3, 1.24), (4, -5, 20))
    place(walker(matter((0.03, 0.03, 0.035), 0.7)), (-3.4, 13, 0.14), (0, 0, 10))
    place(walker(matter((0.03, 0.025, 0.03), 0.7)), (3.6, 24, 0.14), (0, 0, 175))
    machine((-4.0, 9.2, 0.14), 90)
    light("SPOT", (0.2, 9.5, 5.0), (1.0, 0.86, 0.62), 900, to=(1.9, 15, 0.8), size=0.4, angle=34)
    light("AREA", (-1.2, 5.4, 4.6), (1.0, 0.9, 0.85), 70, to=(-1.0, 6.3, 2.0), size=0.6)
    light("AREA", (-2.6, 8.6, 3.4), MAGENTA, 260, to=(-0.9, 6.2, 1.4), size=1)
    light("AREA", (1.4, 7.6, 3.2), CYAN, 200, to=(-0.9, 6.2, 1.4), size=1)
    for x, y in ((2.2, 9.0), (-1.6, 21.0)):
        shaft((x, y, 0.0), (x - 0.5, y, 3.8), 0.2, 1.0, (0.55, 0.5, 0.9), 0.12)
    rain(2.2, 32, 22, 9)
    st.fog((0.27, 0.10, 0.33), 0.026, 7, 0.9, (0.04, 0.05, 0.16))
    st.camera((0.35, 0, 0.95), (0.25, 14, 2.0), lens=33, f=2.8, focus=6.4)


def crossing(st):
    """Close, from behind: one umbrella, and the street only as discs of light."""
    rng = np.random.default_rng(21)
    plane(60, 90, (0, 40, 0), asphalt())
    red = matter((0.46, 0.012, 0.022), 0.35, coat=0.35, glow=(0.5, 0.01, 0.03), power=0.10)
    st.accent("red umbrella", red)
    coat = matter((0.045, 0.05, 0.07), 0.45, coat=0.2, bump=0.2, bump_scale=60)
    place(
        figure("umbrella", sex="f", coat=coat, coat_to=0.5, hair="bob"), (0.42, 4.2, 0), (0, 0, 200)
    )
    umbrella(red, matter((0.4, 0.4, 0.42), 0.3, metal=1.0), (0.36, 4.42, 1.16), (6, 9, 12), 0.50)
    for colour, power, x0, x1, count in (
        (MAGENTA, 60, -9, -2, 26),
        (CYAN, 46, -7, 3, 26),
        (AMBER, 40, -2, 6, 26),
        (VIOLET, 60, 2, 10, 18),
        (RED, 60, -3, 3, 8),
        ((1.0, 0.9, 0.75), 34, -5, 8, 16),
    ):
        spots = [
            (rng.uniform(x0, x1), rng.uniform(16, 34), rng.uniform(0.5, 5.0) ** 1.25 + 0.3)
            for _ in range(count)
        ]
        bulbs(spots, colour, power, 0.075)
    wall = matter((0.05, 0.05, 0.06), 0.6, vary=0.4, scale=0.4)
    for side in (-1, 1):
        box((6, 40, 14), (side * 11, 34, 7), wall, 0)
    for x, y, shade in ((-5.6, 21, MAGENTA), (5.8, 24, AMBER), (-1.5, 36, CYAN)):
        box((2.6, 0.1, 1.9), (x, y, 1.5), glow(shade, 1.6, 1.1), 0)
        light("AREA", (x, y - 0.5, 1.6), shade, 200, to=(x * 0.5, y - 6, 0), size=(2.4, 1.6))
    light("AREA", (2.0, 4.9, 2.0), CYAN, 120, to=(0.45, 4.2, 1.5), size=0.8)
    light("AREA", (-1.4, 5.0, 1.9), MAGENTA, 150, to=(0.45, 4.2, 1.5), size=0.8)
    light("AREA", (0.9, 2.6, 3.4), (0.95, 0.9, 1.0), 46, to=(0.4, 4.3, 1.8), size=0.8)
    rain(1.6, 9, 8, 5, 1500, power=0.42)
    st.fog((0.12, 0.07, 0.20), 0.022, 7, 0.85, (0.04, 0.06, 0.16))
    st.camera((-0.15, 0, 1.46), (0.0, 4.2, 1.66), lens=80, f=1.1, focus=4.2)


def pane(st):
    """Through a wet window."""
    rng = np.random.default_rng(5)
    drop = applied(
        joined(
            [ball((1, 0.5, 1), (0, 0, 0), None, around=12)],
            None,
            0,
            matter((1, 1, 1), 0.0, clear=1.0, ior=1.33),
        )
    )
    spots = []
    for _ in range(1500):
        spots.append(
            (
                (rng.uniform(-0.62, 0.62), 1.0, rng.uniform(1.14, 1.72)),
                (0, 0, 0),
                min(rng.pareto(3.2) * 0.0042 + 0.0013, 0.017),
            )
        )
    for _ in range(9):
        x, z = rng.uniform(-0.6, 0.6), rng.uniform(1.3, 1.75)
        for _ in range(26):
            z -= rng.uniform(0.006, 0.016)
            x += rng.normal(0, 0.0018)
            spots.append(((x, 1.0, z), (0, 0, 0), rng.uniform(0.0022, 0.0042)))
    copies(drop, spots)
    drop.location = (0, -50, 0)
    street(11, 45, 5)
    yellow = cab(st)
    taxi(yellow, (0.6, 8.6, 0), 188)
    light("AREA", (-0.8, 5.2, 3.6), (1.0, 0.93, 0.80), 420, to=(0.6, 8.6, 0.8), size=1.5)
    machine((-3.9, 10.5, 0.14), 60)
    places = [(rng.uniform(-9, 9), rng.uniform(16, 34), rng.uniform(0.6, 6)) for _ in range(48)]
    for k, colour in enumerate((MAGENTA, CYAN, AMBER, VIOLET)):
        bulbs(places[k::4], colour, 40, 0.07)
    black = matter((0.012, 0.013, 0.018), 0.8)
    place(walker(black, "stand", "swept"), (0.42, 0.52, -0.16), (0, 0, 190))
    light("AREA", (1.4, 0.2, 2.0), MAGENTA, 7, to=(0.4, 0.5, 1.4), size=0.4)
    light("AREA", (-1.2, 0.9, 1.6), CYAN, 6, to=(0.4, 0.5, 1.4), size=0.4)
    st.fog((0.12, 0.07, 0.18), 0.022, 6, 0.9, (0.04, 0.06, 0.15))
    st.camera((-0.02, -0.35, 1.44), (-0.02, 4, 1.43), lens=42, f=2.2, focus=1.35)


def counter(st):
    """A noodle bar open to the lane: amber in the blue."""
    plane(30, 30, (0, 0, 0), asphalt())
    wood_ = matter((0.14, 0.07, 0.03), 0.3, vary=0.6, scale=2, stretch=(1, 12, 12), coat=0.3)
    wall = matter((0.10, 0.07, 0.05), 0.7, vary=0.4, scale=2)
    box((6.4, 0.2, 3.4), (0, 4.2, 1.7), wall, 0)
    box((5.2, 0.5, 0.06), (0, 1.75, 1.02), wood_, 0.015)
    box((5.2, 0.08, 1.0), (0, 1.92, 0.5), wood_, 0.01)
    box((5.6, 2.6, 0.12), (0, 2.9, 2.75), wall, 0.02)
    for s in (-1, 1):
        box(
            (1.9, 3.0, 4.6),
            (s * 3.65, 3.0, 2.3),
            matter((0.03, 0.032, 0.04), 0.6, vary=0.5, scale=1.5),
            0.02,
        )
    cloth = matter((0.32, 0.015, 0.02), 0.8)
    st.accent("red curtain", cloth)
    for k in range(6):
        curtain(0.78, 0.52, cloth, (-2.05 + k * 0.82, 1.55, 2.2), 0, folds=2, depth=0.025, seed=k)
    bulb = glow((1.0, 0.58, 0.2), 26)
    shade = matter((0.02, 0.02, 0.02), 0.5)
    for x in (-1.7, -0.55, 0.6, 1.75):
        pendant(shade, bulb, (x, 2.0, 1.92), 0.8, 0.16)
        light("POINT", (x, 2.0, 1.86), (1.0, 0.60, 0.24), 17, size=0.06)
    light("AREA", (0, 3.3, 2.55), (1.0, 0.68, 0.34), 60, to=(0, 3.6, 0.6), size=(4, 0.5))
    rng = np.random.default_rng(2)
    jar = [
        matter(c, 0.15)
        for c in (
            (0.3, 0.12, 0.03),
            (0.08, 0.14, 0.05),
            (0.35, 0.25, 0.1),
            (0.12, 0.02, 0.02),
            (0.3, 0.3, 0.28),
        )
    ]
    for row in range(3):
        box((4.8, 0.26, 0.03), (0, 4.0, 1.25 + row * 0.4), wood_, 0.005)
        for x in np.arange(-2.3, 2.3, 0.14):
            if rng.random() < 0.8:
                h, r = rng.uniform(0.12, 0.3), rng.uniform(0.03, 0.055)
                lathe(
                    [(0, 0), (r, 0), (r, h * 0.65), (r * 0.45, h * 0.78), (r * 0.45, h), (0, h)],
                    jar[rng.integers(5)],
                    (x, 3.98 + rng.normal(0, 0.03), 1.265 + row * 0.4),
                    16,
                )
    bowl, steel = matter((0.5, 0.48, 0.44), 0.2), matter((0.4, 0.4, 0.42), 0.25, metal=1.0)
    for x in (-0.75, 0.45, 1.25):
        lathe(
            [(0, 0), (0.05, 0), (0.1, 0.05), (0.115, 0.09), (0.108, 0.09), (0.09, 0.05), (0, 0.03)],
            bowl,
            (x, 1.65, 1.05),
            28,
        )
    lathe([(0, 0), (0.24, 0), (0.25, 0.42), (0.24, 0.42), (0, 0.38)], steel, (0.1, 2.9, 0.95), 32)
    shaft((0.1, 2.9, 1.3), (0.25, 2.8, 2.7), 0.16, 0.5, (1.0, 0.75, 0.45), 0.35)
    place(
        figure(
            "stand",
            top=matter((0.5, 0.48, 0.45), 0.9),
            bottom=shade,
            hair=None,
            hat=matter((0.5, 0.48, 0.45), 0.9),
            hat_kind="cap",
        ),
        (0.55, 2.9, 0),
        (0, 0, 20),
    )
    for x, coat, hair, pose in (
        (-0.75, (0.02, 0.025, 0.04), "short", "desk"),
        (0.45, (0.05, 0.045, 0.04), "swept", "desk"),
        (1.25, (0.015, 0.04, 0.05), "bob", "desk"),
    ):
        place(
            figure(
                pose,
                sex="f" if hair == "bob" else "m",
                coat=matter(coat, 0.55),
                coat_to=0.42,
                hair=hair,
            ),
            (x, 0.95, 0.22),
            (0, 0, 180 + x * 5),
        )
        lathe(
            [(0.17, 0), (0.03, 0.03), (0.025, 0.66), (0.17, 0.70), (0.17, 0.74), (0, 0.75)],
            steel,
            (x, 0.98, 0),
            24,
        )
    rng = np.random.default_rng(9)
    sign(rng, MAGENTA, (-2.75, 1.3, 2.5), 3, 0.5, 0, 24, 45, towards=-0.3)
    sign(rng, CYAN, (2.8, 1.3, 2.7), 2, 0.6, 0, 22, 70, towards=-0.6)
    light("AREA", (-3, -3.5, 3.5), (0.2, 0.45, 1.0), 50, to=(0, 1, 0.8), size=2)
    light("AREA", (0, 1.62, 0.97), (1.0, 0.55, 0.22), 9, to=(0, 1.75, 0.3), size=(4.8, 0.05))
    rain(-2.5, 1.2, 60, 4, 1300, tilt=0.03, power=0.16)
    st.fog((0.05, 0.05, 0.12), 0.012, 4, 0.6)
    st.camera((-2.3, -5.6, 0.85), (0.05, 1.8, 1.16), lens=42, f=2.0, focus=(0.0, 1.0, 1.2))


def alley(st):
    """Somebody in a red jacket, a long way down."""
    brick = [
        tiles((0.12, 0.10, 0.105), (0.065, 0.058, 0.07), (0.26, 0.085), 0.30, (0.03, 0.03, 0.035), 0.12, 0.5)
        for _ in range(2)
    ]  # fmt: skip
    plane(6, 80, (0, 30, 0), asphalt())
    steel = matter((0.05, 0.05, 0.055), 0.35, metal=0.6)
    dark, warm, cool = (
        matter((0.012, 0.014, 0.02), 0.06),
        glow((1.0, 0.66, 0.32), 1.3, 2.2),
        glow((0.4, 0.75, 1.0), 0.9, 2.2),
    )
    rng = np.random.default_rng(31)
    for s in (-1, 1):
        plane(80, 16, (s * 1.6, 36, 8), brick[s > 0], (90, 0, 90 * -s))
        plane(30, 16, (s * 16.6, 76, 8), brick[s > 0], (90, 0, 0))
        for k in range(8):
            y = 3.5 + k * 4.2 + (s > 0) * 1.7
            tube([(s * 1.52, y, 0), (s * 1.52, y, 14)], 0.045, steel, smooth=False)
            box((0.34, 0.8, 0.55), (s * 1.42, y + 1.5, 2.9 + (k % 3) * 1.4), steel, 0.03)
            if k:
                box(
                    (0.09, 1.0, 1.3),
                    (s * 1.58, y + 2.6, 2.2),
                    (dark, dark, warm, dark, cool)[(k + 2 * (s > 0)) % 5],
                    0.01,
                )
                box((0.16, 1.14, 0.08), (s * 1.55, y + 2.6, 1.52), steel, 0.01)
            if k % 2 == 0:
                box((0.75, 2.0, 0.05), (s * 1.22, y + 0.6, 4.6), steel, 0.01)
                for q in range(9):
                    tube(
                        [(s * 0.86, y - 0.4 + q * 0.25, 4.6), (s * 0.86, y - 0.4 + q * 0.25, 5.5)],
                        0.012,
                        steel,
                        smooth=False,
                        sides=1,
                    )
                tube(
                    [(s * 0.86, y - 0.4, 5.5), (s * 0.86, y + 1.6, 5.5)], 0.018, steel, smooth=False
                )
        for y in rng.uniform(9, 30, 6):
            stuff = matter(tuple(rng.uniform(0.02, 0.06, 3)), 0.4)
            height = rng.uniform(0.5, 1.0)
            box(
                (0.45, rng.uniform(0.4, 0.9), height),
                (s * 1.33, y, height / 2),
                stuff,
                0.04,
                (0, 0, rng.normal(0, 7)),
            )
    for _ in range(9):
        y, z = rng.uniform(5, 36), rng.uniform(4.6, 9)
        tube(
            [
                (-1.6, y, z),
                (-0.5, y + 0.3, z - 0.4),
                (0.5, y + 0.5, z - 0.4),
                (1.6, y + 0.8, z + 0.2),
            ],
            0.014,
            dark,
        )
    red = matter((0.46, 0.013, 0.018), 0.5, coat=0.12)
    st.accent("red jacket", red)
    black = matter((0.012, 0.012, 0.016), 0.7)
    place(
        figure("walk", top=red, bottom=black, hair="short", folds=0.02), (0.12, 8.6, 0), (0, 0, 181)
    )
    sign(rng, VIOLET, (-1.15, 14, 4.0), 3, 0.7, 0, 26, 120, towards=1)
    sign(rng, CYAN, (1.15, 19, 3.4), 4, 0.7, 0, 26, 170, towards=-1)
    sign(rng, MAGENTA, (-1.1, 26, 4.6), 4, 0.8, 0, 26, 220, towards=1)
    plane(6, 15, (0, 62, 6.5), glow((0.10, 0.32, 0.75), 1.4), (90, 0, 0))
    light("AREA", (0, 34, 5), (0.12, 0.42, 1.0), 1300, to=(0, 8, 1), size=3)
    light(
        "SPOT", (0.6, 4.9, 4.0), (1.0, 0.82, 0.62), 1300, to=(0.12, 8.6, 1.25), size=0.3, angle=26
    )
    light("AREA", (-1.3, 11.5, 2.6), MAGENTA, 90, to=(0.1, 8.6, 1.3), size=0.7)
    for x, y in ((-0.9, 12), (0.7, 17), (0.2, 25)):
        shaft((x, y, 0.0), (x + 0.4, y, 4.5), 0.25, 1.1, (0.3, 0.5, 1.0), 0.10)
    rain(2.5, 26, 5, 7, 1400)
    st.fog((0.060, 0.105, 0.27), 0.032, 7, 0.9, (0.03, 0.05, 0.16))
    st.camera((-0.25, 0.4, 1.3), (0.02, 10, 1.75), lens=42, f=2.0, focus=8.1)


def towers(st):
    """Over the city, from a roof."""
    rng = np.random.default_rng(6)
    shades = [
        glow(c, p)
        for c, p in (
            ((1.0, 0.62, 0.28), 7.0),
            ((1.0, 0.78, 0.5), 3.4),
            ((1.0, 0.70, 0.38), 1.1),
            ((0.45, 0.8, 1.0), 3.4),
            ((0.45, 0.7, 1.0), 1.0),
            ((1.0, 0.15, 0.5), 5.0),
        )
    ]
    body = [matter(tuple(c * np.array((0.8, 0.95, 1.25))), 0.5) for c in (0.012, 0.018, 0.026)]
    corners = [[] for _ in shades]
    lamp = glow(RED, 40)
    for _ in range(150):
        y = 120 * (1 + 4.2 * rng.random() ** 1.4)
        x = rng.uniform(-0.62, 0.62) * y
        w, d = rng.uniform(14, 34), rng.uniform(14, 30)
        top = (
            rng.uniform(-34, 22) * (1.0 if y > 170 else 0.55)
            + (rng.random() < 0.12) * 30
            - (y < 170) * 14
        )
        box((w, d, 160), (x, y, top - 80), body[rng.integers(3)], 0)
        for _ in range(3):  # tanks, lift houses
            size = rng.uniform(2, 6, 3)
            box(size, (x + rng.uniform(-0.3, 0.3) * w, y, top + size[2] / 2), body[0], 0)
        if top > 16:
            tube([(x, y, top), (x, y, top + 11)], 0.25, body[0], smooth=False, sides=1)
            ball(0.55, (x, y, top + 11), lamp, around=12)
        share = rng.uniform(0.10, 0.55)
        first, second = rng.choice(6, 2, p=(0.22, 0.26, 0.24, 0.12, 0.12, 0.04))
        wide, pitch = rng.choice((1.0, 1.3, 2.0)), rng.choice((2.0, 2.4, 3.2))
        for z in np.arange(top - 3, max(top - 90, -70), -3.2):
            row = share * rng.choice((0.4, 1.0, 1.6))
            for u in np.arange(-w / 2 + 1.4, w / 2 - 1.2, pitch):
                if rng.random() < row:
                    k = (first, second, rng.integers(5))[rng.choice(3, p=(0.6, 0.3, 0.1))]
                    corners[k].append((x + u, y - d / 2 - 0.08, z, wide / 2))
    for shade, where in zip(shades, corners, strict=True):
        if not where:
            continue
        at = np.array(where)
        quads = np.array([(-1, 0, -0.75), (1, 0, -0.75), (1, 0, 0.75), (-1, 0, 0.75)])
        spread = quads[None] * np.stack([at[:, 3], at[:, 3], np.ones(len(at))], 1)[:, None]
        points = (at[:, None, :3] + spread).reshape(-1, 3)
        mesh(points, np.arange(len(points)).reshape(-1, 4).tolist(), shade, smooth=False)
    for colour, x, y, z, size in (
        (MAGENTA, -34, 118, 2, 6.0),
        (CYAN, 47, 132, 0, 6.5),
        (AMBER, 6, 165, -3, 5.5),
        (MAGENTA, 90, 210, 8, 8),
    ):
        stuff = glow(colour, 14)
        box((size * 1.3, 1.5, size * 3.6), (x, y, z), body[0], 0.1)
        for k in range(3):
            glyph(
                np.random.default_rng(int(x + 100) + k),
                stuff,
                (x, y - 1.0, z + (1 - k) * size * 1.15),
                size * 0.9,
                size * 0.035,
            )
    red = matter((0.46, 0.013, 0.018), 0.5, coat=0.12)
    st.accent("red jacket", red)
    roof = matter(
        (0.03, 0.032, 0.04), 0.2, vary=0.4, scale=1, wet=0.03, bump=0.1, bump_scale=20, spec=0.9
    )
    box((16, 7, 0.4), (0, 2.4, 3.0), roof, 0.02)
    box((16, 0.42, 0.62), (0, 5.4, 3.5), roof, 0.03)
    black = matter((0.012, 0.012, 0.016), 0.7)
    place(
        figure("sit", sex="f", top=red, bottom=black, hair="bob", folds=0.02),
        (1.15, 5.36, 3.40),
        (0, 0, 184),
    )
    steel = matter((0.06, 0.06, 0.065), 0.35, metal=0.6)
    tube([(-2.6, 4.6, 3.2), (-2.6, 4.6, 6.9)], 0.03, steel, smooth=False)
    for z in (5.0, 5.5, 6.0, 6.5):
        half = 0.75 - (z - 5) * 0.22
        tube([(-2.6 - half, 4.6, z), (-2.6 + half, 4.6, z)], 0.014, steel, smooth=False)
    box((1.5, 1.2, 1.1), (-4.0, 3.9, 3.7), steel, 0.05)
    lathe([(0.5, 0.0), (0.5, 0.06), (0.42, 0.08), (0.1, 0.08)], steel, (-4.0, 3.9, 4.25), 32)
    tube([(-3.2, 4.2, 3.25), (-1.4, 4.5, 3.25), (-1.2, 4.9, 3.3), (3.5, 5.0, 3.25)], 0.05, steel)
    light("AREA", (4.5, 6.6, 5.2), MAGENTA, 210, to=(1.15, 5.3, 4.2), size=1)
    light("AREA", (-2.0, 7.0, 5.0), CYAN, 120, to=(1.15, 5.3, 4.2), size=1)
    light("AREA", (2.2, 1.6, 6.4), (0.9, 0.85, 1.0), 110, to=(1.15, 5.3, 4.1), size=0.8)
    light("AREA", (0, 14, 9), (0.7, 0.25, 0.8), 700, to=(0, 3, 3), size=(14, 3))
    rain(1.5, 14, 12, 10, 1200, power=0.12)
    sky((0.075, 0.050, 0.14), 1.0, (0.010, 0.016, 0.05))
    st.fog((0.13, 0.050, 0.17), 0.0040, 100, 0.7, (0.035, 0.035, 0.11))
    st.camera((-0.1, -1.6, 4.55), (0.22, 20, 4.75), lens=40, f=2.0, focus=6.9)


def lounge(st):
    """The red herring: the hotel lounge by day, in pastels."""
    pink, mint, cream = (
        matter((0.66, 0.36, 0.34), 0.7),
        matter((0.36, 0.56, 0.47), 0.5),
        matter((0.72, 0.64, 0.52), 0.6),
    )
    plane(14, 8, (0, 1, 0), checks((0.62, 0.50, 0.42), (0.72, 0.64, 0.56), 0.6))
    box((14, 0.2, 3.0), (0, 3.1, 2.4), pink, 0)
    box((14, 0.22, 0.95), (0, 3.08, 0.47), mint, 0)
    box((14, 0.06, 0.08), (0, 2.96, 0.98), cream, 0.01)
    for x in (-3.6, 3.6):
        plane(1.3, 2.0, (x, 2.98, 1.9), glow((1.0, 0.95, 0.85), 2.2), (90, 0, 0))
        window(1.3, 2.0, cream, (x, 2.95, 0.9), 0, 2, 3)
        for s in (-1, 1):
            curtain(
                0.5,
                2.4,
                matter((0.62, 0.40, 0.22), 0.9),
                (x + s * 0.9, 2.85, 0.75),
                0,
                folds=4,
                depth=0.04,
                seed=4,
            )
    door(
        mint,
        cream,
        (0, 2.98, 0),
        0,
        handle=matter((0.6, 0.45, 0.2), 0.25, metal=1.0),
        width=1.1,
        height=2.25,
    )
    yellow = matter((0.74, 0.46, 0.10), 0.6)
    st.accent("yellow sofa", yellow)
    for s in (-1, 1):
        box((1.5, 0.75, 0.25), (s * 1.85, 2.35, 0.36), yellow, 0.10, segments=4)
        box((1.6, 0.25, 0.55), (s * 1.85, 2.72, 0.66), yellow, 0.10, segments=4)
        for t in (-1, 1):
            box((0.22, 0.8, 0.5), (s * 1.85 + t * 0.8, 2.4, 0.45), yellow, 0.09, segments=4)
    red = matter((0.42, 0.02, 0.025), 0.5)
    st.accent("red jacket", red)
    place(
        figure("sit", top=red, bottom=matter((0.03, 0.035, 0.05), 0.8), hair="short"),
        (1.85, 2.28, -0.06),
        (0, 0, 6),
    )
    for s in (-1, 1):
        lathe(
            [(0, 0), (0.16, 0), (0.18, 0.05), (0.02, 0.08), (0.018, 1.25)],
            matter((0.6, 0.45, 0.2), 0.25, metal=1.0),
            (s * 0.95, 2.75, 0),
        )
        lathe(
            [(0.11, 1.55), (0.22, 1.22)],
            matter((0.75, 0.62, 0.45), 0.8, glow=(1.0, 0.8, 0.5), power=0.5),
            (s * 0.95, 2.75, 0),
        )
    light("AREA", (0, -4, 3.6), (1.0, 0.95, 0.88), 330, to=(0, 2.5, 1.0), size=4)
    sky((1.0, 0.95, 0.9), 0.35)
    st.camera((0, -4.6, 1.45), (0, 3, 1.35), lens=34, f=5.6, focus=7.0)


SHOTS = [lane, crossing, pane, counter, alley, towers, lounge]
