"""The Clerk of Tallow Street: candle light and nothing else, wine red, old paper."""

import math

import numpy as np

from kit.forms import applied, ball, box, copies, joined, lathe, place, plane, tube
from kit.furnish import bottle, candle, curtain, glass_of, group, table, wooden_chair
from kit.grade import Look
from kit.matter import glow, matter, stripes, wood
from kit.people import figure
from kit.stage import light, sky

RATIO = 1.66
SCALE = 0.55
LOOK = Look(
    level=0.78, percentile=98.8, saturation=1.02, gains=(1.10, 1.0, 0.80), contrast=1.03,
    shadows=(0.016, 0.006, 0.0), lights=(1.02, 0.98, 0.90), bloom=0.13, halation=0.09, vignette=0.32,
    grain=0.018, fade=(0.018, 0.011, 0.007),
)  # fmt: skip
LOOKS = {
    5: {
        "level": 0.74,
        "percentile": 98.2,
        "gains": (0.98, 1.0, 0.98),
        "shadows": (0.0, 0.008, 0.02),
    },
    7: {
        "thick": 0.4,
        "level": 0.80,
        "percentile": 97.0,
        "ev": -0.15,
        "gains": (0.92, 1.0, 1.14),
        "shadows": (0.0, 0.012, 0.034),
        "saturation": 1.1,
        "fade": (0.012, 0.014, 0.026),
    },
}
FLAME = (1.0, 0.49, 0.16)


def stuffs():
    return {
        "oak": wood((0.13, 0.062, 0.028), (0.05, 0.024, 0.012), 0.32, along=0, coat=0.25),
        "panel": wood((0.10, 0.05, 0.025), (0.045, 0.022, 0.012), 0.45, along=2),
        "plaster": matter((0.20, 0.13, 0.075), 0.85, vary=0.4, scale=1.2, bump=0.2, bump_scale=12),
        "wax": matter((0.78, 0.66, 0.44), 0.45, skin=0.7),
        "flame": glow((1.0, 0.52, 0.16), 55),
        "brass": matter((0.62, 0.38, 0.12), 0.22, metal=1.0),
        "black": matter((0.016, 0.013, 0.011), 0.85, bump=0.2, bump_scale=250),
        "linen": matter((0.55, 0.48, 0.36), 0.9, bump=0.2, bump_scale=90),
        "wine": matter((0.19, 0.010, 0.018), 0.85, vary=0.35, scale=6, sheen=0.4),
        "glass": matter((0.9, 0.9, 0.88), 0.03, clear=1.0),
        "claret": matter((0.11, 0.003, 0.008), 0.08),
        "paper": matter((0.62, 0.52, 0.36), 0.9, vary=0.3, scale=5),
        "ink": matter((0.02, 0.014, 0.012), 0.8),
        "green": matter((0.02, 0.055, 0.032), 0.9, vary=0.3, scale=6),
    }


def lit(p, at, height=0.18, power=9, holder=True, size=1.0):
    """A candle and its light."""
    candle(p["wax"], p["flame"], at, height, p["brass"] if holder else None, size)
    light("POINT", (at[0], at[1], at[2] + (height + 0.03) * size), FLAME, power, size=0.018)


def room(p, deep=3.2, wide=8.0, high=3.2):
    box((wide, 0.2, high), (0, deep, high / 2), p["plaster"], 0)
    for k in range(int(wide / 0.8)):
        box((0.7, 0.05, 0.9), (-wide / 2 + 0.4 + k * 0.8, deep - 0.12, 0.55), p["panel"], 0.03)
    box((wide, 0.06, 0.08), (0, deep - 0.13, 1.06), p["panel"], 0.015)
    plane(wide + 2, deep + 8, (0, 0, 0), p["oak"])


