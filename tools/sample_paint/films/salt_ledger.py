"""The Salt Ledger: a desert in bleached gold, white skies, a turquoise scarf, a red lorry."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Look,
    Picture,
    blur,
    bust,
    fbm,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)
from kit.land import dunes, ground, ridge, sky, slope
from kit.props import car

RATIO = 2.39
LOOK = Look(
    exposure=1.15,
    contrast=0.92,
    saturation=0.82,
    shadows=(0.03, 0.018, 0.0),
    lights=(1.0, 0.965, 0.87),
    lift=0.035,
    halation=(0.07, 0.04, 0.02),
    vignette=0.3,
    grain=0.02,
)
NIGHT = Look(
    exposure=1.2,
    contrast=1.08,
    saturation=0.85,
    shadows=(0.0, 0.008, 0.03),
    lift=0.02,
    grain=0.026,
    lights=(0.98, 0.98, 1.0),
    halation=(0.14, 0.05, 0.01),
)
SAND, DUST = rgb("#c79a5e"), rgb("#ecd9b4")
TURQUOISE, RED = rgb("#128a8c"), rgb("#b01a10")


def sea(cam, sun, sun_colour, sky_light, haze, density=0.0032, sand=SAND, height=6.0):
    """Dunes to the horizon under ``sun``; returns the picture, hazed."""

    def relief(x, z):
        return dunes(x, z, height)

    depth, place = ground(cam, relief)
    normal = slope(relief, place, np.maximum(depth * 0.006, 0.12))
    x, z = place[..., 0], place[..., 2]
    wind = np.sin((x * 0.4 + z) * 11 + 7 * texture(x, z, 30, 3, 2.0)) * np.exp(-depth / 22)
    to = np.asarray(sun, np.float32) / np.linalg.norm(sun)
    lit = np.maximum(normal @ to + 0.05 * wind, 0)[..., None]
    shade = np.ones(cam.shape, np.float32)
    for step in (2.0, 5.0, 10.0, 18.0, 30.0):
        over = relief(x + to[0] * step, z + to[2] * step) - (place[..., 1] + to[1] * step)
        shade = np.minimum(shade, 1 - smoothstep(0.0, 0.5 + step * 0.02, over))
    grain = 1 + 0.05 * texture(x, z, 12, 5, 0.9) + 0.04 * texture(x, z, 240, 6, 1.6)
    colour = (
        sand
        * grain[..., None]
        * (lit * shade[..., None] * sun_colour + sky_light * (0.5 + 0.5 * normal[..., 1:2]))
    )
    picture = Picture(cam, 0)
    picture.rgb, picture.depth = colour.astype(np.float32), depth
    picture.fog(haze, density)
    return picture, relief


def stand(relief, x, z):
    """A point on the sand."""
    return (x, float(relief(np.asarray([x]), np.asarray([z]))[0]) - 0.03, z)


def wide(size):
    """Noon haze over the dunes, one walker with a turquoise scarf, small and far."""
    cam = Camera(size, (0, 17, 0), (6, 12.6, -60), 50)
    sun = (-0.9, 0.42, -0.45)
    picture, relief = sea(cam, sun, rgb("#ffe6b8") * 3.0, rgb("#b9c0c0") * 0.42, DUST * 1.05)
    picture.rgb = np.where(
        (picture.depth > 880)[..., None],
        sky(cam, DUST * 1.1, rgb("#b9c4c2") * 0.8, sun=sun),
        picture.rgb,
    )
    spot = stand(relief, 9.5, -46)
    lights = [Light(sun, rgb("#ffe6b8") * 3, sun=True)]
    man = person(
        spot, 150, rgb("#3a2a20"), rgb("#2a2018"), 1.9, length=0.3, step=0.2, hat=TURQUOISE
    )
    man.bone((0, 1.42, 0), (0, 1.52, 0), 0.1, 0.09, TURQUOISE)
    seen = patch(cam, (spot[0], spot[1], spot[2]), (0.9, -0.12, 0.45), (0.3, 0, -0.6))
    shadow = (
        smoothstep(0, 0.3, seen.s)
        * smoothstep(5.2, 3.5, seen.s)
        * smoothstep(0.34, 0.15, np.abs(seen.t))
    )
    picture.rgb = picture.rgb * (1 - 0.6 * shadow[..., None])
    picture.body(man, lights, (rgb("#b9c0c0") * 0.5, SAND * 0.5))
    return picture.rgb, LOOK


def scarf(size):
    """Close, from behind: a turquoise scarf, the sun a white hole in the dust."""
    cam = Camera(size, (0, 1.6, 1.5), (0.1, 1.62, 0), 42)
    sun = (0.42, 0.26, -1)
    back = sky(cam, DUST * 0.9, rgb("#c9b48a") * 0.75, sun=sun, disc=rgb("#fff0cc"))
    far = ridge(size, 0.66, 80, 4, 500, 0.35)
    back = back * (1 - blur(far, 6)[..., None] * 0.45) + SAND * 0.35 * blur(far, 6)[..., None]
    near = ridge(size, 0.86, 130, 9, 700, 0.3)
    back = back * (1 - blur(near, 9)[..., None] * 0.7) + SAND * 0.4 * blur(near, 9)[..., None]
    picture = Picture(cam, back)
    man = bust((-0.22, 1.33, 0), 205, rgb("#6a4e30"), collar=False, style="bald", folds=0.005)
    man.ball((0, 0.43, -0.015), (0.088, 0.092, 0.108), TURQUOISE, 0.02, True)
    man.bone((0, 0.33, -0.06), (0, 0.2, -0.05), 0.075, 0.1, TURQUOISE, 0.04, 0.9, True)
    man.bone((-0.09, 0.19, 0.03), (0.09, 0.19, 0.03), 0.08, 0.08, TURQUOISE, 0.04, 1, True)
    man.bone((0.05, 0.2, -0.09), (0.1, -0.2, -0.16), 0.05, 0.065, TURQUOISE, 0.03, 0.5, True)
    lights = [
        Light(sun, rgb("#ffe9c0") * 5, sun=True),
        Light((-1, 0.7, 0.6), rgb("#e8d6b0") * 0.7, sun=True),
    ]
    picture.body(man, lights, (DUST * 0.42, SAND * 0.3), sheen=2.0, steps=60, self_shadow=True)
    picture.add(DUST * (0.10 * fbm(size, 400, 7, 5, stretch=2))[..., None])
    return picture.rgb, LOOK


def lorry(size):
    """A red lorry crosses the salt pan; the mirage lifts it off the ground."""
    cam = Camera(size, (0, 1.7, 0), (0, 2.6, -60), 26)
    horizon = cam.project((0, 0, -4000))[1]
    picture = Picture(cam, sky(cam, DUST * 1.05, rgb("#a9bcc0") * 0.8))
    for base, rise, seed, tint in ((0.0, 95, 3, 0.25), (0.012, 60, 5, 0.42)):
        alpha = ridge(size, horizon / size[0] + base, rise, seed, 260, 0.5)
        picture.rgb = picture.rgb * (1 - alpha[..., None]) + alpha[..., None] * (
            DUST * (1 - tint) + rgb("#7c6a5c") * tint
        )
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    crack = np.abs(texture(floor.s, floor.t, 26, 8, 1.5))
    salt = (
        rgb("#e8d8b8")
        * (0.72 + 0.12 * texture(floor.s, floor.t, 60, 2) - 0.2 * np.exp(-crack * 9))[..., None]
    )
    picture.lay(salt, floor.alpha, floor.depth).fog(DUST * 1.0, 0.006)
    red = rgb("#b3170c")
    body = Body((3.6, 0.4, -62), 82, 1.25)
    body.box((0, 1.35, -1.2), (1.05, 0.85, 2.4), red * 0.9, 0.08)
    body.box((0, 1.25, 2.2), (1.0, 0.75, 0.8), red, 0.22)
    body.box((0, 1.65, 2.55), (0.9, 0.26, 0.55), rgb("#20282a"), 0.1)
    body.box((0, 0.5, 0.4), (0.9, 0.12, 3.0), rgb("#201a14"), 0.05)
    for z in (-2.4, -1.3, 2.1):
        body.ball((0.9, 0.4, z), (0.2, 0.46, 0.46), rgb("#15120f"), 0.01)
    lights = [Light((-0.5, 0.8, 0.5), rgb("#fff0d0") * 2.4, sun=True)]
    picture.body(body, lights, (DUST * 0.5, SAND * 0.6), self_shadow=True)
    base = int(cam.project((0, 0.45, -62))[1])
    rows = np.arange(size[0])
    mirror = picture.rgb[np.clip(2 * base - rows, 0, size[0] - 1)]
    mirror = blur(mirror, 1.6, 1.0)
    band = smoothstep(base - 2, base + 2, rows) * smoothstep(base + 44, base + 8, rows)
    stir = 0.55 + 0.45 * fbm(size, 14, 3, 3, stretch=14)
    a = (band[:, None] * stir * 0.75)[..., None]
    picture.rgb = picture.rgb * (1 - a) + mirror * a
    x, y, _ = cam.project((-1.5, 0.6, -62))
    yy, xx = np.mgrid[: size[0], : size[1]]
    trail = np.exp(-(((yy - y + 14) / (14 + (x - xx).clip(0) * 0.07)) ** 2)) * (xx < x + 40)
    trail = trail * np.exp(-(x - xx).clip(0) / 420) * (0.3 + 0.9 * fbm(size, 90, 5, 5))
    picture.rgb = (
        picture.rgb * (1 - 0.75 * trail[..., None]) + DUST * 1.15 * 0.75 * trail[..., None]
    )
    return picture.rgb, LOOK


def tent(size):
    """From inside a tent: a door of white light, a man standing in it."""
    cam = Camera(size, (0, 1.3, 3.6), (0.35, 1.35, -2), 48)
    picture = Picture(cam, sky(cam, DUST * 1.9, DUST * 1.5))
    far = ridge(size, 0.60, 60, 14, 420, 0.35)
    picture.rgb = picture.rgb * (1 - blur(far, 4)[..., None]) + SAND * 1.6 * blur(far, 4)[..., None]
    man = person(
        (0.25, 0, -1.4), 170, rgb("#40301f"), rgb("#2a2018"), length=0.2, hat=rgb("#8a6a42")
    )
    lights = [Light((0.6, 0.7, -1), rgb("#ffedc8") * 6, sun=True)]
    picture.body(man, lights, (DUST * 0.25, SAND * 0.2), sheen=2, focus=1.2)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    flap = 60 * (fbm(size, 300, 8, 3) - 0.5) + 12 * np.sin(yy / 31)
    cx = cam.project((0.3, 1, 0))[0]
    half = 40 + np.maximum(yy - 60, 0) * 0.47
    inside = smoothstep(-3, 3, np.abs(xx - cx + flap * 0.5) - half)
    weave = 0.85 + 0.15 * np.sin(xx * 0.9) * np.sin(yy * 0.9)
    folds = 0.5 + 0.5 * np.sin((xx - cx) / (30 + yy * 0.05) + 3 * fbm(size, 260, 2, 4))
    through = np.exp(-np.abs(np.abs(xx - cx) - half) / 260)
    cloth = rgb("#6b4a28") * (weave * (0.08 + 0.5 * through * (0.35 + 0.65 * folds)))[..., None]
    seam = np.exp(-np.maximum(np.abs(xx - cx + flap * 0.5) - half, 0) / 9)
    picture.lay(cloth + DUST * (0.55 * seam)[..., None] * 0.6, inside)
    floor = np.clip((yy - size[0] * 0.80) / 30, 0, 1) * inside
    spill = np.exp(-(((xx - cx) / (90 + (yy - 400).clip(0) * 3)) ** 2))
    rug = 0.5 + 0.5 * np.sign(np.sin(xx / 17 + yy / 9) * np.sin(xx / 17 - yy / 9))
    kilim = rgb("#7a2c18") * rug[..., None] + rgb("#b08848") * (1 - rug[..., None])
    picture.lay(kilim * (0.05 + 1.3 * spill)[..., None], floor, focus=2)
    picture.post(
        (-0.95, 0, 0.9),
        (-0.8, 3.4, 0.9),
        0.045,
        0.04,
        rgb("#4a3218"),
        lights,
        (DUST * 0.12, SAND * 0.05),
    )
    air = blur((1 - inside), 60) * (0.6 + 0.8 * fbm(size, 180, 6, 5))
    return picture.rgb + DUST * (0.22 * air)[..., None], LOOK


def fire(size):
    """Night for day's heat: blue dunes, two men and a small fire under a lorry's side."""
    cam = Camera(size, (0, 15.2, 0), (3, 12.6, -40), 42)
    moon = (0.75, 0.5, -0.35)
    picture, relief = sea(
        cam, moon, rgb("#86a6d8") * 0.34, rgb("#22345c") * 0.16, rgb("#18263f") * 0.55, 0.004
    )
    stars = np.random.default_rng(4).random(size)
    night = sky(cam, rgb("#22365c") * 0.5, rgb("#070d1c") * 0.6, seed=3)
    night = night + (blur((stars > 0.9985) * stars, 0.7) * 1.4)[..., None]
    picture.rgb = np.where((picture.depth > 880)[..., None], night, picture.rgb)
    spot = stand(relief, 3.2, -24)
    flame = Light((spot[0], spot[1] + 0.5, spot[2]), rgb("#ff8a2a") * 2.6, 0.5)
    depth, place = ground(cam, relief)
    gap = np.linalg.norm(place - np.asarray(flame.at), axis=-1)
    picture.add(SAND * rgb("#ff8a2a") * (4.5 / (gap**2 + 0.8))[..., None])
    for dx, dz, yaw, coat in ((-1.1, 0.1, 80, "#5a4634"), (1.15, -0.2, 280, "#12686a")):
        where = stand(relief, spot[0] + dx, spot[2] + dz)
        sitter = person(
            (where[0], where[1] - 0.15, where[2]),
            yaw,
            rgb(coat),
            rgb("#2a2018"),
            seated=True,
            hat=rgb("#3a2c20"),
        )
        picture.body(
            sitter,
            [flame, Light(moon, rgb("#86a6d8") * 0.3, sun=True)],
            (rgb("#22345c") * 0.1,) * 2,
        )
    x, y, _ = cam.project(flame.at)
    yy, xx = np.mgrid[: size[0], : size[1]].astype(np.float32)
    lick = fbm(size, 9, 3, 3)
    core = np.exp(-(((xx - x) / 5) ** 2) - ((yy - y - 3) / 11) ** 2) * (0.4 + lick)
    picture.add(rgb("#ffb050") * (16 * core)[..., None])
    halo = np.exp(-np.hypot(xx - x, yy - y) / 60)
    picture.add(rgb("#ff8a2a") * (0.22 * halo)[..., None])
    return picture.rgb, NIGHT


def storm(size):
    """Dust: the lorry's lamp and three people fading one behind the other."""
    cam = Camera(size, (0, 1.5, 0), (0.3, 1.75, -10), 44)
    sun = (0.35, 0.24, -1)
    haze = rgb("#d9a65c") * 0.75
    picture = Picture(
        cam, sky(cam, haze * 1.1, rgb("#b98a4c") * 0.7, sun=sun, disc=rgb("#ffe0a0") * 0.7)
    )
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    picture.lay(
        SAND * (0.5 + 0.1 * texture(floor.s, floor.t, 7, 3))[..., None], floor.alpha, floor.depth
    )
    picture.depth = np.minimum(picture.depth, 60)
    lights = [Light(sun, rgb("#ffd898") * 2, sun=True)]
    people = (
        (2.6, -19, "#4a3a2a", None),
        (-1.2, -12.5, "#54381f", None),
        (0.75, -7.2, "#3a2a1c", TURQUOISE),
    )
    truck = car((-5.8, 0, -23), 20, RED)
    picture.fog(haze, 0.05)
    for thing, d, more in ((truck, 23, {}), *[(None, -z, (x, c, s)) for x, z, c, s in people]):
        if thing is None:
            x, c, s = more
            thing = person(
                (x, 0, -d),
                200,
                rgb(c),
                rgb("#2a2018"),
                length=0.25,
                step=0.22,
                hat=rgb("#6a5030") if s is None else s,
            )
            if s is not None:
                thing.bone((0, 1.4, 0), (0, 1.52, 0), 0.105, 0.085, s, 0.04, 1, True)
                thing.bone((0.1, 1.42, -0.05), (0.75, 1.3, -0.2), 0.06, 0.1, s, 0.05, 0.4, True)
        picture.body(thing, lights, (haze * 0.5, haze * 0.3), sheen=1)
        veil = smoothstep(0.25, 0.85, fbm(size, 320, int(d), 5, stretch=3)) * 0.5 + 0.16
        picture.rgb = picture.rgb * (1 - veil[..., None]) + haze * veil[..., None]
    streak = fbm(size, 60, 21, 5, stretch=9)
    return picture.rgb * (0.86 + 0.28 * streak)[..., None], LOOK


SHOTS = [wide, scarf, lorry, tent, fire, storm]
