"""Nine Stools for Kid Morava: a boxing hall, grey mat, hard top light, a few saturated marks."""

import math

import numpy as np

from kit.air import shaft
from kit.forms import applied, ball, box, capsule, copies, joined, lathe, mesh, place, plane, tube
from kit.grade import Look
from kit.matter import glow, matter, tiles
from kit.people import figure, joints
from kit.stage import light, sky

RATIO = 1.85
LOOK = Look(
    level=0.66, percentile=97.0, saturation=1.05, contrast=1.06, gains=(1.03, 1.0, 0.95),
    shadows=(0.0, 0.004, 0.012), lights=(1.02, 1.0, 0.95), bloom=0.05, vignette=0.35, grain=0.017,
    fade=(0.012, 0.012, 0.014),
)  # fmt: skip
LOOKS = {2: {"ev": 0.35}}
SIDE, HIGH = 3.05, 1.0
CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def skins():
    return (
        matter((0.46, 0.25, 0.17), 0.36, skin=0.12, vary=0.3, scale=25, second=(0.36, 0.16, 0.10), bump=0.1, bump_scale=300, coat=0.15),
        matter((0.14, 0.065, 0.038), 0.32, skin=0.06, vary=0.3, scale=25, second=(0.09, 0.038, 0.022), bump=0.1, bump_scale=300, coat=0.2),
    )  # fmt: skip


def bone():
    """The Kid's gloves: no colour but the ring's own is to stand out."""
    return matter((0.46, 0.43, 0.38), 0.32, coat=0.3, vary=0.3, scale=14, second=(0.30, 0.27, 0.23))


def disc(inner, outer, at, stuff, around=64):
    a = np.linspace(0, 2 * np.pi, around, endpoint=False)
    points = [(r * math.cos(v), r * math.sin(v), 0) for r in (inner, outer) for v in a]
    faces = [(i, (i + 1) % around, around + (i + 1) % around, around + i) for i in range(around)]
    return place(mesh(points, faces, stuff, smooth=False), at)


def emblem(stuff, size=0.62):
    """A ring, and a bird with open wings inside it."""
    disc(size * 0.90, size, (0, 0, HIGH + 0.004), stuff)
    wing = [(0.02, 0.20), (0.20, 0.40), (0.46, 0.56), (0.72, 0.50), (0.60, 0.36), (0.70, 0.28), (0.54, 0.18),
            (0.60, 0.06), (0.42, 0.0), (0.44, -0.12), (0.24, -0.12), (0.16, -0.28), (0.20, -0.56), (0.0, -0.72)]  # fmt: skip
    points = [(x * size, y * size, HIGH + 0.004) for x, y in wing] + [
        (-x * size, y * size, HIGH + 0.004) for x, y in wing
    ]
    n = len(wing)
    mesh(points, [tuple(range(n)), tuple(range(2 * n - 1, n - 1, -1))], stuff, smooth=False)
    place(
        disc(0.0, 0.11 * size, (0, 0.34 * size, HIGH + 0.0045), stuff),
        (0, 0.34 * size, HIGH + 0.0045),
    )
    for k in range(40):  # letters around the ring, too far to read
        v = 2 * math.pi * k / 40
        if k % 10 in (0, 9):
            continue
        box(
            (0.05, 0.035, 0.001),
            (0.78 * size * math.cos(v), 0.78 * size * math.sin(v), HIGH + 0.0045),
            stuff,
            0,
            turn=(0, 0, math.degrees(v)),
        )


