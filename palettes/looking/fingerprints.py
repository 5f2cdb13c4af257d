"""A film's fingerprint as a picture: a column for each still, in order."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from palettes.engine.arrays import Bytes
from palettes.models import COLUMN_BYTES, COLUMN_ROWS, Look

# Wide enough that columns stay apart when a page stretches the picture.
LEAST_WIDTH = 960


def png(look: Look) -> bytes:
    """The fingerprint as PNG: smooth down a column, hard between columns."""
    columns = np.frombuffer(bytes(look.fingerprint), np.uint8).reshape(-1, COLUMN_ROWS, 3)
    each = max(1, -(-LEAST_WIDTH // len(columns)))
    pixels = np.repeat(columns.transpose(1, 0, 2), each, axis=1)
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "PNG", optimize=True)
    return out.getvalue()


def growing_png(columns: Sequence[bytes | None]) -> bytes:
    """A fingerprint that is not whole yet, as PNG; columns still to come are transparent."""
    pixels = np.zeros((COLUMN_ROWS, len(columns), 4), np.uint8)
    for place, column in enumerate(columns):
        if column is not None and len(column) == COLUMN_BYTES:
            pixels[:, place, :3] = np.frombuffer(column, np.uint8).reshape(COLUMN_ROWS, 3)
            pixels[:, place, 3] = 255
    each = max(1, -(-LEAST_WIDTH // max(1, len(columns))))
    out = io.BytesIO()
    Image.fromarray(np.repeat(pixels, each, axis=1)).save(out, "PNG")
    return out.getvalue()


def pixels_of(path: Path) -> Bytes:
    """The pixels of a rendition, (h, w, 3). Raises OSError."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))
