"""The Salt Ledger: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
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
from kit.land import ridge, sky

from .scenery import DUST, LOOK, SAND, TURQUOISE, sea, stand


def wide(size):
    """Noon haze over the dunes, one walker with a turquoise scarf, small and far."""
    cam = Camera(size, (0, 17, 0), (6, 12.6, -60), 50)
    sun = (-0.9, 0.42, -0.45)
    picture, place = sea(cam, sun, rgb("#ffe6b8") * 3.0, rgb("#b9c0c0") * 0.42, DUST * 1.05)
    picture.rgb = np.where(
        (picture.depth > 880)[..., None],
        sky(cam, DUST * 1.1, rgb("#b9c4c2") * 0.8, sun=sun),
        picture.rgb,
    )
    spot = stand(place, 0.60, 0.79)
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
    man = bust((-0.22, 1.3, 0), 208, rgb("#6a4e30"), collar=False, style="bald", folds=0.005)
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
            DUST * (1 - tint) + rgb("#5c5048") * tint
        )
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    crack = np.abs(texture(floor.s, floor.t, 26, 8, 1.5))
    salt = (
        rgb("#e8d8b8")
        * (0.72 + 0.12 * texture(floor.s, floor.t, 60, 2) - 0.2 * np.exp(-crack * 9))[..., None]
    )
    picture.lay(salt, floor.alpha, floor.depth)
    picture.depth = np.where(floor.alpha > 0, floor.depth, 0)
    picture.fog(DUST * 1.0, 0.006)
    red = rgb("#b3170c")
    body = Body((6.5, 0.3, -80), 82, 1.0)
    body.box((0, 1.35, -1.2), (1.05, 0.85, 2.4), red * 0.9, 0.08)
    body.box((0, 1.25, 2.2), (1.0, 0.75, 0.8), red, 0.22)
    body.box((0, 1.65, 2.55), (0.9, 0.26, 0.55), rgb("#20282a"), 0.1)
    body.box((0, 0.5, 0.4), (0.9, 0.12, 3.0), rgb("#201a14"), 0.05)
    for z in (-2.4, -1.3, 2.1):
        body.ball((0.9, 0.4, z), (0.2, 0.46, 0.46), rgb("#15120f"), 0.01)
    lights = [Light((-0.5, 0.8, 0.5), rgb("#fff0d0") * 2.4, sun=True)]
    picture.body(body, lights, (DUST * 0.5, SAND * 0.6), self_shadow=True)
    base = int(cam.project((0, 0.3, -80))[1])
    rows = np.arange(size[0])
    mirror = picture.rgb[np.clip(2 * base - rows, 0, size[0] - 1)]
    mirror = blur(mirror, 1.6, 1.0)
    band = smoothstep(base - 2, base + 2, rows) * smoothstep(base + 44, base + 8, rows)
    stir = 0.55 + 0.45 * fbm(size, 14, 3, 3, stretch=14)
    a = (band[:, None] * stir * 0.75)[..., None]
    picture.rgb = picture.rgb * (1 - a) + mirror * a
    x, y, _ = cam.project((2.6, 0.5, -80))
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
