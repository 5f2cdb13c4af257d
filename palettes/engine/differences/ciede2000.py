"""CIEDE2000."""

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.differences.base import Difference

POW_25_7 = 25.0**7


class Ciede2000(Difference):
    """Delta E 00 with kL = kC = kH = 1, measured in CIELAB whatever the recipe's space.

    Equation numbers are those of G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005).
    """

    key = "ciede2000"
    title = "CIEDE2000"
    summary = "The standard for small differences, with the blues and greys put right."
    source = "G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005), 21-30"
    home = "cielab"

    def between(self, a: Floats, b: Floats) -> Floats:
        """Differences of CIELAB colours (..., 3)."""
        chroma = (_chroma(a) + _chroma(b)) / 2  # (3)
        stretch = 1 + 0.5 * (1 - np.sqrt(_seventh(chroma)))  # (4), (5)
        chroma1, hue1 = _polar(a, stretch)  # (6), (7)
        chroma2, hue2 = _polar(b, stretch)
        grey = chroma1 * chroma2 == 0
        turn = _hue_step(hue1, hue2, grey)  # (10)
        step_l = b[..., 0] - a[..., 0]  # (8)
        step_c = chroma2 - chroma1  # (9)
        step_h = 2 * np.sqrt(chroma1 * chroma2) * np.sin(turn / 2)  # (11)
        light = (a[..., 0] + b[..., 0]) / 2  # (12)
        chroma = (chroma1 + chroma2) / 2  # (13)
        hue = _mean_hue(hue1, hue2, grey)  # (14)
        off = (light - 50) ** 2
        s_l = 1 + 0.015 * off / np.sqrt(20 + off)  # (18)
        s_c = 1 + 0.045 * chroma  # (19)
        s_h = 1 + 0.015 * chroma * _tilt(hue)  # (20)
        around = np.deg2rad(30) * np.exp(-(((np.rad2deg(hue) - 275) / 25) ** 2))  # (16)
        twist = -np.sin(2 * around) * 2 * np.sqrt(_seventh(chroma))  # (17), (21)
        dl, dc, dh = step_l / s_l, step_c / s_c, step_h / s_h
        total = dl * dl + dc * dc + dh * dh + twist * dc * dh  # (22)
        result: Floats = np.sqrt(np.maximum(total, 0.0))
        return result


def _chroma(lab: Floats) -> Floats:
    length: Floats = np.sqrt(lab[..., 1] ** 2 + lab[..., 2] ** 2)  # (2)
    return length


def _seventh(chroma: Floats) -> Floats:
    power: Floats = chroma**7
    ratio: Floats = power / (power + POW_25_7)
    return ratio


def _polar(lab: Floats, stretch: Floats) -> tuple[Floats, Floats]:
    red = lab[..., 1] * stretch
    hue: Floats = np.arctan2(lab[..., 2], red) % (2 * np.pi)
    return np.sqrt(red**2 + lab[..., 2] ** 2), hue


def _hue_step(hue1: Floats, hue2: Floats, grey: Floats) -> Floats:
    step = hue2 - hue1
    step = np.where(step > np.pi, step - 2 * np.pi, step)
    step = np.where(step < -np.pi, step + 2 * np.pi, step)
    return np.where(grey, 0.0, step)


def _mean_hue(hue1: Floats, hue2: Floats, grey: Floats) -> Floats:
    total = hue1 + hue2
    far = np.abs(hue1 - hue2) > np.pi
    wrapped = np.where(total < 2 * np.pi, total + 2 * np.pi, total - 2 * np.pi)
    mean = np.where(far, wrapped, total) / 2
    return np.where(grey, total, mean)


def _tilt(hue: Floats) -> Floats:
    """T of equation (15)."""
    tilt: Floats = (
        1
        - 0.17 * np.cos(hue - np.deg2rad(30))
        + 0.24 * np.cos(2 * hue)
        + 0.32 * np.cos(3 * hue + np.deg2rad(6))
        - 0.20 * np.cos(4 * hue - np.deg2rad(63))
    )
    return tilt