def ring(st, mark=0.16):
    """The ring: mat, marks, posts, pads, ropes, apron."""
    mat = matter(
        (0.27, 0.272, 0.275),
        0.75,
        vary=0.55,
        scale=0.9,
        second=(0.15, 0.15, 0.155),
        bump=0.15,
        bump_scale=60,
        edge=(0.35, 0.75),
    )
    black = matter((0.010, 0.010, 0.011), 0.45, bump=0.2, bump_scale=60)
    red = matter((0.22, 0.008, 0.010), 0.42, vary=0.3, scale=20)
    gold = matter((0.52, 0.30, 0.055), 0.5, vary=0.35, scale=10, second=(0.34, 0.19, 0.04))
    blue = matter((0.012, 0.028, 0.15), 0.6, vary=0.35, scale=6, second=(0.02, 0.035, 0.11))
    st.accent("dark red ropes", red)
    st.accent("gold emblem", gold)
    st.accent("dark blue mat marks", blue)
    box((2 * SIDE + 1.3, 2 * SIDE + 1.3, 0.1), (0, 0, HIGH - 0.055), mat, 0.02)
    box((2 * SIDE + 1.28, 2 * SIDE + 1.28, HIGH - 0.1), (0, 0, HIGH / 2 - 0.05), black, 0.01)
    emblem(gold, 0.80)
    for x, y in CORNERS:
        box((0.95, mark, 0.002), (x * (SIDE - 1.0), y * (SIDE - 0.5), HIGH + 0.003), blue, 0)
        box((mark, 0.95, 0.002), (x * (SIDE - 0.5), y * (SIDE - 1.0), HIGH + 0.003), blue, 0)
        lathe(
            [(0.0, 0), (0.055, 0), (0.055, 1.48), (0.045, 1.52), (0, 1.53)],
            black,
            (x * (SIDE + 0.12), y * (SIDE + 0.12), HIGH),
        )
        for z in (0.42, 0.80, 1.18):
            box(
                (0.20, 0.20, 0.30),
                (x * (SIDE - 0.02), y * (SIDE - 0.02), HIGH + z),
                black,
                0.06,
                (0, 0, 45),
                4,
            )
    ropes = []
    for (ax, ay), (bx, by) in zip(CORNERS, CORNERS[1:] + CORNERS[:1], strict=True):
        for z in (0.40, 0.78, 1.16):
            points = []
            for t in np.linspace(0, 1, 9):
                sag = 0.02 * math.sin(math.pi * t)
                points.append(
                    ((ax * (1 - t) + bx * t) * SIDE, (ay * (1 - t) + by * t) * SIDE, HIGH + z - sag)
                )
            ropes.append(tube(points, 0.0125, red))
        for t in (0.33, 0.67):
            x, y = (ax * (1 - t) + bx * t) * SIDE, (ay * (1 - t) + by * t) * SIDE
            tube([(x, y, HIGH + 0.40), (x, y, HIGH + 1.16)], 0.008, black, smooth=False)
    return {"black": black, "red": red, "gold": gold, "blue": blue, "mat": mat}


def bust(stuff, seed):
    rng = np.random.default_rng(seed)
    w = rng.uniform(0.18, 0.23)
    parts = [
        ball((0.075, 0.095, 0.115), (0, -0.02, 0.62)), ball((0.05, 0.05, 0.09), (0, 0, 0.50)),
        ball((w, 0.12, 0.12), (0, 0.02, 0.36)), ball((w * 0.85, 0.15, 0.32), (0, 0.02, 0.14)),
    ]  # fmt: skip
    if seed % 2:
        parts.append(ball((0.085, 0.10, 0.10), (0, 0.015, 0.655)))
    if seed % 3 == 0:
        parts.append(ball((0.05, 0.05, 0.26), (w * 0.9, -0.1, 0.44), turn=(30, 10, 0)))
    return applied(joined(parts, 0.016, 4, stuff))


def crowd(rows=9, gap=4.6, seed=3, colours=None, sides=CORNERS):
    """Seated people around the ring, rising a little with each row."""
    rng = np.random.default_rng(seed)
    cloths = [
        matter(c, 0.8, vary=0.4, scale=8)
        for c in (
            colours
            or [(0.05, 0.05, 0.055), (0.09, 0.075, 0.06), (0.03, 0.034, 0.045), (0.12, 0.11, 0.10)]
        )
    ]
    models = [bust(cloths[k % len(cloths)], k) for k in range(8)]
    for model in models:
        model.location = (0, 0, -50)
    for model in range(8):
        places = []
        for side in range(4):
            for row in range(rows):
                far = gap + row * 0.85
                for seat in np.arange(-far + 0.3, far - 0.3, 0.62):
                    if rng.integers(8) != model or rng.random() < 0.12:
                        continue
                    x, y = seat + rng.normal(0, 0.05), far + rng.normal(0, 0.06)
                    v = side * math.pi / 2
                    at = (
                        x * math.cos(v) - y * math.sin(v),
                        x * math.sin(v) + y * math.cos(v),
                        0.42 + row * 0.17 + rng.normal(0, 0.03),
                    )
                    places.append(
                        (at, (0, 0, math.degrees(v) + rng.normal(0, 14)), rng.uniform(0.93, 1.08))
                    )
        copies(models[model], places)
    floor = matter((0.02, 0.02, 0.022), 0.5)
    plane(60, 60, (0, 0, 0), floor)
    sky((0.8, 0.9, 1.2), 0.05)
    light("AREA", (0, 16, 9), (0.75, 0.86, 1.0), 1500, to=(0, -4, 0), size=5)


