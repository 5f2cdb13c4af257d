"""Pillow's LIBIMAGEQUANT, which only some builds have."""

from PIL import Image, features

from benchmarks.peers.contract import Extract
from benchmarks.peers.pillow_quantizers import quantizer


def peers() -> dict[str, Extract]:
    """Give its one method; raises LookupError when this build lacks it."""
    if not features.check("libimagequant"):
        raise LookupError("this build of Pillow has no LIBIMAGEQUANT")
    return {"Pillow LIBIMAGEQUANT": quantizer(Image.Quantize.LIBIMAGEQUANT)}
