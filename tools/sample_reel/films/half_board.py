"""Half Board at the Miramelle: a pastel hotel, everything square to the camera."""

import math

import numpy as np

from kit.forms import (
    applied,
    ball,
    box,
    copies,
    joined,
    lathe,
    mesh,
    noise,
    place,
    plane,
    tube,
)
from kit.furnish import (
    candle,
    clock,
    curtain,
    door,
    glass_of,
    group,
    shell_chair,
    suitcase,
    table,
    window,
    wooden_chair,
)
from kit.grade import Look
from kit.matter import checks, glow, matter, stripes, wood
from kit.people import figure
from kit.stage import light, sky

RATIO = 1.33
SCALE = 0.9
LOOK = Look(
    level=0.82, percentile=90, saturation=0.86, gains=(1.03, 1.0, 0.97), contrast=0.94,
    shadows=(0.020, 0.010, 0.014), lights=(1.01, 0.99, 0.97), bloom=0.05, vignette=0.12,
    grain=0.013, fade=(0.060, 0.050, 0.050), soft=0.5,
)  # fmt: skip
LOOKS = {
    1: {"level": 0.80},
    6: {"level": 0.80, "percentile": 96},
    7: {
        "level": 0.74,
        "percentile": 98.4,
        "gains": (1.12, 1.0, 0.78),
        "contrast": 1.02,
        "saturation": 1.0,
        "bloom": 0.12,
        "shadows": (0.016, 0.006, 0.0),
        "fade": (0.020, 0.012, 0.008),
        "vignette": 0.3,
    },
}
DAY = (1.0, 0.96, 0.90)


def paints():
    return {
        "pink": matter((0.68, 0.35, 0.335), 0.75, vary=0.12, scale=0.8),
        "rose": matter((0.74, 0.48, 0.45), 0.75, vary=0.1, scale=0.8),
        "mint": matter((0.34, 0.55, 0.46), 0.55),
        "sky": matter((0.36, 0.54, 0.62), 0.6),
        "cream": matter((0.76, 0.68, 0.55), 0.6),
        "white": matter((0.78, 0.75, 0.70), 0.6),
        "butter": matter((0.76, 0.58, 0.26), 0.6),
        "lilac": matter((0.46, 0.36, 0.56), 0.5),
        "gold": matter((0.66, 0.46, 0.18), 0.25, metal=1.0),
        "dark": matter((0.03, 0.022, 0.03), 0.6),
        "red": matter((0.50, 0.022, 0.03), 0.5),
        "teal": matter((0.02, 0.16, 0.17), 0.5),
        "purple": matter((0.12, 0.03, 0.18), 0.7),
        "leaf": matter((0.06, 0.17, 0.06), 0.6, vary=0.5, scale=8),
    }


def porter(p, pose="stand", **more):
    """The porter: purple coat, a small round hat."""
    return figure(
        pose,
        top=p["purple"],
        bottom=p["purple"],
        hair="short",
        hat=p["purple"],
        hat_kind="cap",
        **more,
    )


def tub(p, at, size=1.0):
    """A clipped ball of box in a pot."""
    rng = np.random.default_rng(int(at[0] * 10) % 97)
    lathe(
        [(0, 0), (0.20, 0), (0.26, 0.38), (0.28, 0.40), (0.24, 0.40), (0, 0.36)],
        p["white"],
        at,
        28,
        size=size,
    )
    leaves = [
        ball(
            (0.055, 0.03, 0.055),
            tuple(np.array((0, 0, 0.75)) + 0.36 * v / np.linalg.norm(v)),
            around=6,
        )
        for v in rng.normal(0, 1, (160, 3))
    ]
    made = joined([ball(0.36, (0, 0, 0.75)), *leaves], None, 0, p["leaf"])
    place(made, at, size=size)


def arch(p, width, height, at, stuff, inside):
    """A blind arch."""
    a = np.linspace(0, math.pi, 15)
    r = width / 2
    points = [(-r, 0, 0), (r, 0, 0)] + [
        (r * math.cos(v), 0, height - r + r * math.sin(v)) for v in a
    ]
    place(mesh(points, [tuple(range(len(points)))], inside, smooth=False), at)
    rim = [
        (x * 1.06, -0.05, z)
        for x, _, z in [
            (r, 0, 0),
            *[(r * math.cos(v), 0, height - r + r * math.sin(v)) for v in a],
            (-r, 0, 0),
        ]
    ]
    made = tube(rim, 0.09, stuff, smooth=False)
    place(made, at)


