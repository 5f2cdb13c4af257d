"""Where in a picture the bars end, seen from its thumbnail alone."""

import io

import numpy as np
from PIL import Image

from palettes.engine.bars import Box, picture_box


def picture_area(thumbnail: bytes, width: int, height: int) -> Box:
    """Left, top, right and bottom of the picture without its bars, in pixels of ``width x height``.

    ``thumbnail`` is a picture file of our own making (``catalog.ingestion.images.Picture``), of
    the same shape. Exact to about two pixels of the thumbnail; the whole when there are no bars.

    Raises:
        OSError: the thumbnail is no picture.
    """
    with Image.open(io.BytesIO(thumbnail), formats=("JPEG", "PNG", "WEBP")) as small:
        pixels = np.asarray(small.convert("RGB"), dtype=np.uint8)
    left, top, right, bottom = picture_box(pixels)
    across, down = width / pixels.shape[1], height / pixels.shape[0]
    return round(left * across), round(top * down), round(right * across), round(bottom * down)
