"""Which harmony template a picture's hues follow, and how far they stray from it.

D. Cohen-Or, O. Sorkine, R. Gal, T. Leyvand, Y.-Q. Xu, Color harmonization, SIGGRAPH 2006: each
template is one or two sectors of the hue wheel that may be turned as a whole, and a picture's
misfit is the arc from its hues to the nearest sector, weighted by how colourful they are. There
the wheel is that of HSV and the weight its saturation; here both are OKLab's (hue, chroma), as
the saturation of a nearly black pixel is noise.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from palettes.engine.arrays import Floats

HUES: Final = 120
"""Steps of the hue histogram and of the rotation: 3 degrees each."""

TEMPLATES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "i": ((0.0, 18.0),),
    "I": ((0.0, 18.0), (180.0, 18.0)),
    "V": ((0.0, 93.6),),
    "L": ((0.0, 18.0), (90.0, 79.2)),
    "Y": ((0.0, 93.6), (180.0, 18.0)),
    "T": ((0.0, 180.0),),
    "X": ((0.0, 93.6), (180.0, 93.6)),
    "N": (),
}
"""Sectors (centre, width) in degrees, narrowest first; N is for pictures without hues."""

SPARE: Final = 2.0
"""Degrees of misfit that a narrower template may have more than the best: a wide one always
fits a little better, and would be named for every picture."""

_CENTRING: Final = 0.01


def harmony_of(hues: Floats) -> tuple[str, float, float]:
    """Template, rotation in degrees (0..360) and misfit in degrees (0..180).

    ``hues`` (HUES,) is the chroma of a picture by hue, the first step centred on 0 degrees.
    Without any chroma it is template N, at 0, with no misfit.
    """
    total = float(hues.sum())
    if total <= 0:
        return "N", 0.0, 0.0
    outside, choosing = _costs()
    shares = hues / total
    # Row r is the wheel turned back by r steps, without copying it.
    turned = sliding_window_view(np.concatenate([shares, shares[:-1]]), HUES)
    # Of rotations that fit the same, the one with the hues in the middle of the sectors.
    turns = np.round(np.einsum("rh,th->tr", turned, choosing), 9).argmin(axis=1)
    misfits = np.einsum("th,th->t", outside, turned[turns])
    chosen = int(np.flatnonzero(misfits <= misfits.min() + SPARE)[0])
    return list(TEMPLATES)[chosen], float(turns[chosen] * 360 / HUES), float(misfits[chosen])


@lru_cache(maxsize=1)
def _costs() -> tuple[Floats, Floats]:
    """Arcs (7, HUES) from each hue to the nearest sector of each template, unturned; and the
    same with a little of the arc to the sector's middle.
    """
    hues = np.arange(HUES) * 360 / HUES
    outside, middling = [], []
    for sectors in TEMPLATES.values():
        if sectors:
            away = [np.abs((hues - centre + 180) % 360 - 180) for centre, _ in sectors]
            beyond = [
                np.maximum(arc - width / 2, 0.0)
                for arc, (_, width) in zip(away, sectors, strict=True)
            ]
            outside.append(np.min(beyond, axis=0))
            middling.append(np.min(away, axis=0))
    costs = np.stack(outside)
    return costs, costs + _CENTRING * np.stack(middling)
