"""Ward Eleven, Quietly: a hospital in cyan-green, tubes for light, one red suitcase."""

import numpy as np

from kit.forms import ball, box, lathe, place, plane, tube
from kit.furnish import (
    blind,
    clock,
    curtain,
    door,
    drip,
    group,
    hospital_bed,
    shell_chair,
    suitcase,
    window,
)
from kit.grade import Look
from kit.matter import glow, matter
from kit.people import figure
from kit.stage import light, sky

RATIO = 1.85
LOOK = Look(
    level=0.78, percentile=95, saturation=0.92, gains=(0.90, 1.03, 0.99), contrast=1.0,
    shadows=(-0.004, 0.012, 0.016), lights=(0.95, 1.01, 0.99), bloom=0.09, vignette=0.22,
    grain=0.016, fade=(0.018, 0.026, 0.028),
)  # fmt: skip
LOOKS = {
    2: {"percentile": 80, "level": 0.50},
    5: {"percentile": 66, "level": 0.42},
    4: {"level": 0.80, "percentile": 97},
    6: {"level": 0.66, "percentile": 97.8, "contrast": 1.03},
    7: {
        "level": 0.86,
        "percentile": 92,
        "gains": (1.08, 1.0, 0.82),
        "shadows": (0.03, 0.018, 0.0),
        "lights": (1.02, 0.99, 0.90),
        "saturation": 0.85,
        "fade": (0.05, 0.04, 0.03),
    },
}
PALE = (0.70, 1.0, 0.90)


def paints():
    return {
        "wall": matter((0.36, 0.47, 0.43), 0.55, vary=0.25, scale=0.8, bump=0.05, bump_scale=30),
        "dado": matter((0.085, 0.22, 0.195), 0.28, vary=0.25, scale=0.7, bump=0.03, bump_scale=40),
        "floor": matter(
            (0.16, 0.22, 0.205), 0.16, vary=0.4, scale=0.6, second=(0.11, 0.165, 0.155), wet=0.30
        ),
        "white": matter((0.60, 0.66, 0.63), 0.6),
        "steel": matter((0.42, 0.45, 0.44), 0.28, metal=0.9),
        "door": matter((0.20, 0.30, 0.275), 0.35, vary=0.2, scale=1.5),
        "dark": matter((0.022, 0.030, 0.030), 0.5),
        "sheet": matter((0.58, 0.64, 0.61), 0.9, bump=0.3, bump_scale=30),
        "red": matter((0.36, 0.014, 0.014), 0.32, vary=0.3, scale=10, coat=0.2),
        "brass": matter((0.45, 0.38, 0.22), 0.35, metal=1.0),
        "coat": matter((0.15, 0.165, 0.155), 0.9, vary=0.3, scale=60, bump=0.2, bump_scale=300),
    }


def corridor(p, length=26.0, lit=range(9), power=42, wide=2.5):
    """A long corridor along y with doors, rails, tubes and a window at its end."""
    w, mid = wide / 2, length / 2 - 3
    plane(wide, length, (0, mid, 0), p["floor"])
    plane(wide, length, (0, mid, 2.75), p["white"], (180, 0, 0))
    for s in (-1, 1):
        box((0.1, length, 1.65), (s * (w + 0.05), mid, 1.95), p["wall"], 0)
        box((0.1, length, 1.12), (s * (w + 0.042), mid, 0.56), p["dado"], 0)
        box((0.02, length, 0.03), (s * (w - 0.01), mid, 1.125), p["dark"], 0.004)
        box((0.04, length, 0.11), (s * (w - 0.06), mid, 0.90), p["door"], 0.015)
        box((0.014, length, 0.10), (s * (w - 0.007), mid, 0.05), p["dark"], 0)
        for k in range(6):
            y = 0.6 + k * 3.6 + (1.4 if s > 0 else 0)
            door(p["door"], p["white"], (s * (w - 0.02), y, 0), 90 * s, p["dark"], p["steel"])
    tube_on, tube_off = glow(PALE, 9), p["white"]
    for k in range(9):
        y = -1.0 + k * 2.6
        on = k in lit
        box((0.32, 1.25, 0.05), (0, y, 2.72), p["white"], 0.01)
        for x in (-0.07, 0.07):
            tube(
                [(x, y - 0.58, 2.68), (x, y + 0.58, 2.68)],
                0.016,
                tube_on if on else tube_off,
                smooth=False,
            )
        if on:
            light("AREA", (0, y, 2.64), PALE, power, to=(0, y, 0), size=(0.25, 1.2))
    end = length - 3
    box((wide, 0.1, 2.75), (0, end + 0.3, 1.37), p["wall"], 0)
    plane(1.2, 1.5, (0, end + 0.2, 1.55), glow((0.85, 1.0, 1.0), 5), (90, 0, 0))
    window(1.2, 1.5, p["white"], (0, end + 0.15, 0.8), 0, 2, 2)


