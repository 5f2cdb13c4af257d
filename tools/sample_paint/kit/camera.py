"""A pinhole camera, and flat or thin things seen through it: walls, floors, signs, posts, ropes."""

from typing import NamedTuple

import numpy as np


def vec(*xyz):
    """A float32 vector."""
    return np.asarray(xyz, np.float32)


def unit(v):
    """``v`` scaled to length one along its last axis."""
    return v / (np.linalg.norm(v, axis=-1, keepdims=True) + 1e-9)


class Camera:
    """Looks from ``eye`` to ``at``; ``fov`` is horizontal, degrees; y is up, metres."""

    def __init__(self, size, eye, at, fov, roll=0.0):
        self.height, self.width = size
        self.shape = size
        self.eye = vec(*eye)
        self.flip = vec(1, 1, 1)
        self.forward = unit(vec(*at) - self.eye)
        right = unit(np.cross(self.forward, vec(0, 1, 0)))
        up = np.cross(right, self.forward)
        turn = np.radians(roll)
        self.right = np.cos(turn) * right + np.sin(turn) * up
        self.up = np.cos(turn) * up - np.sin(turn) * right
        self.focal = self.width / 2 / np.tan(np.radians(fov) / 2)
        y, x = np.mgrid[: self.height, : self.width].astype(np.float32)
        x, y = (x - self.width / 2 + 0.5) / self.focal, (y - self.height / 2 + 0.5) / self.focal
        ray = self.forward + x[..., None] * self.right - y[..., None] * self.up
        self.rays = unit(ray).astype(np.float32)

    def mirrored(self):
        """The same camera as a floor at height 0 mirrors it, aligned pixel by pixel."""
        twin = object.__new__(Camera)
        twin.__dict__.update(self.__dict__)
        twin.flip = vec(1, -1, 1)
        twin.eye = self.eye * twin.flip
        twin.rays = self.rays * twin.flip
        return twin

    def project(self, point):
        """Screen x, y (pixels) and depth (metres along the axis) of a world point."""
        d = vec(*point) * self.flip - self.eye * self.flip
        z = float(d @ self.forward)
        far = max(z, 1e-3)
        x = self.width / 2 + self.focal * float(d @ self.right) / far
        y = self.height / 2 - self.focal * float(d @ self.up) / far
        return x, y, z


class Patch(NamedTuple):
    """A flat thing as seen: coverage, surface coordinates (metres), position, normal, distance."""

    alpha: np.ndarray
    s: np.ndarray
    t: np.ndarray
    place: np.ndarray
    normal: np.ndarray
    depth: np.ndarray
    pixel: np.ndarray


def patch(cam, corner, u, v, size=None):
    """The rectangle along unit vectors ``u``, ``v`` from ``corner``; ``size`` (w, h) or endless."""
    corner, u, v = vec(*corner), unit(vec(*u)), unit(vec(*v))
    normal = unit(np.cross(u, v))
    if (cam.eye - corner) @ normal < 0:
        normal = -normal
    slope = cam.rays @ normal
    with np.errstate(divide="ignore", invalid="ignore"):
        t = ((corner - cam.eye) @ normal) / np.where(np.abs(slope) < 1e-5, 1e-5, slope)
    seen = (t > 0.02) & (slope < 0)
    t = np.where(seen, np.minimum(t, 4000), 4000).astype(np.float32)
    place = cam.eye + cam.rays * t[..., None]
    su, sv = (place - corner) @ u, (place - corner) @ v
    pixel = t / cam.focal / np.maximum(np.abs(slope), 0.02)
    alpha = seen.astype(np.float32)
    if size is not None:
        for coordinate, extent in ((su, size[0]), (sv, size[1])):
            gy, gx = np.gradient(coordinate)
            step = np.hypot(gx, gy) + 1e-6
            inside = np.minimum(coordinate, extent - coordinate)
            alpha = alpha * np.clip(inside / step + 0.5, 0, 1)
    return Patch(alpha, su, sv, place, normal, t, pixel)


class Rod(NamedTuple):
    """A post as seen inside a window of the frame (``rows``, ``columns`` slices)."""

    rows: slice
    columns: slice
    alpha: np.ndarray
    along: np.ndarray
    across: np.ndarray
    normal: np.ndarray
    place: np.ndarray
    depth: float


def rod(cam, a, b, ra, rb=None, wobble=None):
    """A round bar from ``a`` to ``b``; ``wobble(along)`` shifts it sideways (in radii)."""
    rb = ra if rb is None else rb
    (ax, ay, az), (bx, by, bz) = cam.project(a), cam.project(b)
    if min(az, bz) < 0.05:
        return None
    pa, pb = max(ra * cam.focal / az, 0.35), max(rb * cam.focal / bz, 0.35)
    pad = max(pa, pb) * 1.8 + 2
    x0, x1 = max(0, int(min(ax, bx) - pad)), min(cam.width, int(max(ax, bx) + pad) + 1)
    y0, y1 = max(0, int(min(ay, by) - pad)), min(cam.height, int(max(ay, by) + pad) + 1)
    if x0 >= x1 or y0 >= y1:
        return None
    yy, xx = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    dx, dy = bx - ax, by - ay
    length = np.hypot(dx, dy) + 1e-6
    along = np.clip(((xx - ax) * dx + (yy - ay) * dy) / length**2, 0, 1)
    radius = pa + (pb - pa) * along
    off = ((xx - ax - along * dx) * -dy + (yy - ay - along * dy) * dx) / length
    far = np.hypot(xx - ax - along * dx, yy - ay - along * dy)
    if wobble is not None:
        off = off - wobble(along) * radius
        far = np.where((along > 0) & (along < 1), np.abs(off), far)
    alpha = np.clip(radius - far + 0.5, 0, 1)
    q = np.clip(off / radius, -1, 1)
    axis = (np.asarray(b, np.float32) - np.asarray(a, np.float32)) * cam.flip
    side = unit(np.cross(unit(axis), cam.forward))
    sign = 1.0 if float(side @ cam.right) * -dy + float(side @ -cam.up) * dx > 0 else -1.0
    normal = side * (sign * q)[..., None] - cam.forward * np.sqrt(1 - q * q)[..., None]
    place = vec(*a) + along[..., None] * (vec(*b) - vec(*a))
    return Rod(slice(y0, y1), slice(x0, x1), alpha, along, q, normal * cam.flip, place, min(az, bz))
