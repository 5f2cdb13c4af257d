"""The Salt Ledger: shots, second part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    blur,
    fbm,
    patch,
    person,
    rgb,
    smoothstep,
    texture,
)
from kit.land import sky
from kit.props import car

from .scenery import LOOK, NIGHT, RED, SAND, TURQUOISE, sea, stand


def fire(size):
    """Night for day's heat: blue dunes, two men and a small fire under a lorry's side."""
    cam = Camera(size, (0, 15.2, 0), (3, 13.0, -40), 32)
    moon = (0.75, 0.5, -0.35)
    picture, place = sea(
        cam, moon, rgb("#86a6d8") * 0.34, rgb("#22345c") * 0.16, rgb("#18263f") * 0.55, 0.004
    )
    stars = np.random.default_rng(4).random(size)
    night = sky(cam, rgb("#22365c") * 0.5, rgb("#070d1c") * 0.6, seed=3)
    night = night + (blur((stars > 0.9985) * stars, 0.7) * 1.4)[..., None]
    picture.rgb = np.where((picture.depth > 880)[..., None], night, picture.rgb)
    spot = stand(place, 0.6, 0.66)
    flame = Light((spot[0], spot[1] + 0.5, spot[2]), rgb("#ff8a2a") * 4.5, 0.5)
    gap = np.linalg.norm(place - np.asarray(flame.at), axis=-1)
    picture.add(SAND * rgb("#ff8a2a") * (4.5 / (gap**2 + 0.8))[..., None])
    for dx, yaw, coat in ((-0.033, 80, "#6a5240"), (0.033, 280, "#158082")):
        where = stand(place, 0.6 + dx, 0.665)
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