def woman(p, pose="stand", **more):
    return figure(
        pose,
        sex="f",
        hair="bun",
        hair_colour=(0.035, 0.02, 0.012),
        coat=p["coat"],
        coat_to=0.42,
        shoes=p["dark"],
        **more,
    )


def nurse(p, pose="walk"):
    cloth = matter((0.52, 0.62, 0.58), 0.85)
    return figure(pose, sex="f", hair="bun", dress=cloth, coat_to=0.5, shoes=p["white"])


def arriving(st):
    p = paints()
    corridor(p)
    st.accent("red suitcase", p["red"])
    place(woman(p, "ease"), (0.12, 4.4, 0), (0, 0, 180))
    suitcase(p["red"], p["brass"], (-0.40, 4.3, 0), 8)
    place(nurse(p), (-0.45, 14.5, 0), (0, 0, 0))
    bedside = hospital_bed(p["steel"], p["sheet"], p["sheet"], (0.78, 9.2, 0), 0, sleeper=False)
    bedside.scale = (0.72, 1, 1)
    st.fog((0.30, 0.42, 0.39), 0.012, 6)
    st.camera((-0.15, -1.2, 1.28), (0.0, 8, 1.18), lens=33, f=3.2, focus=(0.1, 4.4, 1.2))


def ward(st):
    p = paints()
    st.accent("red suitcase", p["red"])
    plane(8, 8, (0, 1, 0), p["floor"])
    box((8, 0.1, 3.2), (0, 3.05, 1.6), p["wall"], 0)
    box((8, 0.1, 1.1), (0, 3.04, 0.55), p["dado"], 0)
    plane(8, 8, (0, 1, 3.2), p["white"], (180, 0, 0))
    box((0.1, 8, 3.2), (-3.2, 1, 1.6), p["wall"], 0)
    day = glow((0.80, 1.0, 0.98), 4.5)
    for x in (-1.3, 1.6):
        plane(1.3, 1.8, (x, 2.95, 1.75), day, (90, 0, 0))
        window(1.3, 1.8, p["white"], (x, 2.93, 0.85), 0, 2, 2)
        light(
            "AREA", (x, 2.75, 1.75), (0.80, 1.0, 0.98), 85, to=(x * 0.7, -1.5, 0.4), size=(1.3, 1.8)
        )
    veil = matter((0.46, 0.60, 0.55), 0.9, clear=0.25)
    curtain(1.9, 2.3, veil, (-0.15, 1.6, 0.15), 82, folds=11)
    tube([(-0.15, 0.5, 2.46), (-0.15, 2.9, 2.46)], 0.014, p["steel"], smooth=False)
    hospital_bed(
        p["steel"],
        p["sheet"],
        matter((0.30, 0.46, 0.42), 0.95, bump=0.2, bump_scale=80),
        (1.25, 1.5, 0),
    )
    ball((0.085, 0.10, 0.10), (1.25, 2.22, 0.90), matter((0.40, 0.27, 0.21), 0.6, skin=0.1))
    drip(
        p["steel"],
        matter((0.75, 0.85, 0.82), 0.1, clear=0.7),
        matter((0.8, 0.9, 0.86), 0.1, clear=0.8),
        (0.55, 2.1, 0),
        0,
    )
    hospital_bed(p["steel"], p["sheet"], p["sheet"], (-1.75, 1.5, 0), 0, sleeper=False)
    suitcase(p["red"], p["brass"], (2.05, 0.55, 0.0), 72)
    place(woman(p, "sit"), (2.35, 1.35, -0.02), (0, 0, -78))
    shell_chair(p["door"], p["steel"], (2.38, 1.35, 0), -78)
    st.camera((-0.35, -2.9, 1.45), (0.75, 1.6, 0.98), lens=33, f=2.8, focus=(1.9, 1.3, 1.0))


