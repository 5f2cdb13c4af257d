"""The Ferryman's Arithmetic: silver black and white, fog on the water, hard single lamps."""

import math

import numpy as np

from kit.air import shaft
from kit.forms import (
    applied,
    ball,
    box,
    copies,
    lathe,
    noise,
    place,
    plane,
    rings,
    terrain,
    tube,
)
from kit.furnish import blind, bottle, glass_of, group, pendant, window, wooden_chair
from kit.grade import Look
from kit.matter import glow, matter, tiles, wood
from kit.people import figure
from kit.stage import light, sky

RATIO = 1.33
SCALE = 0.5
LOOK = Look(
    level=0.84, percentile=97, grey=(0.24, 0.66, 0.10), saturation=0.0, contrast=1.10,
    lights=(1.0, 0.995, 0.985), bloom=0.09, halation=0.0, vignette=0.30, grain=0.024,
    fade=(0.020, 0.020, 0.021),
)  # fmt: skip
LOOKS = {
    1: {"thick": 0.72},
    4: {"percentile": 96, "level": 0.72},
    2: {"level": 0.80, "percentile": 95},
    5: {"level": 0.88, "percentile": 96, "contrast": 1.02},
    7: {
        "grey": None,
        "saturation": 1.0,
        "gains": (0.72, 1.05, 1.10),
        "shadows": (0.0, 0.012, 0.03),
        "level": 0.50,
        "percentile": 84,
        "fade": (0.016, 0.022, 0.030),
        "contrast": 1.0,
    },
}


def water(rough=0.06, scale=1.2):
    return matter(
        (0.012, 0.014, 0.016),
        rough,
        spec=0.7,
        bump=0.35,
        bump_scale=scale,
        bump_depth=0.12,
        detail=4,
    )


def overcoat():
    return matter((0.035, 0.035, 0.037), 0.9, bump=0.2, bump_scale=250)


def man(pose="stand", hat=True, **more):
    felt = matter((0.03, 0.03, 0.032), 0.8)
    return figure(
        pose,
        coat=overcoat(),
        coat_to=0.40,
        hair=None if hat else "short",
        hat=felt if hat else None,
        bottom=felt,
        **more,
    )


def pier(st):
    plane(2000, 2000, (0, 0, -0.9), water())
    plank = wood((0.22, 0.21, 0.20), (0.09, 0.085, 0.08), 0.7, along=0)
    rng = np.random.default_rng(1)
    board = applied(box((2.6, 0.19, 0.05), (0, 0, 0), plank, 0.012))
    copies(
        board,
        [
            (
                (rng.normal(0, 0.03), k * 0.21 - 3, rng.normal(0, 0.006)),
                (rng.normal(0, 0.7), 0, rng.normal(0, 0.5)),
                1.0,
            )
            for k in range(240)
        ],
    )
    board.location = (0, 0, -30)
    pile = matter((0.06, 0.058, 0.055), 0.8, vary=0.5, scale=3, bump=0.5, bump_scale=14)
    for k in range(13):
        for s in (-1, 1):
            y = -1.5 + k * 3.3
            h = 1.0 + rng.uniform(-0.1, 0.2)
            lathe(
                [(0.15, -2), (0.15, h - 0.05), (0.12, h), (0, h + 0.01)], pile, (s * 1.35, y, 0), 20
            )
            if k < 12 and s > 0:
                tube(
                    [
                        (s * 1.35, y, h - 0.25),
                        (s * 1.35, y + 1.1, 0.45),
                        (s * 1.35, y + 2.2, 0.45),
                        (s * 1.35, y + 3.3, h - 0.25),
                    ],
                    0.022,
                    pile,
                )
    tube([(-1.35, 21.6, 0), (-1.35, 21.6, 4.2), (-1.2, 21.6, 4.7), (-0.5, 21.6, 4.8)], 0.045, pile)
    ball(0.17, (-0.45, 21.6, 4.6), glow((1, 1, 1), 60))
    light("POINT", (-0.45, 21.6, 4.5), (1, 1, 1), 260, size=0.2)
    place(man("walk"), (0.12, 9.0, 0.02), (0, 0, 180))
    shaft((-0.45, 21.6, 4.6), (-0.4, 21.4, 0.2), 0.1, 1.8, (1, 1, 1), 0.5)
    light("AREA", (0, 40, 12), (1, 1, 1), 3500, to=(0, 5, 0), size=12)
    sky((1, 1, 1), 0.10)
    st.fog((0.50, 0.50, 0.50), 0.058, 3.5, 0.985, (0.30, 0.30, 0.30))
    st.camera((0.25, -1.2, 1.35), (0.0, 10, 1.45), lens=34, f=4, focus=9)


