"""Our own methods, each in OKLab (or the one space it works in), at default options."""

from benchmarks.peers.contract import RGB, Extract
from palettes.engine import METHODS, extract_palette

FIRST, SPACE = "accent", "oklab"
PREFIX = "ours: "


def recipe(method: str, k: int) -> str:
    """Give the recipe for ``k`` colours, or at most ``k`` where a method finds its own size."""
    able = METHODS[method].spaces
    space = SPACE if not able or SPACE in able else able[0]
    return f"{method}-{space}-{k}"


def peers() -> dict[str, Extract]:
    """Give every method of ours, the default one first."""

    def extract(method: str) -> Extract:
        def run(path: str, k: int) -> list[RGB]:
            swatches = extract_palette(path, recipe(method, k)).swatches
            return [swatch.rgb for swatch in swatches]

        return run

    keys = sorted(METHODS, key=lambda key: (key != FIRST, key))
    return {f"{PREFIX}{key}": extract(key) for key in keys}