def shelves(p, x, y, wide, turn=0, rows=5, seed=1):
    """Books and boxes of papers."""
    rng = np.random.default_rng(seed)
    parts = [
        box((wide + 0.1, 0.3, 0.04), (0, 0, 0.3 + k * 0.42), p["panel"], 0.006)
        for k in range(rows + 1)
    ]
    for s in (-1, 1):
        parts.append(
            box(
                (0.05, 0.32, rows * 0.42 + 0.35),
                (s * (wide / 2 + 0.05), 0, (rows * 0.42 + 0.35) / 2 + 0.05),
                p["panel"],
                0.006,
            )
        )
    backs = [
        matter(c, 0.55, vary=0.4, scale=14)
        for c in (
            (0.10, 0.045, 0.02),
            (0.07, 0.02, 0.015),
            (0.05, 0.04, 0.022),
            (0.16, 0.11, 0.06),
            (0.03, 0.03, 0.02),
        )
    ]
    for k in range(rows):
        at = -wide / 2 + 0.03
        while at < wide / 2 - 0.06:
            w, h = rng.uniform(0.025, 0.065), rng.uniform(0.22, 0.36)
            if rng.random() < 0.93:
                parts.append(
                    box(
                        (w * 0.96, 0.22, h),
                        (at + w / 2, -0.01, 0.32 + k * 0.42 + h / 2),
                        backs[rng.integers(5)],
                        0.005,
                        (0, rng.normal(0, 1.5), 0),
                    )
                )
            at += w
    return group(parts, (x, y, 0), turn)


def heap(p, at, count=9, seed=2, wide=(0.22, 0.31)):
    """Papers in a pile, not quite squared."""
    rng = np.random.default_rng(seed)
    for k in range(count):
        box(
            (*wide, 0.006),
            (
                at[0] + rng.normal(0, 0.012),
                at[1] + rng.normal(0, 0.012),
                at[2] + 0.004 + k * 0.0065,
            ),
            p["paper"],
            0.001,
            (0, 0, rng.normal(0, 7)),
        )


def desk(st):
    """The clerk at night, over his shoulder."""
    p = stuffs()
    box((9, 0.2, 4), (0, -2.4, 1.6), p["plaster"], 0)
    plane(10, 12, (0, 0, 0), p["oak"])
    shelves(p, -1.3, -2.1, 2.2, 180)
    shelves(p, 1.2, -2.1, 2.2, 180, seed=4)
    table(2.2, 0.9, 0.78, p["oak"], (0, 0.5, 0))
    for x, y, h in ((-0.52, 0.30, 0.24), (-0.70, 0.5, 0.16), (0.66, 0.42, 0.20)):
        lit(p, (x, y, 0.885), h, 8)
    heap(p, (0.30, 0.48, 0.78), 14)
    heap(p, (-0.15, 0.30, 0.78), 3, 5)
    heap(p, (0.85, 0.6, 0.78), 22, 7)
    st.accent("wine-red scarf", p["wine"])
    lathe(
        [(0, 0), (0.034, 0), (0.036, 0.03), (0.016, 0.042), (0.02, 0.055), (0, 0.052)],
        p["ink"],
        (0.05, 0.22, 0.78),
    )
    tube([(0.05, 0.22, 0.82), (0.10, 0.26, 0.92), (0.17, 0.30, 1.0)], 0.004, p["linen"])
    place(
        figure(
            "desk", coat=p["black"], coat_to=0.4, hair="swept", hair_colour=(0.06, 0.045, 0.035)
        ),
        (0.02, 1.16, 0.0),
        (0, 0, 0),
    )
    scarf = joined(
        [
            ball((0.10, 0.10, 0.055), (0.02, 1.05, 1.075)),
            ball((0.05, 0.035, 0.14), (0.06, 0.92, 0.96), turn=(20, 0, 0)),
        ],
        0.007,
        3,
        p["wine"],
        0.015,
        0.03,
    )
    scarf.name = "scarf"
    wooden_chair(p["oak"], (0.02, 1.24, 0), 0)
    st.camera((0.72, 2.25, 1.46), (-0.10, 0.25, 0.96), lens=38, f=1.8, focus=(-0.1, 0.75, 1.0))


