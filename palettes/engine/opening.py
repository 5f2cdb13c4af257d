"""What a picture may be given as, and the way to an image whose pixels can be asked for."""

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, UnidentifiedImageError
from PIL._util import DeferredError

from palettes.engine.errors import (
    EmptyPictureError,
    EngineError,
    PictureTooLargeError,
    UnreadablePictureError,
)

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
PIXEL_LIMIT: Final = 40_000_000

_HEADS: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|....ftypavi[fs]", re.DOTALL
)

Buffer = bytes | bytearray | memoryview
Source = str | Path | Buffer | BinaryIO | Image.Image | npt.NDArray[np.uint8]
"""A file's path or its bytes, a file open for reading bytes, a PIL image, or an array of 8-bit
sRGB: (h, w, 3), (h, w, 4) with alpha, or (h, w) of greys."""


@contextmanager
def opened(source: Source) -> Iterator[tuple[Image.Image, bool]]:
    """An image that is not decoded yet where that can be, and whether it is ours to be changed.

    An image of the caller's whose file was not read yet is read from that file as its path would
    be, and stays unread. Raises PictureErrors, whatever the decoder throws in the block.
    """
    with _errors_named():
        if isinstance(source, Image.Image):
            check_size(*source.size)
            content = _unread(source)
            if content is None:
                yield source, False
                return
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                # Another size or mode is a draft the caller has asked for.
                ours = (image.size, image.mode) == (source.size, source.mode)
                yield (image, True) if ours else (source, False)
            return
        if isinstance(source, np.ndarray):
            yield _of_array(source), True
            return
        with _identified(_file(source)) as image:
            check_size(*image.size)
            yield image, True


def check_size(width: int, height: int) -> None:
    """Pass a size that may be decoded. Raises PictureTooLargeError or EmptyPictureError."""
    if width * height > PIXEL_LIMIT:
        raise PictureTooLargeError(
            f"the picture is {width} x {height}, more than {PIXEL_LIMIT:,} pixels; make it smaller"
        )
    if not width * height:
        raise EmptyPictureError(f"the picture is {width} x {height}: it has no pixel")


def _unread(image: Image.Image) -> bytes | None:
    """The bytes of the file that an image waits to be read from; None when it has its pixels."""
    held = getattr(image, "_im", None)  # what loading fills, and closing
    file: Any = getattr(image, "fp", None)
    waits = isinstance(image, ImageFile.ImageFile) and held is None
    lost = waits and (file is None or file.closed)
    if lost or isinstance(held, DeferredError):
        raise UnreadablePictureError("the image's file was closed before it was read; open it anew")
    if not waits or image.format not in (*FORMATS, "MPO") or image.tell():
        return None
    place = file.tell()
    try:
        file.seek(0)
        content: bytes = file.read()
    finally:
        file.seek(place)
    return content


def _of_array(array: npt.NDArray[Any]) -> Image.Image:
    plain = array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))
    if array.dtype != np.uint8 or not plain:
        raise UnreadablePictureError(
            f"an array of {array.dtype} shaped {array.shape} is no picture; give uint8 from 0 to "
            "255, shaped (height, width, 3), with alpha (height, width, 4), or (height, width)"
        )
    check_size(array.shape[1], array.shape[0])
    return Image.fromarray(array)


def _file(source: Any) -> Any:
    """What Pillow may open: a path that was looked at, or a file of bytes."""
    if isinstance(source, bytes | bytearray | memoryview):
        return io.BytesIO(source)
    if isinstance(source, str | os.PathLike):
        if not stat.S_ISREG(os.stat(source).st_mode):
            raise UnreadablePictureError(f"{source} is no file; give a picture's")
        return source
    if not hasattr(source, "read"):
        raise UnreadablePictureError(
            f"a picture cannot be read from {_kind(source)}; give a path, the bytes of a file, "
            "a PIL image or an array of uint8"
        )
    if isinstance(source, io.TextIOBase):
        raise UnreadablePictureError("the file is open as text; open it with mode 'rb'")
    return source


def _identified(file: Any) -> Image.Image:
    """An image of one of ``FORMATS``. Pillow calls what begins as one and is broken unknown too."""
    try:
        return Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        if not _HEADS.match(_head(file)):
            raise
        raise UnreadablePictureError(
            "the picture is damaged or cut short; take another copy"
        ) from error


def _head(file: Any) -> bytes:
    if isinstance(file, str | os.PathLike):
        with open(file, "rb") as opened_file:
            return opened_file.read(16)
    file.seek(0)
    head: bytes = file.read(16)
    return head


def _kind(source: object) -> str:
    return "None" if source is None else f"a value of type {type(source).__name__}"


@contextmanager
def _errors_named() -> Iterator[None]:
    """Name what a decoder raises, which may be almost anything."""
    try:
        yield
    except EngineError:
        raise
    except FileNotFoundError as error:
        raise UnreadablePictureError(f"there is no file {error.filename!r}") from error
    except UnidentifiedImageError as error:
        known = ", ".join(FORMATS)
        raise UnreadablePictureError(
            f"this is not a picture in a known format ({known})"
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError(f"the picture has more than {PIXEL_LIMIT:,} pixels") from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        if isinstance(error, OSError) and error.filename is not None and error.strerror:
            reason = f"{error.filename}: {error.strerror}"
        raise UnreadablePictureError(f"the picture cannot be decoded: {reason}") from error
