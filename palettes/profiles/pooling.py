"""Several films as one: figures with their intervals, a palette and a signature.

Worked out from what is kept of the stills, so no picture is decoded, and remembered until the
index has another version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from palettes.engine import LOOK_VERSION, Sample, Swatch, extract_palette
from palettes.engine.looks import Signature, pooling, unpack_signature
from palettes.engine.looks.bootstrap import angle_interval, interval, replicates
from palettes.engine.looks.signature import mean_signature
from palettes.engine.swatch import hex_of
from palettes.index import version as index_version
from palettes.index.colours import SWATCH
from palettes.models import Look

ENOUGH: Final = 2
"""Films from which on an interval is given."""

NO_HUE: Final = 0.1
"""Strength of hue under which the hues of films cancel out."""

KEYS: Final = ("lightness", "contrast", "chroma", "warmth")
_KEPT: Final = 128  # pools

Floats = NDArray[np.float64]
Span = tuple[float, float] | None


@dataclass(frozen=True)
class Estimate:
    """A mean over films, the ends of its 95 % interval (None of one film), and every film's."""

    value: float
    span: Span
    films: tuple[float, ...]


@dataclass(frozen=True)
class Hue:
    """The main hue in degrees with its strength 0..1, and the interval, which may pass 0 or 360.

    ``span`` is None of one film, and where the films' hues go all round.
    """

    value: float
    strength: float
    span: Span

    @property
    def is_one(self) -> bool:
        """Whether there is a main hue at all."""
        return self.strength >= NO_HUE


@dataclass(frozen=True)
class Pool:
    """Films with a current look, as one: each counts the same.

    ``swatches`` is the palette of their palettes, ``signature`` that of all their stills.
    """

    films: int
    stills: int
    estimates: dict[str, Estimate]
    hue: Hue
    swatches: tuple[Swatch, ...]
    signature: Signature

    @property
    def is_sure(self) -> bool:
        """Whether there are films enough for intervals."""
        return self.films >= ENOUGH


def pool_of(film_ids: Sequence[int]) -> Pool | None:
    """Pool films by id; None while none of them has a look. Three queries, or one."""
    return _pool(index_version.current(), tuple(sorted(film_ids))) if film_ids else None


@lru_cache(maxsize=_KEPT)
def _pool(version: int, film_ids: tuple[int, ...]) -> Pool | None:
    looks = Look.objects.filter(look_version=LOOK_VERSION)
    films = list(
        looks.filter(film__in=film_ids)
        .order_by("film")
        .values_list("film_id", "statistics", "signature", "colours")
    )
    stills = list(
        looks.filter(still__film__in=[film[0] for film in films])
        .order_by("still")
        .values_list(
            "still__film_id",
            "statistics__mean",
            "statistics__chroma",
            "statistics__lightnesses",
        )
    )
    if not films or not stills:
        return None
    palettes = [np.frombuffer(bytes(film[3]), SWATCH) for film in films if film[3]]
    statistics: list[dict[str, Any]] = [film[1] for film in films]
    resampled = _resampled(stills) if len(films) >= ENOUGH else None
    return Pool(
        len(films),
        len(stills),
        {key: _estimate(key, statistics, resampled) for key in KEYS},
        _hue(statistics, resampled),
        palette_of_palettes([one["rgb"] for one in palettes], [one["share"] for one in palettes]),
        mean_signature(np.stack([unpack_signature(bytes(film[2])) for film in films])),
    )


def _resampled(stills: Sequence[tuple[Any, ...]]) -> dict[str, Floats]:
    rows = np.array([pooling.still_row(*row[1:]) for row in stills], np.float64)
    owners = np.array([row[0] for row in stills], np.int64)
    drawn = replicates(rows, owners, pooling.film_figures)
    return dict(zip(pooling.FIGURES, drawn.T, strict=True))


def _estimate(
    key: str, statistics: Sequence[dict[str, Any]], resampled: dict[str, Floats] | None
) -> Estimate:
    values = tuple(float(one[key]) for one in statistics)
    mean = float(np.mean(values))
    return Estimate(mean, interval(resampled[key], mean) if resampled else None, values)


def _hue(statistics: Sequence[dict[str, Any]], resampled: dict[str, Floats] | None) -> Hue:
    _, a, b = np.mean([one["mean"] for one in statistics], axis=0)
    chroma = float(np.mean([one["chroma"] for one in statistics]))
    value = float(np.degrees(np.arctan2(b, a))) % 360
    span = None
    if resampled:
        span = angle_interval(np.degrees(np.arctan2(resampled["b"], resampled["a"])), value)
    return Hue(value, float(np.hypot(a, b)) / chroma if chroma > 1e-6 else 0.0, span)


def palette_of_palettes(
    colours: Sequence[NDArray[np.uint8]], shares: Sequence[NDArray[np.floating]]
) -> tuple[Swatch, ...]:
    """The palette of palettes, each counting the same; of one, itself; of none, nothing.

    ``colours`` are sRGB (s, 3) and ``shares`` (s,) of each.
    """
    if len(colours) == 1:
        return tuple(
            Swatch(hex_of(rgb), float(share))
            for rgb, share in zip(colours[0], shares[0], strict=True)
        )
    if not colours:
        return ()
    weights = np.concatenate([one.astype(np.float64) / float(one.sum()) for one in shares])
    every = np.ascontiguousarray(np.concatenate(colours))
    sample = Sample(every, weights=weights / weights.sum(), coherence=np.ones(len(every)))
    return extract_palette(sample).swatches