def supper(st):
    """Two across a table, a dozen candles."""
    p = stuffs()
    room(p, 3.4)
    curtain(1.6, 3.0, p["wine"], (-2.4, 3.15, 0.1), 0, folds=8)
    curtain(1.6, 3.0, p["wine"], (2.4, 3.15, 0.1), 0, folds=8, seed=5)
    st.accent("wine-red cloth", p["wine"])
    cloth = box((2.6, 0.95, 0.03), (0, 0.6, 0.77), p["linen"], 0.012)
    cloth.name = "cloth"
    curtain(2.6, 0.5, p["linen"], (0, 0.12, 0.27), 0, folds=14, depth=0.02, seed=3)
    for x, y, h, z in (
        (-0.28, 0.6, 0.22, 0.30),
        (0.0, 0.62, 0.25, 0.36),
        (0.28, 0.6, 0.22, 0.30),
        (-0.78, 0.75, 0.16, 0.11),
        (0.85, 0.72, 0.14, 0.11),
    ):
        lit(p, (x, y, 0.785 + z), h, 9, True)
        tube([(x, y, 0.785), (x, y, 0.785 + z)], 0.008, p["brass"], smooth=False)
    lathe(
        [(0, 0), (0.14, 0), (0.12, 0.02), (0.02, 0.05), (0.015, 0.3), (0, 0.3)],
        p["brass"],
        (0, 0.62, 0.785),
    )
    for x, y in ((-0.62, 0.42), (0.60, 0.40), (0.2, 0.36)):
        glass_of(p["glass"], p["claret"], (x, y, 0.785))
    bottle(matter((0.012, 0.018, 0.010), 0.05, coat=0.6), (-0.45, 0.8, 0.785))
    lathe(
        [(0, 0), (0.08, 0), (0.17, 0.05), (0.175, 0.055), (0, 0.02)],
        p["brass"],
        (0.45, 0.66, 0.785),
    )
    rng = np.random.default_rng(2)
    pear = matter((0.30, 0.24, 0.05), 0.4, vary=0.4, scale=18)
    for _ in range(7):
        ball(
            (0.035, 0.035, 0.042),
            (0.45 + rng.normal(0, 0.055), 0.66 + rng.normal(0, 0.055), 0.855 + rng.random() * 0.03),
            pear,
            (rng.uniform(0, 60), 0, 0),
        )
    place(
        figure("sit", coat=p["black"], coat_to=0.35, hair="swept", hair_colour=(0.05, 0.04, 0.03)),
        (-1.35, 0.62, 0.04),
        (0, 0, 128),
    )
    place(
        figure(
            "sit",
            sex="f",
            dress=p["wine"],
            coat_to=0.1,
            hair="bun",
            hair_colour=(0.07, 0.03, 0.012),
        ),
        (1.35, 0.62, 0.04),
        (0, 0, -128),
    )
    wooden_chair(p["oak"], (-1.40, 0.62, 0), 88)
    wooden_chair(p["oak"], (1.40, 0.62, 0), -92)
    st.camera((0.12, -2.7, 1.28), (0.0, 0.8, 1.26), lens=38, f=2.2, focus=(0, 0.55, 1.1))


