"""Pictures in which there is nothing to see."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from catalog.ingestion.errors import EmptyPicture
from catalog.ingestion.images import verify
from catalog.models import IngestionItem, Still
from palettes.engine import sample_picture
from palettes.engine.errors import EmptyPictureError
from tests.catalog.ingestion.test_command import run


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def glass(alpha: int = 0, size: tuple[int, int] = (320, 180), mode: str = "RGBA") -> Image.Image:
    rng = np.random.default_rng(7)
    image = Image.fromarray(rng.integers(0, 256, (size[1], size[0], 3), np.uint8))
    image = image.convert(mode)
    image.putalpha(alpha)
    return image


def lines(width: int) -> Image.Image:
    """Upright lines on glass, 100 pixels apart."""
    planes = np.zeros((1000, 1600, 4), np.uint8)
    planes[:, :, :3] = np.random.default_rng(7).integers(0, 256, (1000, 1600, 3), np.uint8)
    for left in range(57, 1600, 100):
        planes[:, left : left + width, 3] = 255
    return Image.fromarray(planes)


def keyed(colour: tuple[int, int, int]) -> bytes:
    return saved(Image.new("RGB", (64, 36), (10, 20, 30)), transparency=colour)


def palette_of_glass(used: int) -> bytes:
    image = Image.new("P", (64, 36), used)
    image.putpalette([10, 20, 30, 200, 100, 0])
    return saved(image, transparency=bytes([0, 255]))


EMPTY = {
    "rgba": saved(glass()),
    "rgba-faint": saved(glass(127)),
    "rgba-large": saved(glass(size=(2400, 1350))),
    "grey": saved(glass(mode="L")),
    "webp": saved(glass(), "WEBP", lossless=True),
    "avif": saved(glass(), "AVIF"),
    "gif": saved(Image.new("P", (64, 36), 3), "GIF", transparency=3),
    "palette": palette_of_glass(0),
    "key": keyed((10, 20, 30)),
    "grey-key": saved(Image.new("L", (64, 36), 90), transparency=90),
    "hair-lines": saved(lines(1)),
}
SEEN = {
    "half": saved(glass(128)),
    "palette": palette_of_glass(1),
    "key": keyed((10, 20, 31)),
    "grey-key": saved(Image.new("L", (64, 36), 90), transparency=91),
    "lines": saved(lines(24)),
    "opaque": saved(glass(255)),
}


@pytest.mark.parametrize("name", EMPTY)
def test_picture_with_nothing_to_see_is_refused(name: str) -> None:
    with pytest.raises(EmptyPicture) as caught:
        verify(EMPTY[name])
    assert caught.value.code == "empty_picture"
    assert not caught.value.transient


@pytest.mark.parametrize("name", SEEN)
def test_picture_with_something_to_see_is_taken(name: str) -> None:
    assert verify(SEEN[name]).width


@pytest.mark.django_db
def test_empty_picture_never_becomes_a_still(tmp_path: Path) -> None:
    (tmp_path / "Glass (1979)").mkdir()
    (tmp_path / "Glass (1979)" / "1.png").write_bytes(EMPTY["rgba"])
    _, err, error = run(tmp_path / "Glass (1979)")
    assert error is not None
    assert "empty_picture: The picture is transparent all over" in err
    assert IngestionItem.objects.get(kind="picture").code == "empty_picture"
    assert not Still.objects.exists()


@pytest.mark.parametrize("name", [*EMPTY, *(f"seen-{name}" for name in SEEN)])
def test_refused_is_what_palettes_find_nothing_in(name: str) -> None:
    content = EMPTY.get(name) or SEEN[name.removeprefix("seen-")]
    if name in EMPTY:
        with pytest.raises(EmptyPictureError):
            sample_picture(content)
    else:
        assert len(sample_picture(content).pixels)