def waiting(st):
    p = paints()
    st.accent("red suitcase", p["red"])
    plane(12, 8, (0, 0, 0), p["floor"])
    box((12, 0.1, 2.0), (0, 1.05, 2.1), p["wall"], 0)
    box((12, 0.1, 1.12), (0, 1.04, 0.56), p["dado"], 0)
    box((12, 0.03, 0.03), (0, 0.985, 1.125), p["dark"], 0.004)
    for k in range(7):
        shell_chair(p["door"], p["steel"], (-2.16 + k * 0.62, 0.6, 0), (-3, 2, 0, 4, -2, 3, 0)[k])
    place(woman(p, "weep"), (0.94, 0.62, 0.0), (0, 0, 8))
    suitcase(p["red"], p["brass"], (0.30, 0.25, 0.0), 4)
    clock(p["sheet"], p["dark"], (-1.25, 0.98, 2.25), hour=3, minute=52)
    door(p["door"], p["white"], (3.0, 0.98, 0), 0, p["dark"], p["steel"])
    for x in (-1.6, 1.4):
        light("AREA", (x, -0.7, 2.85), PALE, 34, to=(x, 0.2, 0), size=(1.3, 0.25))
    light("AREA", (-5.5, -1.5, 1.8), (0.85, 1.0, 1.0), 60, to=(0, 0.6, 0.8), size=1.6)
    st.camera((-0.15, -4.5, 1.30), (-0.15, 1, 1.22), lens=36, f=4, focus=(0.9, 0.5, 1.0))


def glass(st):
    p = paints()
    corridor(p, power=38)
    st.accent("red suitcase", p["red"])
    place(woman(p, "stand", folds=0.012), (0.34, -1.05, 0), (0, 0, 172))
    place(nurse(p), (-0.30, 5.2, 0), (0, 0, 10))
    suitcase(p["red"], p["brass"], (-0.72, 2.2, 0), 30)
    light("AREA", (-1.1, -1.6, 2.2), PALE, 16, to=(0.3, -1.0, 1.5), size=0.6)
    st.camera((0.62, -2.12, 1.66), (-0.28, 3.0, 1.26), lens=50, f=1.6, focus=(0.34, -1.02, 1.66))


def dripping(st):
    p = paints()
    plane(8, 8, (0, 1, 0), p["floor"])
    box((8, 0.1, 3.2), (0, 3.05, 1.6), p["wall"], 0)
    day = glow((0.80, 1.0, 0.98), 4)
    plane(1.4, 1.8, (-0.9, 2.95, 1.75), day, (90, 0, 0))
    window(1.4, 1.8, p["white"], (-0.9, 2.93, 0.85), 0, 2, 2)
    blind(1.4, 1.1, p["white"], (-0.9, 2.8, 1.55), 0)
    light("AREA", (-0.9, 2.7, 1.75), (0.80, 1.0, 0.98), 110, to=(0.4, -1.5, 1.0), size=(1.4, 1.8))
    light("AREA", (1.9, -1.2, 2.4), PALE, 110, to=(0.3, 0.5, 1.6), size=1)
    blood = matter((0.42, 0.006, 0.008), 0.12, coat=0.6, skin=0.5)
    st.accent("red blood bag", blood)
    clear = matter((0.75, 0.85, 0.82), 0.1, clear=0.8)
    drip(p["steel"], blood, clear, (0.10, 0.5, 0), 0)
    drip(p["steel"], clear, clear, (0.62, 1.3, 0), 160)
    hospital_bed(p["steel"], p["sheet"], matter((0.30, 0.46, 0.42), 0.95), (1.0, 2.0, 0), 90)
    place(nurse(p, "stand"), (-0.75, 1.75, 0), (0, 0, 60))
    st.camera((-0.02, -1.15, 1.62), (0.06, 2, 1.80), lens=55, f=1.7, focus=(0.2, 0.5, 1.8))