def front(st):
    """The hotel, square on."""
    p = paints()
    plane(400, 60, (0, 10, 0), matter((0.62, 0.55, 0.45), 0.9, vary=0.2, scale=0.4))
    box((21, 6, 12), (0, 23, 6), p["pink"], 0.02)
    box((7.2, 6.5, 12.6), (0, 22.6, 6.3), p["rose"], 0.02)
    box((21.6, 6.6, 0.4), (0, 22.9, 12.1), p["white"], 0.04)
    box((7.8, 7.0, 0.45), (0, 22.5, 12.8), p["white"], 0.04)
    for z in (3.2, 6.2, 9.2):
        box((21.1, 0.2, 0.14), (0, 19.95, z), p["white"], 0.02)
    lathe(
        [
            (3.0, 0),
            (3.0, 0.5),
            (2.85, 1.4),
            (2.3, 2.5),
            (1.2, 3.3),
            (0.3, 3.6),
            (0.25, 4.2),
            (0.0, 4.4),
        ],
        p["mint"],
        (0, 22.5, 13.0),
        64,
    )
    tube([(0, 22.5, 17.2), (0, 22.5, 20.6)], 0.06, p["white"], smooth=False)
    flag = curtain(1.7, 0.9, p["red"], (0.9, 22.5, 19.5), 0, folds=2, depth=0.09)
    flag.name = "flag"
    st.accent("red flag and carpet", p["red"])
    glassy = matter((0.10, 0.16, 0.18), 0.08)
    for k, x in enumerate((-9.2, -7.4, -5.6, -2.4, 0, 2.4, 5.6, 7.4, 9.2)):
        y = 19.9 if abs(x) > 3.6 else 19.25
        for z in (3.9, 6.9, 9.9):
            plane(0.95, 1.6, (x, y - 0.02, z + 0.8), glassy, (90, 0, 0))
            window(0.95, 1.6, p["white"], (x, y - 0.03, z), 0, 2, 3)
            box((1.5, 0.5, 0.08), (x, y - 0.3, z - 0.12), p["white"], 0.02)
            for q in np.linspace(-0.68, 0.68, 9):
                tube(
                    [(x + q, y - 0.52, z - 0.1), (x + q, y - 0.52, z + 0.42)],
                    0.015,
                    p["dark"],
                    smooth=False,
                    sides=1,
                )
            tube(
                [(x - 0.7, y - 0.52, z + 0.42), (x + 0.7, y - 0.52, z + 0.42)],
                0.02,
                p["dark"],
                smooth=False,
            )
            if (k * 7 + int(z)) % 3 == 0:
                box((1.05, 0.5, 0.05), (x, y - 0.35, z + 1.68), p["butter"], 0.01, (24, 0, 0))
    for x in (-9.2, -7.4, -5.6, 5.6, 7.4, 9.2):
        arch(p, 1.25, 2.4, (x, 19.97, 0.15), p["white"], p["teal"])
    box((3.2, 2.4, 0.12), (0, 18.2, 2.9), p["red"], 0.03)
    for x in (-1.45, 1.45):
        tube([(x, 17.2, 0), (x, 17.2, 2.9)], 0.05, p["gold"], smooth=False)
        tub(p, (x * 1.55, 17.6, 0))
    for x in (-7.0, 7.0):
        tub(p, (x, 18.6, 0), 1.2)
    box((1.9, 2.3, 0.1), (0, 19.0, 1.2), p["dark"], 0)
    box((1.5, 9, 0.02), (0, 13, 0.01), p["red"], 0)
    place(porter(p), (0.95, 15.8, 0), (0, 0, 0))
    place(
        figure(
            "ease",
            sex="f",
            dress=p["butter"],
            coat_to=0.45,
            hair="bun",
            hair_colour=(0.10, 0.04, 0.015),
        ),
        (-0.55, 14.6, 0),
        (0, 0, 182),
    )
    suitcase(p["lilac"], p["gold"], (-1.05, 14.5, 0), 6)
    light("SUN", (0, 0, 10), DAY, 2.6, to=(3.2, 6.5, 4.6), size=6)
    sky((0.92, 0.86, 0.78), 0.9, (0.52, 0.72, 0.78))
    st.camera((0, -11, 4.4), (0, 20, 8.9), lens=38)


