"""The weighted colours that looks are worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.errors import EmptyPictureError
from palettes.engine.sampling import Sample


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Colours ``rgb`` (m, 3), encoded sRGB in 0..1, the same in ``oklab`` (m, 3), and their
    ``weights`` (m,), summing to 1.
    """

    rgb: Floats
    oklab: Floats
    weights: Floats


def cells_of(sample: Sample) -> Cells:
    """A sample's coarse bins: those its palette is made of already."""
    bins = sample.coarse
    return Cells(bins.rgb, bins.coordinates("oklab"), bins.weights)


def pooled_cells(parts: Sequence[Cells]) -> Cells:
    """Many pictures' cells together, each picture counting the same.

    Raises EmptyPictureError when there are none.
    """
    if not parts:
        raise EmptyPictureError("there are no pictures to make a look of")
    return Cells(
        np.concatenate([part.rgb for part in parts]),
        np.concatenate([part.oklab for part in parts]),
        np.concatenate([part.weights for part in parts]) / len(parts),
    )
