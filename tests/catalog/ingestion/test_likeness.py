"""Whether two pictures look the same, whatever their bytes."""

import io
import itertools

import imagehash
import numpy as np
import pytest
from PIL import Image, ImageEnhance

from catalog.ingestion.images import ALIKE, likeness, verify
from catalog.ingestion.likeness import perceptual_hash
from tests.catalog.ingestion.conftest import SHARED

STILLS = sorted((SHARED / "stills").glob("*/*"))
needs_stills = pytest.mark.skipif(not STILLS, reason="the stills are not beside the checkout")


def scene(seed: int) -> Image.Image:
    """Something with structure at every scale, as stills have."""
    rng = np.random.default_rng(seed)
    pixels = np.full((540, 960, 3), 128.0)
    for cells in (2, 4, 8, 16, 32, 64):
        grid = Image.fromarray(rng.integers(0, 256, (cells, cells, 3), dtype=np.uint8))
        layer = np.asarray(grid.resize((960, 540), Image.Resampling.BICUBIC), dtype=float)
        pixels += (layer - 128) / np.sqrt(cells)
    return Image.fromarray(pixels.clip(24, 235).astype(np.uint8))


def hashed(image: Image.Image, kind: str = "JPEG", **options: object) -> str:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return verify(file.getvalue()).perceptual_hash


def test_likeness_counts_the_bits_that_differ() -> None:
    assert likeness("0" * 16, "f" * 16) == 64
    assert likeness("8000000000000001", "8000000000000000") == 1
    assert likeness("0123456789abcdef", "0123456789abcdef") == 0


@pytest.mark.parametrize("seed", range(20))
def test_the_hash_is_that_of_an_independent_library(seed: int) -> None:
    image = scene(seed).resize((256, 144))
    ours, theirs = perceptual_hash(image), str(imagehash.phash(image))
    assert len(ours) == len(theirs) == 16
    # They shrink the colours, we the lightness: a frequency at the median may fall either way.
    assert likeness(ours, theirs) <= 2


def test_flat_pictures_hash_alike() -> None:
    hashes = {hashed(Image.new("RGB", (90, 60), colour)) for colour in ("black", "#345", "white")}
    assert len({value[1:] for value in hashes}) == 1


@pytest.mark.parametrize("seed", range(6))
def test_copies_look_the_same(seed: int) -> None:
    image = scene(seed)
    own = hashed(image, "PNG")
    boxed = Image.new("RGB", (960, 720))
    boxed.paste(image, (0, 90))
    for copy in (
        hashed(image, quality=30),
        hashed(image, "WEBP", quality=40),
        hashed(image.resize((320, 180))),
        hashed(ImageEnhance.Brightness(image).enhance(1.06)),
        hashed(ImageEnhance.Color(image).enhance(0.5)),
        hashed(boxed),
    ):
        assert likeness(own, copy) <= ALIKE


@needs_stills
def test_no_two_stills_look_the_same() -> None:
    hashes = [verify(path.read_bytes()).perceptual_hash for path in STILLS]
    assert min(likeness(a, b) for a, b in itertools.combinations(hashes, 2)) > ALIKE


@needs_stills
def test_copies_of_stills_look_the_same() -> None:
    for path in STILLS[::6]:
        image = Image.open(path).convert("RGB")
        own = verify(path.read_bytes()).perceptual_hash
        small = image.resize((640, round(640 * image.height / image.width)))
        graded = ImageEnhance.Contrast(ImageEnhance.Color(image).enhance(1.1)).enhance(1.05)
        for copy in (hashed(image, quality=40), hashed(small, quality=60), hashed(graded)):
            assert likeness(own, copy) <= ALIKE