def corridor(st):
    """The corridor, from its middle."""
    p = paints()
    wall = stripes((0.66, 0.36, 0.34), (0.72, 0.46, 0.43), 0.30, axis=1)
    plane(2.6, 24, (0, 9, 0), checks((0.50, 0.04, 0.05), (0.40, 0.03, 0.05), 0.5, 0.9))
    for s in (-1, 1):
        box((0.1, 24, 3), (s * 1.35, 9, 1.5), wall, 0)
        box((0.13, 24, 0.95), (s * 1.34, 9, 0.47), p["mint"], 0)
        box((0.16, 24, 0.07), (s * 1.33, 9, 0.97), p["white"], 0.01)
        box((0.2, 24, 0.16), (s * 1.3, 9, 2.86), p["white"], 0.03)
        for k in range(6):
            y = 1.2 + k * 3.2
            door(p["cream"], p["white"], (s * 1.27, y, 0), 90 * s, handle=p["gold"], width=0.9)
            lathe(
                [(0.02, 0), (0.10, 0.03), (0.13, 0.20), (0.08, 0.26)],
                glow((1.0, 0.86, 0.62), 5),
                (s * 1.12, y + 1.6, 1.85),
                20,
            )
            light("POINT", (s * 0.95, y + 1.6, 1.95), (1.0, 0.86, 0.64), 13, size=0.12)
    plane(2.7, 24, (0, 9, 2.95), p["cream"], (180, 0, 0))
    box((2.7, 0.1, 3), (0, 20.5, 1.5), p["sky"], 0)
    plane(1.1, 1.6, (0, 20.4, 1.7), glow(DAY, 3.2), (90, 0, 0))
    window(1.1, 1.6, p["white"], (0, 20.38, 0.9), 0, 2, 2)
    st.accent("purple porter", p["purple"])
    place(porter(p, "walk"), (0.0, 8.2, 0), (0, 0, 0))
    for k, (c, w) in enumerate((("butter", 1.0), ("lilac", 0.8))):
        suitcase(p[c], p["gold"], (0.0, 6.85, 0.28 + (0, 0.42, 0.78)[k]), (3, -4, 6)[k], w)
    tube(
        [
            (-0.4, 6.6, 0.26),
            (0.4, 6.6, 0.26),
            (0.4, 7.2, 0.26),
            (-0.4, 7.2, 0.26),
            (-0.4, 6.6, 0.26),
        ],
        0.02,
        p["gold"],
        smooth=False,
    )
    for x in (-0.38, 0.38):
        tube([(x, 7.15, 0.26), (x, 7.15, 1.5), (0, 7.15, 1.75)], 0.016, p["gold"], smooth=False)
        for y in (6.65, 7.15):
            place(
                lathe(
                    [(0.03, -0.02), (0.09, -0.02), (0.09, 0.02), (0.03, 0.02)],
                    p["dark"],
                    (x, y, 0.10),
                    20,
                ),
                (x, y, 0.10),
                (0, 90, 0),
            )
    st.camera((0, -2.6, 1.40), (0, 9, 1.40), lens=34, f=4, focus=9.5)


