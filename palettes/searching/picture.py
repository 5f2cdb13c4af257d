"""The colours of a visitor's picture, to search by. Nothing of the picture is kept."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from palettes.compute import default_recipe
from palettes.engine import EngineError, ExtractedPalette, Swatch, resolve_recipe
from palettes.index.colours import away
from palettes.index.shelves import NEAR
from palettes.searching.asked import MOST, weights_of, written
from palettes.visitors.outside import palettes_from_address, palettes_from_bytes

ACCENTS: Final = 2  # of the colours, at most


def colours_of(source: bytes | str, whose: str) -> list[str]:
    """The ``c`` of a search by a picture, given as its bytes or its address.

    Raises what :mod:`palettes.visitors.outside` does.
    """
    recipe = resolve_recipe(default_recipe())
    if isinstance(source, bytes):
        found = palettes_from_bytes(source, [recipe], whose).palettes[recipe]
    else:
        found = palettes_from_address(source, [recipe], whose).palettes[recipe]
    if isinstance(found, EngineError):
        raise found
    return values_of(found)


def values_of(palette: ExtractedPalette) -> list[str]:
    """Up to five colours of a palette as ``hex:weight``, the largest first.

    Swatches that a search would not tell apart are one, under the larger's colour. Of the rest the
    accents are taken first, and then the largest.
    """
    groups = _groups(palette.swatches)
    accents = [group for group in groups if group[0].accent][:ACCENTS]
    others = [group for group in groups if group not in accents]
    chosen = accents + others[: MOST - len(accents)]
    chosen.sort(key=lambda group: -_share(group))
    weights = weights_of([_share(group) for group in chosen])
    return [
        f"{group[0].hex[1:]}:{written(weight)}"
        for group, weight in zip(chosen, weights, strict=True)
    ]


def _groups(swatches: Sequence[Swatch]) -> list[list[Swatch]]:
    """Swatches with those near them, by falling share; an accent stays by itself."""
    groups: list[list[Swatch]] = []
    for swatch in sorted(swatches, key=lambda one: -one.share):
        oklab = np.array([swatch.oklab])
        home = next(
            (
                group
                for group in groups
                if not swatch.accent and float(away(oklab, group[0].hex)[0]) < NEAR
            ),
            None,
        )
        if home is None:
            groups.append([swatch])
        else:
            home.append(swatch)
    return groups


def _share(group: Sequence[Swatch]) -> float:
    return sum(swatch.share for swatch in group)
