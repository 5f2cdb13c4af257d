"""Pictures that promise, or unpack to, far more than they are."""

import io
import struct
import zlib

from PIL import Image


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG, with its length and check."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"\0") -> bytes:
    """A PNG of 8-bit RGB with a header of this size, whatever its rows hold."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(chunks)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def webp(kind: bytes, size: bytes) -> bytes:
    """A WebP of one chunk that begins with ``size``."""
    data = size + b"\0" * 64
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def resized(content: bytes, mark: bytes, width: int, height: int) -> bytes:
    """A copy whose size, written big-endian behind ``mark``, is another."""
    start = content.index(mark) + len(mark)
    return content[:start] + struct.pack(">II", width, height) + content[start + 8 :]


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of an image's file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def bombs() -> dict[str, bytes]:
    """Every bomb, by what it is. None is more than 2 MB."""
    small = Image.new("RGB", (64, 64))
    frames = [Image.new("P", (64, 64), n % 256) for n in range(1000)]
    text = zlib.compress(b"\0" * 60_000_000, 9)
    rows = b"\0" * (3 * 64 + 1) * 64
    flat = zlib.compress(b"\0" * 36_001, 9)  # a row of 12,000 x 12,000
    gif = saved(small, "GIF")
    jpeg = saved(small, "JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    return {
        "png 50000 x 50000": png(50_000, 50_000),
        "png 12000 x 12000": png(12_000, 12_000, rows=zlib.decompress(flat) * 100),
        "png 6300 x 6300, one colour": saved(Image.new("L", (6300, 6300)), "PNG"),
        "png with a zTXt": png(64, 64, chunk(b"zTXt", b"a\0\0" + text), rows=rows),
        "png with many zTXt": png(64, 64, *[chunk(b"zTXt", b"a\0\0" + text)] * 20, rows=rows),
        "png with an iTXt": png(64, 64, chunk(b"iTXt", b"a\0\1\0\0\0" + text), rows=rows),
        "png with an iCCP": png(64, 64, chunk(b"iCCP", b"a\0\0" + text), rows=rows),
        "png with endless rows": png(64, 64, rows=b"\0" * 60_000_000),
        "gif of 10000 frames": saved(
            frames[0], "GIF", save_all=True, append_images=frames[1:] * 10
        ),
        "gif 65535 x 65535": gif[:6] + b"\xff\xff\xff\xff" + gif[10:],
        "jpeg 65500 x 65500": jpeg[:at] + b"\xff\xdc\xff\xdc" + jpeg[at + 4 :],
        "webp 16384 x 16384, lossy": webp(b"VP8 ", b"\x10\0\0\x9d\1\x2a\xff\x3f\xff\x3f"),
        "webp 16384 x 16384, lossless": webp(b"VP8L", b"\x2f\xff\xff\xff\x0f"),
        "webp 16777216 x 16777216": webp(b"VP8X", b"\0\0\0\0" + b"\xff" * 6),
        "avif 65535 x 65535": resized(saved(small, "AVIF"), b"ispe\0\0\0\0", 65_535, 65_535),
        "avif 6000 x 6000, of 64": resized(saved(small, "AVIF"), b"ispe\0\0\0\0", 6000, 6000),
    }