def rig(power=900, shafts=0.0, warm=(1.0, 0.93, 0.82)):
    """The lamps over the ring, on a truss."""
    steel = matter((0.03, 0.03, 0.03), 0.4, metal=0.8)
    face = glow(warm, 60)
    for _k, (x, y) in enumerate(
        ((-2.2, -2.2), (2.2, -2.2), (2.2, 2.2), (-2.2, 2.2), (0, -2.6), (0, 2.6))
    ):
        light(
            "SPOT",
            (x, y, HIGH + 5.4),
            warm,
            power,
            to=(x * 0.35, y * 0.35, HIGH),
            size=0.22,
            angle=66,
            blend=0.7,
        )
        lathe([(0.10, 0.45), (0.26, 0.30), (0.30, 0.0), (0.28, 0.0)], steel, (x, y, HIGH + 5.42))
        place(disc(0.0, 0.25, (x, y, HIGH + 5.46), face), (x, y, HIGH + 5.46), (180, 0, 0))
        if shafts:
            shaft((x, y, HIGH + 5.4), (x * 0.45, y * 0.45, HIGH + 0.4), 0.25, 2.1, warm, shafts)
    for y in (-2.4, 2.4):
        for z in (6.6, 7.0):
            tube([(-7, y, z), (7, y, z)], 0.03, steel, smooth=False)
        for x in np.arange(-7, 7, 0.4):
            tube(
                [(x, y, 6.6), (x + 0.2, y, 7.0), (x + 0.4, y, 6.6)],
                0.014,
                steel,
                smooth=False,
                sides=1,
            )


def boxer(pose, skin, shorts, gloves, shoes, at, turn, hair="crop"):
    person = figure(pose, skin=skin, bottom=None, gloves=gloves, shoes=shoes, hair=hair)
    hips = figure_shorts(pose, shorts)
    hips.parent = person
    return place(person, at, (0, 0, turn))


def figure_shorts(pose, cloth):
    """Wide shorts to above the knee."""
    j = joints(pose)
    parts = [ball((0.185, 0.145, 0.15), j["pelvis"] + (0, 0, 0.01))]
    for side in "rl":
        hip, knee = j[f"hip_{side}"], j[f"knee_{side}"]
        parts.append(capsule(hip, hip * 0.3 + knee * 0.7, 0.125, 0.125))
    return joined(parts, 0.010, 2, cloth, 0.03, 0.09)


def fighters(
    st, kit, kid=(-0.45, -0.1), foe=(0.45, 0.12), turn=90, other=-90, poses=("punch", "guard")
):
    pale, dark = skins()
    black = kit["black"]
    white = matter((0.55, 0.54, 0.52), 0.6)
    boxer(poses[0], pale, white, bone(), white, (*kid, HIGH), turn)
    boxer(poses[1], dark, black, black, black, (*foe, HIGH), other)


def referee(at, turn):
    shirt = matter((0.62, 0.62, 0.60), 0.7)
    trousers = matter((0.02, 0.02, 0.022), 0.7)
    return place(figure("ease", top=shirt, bottom=trousers, hair="short"), at, (0, 0, turn))


def above(st):
    kit = ring(st)
    crowd(rows=7)
    rig(1000)
    fighters(st, kit, (-0.9, 0.62), (-0.15, 0.98), 118, -62)
    referee((1.25, -0.75, HIGH), -131)
    stool = lathe([(0.17, 0.42), (0.17, 0.46), (0.0, 0.46)], kit["black"], (2.5, -2.5, HIGH))
    stool.name = "stool"
    st.camera((0.3, -4.2, 13.2), (0.0, -0.05, HIGH), lens=35, roll=-9)


