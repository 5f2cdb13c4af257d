"""Whether bytes are a picture that can be kept: decided by decoding, never by name or header."""

import hashlib
import io
import struct
from dataclasses import dataclass, field

from django.conf import settings
from PIL import Image

from catalog.ingestion import decoding
from catalog.ingestion.decoder import (
    MAX_PIXELS,
    MAX_SIDE,
    MIN_SIDE,
    PNG,
    check_size,
    declared_size,
)
from catalog.ingestion.errors import NotAnImage, UnsupportedType
from catalog.ingestion.likeness import ALIKE, likeness, perceptual_hash

__all__ = [
    "ALIKE",
    "MAX_PIXELS",
    "MAX_SIDE",
    "MIN_SIDE",
    "Picture",
    "has_signature",
    "kind_of",
    "likeness",
    "verify",
]

_SIGNATURES = {b"\xff\xd8\xff": "jpg", PNG: "png", b"GIF87a": "gif", b"GIF89a": "gif"}
_AVIF = {b"avif", b"avis"}
_MAX_BRANDS = 256  # bytes of the box that names them
_FRAMES = (0xC0, 0xC1, 0xC2, 0xC9, 0xCA)  # sequential and progressive, Huffman and arithmetic
_MAX_SEGMENTS = 10_000
_QUALITY = 90  # of thumbnails, as JPEG


@dataclass(frozen=True, slots=True)
class Picture:
    """A verified picture: pixels upright, the ending of its file, SHA-256 of its bytes.

    ``small`` is the whole picture upright, RGB, its longest side 256 pixels at most.
    ``perceptual_hash`` is 16 hexadecimal digits, to be compared by ``likeness``.
    """

    width: int
    height: int
    extension: str
    sha256: str
    perceptual_hash: str = ""
    small: Image.Image | None = field(default=None, repr=False, compare=False)

    @property
    def thumbnail(self) -> bytes:
        """A JPEG of our own of ``small``, without metadata; nothing when there is none."""
        file = io.BytesIO()
        if self.small is not None:
            self.small.save(file, "JPEG", quality=_QUALITY, subsampling=0)
        return file.getvalue()


def verify(content: bytes) -> Picture:
    """Decode a picture's first frame to its last pixel, in a process of its own.

    Raises NotAnImage, UnsupportedType, TruncatedImage, TooManyPixels, BadDimensions, EmptyPicture,
    DecodeTimeout (after INGEST_DECODE_SECONDS) or DecoderCrashed.
    """
    extension = kind_of(content)
    decoded = decoding.decode(content, settings.INGEST_DECODE_SECONDS)
    small = Image.frombytes("RGB", decoded.thumbnail_size, decoded.thumbnail)
    return Picture(
        decoded.width,
        decoded.height,
        extension,
        hashlib.sha256(content).hexdigest(),
        perceptual_hash(small),
        small,
    )


def kind_of(content: bytes) -> str:
    """The ending that a picture's file is kept under, by its first bytes; nothing is decoded.

    Raises NotAnImage, UnsupportedType, and TooManyPixels or BadDimensions where the size stands
    before all else.
    """
    extension = _extension(content)
    if not content:
        raise NotAnImage("The file is empty: take another copy.")
    if not extension:
        raise _other(content)
    if extension == "jpg" and _is_foreign_jpeg(content):
        raise UnsupportedType
    declared = declared_size(content)
    # Before a decoder is asked: it does not tell an odd size from a broken file.
    if declared and (verdict := check_size(*declared)):
        raise decoding.refusal(verdict)
    return extension


def has_signature(content: bytes) -> bool:
    """Whether bytes begin as one of the kinds of picture that are read."""
    return bool(_extension(content))


def _extension(content: bytes) -> str:
    """The ending that files of this content are kept under, or nothing."""
    for start, extension in _SIGNATURES.items():
        if content.startswith(start):
            return extension
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return "avif" if _is_avif(content) else ""


def _is_avif(content: bytes) -> bool:
    """Whether a file of boxes is an AVIF by its brand, or by one that it says it suits."""
    if content[4:8] != b"ftyp":
        return False
    brand, length = content[8:12], min(int.from_bytes(content[:4], "big"), _MAX_BRANDS)
    suits = {content[place : place + 4] for place in range(16, length, 4)}
    return brand in _AVIF or (brand in (b"mif1", b"msf1") and bool(suits & _AVIF))


def _is_foreign_jpeg(content: bytes) -> bool:
    """Whether a JPEG is lossless or of 12 bits, which its frame's header says."""
    place = 2
    for _ in range(_MAX_SEGMENTS):
        while content[place : place + 2] == b"\xff\xff":  # fill bytes
            place += 1
        marker = content[place + 1 : place + 2]
        if content[place : place + 1] != b"\xff" or not marker or marker == b"\xda":
            return False
        if 0xC0 <= marker[0] <= 0xCF and marker[0] not in (0xC4, 0xC8, 0xCC):
            return marker[0] not in _FRAMES or content[place + 4 : place + 5] != b"\x08"
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return False


def _other(content: bytes) -> NotAnImage | UnsupportedType:
    """What to say of bytes that are none of our kinds. Nothing is parsed to find out."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<!doctype svg")) or (
        head.startswith(b"<?xml") and b"<svg" in head
    ):
        return UnsupportedType()
    if content[4:8] == b"ftyp" or head.startswith((b"%pdf", b"\xff\x0a", b"\0\0\0\x0cjxl ")):
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
