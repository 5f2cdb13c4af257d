"""A film's fingerprint as a picture: a column for each still, in order."""

import io

import numpy as np
from PIL import Image

from palettes.models import COLUMN_ROWS, Look

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
