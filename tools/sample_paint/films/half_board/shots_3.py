"""Half Board at the Miramelle: shots, third part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Look,
    Picture,
    blur,
    defocus,
    fbm,
    patch,
    person,
    rgb,
    smoothstep,
)
from kit.land import sky

from .scenery import CREAM, DAY, LILAC, LOOK, PINK, RED, SKY_HIGH, SKY_LOW, front, pavement


def terrace(size):
    """The terrace: a flat pale sea, a parasol, one empty lilac chair and a red drink."""
    cam = Camera(size, (0, 1.7, 5.4), (0, 1.75, 0), 44)
    p = Picture(cam, sky(cam, SKY_LOW, SKY_HIGH, 9, rgb("#fff0e0"), 0.5, scale=300))
    horizon = int(cam.project((0, 0, -9000))[1])
    yy = np.arange(size[0])[:, None]
    sea = smoothstep(horizon, horizon + 2, yy) * np.ones(size, np.float32)
    waves = fbm(size, 18, 4, 4, stretch=9)
    shine = np.exp(-(((np.arange(size[1])[None] - 800) / 210.0) ** 2)) * smoothstep(
        0.55, 0.75, waves
    )
    tone = (
        rgb("#7fb8b8") * (0.75 + 0.35 * (waves - 0.5))[..., None] + CREAM * (0.7 * shine)[..., None]
    )
    p.lay(tone * 0.9 + SKY_LOW * 0.12, sea)
    p.rgb = defocus(p.rgb, 2.2)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    check = np.sign(np.sin(floor.s * np.pi / 0.6) * np.sin(floor.t * np.pi / 0.6))[..., None]
    tiles = CREAM * 0.72 + check * (CREAM - PINK) * 0.22
    sun = Light((-0.55, 0.62, 0.35), rgb("#fff0d4") * 1.5, sun=True)
    parasol = Body((-1.0, 2.35, -0.2), 0)
    parasol.dome((0, 0, 0), (1.45, 0.52, 1.45), PINK)
    chair, table = Body((0.75, 0, -0.1), 215), Body((-0.55, 0, 0.0))
    chair.box((0, 0.45, 0), (0.25, 0.03, 0.24), LILAC, 0.025).box(
        (0, 0.78, -0.24), (0.24, 0.24, 0.025), LILAC, 0.025, k=0.05
    )
    for x in (-0.22, 0.22):
        for z in (-0.22, 0.22):
            chair.bone((x, 0.45, z), (x * 1.1, 0, z * 1.1), 0.016, 0.014, CREAM, 0.005)
    table.bone((0, 0.02, 0), (0, 0.7, 0), 0.03, 0.03, CREAM, 0.01).ball(
        (0, 0.73, 0), (0.5, 0.022, 0.5), CREAM, 0.01
    ).ball((0, 0.01, 0), (0.26, 0.02, 0.26), CREAM, 0.02)
    drink = Body((-0.42, 0.75, 0.2))
    drink.bone((0, 0.03, 0), (0, 0.15, 0), 0.03, 0.036, RED, 0.004)
    shadow = np.ones(size, np.float32)
    for body in (parasol, chair, table):
        shadow = shadow * (
            0.25 + 0.75 * body.shadow(floor.place + np.asarray([0, 0.01, 0], np.float32), sun, 24)
        )
    edge = floor.alpha * (floor.t > -6) * (floor.t < 1.4)
    p.lay(
        tiles * (rgb("#fff0d4") * (0.85 * shadow)[..., None] + rgb("#c8dce4") * 0.22),
        edge,
        floor.depth,
    )
    for k in range(-14, 15):
        x = k * 0.3
        p.post((x, 0.02, -1.4), (x, 0.42, -1.4), 0.05, 0.09, CREAM, [sun], DAY).post(
            (x, 0.42, -1.4), (x, 0.86, -1.4), 0.09, 0.045, CREAM, [sun], DAY
        )
    rail = Body((0, 0.92, -1.4))
    rail.box((0, 0, 0), (5, 0.07, 0.14), CREAM, 0.03).box(
        (0, -0.9, 0), (5, 0.05, 0.14), CREAM, 0.02
    )
    p.body(rail, [sun], DAY)
    p.post((-1.0, 0, -0.2), (-1.0, 2.8, -0.2), 0.028, 0.028, CREAM, [sun], DAY)
    for body in (chair, table, drink, parasol):
        stripes = (
            (
                lambda q: np.where(
                    np.sin(np.arctan2(q[:, 2] + 0.2, q[:, 0] + 1.0) * 9) > 0, 1.0, 1.35
                )
            )
            if body is parasol
            else None
        )
        p.body(
            body,
            [sun],
            (DAY[0], CREAM * 0.35),
            self_shadow=body is not parasol,
            bump=stripes,
            spec=0.1,
        )
    p.rgb = p.rgb + blur(p.rgb, 30) * 0.04
    return p.rgb, LOOK


def evening(size):
    """The same front at night, a few windows lit, somebody arriving late in red."""
    cam = Camera(size, (0, 8.5, 42), (0, 11.3, 0), 45)
    p, _, _ = front(cam, True)
    pavement(p, cam, True)
    p.body(
        person((0.5, 0, 7.2), 185, RED, rgb("#202030"), 1.7, length=0.4, step=0.15, hat=CREAM),
        [Light((0, 2.6, 3.4), rgb("#ffb060") * 7)],
        (rgb("#3a4a8a") * 0.12,) * 2,
    )
    return p.rgb, Look(
        **{
            **LOOK.__dict__,
            "exposure": 1.25,
            "contrast": 1.05,
            "lift": 0.015,
            "bloom": 0.16,
            "shadows": (0.0, 0.0, 0.035),
        }
    )
