"""Whether bytes are a picture: JPEG, PNG, WebP, GIF and AVIF, decoded to the last pixel."""

import csv
import hashlib
import io
import random
import struct
import time
import warnings
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from catalog.ingestion.errors import (
    BadDimensions,
    NotAnImage,
    PictureError,
    TooManyPixels,
    TruncatedImage,
    UnsupportedType,
)
from catalog.ingestion.images import has_signature, verify
from tests.catalog.ingestion.conftest import SHARED
from tests.catalog.ingestion.pictures import picture

HOSTILE = SHARED / "hostile_images"
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))


@pytest.mark.parametrize(("kind", "extension"), KINDS.items())
def test_each_kind_is_known_by_its_content(kind: str, extension: str) -> None:
    content = picture(kind=kind, size=(80, 45))
    found = verify(content)
    assert (found.width, found.height, found.extension) == (80, 45, extension)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert has_signature(content)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_that_of_the_upright_picture(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = verify(picture(size=(80, 45), exif=exif))
    assert (found.width, found.height) == ((80, 45) if orientation < 5 else (45, 80))


def test_orientation_that_makes_no_sense_is_passed_over() -> None:
    exif = Image.Exif()
    exif[0x0112] = 99
    assert verify(picture(size=(80, 45), exif=exif)).width == 80


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_taken(mode: str) -> None:
    file = io.BytesIO()
    Image.new("L", (20, 20), 90).convert(mode).save(file, "PNG")
    assert verify(file.getvalue()).width == 20


def test_cmyk_jpeg_is_taken() -> None:
    file = io.BytesIO()
    Image.new("CMYK", (20, 20)).save(file, "JPEG")
    assert verify(file.getvalue()).extension == "jpg"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    content = picture(-1, size=(320, 180), kind=kind)
    with pytest.raises(TruncatedImage) as caught:
        verify(content[: int(len(content) * share)])
    assert caught.value.code == "truncated_image"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_progressive_jpeg_that_is_cut_off_is_refused(share: float) -> None:
    content = picture(-1, size=(320, 180), progressive=True)
    with pytest.raises(TruncatedImage):
        verify(content[: int(len(content) * share)])


@pytest.mark.parametrize(
    ("size", "error"),
    [
        ((50_000, 50_000), TooManyPixels),
        ((12_000, 12_000), TooManyPixels),
        ((1, 2_000_000_000), BadDimensions),
        ((65_536, 1), BadDimensions),
        ((0, 0), BadDimensions),
        ((15, 100), BadDimensions),
        ((20_001, 100), BadDimensions),
    ],
)
def test_size_is_judged_from_the_header(size: tuple[int, int], error: type[PictureError]) -> None:
    began = time.perf_counter()
    with pytest.raises(error):
        verify(png_header(*size))
    assert time.perf_counter() - began < 0.05


def test_size_of_other_kinds_is_judged_before_decoding() -> None:
    file = io.BytesIO()
    Image.new("1", (6_400, 6_400)).save(file, "GIF")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TooManyPixels):
            verify(file.getvalue())


def test_sides_of_16_pixels_are_enough() -> None:
    assert verify(picture(size=(16, 16))).width == 16


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "EPS", "PDF", "ICNS"])
def test_other_kinds_of_picture_are_refused_by_content(kind: str) -> None:
    content = picture(size=(64, 64), kind=kind)
    with pytest.raises(UnsupportedType):
        verify(content)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b"8BPS" + b"\0" * 100,
        b"SIMPLE  =                    T",
        b"\0\0\0\x18ftypheic" + b"\0" * 100,
    ],
)
def test_kinds_that_could_be_dangerous_are_refused_unparsed(content: bytes) -> None:
    with pytest.raises(UnsupportedType):
        verify(content)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"<html><img src=a.jpg></html>", b"\0" * 500, b"GIF", b"RIFF1234WAVE"]
)
def test_what_is_no_picture_is_called_that(content: bytes) -> None:
    with pytest.raises(NotAnImage) as caught:
        verify(content)
    assert caught.value.code == "not_an_image"


def test_only_the_first_frame_of_an_animation_is_decoded() -> None:
    frames = [Image.new("P", (400, 300), n % 256) for n in range(300)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    began = time.perf_counter()
    assert verify(file.getvalue()).width == 400
    assert time.perf_counter() - began < 0.1


def test_bytes_behind_the_picture_do_no_harm() -> None:
    assert verify(picture(kind="GIF") + b"<script>alert(1)</script>").extension == "gif"


def test_damaged_pictures_get_a_picture_or_a_named_refusal() -> None:
    rng = random.Random(1)
    for kind in KINDS:
        original = picture(kind=kind)
        for _ in range(60):
            content = bytearray(original)
            for _ in range(rng.randrange(1, 6)):
                content[rng.randrange(len(content))] = rng.randrange(256)
            with suppress(PictureError):
                verify(bytes(content))


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile pictures are not beside the checkout")
def test_hostile_pictures_get_a_picture_or_a_named_refusal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with (HOSTILE / "INDEX.tsv").open(encoding="utf-8") as file:
        names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    taken = refused = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in names:
            try:
                verify((HOSTILE / name).read_bytes())
                taken += 1
            except PictureError:
                refused += 1
    assert taken >= 25
    assert refused >= 50
    assert capfd.readouterr() == ("", "")
