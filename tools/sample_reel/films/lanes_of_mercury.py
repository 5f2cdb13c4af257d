"""Lanes of Mercury: a rain-soaked neon night in cyan and magenta, one yellow taxi."""

import math

import numpy as np

from kit.air import shaft
from kit.forms import applied, ball, box, copies, joined, lathe, mesh, place, plane, rings, tube
from kit.furnish import curtain, door, group, pendant, umbrella, window
from kit.grade import Look
from kit.matter import checks, glow, matter
from kit.people import figure
from kit.stage import light, sky

RATIO = 2.39
LOOK = Look(
    level=0.80, percentile=98.6, saturation=1.12, gains=(0.96, 0.98, 1.10), contrast=1.05,
    shadows=(0.0, 0.012, 0.034), lights=(1.0, 0.98, 1.0), bloom=0.16, halation=0.08, vignette=0.28,
    grain=0.017, fade=(0.014, 0.018, 0.032),
)  # fmt: skip
LOOKS = {
    7: {
        "level": 0.86,
        "percentile": 93,
        "saturation": 0.78,
        "gains": (1.04, 1.0, 0.95),
        "contrast": 0.95,
        "shadows": (0.02, 0.01, 0.012),
        "bloom": 0.05,
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
        (0.016, 0.017, 0.020),
        0.34,
        vary=0.5,
        scale=1.3,
        wet=0.025,
        bump=0.22,
        bump_scale=55,
        spec=0.8,
        bump_depth=0.01,
    )


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
        glow((1.0, 0.62, 0.28), rng.uniform(0.7, 2)),
        glow((0.35, 0.75, 1.0), rng.uniform(0.5, 1.2)),
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
            spots[int(rng.choice(3, p=(0.68, 0.2, 0.12)))].append(
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
    shop = [AMBER, CYAN, MAGENTA, (1.0, 0.8, 0.55)][rng.integers(4)]
    box((0.06, wide * 0.62, 1.9), (x - side * 0.02, y - 0.3, 1.35), glow(shop, 1.3, 1.7), 0)
    for k in range(4):
        box((0.1, 0.06, 1.9), (x - side * 0.06, y - 0.3 + (k - 1.5) * wide * 0.2, 1.35), pipe, 0)
    awning = matter(tuple(rng.uniform(0.03, 0.12, 3)), 0.6)
    box((1.2, wide * 0.75, 0.06), (x - side * 0.6, y - 0.3, 2.75), awning, 0.02, (0, side * 16, 0))
    light(
        "AREA",
        (x - side * 0.3, y - 0.3, 1.6),
        shop,
        26,
        to=(x - side * 3, y - 0.3, 0),
        size=(wide * 0.6, 1.6),
    )


def street(seed=3, length=70, first=4.0):
    rng = np.random.default_rng(seed)
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


def rain(near, far, wide, high, count=2200, seed=4, tilt=0.05, x0=0.0):
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
        glow((0.55, 0.75, 1.0), 0.30),
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
    red = matter((0.40, 0.012, 0.020), 0.4, coat=0.3)
    st.accent("red umbrella", red)
    steel = matter((0.4, 0.4, 0.42), 0.3, metal=1.0)
    place(walker(matter((0.02, 0.022, 0.03), 0.7), "walk"), (-0.9, 6.2, 0), (0, 0, 180))
    umbrella(red, steel, (-1.0, 6.3, 1.24), (4, -5, 20))
    place(walker(matter((0.03, 0.03, 0.035), 0.7)), (-3.4, 13, 0.14), (0, 0, 10))
    place(walker(matter((0.03, 0.025, 0.03), 0.7)), (3.6, 24, 0.14), (0, 0, 175))
    light("AREA", (1.2, 11.5, 4.2), (1.0, 0.78, 0.5), 260, to=(1.9, 15, 0.8), size=1.5)
    light("AREA", (-2.6, 8.6, 3.4), MAGENTA, 190, to=(-0.9, 6.2, 1.4), size=1)
    light("AREA", (1.4, 7.6, 3.2), CYAN, 150, to=(-0.9, 6.2, 1.4), size=1)
    rain(2.2, 32, 22, 9)
    st.fog((0.055, 0.075, 0.15), 0.030, 5, 0.92, (0.05, 0.045, 0.12))
    st.camera((0.35, 0, 1.15), (0.25, 14, 2.3), lens=33, f=2.8, focus=6.4)


def crossing(st):
    street(8)
    red = matter((0.40, 0.012, 0.020), 0.4, coat=0.3)
    st.accent("red umbrella", red)
    place(
        figure(
            "umbrella", sex="f", coat=matter((0.035, 0.037, 0.05), 0.6), coat_to=0.5, hair="bob"
        ),
        (0.45, 5.0, 0),
        (0, 0, 78),
    )
    umbrella(red, matter((0.4, 0.4, 0.42), 0.3, metal=1.0), (0.78, 5.05, 1.28), (-3, 5, 0))
    light("AREA", (2.4, 4.2, 2.3), CYAN, 230, to=(0.45, 5, 1.45), size=1.0)
    light("AREA", (0.5, 3.4, 3.6), (0.9, 0.85, 1.0), 60, to=(0.6, 5, 1.9), size=0.8)
    light("AREA", (-2.0, 6.4, 2.8), MAGENTA, 420, to=(0.45, 5, 1.4), size=1.0)
    rain(2.0, 18, 12, 6)
    st.fog((0.05, 0.065, 0.13), 0.028, 5, 0.9)
    st.camera((-0.35, 0.9, 1.50), (0.25, 8, 1.62), lens=62, f=1.7, focus=4.25)


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
    for _ in range(620):
        spots.append(
            (
                (rng.uniform(-0.62, 0.62), 1.0, rng.uniform(1.14, 1.72)),
                (0, 0, 0),
                rng.pareto(3.2) * 0.0045 + 0.0016,
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
    light("AREA", (-0.6, 6.2, 3.6), (1.0, 0.8, 0.55), 260, to=(0.6, 8.6, 0.8), size=1.5)
    black = matter((0.012, 0.013, 0.018), 0.8)
    place(walker(black, "stand", "swept"), (0.42, 0.52, -0.16), (0, 0, 190))
    light("AREA", (1.4, 0.2, 2.0), MAGENTA, 7, to=(0.4, 0.5, 1.4), size=0.4)
    light("AREA", (-1.2, 0.9, 1.6), CYAN, 6, to=(0.4, 0.5, 1.4), size=0.4)
    st.fog((0.05, 0.065, 0.13), 0.02, 6, 0.9)
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
    light("AREA", (-3, -3.5, 3.5), (0.2, 0.45, 1.0), 90, to=(0, 1, 0.8), size=2)
    rain(0.1, 1.4, 7, 4, 500, tilt=0.03)
    st.camera((-1.9, -4.3, 1.25), (0.1, 1.8, 1.42), lens=40, f=2.0, focus=(0.0, 1.0, 1.2))


def alley(st):
    """Somebody in a red jacket, a long way down."""
    wall = matter((0.05, 0.052, 0.06), 0.5, vary=0.5, scale=1.2, bump=0.5, bump_scale=14, wet=0.15)
    plane(6, 80, (0, 30, 0), asphalt())
    for s in (-1, 1):
        box((2, 80, 16), (s * 2.6, 30, 8), wall, 0)
        steel = matter((0.04, 0.04, 0.045), 0.4, metal=0.5)
        for k in range(7):
            y = 4 + k * 4.5 + (s > 0) * 2
            tube([(s * 1.5, y, 0), (s * 1.5, y, 12)], 0.06, steel, smooth=False)
            box((0.5, 0.8, 0.5), (s * 1.4, y + 1.5, 3.4 + (k % 3) * 1.3), steel, 0.03)
            box((0.7, 1.6, 0.05), (s * 1.3, y + 0.4, 5.2), steel, 0.01)
            for q in range(8):
                tube(
                    [(s * 0.97, y - 0.4 + q * 0.22, 5.2), (s * 0.97, y - 0.4 + q * 0.22, 6.1)],
                    0.012,
                    steel,
                    smooth=False,
                    sides=1,
                )
        for k in range(5):
            box(
                (0.6, 0.7, 0.9),
                (s * 1.25, 6 + k * 5.5 + s, 0.45),
                matter((0.03, 0.035, 0.035), 0.4),
                0.04,
                (0, 0, 6 * k),
            )
    red = matter((0.46, 0.015, 0.018), 0.32, coat=0.3)
    st.accent("red jacket", red)
    dark = matter((0.012, 0.012, 0.016), 0.7)
    place(
        figure("pockets", top=red, bottom=dark, hair="short", folds=0.03),
        (0.15, 9.0, 0),
        (0, 0, 184),
    )
    rng = np.random.default_rng(3)
    sign(rng, VIOLET, (-1.15, 14, 4.2), 3, 0.7, 0, 26, 120, towards=1)
    sign(rng, CYAN, (1.15, 20, 3.4), 4, 0.7, 0, 26, 170, towards=-1)
    sign(rng, MAGENTA, (-1.1, 28, 4.6), 4, 0.8, 0, 26, 220, towards=1)
    plane(6, 14, (0, 60, 6), glow((0.10, 0.32, 0.75), 1.6), (90, 0, 0))
    light("AREA", (0, 34, 5), (0.12, 0.42, 1.0), 1600, to=(0, 8, 1), size=3)
    light("AREA", (0.9, 5.5, 4.5), (1.0, 0.78, 0.6), 240, to=(0.15, 9, 1.2), size=0.6)
    for x, y in ((-0.9, 12), (0.7, 17)):
        shaft((x, y, 0.0), (x + 0.4, y, 4.5), 0.25, 1.1, (0.3, 0.5, 1.0), 0.10)
    rain(2.5, 26, 5, 7, 1200)
    st.fog((0.045, 0.09, 0.24), 0.034, 6, 0.9, (0.03, 0.05, 0.16))
    st.camera((-0.25, 0.4, 1.5), (0.05, 10, 1.9), lens=42, f=2.0, focus=8.5)


def towers(st):
    """Over the city, from a roof."""
    rng = np.random.default_rng(6)
    shades = [
        glow(c, p)
        for c, p in (
            ((1.0, 0.66, 0.32), 1.7),
            ((1.0, 0.78, 0.5), 1.0),
            ((0.4, 0.78, 1.0), 1.2),
            ((1.0, 0.2, 0.5), 1.6),
        )
    ]
    body = [matter(tuple(c * np.array((0.8, 0.95, 1.25))), 0.5) for c in (0.012, 0.018, 0.026)]
    spots = [[] for _ in shades]
    for _ in range(190):
        y = rng.uniform(48, 270)
        x = rng.uniform(-0.75, 0.75) * y
        w, d, top = rng.uniform(6, 15), rng.uniform(6, 15), rng.uniform(-24, 9) + y * 0.05
        box((w, d, 80), (x, y, top - 40), body[rng.integers(3)], 0)
        lit = rng.uniform(0.12, 0.5)
        tint = rng.choice(4, p=(0.5, 0.25, 0.2, 0.05))
        for z in np.arange(top - 1.4, max(top - 46, -34), -1.6):
            for u in np.arange(-w / 2 + 0.8, w / 2 - 0.4, 1.25):
                if rng.random() < lit:
                    spots[tint if rng.random() < 0.8 else rng.integers(3)].append(
                        ((x + u, y - d / 2 - 0.05, z), (0, 0, 0), 1.0)
                    )
    for shade, where in zip(shades, spots, strict=True):
        points = np.array([at for at, _, _ in where])
        quads = np.array([(-0.4, 0, -0.5), (0.4, 0, -0.5), (0.4, 0, 0.5), (-0.4, 0, 0.5)])
        corners = (points[:, None] + quads[None]).reshape(-1, 3)
        mesh(corners, np.arange(len(corners)).reshape(-1, 4).tolist(), shade, smooth=False)
    red = matter((0.46, 0.015, 0.018), 0.32, coat=0.3)
    st.accent("red jacket", red)
    roof = matter((0.02, 0.022, 0.028), 0.25, vary=0.4, scale=1, wet=0.05)
    box((14, 6, 0.4), (0, 2.6, 3.0), roof, 0.02)
    box((14, 0.35, 0.75), (0, 5.4, 3.55), roof, 0.03)
    dark = matter((0.012, 0.012, 0.016), 0.7)
    place(
        figure("pockets", top=red, bottom=dark, hair="short", folds=0.03),
        (1.55, 4.6, 3.2),
        (0, 0, 172),
    )
    steel = matter((0.05, 0.05, 0.055), 0.4, metal=0.6)
    tube([(-3.2, 5, 3.2), (-3.2, 5, 8)], 0.04, steel, smooth=False)
    for z in (5.2, 5.9, 6.6):
        tube(
            [(-3.9 + (z - 5) * 0.2, 5, z), (-2.5 - (z - 5) * 0.2, 5, z)], 0.018, steel, smooth=False
        )
    box((1.8, 1.4, 1.5), (-4.8, 4.2, 3.95), steel, 0.05)
    light("AREA", (5.5, 3.0, 5.5), MAGENTA, 170, to=(1.5, 4.6, 4.4), size=1)
    light("AREA", (-3, 2.0, 6.5), CYAN, 60, to=(1.5, 4.6, 4.4), size=1)
    beacon = glow(RED, 60)
    for x, y, z in ((-30, 90, 19), (42, 140, 22), (8, 190, 25)):
        ball(0.5, (x, y, z), beacon)
    sky((0.020, 0.030, 0.075), 1.0, (0.006, 0.01, 0.03))
    st.fog((0.030, 0.042, 0.095), 0.0075, 12, 0.85, (0.012, 0.018, 0.05))
    st.camera((0.1, -2.2, 4.95), (0.35, 20, 4.55), lens=38, f=2.4, focus=6.8)


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
