"""Pillow's own quantizers, on all pixels."""

from PIL import Image

from benchmarks.peers.contract import RGB, Extract, triples

QUANTIZERS = {
    "MEDIANCUT": Image.Quantize.MEDIANCUT,
    "MAXCOVERAGE": Image.Quantize.MAXCOVERAGE,
    "FASTOCTREE": Image.Quantize.FASTOCTREE,
}


def quantizer(method: Image.Quantize) -> Extract:
    """Give the method that asks Pillow for a palette, largest share first."""

    def extract(path: str, k: int) -> list[RGB]:
        with Image.open(path) as picture:
            reduced = picture.convert("RGB").quantize(k, method=method)
        flat = reduced.getpalette() or []
        counts = sorted(reduced.getcolors() or [], reverse=True)
        return triples([flat[3 * int(str(at)) : 3 * int(str(at)) + 3] for _, at in counts], k)

    return extract


def peers() -> dict[str, Extract]:
    """Give the three that every build of Pillow has."""
    return {f"Pillow {name}": quantizer(method) for name, method in QUANTIZERS.items()}