def stair(st):
    """Somebody goes up with a candle; shadow on the wall."""
    p = stuffs()
    for k in range(14):
        box((1.5, 0.3, 0.19), (0.5, 1 + k * 0.28, 0.095 + k * 0.18), p["oak"], 0.012)
    box((0.2, 9, 6), (1.35, 3, 2.6), p["plaster"], 0)
    box((6, 0.2, 6), (0, 5.2, 2.6), p["plaster"], 0)
    plane(8, 6, (0, 0, 0), p["oak"])
    tube([(-0.25, 0.9, 1.0), (-0.25, 4.9, 3.6)], 0.035, p["oak"], smooth=False)
    for k in range(14):
        lathe(
            [(0.012, 0), (0.02, 0.15), (0.012, 0.2), (0.025, 0.45), (0.012, 0.9)],
            p["oak"],
            (-0.25, 1 + k * 0.28, 0.19 + k * 0.18),
            12,
        )
    lathe(
        [(0.07, 0), (0.05, 0.1), (0.045, 0.9), (0.07, 1.0), (0.06, 1.12), (0, 1.2)],
        p["oak"],
        (-0.25, 0.75, 0),
        24,
    )
    gown = p["wine"]
    st.accent("wine-red cloth", gown)
    place(
        figure(
            "lantern",
            sex="f",
            dress=gown,
            coat_to=0.10,
            hair="bun",
            hair_colour=(0.07, 0.03, 0.012),
        ),
        (0.45, 3.0, 1.36),
        (0, 0, 168),
    )
    lit(p, (0.20, 3.36, 2.52), 0.12, 24, True)
    frame = p["brass"]
    for y, z in ((1.9, 2.2), (3.2, 3.1)):
        box((0.04, 0.55, 0.7), (1.23, y, z), frame, 0.02)
        box(
            (0.045, 0.43, 0.58),
            (1.225, y, z),
            matter((0.05, 0.035, 0.02), 0.3, vary=1, scale=4, second=(0.10, 0.06, 0.03)),
            0,
        )
    st.camera((-0.75, -1.55, 1.15), (0.35, 3.0, 2.12), lens=34, f=2.0, focus=(0.4, 3, 2.3))


def seal(st):
    """The letter, the wax, the seal: close."""
    p = stuffs()
    box((2.6, 1.4, 0.05), (0, 0.2, 0.755), p["oak"], 0.01)
    box((9, 0.2, 4), (0, 2.8, 1.6), p["plaster"], 0)
    shelves(p, -0.4, 2.5, 2.8, seed=8)
    heap(p, (0.02, 0.0, 0.78), 2, 3, (0.30, 0.21))
    rng = np.random.default_rng(6)
    for row in range(8):
        y = 0.07 - row * 0.021
        tube(
            [
                (x, y + rng.normal(0, 0.0012), 0.7975)
                for x in np.linspace(-0.11, rng.uniform(0.06, 0.13), 24)
            ],
            0.0010,
            p["ink"],
            smooth=False,
            sides=1,
        )
    red = matter((0.36, 0.012, 0.012), 0.28, coat=0.3)
    st.accent("sealing wax", red)
    joined_seal = joined(
        [
            ball((0.024, 0.024, 0.005), (0.10, -0.075, 0.799)),
            ball((0.018, 0.014, 0.004), (0.116, -0.088, 0.798)),
            ball((0.012, 0.016, 0.004), (0.085, -0.064, 0.798)),
        ],
        0.0016,
        3,
        red,
    )
    joined_seal.name = "seal"
    tube([(0.24, -0.10, 0.787), (0.40, -0.02, 0.787)], 0.009, red, smooth=False)
    lathe(
        [(0, 0), (0.016, 0), (0.014, 0.03), (0.02, 0.06), (0.012, 0.10), (0, 0.105)],
        p["brass"],
        (0.20, -0.14, 0.78),
        24,
        (0, 78, 20),
    )
    lit(p, (-0.28, 0.16, 0.885), 0.13, 6)
    lit(p, (0.46, 0.34, 0.885), 0.19, 6)
    lit(p, (-0.62, 0.6, 0.885), 0.22, 6)
    lathe(
        [(0, 0), (0.036, 0), (0.038, 0.03), (0.016, 0.042), (0.02, 0.055), (0, 0.052)],
        p["ink"],
        (-0.10, 0.22, 0.78),
    )
    tube([(-0.10, 0.22, 0.82), (-0.03, 0.25, 0.94), (0.06, 0.27, 1.05)], 0.004, p["linen"])
    place(figure("desk", coat=p["black"], coat_to=0.4, hair=None), (0.1, 1.05, 0.0), (0, 0, 0))
    st.camera((-0.10, -0.72, 1.06), (0.05, 0.12, 0.845), lens=48, f=2.0, focus=(0.07, -0.06, 0.80))