def desk(st):
    """The front desk with its keys."""
    p = paints()
    box((9, 0.2, 5), (0, 4, 2), p["rose"], 0)
    plane(12, 12, (0, 1, 0), checks((0.70, 0.62, 0.55), (0.42, 0.25, 0.27), 0.5))
    oak = wood((0.40, 0.20, 0.12), (0.24, 0.11, 0.07), 0.35, along=0, coat=0.2)
    box((3.6, 0.7, 1.05), (0, 2.2, 0.52), oak, 0.02)
    box((3.8, 0.85, 0.06), (0, 2.2, 1.08), p["cream"], 0.02)
    for k in range(5):
        box((0.58, 0.04, 0.7), (-1.4 + k * 0.7, 1.84, 0.52), p["pink"], 0.02)
    box((3.2, 0.16, 1.55), (0, 3.85, 2.0), oak, 0.02)
    key = applied(
        joined(
            [ball((0.018, 0.012, 0.03), (0, 0, -0.03)), ball((0.026, 0.012, 0.026), (0, 0, 0.03))],
            None,
            0,
            p["gold"],
        )
    )
    tag = applied(box((0.045, 0.01, 0.08), (0, 0, 0), p["red"], 0.008))
    st.accent("red key tags", p["red"])
    rng = np.random.default_rng(2)
    holes, keys, tags = [], [], []
    for r in range(6):
        for c in range(12):
            x, z = -1.43 + c * 0.26, 1.38 + r * 0.245
            holes.append((x, z))
            if rng.random() < 0.72:
                keys.append(((x, 3.72, z + 0.02), (0, 0, 0), 1.0))
                tags.append(((x, 3.71, z - 0.065), (0, rng.normal(0, 6), 0), 1.0))
    nook = applied(box((0.22, 0.02, 0.20), (0, 0, 0), p["mint"], 0.004))
    copies(nook, [((x, 3.76, z), (0, 0, 0), 1.0) for x, z in holes])
    copies(key, keys)
    copies(tag, tags)
    for made in (nook, key, tag):
        made.location = (0, -60, 0)
    clock(p["white"], p["gold"], (0, 3.85, 3.35), hour=3, minute=2, radius=0.24)
    for x in (-1.45, 1.45):
        lathe(
            [(0, 0), (0.10, 0), (0.10, 0.02), (0.02, 0.04), (0.018, 0.32), (0, 0.32)],
            p["gold"],
            (x, 2.2, 1.11),
        )
        lathe(
            [(0.09, 0.50), (0.19, 0.28)],
            matter((0.70, 0.50, 0.30), 0.8, glow=(1.0, 0.75, 0.42), power=1.3),
            (x, 2.2, 1.11),
        )
        light("POINT", (x, 2.15, 1.52), (1.0, 0.80, 0.5), 10, size=0.1)
    lathe(
        [(0, 0), (0.06, 0), (0.055, 0.025), (0.01, 0.055), (0, 0.06)], p["gold"], (0.5, 2.0, 1.11)
    )
    box((0.5, 0.34, 0.03), (-0.45, 2.05, 1.13), p["dark"], 0.005)
    box((0.46, 0.30, 0.035), (-0.45, 2.05, 1.135), p["white"], 0.003)
    st.accent("purple porter", p["purple"])
    place(porter(p), (0.0, 2.95, 0.05), (0, 0, 0))
    place(
        figure("stand", coat=p["sky"], coat_to=0.5, hair=None, hat=p["cream"], sex="m"),
        (0.95, 0.9, 0),
        (0, 0, 184),
    )
    suitcase(p["lilac"], p["gold"], (1.5, 0.9, 0), 4)
    tub(p, (-2.6, 3.2, 0), 1.0)
    tub(p, (2.6, 3.2, 0), 1.0)
    light("AREA", (0, -3, 4.6), DAY, 330, to=(0, 3, 1.2), size=4)
    sky(DAY, 0.3)
    st.camera((0, -3.6, 1.62), (0, 3, 1.72), lens=36, f=4, focus=6.2)


