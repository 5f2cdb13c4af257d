"""The look of a picture, or of a film: its signature, its figures and its palette."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from palettes.engine.extraction import extract_palette
from palettes.engine.film import extract_film_palette
from palettes.engine.looks.cells import cells_of, pooled_cells
from palettes.engine.looks.signature import (
    Signature,
    mean_signature,
    pack_signature,
    signature_of,
    unpack_signature,
)
from palettes.engine.looks.statistics import LookStatistics, statistics_of
from palettes.engine.sampling import Sample, Source, check_samples, sample_picture
from palettes.engine.swatch import Swatch

LOOK_VERSION: Final = 4
"""Raised whenever the same picture may give another signature or other figures than before."""


@dataclass(frozen=True, eq=False)
class EngineLook:
    """What looks are compared by.

    ``signature`` (486,) is a unit vector: see ``signature.py``. ``statistics`` are the figures.
    ``swatches`` is the palette, worked out when first asked for: only some distances use it.
    """

    signature: Signature = field(repr=False)
    statistics: LookStatistics
    painting: Callable[[], Sequence[Swatch]] | None = field(default=None, repr=False)

    @cached_property
    def swatches(self) -> tuple[Swatch, ...]:
        """The palette. Raises AttributeError for a look that was kept without one."""
        if self.painting is None:
            raise AttributeError("this look was kept without its palette")
        return tuple(self.painting())

    @property
    def packed_signature(self) -> bytes:
        """The signature as it is kept: 972 bytes."""
        return pack_signature(self.signature)

    @classmethod
    def kept(
        cls, signature: bytes, statistics: dict[str, Any], swatches: Sequence[Swatch] | None = None
    ) -> "EngineLook":
        """Put a look together from what was kept of it.

        Raises ValueError for bytes that are no signature, KeyError for a missing figure.
        """
        return cls(
            unpack_signature(signature),
            LookStatistics.from_dict(statistics),
            None if swatches is None else lambda: swatches,
        )

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the palette, not the picture it is worked out from."""
        if self.painting is not None:
            _ = self.swatches
        return self.__dict__ | {"painting": None}


def look_of(
    source: Source | Sample | Sequence[Sample],
    swatches: Sequence[Swatch] | None = None,
) -> EngineLook:
    """The look of a picture, of a sample already taken, or of several as one film.

    In a film each picture counts the same. ``swatches`` is the palette where it is known; else
    it is that of the default recipe.

    Raises PictureError (a ValueError) when a picture cannot be read or shows nothing, and
    EmptyPictureError for no pictures at all.
    """
    if isinstance(source, Sequence) and not isinstance(
        source, str | bytes | bytearray | memoryview
    ):
        return look_of_film(source, swatches=swatches)
    sample = source if isinstance(source, Sample) else sample_picture(source)
    cells = cells_of(sample)
    known = swatches
    return EngineLook(
        signature_of(cells),
        statistics_of(cells),
        lambda: extract_palette(sample).swatches if known is None else known,
    )


def look_of_film(
    samples: Sequence[Sample],
    signatures: Sequence[Signature | None] = (),
    swatches: Sequence[Swatch] | None = None,
) -> EngineLook:
    """The look of a film, each of its stills' ``samples`` counting the same.

    The signature is the root of the mean of the stills' histograms; ``signatures`` gives those
    that are known, in the order of the samples, with None for the others. Raises
    EmptyPictureError without samples.
    """
    check_samples(samples)
    cells = [cells_of(sample) for sample in samples]
    pooled = pooled_cells(cells)
    known = list(signatures) or [None] * len(samples)
    each = [
        signature_of(part) if kept is None else kept
        for part, kept in zip(cells, known, strict=True)
    ]
    painted = swatches
    return EngineLook(
        mean_signature(np.stack(each)),
        statistics_of(pooled),
        lambda: extract_film_palette(samples).swatches if painted is None else painted,
    )