def street(st):
    """The street by night: blue fog, the clerk's window."""
    p = stuffs()
    stone = matter((0.055, 0.050, 0.048), 0.7, vary=0.5, scale=1.2, bump=0.5, bump_scale=8)
    cob = applied(
        joined(
            [ball((0.085, 0.075, 0.05), (0, 0, 0), None, around=12)],
            None,
            0,
            matter((0.03, 0.030, 0.032), 0.3, vary=0.4, scale=6),
        )
    )
    rng = np.random.default_rng(3)
    copies(
        cob,
        [
            (
                (x + (k % 2) * 0.08 + rng.normal(0, 0.008), y, -0.02 + rng.normal(0, 0.006)),
                (0, 0, rng.uniform(0, 180)),
                rng.uniform(0.9, 1.1),
            )
            for k, y in enumerate(np.arange(0.6, 16, 0.15))
            for x in np.arange(-2.6, 2.6, 0.17)
        ],
    )
    cob.location = (0, -90, 0)
    plane(60, 90, (0, 30, -0.03), stone)
    amber = glow((1.0, 0.56, 0.2), 3.2)
    st.accent("lit window", amber)
    for s in (-1, 1):
        y = 0.0
        k = 0
        while y < 40:
            w, h = rng.uniform(3.2, 4.6), rng.uniform(5.5, 8.5)
            x = s * (2.9 + rng.uniform(0, 0.25))
            box((3, w, h), (x + s * 1.5, y + w / 2, h / 2), stone, 0.03)
            over = box((3.4, w, h * 0.45), (x + s * 1.45, y + w / 2, h * 0.78), p["plaster"], 0.03)
            over.name = "jetty"
            for q in range(4):
                box(
                    (0.12, 0.14, h * 0.45),
                    (x - s * 0.25, y + 0.1 + q * (w - 0.2) / 3, h * 0.78),
                    p["panel"],
                    0.01,
                )
            for z in (1.5, 4.2):
                on = (s, k, z) in ((1, 1, 4.2), (-1, 2, 1.5), (1, 3, 1.5), (-1, 5, 4.2))
                xx = x - s * (0.02 if z < 3 else 0.27)
                box((0.04, 0.9, 1.1), (xx, y + w / 2, z), amber if on else p["ink"], 0)
                for t in (-0.3, 0, 0.3):
                    box((0.07, 0.04, 1.1), (xx - s * 0.02, y + w / 2 + t, z), p["panel"], 0)
                box((0.07, 0.9, 0.04), (xx - s * 0.02, y + w / 2, z), p["panel"], 0)
                if on:
                    light(
                        "AREA",
                        (xx - s * 0.1, y + w / 2, z),
                        FLAME,
                        34,
                        to=(xx - s * 3, y + w / 2 - 1, 0),
                        size=0.8,
                    )
            y += w
            k += 1
    place(
        figure("walk", coat=p["black"], coat_to=0.3, hair=None, hat=p["black"]),
        (0.25, 8.2, 0),
        (0, 0, 182),
    )
    iron = matter((0.01, 0.01, 0.01), 0.5)
    tube([(-1.95, 6.3, 0), (-1.95, 6.3, 3.1)], 0.04, iron, smooth=False)
    lathe(
        [(0.02, 0), (0.10, 0.05), (0.15, 0.38), (0.02, 0.5)],
        glow((1.0, 0.6, 0.25), 14),
        (-1.95, 6.3, 3.1),
        6,
    )
    light("POINT", (-1.95, 6.3, 3.35), (1.0, 0.58, 0.24), 150, size=0.15)
    light("AREA", (0, 30, 14), (0.45, 0.62, 0.9), 2600, to=(0, 6, 0), size=6)
    sky((0.35, 0.5, 0.75), 0.05)
    st.fog((0.085, 0.105, 0.135), 0.052, 4, 0.95, (0.06, 0.08, 0.11))
    st.camera((0.35, -0.6, 1.45), (0.0, 9, 2.15), lens=33, f=2.8, focus=8.5)


