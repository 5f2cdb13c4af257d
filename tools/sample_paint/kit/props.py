"""Things the films share: neon signs, umbrellas, cars, rain, wet ground, shadows on a wall."""

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from .body import Body
from .grade import rgb
from .optics import blur, ripple


def stamp(sheet, s, t, size):
    """Read a small picture (rows from the top) at surface coordinates; ``size`` is (w, h)."""
    rows, columns = sheet.shape
    where = [(1 - t / size[1]) * rows - 0.5, s / size[0] * columns - 0.5]
    return ndimage.map_coordinates(sheet, where, order=1, mode="constant")


def neon_sheet(rng, columns, rows, cell=72):
    """Tubes bent into an invented script, one sign to a cell: 0..1, soft at the edges."""
    image = Image.new("L", (columns * cell, rows * cell))
    draw = ImageDraw.Draw(image)
    width = max(3, cell // 13)
    for row in range(rows):
        for column in range(columns):
            x, y = column * cell, row * cell
            grid = [cell * f for f in (0.2, 0.5, 0.8)]
            for _ in range(rng.integers(3, 6)):
                a, b = rng.choice(grid, 2)
                kind = rng.integers(4)
                if kind == 0:
                    draw.line([x + grid[0], y + a, x + grid[2], y + a], 255, width)
                elif kind == 1:
                    draw.line([x + a, y + grid[0], x + a, y + grid[2]], 255, width)
                elif kind == 2:
                    draw.line([x + a, y + b, x + b, y + grid[rng.integers(3)]], 255, width)
                else:
                    r = cell * 0.16
                    draw.ellipse([x + a - r, y + b - r, x + a + r, y + b + r], None, 255, width)
    return blur(np.asarray(image, np.float32) / 255, 1.2)


def neon(picture, seen, sheet, size, colour, backing=0.02, gain=9.0):
    """Paint a sign of glowing tubes on a patch."""
    tube = stamp(sheet, seen.s, seen.t, size)
    halo = stamp(blur(sheet, 9), seen.s, seen.t, size)
    paint = colour * (gain * tube**1.5 + 1.6 * halo + backing)[..., None]
    return picture.flat(seen, paint + 0.5 * gain * (tube**4)[..., None])


def umbrella(at, colour, lean=0.0, size=0.62):
    """An open umbrella whose rim is at ``at``."""
    x, y, z = at
    body = Body((x, y, z), lean)
    body.dome((0, 0, 0), (size, size * 0.25, size), colour)
    body.bone((0, 0, 0), (0.02, -0.75, 0), 0.01, 0.01, rgb("#333333"))
    return body.bone((0, size * 0.4, 0), (0, size * 0.52, 0), 0.01, 0.006, rgb("#333333"))


def car(at, yaw, paint, glass=None, sign=None):
    """A rounded saloon, front along its own +z."""
    glass = rgb("#0a0c10") if glass is None else glass
    body = Body(at, yaw)
    body.box((0, 0.58, 0), (0.84, 0.27, 2.15), paint, 0.16)
    body.box((0, 0.72, 1.3), (0.76, 0.17, 0.8), paint, 0.14, k=0.08)
    body.box((0, 1.05, -0.25), (0.68, 0.31, 1.05), glass, 0.2, k=0.06)
    body.box((0, 1.32, -0.28), (0.64, 0.07, 0.85), paint, 0.06, k=0.05)
    for z in (-0.25, 0.55, -1.1):
        body.bone((-0.69, 0.85, z - 0.1), (-0.63, 1.32, z * 0.82), 0.03, 0.03, paint, 0.03)
        body.bone((0.69, 0.85, z - 0.1), (0.63, 1.32, z * 0.82), 0.03, 0.03, paint, 0.03)
    dark = rgb("#0c0c0c")
    for x in (-0.78, 0.78):
        for z in (-1.35, 1.35):
            body.ball((x, 0.33, z), (0.14, 0.33, 0.33), dark, 0.01)
    body.box((0, 0.45, 2.1), (0.8, 0.07, 0.1), rgb("#77777a"), 0.05)
    if sign is not None:
        body.box((0, 1.46, -0.2), (0.22, 0.08, 0.1), sign, 0.04)
    return body


def rain(picture, seed, count=900, length=34, slant=0.08, strength=0.5):
    """Streaks that shine with the light behind them."""
    rng = np.random.default_rng(seed)
    height, width = picture.cam.shape
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    for _ in range(count):
        x, y = rng.uniform(0, width), rng.uniform(-40, height)
        n = length * rng.uniform(0.4, 1.7)
        draw.line([x, y, x - n * slant, y + n], int(rng.uniform(40, 255) * min(1, n / length)), 1)
    streaks = blur(np.asarray(image, np.float32) / 255, 0.7, 0.45)
    behind = blur(picture.rgb, 40) + 0.15 * picture.rgb
    return picture.add(strength * streaks[..., None] * behind)


def wet(picture, floor, mirror, seed, albedo, light, puddle=0.5, rough=16.0, gain=0.9):
    """Lay wet ground: dark stuff lit by ``light`` plus the blurred, rippled ``mirror`` picture."""
    shape = picture.cam.shape
    near = np.clip(6 / np.maximum(floor.depth, 1), 0.08, 1.4)
    smooth = np.clip(puddle, 0, 1)
    calm = ripple(blur(mirror, 2.0, 0.8), 5, seed, 5, 16)
    broken = ripple(blur(mirror, rough * 1.6, rough * 0.3), 14, seed + 7, 3, 12)
    image = broken + (calm - broken) * np.broadcast_to(smooth, shape)[..., None]
    view = np.maximum(-(picture.cam.rays[..., 1]), 0)
    fresnel = 0.06 + 0.94 * (1 - np.clip(view, 0, 1)) ** 4
    shine = (fresnel * gain * (0.45 + 0.55 * smooth))[..., None]
    ground = albedo * light * near[..., None] ** 0.3
    return picture.flat(floor, ground * (1 - shine) + image * shine)