def slats(st):
    """A man at a window, the blind's shadow on the wall."""
    wall = matter((0.42, 0.42, 0.42), 0.8, vary=0.3, scale=1.5, bump=0.1, bump_scale=30)
    box((7, 0.2, 4), (0, 2.0, 1.8), wall, 0)
    slat = matter((0.2, 0.2, 0.2), 0.6)
    blind(2.4, 2.4, slat, (-2.3, -0.9, 0.6), -52, gap=0.10, tilt=8)
    light("SPOT", (-5.6, -3.6, 2.35), (1, 1, 1), 3600, to=(0.2, 1.6, 1.35), size=0.03, angle=38)
    place(man("pockets", hat=False), (0.35, 0.9, 0), (0, 0, -62))
    frame = matter((0.03, 0.03, 0.03), 0.4)
    box((0.8, 0.03, 0.6), (1.5, 1.88, 1.75), frame, 0.01)
    box((0.7, 0.03, 0.5), (1.5, 1.87, 1.75), matter((0.35, 0.35, 0.35), 0.5, vary=1, scale=4), 0)
    dark = wood((0.08, 0.08, 0.08), (0.03, 0.03, 0.03), 0.35, along=0)
    box((1.8, 0.5, 0.05), (1.3, 1.6, 0.80), dark, 0.01)
    box((1.7, 0.45, 0.78), (1.3, 1.62, 0.39), dark, 0.01)
    glassy = matter((0.9, 0.9, 0.9), 0.03, clear=1.0)
    bottle(matter((0.05, 0.05, 0.05), 0.05, coat=0.5), (1.0, 1.55, 0.82))
    glass_of(glassy, matter((0.03, 0.03, 0.03), 0.1), (1.25, 1.5, 0.82), 0.3)
    sky((1, 1, 1), 0.008)
    st.camera((0.75, -2.6, 1.42), (0.45, 1.5, 1.36), lens=38, f=4, focus=(0.35, 0.8, 1.5))


