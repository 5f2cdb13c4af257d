"""The Ferryman's Arithmetic: shots, third part."""

import numpy as np
from kit import (
    Camera,
    Light,
    Picture,
    blur,
    fbm,
    patch,
    person,
    smoothstep,
    texture,
)

from .scenery import COAT, LOOK, WHITE


def doorway(size):
    """A dark hall, a door full of light, a man in it, his shadow reaching the lens."""
    cam = Camera(size, (0.5, 1.0, 6.5), (0.1, 1.35, 0), 44)
    p = Picture(cam, 0)
    glow = patch(cam, (-6, -1, -2.0), (1, 0, 0), (0, 1, 0), (12, 7))
    p.flat(glow, WHITE * (1.4 * (0.7 + 0.5 * fbm(size, 260, 3, 5)))[..., None])
    lamp = Light((-0.35, 2.3, -5.0), WHITE * 46, 0.6)
    man = person((0.0, 0, -0.5), 175, COAT, COAT, 1.8, length=0.4, hat=COAT, step=0.06)
    p.body(man, [lamp], (WHITE * 0.03,) * 2, sheen=1)
    wall = patch(cam, (-6, -1, 0), (1, 0, 0), (0, 1, 0), (12, 6))
    x, y = wall.s - 6, wall.t - 1
    arch = np.sqrt(np.maximum(0.85**2 - x**2, 0))
    hole = smoothstep(0.85, 0.83, np.abs(x)) * smoothstep(2.1 + arch, 2.07 + arch, y)
    leak = np.exp(-np.maximum(np.abs(x) - 0.85, 0) / 0.08) * 0.10 + 0.006
    stone = np.maximum(0.4 * (1 + 0.2 * texture(x, y, 3, 5)), 0.02)
    p.lay(WHITE * (stone * leak)[..., None], (1 - hole) * wall.alpha)
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    to = np.asarray(lamp.at, np.float32) - floor.place
    back = floor.place[..., 2] / np.maximum(floor.place[..., 2] - lamp.at[2], 0.1)
    through_x = floor.place[..., 0] + to[..., 0] * back
    through_y = to[..., 1] * back
    width = 0.02 + 0.03 * np.maximum(floor.place[..., 2], 0)
    a2 = np.sqrt(np.maximum(0.85**2 - through_x**2, 0))
    lit = smoothstep(0.85 + width, 0.85 - width, np.abs(through_x)) * smoothstep(
        2.1 + a2 + width, 2.1 + a2 - width, through_y
    )
    lit = np.where(floor.place[..., 2] < 0, 1.0, lit) * man.shadow(floor.place, lamp, 16)
    slab = smoothstep(0.006, 0.02, np.abs(np.modf(floor.s / 0.9 + 40)[0] - 0.5)) * smoothstep(
        0.006, 0.02, np.abs(np.modf(floor.t / 0.9 + 40)[0] - 0.5)
    )
    tone = np.maximum(0.32 * (1 + 0.22 * texture(floor.s, floor.t, 4, 8, 1.3)), 0.03) * (
        0.5 + 0.5 * slab
    )
    bright = 46 * 2.3 / ((to * to).sum(-1) + 0.5) ** 1.25
    p.lay(
        WHITE * (tone * (lit * bright * 0.8 + 0.004))[..., None],
        floor.alpha * ((floor.place[..., 2] > 0) | ((hole > 0.5) & (floor.depth < p.depth))),
    )
    p.add(WHITE * (0.10 * blur(hole, 70) * (0.6 + 0.8 * fbm(size, 200, 9, 5)))[..., None])
    return p.rgb, LOOK
