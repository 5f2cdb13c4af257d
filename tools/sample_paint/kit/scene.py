"""Lights, and the picture that layers are laid into from far to near."""

from typing import NamedTuple

import numpy as np

from .camera import rod, unit, vec
from .optics import defocus


class Light(NamedTuple):
    """A lamp at ``at`` (or a sun in that direction), falling off softly from ``reach`` metres."""

    at: tuple
    colour: np.ndarray
    reach: float = 0.5
    sun: bool = False


def shade(place, normal, view, albedo, lights, ambient, wrap=0.15, spec=0.0, power=24, block=()):
    """Light reflected at points (..., 3); ``ambient`` is the light (from above, from below)."""
    up = (0.5 + 0.5 * normal[..., 1:2]).astype(np.float32)
    total = np.asarray(ambient[1], np.float32) * (1 - up) + np.asarray(ambient[0], np.float32) * up
    total = total * albedo
    for light in lights:
        at = vec(*light.at)
        if light.sun:
            to, power_in = np.broadcast_to(unit(at), place.shape), 1.0
        else:
            gap = at - place
            square = (gap * gap).sum(-1, keepdims=True)
            to, power_in = gap / np.sqrt(square + 1e-6), 1 / (square + light.reach**2)
        facing = (normal * to).sum(-1, keepdims=True)
        diffuse = np.maximum((facing + wrap) / (1 + wrap), 0)
        power_in = power_in * np.asarray(light.colour, np.float32)
        if block:
            for body in block:
                power_in = power_in * body.shadow(place, light)[..., None]
        total = total + albedo * diffuse * power_in
        if spec:
            half = unit(to - view)
            shine = np.maximum((normal * half).sum(-1, keepdims=True), 0) ** power
            edge = (1 - np.maximum(-(normal * view).sum(-1, keepdims=True), 0)) ** 4
            total = total + power_in * shine * (facing > -0.1) * spec * (1 + 4 * edge)
    return total


class Picture:
    """Linear light with its distances; things are laid over it from far to near."""

    def __init__(self, cam, background=0.0):
        self.cam = cam
        self.rgb = np.zeros((*cam.shape, 3), np.float32) + np.asarray(background, np.float32)
        self.depth = np.full(cam.shape, 4000.0, np.float32)

    def lay(self, colour, alpha, depth=None, focus=0.0):
        """Cover with ``colour`` where ``alpha``; ``focus`` is an out-of-focus radius in pixels."""
        colour = np.broadcast_to(np.asarray(colour, np.float32), self.rgb.shape)
        front = colour * alpha[..., None]
        if focus:
            front, alpha = defocus(front, focus), defocus(alpha, focus)
        self.rgb = front + self.rgb * (1 - alpha[..., None])
        if depth is not None:
            self.depth = np.where(alpha > 0.5, depth, self.depth)
        return self

    def flat(self, seen, colour):
        """Lay a ``Patch`` painted with ``colour``."""
        return self.lay(colour, seen.alpha, seen.depth)

    def post(self, a, b, ra, rb=None, albedo=0.1, lights=(), ambient=(0, 0), emit=None, **more):
        """Lay a round bar, lit; ``emit`` makes it a lamp instead."""
        wobble = more.pop("wobble", None)
        haze = more.pop("haze", None)
        bar = rod(self.cam, a, b, ra, rb, wobble)
        if bar is None:
            return self
        if emit is None:
            view = unit(bar.place - self.cam.eye)
            tint = albedo(bar) if callable(albedo) else np.asarray(albedo, np.float32)
            colour = shade(bar.place, bar.normal, view, tint, lights, ambient, **more)
        else:
            colour = np.broadcast_to(np.asarray(emit, np.float32), (*bar.alpha.shape, 3))
        if haze is not None:
            colour = colour * (1 - haze[1]) + np.asarray(haze[0], np.float32) * haze[1]
        window = self.rgb[bar.rows, bar.columns]
        a1 = bar.alpha[..., None]
        self.rgb[bar.rows, bar.columns] = window * (1 - a1) + colour * a1
        near = self.depth[bar.rows, bar.columns]
        self.depth[bar.rows, bar.columns] = np.where(bar.alpha > 0.5, bar.depth, near)
        return self

    def body(self, body, lights, ambient, focus=0.0, **more):
        """Lay a ``Body``, lit."""
        rows, columns, alpha, colour, depth = body.render(self.cam, lights, ambient, **more)
        if rows is None:
            return self
        full_a = np.zeros(self.cam.shape, np.float32)
        full_c = np.zeros_like(self.rgb)
        full_d = np.full(self.cam.shape, 4000.0, np.float32)
        full_a[rows, columns], full_c[rows, columns] = alpha, colour
        full_d[rows, columns] = depth
        return self.lay(full_c, full_a, full_d, focus)

    def fog(self, colour, thickness, start=0.0, thin=None):
        """Fade towards ``colour`` with distance; ``thin`` (H, W) varies the density."""
        reach = np.maximum(self.depth - start, 0) * thickness
        if thin is not None:
            reach = reach * thin
        keep = np.exp(-reach)[..., None]
        self.rgb = self.rgb * keep + np.asarray(colour, np.float32) * (1 - keep)
        return self

    def add(self, light):
        """Add light."""
        self.rgb = self.rgb + light
        return self