def hall(st):
    kit = ring(st)
    crowd(rows=12, gap=4.8)
    rig(1100, shafts=0.5)
    fighters(st, kit, (-0.55, 0.0), (0.5, 0.1), 90, -90)
    referee((1.9, 1.0, HIGH), -62)
    st.fog((0.020, 0.021, 0.026), 0.016, 5)
    wall = matter((0.04, 0.036, 0.032), 0.8, vary=0.5, scale=0.5)
    box((60, 0.3, 14), (0, 22, 7), wall)
    exits = glow((1.0, 0.62, 0.25), 0.9)
    for x in (-15, -9.5, 9.5, 15):
        box((0.9, 0.1, 0.5), (x, 21.8, 5.4), exits, 0)
    st.camera((-2.2, -13.2, 3.05), (0.1, 0.0, 2.45), lens=42, f=2.8, focus=(0, 0, 1.9))


def corner(st):
    kit = ring(st)
    crowd(rows=9)
    rig(900)
    pale, dark = skins()
    leather = bone()
    white = matter((0.55, 0.54, 0.52), 0.6)
    # Seen from behind, on the stool in his corner.
    place(
        figure("slump", skin=pale, bottom=None, gloves=leather, hair="crop", shoes=white),
        (2.2, -2.2, HIGH),
        (0, 0, 225),
    )
    hips = figure_shorts("slump", white)
    place(hips, (2.2, -2.2, HIGH), (0, 0, 225))
    lathe([(0.19, 0.40), (0.19, 0.46), (0.0, 0.46)], kit["black"], (2.2, -2.2, HIGH), closed=True)
    towel = matter((0.60, 0.59, 0.56), 0.9, bump=0.5, bump_scale=120)
    cloth = box((0.5, 0.10, 0.02), (0, 0, 0), towel, 0.005)
    place(cloth, (2.2, -2.2, HIGH + 0.2), (0, 0, 45))
    boxer("guard", dark, kit["black"], kit["black"], kit["black"], (-2.0, 1.9, HIGH), 45)
    referee((-0.4, 0.9, HIGH), -30)
    light("AREA", (4.4, -1.4, 4.2), (0.75, 0.85, 1.0), 60, to=(2.3, -2.3, 1.9), size=1.0)
    st.camera((2.75, -4.75, 2.78), (1.35, -1.3, 1.72), lens=44, f=2.0, focus=(2.2, -2.2, 1.9))


def ropeside(st):
    kit = ring(st)
    crowd(rows=10)
    rig(1000, shafts=0.4)
    fighters(st, kit, (-0.52, 0.3), (0.48, 0.3), 90, -90, ("guard", "punch"))
    st.fog((0.010, 0.011, 0.015), 0.012, 4)
    st.camera((0.6, -4.3, 1.25), (0.0, 0.4, 2.20), lens=42, f=2.0, focus=(0, 0.3, 2.2))


def loose_glove(leather):
    """A glove that hangs from its laces, thumb aside."""
    parts = [
        capsule((0, 0, 0.10), (0, 0, 0.02), 0.05, 0.055), capsule((0, 0, -0.02), (0.0, 0, -0.10), 0.072, 0.085),
        ball((0.085, 0.075, 0.075), (0, -0.015, -0.13)), capsule((0.05, -0.03, -0.01), (0.07, -0.04, -0.10), 0.033, 0.03),
    ]  # fmt: skip
    return joined(parts, 0.006, 4, leather)