def mirror(st):
    """From behind, at the glass: a woman, many flames."""
    p = stuffs()
    box((8, 0.2, 4), (0, 2.6, 1.6), p["wine"], 0)
    st.accent("wine-red cloth", p["wine"])
    box((1.5, 0.5, 0.05), (0, 1.75, 0.80), p["oak"], 0.012)
    box((1.4, 0.46, 0.78), (0, 1.76, 0.39), p["panel"], 0.01)
    place(
        lathe(
            [(0.42, -0.03), (0.47, -0.04), (0.50, 0), (0.47, 0.04), (0.42, 0.03)],
            p["brass"],
            (0, 2.2, 1.55),
            64,
        ),
        (0, 2.2, 1.55),
        (90, 0, 0),
        (0.85, 1.2, 1),
    )
    place(
        lathe([(0, 0), (0.43, 0)], matter((0.85, 0.83, 0.78), 0.02, metal=1.0), (0, 0, 0), 64),
        (0, 2.2, 1.55),
        (90, 0, 0),
        (0.85, 1.2, 1),
    )
    rng = np.random.default_rng(4)
    for x in (-0.62, -0.48, -0.36, 0.38, 0.5, 0.64):
        lit(p, (x, 1.7 + rng.normal(0, 0.06), 0.925), rng.uniform(0.12, 0.26), 5)
    for x, y in ((-1.6, 2.2), (1.55, 2.3), (1.9, 1.9)):
        lit(p, (x, y, 1.35), 0.2, 5)
        lathe([(0.12, 0), (0.02, 0.05), (0.02, 1.25), (0, 1.26)], p["brass"], (x, y, 0))
    pearl = applied(
        joined([ball(0.008, (0, 0, 0), None, around=12)], None, 0, matter((0.75, 0.70, 0.62), 0.15))
    )
    copies(
        pearl,
        [
            ((0.2 + 0.09 * math.cos(v), 1.6 + 0.05 * math.sin(v), 0.834), (0, 0, 0), 1.0)
            for v in np.linspace(0, 6, 24)
        ],
    )
    pearl.location = (0, -50, 0)
    gown = p["green"]
    st.accent("green gown", gown)
    place(
        figure(
            "stand",
            sex="f",
            dress=gown,
            coat_to=0.1,
            hair="bun",
            hair_colour=(0.08, 0.032, 0.012),
            sleeves=False,
        ),
        (-0.14, 0.78, 0),
        (0, 0, 174),
    )
    st.camera((0.24, -0.72, 1.55), (-0.03, 2, 1.43), lens=48, f=1.7, focus=(-0.12, 0.8, 1.5))