def ledger_table(st):
    """Two at a table under one lamp, the accounts between them."""
    top = wood((0.20, 0.20, 0.20), (0.08, 0.08, 0.08), 0.35, along=0, coat=0.2)
    lathe([(0, 0.74), (0.75, 0.74), (0.77, 0.76), (0.75, 0.78), (0, 0.78)], top, (0, 0, 0), 64)
    lathe([(0.35, 0), (0.08, 0.06), (0.06, 0.7)], top, (0, 0, 0))
    shade, bulb = matter((0.05, 0.05, 0.05), 0.4), glow((1, 1, 1), 50)
    pendant(shade, bulb, (0, 0, 1.78), 1.6, 0.26)
    light("SPOT", (0, 0, 1.84), (1, 1, 1), 190, to=(0, 0, 0), size=0.05, angle=118, blend=0.3)
    shaft((0, 0, 1.8), (0, 0, 0.8), 0.22, 1.05, (1, 1, 1), 0.10)
    place(man("desk"), (-0.98, 0.1, 0.0), (0, 0, 92))
    place(man("desk", hat=False), (0.98, 0.05, 0.0), (0, 0, -88))
    wooden_chair(top, (-1.05, 0.1, 0), 92)
    wooden_chair(top, (1.05, 0.05, 0), -88)
    paper = matter((0.75, 0.75, 0.73), 0.9)
    rng = np.random.default_rng(4)
    for _ in range(14):
        box(
            (0.20, 0.28, 0.001),
            (rng.normal(0, 0.2), rng.normal(-0.05, 0.2), 0.782 + rng.random() * 0.006),
            paper,
            0,
            (0, 0, rng.uniform(0, 180)),
        )
    coin = applied(
        lathe(
            [(0, 0), (0.013, 0), (0.013, 0.0022), (0, 0.0022)],
            matter((0.6, 0.6, 0.58), 0.25, metal=1.0),
            (0, 0, 0),
            20,
            closed=True,
        )
    )
    stacks = []
    for _ in range(18):
        x, y = rng.normal(0.1, 0.22), rng.normal(-0.2, 0.14)
        for k in range(rng.integers(1, 9)):
            stacks.append(
                (
                    (x + rng.normal(0, 0.0008), y + rng.normal(0, 0.0008), 0.788 + k * 0.0023),
                    (0, 0, 0),
                    1.0,
                )
            )
    copies(coin, stacks)
    glassy = matter((0.9, 0.9, 0.9), 0.03, clear=1.0)
    glass_of(glassy, matter((0.02, 0.02, 0.02), 0.1), (-0.42, -0.36, 0.78), 0.6)
    bottle(matter((0.03, 0.03, 0.03), 0.05, coat=0.5), (0.25, 0.38, 0.78))
    box((9, 0.2, 4), (0, 3.4, 1.8), matter((0.10, 0.10, 0.10), 0.8, vary=0.4, scale=1), 0)
    light("AREA", (2.8, 2.6, 2.6), (1, 1, 1), 26, to=(0, 0, 1.1), size=0.6)
    st.camera((0.28, -2.25, 1.40), (0.0, 0.2, 1.10), lens=36, f=2.2, focus=(0, -0.1, 0.85))


def boat(timber, at, turn, lamp=True):
    """A flat river ferry with its pole."""
    n = 40
    loops = []
    for t in np.linspace(-1, 1, n):
        w = 0.78 * (1 - abs(t) ** 3.2) ** 0.6 + 0.10
        sheer = 0.30 + 0.30 * abs(t) ** 2.4
        keel = -0.16 + 0.34 * max(0, abs(t) - 0.55) ** 1.3 * 2
        y = t * 3.4
        loops.append(
            [
                (-w, y, sheer),
                (-w * 0.82, y, keel),
                (w * 0.82, y, keel),
                (w, y, sheer),
                (w * 0.92, y, sheer),
                (w * 0.76, y, keel + 0.06),
                (-w * 0.76, y, keel + 0.06),
                (-w * 0.92, y, sheer),
            ]
        )
    hull = rings(loops, timber, smooth=False, name="hull")
    parts = [hull]
    for y in (-1.8, -0.4, 1.0, 2.2):
        parts.append(box((1.45, 0.28, 0.04), (0, y, 0.26), timber, 0.01))
    if lamp:
        parts.append(tube([(0, -3.0, 0.4), (0, -3.05, 1.5), (0, -3.3, 1.6)], 0.02, timber))
        parts.append(ball(0.075, (0, -3.3, 1.48), glow((1, 1, 1), 60)))
    return group(parts, at, turn)