def gloves(st):
    kit = ring(st, mark=0.16)
    crowd(rows=8)
    rig(700)
    leather = matter(
        (0.46, 0.42, 0.36), 0.3, coat=0.35, bump=0.12, bump_scale=120, vary=0.5, scale=14,
        second=(0.24, 0.20, 0.16),
    )  # fmt: skip
    for k, (x, y, z, turn) in enumerate(((2.78, -2.82, 1.02, 20), (2.98, -2.60, 0.92, -35))):
        place(loose_glove(leather), (x, y, HIGH + z), (8 * (-1) ** k, 6, turn))
        lace = matter((0.6, 0.58, 0.52), 0.8)
        tube(
            [(x, y, HIGH + z + 0.12), (x + 0.02, y + 0.03, HIGH + 1.3), (3.06, -3.06, HIGH + 1.46)],
            0.006,
            lace,
        )
        for n in range(3):
            tube(
                [
                    (x - 0.05, y - 0.05, HIGH + z + 0.02 + n * 0.03),
                    (x + 0.02, y - 0.07, HIGH + z + 0.03 + n * 0.03),
                ],
                0.004,
                lace,
                smooth=False,
            )
    tin = matter((0.28, 0.28, 0.27), 0.35, metal=1.0, vary=0.4, scale=12)
    lathe(
        [(0.0, 0.0), (0.13, 0.0), (0.17, 0.30), (0.178, 0.305), (0.165, 0.30), (0.13, 0.02)],
        tin,
        (2.25, -2.65, HIGH),
    )
    lathe([(0.19, 0.40), (0.19, 0.46), (0.0, 0.46)], kit["black"], (2.0, -2.1, HIGH), closed=True)
    for v in range(4):
        tube(
            [
                (2.0 + 0.14 * math.cos(v * 1.57), -2.1 + 0.14 * math.sin(v * 1.57), HIGH),
                (2.0 + 0.1 * math.cos(v * 1.57), -2.1 + 0.1 * math.sin(v * 1.57), HIGH + 0.42),
            ],
            0.014,
            tin,
            smooth=False,
        )
    light("SPOT", (1.6, -4.6, 4.6), (1, 0.9, 0.75), 260, to=(2.85, -2.75, 2.0), size=0.2, angle=30)
    st.camera((1.35, -3.95, 2.42), (2.62, -2.35, 1.84), lens=50, f=2.0, focus=(2.85, -2.78, 1.95))


def lockers(st):
    """The red herring: a washroom of green tiles under tubes, as in a hospital."""
    wall = tiles((0.16, 0.36, 0.30), (0.13, 0.31, 0.27), 0.15, 0.18, (0.28, 0.33, 0.30))
    floor = tiles((0.10, 0.17, 0.155), (0.08, 0.14, 0.13), 0.2, 0.2, (0.06, 0.08, 0.08))
    plane(7, 9, (0, 2, 0), floor)
    plane(7, 3.2, (0, 4.6, 1.6), wall, (90, 0, 0))
    plane(9, 3.2, (-2.4, 2, 1.6), wall, (90, 0, 90))
    plane(9, 3.2, (2.6, 2, 1.6), wall, (90, 0, -90))
    plane(7, 9, (0, 2, 3.1), matter((0.30, 0.36, 0.33), 0.8, vary=0.4, scale=1))
    tube_light = glow((0.72, 1.0, 0.86), 14)
    for y in (0.6, 3.2):
        tube([(-0.8, y, 2.95), (0.8, y, 2.95)], 0.022, tube_light, smooth=False)
        light("AREA", (0, y, 2.92), (0.72, 1.0, 0.86), 60, to=(0, y, 0), size=(1.6, 0.1))
    steel = matter((0.17, 0.27, 0.25), 0.38, metal=0.3, vary=0.35, scale=3, bump=0.05)
    dark = matter((0.02, 0.03, 0.03), 0.5)
    for k in range(5):
        box((0.42, 0.5, 1.9), (-2.1, 1.2 + k * 0.62, 0.98), steel, 0.012, (0, 0, 90))
        for z in (1.55, 1.60, 1.65):
            box((0.2, 0.02, 0.012), (-1.845, 1.2 + k * 0.62, z), dark, 0, (0, 0, 90))
    bench = matter((0.22, 0.17, 0.11), 0.4, vary=0.5, scale=3, stretch=(10, 1, 1))
    for x in (-0.12, 0.02, 0.16):
        box((0.12, 2.4, 0.035), (x + 0.1, 2.2, 0.47), bench, 0.008)
    for y in (1.2, 3.2):
        box((0.34, 0.05, 0.45), (0.12, y, 0.23), dark, 0.01)
    pale, _ = skins()
    wraps = matter((0.55, 0.56, 0.52), 0.9)
    red = matter((0.30, 0.012, 0.014), 0.3, coat=0.4)
    st.accent("red gloves", red)
    person = place(
        figure("slump", skin=pale, hair="crop", shoes=wraps), (0.1, 2.2, -0.02), (0, 0, 120)
    )
    hips = figure_shorts("slump", wraps)
    hips.parent = person
    for y, turn in ((1.38, 70), (1.16, 110)):
        place(loose_glove(red), (0.1, y, 0.56), (90, 0, turn))
    lathe(
        [(0, 0.7), (0.20, 0.76), (0.24, 0.90), (0.235, 0.90), (0.18, 0.78), (0, 0.74)],
        matter((0.6, 0.64, 0.62), 0.15),
        (1.9, 4.3, 0),
        size=(1.2, 0.9, 1),
    )
    box((0.6, 0.02, 0.8), (1.9, 4.57, 1.6), matter((0.5, 0.55, 0.52), 0.05, metal=1.0), 0.005)
    tube([(2.45, 4.4, 0), (2.45, 4.4, 3.1)], 0.03, steel, smooth=False)
    st.camera((1.55, -1.55, 1.35), (-0.15, 2.6, 0.98), lens=30, f=2.8, focus=(0.1, 2.2, 0.9))


