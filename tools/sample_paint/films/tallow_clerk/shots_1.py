"""The Clerk of Tallow Street: shots, first part."""

import numpy as np
from kit import (
    Body,
    Camera,
    Light,
    Picture,
    bokeh,
    bust,
    patch,
    person,
    rgb,
    texture,
)

from .scenery import CLOTH, DIM, FLAME, LOOK, OAK, SEAL, WAX, burn, candle


def wall(picture, z, lamps, tint, seed=3, gain=1.0):
    """A plaster wall behind everything, lit by candles."""
    seen = patch(picture.cam, (-6, -1, z), (1, 0, 0), (0, 1, 0), (12, 6))
    stain = np.maximum(
        1 + 0.16 * texture(seen.s, seen.t, 6, seed) + 0.06 * texture(seen.s, seen.t, 1.2, 5, 1.1),
        0.1,
    )
    light = np.zeros_like(picture.rgb) + FLAME * 0.004
    for lamp in lamps:
        gap = np.asarray(lamp.at, np.float32) - seen.place
        d2 = (gap * gap).sum(-1)
        light = (
            light
            + lamp.colour
            * (np.maximum(gap[..., 2], 0.1) / np.sqrt(d2) / (d2 + lamp.reach**2))[..., None]
            * gain
        )
    return picture.flat(seen, tint * stain[..., None] * light)


def table(picture, y, near, far, lamps, tint=OAK, half=3.0):
    """A long board of dark oak."""
    seen = patch(picture.cam, (-half, y, near), (1, 0, 0), (0, 0, -1), (2 * half, near - far))
    grain = texture(seen.s * 0.25, seen.t * 3, 3, 7, 1.1)
    light = np.zeros_like(picture.rgb) + FLAME * 0.003
    for lamp in lamps:
        gap = ((seen.place - np.asarray(lamp.at, np.float32)) ** 2).sum(-1)
        rise = max(lamp.at[1] - y, 0.05)
        light = light + lamp.colour * (rise / np.sqrt(gap) / (gap + lamp.reach**2))[..., None] * 1.6
    return picture.flat(seen, tint * np.maximum(1 + 0.25 * grain, 0.2)[..., None] * light)


def supper(size):
    """Two people across a table, three candles between them."""
    cam = Camera(size, (0, 1.42, 3.1), (0, 1.18, 0), 42)
    p = Picture(cam, 0)
    tops = [(-0.24, 1.14, 0.1), (0.02, 1.22, -0.05), (0.27, 1.10, 0.12)]
    lamps = [Light(t, FLAME * 0.42, 0.12) for t in tops]
    wall(p, -2.4, [Light((0, 1.3, -0.3), FLAME * 2.6, 0.3)], rgb("#6a4a34"))
    frame = patch(cam, (0.75, 1.75, -2.38), (1, 0, 0), (0, 1, 0), (0.9, 1.0))
    edge = np.minimum(np.minimum(frame.s, 0.9 - frame.s), np.minimum(frame.t, 1 - frame.t))
    p.lay(
        rgb("#8a6428") * 0.05 * (edge < 0.09)[..., None] + rgb("#20140c") * 0.012,
        frame.alpha,
        focus=3,
    )
    left = person(
        (-0.9, 0.12, -0.12),
        97,
        rgb("#3a2820"),
        CLOTH,
        seated=True,
        height=1.8,
        arms=((0.26, 1.14, 0.16, 0.16, 1.2, 0.42),) * 2,
    )
    right = person(
        (0.92, 0.12, -0.16),
        262,
        rgb("#7a1418"),
        CLOTH,
        seated=True,
        style="bun",
        hair=rgb("#3a1c0e"),
        arms=((0.26, 1.14, 0.16, 0.14, 1.2, 0.40),) * 2,
    )
    for sitter in (left, right):
        p.body(sitter, lamps, DIM, spec=0.06, self_shadow=True)
    table(p, 0.8, 2.6, -0.8, lamps)
    for x, y, z in tops:
        candle(p, (x, 0.94, z), y - 0.95, 0.013, lamps)
    for x, z in ((-0.52, 0.22), (0.55, 0.3)):
        glass = Body((x, 0.8, z))
        glass.bone((0, 0.0, 0), (0, 0.09, 0), 0.006, 0.006, rgb("#6a5038"), 0.02)
        glass.ball((0, 0.135, 0), (0.036, 0.05, 0.036), SEAL * 0.8, 0.01).ball(
            (0, 0, 0), (0.035, 0.006, 0.035), rgb("#6a5038"), 0.01
        )
        p.body(glass, lamps, DIM, spec=0.5, power=60)
    for x, y, z in tops:
        burn(p, (x, y - 0.03, z), 1.1, 0.8)
    return p.rgb, LOOK


