"""Colours as points in a colour space, seen from one side; a script may turn them.

Every space stands upright on a stage: x to the right, y away from the eye, z up from -0.5 (black)
to 0.5 (white). static/js/colour_space.js draws :func:`as_data` with the same projection.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Any, Final, NamedTuple

import numpy as np

from palettes.charts.cloud import Cloud, Floats
from palettes.charts.stages import STAGES, Guide, Label, Stage
from palettes.engine import SPACES, Swatch
from palettes.engine.swatch import hex_of

WIDTH: Final = 440
HEIGHT: Final = 350
SCALE: Final = 250.0  # px of the viewBox for 1 of the stage
YAW: Final = 12.0
PITCH: Final = 18.0
MOST: Final = 4_000
"""Colours that are ever sent."""

DRAWN: Final = 800
"""Colours of the drawing that needs no script: more would weigh more than they show."""

LISTED: Final = 24
FINEST: Final = 0.008  # OKLab: the first cell that colours are gathered in, if there are too many
COARSER: Final = 1.2
UNIT: Final = 1000  # of the stage, in the data
LARGEST: Final = 10.0


class Point(NamedTuple):
    """A colour: where it is drawn, how large, and which."""

    x: float
    y: float
    r: float
    hex: str


@dataclass(frozen=True)
class Spot:
    """A swatch of the palette among the colours."""

    x: float
    y: float
    r: float
    swatch: Swatch


@dataclass(frozen=True)
class Text:
    """A word at its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the table behind: a colour, its share, and its coordinates as written."""

    swatch: Swatch
    coordinates: list[str]


@dataclass(frozen=True)
class Drawing:
    """Everything the drawing without a script shows. ``count`` colours are in the data."""

    stage: Stage
    paths: list[tuple[str, bool]]
    points: list[Point]
    spots: list[Spot]
    labels: list[Text]
    rows: list[Row]
    count: int

    @property
    def axes(self) -> tuple[str, ...]:
        """What the table's coordinates are called."""
        return SPACES[self.stage.key].axes


def draw(cloud: Cloud, swatches: Sequence[Swatch], key: str) -> Drawing:
    """Draw a cloud's colours in the space of that key (one of STAGES), the swatches ringed."""
    stage = STAGES[key]
    drawn = gathered(cloud, DRAWN)
    at, depth = _projected(stage.places(drawn.rgb / 255))
    sizes = _sizes(drawn.weights)
    order = np.argsort(-depth, kind="stable")
    digits = drawn.rgb[order].tobytes().hex()
    points = [
        Point(x, y, r, f"#{digits[6 * n : 6 * n + 6]}")
        for n, ((x, y), r) in enumerate(zip(at[order].tolist(), sizes[order].tolist(), strict=True))
    ]
    return Drawing(
        stage,
        [(_path(guide), guide.strong) for guide in stage.guides],
        points,
        _spots(stage, swatches),
        _texts(stage.labels),
        rows(drawn, key, LISTED),
        min(len(cloud.rgb), MOST),
    )


def as_data(cloud: Cloud, swatches: Sequence[Swatch], key: str) -> dict[str, Any]:
    """What the script draws: at most MOST colours; places in thousandths of the stage.

    ``colours`` is ``rrggbb`` one after another, ``places`` x, y, z one after another, ``sizes``
    radii in tenths of a px of the viewBox.
    """
    stage = STAGES[key]
    sent = gathered(cloud, MOST)
    return {
        "space": key,
        "view": {
            "width": WIDTH,
            "height": HEIGHT,
            "scale": SCALE,
            "yaw": YAW,
            "pitch": PITCH,
            "unit": UNIT,
        },
        "colours": sent.rgb.astype(np.uint8).tobytes().hex(),
        "places": _thousandths(stage.places(sent.rgb / 255)),
        "sizes": np.round(_sizes(sent.weights) * 10).astype(int).tolist(),
        "guides": [
            {"strong": guide.strong, "line": _thousandths(np.array(guide.line))}
            for guide in stage.guides
        ],
        "labels": [
            {"text": label.text, "at": _thousandths(np.array(label.at))} for label in stage.labels
        ],
        "swatches": [
            {
                "hex": swatch.hex,
                "name": swatch.name,
                "size": _ring(swatch.share),
                "at": _thousandths(place),
            }
            for swatch, place in zip(swatches, _swatch_places(stage, swatches), strict=True)
        ],
    }


