"""Where a film's figures stand among those of all films."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from palettes import index_version
from palettes.charts.figures import FIGURES, Figure
from palettes.engine import LOOK_VERSION
from palettes.engine.looks import LookStatistics
from palettes.models import Look

TICKS: Final = 150
"""Films on a rug, evenly chosen: more would be a bar."""

Values = Mapping[str, NDArray[np.float64]]

_lock = threading.Lock()
_kept: tuple[int, Values] | None = None


@dataclass(frozen=True)
class Standing:
    """A figure of a film: written, its place on the axis, all films' places, and a sentence."""

    figure: Figure
    value: str
    place: float
    ticks: list[float]
    sentence: str


def catalogue_figures() -> Values:
    """Every figure (n,) of all films with a current look, sorted: one query a version."""
    global _kept
    version = index_version.current()
    with _lock:
        if _kept is None or _kept[0] != version:
            looks = Look.objects.filter(film__isnull=False, look_version=LOOK_VERSION)
            keys = [figure.key for figure in FIGURES]
            rows = list(looks.values_list(*(f"statistics__{key}" for key in keys)))
            columns = np.array(rows, np.float64).reshape(-1, len(keys)).T
            _kept = (
                version,
                {key: np.sort(column) for key, column in zip(keys, columns, strict=True)},
            )
        return _kept[1]


def standings(statistics: LookStatistics) -> list[Standing]:
    """Every figure of one film, beside those of all films."""
    everyone = catalogue_figures()
    return [
        _standing(figure, getattr(statistics, figure.key), everyone[figure.key])
        for figure in FIGURES
    ]


def _standing(figure: Figure, value: float, everyone: NDArray[np.float64]) -> Standing:
    step = max(1, -(-len(everyone) // TICKS))
    return Standing(
        figure,
        figure.written(value),
        figure.place(value),
        [figure.place(float(other)) for other in everyone[::step]],
        _sentence(figure, value, everyone),
    )


def _sentence(figure: Figure, value: float, everyone: NDArray[np.float64]) -> str:
    others = len(everyone) - 1  # the film itself is among them
    if others < 1:
        return "the only film so far"
    below = int(np.searchsorted(everyone, value - 1e-9))
    above = len(everyone) - int(np.searchsorted(everyone, value + 1e-9, "right"))
    more, count = (figure.more, below) if below >= above else (figure.less, above)
    if count == others:
        return f"{more} than any other film"
    return f"{more} than {100 * count / others:.0f} % of films"
