"""Bars are found on a thumbnail, and told in the original's pixels."""

import io

import numpy as np
import pytest
from PIL import Image

from catalog.ingestion.images import verify
from palettes.making.bars import picture_area


def framed(left: int, top: int, black: int = 0) -> bytes:
    """A JPEG of 1920 x 1080 with bars so wide at both sides, and so high above and below."""
    rng = np.random.default_rng(5)
    cells = rng.integers(60, 256, (9, 16, 3), dtype=np.uint8)
    scene = Image.fromarray(cells).resize((1920 - 2 * left, 1080 - 2 * top), Image.Resampling.BOX)
    whole = Image.new("RGB", (1920, 1080), (black,) * 3)
    whole.paste(scene, (left, top))
    file = io.BytesIO()
    whole.save(file, "JPEG", quality=90)
    return file.getvalue()


@pytest.mark.parametrize("black", [0, 16])
@pytest.mark.parametrize(("left", "top"), [(0, 138), (240, 0), (0, 0), (240, 138)])
def test_bars_are_found_to_two_pixels_of_the_thumbnail(left: int, top: int, black: int) -> None:
    picture = verify(framed(left, top, black))
    found = picture_area(picture.thumbnail, picture.width, picture.height)
    wanted = (left, top, 1920 - left, 1080 - top)
    assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= 2.5 * 1920 / 256


def test_what_is_no_picture_is_said_to_be_none() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        picture_area(b"nothing", 10, 10)
