"""Lanes of Mercury: shots, first part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    blur,
    bokeh,
    bust,
    defocus,
    fbm,
    over,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)
from kit.props import car, neon, neon_sheet, rain, umbrella

from .scenery import (
    AMBER,
    CYAN,
    GREEN,
    HAZE,
    LAMP,
    LOOK,
    MIST,
    PINK,
    RED,
    TAXI,
    VIOLET,
    bar,
    city_bokeh,
    ground,
    street,
)


def rim(colour_a=CYAN, colour_b=PINK, power=9.0):
    """Two hard edges of sign light from behind."""
    return [Light((-4, 4, -6), colour_a * power * 2), Light((4, 3.5, -5), colour_b * power * 2)]


def stage(cam, seed, actors, lights, lamps=(), blur_back=0.0, fog=0.03):
    """Put ``actors`` on the wet street: the street, its mirror image, and the road between them."""
    world, twin = (street(c, seed) for c in (cam, cam.mirrored()))
    for p in (world, twin):
        p.fog(HAZE, fog)
        if blur_back:
            p.rgb = defocus(p.rgb, blur_back)
        for body in actors:
            p.body(body, lights, (MIST * 1.6, MIST * 0.6), spec=0.35, power=36, sheen=1.0)
    spots = [(*cam.project(at)[:2], radius, hue) for at, radius, hue in lamps]
    under = [(*cam.mirrored().project(at)[:2], radius, hue) for at, radius, hue in lamps]
    twin.add(blur(bokeh(cam.shape, under), 5, 2))
    road = Picture(cam, world.rgb)
    ground(road, twin.rgb, seed + 7)
    up = (world.depth < road.depth) | (cam.rays[..., 1] > 0)
    road.rgb = over(road.rgb, world.rgb, up * 1.0)
    return road.add(bokeh(cam.shape, spots))


def wide(size):
    """The street end to end; one figure under an umbrella walks into it, a taxi waits."""
    cam = Camera(size, (0.9, 1.2, 9), (0.2, 1.95, -10), 56)
    man = person((-0.55, 0, 3.2), 186, rgb("#1a1c20"), rgb("#101114"), length=0.45, step=0.2)
    brolly = umbrella((-0.48, 1.86, 3.15), rgb("#15171c"))
    cab = car((2.5, 0, -5.5), 182, TAXI * 1.1, sign=rgb("#fff0b0"))
    lights = [*rim(power=6), Light((0, 6, -1), LAMP * 14), Light((0.3, 2.6, -14), CYAN * 60)]
    tail = [((x, 0.62, -3.3), 6, RED * 6) for x in (1.85, 3.15)]
    road = stage(cam, 4, (cab, man, brolly), lights, tail)
    x, y, _ = cam.project((0, 2.5, -60))
    yy, xx = np.mgrid[: size[0], : size[1]]
    road.add(HAZE * (2.2 * np.exp(-np.hypot((xx - x) / 1.5, yy - y) / 110))[..., None])
    rain(road, 5, 1500)
    return road.rgb, LOOK


def profile(size):
    """Close: a man in profile, sharp, with the whole city out of focus behind him."""
    cam = Camera(size, (0, 1.6, 1.25), (0.14, 1.6, 0), 40)
    picture = Picture(cam, city_bokeh(size, 23, 0.9))
    man = bust((-0.13, 1.34, 0), 80, rgb("#17191d"), hat=rgb("#131418"))
    lights = [Light((1.5, 1.9, -0.9), PINK * 3.4, 0.3), Light((-1.2, 2.2, -0.9), CYAN * 4, 0.3)]
    picture.body(man, lights, (MIST * 0.6, MIST * 0.2), spec=0.25, power=30, steps=60)
    rain(picture, 8, 500, 60, 0.06, 0.4)
    return picture.rgb, LOOK


def taxi(size):
    """A yellow taxi stands at the kerb, its tail lamps smeared down the road; someone gets in."""
    cam = Camera(size, (-1.2, 1.0, 9.4), (0.1, 1.2, 0), 44)
    cab = car((1.5, 0, -0.4), 152, TAXI * 1.1, sign=LAMP * 2)
    rider = person(
        (-0.35, 0, -0.2), 105, rgb("#17191f"), rgb("#101114"), length=0.4, hat=rgb("#17191f")
    )
    lights = [
        *rim(power=4),
        Light((-1, 5, 4.5), LAMP * 15),
        Light((3.5, 3, 4), PINK * 4),
        Light((-4, 2, 3), CYAN * 5),
    ]
    turn = np.radians(152)
    lamps = []
    for side in (-0.62, 0.62):
        x = 1.5 + side * np.cos(turn) + -2.16 * np.sin(turn)
        z = -0.4 - side * np.sin(turn) + -2.16 * np.cos(turn)
        lamps.append(((x, 0.68, z), 12, RED * 2.6))
    road = stage(cam, 12, (rider, cab), lights, lamps, 5.0)
    rain(road, 9, 1200, 40, 0.12)
    return road.rgb, LOOK


def window(size):
    """Across the street: a noodle bar's window, backs at the counter, red paper lanterns."""
    cam = Camera(size, (0.3, 0.95, 6.6), (0.35, 0.82, 0), 66)
    world, twin = (bar(c, 5) for c in (cam, cam.mirrored()))
    walker = person((3.05, 0, 1.2), 272, rgb("#14161a"), rgb("#101114"), length=0.45, step=0.24)
    brolly = umbrella((3.0, 1.86, 1.2), rgb("#16181e"))
    lights = [Light((1.9, 2.0, 0.3), RED * 1.4, 0.3), Light((4.2, 2.6, 0.4), CYAN * 2.2, 0.3)]
    for p in (world, twin):
        for body in (walker, brolly):
            p.body(body, lights, (MIST, MIST * 0.4), spec=0.2, sheen=1)
    road = Picture(cam, world.rgb)
    ground(road, twin.rgb * 2.0, 19, 2.0)
    road.rgb = over(
        road.rgb, world.rgb, ((world.depth < road.depth) | (cam.rays[..., 1] > 0)) * 1.0
    )
    rain(road, 3, 900, 44, 0.05, 0.5)
    return road.rgb, LOOK