def night(st):
    p = paints()
    corridor(p, lit=(7,), power=14)
    st.accent("red suitcase", p["red"])
    box((0.62, 1.5, 0.06), (-0.86, 3.6, 0.76), p["door"], 0.015)
    box((0.56, 1.44, 0.74), (-0.88, 3.6, 0.37), p["dado"], 0.01)
    lamp = matter((0.03, 0.10, 0.08), 0.3)
    base = group(
        [
            lathe(
                [(0, 0), (0.09, 0), (0.085, 0.02), (0.012, 0.03), (0.010, 0.34)], lamp, (0, 0, 0)
            ),
            lathe([(0.03, 0.40), (0.06, 0.39), (0.13, 0.30), (0.125, 0.30)], lamp, (0, 0, 0)),
            ball(0.03, (0, 0, 0.335), glow((1.0, 0.9, 0.62), 90)),
        ],
        (-0.78, 3.15, 0.79),
    )
    del base
    light("POINT", (-0.78, 3.15, 1.08), (1.0, 0.90, 0.62), 9, size=0.04)
    place(nurse(p, "desk"), (-0.30, 3.55, -0.02), (0, 0, -96))
    shell_chair(p["door"], p["steel"], (-0.27, 3.55, 0), -96)
    suitcase(p["red"], p["brass"], (0.82, 3.0, 0), -20)
    sign = glow((0.10, 1.0, 0.42), 3)
    box((0.42, 0.04, 0.16), (0.55, 7.0, 2.45), sign, 0.01)
    light("POINT", (0.55, 6.8, 2.35), (0.10, 1.0, 0.42), 5, size=0.1)
    sky(PALE, 0.004)
    st.camera((0.42, -1.1, 1.38), (-0.16, 4.4, 1.12), lens=38, f=2.0, focus=(-0.4, 3.3, 1.1))


def roof(st):
    """The red herring: the roof in bleached gold, as in a desert film."""
    p = paints()
    st.accent("red suitcase", p["red"])
    sand = matter(
        (0.62, 0.50, 0.33),
        0.9,
        vary=0.35,
        scale=0.7,
        second=(0.48, 0.37, 0.23),
        bump=0.35,
        bump_scale=18,
    )
    wall = matter(
        (0.70, 0.58, 0.40),
        0.9,
        vary=0.3,
        scale=1.2,
        second=(0.55, 0.43, 0.27),
        bump=0.3,
        bump_scale=25,
    )
    plane(60, 60, (0, 10, 0), sand)
    box((40, 0.35, 1.0), (0, 9, 0.5), wall, 0.04)
    box((3.4, 3.0, 2.6), (4.6, 6.4, 1.3), wall, 0.05)
    door(matter((0.35, 0.30, 0.21), 0.6), wall, (3.9, 4.86, 0), 0, handle=p["steel"])
    for x, y, h in ((-6, 7, 1.3), (-4.6, 7.6, 0.9), (-8.2, 6.5, 1.7)):
        lathe(
            [(0, 0), (0.5, 0), (0.5, h), (0.42, h + 0.12), (0.2, h + 0.2), (0, h + 0.22)],
            wall,
            (x, y, 0),
        )
    steel = matter((0.35, 0.31, 0.25), 0.5)
    for x in (-2.6, 0.4):
        tube([(x, 5.2, 0), (x, 5.2, 2.2)], 0.03, steel, smooth=False)
    for z in (2.1, 1.9):
        tube([(-2.6, 5.2, z), (-1.1, 5.2, z - 0.10), (0.4, 5.2, z)], 0.005, steel)
    linen = matter((0.85, 0.80, 0.70), 0.95, clear=0.15)
    for x, w in ((-1.9, 1.0), (-0.55, 1.25)):
        curtain(w, 1.35, linen, (x, 5.2, 0.66), 3, folds=5, depth=0.09, seed=int(w * 10))
    far = matter((0.55, 0.46, 0.34), 1.0)
    rng = np.random.default_rng(4)
    for _ in range(70):
        x, y = rng.uniform(-70, 70), rng.uniform(40, 110)
        h = rng.uniform(1, 6)
        box((rng.uniform(3, 8), rng.uniform(3, 8), h), (x, y, h / 2 - 5), far, 0)
    place(woman(p, "ease"), (-0.1 + 1.45, 4.3, 0), (0, 0, 165))
    suitcase(p["red"], p["brass"], (0.85, 4.1, 0), -14)
    light("SUN", (0, 0, 10), (1.0, 0.84, 0.58), 4.0, to=(3.4, 3.8, 6.2), size=0.8)
    sky((1.0, 0.86, 0.62), 0.9, (0.72, 0.72, 0.66))
    st.fog((1.5, 1.25, 0.88), 0.010, 8)
    st.camera((-0.6, -2.4, 1.55), (0.45, 5, 1.25), lens=36, f=5.6, focus=(1.3, 4.3, 1.2))


SHOTS = [arriving, ward, waiting, glass, dripping, night, roof]
