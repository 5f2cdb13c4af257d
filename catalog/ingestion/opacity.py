"""Whether there is anything to see in a picture that may be transparent.

Like :mod:`catalog.ingestion.decoder` this knows nothing of the catalogue.
"""

from math import isqrt
from typing import Final

from PIL import Image

SEEN: Final = 128
"""The least opacity, 0 to 255, of what counts as seen: palettes pass over the rest."""
_PARTS: Final = 16_000
"""Into how many parts, at least, a picture is divided that is looked at for its colours."""


def is_empty(image: Image.Image) -> bool:
    """Whether no part of a decoded picture is half opaque, so that it has no colours."""
    if not image.has_transparency_data:
        return False
    if image.mode == "RGB" or image.mode == "1":  # one colour is transparent
        return _only(image, image.info["transparency"])
    alpha = _alpha(image)
    if alpha is None:
        return False
    if _most(alpha) < SEEN:
        return True
    width, height = image.size
    side = max(1, isqrt(width * height // _PARTS))
    if _most(alpha.reduce(min(side, width, height))) >= SEEN:
        return False
    thinned = (-(-width // side), -(-height // side))
    return _most(alpha.resize(thinned, Image.Resampling.NEAREST)) < SEEN


def _alpha(image: Image.Image) -> Image.Image | None:
    """The opacity of every pixel, where a reader tells it."""
    band = image.getbands()[-1]
    if band in ("A", "a"):
        return image.getchannel(band)
    told = image.info.get("transparency")
    if image.mode not in ("P", "L"):
        return None
    if isinstance(told, int):
        table = [0 if value == told else 255 for value in range(256)]
    else:
        table = [*bytes(told or b"")[:256]]
        table += [255] * (256 - len(table))
    return image.point(table, "L")


def _only(image: Image.Image, colour: object) -> bool:
    """Whether a picture is of this one colour."""
    wanted = colour if isinstance(colour, tuple) else (colour,)
    found = image.getextrema()
    bands = found if isinstance(found[0], tuple) else (found,)
    return len(wanted) == len(bands) and all(
        band == (value, value) for band, value in zip(bands, wanted, strict=True)
    )


def _most(alpha: Image.Image) -> float:
    most = alpha.getextrema()[1]
    assert not isinstance(most, tuple)
    return most