def signs(st):
    """The red herring: a fair's lamps in the wet, as a neon night."""
    plane(
        40,
        80,
        (0, 20, 0),
        matter(
            (0.016, 0.017, 0.020),
            0.30,
            vary=0.5,
            scale=1.3,
            wet=0.025,
            bump=0.2,
            bump_scale=40,
            bump_depth=0.01,
            spec=0.8,
        ),
    )
    tints = ((1.0, 0.06, 0.42), (0.05, 0.72, 1.0), (0.42, 0.12, 1.0), (0.15, 1.0, 0.5))
    for k, y in enumerate((7, 10, 13, 17)):
        for s in (-1, 1):
            tint = tints[(k + (s > 0)) % 4]
            bulb = glow(tint, 26)
            x = s * (2.6 + 0.3 * k)
            dark = matter((0.02, 0.02, 0.03), 0.6)
            box((2.4, 1.6, 2.5), (x + s * 1.2, y + 1, 1.25), dark, 0.03)
            tent = stripes(tuple(0.3 * t for t in tint), (0.16, 0.15, 0.15), 0.3, axis=1)
            lathe(
                [(1.75, 0), (1.6, 0.16), (0.7, 0.75), (0.06, 1.5), (0.02, 1.9)],
                tent, (x + s * 1.2, y + 1, 2.45), 4, (0, 0, 45),
            )  # fmt: skip
            cloth = stripes(tuple(0.25 * t for t in tint), (0.10, 0.10, 0.11), 0.22, axis=1)
            box((0.9, 1.8, 0.03), (x - s * 0.3, y + 1, 2.15), cloth, 0.01, (0, s * 24, 0))
            box((0.3, 1.6, 0.95), (x - s * 0.12, y + 1, 0.48), dark, 0.02)
            light(
                "AREA",
                (x - s * 0.2, y + 1, 1.95),
                (1.0, 0.66, 0.32),
                9,
                to=(x - s * 0.4, y + 1, 0.9),
                size=0.8,
            )
            rng = np.random.default_rng(k * 2 + (s > 0))
            goods = [matter(tuple(rng.uniform(0.05, 0.5, 3)), 0.4) for _ in range(3)]
            for _ in range(14):
                at = (
                    x - s * 0.12 + rng.uniform(-0.1, 0.1),
                    y + rng.uniform(0.3, 1.7),
                    1.03 + rng.random() * 0.08,
                )
                ball(rng.uniform(0.04, 0.08), at, goods[rng.integers(3)], around=12)
            ring = applied(joined([ball(0.05, (0, 0, 0), None, around=8)], None, 0, bulb))
            copies(
                ring,
                [
                    (
                        (x + s * 0.9 + 0.85 * math.cos(v), y + 0.1, 3.0 + 0.85 * math.sin(v)),
                        (0, 0, 0),
                        1.0,
                    )
                    for v in np.linspace(0, 2 * math.pi, 19)[:-1]
                ],
            )
            copies(
                ring,
                [((x + u, y + 0.1, 2.0), (0, 0, 0), 0.8) for u in np.linspace(-0.1, s * 2.2, 12)],
            )
            ring.location = (0, -60, 0)
            light("AREA", (x + s * 0.6, y - 0.2, 2.6), tint, 110, to=(0, y - 2, 0), size=1.2)
    for k, y in enumerate((6.4, 8.6, 11.5, 15.0)):
        small = ball(0.045, (0, 0, -50), glow(tints[k], 34), around=12)
        v = np.linspace(-1, 1, 21)
        spots = [(2.6 * t, y + 0.2 * t, 2.75 + 0.9 * t * t) for t in v]
        copies(small, [(at, (0, 0, 0), 1.0) for at in spots])
        tube(spots, 0.008, matter((0.01, 0.01, 0.01), 0.6))
    red = matter((0.42, 0.012, 0.018), 0.4)
    st.accent("red umbrella", red)
    from kit.furnish import umbrella

    black = matter((0.012, 0.012, 0.014), 0.8)
    place(
        figure("walk", coat=black, coat_to=0.35, hair=None, hat=black), (-0.35, 6.0, 0), (0, 0, 178)
    )
    umbrella(red, matter((0.3, 0.3, 0.3), 0.3, metal=1.0), (-0.45, 6.1, 1.2), (4, -6, 20))
    light("AREA", (-2.2, 8.0, 3.0), tints[0], 150, to=(-0.35, 6, 1.6), size=0.8)
    light("AREA", (1.6, 7.4, 3.0), tints[1], 130, to=(-0.35, 6, 1.6), size=0.8)
    light("AREA", (-0.4, 4.8, 4.0), (1.0, 0.9, 0.85), 60, to=(-0.4, 6.1, 2.0), size=0.6)
    light("AREA", (0, 30, 5), (0.35, 0.16, 0.9), 350, to=(0, 10, 0), size=6)
    st.fog((0.075, 0.030, 0.12), 0.05, 4, 0.95, (0.012, 0.015, 0.06))
    st.camera((0.3, 0, 1.2), (-0.1, 10, 1.75), lens=40, f=2.4, focus=6)


SHOTS = [desk, supper, stair, seal, street, mirror, signs]
