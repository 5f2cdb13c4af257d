"""One picture decoded to its end, within limits of size and memory.

Nothing of the catalogue is imported but what knows nothing of it either, so that the child
process that runs this stays small (:mod:`catalog.ingestion.decode_child`).
"""

import io
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from catalog.ingestion.opacity import is_empty

MAX_PIXELS: Final = 40_000_000
MIN_SIDE: Final = 16
MAX_SIDE: Final = 20_000
THUMBNAIL: Final = 256
"""Longest side of a thumbnail, in pixels."""
MEMORY: Final = 276_000_000
"""Bytes of data that a process which decodes may hold; with its code it stays under 300 MB."""
GROUND: Final = (119, 119, 119)
"""What shows through transparent pixels, as in renditions."""
PNG: Final = b"\x89PNG\r\n\x1a\n"

# Pillow's megabyte for what is packed in a PNG is less than the profiles of some monitors take.
PngImagePlugin.MAX_TEXT_CHUNK = 8_000_000

TAKEN, TRUNCATED, TOO_MANY_PIXELS, BAD_DIMENSIONS, NEEDS_MEMORY, EMPTY = range(6)

Size = tuple[int, int]

_READERS: Final[list[tuple[bytes, Callable[..., ImageFile.ImageFile]]]] = [
    (b"\xff\xd8\xff", JpegImagePlugin.jpeg_factory),
    (PNG, PngImagePlugin.PngImageFile),
    (b"GIF8", GifImagePlugin.GifImageFile),
    (b"RIFF", WebPImagePlugin.WebPImageFile),
    (b"", AvifImagePlugin.AvifImageFile),
]
_BASE: Final = 12_000_000  # bytes of data that the process holds before it meets a picture
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class RefusedError(Exception):
    """A refusal, by its number."""

    def __init__(self, verdict: int) -> None:
        super().__init__(verdict)
        self.verdict = verdict


def decode(content: bytes) -> tuple[Size, Image.Image]:
    """Upright size and thumbnail (RGB) of a picture that is decoded to its end.

    Raises RefusedError, and nothing else.
    """
    with verdicts():
        decoded = _decode(content)
    return decoded  # noqa: RET504 - mypy takes a return in the block for one that may be passed over


@contextmanager
def verdicts() -> Iterator[None]:
    """Whatever a decoder throws in this block is a verdict on the bytes. Raises RefusedError."""
    try:
        yield
        return
    except RefusedError:
        raise
    except MemoryError:
        verdict = NEEDS_MEMORY
    except Image.DecompressionBombError:
        verdict = TOO_MANY_PIXELS
    except Exception as error:  # noqa: BLE001 - decoders throw almost anything
        # libavif's want of memory comes as an error like any other.
        verdict = NEEDS_MEMORY if "out of memory" in str(error).lower() else TRUNCATED
    raise RefusedError(verdict)


@contextmanager
def opened(content: bytes) -> Iterator[ImageFile.ImageFile]:
    """A picture whose header says that it can be decoded within the limits; nothing is yet.

    Raises RefusedError, and what a decoder throws at a broken header.
    """
    reader = next(reader for start, reader in _READERS if content.startswith(start))
    if reader is WebPImagePlugin.WebPImageFile and (size := declared_size(content)):
        # libwebp keeps two canvases beside the frame and Pillow's own copy, two from the start.
        _check(size, 16, len(content))
    with reader(io.BytesIO(content)) as image:
        _check(image.size, _cost(image), len(content))
        yield image


def check_size(width: int, height: int) -> int:
    """The verdict on a size in pixels, TAKEN when nothing speaks against it."""
    if min(width, height) < MIN_SIDE:
        return BAD_DIMENSIONS
    if width * height > MAX_PIXELS:
        return TOO_MANY_PIXELS
    return BAD_DIMENSIONS if max(width, height) > MAX_SIDE else TAKEN


def declared_size(content: bytes) -> Size | None:
    """The size a PNG or WebP begins with, which takes no decoder to read; None for others."""
    if content.startswith(PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    kind = content[8:16] if len(content) >= 30 else b""
    if kind == b"WEBPVP8X":
        width, height = struct.unpack("<II", content[24:27] + b"\0" + content[27:30] + b"\0")
        return width + 1, height + 1
    if kind == b"WEBPVP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"WEBPVP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _decode(content: bytes) -> tuple[Size, Image.Image]:
    """Upright size and thumbnail of a picture that is decoded to its end."""
    with opened(content) as image:
        width, height = image.size
        # A JPEG's every byte is read, but only as many pixels made of it as a thumbnail wants.
        image.draft(None, _within(image.size, THUMBNAIL))
        image.load()
        if is_empty(image):
            raise RefusedError(EMPTY)
        turn = _orientation(image)
        small = _turned(_small(image), turn)
    return ((height, width) if turn in range(5, 9) else (width, height)), small


def upright(image: Image.Image) -> Image.Image:
    """A decoded picture, turned as its EXIF orientation says; as it stands when that is broken."""
    image.load()
    return _turned(image, _orientation(image))


def _check(size: Size, cost: float, length: int) -> None:
    """Refuse a size that is not read, or that takes more memory than there is."""
    if verdict := check_size(*size):
        raise RefusedError(verdict)
    if _BASE + 2 * length + size[0] * size[1] * cost > MEMORY:
        raise RefusedError(NEEDS_MEMORY)


def _cost(image: ImageFile.ImageFile) -> float:
    """Bytes that a pixel costs at least while it is decoded, where readers fail for want of them.

    They call that a damaged picture, so it is told beforehand.
    """
    if image.format == "AVIF":
        return 8.5  # planes, the frame made of them, and Pillow's own copy
    if isinstance(image, JpegImagePlugin.JpegImageFile) and image.info.get("progressive"):
        # Every coefficient of every component is kept until the last scan, in two bytes.
        factors = [(across, down) for _, across, down, _ in image.layer]
        whole = max(across for across, _ in factors) * max(down for _, down in factors)
        return 2 * sum(across * down for across, down in factors) / whole
    return 0


def _small(picture: Image.Image) -> Image.Image:
    """The whole picture as RGB within the thumbnail's square, never blown up.

    Large pictures are thinned before anything is converted, which takes a copy of all of it.
    """
    image = picture
    plain = image.mode in ("RGB", "L", "CMYK") and not image.has_transparency_data
    if not plain and max(image.size) > 4 * THUMBNAIL:
        image = image.resize(_within(image.size, 4 * THUMBNAIL), Image.Resampling.NEAREST)
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 257).convert("L")  # convert() alone would clip
    elif image.has_transparency_data:
        rgba = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, (*GROUND, 255)), rgba)
    elif image.mode in ("P", "1"):
        image = image.convert("RGB")
    size = _within(image.size, THUMBNAIL)
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image.convert("RGB")


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """A size of the same shape whose longest side is ``side`` at most."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken EXIF leaves a good picture as it stands
        return 1


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else image
