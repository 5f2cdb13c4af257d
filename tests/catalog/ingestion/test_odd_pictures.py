"""Pictures in odd but honest forms, which are taken, and lies, which are called by their name."""

import io
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from catalog.ingestion.errors import PictureError
from catalog.ingestion.images import verify
from palettes.engine.decoding import decode

SIZE = (96, 54)
NOISE = bytes(value * 7919 % 251 for value in range(1_200_000))
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PROFILE = struct.pack(">I", len(_SRGB) + len(NOISE)) + _SRGB[4:] + NOISE


def painted(mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", SIZE, (200, 30, 30))
    image.paste((30, 30, 200), (SIZE[0] // 2, 0, *SIZE))
    return image.convert(mode)


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    painted(mode).save(file, kind, **options)
    return file.getvalue()


def animated(kind: str, **options: object) -> bytes:
    turned = painted().rotate(180)
    return saved(kind, save_all=True, append_images=[turned], duration=40, **options)


def chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(
    depth: int, colour: int, pixels: bytes, before: bytes = b"", *, interlaced: int = 0
) -> bytes:
    """A PNG written by hand, of SIZE, of rows that carry their filter."""
    header = struct.pack(">IIBBBBB", *SIZE, depth, colour, 0, 0, interlaced)
    body = chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(pixels))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def rows(left: bytes, right: bytes) -> bytes:
    half = SIZE[0] // 2
    return (b"\0" + left * half + right * half) * SIZE[1]


def adam7(left: bytes, right: bytes) -> bytes:
    """The seven passes of an interlaced picture."""
    out = b""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2))  # fmt: skip
    for x, y, across, down in passes:
        line = b"".join(left if at < SIZE[0] // 2 else right for at in range(x, SIZE[0], across))
        out += (b"\0" + line) * len(range(y, SIZE[1], down))
    return out


JPEG = saved("JPEG", quality=90)
AVIF = saved("AVIF")
PNG = saved("PNG")
RED, BLUE = bytes((200, 30, 30)), bytes((30, 30, 200))
RED_16, BLUE_16 = (bytes(v for value in colour for v in (value, 0)) for colour in (RED, BLUE))
PALETTE = chunk(b"PLTE", RED + BLUE)


def text(*, packed: bool) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "x" * 3_000_000, zip=packed)
    return info


def frame_header(marker: int, *, bits: int = 8) -> bytes:
    """The JPEG with its frame called something else."""
    place = JPEG.index(b"\xff\xc0")
    frame = bytes((0xFF, marker)) + JPEG[place + 2 : place + 4] + bytes((bits,))
    return JPEG[:place] + frame + JPEG[place + 5 :]


def segments(marker: int, count: int) -> bytes:
    return JPEG[:2] + (bytes((0xFF, marker, 0xFF, 0xFF)) + b"x" * 65_533) * count + JPEG[2:]


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("still.jpg", JPEG)
    return file.getvalue()


HONEST = {
    "progressive JPEG": saved("JPEG", progressive=True),
    "CMYK JPEG, inverted as Adobe does": saved("JPEG", "CMYK", quality=95),
    "JPEG with restart markers": saved("JPEG", restart_marker_rows=1, subsampling=0),
    "MPO": animated("MPO"),
    "JPEG with fill bytes": JPEG[:2] + b"\xff" * 9 + JPEG[2:],
    "JPEG without JFIF": JPEG[:2] + JPEG[20:],
    "JPEG with bytes behind": JPEG + b"\0" * 100_000,
    "JPEG with a zip behind": JPEG + zipped(),
    "JPEG with a huge profile": saved("JPEG", icc_profile=PROFILE),
    "JPEG with a profile that is none": saved("JPEG", icc_profile=b"nonsense"),
    "JPEG with megabytes of comments": segments(0xFE, 20),
    "JPEG with megabytes of metadata": segments(0xE1, 20),
    "16-bit PNG": png(16, 2, rows(RED_16, BLUE_16)),
    "interlaced PNG": png(8, 2, adam7(RED, BLUE), interlaced=1),
    "interlaced 16-bit PNG": png(16, 2, adam7(RED_16, BLUE_16), interlaced=1),
    "PNG of a palette": png(8, 3, rows(b"\0", b"\1"), PALETTE),
    "PNG of a palette, partly opaque": png(
        8, 3, rows(b"\0", b"\1"), PALETTE + chunk(b"tRNS", b"\xff\xff")
    ),
    "PNG with a huge profile": saved("PNG", icc_profile=PROFILE),
    "PNG with huge text": saved("PNG", pnginfo=text(packed=False)),
    "PNG with huge packed text": saved("PNG", pnginfo=text(packed=True)),
    "PNG with bytes behind": saved("PNG") + b"junk" * 1000,
    "APNG": animated("PNG"),
    "APNG whose first picture is no frame": animated("PNG", default_image=True),
    "animated GIF": animated("GIF"),
    "interlaced GIF with transparency": saved("GIF", "P", interlace=1, transparency=200),
    "animated WebP": animated("WEBP"),
    "lossless WebP with alpha": saved("WEBP", "RGBA", lossless=True),
    "WebP with a huge profile": saved("WEBP", icc_profile=PROFILE),
    "AVIF with alpha": saved("AVIF", "RGBA"),
    "AVIF of several frames": animated("AVIF"),
    "AVIF with a huge profile": saved("AVIF", icc_profile=PROFILE),
    "AVIF whose brand is that of its container": AVIF[:8] + b"mif1" + AVIF[12:],
}