def terrace(st):
    """The sea, the balustrade, a parasol."""
    p = paints()
    plane(
        3000,
        3000,
        (0, 1510, -6),
        matter(
            (0.05, 0.24, 0.28),
            0.14,
            vary=0.4,
            scale=0.03,
            second=(0.10, 0.34, 0.36),
            bump=0.6,
            bump_scale=0.5,
            bump_depth=0.6,
        ),
    )
    plane(20, 9, (0, 1, 0), checks((0.72, 0.64, 0.55), (0.66, 0.42, 0.38), 0.7))
    box((20, 0.3, 0.14), (0, 4.2, 0.97), p["white"], 0.03)
    box((20, 0.34, 0.16), (0, 4.2, 0.08), p["white"], 0.03)
    post = applied(
        lathe(
            [
                (0.05, 0),
                (0.09, 0.04),
                (0.045, 0.10),
                (0.10, 0.32),
                (0.05, 0.58),
                (0.09, 0.66),
                (0.05, 0.74),
            ],
            p["white"],
            (0, 0, 0),
            16,
        )
    )
    copies(post, [((x, 4.2, 0.16), (0, 0, 0), 1.0) for x in np.arange(-8.8, 8.9, 0.31)])
    post.location = (0, -40, 0)
    n = 16
    a = np.linspace(0, 2 * np.pi, n * 6, endpoint=False)
    points, faces, m = [], [], n * 6
    for r, z in ((0.03, 2.72), (0.6, 2.60), (1.25, 2.32), (1.55, 2.14), (1.56, 1.98)):
        points += [
            (r * math.cos(v), r * math.sin(v), z - 0.03 * (r > 1.5) * (1 + math.cos(v * n)))
            for v in a
        ]
    for i in range(4):
        faces += [
            (i * m + k, i * m + (k + 1) % m, (i + 1) * m + (k + 1) % m, (i + 1) * m + k)
            for k in range(m)
        ]
    shade = mesh(points, faces, p["butter"], name="parasol")
    shade.data.materials.append(p["white"])
    for face in shade.data.polygons:
        face.material_index = (face.index % m) // 6 % 2
    place(shade, (-0.9, 2.7, 0))
    st.accent("butter parasol", p["butter"])
    tube([(-0.9, 2.7, 0), (-0.9, 2.7, 2.75)], 0.025, p["white"], smooth=False)
    lathe([(0, 0.70), (0.42, 0.70), (0.43, 0.72), (0, 0.735)], p["white"], (-0.9, 2.7, 0), 48)
    for x, turn, c in ((-1.7, 78, "mint"), (-0.1, -78, "mint")):
        shell_chair(p[c], p["white"], (x, 2.7, 0), turn)
    place(
        figure(
            "sit",
            sex="f",
            dress=p["pink"],
            coat_to=0.25,
            hair="bob",
            hair_colour=(0.10, 0.045, 0.02),
        ),
        (-1.66, 2.7, -0.02),
        (0, 0, 80),
    )
    red = p["red"]
    st.accent("red drink", red)
    glass_of(matter((0.9, 0.9, 0.9), 0.03, clear=1.0), red, (-1.05, 2.55, 0.735), 0.9)
    box((0.5, 0.32, 0.02), (-0.72, 2.8, 0.745), p["sky"], 0.005, (0, 0, 20))
    place(porter(p, "stand"), (2.1, 3.2, 0), (0, 0, 196))
    st.accent("purple porter", p["purple"])
    for x in (-4.2, 4.2):
        tub(p, (x, 3.6, 0), 1.1)
    white = p["white"]
    sail = mesh([(0, 0, 0), (9, 0, 1), (1, 0, 20)], [(0, 1, 2)], white, smooth=False)
    place(sail, (60, 420, -4))
    light("SUN", (0, 0, 10), DAY, 2.8, to=(4.0, 5.0, 5.0), size=4)
    sky((0.94, 0.88, 0.80), 0.9, (0.50, 0.74, 0.80))
    st.fog((0.86, 0.80, 0.72), 0.0016, 60, 0.9)
    st.camera((0, -3.4, 1.55), (0, 5, 1.52), lens=38, f=8, focus=6.2)


