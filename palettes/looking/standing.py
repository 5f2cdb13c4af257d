"""Where the figures of a film, or of a still, stand among those of all others."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from palettes.charts.figures import FIGURES, Figure
from palettes.engine import LOOK_VERSION
from palettes.engine.looks import LookStatistics
from palettes.index import version as index_version
from palettes.looking.measuring import evenly
from palettes.models import Look
from palettes.search import index

TICKS: Final = 150
"""Ticks on a rug, evenly chosen: more would be a bar."""

STILLS: Final = 900
"""Stills that a still is held against, evenly chosen: more change no percentage that is read."""

Values = Mapping[str, NDArray[np.float64]]
Kind = Literal["films", "stills"]

_lock = threading.Lock()
_kept: dict[Kind, tuple[int, Values]] = {}


@dataclass(frozen=True)
class Standing:
    """A figure: written, its place on the axis, the places of all others, and a sentence.

    ``percentile`` is the share of the others, in percent, that have less of it; None without any.
    """

    figure: Figure
    value: str
    place: float
    ticks: list[float]
    sentence: str
    percentile: float | None


def catalogue_figures(kind: Kind = "films") -> Values:
    """Every figure (n,) of all films with a current look, or of STILLS stills, sorted.

    One query a version of the catalogue.
    """
    version = index_version.current()
    with _lock:
        if kind not in _kept or _kept[kind][0] != version:
            looks = Look.objects.filter(look_version=LOOK_VERSION)
            if kind == "films":
                looks = looks.filter(film__isnull=False)
            else:
                looks = looks.filter(still__in=evenly(index().stills.ids.tolist(), STILLS))
            keys = [figure.key for figure in FIGURES]
            rows = list(looks.values_list(*(f"statistics__{key}" for key in keys)))
            columns = np.array(rows, np.float64).reshape(-1, len(keys)).T
            _kept[kind] = (
                version,
                {key: np.sort(column) for key, column in zip(keys, columns, strict=True)},
            )
        return _kept[kind][1]


def standings(statistics: LookStatistics, kind: Kind = "films") -> list[Standing]:
    """Every figure of one film or still, beside those of all others."""
    everyone = catalogue_figures(kind)
    return [
        _standing(figure, getattr(statistics, figure.key), everyone[figure.key], kind)
        for figure in FIGURES
    ]


def _standing(figure: Figure, value: float, everyone: NDArray[np.float64], kind: Kind) -> Standing:
    step = max(1, -(-len(everyone) // TICKS))
    below = int(np.searchsorted(everyone, value - 1e-9))
    above = len(everyone) - int(np.searchsorted(everyone, value + 1e-9, "right"))
    # The film or still itself is among them, unless it was not chosen.
    others = len(everyone) - (1 if below + above < len(everyone) else 0)
    return Standing(
        figure,
        figure.written(value),
        figure.place(value),
        [figure.place(float(other)) for other in everyone[::step]],
        _sentence(figure, below, above, others, kind),
        100 * below / others if others else None,
    )


def _sentence(figure: Figure, below: int, above: int, others: int, kind: Kind) -> str:
    if others < 1:
        return f"the only {kind.removesuffix('s')} so far"
    more, count = (figure.more, below) if below >= above else (figure.less, above)
    if count < others:
        return f"{more} than {100 * count / others:.0f} % of {kind}"
    if kind == "stills" and others >= STILLS - 1:
        return f"{more} than nearly all stills"
    return f"{more} than any other {kind.removesuffix('s')}"
