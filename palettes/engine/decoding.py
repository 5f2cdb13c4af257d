"""A picture's file or bytes, decoded to small, upright sRGB pixels."""

from dataclasses import dataclass
from math import isqrt
from typing import Final, TypeVar

import numpy as np
from PIL import Image, PngImagePlugin

from palettes.engine.arrays import Bytes, Flags
from palettes.engine.colour_management import to_srgb
from palettes.engine.opening import FORMATS, PIXEL_LIMIT, Source, opened
from palettes.engine.quiet import quiet

__all__ = ["ENOUGH", "FORMATS", "PIXEL_LIMIT", "Decoded", "Source", "decode"]

ENOUGH: Final = 16_000
"""Pixels that are left, at least, when a picture is made smaller for sampling."""

FEW_COLOURS: Final = 256
ORIENTATION: Final = 0x0112

# Pillow's megabyte for what is packed in a PNG is less than the profiles of some monitors take.
PngImagePlugin.MAX_TEXT_CHUNK = 8_000_000

Plane = TypeVar("Plane", Bytes, Flags)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright pixels (h, w, 3), which of them are visible (h, w) or None for all, the
    original upright size, and remarks.
    """

    pixels: Bytes
    visible: Flags | None
    width: int
    height: int
    notes: tuple[str, ...]


def decode(source: Source) -> Decoded:
    """Decode to sRGB at a scale that leaves at least ``ENOUGH`` pixels.

    The first frame of an animation, EXIF orientation applied, an embedded profile converted.

    Raises UnreadablePictureError for a missing, damaged or truncated file and for formats other
    than ``FORMATS``; PictureTooLargeError before decoding more than ``PIXEL_LIMIT`` pixels;
    EmptyPictureError for a side of 0.
    """
    with quiet(), opened(source) as (image, ours):
        width, height = image.size
        factor = _shrink(width, height)
        if ours and image.format in ("JPEG", "MPO"):
            scale = max(step for step in (8, 4, 2, 1) if step <= factor)
            image.draft(None, (width // scale, height // scale))
        image.load()
        turn = _orientation(image)  # Only now: for some formats it loads, and hides the error.
        small = _reduced(_plain_mode(image), width, height)
        converted, notes = to_srgb(small, image.info.get("icc_profile"))
        pixels, visible = _planes(converted)
    if turn >= 5:
        width, height = height, width
    upright = None if visible is None else _turned(visible, turn)
    return Decoded(_turned(pixels, turn), upright, width, height, notes)


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 when there is none or it cannot be read."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception as error:  # noqa: BLE001, damaged EXIF raises anything and says nothing
        del error
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _shrink(width: int, height: int) -> int:
    """Give the largest whole factor that leaves ``ENOUGH`` pixels, at least 1."""
    factor = max(1, isqrt(width * height // ENOUGH))
    return min(factor, width, height)


def _plain_mode(image: Image.Image) -> Image.Image:
    """Bring rare modes to L, RGB, RGBA or CMYK, without loss that shows."""
    mode = image.mode
    if mode.startswith("I") or mode == "F":
        return _eight_bit(image)
    if "transparency" in image.info and mode in ("1", "L", "P", "RGB"):
        return image.convert("RGBA")
    if mode in ("LA", "La", "PA", "RGBa"):
        return (image.convert("LA") if mode == "La" else image).convert("RGBA")
    if mode in ("L", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("L" if mode == "1" else "RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Scale 16-bit greys (and floats in 0..1) to 8 bits, never clip them."""
    values = np.nan_to_num(np.array(image, dtype=np.float32), copy=False)
    most = float(values.max())
    top = 1.0 if most <= 1.0 and image.mode == "F" else 255.0
    if most > 255:
        top = max(65535.0, most)
    values *= 255 / top  # in place: the largest picture has 40 million pixels
    values += 0.5
    return Image.fromarray(np.clip(values, 0, 255, out=values).astype(np.uint8))


def _reduced(image: Image.Image, width: int, height: int) -> Image.Image:
    """Shrink so that about ``ENOUGH`` pixels are left, whatever the draft has done already.

    Flat artwork is thinned instead of averaged, so that no colour is invented.
    """
    across, down = _factors(*image.size)
    if across == down == 1:
        return image
    if image.size == (width, height) and image.getcolors(FEW_COLOURS) is not None:
        size = (-(-width // across), -(-height // down))
        return image.resize(size, Image.Resampling.NEAREST)
    return image.reduce((across, down))


def _factors(width: int, height: int) -> tuple[int, int]:
    """Whole factors across and down that leave ``ENOUGH`` pixels, at least 1.

    Across it may be twice as much: bars lie above and below more often than beside, and are
    found to the line.
    """
    down = _shrink(width, height)
    across = min(width * height // (ENOUGH * down), 2 * down, width)
    return max(1, across), down


def _planes(image: Image.Image) -> tuple[Bytes, Flags | None]:
    """Give pixels and visibility; a pixel less than half opaque is not seen."""
    if image.mode != "RGBA":
        return np.asarray(image, dtype=np.uint8), None
    planes = np.asarray(image, dtype=np.uint8)
    visible = planes[..., 3] >= 128
    return np.ascontiguousarray(planes[..., :3]), None if visible.all() else visible


def _turned(plane: Plane, turn: int) -> Plane:
    """Apply an EXIF orientation to an array (h, w, ...)."""
    if turn >= 5:
        plane = plane.swapaxes(0, 1)
    if turn in (2, 3, 6, 7):
        plane = plane[:, ::-1]
    if turn in (3, 4, 7, 8):
        plane = plane[::-1]
    return plane
