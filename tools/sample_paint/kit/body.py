"""Smooth solids built of blended shapes and marched as a distance field, with their shading."""

import numpy as np

from .camera import unit, vec
from .scene import shade


def _turn(degrees):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.asarray([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)


class Body:
    """A solid of balls, bones and boxes, each with a material (its linear albedo).

    Local coordinates are x right, y up, z front; ``at``, ``yaw`` (degrees) and ``scale`` place it.
    """

    def __init__(self, at=(0, 0, 0), yaw=0.0, scale=1.0, folds=0.0, fold_size=1.0):
        self.at, self.spin, self.scale = vec(*at), _turn(yaw), scale
        self.folds, self.fold_size = folds, fold_size
        self.parts, self.points = [], []

    def ball(self, c, r, colour, k=0.02, cloth=False):
        """An ellipsoid with radii ``r`` (one number or three)."""
        r = np.broadcast_to(np.asarray(r, np.float32), 3)
        self.parts.append(("ball", vec(*c), r, np.asarray(colour, np.float32), k, cloth))
        self.points += [(vec(*c), float(max(r)))]
        return self

    def bone(self, a, b, ra, rb, colour, k=0.03, flat=1.0, cloth=False):
        """A rounded cone from ``a`` to ``b``; ``flat`` squeezes it front to back."""
        shape = (vec(*b), ra, rb, flat)
        self.parts.append(("bone", vec(*a), shape, np.asarray(colour, np.float32), k, cloth))
        self.points += [(vec(*a), ra), (vec(*b), rb)]
        return self

    def hollow(self, c, r, k=0.01):
        """Press a soft dent the size of an ellipsoid into what is there so far."""
        r = np.broadcast_to(np.asarray(r, np.float32), 3)
        self.parts.append(("hollow", vec(*c), r, np.zeros(3, np.float32), k, False))
        return self

    def dome(self, c, r, colour, k=0.01):
        """The upper half of an ellipsoid, closed below."""
        r = np.broadcast_to(np.asarray(r, np.float32), 3)
        self.parts.append(("dome", vec(*c), r, np.asarray(colour, np.float32), k, False))
        self.points += [(vec(*c), float(max(r)))]
        return self

    def box(self, c, half, colour, edge=0.01, k=0.001, yaw=0.0):
        """A box with rounded edges."""
        shape = (vec(*half), edge, _turn(yaw))
        self.parts.append(("box", vec(*c), shape, np.asarray(colour, np.float32), k, False))
        self.points += [(vec(*c), float(np.linalg.norm(half)))]
        return self

    def _bounds(self):
        centres = np.stack([p for p, _ in self.points])
        middle = (centres.min(0) + centres.max(0)) / 2
        radius = max(float(np.linalg.norm(p - middle)) + r for p, r in self.points) + 0.03
        return self.at + (self.spin @ middle) * self.scale, radius * self.scale

    @staticmethod
    def _distance(kind, p, where, shape):
        """Signed distance of one part; ``p`` is (x, y, z) arrays: much faster than (n, 3)."""
        x, y, z = (axis - offset for axis, offset in zip(p, where, strict=True))
        if kind in ("ball", "dome", "hollow"):
            u, v, w = x / shape[0], y / shape[1], z / shape[2]
            length = np.sqrt(u * u + v * v + w * w)
            u, v, w = u / shape[0], v / shape[1], w / shape[2]
            d = length * (length - 1) / (np.sqrt(u * u + v * v + w * w) + 1e-6)
            return np.maximum(d, -y) if kind == "dome" else d
        if kind == "bone":
            end, ra, rb, flat = shape
            bx, by, bz = end - where
            bz, z = bz / flat, z / flat
            h = np.clip((x * bx + y * by + z * bz) / (bx * bx + by * by + bz * bz + 1e-9), 0, 1)
            x, y, z = x - h * bx, y - h * by, z - h * bz
            return (np.sqrt(x * x + y * y + z * z) - ra - (rb - ra) * h) * min(1, flat)
        half, edge, turn = shape
        c, s = turn[0, 0], turn[0, 2]
        x, z = np.abs(x * c - z * s) - half[0] + edge, np.abs(x * s + z * c) - half[2] + edge
        y = np.abs(y) - half[1] + edge
        inside = np.minimum(np.maximum(np.maximum(x, y), z), 0)
        x, y, z = np.maximum(x, 0), np.maximum(y, 0), np.maximum(z, 0)
        return np.sqrt(x * x + y * y + z * z) + inside - edge

    def distance(self, world, colours=False):
        """Signed distance at points (n, 3), and the material colour there when asked."""
        q = np.ascontiguousarray((((world - self.at) @ self.spin) / self.scale).T)
        total = np.full(q.shape[1], 9.0, np.float32)
        nearest, which = total.copy(), np.zeros(q.shape[1], np.int32)
        crease = None
        if self.folds:
            x, y, z = q * self.fold_size
            crease = np.sin(x * 37 + 3 * np.sin(y * 9 + 5 * z))
            crease = crease * np.sin(z * 29 + x * 11 + 2 * np.sin(y * 13)) * self.folds
        for index, (kind, where, shape, _, k, cloth) in enumerate(self.parts):
            d = self._distance(kind, q, where, shape)
            if cloth == "hair":
                strands = np.sin(q[0] * 190 + 4 * np.sin(q[1] * 31 + q[2] * 17))
                d = d + 0.0016 * strands * np.sin(q[2] * 130 + q[1] * 60)
            elif cloth and crease is not None:
                d = d + crease
            if kind == "hollow":
                h = np.maximum(k - np.abs(total + d), 0)
                total = np.maximum(total, -d) + h * h * np.float32(0.25 / k)
                continue
            if colours:
                which[d < nearest] = index
                nearest = np.minimum(nearest, d)
            h = np.maximum(k - np.abs(total - d), 0)
            total = np.minimum(total, d) - h * h * np.float32(0.25 / k)
        if colours:
            return total * self.scale, np.stack([part[3] for part in self.parts])[which]
        return total * self.scale

    def shadow(self, place, light, soft=10.0):
        """How much of ``light`` reaches points (..., 3) past this body, 0..1."""
        flat = place.reshape(-1, 3)
        centre, radius = self._bounds()
        if light.sun:
            to, far = np.broadcast_to(unit(vec(*light.at)), flat.shape), np.full(len(flat), 1e3)
        else:
            gap = vec(*light.at) - flat
            far = np.linalg.norm(gap, axis=-1)
            to = gap / (far[:, None] + 1e-6)
        mid = ((centre - flat) * to).sum(-1)
        off = np.linalg.norm(flat + to * mid[:, None] - centre, axis=-1)
        near = np.flatnonzero((off < radius * 1.3) & (mid > -radius) & (mid - radius < far))
        out = np.ones(len(flat), np.float32)
        if near.size == 0:
            return out.reshape(place.shape[:-1])
        start, ray = flat[near], to[near]
        t = np.maximum(mid[near] - radius * 1.3, 0.03).astype(np.float32)
        lit = np.ones(near.size, np.float32)
        for _ in range(22):
            d = self.distance(start + ray * t[:, None])
            lit = np.minimum(lit, soft * d / t)
            t = t + np.clip(d, 0.015 * self.scale, 0.5)
        past = t > far[near]
        out[near] = np.where(past & (lit > 0), np.maximum(lit, 0), np.clip(lit, 0, 1))
        return out.reshape(place.shape[:-1])

    def _window(self, cam, centre, radius):
        x, y, z = cam.project(centre)
        if z < -radius:
            return None
        reach = cam.focal * radius / max(z - radius, 0.1) + 3 if z > radius * 1.2 else 4000
        x0, x1 = max(0, int(x - reach)), min(cam.width, int(x + reach) + 1)
        y0, y1 = max(0, int(y - reach)), min(cam.height, int(y + reach) + 1)
        return (slice(y0, y1), slice(x0, x1)) if x0 < x1 and y0 < y1 else None

    def render(self, cam, lights, ambient, steps=44, sheen=0.0, bump=None, **more):
        """Rows, columns, alpha, colour and depth of the body as ``cam`` sees it."""
        centre, radius = self._bounds()
        window = self._window(cam, centre, radius)
        if window is None:
            return None, None, None, None, None
        rays = cam.rays[window]
        shape = rays.shape[:2]
        ray = rays.reshape(-1, 3)
        mid = ray @ (centre - cam.eye)
        off2 = ((cam.eye + ray * mid[:, None] - centre) ** 2).sum(-1)
        live = np.flatnonzero((off2 < radius**2) & (mid > -radius))
        t = np.maximum(mid - np.sqrt(np.maximum(radius**2 - off2, 0)), 0.02).astype(np.float32)
        near = np.full(len(t), 9.0, np.float32)
        best = t.copy()
        for _ in range(steps):
            if live.size == 0:
                break
            d = self.distance(cam.eye + ray[live] * t[live, None])
            ratio = d / t[live] * cam.focal
            better = ratio < near[live]
            near[live[better]], best[live[better]] = ratio[better], t[live[better]]
            t[live] += np.maximum(d * 0.9, 0.1 * t[live] / cam.focal)
            live = live[(ratio > 0.2) & (t[live] < mid[live] + radius)]
        alpha = np.clip((1.05 - near) / 0.8, 0, 1)
        hit = np.flatnonzero(alpha > 0)
        colour = np.zeros((len(t), 3), np.float32)
        if hit.size:
            colour[hit] = self._paint(cam, ray[hit], best[hit], lights, ambient, sheen, bump, more)
        depth = np.where(alpha > 0.5, best, 4000).reshape(shape)
        return (*window, alpha.reshape(shape), colour.reshape(*shape, 3), depth)

    def _paint(self, cam, ray, t, lights, ambient, sheen, bump, more):
        place = cam.eye + ray * t[:, None]
        step = np.maximum(0.6 * t / cam.focal, 0.002 * self.scale)[:, None]
        corners = np.asarray([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
        normal = unit(sum(c * self.distance(place + c * step)[:, None] for c in corners))
        _, albedo = self.distance(place, colours=True)
        if bump is not None:
            albedo = albedo * bump(place)[:, None]
        open_air = np.clip(0.35 + self.distance(place + normal * 0.12 * self.scale) * 5.5, 0.2, 1)
        dim = open_air[:, None]
        shadow = more.pop("self_shadow", False)
        more = {**more, "block": (self, *more.get("block", ()))} if shadow else more
        start = place + normal * 0.02 * self.scale
        sky = (ambient[0] * dim, ambient[1] * dim)
        out = shade(start, normal, ray, albedo, lights, sky, **more)
        if sheen:
            edge = np.clip(1 + (normal * ray).sum(-1, keepdims=True), 0, 1) ** 3
            out = out + sheen * edge * np.asarray(ambient[0], np.float32) * (0.4 + albedo)
        return out
