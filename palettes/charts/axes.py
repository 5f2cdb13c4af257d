"""The axes that films are compared along."""

from math import cos, radians, sin
from typing import Final

from palettes.charts.cloud import Cloud, Floats
from palettes.charts.densities import Axis
from palettes.engine.looks.statistics import WARMEST


def warmth(cloud: Cloud) -> Floats:
    """How far each colour (n,) lies towards orange, or, below 0, towards blue."""
    warm = radians(WARMEST)
    turned: Floats = cloud.lab[:, 1] * cos(warm) + cloud.lab[:, 2] * sin(warm)
    return turned


AXES: Final = (
    Axis(
        "lightness",
        "Lightness",
        "OKLab L, 0 black to 1 white",
        0.0,
        1.0,
        (0.0, 0.25, 0.5, 0.75, 1.0),
        2,
        lambda cloud: cloud.lightness,
    ),
    Axis(
        "chroma",
        "Chroma",
        "OKLab C, 0 is grey",
        0.0,
        0.2,
        (0.0, 0.05, 0.1, 0.15, 0.2),
        2,
        lambda cloud: cloud.chroma,
    ),
    Axis(
        "warmth",
        "Cool to warm",
        "how far towards orange; below 0, towards blue",
        -0.12,
        0.12,
        (-0.12, -0.06, 0.0, 0.06, 0.12),
        2,
        warmth,
        signed=True,
    ),
)