def red_coat(size):
    """An alley: a woman in a red coat from behind, steam, one tube of cyan."""
    cam = Camera(size, (0, 1.35, 4.2), (0.1, 1.35, -4), 42)
    woman = person(
        (0.55, 0, 0.6),
        184,
        rgb("#c4121c"),
        rgb("#141414"),
        1.7,
        length=0.36,
        arms=((0.215, 1.1, -0.04, 0.165, 0.94, 0.06),) * 2,
        step=0.14,
        style="bun",
    )
    lights = [
        Light((-1.4, 2.9, -1.6), CYAN * 9),
        Light((1.5, 3.2, -3), PINK * 12),
        Light((0.4, 3.4, 1.8), AMBER * 1.5),
    ]
    pictures = []
    for c in (cam, cam.mirrored()):
        p = Picture(c, VIOLET * 0.10 + MIST)
        p.depth[:] = 40
        for side in (-1, 1):
            wall = patch(c, (1.75 * side, 0, 5), (0, 0, -1), (0, 1, 0), (30, 12))
            brick = 0.6 + 0.4 * smoothstep(0.02, 0.05, np.abs(np.modf(wall.t / 0.3)[0] - 0.5) * 0.3)
            tint = (
                rgb("#6a5a58") * (brick * (0.5 + 0.12 * texture(wall.s, wall.t, 4, 6)))[..., None]
            )
            sign_z = 6.6 if side < 0 else 8.2
            hue = CYAN if side < 0 else PINK
            reach = 1 / (0.4 + (wall.s - sign_z) ** 2 + (wall.t - 2.8) ** 2)
            colour = tint * (hue * 1.5 * reach[..., None] + MIST * 0.6)
            pipe = smoothstep(0.1, 0.06, np.abs(np.modf(wall.s / 4.1)[0] - 0.5) * 4.1)
            p.flat(wall, colour * (1 - 0.7 * pipe[..., None]))
        for z, x, hue, y in (
            (-1.6, -1.6, CYAN, 2.0),
            (-3.2, 0.75, PINK, 2.3),
            (-9, -1.6, AMBER, 2.2),
            (-15, 0.6, GREEN, 2),
        ):
            sign = patch(c, (x, y, z), (1, 0, 0), (0, 1, 0), (0.85, 1.7))
            neon(
                p,
                sign,
                neon_sheet(np.random.default_rng(int(-z * 10)), 1, 2),
                (0.85, 1.7),
                hue,
                0.05,
                6,
            )
        p.fog(VIOLET * 0.07 + MIST * 1.6, 0.05)
        p.body(woman, lights, (MIST * 1.5, MIST * 0.5), spec=0.15, sheen=1.2)
        pictures.append(p)
    world, twin = pictures
    keep = Picture(cam, world.rgb)
    ground(keep, twin.rgb, 29, 0.7)
    keep.rgb = over(
        keep.rgb, world.rgb, ((world.depth < keep.depth) | (cam.rays[..., 1] > 0)) * 1.0
    )
    steam = (
        smoothstep(0.35, 0.9, fbm(size, 260, 13, 6))
        * np.exp(-(((np.arange(size[1])[None] - 330) / 230.0) ** 2))
        * np.linspace(0.4, 1, size[0])[:, None]
    )
    keep.rgb = over(keep.rgb, CYAN * 0.35 + MIST * 2, steam * 0.55)
    rain(keep, 6, 700, 40, 0.05, 0.5)
    return keep.rgb, LOOK
