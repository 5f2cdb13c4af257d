"""Pictures made by the tests."""

import io
import random

from PIL import Image


def picture(
    seed: int = 0, size: tuple[int, int] = (64, 36), kind: str = "JPEG", **options: object
) -> bytes:
    """A small picture of its own colours, different for every seed."""
    image = Image.effect_noise(size, 60).convert("RGB") if seed < 0 else _blocks(seed, size)
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _blocks(seed: int, size: tuple[int, int]) -> Image.Image:
    rng = random.Random(seed)
    image = Image.new("RGB", (4, 4))
    image.putdata([tuple(rng.randrange(256) for _ in range(3)) for _ in range(16)])
    return image.resize(size, Image.Resampling.BICUBIC)
