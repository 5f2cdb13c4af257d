"""A Lantern for the Drowned Mill: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    blur,
    bokeh,
    bust,
    fbm,
    person,
    rgb,
    ripple,
    shafts,
    smoothstep,
)
from kit.land import leaves, ridge, trunks

from .scenery import CLOAK, DEEP, DUSK, FLAME, LOOK, MOSS, flare, foreground, lantern, wood


def last_light(size):
    """Earlier: the last sun through the trunks, shafts in the mist, the wood still green."""
    cam = Camera(size, (0, 1.6, 0), (0, 2.6, -12), 50)
    gold = rgb("#ffd894")
    picture = wood(
        cam,
        25,
        [Light((4, 9, -26), gold * 60, 3)],
        DUSK * 0.10,
        rgb("#7a9a6e") * 0.4,
        0.04,
        120,
        near=4.5,
    )
    x, y, _ = cam.project((3.2, 7.0, -26))
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    r = np.hypot(xx - x, (yy - y) * 1.1)
    source = np.exp(-((r / 200) ** 2)) * smoothstep(0.10, 0.4, picture.rgb.mean(-1))
    rays = shafts(source * (0.4 + 1.2 * leaves(size, 61, 60, 9, 0.5)), (x, y), 0.93, 46)
    picture.add(
        gold * (3.2 * rays * (0.7 + 0.6 * fbm(size, 200, 3)))[..., None]
        + gold * (0.9 * np.exp(-r / 110))[..., None]
    )
    child = person(
        (-1.2, 0, -8.5), 165, rgb("#a8281c"), DEEP, 1.3, length=0.5, step=0.16, style="bald"
    )
    child.ball((0, 1.665, -0.02), (0.105, 0.13, 0.115), rgb("#a8281c"), 0.03)
    picture.body(child, [Light((4, 9, -26), gold * 420, 3)], (DUSK * 0.9, MOSS * 0.5), sheen=1.5)
    trunks(picture, np.random.default_rng(8), 4, [], (DEEP * 0.2, DEEP * 0.1), near=2.4, far=4.0)
    foreground(picture, 43, 0.5, 8, MOSS * 0.06)
    return picture.rgb, LOOK


def wide(size):
    """The wood at dusk, a cloaked figure with the lantern far down the path."""
    cam = Camera(size, (0, 1.5, 0), (0, 2.5, -12), 56)
    spot = (1.1, 0, -11)
    at = (0.82, 0.95, -10.9)
    lamp = Light(at, FLAME * 3.6, 0.5)
    picture = wood(cam, 5, [lamp], count=110, near=5.0)
    walker = person(spot, 188, CLOAK, DEEP, length=0.2, step=0.14, hat=rgb("#22282a"))
    picture.body(walker, [lamp], (DUSK * 0.2, DEEP * 0.2), sheen=1)
    flare(picture, at, 1.6, 0.55)
    trunks(
        picture,
        np.random.default_rng(77),
        5,
        [lamp],
        (DUSK * 0.05, DEEP * 0.05),
        near=2.6,
        far=4.4,
        spread=0.9,
    )
    foreground(picture, 3)
    return picture.rgb, LOOK


def held(size):
    """Close: the lantern held up, everything behind it soft."""
    cam = Camera(size, (0, 1.5, 1.15), (0.05, 1.5, 0), 40)
    back = wood(cam, 15, [Light((0.1, 1.5, -1.5), FLAME * 0.35, 0.8)], count=60, near=2.5, far=40)
    picture = Picture(cam, blur(back.rgb, 11))
    rng = np.random.default_rng(6)
    picture.add(
        bokeh(
            size,
            [
                (
                    rng.uniform(0, size[1]),
                    rng.uniform(0, 260),
                    rng.uniform(9, 20),
                    DUSK * rng.uniform(0.02, 0.07),
                )
                for _ in range(60)
            ],
        )
    )
    at = (0.16, 1.47, 0)
    lamp = Light(at, FLAME * 0.15, 0.12)
    man = bust((-0.27, 1.17, -0.1), 96, CLOAK, style="long", hair=rgb("#4a2a16"))
    picture.body(
        man,
        [lamp, Light((-1.5, 2.2, -1), DUSK * 0.9, 0.4)],
        (DUSK * 0.07, DEEP * 0.2),
        sheen=1,
        steps=60,
        focus=4.5,
    )
    picture.body(lantern(at), [lamp], (DUSK * 0.1, DEEP * 0.1))
    flare(picture, at, 0.5, 0.42)
    return picture.rgb, LOOK


def pond(size):
    """The mill pond: a boat with a lantern at its bow, the far wood and its image in the water."""
    cam = Camera(size, (0, 2.2, 0), (0, 1.7, -14), 46)
    horizon = int(cam.project((0, 0, -400))[1])
    picture = Picture(cam, 0)
    yy = np.arange(size[0])[:, None]
    sky = np.clip(1 - yy / horizon, 0, 1)[..., None]
    picture.rgb = (
        DUSK * (0.75 - 0.3 * sky) + rgb("#c8a08a") * 0.22 * np.exp(-(((sky - 0.12) / 0.2) ** 2))
    ) * np.ones((*size, 3), np.float32)
    for i, (base, rise, tone) in enumerate(
        ((0.45, 120, 0.62), (0.48, 190, 0.36), (0.485, 150, 0.16))
    ):
        firs = ridge(size, base, rise, 30 + i, 240, 0.72)
        tint = DUSK * 0.5 * tone + DEEP * 0.12
        picture.lay(tint, blur(firs, 0.7 + 0.5 * (2 - i)))
        low = np.exp(-(((yy / size[0] - base) / 0.035) ** 2)) * fbm(size, 300, i, 4, stretch=4)
        picture.lay(DUSK * 0.55, np.clip(low * 0.9, 0, 1) * np.ones(size))
    at = (1.35, 0.75, -13.4)
    lamp = Light(at, FLAME * 2.6, 0.5)
    hull = Body((2.6, 0.05, -13.6), 93)
    hull.bone((0, 0.05, -1.5), (0, 0.05, 1.1), 0.30, 0.26, rgb("#2a2018"), 0.05)
    hull.bone((0, 0.1, 1.1), (0, 0.42, 1.65), 0.24, 0.06, rgb("#2a2018"), 0.08)
    rower = person(
        (2.95, -0.15, -13.6),
        268,
        rgb("#6a2a22"),
        DEEP,
        seated=True,
        hat=rgb("#1c2022"),
        arms=((0.24, 1.12, 0.12, 0.2, 1.05, 0.36),) * 2,
    )
    for body in (rower, hull):
        picture.body(body, [lamp], (DUSK * 0.12, DEEP * 0.2), sheen=0.8)
    picture.post((1.35, 0.3, -13.4), (1.35, 0.78, -13.4), 0.02, 0.015, rgb("#1a1510"))
    flare(picture, at, 1.3, 0.6)
    line = int(cam.project((2, -0.05, -13.5))[1])
    edge = int(size[0] * 0.49)
    rows = np.arange(size[0])
    flip = np.where(rows < line, 2 * edge - rows, 2 * line - rows)
    mixed = picture.rgb[np.clip(2 * edge - rows, 0, size[0] - 1)]
    close = picture.rgb[np.clip(flip, 0, size[0] - 1)]
    blend = smoothstep(line - 30, line + 1, rows)[:, None, None]
    mirror = ripple(blur(mixed * (1 - blend) + close * blend, 3.2, 0.8), 9, 3, 9, 14)
    water = smoothstep(edge, edge + 4, yy) * np.ones(size, np.float32)
    keep = (picture.depth < 60) * (yy < line + 2)
    picture.rgb = np.where(
        (water * (1 - keep))[..., None] > 0.5, mirror * 0.72 + DEEP * 0.02, picture.rgb
    )
    mist = smoothstep(0.3, 0.9, fbm(size, 420, 8, 5, stretch=5)) * np.exp(
        -(((yy / size[0] - 0.53) / 0.09) ** 2)
    )
    picture.lay(DUSK * 0.5, mist * 0.7)
    foreground(picture, 19, 0.2, 8)
    return picture.rgb, LOOK
