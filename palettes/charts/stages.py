"""How each colour space stands on the stage: where its colours go, its guide lines and labels.

x is to the right, y away from the eye, z up from -0.5 to 0.5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Final

import numpy as np

from palettes.charts.cloud import Floats
from palettes.engine import SPACES

Place = tuple[float, float, float]

RIM: Final = 0.5
"""Radius of the rings of the opponent spaces on the stage."""

RING: Final = {"oklab": 0.2, "cielab": 60.0}
"""The chroma the rings stand for."""


@dataclass(frozen=True)
class Guide:
    """A line on the stage; a strong one is an axis."""

    line: list[Place]
    strong: bool = False


@dataclass(frozen=True)
class Label:
    """A word on the stage."""

    text: str
    at: Place


@dataclass(frozen=True)
class Stage:
    """A space as it is shown: ``places`` takes encoded sRGB (n, 3) in 0..1 to the stage (n, 3)."""

    key: str
    title: str
    says: str
    places: Callable[[Floats], Floats]
    guides: list[Guide]
    labels: list[Label]


def _opponent(key: str, title: str, says: str, names: tuple[str, str, str]) -> Stage:
    space, ring = SPACES[key], RING[key]

    def places(rgb: Floats) -> Floats:
        light, a, b = space.from_rgb(rgb).T
        scale = RIM / ring
        return np.stack([a * scale, b * scale, light / space.span - 0.5], axis=1)

    rings = [Guide(_ring(z, RIM)) for z in (-0.5, 0.0, 0.5)]
    cross = [
        Guide([(-RIM, 0, -0.5), (RIM, 0, -0.5)]),
        Guide([(0, -RIM, -0.5), (0, RIM, -0.5)]),
        Guide([(0, 0, -0.5), (0, 0, 0.5)], strong=True),
    ]
    light, a, b = names
    far = RIM + 0.055
    labels = [
        Label(f"{light} 0", (0, 0, -0.56)),
        Label(f"{light} {space.span:g}", (0, 0, 0.55)),
        Label(f"+{a}", (far, 0, -0.5)),
        Label(f"−{a}", (-far, 0, -0.5)),
        Label(f"+{b}", (0, far, -0.5)),
        Label(f"−{b}", (0, -far, -0.5)),
    ]
    return Stage(key, title, says, places, [*rings, *cross], labels)


def _hsv() -> Stage:
    def places(rgb: Floats) -> Floats:
        x, y, value = SPACES["hsv"].from_rgb(rgb).T
        return np.stack([x / 2, y / 2, value - 0.5], axis=1)

    corners = [(0.5 * cos(n * pi / 3), 0.5 * sin(n * pi / 3)) for n in range(6)]
    guides = [
        Guide(_ring(0.5, 0.5)),
        Guide(_ring(0.0, 0.25)),
        *(Guide([(0, 0, -0.5), (x, y, 0.5)]) for x, y in corners),
        Guide([(0, 0, -0.5), (0, 0, 0.5)], strong=True),
    ]
    names = ("red", "yellow", "green", "cyan", "blue", "magenta")
    labels = [
        Label(name, (x * 1.14, y * 1.14, 0.5)) for name, (x, y) in zip(names, corners, strict=True)
    ]
    says = "the cone: hue around, s × v outwards, value up"
    return Stage("hsv", "HSV", says, places, guides, [*labels, Label("black", (0, 0, -0.56))])


def _rgb() -> Stage:
    """The cube stands on its black corner, so that greys are upright as in the other spaces."""

    def places(rgb: Floats) -> Floats:
        red, green, blue = rgb.T
        across = (2 * red - green - blue) / sqrt(18)
        away = (green - blue) / sqrt(6)
        return np.stack([across, away, (red + green + blue) / 3 - 0.5], axis=1)

    names = ("black", "blue", "green", "cyan", "red", "magenta", "yellow", "white")
    cube = np.array([(n >> 2 & 1, n >> 1 & 1, n & 1) for n in range(8)], np.float64)
    corners = [(x, y, z) for x, y, z in places(cube).tolist()]
    edges = [(n, n | bit) for bit in (1, 2, 4) for n in range(8) if not n & bit]
    guides = [Guide([corners[a], corners[b]]) for a, b in edges]
    guides.append(Guide([corners[0], corners[7]], strong=True))
    labels = [
        Label(name, (x * 1.13, y * 1.13, z * 1.11))
        for name, (x, y, z) in zip(names, corners, strict=True)
    ]
    says = "the cube of the encoded numbers, on its black corner"
    return Stage("rgb", "RGB", says, places, guides, labels)


def _ring(z: float, radius: float, parts: int = 48) -> list[Place]:
    turns = (2 * pi * n / parts for n in range(parts + 1))
    return [(radius * cos(turn), radius * sin(turn), z) for turn in turns]


STAGES: Final = {
    stage.key: stage
    for stage in (
        _opponent("oklab", "OKLab", "lightness up, rings at chroma 0.2", ("L", "a", "b")),
        _opponent("cielab", "CIELAB", "lightness up, rings at chroma 60", ("L*", "a*", "b*")),
        _hsv(),
        _rgb(),
    )
}
"""The spaces that colours are shown in, by the engine's keys; the first is the default."""
