"""What a peer is: from a file and a size to a palette.

A family is a module of this package with a function ``peers`` that imports its library (so that
a missing one is reported and not hidden) and gives its methods by name, at default options.
"""

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any, Final

RGB = tuple[int, int, int]
Extract = Callable[[str, int], list[RGB]]
"""A path and the number of colours wanted give 8-bit colours, best first, at most as many."""

FAMILIES: Final = {
    "thieves_slow": "colorthief",
    "thieves_fast": "fast-colorthief",
    "pylette_modes": "pylette",
    "haishoku_groups": "haishoku",
    "material": "materialyoucolor",
    "imagequant_raw": "imagequant",
    "pillow_quantizers": "pillow",
    "pillow_imagequant": "pillow",
    "scikit": "scikit-learn",
}
"""Modules of the peers' environment, and the distribution that each measures."""

OURS: Final = {"ours": ""}


def load(name: str) -> Any:
    """Import a library of the peers' environment, which ours knows nothing of."""
    return import_module(name)


def family(name: str) -> dict[str, Extract]:
    """Give a family's methods; raises whatever its library raises."""
    methods: dict[str, Extract] = load(f"benchmarks.peers.{name}").peers()
    return methods


def version(distribution: str) -> str:
    """Name and version of what is measured, as in ``pillow 13.0.0``; empty for ourselves."""
    return f"{distribution} {metadata.version(distribution)}" if distribution else ""


def triples(colours: Any, size: int) -> list[RGB]:
    """Give the first ``size`` of a library's colours as plain 8-bit triples."""
    return [(int(rgb[0]), int(rgb[1]), int(rgb[2])) for rgb in colours][:size]
