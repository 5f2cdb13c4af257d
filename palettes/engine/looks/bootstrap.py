"""How sure a mean over films is: a bootstrap of films, and of the stills within each.

A film's stills are alike, so resampling stills alone would call a mean far surer than it is.
Films are drawn with replacement, and for each drawing of a film, its stills with replacement:
the cluster bootstrap of A. C. Davison and D. V. Hinkley, Bootstrap Methods and their
Application, 1997, section 3.8. With few films it errs to intervals a little too narrow, as every
bootstrap does; of one film nothing can be said.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats, Ints

RESAMPLES: Final = 1000
LEVEL: Final = 0.95
SEED: Final = 20_260_000

Measure = Callable[[Floats], Floats]
"""Figures (k, m) of films whose stills have the means (k, d)."""


def replicates(
    values: Floats,
    films: Ints,
    measure: Measure,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Floats:
    """Resampled means over films (resamples, m) of the figures that ``measure`` gives.

    ``values`` (n, d) are a row for each still and ``films`` (n,) tells whose it is: any whole
    numbers. Each film counts the same, however many stills it has. The same arguments give the
    same numbers. Raises ValueError without stills.
    """
    if len(values) == 0 or len(values) != len(films):
        raise ValueError("a bootstrap needs stills, each with its film")
    random = np.random.default_rng(seed)
    order = np.argsort(films, kind="stable")
    starts = np.flatnonzero(np.diff(films[order], prepend=films[order][0] - 1))
    groups = np.split(values[order], starts[1:])
    drawn = random.integers(len(groups), size=(resamples, len(groups)))
    total: Floats | None = None
    for number, group in enumerate(groups):
        owner = np.nonzero(drawn == number)[0]
        figures = measure(_means(group, len(owner), random))
        if total is None:
            total = np.zeros((resamples, figures.shape[1]))
        for column in range(figures.shape[1]):
            total[:, column] += np.bincount(owner, figures[:, column], minlength=resamples)
    assert total is not None
    return total / len(groups)


def _means(group: Floats, times: int, random: np.random.Generator) -> Floats:
    """The means (times, d) of a film's stills (s, d), drawn again each time."""
    count = len(group)
    if count == 1:
        return np.repeat(group, times, axis=0)
    drawn = random.multinomial(count, np.full(count, 1 / count), size=times)
    means: Floats = np.einsum("ks,sd->kd", drawn / count, group)
    return means


def interval(resampled: Floats, estimate: float, level: float = LEVEL) -> tuple[float, float]:
    """The percentile interval of resampled figures (n,), moved to have their mean on ``estimate``.

    For a mean that moves nothing. Figures such as contrast come out a little low when stills
    are drawn again, since fewer different ones are among them.
    """
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(resampled, [tail, 100 - tail])
    moved = estimate - float(resampled.mean())
    return float(low) + moved, float(high) + moved


def angle_interval(
    resampled: Floats, estimate: float, level: float = LEVEL
) -> tuple[float, float] | None:
    """The same of angles (n,) in degrees: from the one clockwise of ``estimate`` to the other.

    The first may be below 0 and the second above 360. None when more than half of the circle
    lies between them: then there is no direction to speak of.
    """
    tail = 100 * (1 - level) / 2
    turned = (resampled - estimate + 180) % 360 - 180
    low, high = np.percentile(turned, [tail, 100 - tail])
    return None if high - low > 180 else (estimate + float(low), estimate + float(high))