def letter(size):
    """Still life: a candle stub, a folded letter, the red of its seal."""
    cam = Camera(size, (0.0, 0.42, 0.95), (0.0, 0.09, 0), 36)
    p = Picture(cam, 0)
    top = (-0.14, 0.215, -0.06)
    lamps = [Light((-0.14, 0.22, -0.06), FLAME * 0.055, 0.04)]
    wall(p, -0.9, [Light((-0.2, 0.3, -0.2), FLAME * 0.10, 0.2)], rgb("#5a3a26"), gain=1.0)
    rear = bokeh(
        size,
        [(1010, 120, 46, FLAME * 0.55), (1120, 170, 46, FLAME * 0.3), (900, 90, 46, FLAME * 0.16)],
    )
    p.add(rear)
    table(p, 0.0, 0.8, -0.7, lamps, OAK * 1.2, 1.2)
    page = Body((0.13, 0.006, 0.06), 28, 1, 0.0015)
    page.box((0, 0.004, 0), (0.12, 0.004, 0.085), rgb("#d8b888"), 0.003)
    page.box((0.02, 0.011, 0.01), (0.105, 0.003, 0.075), rgb("#e0c498"), 0.003)
    p.body(page, lamps, DIM, block=())
    wax = Body((0.145, 0.02, 0.075), 28)
    wax.ball((0, 0, 0), (0.026, 0.008, 0.026), SEAL, 0.006).ball(
        (0.014, 0, 0.012), (0.016, 0.006, 0.013), SEAL, 0.006
    )
    wax.ball((-0.015, 0.0, 0.01), (0.014, 0.006, 0.014), SEAL, 0.006).ball(
        (0, 0.008, 0), (0.014, 0.003, 0.014), SEAL * 1.4, 0.002
    )
    p.body(wax, lamps, (FLAME * 0.02, DIM[1]), spec=0.9, power=30)
    quill = Body((0.30, 0.012, -0.08), 0)
    quill.bone((-0.1, 0.0, 0.12), (0.04, 0.03, -0.08), 0.0025, 0.003, rgb("#b89868"), 0.004)
    for k in range(7):
        root = (0.03 + 0.012 * k, 0.028 + 0.006 * k, -0.07 - 0.018 * k)
        tip = (root[0] + 0.03, root[1] + 0.012, root[2] - 0.034)
        quill.bone(root, tip, 0.011 - 0.001 * k, 0.003, rgb("#c8b090"), 0.012, 0.3)
    p.body(quill, lamps, DIM)
    ink = Body((0.02, 0.0, -0.16), 0)
    ink.bone((0, 0.02, 0), (0, 0.05, 0), 0.032, 0.026, rgb("#101418"), 0.01).bone(
        (0, 0.06, 0), (0, 0.075, 0), 0.013, 0.016, rgb("#3a2c14"), 0.004
    )
    p.body(ink, lamps, DIM, spec=0.8, power=50)
    stub = Body((-0.14, 0, -0.06))
    stub.bone((0, 0.02, 0), (0, 0.14, 0), 0.034, 0.031, WAX, 0.01).ball(
        (0.03, 0.08, 0.012), (0.008, 0.06, 0.008), WAX, 0.01
    )
    stub.ball((0.0, 0.006, 0), (0.07, 0.01, 0.065), rgb("#8a6428"), 0.01).ball(
        (-0.028, 0.05, 0.02), (0.008, 0.05, 0.008), WAX, 0.01
    )
    p.body(
        stub,
        [Light(top, FLAME * 0.02, 0.03), Light((-0.1, 0.4, 0.3), FLAME * 0.01, 0.1)],
        (FLAME * 0.16, FLAME * 0.02),
    )
    burn(p, (-0.14, 0.172, -0.06), 0.85, 0.75, -0.4)
    return p.rgb, LOOK


def profile(size):
    """Close: the clerk in profile, the flame a hand's breadth from his face."""
    cam = Camera(size, (0, 1.6, 1.15), (0.06, 1.56, 0), 40)
    rng = np.random.default_rng(3)
    spots = [
        (
            rng.uniform(0, size[1]),
            rng.uniform(80, 420),
            rng.uniform(24, 34),
            FLAME * rng.uniform(0.05, 0.4),
        )
        for _ in range(9)
    ]
    p = Picture(cam, bokeh(size, spots) + FLAME * 0.006)
    flame = (0.25, 1.5, 0.08)
    man = bust((-0.14, 1.3, 0), 101, CLOTH, hair=rgb("#1c120c"))
    p.body(
        man,
        [Light(flame, FLAME * 0.10, 0.07), Light((-1.4, 2, -1.2), FLAME * 0.35, 0.4)],
        DIM,
        steps=60,
        spec=0.1,
        self_shadow=True,
    )
    candle(p, (0.25, 1.24, 0.08), 0.23, 0.014, (), 0.6)
    burn(p, (0.25, 1.47, 0.08), 0.95, 0.75, 0.5)
    return p.rgb, LOOK
