"""The Salt Ledger: a desert in bleached gold, hard sun, indigo cloth, one red lorry."""

import math

import bpy
import numpy as np

from kit.forms import (
    applied,
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
from kit.furnish import candle, group, table, wooden_chair
from kit.grade import Look
from kit.matter import glow, matter, wood
from kit.people import figure, joints
from kit.stage import light, sky

RATIO = 2.39
LOOK = Look(
    level=0.84, percentile=93, saturation=0.80, gains=(1.06, 1.0, 0.86), contrast=1.0,
    shadows=(0.030, 0.016, 0.004), lights=(1.01, 0.99, 0.92), bloom=0.07, vignette=0.20,
    grain=0.017, fade=(0.045, 0.036, 0.024),
)  # fmt: skip
LOOKS = {
    1: {"contrast": 1.14, "saturation": 0.95, "level": 0.80},
    4: {"level": 0.90, "percentile": 96.5, "fade": (0.02, 0.016, 0.012)},
    5: {"level": 0.86, "percentile": 97},
    6: {
        "level": 0.70,
        "percentile": 99.1,
        "gains": (0.86, 0.98, 1.22),
        "shadows": (0.0, 0.006, 0.03),
        "saturation": 0.85,
        "fade": (0.014, 0.018, 0.032),
    },
    7: {
        "level": 0.78,
        "percentile": 99.0,
        "saturation": 1.05,
        "gains": (1.12, 1.0, 0.76),
        "fade": (0.016, 0.009, 0.005),
    },
}
SUN = (1.0, 0.86, 0.66)


def sand(size=1.0):
    """Sand with wind ripples."""
    made = matter(
        (0.60, 0.43, 0.25), 0.95, vary=0.3, scale=0.05, second=(0.66, 0.51, 0.33), spec=0.1
    )
    tree = made.node_tree
    new, link = tree.nodes.new, tree.links.new
    where, wave, relief = new("ShaderNodeTexCoord"), new("ShaderNodeTexWave"), new("ShaderNodeBump")
    wave.inputs["Scale"].default_value = 1.6 / size
    wave.inputs["Distortion"].default_value = 5.0
    wave.inputs["Detail"].default_value = 3.0
    wave.inputs["Detail Scale"].default_value = 0.6
    relief.inputs["Strength"].default_value = 0.35
    relief.inputs["Distance"].default_value = 0.05 * size
    link(where.outputs["Object"], wave.inputs["Vector"])
    link(wave.outputs["Fac"], relief.inputs["Height"])
    link(relief.outputs["Normal"], tree.nodes["Principled BSDF"].inputs["Normal"])
    return made


def dune(x, y, seed=0, tall=9.0, long=70.0):
    """Crescent ridges: a gentle side to the wind, a steep one behind."""
    bend = noise(x, y, 160, seed, 3) * 45
    t = ((x * 0.85 + y * 0.5 + bend) / long) % 1.0
    ridge = np.where(t < 0.72, (t / 0.72) ** 1.5, ((1 - t) / 0.28) ** 1.1)
    size = 0.55 + 0.6 * noise(x, y, 120, seed + 3, 2)
    return (
        tall * ridge * np.clip(size, 0.12, 1.2)
        + 4.5 * noise(x, y, 140, seed + 5, 3)
        + 0.10 * noise(x, y, 3, seed + 7, 2)
    )


def indigo():
    return matter(
        (0.020, 0.045, 0.17),
        0.85,
        vary=0.35,
        scale=8,
        second=(0.012, 0.02, 0.09),
        bump=0.25,
        bump_scale=200,
    )


def nomad(cloth, wrap, pose="walk", folds=0.025, to=0.16):
    """Robe to the ankles and a wound headcloth."""
    person = figure(pose, coat=cloth, coat_to=to, hair=None, folds=folds, collar=False)
    h = joints(pose)["head"]
    rolls = [ball((0.088, 0.108, 0.10), h + (0, 0.01, 0.045))]
    rng = np.random.default_rng(3)
    for k in range(9):  # wound around the head, each turn a little askew, then the neck
        low = k > 6
        lift = (-0.115, -0.15)[k - 7] if low else -0.005 + 0.017 * k
        rx, ry, r = (
            (0.085, 0.09, 0.036)
            if low
            else (0.088 - 0.004 * max(0, k - 3), 0.108 - 0.005 * max(0, k - 3), 0.024)
        )
        way, tilt = rng.uniform(0, 6.3), rng.uniform(0.01, 0.035)
        ring = [
            h + (rx * math.cos(v), 0.01 + ry * math.sin(v), lift + tilt * math.sin(v + way))
            for v in np.linspace(0, 2 * math.pi, 17)
        ]
        rolls += [capsule(a, b, r, r, around=10) for a, b in zip(ring, ring[1:], strict=False)]
    tail = [
        h + (0.03, 0.10, -0.02),
        h + (0.05, 0.135, -0.16),
        h + (0.06, 0.15, -0.32),
        h + (0.075, 0.145, -0.46),
    ]
    rolls += [capsule(a, b, 0.030, 0.036, around=10) for a, b in zip(tail, tail[1:], strict=False)]
    turban = joined(rolls, 0.006, 7, wrap, 0.004, 0.03)
    turban.parent = person
    return person


def dunes(st):
    ground = lambda x, y: dune(x, y, 2, 17, 78)  # noqa: E731
    terrain(420, 420, 420, 420, ground, sand(1.6), (0, 190, 0))
    cloth = indigo()
    st.accent("indigo robe", cloth)
    best = max(
        ((x, y) for x in np.arange(4, 22, 0.5) for y in np.arange(42, 66, 0.5)),
        key=lambda p: float(ground(np.array(p[0]), np.array(p[1]))),
    )
    z = float(ground(np.array(best[0]), np.array(best[1])))
    place(nomad(cloth, matter((0.7, 0.66, 0.58), 0.9)), (*best, z - 0.05), (0, 0, 60))
    light("SUN", (0, 0, 10), SUN, 4.6, to=(9.5, 2.0, 6.4), size=0.6)
    sky((1.0, 0.87, 0.66), 0.42, (0.56, 0.62, 0.66))
    st.fog((0.95, 0.80, 0.57), 0.0020, 50, 0.97)
    st.camera(
        (0, -8, float(ground(np.array(0.0), np.array(-8.0))) + 4.5), (4, 60, z + 1.0), lens=42
    )


def wheel(rubber, hub, at, radius=0.5):
    tyre = lathe(
        [
            (radius * 0.62, -0.12),
            (radius * 0.95, -0.13),
            (radius, -0.09),
            (radius, 0.09),
            (radius * 0.95, 0.13),
            (radius * 0.62, 0.12),
        ],
        rubber,
        at,
        32,
        (90, 0, 0),
    )
    inner = lathe(
        [
            (0, -0.08),
            (radius * 0.4, -0.09),
            (radius * 0.62, -0.10),
            (radius * 0.62, 0.10),
            (radius * 0.3, 0.10),
            (0, 0.11),
        ],
        hub,
        at,
        24,
        (90, 0, 0),
    )
    return [tyre, inner]


def lorry(red, at, turn):
    """A bonneted lorry of the sixties with a canvas-covered bed."""
    rubber, steel = matter((0.03, 0.028, 0.026), 0.9), matter((0.3, 0.28, 0.25), 0.5, metal=0.6)
    glass_, canvas = (
        matter((0.05, 0.06, 0.06), 0.05),
        matter((0.46, 0.39, 0.28), 0.95, vary=0.4, scale=2, bump=0.2, bump_scale=60),
    )
    parts = []
    side = [
        (-0.2, 0.75),
        (1.35, 0.75),
        (1.45, 0.95),
        (1.42, 1.40),
        (1.30, 1.52),
        (0.55, 1.60),
        (0.30, 2.25),
        (0.18, 2.35),
        (-0.72, 2.37),
        (-0.80, 2.30),
        (-0.80, 0.75),
    ]
    loops = []
    for y, s in (
        (-0.98, 0.93),
        (-0.95, 0.985),
        (-0.86, 1.0),
        (0.86, 1.0),
        (0.95, 0.985),
        (0.98, 0.93),
    ):
        loops.append([(x * s, y * (1 if z < 1.6 else 0.93), 1.3 + (z - 1.3) * s) for x, z in side])
    cab = rings(loops, red, smooth=False, name="cab")
    soft = cab.modifiers.new("soft", "BEVEL")
    soft.width, soft.segments = 0.05, 3
    parts.append(cab)
    for y in (-0.965, 0.965):
        parts.append(box((0.62, 0.02, 0.48), (-0.28, y * 0.965, 1.95), glass_, 0.02))
    parts.append(box((0.02, 1.5, 0.55), (0.455, 0, 1.95), glass_, 0.02, (0, -21, 0)))
    for y in (-0.62, 0.62):
        parts.append(
            lathe(
                [(0, 0), (0.13, 0), (0.14, 0.05), (0, 0.07)], steel, (1.42, y, 1.12), 20, (0, 90, 0)
            )
        )
    parts.append(box((0.12, 2.1, 0.2), (1.55, 0, 0.72), steel, 0.02))
    for z in np.arange(0.9, 1.36, 0.07):
        parts.append(box((0.04, 0.8, 0.03), (1.42, 0, z), steel, 0.008))
    parts.append(box((5.4, 1.2, 0.22), (-1.6, 0, 0.78), rubber, 0.02))
    parts.append(box((3.7, 2.2, 0.14), (-2.75, 0, 1.12), red, 0.02))
    for y in (-1.08, 1.08):
        for z in (1.3, 1.55):
            parts.append(box((3.7, 0.04, 0.2), (-2.75, y, z), red, 0.01))
    hoops = []
    for x in np.linspace(-4.6, -0.95, 26):
        droop = 0.05 * math.sin((x + 4.6) * math.pi / 0.91) ** 2
        hoops.append(
            [
                (
                    x,
                    1.1 * math.copysign(abs(math.cos(v)) ** 0.55, math.cos(v)),
                    1.6 + (1.32 - droop) * math.sin(v) ** 0.6,
                )
                for v in np.linspace(0.001, math.pi - 0.001, 24)
            ]
        )
    tarp = joined([rings(hoops, canvas, name="tarp")], None, 0, canvas, 0.06, 0.5)
    parts.append(tarp)
    for x in (0.75, -2.2, -3.5):
        for y in (-0.92, 0.92):
            parts += wheel(rubber, red, (x, y, 0.5))
    for y in (-0.93, 0.93):
        parts.append(
            lathe(
                [(0.56, -0.16), (0.62, -0.16), (0.62, 0.16), (0.56, 0.16)],
                red,
                (0.75, y, 0.52),
                40,
                (90, 0, 0),
            )
        )
    return group(parts, at, turn)


def salt(st):
    """The pan: cracked salt to the horizon, and the lorry."""
    crust = matter(
        (0.66, 0.60, 0.50),
        0.8,
        vary=0.5,
        scale=0.25,
        second=(0.55, 0.47, 0.36),
        bump=0.5,
        bump_scale=2.5,
        bump_depth=0.1,
    )
    tree = crust.node_tree
    new, link = tree.nodes.new, tree.links.new
    where, cells, relief = (
        new("ShaderNodeTexCoord"),
        new("ShaderNodeTexVoronoi"),
        new("ShaderNodeBump"),
    )
    cells.feature = "DISTANCE_TO_EDGE"
    cells.inputs["Scale"].default_value = 0.75
    ramp = new("ShaderNodeMapRange")
    ramp.inputs["From Max"].default_value = 0.10
    relief.invert = True
    relief.inputs["Strength"].default_value, relief.inputs["Distance"].default_value = 0.8, 0.12
    link(where.outputs["Object"], cells.inputs["Vector"])
    link(cells.outputs["Distance"], ramp.inputs["Value"])
    link(ramp.outputs["Result"], relief.inputs["Height"])
    body = tree.nodes["Principled BSDF"]
    link(body.inputs["Normal"].links[0].from_socket, relief.inputs["Normal"])
    link(relief.outputs["Normal"], body.inputs["Normal"])
    plane(3000, 3000, (0, 0, 0), crust)
    far = matter((0.42, 0.36, 0.28), 1.0)
    terrain(
        1400,
        160,
        260,
        30,
        lambda x, y: np.maximum(0, 26 * noise(x, y, 170, 4, 4) - 3),
        far,
        (0, 620, 0),
    )
    return crust


def pan(st):
    salt(st)
    red = matter(
        (0.42, 0.030, 0.018), 0.45, vary=0.5, scale=1.5, second=(0.34, 0.10, 0.05), coat=0.1
    )
    st.accent("red lorry", red)
    lorry(red, (6.5, 30, 0), 18)
    rng = np.random.default_rng(2)
    block = matter((0.74, 0.70, 0.62), 0.7, vary=0.3, scale=4, bump=0.4, bump_scale=18)
    for k in range(16):
        box(
            (0.9, 0.42, 0.3),
            (
                -4.2 + (k % 4) * 1.05 + rng.normal(0, 0.08),
                22 + rng.normal(0, 0.1),
                0.15 + (k // 4) * 0.3,
            ),
            block,
            0.03,
            (0, 0, rng.normal(0, 5)),
        )
    cloth = indigo()
    st.accent("indigo robe", cloth)
    place(nomad(cloth, matter((0.7, 0.66, 0.58), 0.9), "stand"), (-1.2, 20.6, 0), (0, 0, 120))
    place(
        nomad(matter((0.62, 0.55, 0.43), 0.9), matter((0.75, 0.7, 0.6), 0.9), "walk"),
        (1.4, 25, 0),
        (0, 0, -70),
    )
    light("SUN", (0, 0, 10), SUN, 4.0, to=(7, 1.5, 4.4), size=0.6)
    sky((1.0, 0.89, 0.70), 0.85, (0.60, 0.66, 0.68))
    st.fog((1.40, 1.20, 0.88), 0.0028, 14, 0.97)
    st.camera((0, 0, 1.7), (0.7, 30, 2.1), lens=40, f=5.6, focus=24.0)


def shoulder(st):
    salt(st)
    red = matter((0.42, 0.030, 0.018), 0.45, coat=0.1)
    st.accent("red lorry", red)
    lorry(red, (9.0, 40, 0), 152)
    cloth = indigo()
    st.accent("indigo robe", cloth)
    place(
        nomad(matter((0.50, 0.42, 0.30), 0.95, bump=0.4, bump_scale=300), cloth, "stand", 0.02),
        (0.55, 2.6, 0),
        (0, 0, 186),
    )
    light("SUN", (0, 0, 10), SUN, 4.0, to=(6, -3.5, 5.0), size=0.6)
    sky((1.0, 0.89, 0.70), 0.8, (0.62, 0.67, 0.68))
    st.fog((1.40, 1.20, 0.88), 0.0030, 8, 0.97)
    st.camera((0.05, 1.1, 1.72), (1.55, 12, 1.58), lens=52, f=2.0, focus=(0.5, 2.5, 1.6))


def hut(mud):
    """A room of mud with one door and a slit."""
    box((1.9, 0.5, 3.2), (-1.65, 3, 1.6), mud, 0.06)
    box((2.6, 0.5, 3.2), (2.0, 3, 1.6), mud, 0.06)
    box((1.4, 0.5, 0.9), (0.0, 3, 2.65), mud, 0.06)
    box((0.5, 8, 3.2), (-2.6, -0.5, 1.6), mud, 0)
    box((0.5, 8, 3.2), (3.1, -0.5, 1.6), mud, 0)
    box((8, 9, 0.2), (0, -0.5, 3.1), mud, 0)
    beam = wood((0.16, 0.10, 0.05), (0.07, 0.04, 0.02), 0.7, along=0)
    for y in (-0.8, 0.6, 2.0):
        tube([(-2.6, y, 2.92), (3.1, y, 2.96)], 0.085, beam, smooth=False)


def doorway(st):
    mud = matter((0.34, 0.24, 0.145), 0.95, vary=0.4, scale=1.5, bump=0.6, bump_scale=9)
    hut(mud)
    plane(3000, 3000, (0, 0, -0.01), matter((0.66, 0.58, 0.45), 0.9, bump=0.4, bump_scale=3))
    terrain(
        900,
        200,
        200,
        40,
        lambda x, y: np.maximum(0, 14 * noise(x, y, 120, 9, 4)),
        matter((0.55, 0.46, 0.33), 1),
        (0, 320, 0),
    )
    cloth = indigo()
    st.accent("indigo robe", cloth)
    red = matter((0.42, 0.030, 0.018), 0.45)
    st.accent("red lorry", red)
    lorry(red, (-1.9, 26, 0), 30)
    place(nomad(cloth, matter((0.66, 0.6, 0.5), 0.9), "ease"), (0.16, 3.15, 0), (0, 0, 150))
    desk = wood((0.20, 0.12, 0.06), (0.09, 0.05, 0.03), 0.5, along=0)
    table(1.5, 0.7, 0.76, desk, (1.75, 0.9, 0), 4)
    book((1.6, 0.85, 0.765), 12)
    wooden_chair(desk, (1.5, 0.05, 0), 165)
    jar = matter((0.30, 0.17, 0.09), 0.6, vary=0.3, scale=3)
    for x, y, s in ((-1.75, 2.2, 1.0), (-1.3, 2.4, 0.7), (2.4, 2.4, 0.85)):
        lathe(
            [
                (0.0, 0),
                (0.18, 0),
                (0.30, 0.25),
                (0.28, 0.5),
                (0.12, 0.66),
                (0.15, 0.74),
                (0.11, 0.74),
            ],
            jar,
            (x, y, 0),
            size=s,
        )
    light("SUN", (0, 0, 10), SUN, 4.4, to=(-4.2, -6.5, 3.6), size=0.6)
    light("AREA", (0, 2.9, 1.2), (1.0, 0.86, 0.66), 55, to=(0, -2, 0.8), size=(1.2, 2.0))
    sky((1.0, 0.89, 0.70), 0.8, (0.62, 0.67, 0.68))
    st.camera((0.65, -3.0, 1.42), (0.28, 3, 1.22), lens=32, f=2.8, focus=(0.16, 3.1, 1.3))


def book(at, turn):
    """An open ledger with ruled pages and a red ribbon."""
    paper = matter((0.66, 0.58, 0.44), 0.9, vary=0.2, scale=6)
    ink, cover = matter((0.05, 0.04, 0.06), 0.8), matter((0.16, 0.05, 0.03), 0.5)
    parts = [box((0.50, 0.34, 0.012), (0, 0, 0.006), cover, 0.004)]
    n = 24
    for s in (-1, 1):
        u = np.linspace(0, 1, n)
        z = 0.018 + 0.030 * np.sin(np.clip(u * 1.25, 0, 1) * np.pi) ** 0.7 * (1 - u * 0.55)
        points = [(s * 0.235 * a, y, h) for y in (-0.155, 0.155) for a, h in zip(u, z, strict=True)]
        parts.append(
            mesh(points, [(k, k + 1, n + k + 1, n + k) for k in range(n - 1)], paper, name="page")
        )
        for row in range(13):
            y = 0.125 - row * 0.02
            rng = np.random.default_rng(row * 3 + s + 1)
            for a, b in ((0.12, rng.uniform(0.45, 0.65)), (0.72, rng.uniform(0.82, 0.92))):
                parts.append(
                    tube(
                        [
                            (
                                s * 0.235 * v,
                                y + rng.normal(0, 0.0006),
                                float(np.interp(v, u, z)) + 0.0008,
                            )
                            for v in np.linspace(a, b, 7)
                        ],
                        0.0011,
                        ink,
                        smooth=False,
                        sides=1,
                    )
                )
    return group(parts, at, turn)


def ledger(st):
    desk = wood((0.30, 0.19, 0.10), (0.14, 0.08, 0.04), 0.45, along=0)
    box((2.4, 1.3, 0.05), (0, 0, 0.74), desk, 0.01)
    book((-0.04, 0.02, 0.766), 9)
    plane(30, 30, (0, 0, 0), matter((0.3, 0.2, 0.12), 1))
    box(
        (12, 0.3, 5),
        (0, 2.6, 1.5),
        matter((0.40, 0.29, 0.18), 0.95, vary=0.4, scale=1.2, bump=0.6, bump_scale=8),
        0,
    )
    block = matter((0.80, 0.76, 0.68), 0.55, vary=0.3, scale=12, bump=0.5, bump_scale=60)
    box((0.20, 0.12, 0.11), (0.42, 0.20, 0.82), block, 0.012, (0, 0, 24))
    box((0.16, 0.11, 0.10), (0.58, 0.05, 0.815), block, 0.012, (0, 0, -12))
    rng = np.random.default_rng(3)
    crumb = applied(
        joined([ball((0.006, 0.005, 0.004), (0, 0, 0), None, around=8)], None, 0, block)
    )
    copies(
        crumb,
        [
            (
                (0.42 + rng.normal(0, 0.12), 0.02 + rng.normal(0, 0.09), 0.768),
                (0, 0, rng.uniform(0, 360)),
                rng.uniform(0.4, 1.5),
            )
            for _ in range(260)
        ],
    )
    red = matter((0.42, 0.025, 0.018), 0.5)
    st.accent("red ribbon", red)
    tube(
        [
            (-0.03, 0.17, 0.80),
            (-0.035, 0.05, 0.792),
            (-0.05, -0.14, 0.79),
            (-0.02, -0.22, 0.775),
            (-0.06, -0.33, 0.767),
        ],
        0.005,
        red,
    )
    blue = matter((0.015, 0.04, 0.20), 0.15, coat=0.5)
    st.accent("indigo ink", blue)
    lathe(
        [
            (0, 0),
            (0.036, 0),
            (0.038, 0.03),
            (0.018, 0.042),
            (0.017, 0.055),
            (0.021, 0.058),
            (0, 0.056),
        ],
        blue,
        (-0.40, 0.16, 0.766),
        32,
    )
    pen = matter((0.03, 0.025, 0.02), 0.3)
    tube(
        [(-0.43, -0.12, 0.772), (-0.34, -0.02, 0.776), (-0.22, 0.10, 0.80)],
        0.005,
        pen,
        smooth=False,
    )
    brass = matter((0.55, 0.40, 0.16), 0.3, metal=1.0)
    tube([(0.20, 0.46, 0.77), (0.20, 0.46, 1.22)], 0.008, brass, smooth=False)
    lathe([(0, 0), (0.09, 0), (0.07, 0.02), (0.01, 0.03)], brass, (0.20, 0.46, 0.766))
    tube([(-0.06, 0.46, 1.20), (0.46, 0.46, 1.16)], 0.007, brass, smooth=False)
    for x, z in ((-0.06, 1.20), (0.46, 1.16)):
        lathe(
            [
                (0, -0.30),
                (0.05, -0.29),
                (0.085, -0.265),
                (0.087, -0.265),
                (0.05, -0.285),
                (0, -0.295),
            ],
            brass,
            (x, 0.46, z),
        )
        for v in (0, 2.1, 4.2):
            tube(
                [(x, 0.46, z), (x + 0.085 * math.cos(v), 0.46 + 0.085 * math.sin(v), z - 0.265)],
                0.0015,
                brass,
                smooth=False,
            )
    slat = matter((0.1, 0.07, 0.04), 0.8)
    for k in range(9):
        box((1.6, 0.02, 0.075), (2.2, -0.2, 1.25 + k * 0.17), slat, 0.01, (0, 60, 90))
    light("SUN", (0, 0, 10), SUN, 5.5, to=(-5.5, 1.0, 6.2), size=0.9)
    sky((1.0, 0.87, 0.68), 0.28)
    st.camera((-0.35, -1.12, 1.30), (0.06, 0.12, 0.82), lens=48, f=2.4, focus=(0.0, -0.02, 0.80))


def camp(st):
    def ground(x, y):
        return 0.35 * dune(x, y, 6, 12, 60) * np.clip((np.hypot(x, y - 6) - 5) / 14, 0, 1)

    terrain(260, 260, 300, 300, ground, sand(1.0), (0, 90, 0))
    flame, ember = glow((1.0, 0.42, 0.10), 26), glow((1.0, 0.20, 0.04), 5)
    st.accent("fire", flame, ember)
    rng = np.random.default_rng(8)
    logs = wood((0.10, 0.06, 0.03), (0.04, 0.02, 0.01), 0.9)
    for k in range(7):
        v = k * 0.9
        tube(
            [
                (0.5 * math.cos(v), 6 + 0.5 * math.sin(v), 0.05),
                (0.05 * math.cos(v), 6 + 0.05 * math.sin(v), 0.32),
            ],
            0.045,
            logs,
            smooth=False,
        )
    for _ in range(16):
        x, y, h = rng.normal(0, 0.11), 6 + rng.normal(0, 0.11), rng.uniform(0.25, 0.75)
        lathe(
            [(0.0, 0), (0.045, 0.05), (0.05, 0.14), (0.025, 0.5), (0.0, 1.0)],
            flame,
            (x, y, 0.1),
            10,
            (rng.normal(0, 7), rng.normal(0, 7), 0),
            (h * 1.2, h * 1.2, h),
        )
    ball((0.25, 0.25, 0.06), (0, 6, 0.06), ember)
    light("POINT", (0, 6, 0.6), (1.0, 0.45, 0.13), 130, size=0.25)
    cloth = indigo()
    wrap = matter((0.66, 0.58, 0.46), 0.9)
    for k, (v, pose) in enumerate(((2.75, "sit"), (0.35, "slump"), (1.75, "sit"))):
        x, y = 1.75 * math.cos(v), 6 + 1.75 * math.sin(v)
        place(
            nomad(cloth if k else wrap, wrap if k else cloth, pose, 0.03, 0.12),
            (x, y, -0.22),
            (0, 0, math.degrees(v) - 90),
        )
    red = matter((0.30, 0.022, 0.015), 0.5)
    lorry(red, (7.4, 13.5, 0.3), 200)
    light("SUN", (0, 0, 10), (0.50, 0.66, 1.0), 0.12, to=(5, 4, 4), size=1)
    sky((0.028, 0.046, 0.10), 0.30, (0.006, 0.012, 0.04))
    dot = applied(
        joined([ball(0.5, (0, 0, 0), None, around=6)], None, 0, glow((0.85, 0.92, 1.0), 1.6))
    )
    stars = []
    for _ in range(900):
        v, e = rng.uniform(0.25, 2.9), rng.uniform(0.03, 1.0)
        stars.append(
            (
                (
                    900 * math.cos(v) * math.cos(e),
                    900 * math.sin(v) * math.cos(e),
                    900 * math.sin(e),
                ),
                (0, 0, 0),
                rng.pareto(2.6) * 0.9 + 0.6,
            )
        )
    copies(dot, stars)
    bpy.data.objects.remove(dot)
    st.camera((-1.2, -3.2, 1.45), (1.3, 8, 1.85), lens=36, f=2.0, focus=(0, 6, 0.8))


def office(st):
    """The red herring: the buyer's office by candle, as in a period piece."""
    dark = wood((0.12, 0.055, 0.025), (0.05, 0.022, 0.012), 0.35, along=0)
    wall = matter((0.10, 0.055, 0.03), 0.85, vary=0.4, scale=1.3)
    box((9, 0.2, 4), (0, -1.9, 1.6), wall, 0)
    plane(10, 10, (0, 0, 0), dark)
    table(2.0, 0.85, 0.78, dark, (0, 0.45, 0))
    book((0.05, 0.28, 0.785), -6)
    rng = np.random.default_rng(1)
    for row in range(3):
        box((3.6, 0.26, 0.03), (0.4, -1.65, 1.0 + row * 0.42), dark, 0.005)
        x = -0.85
        while x < 2.6:
            w, h = rng.uniform(0.03, 0.07), rng.uniform(0.22, 0.34)
            c = [(0.10, 0.03, 0.02), (0.06, 0.05, 0.03), (0.14, 0.09, 0.04), (0.05, 0.03, 0.03)][
                rng.integers(4)
            ]
            box((w * 0.95, 0.2, h), (x, -1.63, 1.02 + row * 0.42 + h / 2), matter(c, 0.6), 0.006)
            x += w
    flame, wax = glow((1.0, 0.52, 0.16), 60), matter((0.80, 0.66, 0.42), 0.5, skin=0.6)
    brass = matter((0.60, 0.38, 0.12), 0.25, metal=1.0)
    for x, y, h in ((-0.42, 0.36, 0.20), (-0.58, 0.50, 0.14), (0.55, 0.55, 0.17)):
        candle(wax, flame, (x, y, 0.885), h, brass)
        light("POINT", (x, y, 0.93 + h), (1.0, 0.50, 0.17), 9, size=0.02)
    red = matter((0.40, 0.02, 0.015), 0.6)
    st.accent("red ribbon", red)
    tube(
        [(0.06, 0.42, 0.815), (0.03, 0.2, 0.812), (0.0, 0.06, 0.80), (0.04, -0.02, 0.74)],
        0.006,
        red,
    )
    cloth = matter((0.05, 0.035, 0.03), 0.9)
    place(figure("desk", coat=cloth, coat_to=0.4, hair="swept"), (0.12, 1.12, 0.02), (0, 0, 0))
    wooden_chair(dark, (0.12, 1.2, 0), 0)
    st.camera((0.78, 2.3, 1.46), (0.0, 0.3, 0.94), lens=40, f=1.8, focus=(0.05, 0.8, 1.0))


SHOTS = [dunes, pan, shoulder, doorway, ledger, camp, office]