@pytest.mark.parametrize("name", HONEST)
def test_picture_in_an_odd_form_is_taken_and_has_its_colours(name: str) -> None:
    found = verify(HONEST[name])
    assert (found.width, found.height) == SIZE
    assert found.small is not None
    pixels = np.asarray(found.small, dtype=float)
    for left, wanted in ((slice(4, 40), RED), (slice(56, 92), BLUE)):
        assert pixels[4:50, left].mean(axis=(0, 1)) == pytest.approx(list(wanted), abs=30)
    assert (decode(HONEST[name]).width, decode(HONEST[name]).height) == SIZE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_orientation_is_heeded_in_every_kind(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = verify(saved(kind, exif=exif))
    assert (found.width, found.height) == SIZE[::-1]
    assert found.small is not None
    red, _, blue = found.small.getpixel((27, 10))
    assert red > blue  # the left half has come to the top


LIES = {
    "a page called a picture": (b"<!doctype html><title>Not found</title>", "not_an_image"),
    "a zip": (zipped(), "not_an_image"),
    "sound": (b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 100, "not_an_image"),
    "a film": (b"\0\0\0\x20ftypisom" + b"\0" * 200, "unsupported_type"),
    "HEIC": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 99, "unsupported_type"),
    "JPEG XL": (b"\0\0\0\x0cJXL \r\n\x87\n" + b"\0" * 99, "unsupported_type"),
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 99, "unsupported_type"),
    "12-bit JPEG": (frame_header(0xC1, bits=12), "unsupported_type"),
    "lossless JPEG": (frame_header(0xC3), "unsupported_type"),
    "hierarchical JPEG": (frame_header(0xC5), "unsupported_type"),
    "JPEG without its last bytes": (JPEG[:-2], "truncated_image"),
    "JPEG that is a header": (JPEG[:300], "truncated_image"),
    "JPEG that ends in a segment": (JPEG[:2] + b"\xff\xe1\xff\xff", "truncated_image"),
    "PNG of a palette without one": (png(8, 3, rows(b"\0", b"\1")), "truncated_image"),
    "PNG whose pixels have another sum": (
        saved("PNG")[:-20] + b"\x55\x55" + saved("PNG")[-18:],
        "truncated_image",
    ),
    "PNG of a telephone": (
        PNG[:8] + chunk(b"CgBI", b"\x50\0\x20\2") + PNG[8:33] + chunk(b"IDAT", b"\x63\0") * 9,
        "truncated_image",
    ),
    "PNG whose profile is a bomb": (
        saved("PNG", icc_profile=_SRGB + b"\0" * 30_000_000),
        "truncated_image",
    ),
    "GIF without a frame": (b"GIF89a" + struct.pack("<HH", *SIZE) + b"\0\0\0;", "truncated_image"),
    "GIF that is a script": (b"GIF89a/*" + b"alert(1)*/=1;" * 20, "truncated_image"),
    "JPEG of too many pixels": (
        JPEG.replace(struct.pack(">HH", *SIZE[::-1]), b"\xff\xff\xff\xff"),
        "too_many_pixels",
    ),
    "a single pixel": (png(8, 2, b"").replace(struct.pack(">II", *SIZE), b"\0\0\0\1" * 2),
                       "bad_dimensions"),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_lie_is_refused_by_its_own_name(name: str) -> None:
    content, code = LIES[name]
    with pytest.raises(PictureError) as caught:
        verify(content)
    assert caught.value.code == code