def rows(cloud: Cloud, key: str, most: int) -> list[Row]:
    """The heaviest colours with their coordinates, the heaviest first."""
    heaviest = np.argsort(-cloud.weights, kind="stable")[:most]
    space = SPACES[key]
    coordinates = space.from_rgb(cloud.rgb[heaviest] / 255)
    digits = [0 if high - low > 50 else 2 if high - low >= 1 else 3 for low, high in space.ranges]
    return [
        Row(
            Swatch(hex_of(cloud.rgb[n]), float(cloud.weights[n])),
            [_written(value, d) for value, d in zip(place, digits, strict=True)],
        )
        for n, place in zip(heaviest, coordinates.tolist(), strict=True)
    ]


def gathered(cloud: Cloud, most: int) -> Cloud:
    """The same cloud in at most ``most`` colours: the means of ever wider cells of OKLab."""
    lab, step = cloud.lab, FINEST
    while len(cloud.rgb) > most:
        cells = np.round((lab + 1) / step).astype(np.int64)  # OKLab lies within -1..1
        numbers = (cells[:, 0] << 40) + (cells[:, 1] << 20) + cells[:, 2]
        _, owner = np.unique(numbers, return_inverse=True)
        count = int(owner.max()) + 1
        if count <= most:
            mass: Floats = np.bincount(owner, cloud.weights, minlength=count).astype(np.float64)
            sums = [
                np.bincount(owner, cloud.weights * part, minlength=count) for part in cloud.rgb.T
            ]
            means = np.round(np.stack(sums, axis=1) / mass[:, None]).astype(np.uint8)
            return Cloud(means, mass, cloud.stills)
        step *= COARSER
    return cloud


def _projected(places: Floats) -> tuple[Floats, Floats]:
    """Where points (n, 3) of the stage lie on the drawing (n, 2), and how far away (n,)."""
    yaw, pitch = radians(YAW), radians(PITCH)
    x, y, z = places.T
    across = x * cos(yaw) - y * sin(yaw)
    away = x * sin(yaw) + y * cos(yaw)
    up = z * cos(pitch) + away * sin(pitch)
    at = np.stack([WIDTH / 2 + SCALE * across, HEIGHT / 2 - SCALE * up], axis=1)
    return np.round(at, 1), away * cos(pitch) - z * sin(pitch)


def _sizes(weights: Floats) -> Floats:
    """Radii: area by mass, and enough of the smallest to be seen."""
    sizes = np.minimum(1.1 + 14 * np.sqrt(weights), LARGEST).astype(np.float64)
    return np.round(sizes, 1)


def _ring(share: float) -> float:
    return round(4.5 + 9 * sqrt(share), 1)


def _swatch_places(stage: Stage, swatches: Sequence[Swatch]) -> Floats:
    return stage.places(np.array([s.rgb for s in swatches], np.float64).reshape(-1, 3) / 255)


def _spots(stage: Stage, swatches: Sequence[Swatch]) -> list[Spot]:
    at, depth = _projected(_swatch_places(stage, swatches))
    return [
        Spot(float(at[n, 0]), float(at[n, 1]), _ring(swatches[n].share), swatches[n])
        for n in np.argsort(-depth, kind="stable")
    ]


def _path(guide: Guide) -> str:
    at, _ = _projected(np.array(guide.line))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in at)


def _texts(labels: Sequence[Label]) -> list[Text]:
    at, _ = _projected(np.array([label.at for label in labels]))
    return [Text(float(x), float(y), label.text) for (x, y), label in zip(at, labels, strict=True)]


def _thousandths(places: Floats) -> list[int]:
    flat: list[int] = np.round(places.reshape(-1) * UNIT).astype(int).tolist()
    return flat


def _written(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