def lift(st):
    """The lift: a box of teal, three faces to the front."""
    p = paints()
    plane(9, 9, (0, 0, 0), checks((0.72, 0.64, 0.55), (0.42, 0.25, 0.27), 0.4))
    for s in (-1, 1):
        box((3, 0.3, 4), (s * 2.35, 2, 2), p["pink"], 0.01)
        box((3, 0.34, 0.95), (s * 2.36, 2, 0.47), p["mint"], 0.005)
        box((0.16, 0.5, 2.5), (s * 0.92, 1.95, 1.25), p["gold"], 0.02)
    box((1.7, 0.3, 1.5), (0, 2, 3.25), p["pink"], 0.01)
    box((2.0, 0.5, 0.16), (0, 1.95, 2.5), p["gold"], 0.02)
    a = np.linspace(0, math.pi, 25)
    tube(
        [(0.7 * math.cos(v), 1.78, 2.75 + 0.55 * math.sin(v)) for v in a],
        0.03,
        p["gold"],
        smooth=False,
    )
    tube([(0, 1.78, 2.75), (0.32, 1.78, 3.12)], 0.018, p["red"], smooth=False)
    for k in range(7):
        v = math.pi * k / 6
        ball(0.035, (0.58 * math.cos(v), 1.8, 2.75 + 0.44 * math.sin(v)), p["gold"])
    wall = p["teal"]
    box((2, 0.1, 2.6), (0, 3.6, 1.3), wall, 0)
    for s in (-1, 1):
        box((0.1, 1.6, 2.6), (s * 0.95, 2.85, 1.3), wall, 0)
        tube([(s * 0.86, 2.2, 0.95), (s * 0.86, 3.5, 0.95)], 0.02, p["gold"], smooth=False)
    tube([(-0.9, 3.5, 0.95), (0.9, 3.5, 0.95)], 0.02, p["gold"], smooth=False)
    box((0.8, 0.03, 1.0), (0, 3.54, 1.75), matter((0.5, 0.6, 0.6), 0.05, metal=1.0), 0.01)
    light("AREA", (0, 2.8, 2.55), (1.0, 0.85, 0.6), 42, to=(0, 2.8, 0), size=0.9)
    box((1.9, 1.6, 0.05), (0, 2.85, 2.62), p["cream"], 0)
    st.accent("purple porter", p["purple"])
    place(porter(p), (0.52, 2.75, 0), (0, 0, 178))
    place(
        figure(
            "stand",
            sex="f",
            coat=p["red"],
            coat_to=0.45,
            hair="bun",
            hair_colour=(0.10, 0.04, 0.015),
        ),
        (-0.28, 2.75, 0),
        (0, 0, 182),
    )
    st.accent("red coat", p["red"])
    light("AREA", (0, -3, 4), DAY, 240, to=(0, 2, 1.5), size=3.5)
    sky(DAY, 0.28)
    st.camera((0, -3.2, 1.55), (0, 2.5, 1.62), lens=40, f=4, focus=5.6)


def room(st):
    """A bed, a telephone, morning."""
    p = paints()
    wall = stripes((0.34, 0.52, 0.60), (0.44, 0.60, 0.66), 0.26, axis=0)
    box((9, 0.2, 4), (0, 3, 1.8), wall, 0)
    box((9, 0.22, 0.9), (0, 2.98, 0.45), p["white"], 0)
    plane(9, 8, (0, 0, 0), matter((0.66, 0.42, 0.40), 0.95, bump=0.3, bump_scale=200))
    for s in (-1, 1):
        box((0.55, 0.45, 0.6), (s * 1.55, 2.65, 0.3), p["cream"], 0.03)
        lathe(
            [(0, 0), (0.09, 0), (0.03, 0.03), (0.05, 0.15), (0.012, 0.25), (0, 0.3)],
            p["gold"],
            (s * 1.55, 2.65, 0.6),
        )
        lathe(
            [(0.09, 0.46), (0.18, 0.25)],
            matter((0.7, 0.5, 0.3), 0.8, glow=(1.0, 0.72, 0.40), power=1.5),
            (s * 1.55, 2.65, 0.6),
        )
        light("POINT", (s * 1.55, 2.55, 0.98), (1.0, 0.78, 0.48), 10, size=0.1)
        curtain(0.6, 2.6, p["butter"], (s * 3.0, 2.75, 0.1), 0, folds=5, depth=0.05)
    lathe([(0.0, 0), (0.95, 0)], p["pink"], (0, 2.86, 0.9), 48, (90, 0, 0))
    box((1.9, 0.12, 0.9), (0, 2.8, 0.45), p["pink"], 0.05)
    box((1.8, 2.1, 0.3), (0, 1.75, 0.4), p["white"], 0.08, segments=4)
    x, y = np.meshgrid(np.linspace(-0.98, 0.98, 70), np.linspace(0.62, 2.15, 60))
    z = 0.60 + 0.03 * noise(x, y, 0.5, 3, 4) + 0.02 * noise(x, y, 0.16, 5, 2)
    z = z - np.maximum(np.abs(x) - 0.86, 0) * 3.2 - np.maximum(0.74 - y, 0) * 3.0
    n = 70
    mesh(
        np.stack([x, y, z], -1).reshape(-1, 3),
        [
            (j * n + i, j * n + i + 1, (j + 1) * n + i + 1, (j + 1) * n + i)
            for j in range(59)
            for i in range(69)
        ],
        p["rose"],
        name="quilt",
    )
    for s in (-1, 1):
        ball((0.36, 0.14, 0.22), (s * 0.45, 2.5, 0.75), p["white"], (22, 0, 0))
    red = p["red"]
    st.accent("red telephone", red)
    parts = [
        box((0.20, 0.17, 0.09), (0, 0, 0.05), red, 0.03, segments=3),
        box((0.26, 0.05, 0.04), (0, 0, 0.13), red, 0.018, segments=3),
    ]
    parts += [ball((0.04, 0.04, 0.035), (s * 0.11, 0, 0.12), red) for s in (-1, 1)]
    parts.append(
        place(
            lathe(
                [(0, 0), (0.05, 0), (0.048, 0.012), (0, 0.015)], p["white"], (0, -0.085, 0.06), 24
            ),
            (0, -0.082, 0.06),
            (72, 0, 0),
        )
    )
    group(parts, (1.36, 2.5, 0.60), -14)
    place(
        figure(
            "sit",
            sex="f",
            dress=p["mint"],
            coat_to=0.2,
            hair="bob",
            hair_colour=(0.10, 0.045, 0.02),
        ),
        (-0.25, 0.95, 0.12),
        (0, 0, 96),
    )
    box((0.9, 0.03, 0.7), (0, 2.88, 2.35), p["gold"], 0.02)
    box(
        (0.76, 0.035, 0.56),
        (0, 2.87, 2.35),
        matter((0.36, 0.55, 0.5), 0.7, vary=1, scale=3, second=(0.6, 0.5, 0.4)),
        0,
    )
    suitcase(p["lilac"], p["gold"], (-1.6, 0.9, 0), 28)
    light("AREA", (-4.2, -1.2, 2.8), DAY, 330, to=(0.3, 1.8, 0.6), size=2.2)
    sky(DAY, 0.22)
    st.camera((0, -3.0, 1.42), (0, 2.5, 1.22), lens=36, f=4, focus=5.0)


