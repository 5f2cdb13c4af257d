"""Open country: dunes marched as a height field, skies, trees."""

import numpy as np

from .camera import patch, unit, vec
from .noise import fbm, resize, smoothstep, texture


def dunes(x, z, height=5.0, length=52.0):
    """Height of a sea of dunes: long windward slopes, short lee sides, sharp wandering crests."""
    bend = 0.5 * texture(x, z, 620, 41, 2.7)
    wave = np.modf((x * 0.55 + z) / length + bend + 100)[0]
    crest = np.where(wave < 0.72, wave / 0.72, (1 - wave) / 0.28)
    crest = crest * crest * (3 - 2 * crest) * 0.6 + crest * 0.4
    swell = 0.75 + 0.35 * texture(x, z, 900, 43, 2.8)
    return height * (crest * np.maximum(swell, 0.15) + 0.8 * texture(x, z, 1500, 44, 2.9))


def ground(cam, height, far=900.0, near=1.0, steps=150):
    """Distance and position where rays meet ``height(x, z)``; distance is ``far`` for the sky."""
    rays = resize(cam.rays, (cam.height // 2, cam.width // 2)).reshape(-1, 3)
    t = np.full(len(rays), near, np.float32)
    found = np.full(len(rays), far, np.float32)
    live = np.arange(len(rays))
    ratio = (far / near) ** (1 / steps)
    for _ in range(steps):
        here = cam.eye + rays[live] * t[live, None]
        below = here[:, 1] < height(here[:, 0], here[:, 2])
        found[live[below]] = t[live[below]]
        live = live[~below]
        t[live] *= ratio
    hit = np.flatnonzero(found < far)
    low, high = found[hit] / ratio, found[hit].copy()
    for _ in range(7):
        mid = (low + high) / 2
        here = cam.eye + rays[hit] * mid[:, None]
        below = here[:, 1] < height(here[:, 0], here[:, 2])
        high, low = np.where(below, mid, high), np.where(below, low, mid)
    found[hit] = high
    depth = resize(found.reshape(cam.height // 2, cam.width // 2), cam.shape)
    return depth, cam.eye + cam.rays * depth[..., None]


def slope(height, place, step):
    """Unit normals of a height field at ``place``; ``step`` (H, W) is the sampling distance."""
    x, z = place[..., 0], place[..., 2]
    here = height(x, z)
    dx = (height(x + step, z) - here) / step
    dz = (height(x, z + step) - here) / step
    return unit(np.stack([-dx, np.ones_like(dx), -dz], axis=-1))


def sky(cam, low, high, seed=1, clouds=None, cover=0.5, sun=None, disc=None, scale=420):
    """A sky from ``low`` at the horizon to ``high``; ``clouds`` a colour, ``sun`` a direction."""
    up = np.clip(cam.rays[..., 1:2], 0, 1) ** 0.6
    colour = low * (1 - up) + high * up
    if clouds is not None:
        plane = patch(cam, (0, 900, 0), (1, 0, 0), (0, 0, -1))
        veil = 0.5 + 0.22 * texture(plane.s, plane.t, scale * 20, seed, 1.75)
        veil = smoothstep(1 - cover, 1.25 - cover, veil) * plane.alpha
        veil = veil * np.clip(cam.rays[..., 1] * 6, 0, 1)
        colour = colour * (1 - veil[..., None]) + clouds * veil[..., None]
    if sun is not None:
        near = np.maximum((cam.rays @ unit(vec(*sun))), 0)
        bright = 0.4 * near**12 + 1.2 * near**90 + 4 * near**900
        bright = bright + 30 * smoothstep(0.99985, 0.9999, near)
        colour = colour + (low if disc is None else disc) * bright[..., None]
    return colour.astype(np.float32)


def ridge(shape, base, rise, seed, cell=300, rough=0.55):
    """A far skyline: alpha (H, W), solid below an uneven line about ``base`` (0..1 down)."""
    line = base * shape[0] - rise * (fbm((8, shape[1]), cell, seed, 8, rough)[4] - 0.35)
    return np.clip(np.arange(shape[0])[:, None] - line[None], 0, 1).astype(np.float32)


def trunks(
    picture, rng, count, lights, ambient, near=4.0, far=60.0, spread=0.9, bark=None, fog=None
):
    """Tall trunks from far to near, lit and fading into ``fog`` (colour, density)."""
    bark = np.asarray([0.07, 0.055, 0.04]) if bark is None else bark
    depths = np.sort(rng.uniform(near**0.5, far**0.5, count) ** 2)[::-1]
    cam = picture.cam
    for d in depths:
        across = rng.uniform(-1, 1) * spread * d
        foot = cam.eye + (cam.forward * d + cam.right * across) * vec(1, 0, 1)
        radius, lean = rng.uniform(0.09, 0.34), rng.normal(0, 0.6)
        seed = rng.uniform(0, 900)

        def wobble(along, seed=seed):
            return 0.22 * texture(along * 3 + seed, along * 0 + seed, 20, 6, 1.5)

        def rough(bar, seed=seed):
            grain = texture(bar.across * 0.4 + seed, bar.along * 14, 7, 9, 1.1)
            return (bark * np.maximum(0.75 + 0.4 * grain, 0.1)[..., None]).astype(np.float32)

        haze = None if fog is None else (fog[0], 1 - np.exp(-fog[1] * d))
        top = (foot[0] + lean, 16.0, foot[2])
        picture.post(
            (foot[0], -0.4, foot[2]),
            top,
            radius,
            radius * 0.45,
            rough,
            lights,
            ambient,
            wobble=wobble,
            haze=haze,
        )
        for _ in range(rng.integers(1, 5)):
            y = rng.uniform(2.5, 9)
            x = foot[0] + lean * y / 16
            end = (x + rng.normal(0, 1.6), y + rng.uniform(-0.3, 1.2), foot[2] + rng.normal(0, 0.5))
            picture.post(
                (x, y, foot[2]), end, radius * 0.22, radius * 0.05, bark, lights, ambient, haze=haze
            )
    return picture


def leaves(shape, seed, cell=120, fine=10, cover=0.5):
    """A ragged mass of foliage, 0..1."""
    mass = fbm(shape, cell, seed, 3)
    edge = fbm(shape, fine, seed + 1, 3, 0.7)
    return smoothstep(0.5, 0.56, mass * 0.75 + edge * 0.45 + cover - 0.6)