def crossing(st):
    plane(2000, 2000, (0, 0, 0), water(0.05, 0.7))
    timber = wood((0.08, 0.08, 0.08), (0.03, 0.03, 0.03), 0.6, along=1)
    boat(timber, (0.4, 13, 0), 68)
    c, s = math.cos(math.radians(68)), math.sin(math.radians(68))
    spot = lambda y: (0.4 - y * s, 13 + y * c)  # noqa: E731
    light("POINT", (*spot(-3.3), 1.45), (1, 1, 1), 60, size=0.1)
    place(man("raised"), (*spot(2.4), 0.12), (0, 0, 250))
    x, y = spot(2.4)
    tube([(x + 0.2, y - 0.3, 2.9), (x + 0.9, y - 0.5, -0.4)], 0.022, timber, smooth=False)
    place(man("sit"), (*spot(-0.4), -0.20), (0, 0, 76))
    place(
        figure("sit", sex="f", coat=overcoat(), coat_to=0.3, hair="bun"),
        (*spot(1.0), -0.20),
        (0, 0, 240),
    )
    bank = matter((0.02, 0.02, 0.02), 0.9)
    terrain(400, 60, 200, 20, lambda a, b: 3 + 3.5 * noise(a, b, 40, 3, 4), bank, (0, 150, 0))
    rng = np.random.default_rng(3)
    for _ in range(40):
        a, h = rng.uniform(-90, 90), rng.uniform(5, 11)
        lathe(
            [(0.1, 0), (1.6, 2), (1.9, h * 0.5), (1.0, h * 0.8), (0, h)],
            bank,
            (a, 122 + rng.uniform(0, 8), 1.5),
            10,
        )
    ball(9, (16, 330, 60), glow((1, 1, 1), 3.2))
    light("AREA", (18, 80, 26), (1, 1, 1), 90000, to=(0, 8, 0), size=8)
    sky((1, 1, 1), 0.035, (0.15, 0.15, 0.15))
    st.fog((0.42, 0.42, 0.42), 0.026, 8, 0.93, (0.10, 0.10, 0.10))
    st.camera((-0.6, 0, 1.55), (0.4, 13, 1.30), lens=44, f=2.8, focus=13)


def face(st):
    """Over the shoulder, in fog."""
    plane(2000, 2000, (0, 0, -1), water(0.08))
    place(man("stand"), (0.34, 1.75, 0), (0, 0, 186))
    place(
        figure("ease", sex="f", coat=matter((0.32, 0.32, 0.32), 0.9), coat_to=0.42, hair="bob"),
        (-0.60, 4.6, 0),
        (0, 0, 150),
    )
    plank = wood((0.22, 0.21, 0.20), (0.09, 0.085, 0.08), 0.7, along=0)
    box((9, 12, 0.1), (0, 5, -0.05), plank, 0)
    rail = matter((0.04, 0.04, 0.04), 0.5)
    for z in (0.55, 1.05):
        tube([(-5, 7.2, z), (5, 7.2, z)], 0.03, rail, smooth=False)
    for x in np.arange(-5, 5.1, 1.25):
        tube([(x, 7.2, 0), (x, 7.2, 1.1)], 0.035, rail, smooth=False)
    for x, y in ((-2.6, 13), (2.4, 17), (-0.4, 26)):
        ball(0.22, (x, y, 3.6), glow((1, 1, 1), 45))
        tube([(x, y, -1), (x, y, 3.5)], 0.06, rail, smooth=False)
    light("AREA", (-3, 9, 5), (1, 1, 1), 900, to=(0, 2, 1.3), size=2)
    light("AREA", (3.5, 2.2, 3), (1, 1, 1), 40, to=(0.3, 1.8, 1.5), size=1)
    sky((1, 1, 1), 0.12)
    st.fog((0.46, 0.46, 0.46), 0.065, 2.5, 0.96, (0.34, 0.34, 0.34))
    st.camera((0.02, 0.25, 1.66), (-0.16, 4, 1.50), lens=52, f=2.0, focus=(0.34, 1.6, 1.65))