def cellar(st):
    """The red herring: the night the current failed, all candles."""
    p = paints()
    dark = matter((0.12, 0.06, 0.05), 0.85, vary=0.4, scale=1.2)
    box((9, 0.2, 4), (0, 3.2, 1.8), dark, 0)
    oak = wood((0.14, 0.07, 0.035), (0.06, 0.03, 0.016), 0.35, along=0, coat=0.2)
    plane(9, 9, (0, 0, 0), oak)
    table(2.6, 0.9, 0.78, oak, (0, 1.2, 0))
    wax, flame, gold = (
        matter((0.78, 0.66, 0.44), 0.45, skin=0.7),
        glow((1.0, 0.52, 0.16), 55),
        p["gold"],
    )
    rng = np.random.default_rng(3)
    for x in (-0.95, -0.55, -0.2, 0.15, 0.5, 0.95):
        h, y = rng.uniform(0.12, 0.26), 1.2 + rng.normal(0, 0.12)
        candle(wax, flame, (x, y, 0.885), h, gold)
        light("POINT", (x, y, 0.92 + h), (1.0, 0.50, 0.17), 7, size=0.02)
    st.accent("red coat", p["red"])
    place(
        figure(
            "sit", sex="f", coat=p["red"], coat_to=0.35, hair="bun", hair_colour=(0.08, 0.03, 0.012)
        ),
        (-0.55, 0.45, 0.02),
        (0, 0, 176),
    )
    place(
        figure("sit", coat=p["dark"], coat_to=0.35, hair="swept"), (0.55, 0.45, 0.02), (0, 0, 186)
    )
    for x in (-0.55, 0.55):
        wooden_chair(oak, (x, 0.42, 0), 180)
    livery = matter((0.020, 0.010, 0.026), 0.7)
    waits = figure(
        "stand", top=livery, bottom=p["dark"], hair="short", hat=livery, hat_kind="cap", folds=0.026
    )
    place(waits, (0.0, 2.55, 0), (0, 0, 0))
    st.camera((0.0, -2.2, 1.46), (0, 1.5, 1.12), lens=36, f=2.0, focus=(0, 1.0, 1.0))


SHOTS = [front, corridor, desk, terrace, lift, room, cellar]
