"""Whether bytes are a picture that can be kept: decided by decoding, never by name or header."""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image

from catalog.ingestion.errors import (
    BadDimensions,
    NotAnImage,
    TooManyPixels,
    TruncatedImage,
    UnsupportedType,
)

MAX_PIXELS = 40_000_000
MIN_SIDE = 16
MAX_SIDE = 20_000

# Pillow's name of what is read, and the ending its files are kept under. MPO is a JPEG that
# carries a second view behind the first.
EXTENSIONS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "AVIF": "avif",
}
_READ = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
_TURNED = range(5, 9)  # orientations that exchange width and height


@dataclass(frozen=True, slots=True)
class Picture:
    """A verified picture: pixels upright, the ending of its file, SHA-256 of its bytes."""

    width: int
    height: int
    extension: str
    sha256: str


def verify(content: bytes) -> Picture:
    """Decode a picture's first frame to its last pixel.

    Raises NotAnImage, UnsupportedType, TruncatedImage, TooManyPixels or BadDimensions.
    """
    if not has_signature(content):
        raise _other(content)
    if content.startswith(_PNG) and len(content) >= 24:
        # Read before Pillow is asked: it does not tell an odd size from a broken file.
        _check_size(*struct.unpack(">II", content[16:24]))
    try:
        with warnings.catch_warnings():
            # Pillow warns about broken metadata, which does not matter here, and about sizes,
            # which are judged below, before anything is decoded.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_READ) as image:
                _check_size(*image.size)
                image.load()
                width, height = image.size
                if _orientation(image) in _TURNED:
                    width, height = height, width
                extension = EXTENSIONS[image.format or ""]
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except (BadDimensions, TooManyPixels):
        raise
    except Exception as error:  # whatever a decoder throws is a verdict on the bytes
        raise TruncatedImage from error
    return Picture(width, height, extension, hashlib.sha256(content).hexdigest())


def has_signature(content: bytes) -> bool:
    """Whether bytes begin as one of the kinds of picture that are read."""
    if content.startswith((b"\xff\xd8\xff", _PNG, b"GIF87a", b"GIF89a")):
        return True
    if content.startswith(b"RIFF"):
        return content[8:12] == b"WEBP"
    return content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis")


def _check_size(width: int, height: int) -> None:
    if min(width, height) < MIN_SIDE:
        raise BadDimensions
    if width * height > MAX_PIXELS:
        raise TooManyPixels
    if max(width, height) > MAX_SIDE:
        raise BadDimensions


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken EXIF leaves a good picture as it stands
        return 1


def _other(content: bytes) -> NotAnImage | UnsupportedType:
    """What to say of bytes that are none of our kinds. Nothing is parsed to find out."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<!doctype svg")) or (
        head.startswith(b"<?xml") and b"<svg" in head
    ):
        return UnsupportedType()
    if content[4:8] == b"ftyp" or head.startswith((b"%pdf", b"\xff\x0a")):
        return UnsupportedType()  # HEIF and its kin, PDF, JPEG XL
    Image.init()
    prefix = content[:16]
    for _, accept in Image.OPEN.values():
        try:
            if accept is not None and accept(prefix):
                return UnsupportedType()
        except (IndexError, struct.error):
            continue  # too few bytes for this test
    return NotAnImage()