def stairs(st):
    """Down a stair, long shadow."""
    stone = matter((0.20, 0.20, 0.20), 0.75, vary=0.4, scale=1.5, bump=0.3, bump_scale=15)
    for k in range(16):
        box((4.2, 0.34, 0.18), (0, 2 + k * 0.32, 0.09 + k * 0.175), stone, 0.012)
    for s in (-1, 1):
        box(
            (0.4, 12, 9),
            (s * 2.3, 4, 3.5),
            matter((0.16, 0.16, 0.16), 0.8, vary=0.5, scale=1, bump=0.4, bump_scale=7),
            0,
        )
    plane(
        4.4,
        6,
        (0, -1, 0),
        tiles(
            (0.13, 0.13, 0.13), (0.09, 0.09, 0.09), (0.5, 0.25), 0.35, (0.03, 0.03, 0.03), 0.04, 0.5
        ),
    )
    box((4.4, 5, 0.3), (0, 9.6, 2.85), stone, 0)
    rail = matter((0.02, 0.02, 0.02), 0.4, metal=0.5)
    tube([(1.5, 1.9, 1.0), (1.5, 7.0, 3.8)], 0.03, rail, smooth=False)
    for k in range(9):
        tube(
            [(1.5, 2 + k * 0.62, 0.1 + k * 0.34), (1.5, 2 + k * 0.62, 1.05 + k * 0.34)],
            0.014,
            rail,
            smooth=False,
        )
    place(man("walk"), (-0.25, 6.4, 2.75), (0, 0, 5))
    light("SPOT", (0.9, 11.5, 6.4), (1, 1, 1), 5200, to=(-0.2, 3.5, 0.8), size=0.08, angle=44)
    ball(0.2, (0.9, 11.4, 6.0), glow((1, 1, 1), 40))
    sky((1, 1, 1), 0.006)
    st.fog((0.10, 0.10, 0.10), 0.03, 4, 0.6)
    st.camera((0.75, -2.4, 0.75), (-0.1, 5, 2.55), lens=30, f=4, focus=9)


def tide(st):
    """The red herring: the one reel in colour, cyan-green as a hospital."""
    wall = tiles((0.30, 0.46, 0.42), (0.26, 0.41, 0.38), 0.15, 0.2, (0.36, 0.42, 0.40))
    plane(
        9, 9, (0, 1, 0), tiles((0.16, 0.24, 0.22), (0.13, 0.20, 0.19), 0.3, 0.15, (0.08, 0.1, 0.1))
    )
    box((9, 0.2, 3.4), (0, 3, 1.7), matter((0.34, 0.47, 0.43), 0.5), 0)
    place(plane(9, 1.5, (0, 0, 0), wall), (0, 2.89, 0.75), (90, 0, 0))
    dark = matter((0.02, 0.03, 0.03), 0.5)
    for k in range(4):
        wooden_chair(matter((0.16, 0.26, 0.24), 0.4), (-1.9 + k * 0.75, 2.4, 0), 2 * k - 3)
    plane(1.1, 1.3, (1.9, 2.88, 1.85), glow((0.8, 1.0, 1.0), 3.5), (90, 0, 0))
    window(1.1, 1.3, matter((0.55, 0.62, 0.6), 0.5), (1.9, 2.86, 1.2), 0, 2, 2)
    light("AREA", (1.9, 2.6, 1.9), (0.75, 1.0, 0.97), 70, to=(-0.5, 0.5, 0.6), size=(1.1, 1.3))
    light("AREA", (-0.6, 0.8, 3.2), (0.7, 1.0, 0.9), 60, to=(-0.6, 1.5, 0), size=(1.4, 0.3))
    place(man("sit"), (-1.15, 2.32, -0.02), (0, 0, 0))
    red = matter((0.40, 0.015, 0.015), 0.4)
    st.accent("red tin", red)
    lathe([(0, 0), (0.10, 0), (0.10, 0.2), (0.09, 0.22), (0, 0.225)], red, (-0.40, 2.35, 0.47))
    st.camera((0.6, -2.6, 1.4), (-0.2, 2.6, 1.12), lens=36, f=2.8, focus=(-1.1, 2.2, 1.1))
    del dark


SHOTS = [pier, slats, ledger_table, crossing, face, stairs, tide]
