"""What lies beside a named colour."""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, inf

from palettes.charts.hues import NAMES as HUES
from palettes.colour_pages.named import NamedColour, named_colours


@dataclass(frozen=True)
class Neighbour:
    """A colour beside another, and in which direction."""

    direction: str
    colour: NamedColour


def neighbours(colour: NamedColour) -> list[Neighbour]:
    """The named colours beside one, each once: lighter, darker, and the next hues or, of a grey,
    warmer and cooler ones. A direction without a colour is left out.
    """
    aside = _greys(colour) if colour.is_grey else _hues(colour)
    found: list[Neighbour] = []
    for direction, cost in [*_levels(colour), *aside]:
        taken = {one.colour for one in found}
        costs = [
            (cost(other), other.name, other)
            for other in named_colours().values()
            if other not in taken
        ]
        least, _, best = min(costs)
        if least < inf:
            found.append(Neighbour(direction, best))
    return found


Cost = Callable[[NamedColour], float]
"""How badly a colour lies in a direction; infinite where it does not."""


def _levels(colour: NamedColour) -> list[tuple[str, Cost]]:
    def cost(other: NamedColour, sign: int) -> float:
        step = sign * (other.oklab[0] - colour.oklab[0])
        away = hypot(other.oklab[1] - colour.oklab[1], other.oklab[2] - colour.oklab[2])
        return 2 * away + abs(step - 0.08) if step > 0.03 else inf

    return [("lighter", lambda c: cost(c, 1)), ("darker", lambda c: cost(c, -1))]


def _greys(colour: NamedColour) -> list[tuple[str, Cost]]:
    def cost(other: NamedColour, sign: int) -> float:
        a, b = other.oklab[1] - colour.oklab[1], other.oklab[2] - colour.oklab[2]
        return _unlike(colour, other) if 0.006 < sign * (b + 0.7 * a) < 0.06 else inf

    return [("warmer", lambda c: cost(c, 1)), ("cooler", lambda c: cost(c, -1))]


def _hues(colour: NamedColour) -> list[tuple[str, Cost]]:
    hue = colour.oklch[2]

    def cost(other: NamedColour, sign: int) -> float:
        turn = sign * ((other.oklch[2] - hue + 180) % 360 - 180)
        unlike = _unlike(colour, other)
        near = not other.is_grey and 8 < turn < 60 and unlike < 0.3
        return unlike + turn / 200 if near else inf

    return [
        (f"next hue, towards {_towards(hue, -1)}", lambda c: cost(c, -1)),
        (f"next hue, towards {_towards(hue, 1)}", lambda c: cost(c, 1)),
    ]


def _unlike(one: NamedColour, other: NamedColour) -> float:
    """How far apart in lightness and chroma."""
    return abs(other.oklch[0] - one.oklch[0]) + 2 * abs(other.oklch[1] - one.oklch[1])


def _towards(hue: float, sign: int) -> str:
    """The hue one comes to when turning from one: its name."""
    ahead = [(sign * (angle - hue) % 360, name) for name, angle in HUES]
    return min(one for one in ahead if one[0] > 12)[1]