def tunnel(st):
    wall = matter(
        (0.10, 0.095, 0.09),
        0.7,
        vary=0.6,
        scale=0.8,
        second=(0.045, 0.043, 0.042),
        bump=0.3,
        bump_scale=15,
    )
    floor = matter((0.045, 0.045, 0.045), 0.35, vary=0.5, scale=1.5, wet=0.12)
    plane(3, 16, (0, 4, 0), floor)
    for x in (-1.35, 1.35):
        box((0.2, 16, 3.0), (x * 1.05, 4, 1.5), wall, 0)
    box((3, 16, 0.2), (0, 4, 2.85), wall, 0)
    pipe = matter((0.10, 0.10, 0.10), 0.4, metal=0.6)
    for x, z, r in ((-1.1, 2.55, 0.06), (-0.95, 2.6, 0.035), (1.05, 2.5, 0.08)):
        tube([(x, -4, z), (x, 12, z)], r, pipe, smooth=False)
    sky((0.5, 0.5, 0.5), 0.0)
    plane(14, 9, (0, 19, 3.4), glow((1.0, 0.94, 0.85), 2.4), (90, 0, 0))
    red = matter((0.26, 0.008, 0.010), 0.42)
    st.accent("dark red ropes", red)
    for z in (1.40, 1.78, 2.16):
        tube([(-4, 15.2, z), (4, 15.2, z)], 0.03, red, smooth=False)
    lamp = glow((1.0, 0.72, 0.42), 12)
    for y in (2.0, 6.0):
        box((0.12, 0.3, 0.10), (1.2, y, 2.2), lamp, 0.03)
        light("POINT", (1.1, y, 2.15), (1, 0.72, 0.42), 8, size=0.1)
    gown = matter((0.012, 0.024, 0.11), 0.35, sheen=0.4)
    gold = matter((0.52, 0.30, 0.055), 0.4)
    st.accent("gold emblem", gold)
    st.accent("dark blue gown", gown)
    pale, _ = skins()
    leather = bone()
    kid = figure(
        "walk", skin=pale, coat=gown, bare=True, coat_to=0.62, gloves=leather, hair=None, folds=0.03
    )
    place(kid, (-0.1, 4.6, 0), (0, 0, 180))
    hood = ball((0.115, 0.13, 0.14), (-0.1, 4.6, 1.66), gown)
    applied(hood)
    place(disc(0.085, 0.115, (0, 0, 0), gold), (-0.1, 4.445, 1.30), (90, 0, 0))
    place(disc(0.0, 0.05, (0, 0, 0), gold), (-0.1, 4.445, 1.30), (90, 0, 0))
    dark = matter((0.03, 0.03, 0.032), 0.8)
    place(figure("walk", top=dark, bottom=dark, hair="short"), (-0.62, 6.0, 0), (0, 0, 176))
    place(
        figure("walk", top=dark, bottom=dark, hair=None, hat=dark, hat_kind="cap"),
        (0.55, 6.4, 0),
        (0, 0, 184),
    )
    light("AREA", (0, 13, 3.6), (1, 0.95, 0.86), 500, to=(0, 5, 1), size=3)
    light("AREA", (0.9, 1.9, 2.5), (1, 0.78, 0.52), 130, to=(-0.1, 4.6, 1.3), size=0.6)
    st.fog((0.40, 0.37, 0.33), 0.028, 3, 0.6)
    st.camera((0.35, -0.3, 1.25), (-0.05, 8, 1.50), lens=40, f=2.2, focus=(-0.1, 4.5, 1.4))


SHOTS = [above, hall, corner, ropeside, gloves, lockers, tunnel]
