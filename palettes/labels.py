"""A still's label picture: for every pixel, the number of the swatch it belongs to."""

import io

import numpy as np
from PIL import Image

from catalog import renditions
from catalog.models import Still
from palettes.engine import ExtractedPalette, sample_picture
from palettes.engine.labels import OUTSIDE, label_pixels

WIDTH = 960  # what the page's script lights is scaled up from this


def png(still: Still, palette: ExtractedPalette) -> bytes:
    """An 8-bit grey PNG, at most WIDTH wide: swatch numbers, 255 in letterbox bars."""
    offered = renditions.widths(still)
    width = max((w for w in offered if w <= WIDTH), default=offered[0])
    with Image.open(renditions.ensure(still, width)) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    labels = np.full(pixels.shape[:2], OUTSIDE, np.uint8)
    scale = pixels.shape[1] / still.width
    left, top, right, bottom = (round(edge * scale) for edge in sample_picture(still.path).box)
    labels[top:bottom, left:right] = label_pixels(pixels[top:bottom, left:right], palette.swatches)
    out = io.BytesIO()
    Image.fromarray(labels).save(out, "PNG", optimize=True)
    return out.getvalue()
