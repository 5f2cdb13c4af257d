"""The pictures that are served: encoded anew from the originals, at a few widths.

A rendition is WebP in sRGB, upright, without EXIF, XMP, profile or comments. It is made when it
is first asked for (or before, by the worker) and kept below ``MEDIA_ROOT/renditions``, named
by the original's SHA-256: it never changes, so browsers may keep it for ever. The folder is
a cache; removing it loses nothing.
"""

import io
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from PIL import Image, ImageCms

from catalog.ingestion.decoder import upright

WIDTHS = (320, 640, 960, 1440, 1920)
QUALITY = 82
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # of originals; no other reader is tried


class Pictured(Protocol):
    """What renditions are made of: a still, or a picture that may become one."""

    @property
    def sha256(self) -> str:
        """Names the content."""

    @property
    def width(self) -> int:
        """Pixels, upright."""

    @property
    def height(self) -> int:
        """Pixels, upright."""

    @property
    def path(self) -> Path:
        """Where the original bytes lie."""


def widths(still: Pictured) -> list[int]:
    """The widths offered for a still: never wider than the original, at least one."""
    return [w for w in WIDTHS if w < still.width] + [min(still.width, WIDTHS[-1])]


def url(still: Pictured, width: int) -> str:
    """The address of a rendition; it names the content, so it may be cached for ever."""
    return _url(still.sha256, width)


@lru_cache(maxsize=20_000)
def _url(sha256: str, width: int) -> str:
    # A list of films has more than a hundred of these.
    return reverse("catalog:rendition", args=[sha256, width])


def srcset(still: Pictured, most: int | None = None) -> str:
    """All renditions of a still, or those up to ``most`` pixels, as ``srcset`` wants them."""
    offered = [width for width in widths(still) if most is None or width <= most]
    return ", ".join(f"{url(still, width)} {width}w" for width in offered)


def at_least(still: Pictured, width: int) -> str:
    """The address of the narrowest rendition that fills ``width`` pixels."""
    offered = widths(still)
    return url(still, next((w for w in offered if w >= width), offered[-1]))


def ensure(still: Pictured, width: int) -> Path:
    """The file of a rendition, made now if it is not there.

    Raises:
        FileNotFoundError: the original is gone, or damaged since it was verified.
        ValueError: ``width`` is not offered for this still.
    """
    if width not in widths(still):
        raise ValueError(f"{width} is not a width of this still")
    path = _folder(still.sha256) / f"{width}.webp"
    if not path.exists():
        try:
            content = _encode(still.path, width)
        except FileNotFoundError:
            raise
        except Exception as error:  # whatever a decoder throws says that there is no picture
            raise FileNotFoundError("The original cannot be decoded any more.") from error
        _write(path, content)
    return path


def remove(sha256: str) -> None:
    """Forget every rendition of a content."""
    shutil.rmtree(_folder(sha256), ignore_errors=True)


def _folder(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "renditions" / sha256[:2] / sha256


def _encode(path: Path, width: int) -> bytes:
    with Image.open(path, formats=KINDS) as original:
        # JPEG decodes at a fraction of its size when that is still wide enough.
        original.draft(None, (width, width))
        picture = _to_srgb(upright(original))
    height = max(1, round(picture.height * width / picture.width))
    if picture.width != width:
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _to_srgb(picture: Image.Image) -> Image.Image:
    """The picture in sRGB, on mid grey where it is transparent."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I") or picture.mode == "F":
        # 16-bit greys: scale, since convert() would clip.
        picture = picture.point(lambda value: value / 257).convert("L")
    if profile and picture.mode in ("RGB", "L", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            picture = converted or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile says nothing: read the numbers as sRGB
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, (119, 119, 119, 255))
        picture = Image.alpha_composite(ground, rgba)
    return picture.convert("RGB")


def _write(path: Path, content: bytes) -> None:
    """Write and rename, so that a reader sees a whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
