"""Ward Eleven, Quietly: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Body,
    Look,
    Picture,
    blur,
    over,
    patch,
    rgb,
    smoothstep,
    texture,
)

LOOK = Look(
    exposure=1.0,
    contrast=1.1,
    saturation=0.9,
    shadows=(0.0, 0.022, 0.024),
    lights=(0.93, 1.0, 0.965),
    halation=(0.03, 0.05, 0.05),
    bloom=0.14,
    grain=0.018,
)
TUBE, WALL, PAINT = rgb("#cffff0"), rgb("#a8c4b8"), rgb("#3f7d74")
RED, WHITE = rgb("#c01018"), rgb("#d8e4de")


def corridor(c, lit=(0, 1, 2, 3, 4, 5), depth=34.0, half=1.5, high=2.7, gain=1.0):
    """A corridor of tiles and doors under tubes at ``lit`` places; no floor."""
    tubes = [-2.5 - 5.6 * k for k in range(6)]
    p = Picture(c, 0.02)

    def light(place, normal):
        total = TUBE * 0.035
        for k, z in enumerate(tubes):
            power = gain * (1.0 if k in lit else 0.03)
            gap = np.asarray([0, high - 0.1, z], np.float32) - place
            d2 = (gap * gap).sum(-1)
            face = np.maximum((gap * normal).sum(-1) / np.sqrt(d2 + 0.1), 0.12)
            total = total + TUBE * (power * 1.7 * face / (d2 + 0.7))[..., None]
        return total

    ends = patch(c, (-half, 0, -depth), (1, 0, 0), (0, 1, 0), (2 * half, high))
    window = (
        smoothstep(0.7, 0.72, ends.s)
        * smoothstep(2.3, 2.28, ends.s)
        * (ends.t > 0.1)
        * (ends.t < 2.2)
    )
    p.flat(
        ends, WALL * 0.25 * light(ends.place, ends.normal) + TUBE * (window * gain * 1.2)[..., None]
    )
    for side in (-1, 1):
        wall = patch(c, (half * side, 0, 3), (0, 0, -1), (0, 1, 0), (depth + 3, high))
        tile = smoothstep(0.006, 0.014, np.abs(np.modf(wall.s / 0.2)[0] - 0.5) * 0.2)
        tile = tile * smoothstep(0.006, 0.014, np.abs(np.modf(wall.t / 0.2)[0] - 0.5) * 0.2)
        tile = 1 - (1 - tile) * np.exp(-wall.depth / 5)
        lower = smoothstep(1.32, 1.30, wall.t)[..., None]
        stain = (1 + 0.07 * texture(wall.s, wall.t, 6, 3))[..., None]
        tint = (WALL * (1 - lower) + PAINT * 0.75 * lower * (0.8 + 0.2 * tile[..., None])) * stain
        rail = smoothstep(0.05, 0.04, np.abs(wall.t - 1.0))[..., None]
        tint = tint * (1 - rail) + rgb("#55605a") * rail
        place = np.modf((wall.s + 1.2 + 1.1 * side) / 5.6)[0] * 5.6
        door = (
            smoothstep(1.0, 1.02, place)
            * smoothstep(2.12, 2.1, place)
            * smoothstep(2.12, 2.1, wall.t)
        )
        frame = (
            smoothstep(0.92, 0.94, place)
            * smoothstep(2.2, 2.18, place)
            * smoothstep(2.2, 2.18, wall.t)
        )
        pane = (
            smoothstep(1.4, 1.41, place)
            * smoothstep(1.72, 1.71, place)
            * (wall.t > 1.35)
            * (wall.t < 1.9)
        )
        tint = tint * (1 - 0.7 * frame[..., None])
        tint = tint * (1 - door[..., None]) + rgb("#8fb0a6") * 0.7 * door[..., None]
        paint = tint * light(wall.place, wall.normal)
        p.flat(wall, paint * (1 - pane[..., None]) + TUBE * (0.35 * pane * gain)[..., None])
    roof = patch(c, (-half, high, 3), (0, 0, -1), (1, 0, 0), (depth + 3, 2 * half))
    grid = smoothstep(0.01, 0.02, np.abs(np.modf(roof.s / 0.6)[0] - 0.5) * 0.6)
    bounce = (
        light(roof.place * np.asarray([1, 0.2, 1], np.float32), np.asarray([0, 1.0, 0], np.float32))
        * 0.42
    )
    p.flat(roof, WALL * (0.85 + 0.15 * grid[..., None]) * bounce)
    for k, z in enumerate(tubes):
        lamp = patch(c, (-0.16, high - 0.02, z + 0.7), (0, 0, -1), (1, 0, 0), (1.4, 0.32))
        p.lay(TUBE * (7 * gain if k in lit else 0.06), lamp.alpha)
    return p, light


def polish(cam, world, twin, light, gain=0.55):
    """Lay the linoleum: worn green, mirroring what stands on it."""
    floor = patch(cam, (0, 0, 0), (1, 0, 0), (0, 0, -1))
    worn = (1 + 0.12 * texture(floor.s * 3, floor.t, 9, 6))[..., None]
    seams = smoothstep(0.006, 0.02, np.abs(np.modf(floor.s / 1.0 + 50.5)[0] - 0.5))[..., None]
    base = (
        rgb("#6f958a")
        * 0.62
        * worn
        * (0.8 + 0.2 * seams)
        * light(floor.place, np.asarray([0, 1.0, 0], np.float32))
    )
    fresnel = 0.10 + 0.9 * (1 - np.clip(-cam.rays[..., 1], 0, 1)) ** 4
    image = blur(twin.rgb, 7, 1.6) * 0.6 + blur(twin.rgb, 1.5, 0.8) * 0.4
    front = floor.alpha * (floor.depth < world.depth)
    world.rgb = over(world.rgb, base + image * (fresnel * gain)[..., None], front)
    world.depth = np.where(front > 0.5, floor.depth, world.depth)
    return world


def chair(at, yaw, colour):
    """A moulded chair on four thin legs."""
    body = Body(at, yaw)
    body.box((0, 0.45, 0), (0.22, 0.02, 0.21), colour, 0.018, k=0.02)
    body.box((0, 0.70, -0.2), (0.21, 0.17, 0.018), colour, 0.018, k=0.06)
    for x in (-0.19, 0.19):
        for z in (-0.18, 0.18):
            body.bone((x, 0.44, z), (x * 1.12, 0.01, z * 1.12), 0.011, 0.011, rgb("#8a9490"), 0.004)
        body.bone((x, 0.45, -0.19), (x, 0.8, -0.205), 0.011, 0.011, rgb("#8a9490"), 0.004)
    return body


AIR = (TUBE * 0.16, PAINT * 0.10)
