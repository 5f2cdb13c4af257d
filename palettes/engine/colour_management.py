"""Embedded ICC profiles, converted to sRGB."""

import io
from functools import lru_cache
from typing import Final

from PIL import Image, ImageCms

BROKEN_PROFILE: Final = "the embedded colour profile could not be used; read as sRGB"


def to_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[str, ...]]:
    """Convert an L, RGB, RGBA or CMYK image to RGB or RGBA in sRGB, with remarks.

    A profile that cannot be read or does not fit the image is left aside, with a remark.
    """
    if not profile:
        return _plain(image), ()
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    try:
        transform = _transform(profile, colours.mode)
        if transform is not None:
            colours = ImageCms.applyTransform(colours, transform) or colours
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return _plain(image), (BROKEN_PROFILE,)
    colours = _plain(colours)
    if alpha:
        colours.putalpha(alpha)
    return colours, ()


def _plain(image: Image.Image) -> Image.Image:
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


@lru_cache(maxsize=32)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Give the way from a profile to sRGB, or None when it is sRGB already."""
    given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if mode == "RGB" and "srgb" in (given.profile.profile_description or "").lower():
        return None
    return ImageCms.buildTransform(
        given,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
