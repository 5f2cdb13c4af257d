"""Pictures that the tests make for themselves."""

import io

import numpy as np
from PIL import Image


def flat(colour, size=(40, 30), mode="RGB"):
    return Image.new(mode, size, colour)


def stripes(*colours, size=(60, 40)):
    """Equal vertical stripes, exact pixels."""
    width, height = size
    image = Image.new("RGB", size)
    step = width // len(colours)
    for index, colour in enumerate(colours):
        image.paste(colour, (index * step, 0, width, height))
    return image


def photograph(seed=0, size=(320, 200)):
    """Smooth light, a few objects and grain: enough like a still."""
    dice = np.random.default_rng(seed)
    width, height = size
    y, x = np.mgrid[0:height, 0:width] / max(size)
    base = dice.uniform(40, 200, 3)
    slope = dice.uniform(-90, 90, (2, 3))
    array = base + x[..., None] * slope[0] + y[..., None] * slope[1]
    for _ in range(6):
        centre, radius = dice.uniform(0, 1, 2), dice.uniform(0.05, 0.2)
        inside = (x - centre[0]) ** 2 + (y - centre[1] * height / width) ** 2 < radius**2
        array[inside] = dice.uniform(0, 255, 3)
    array += dice.normal(0, 3, array.shape)
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))


def encoded(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def framed(image, top=0, bottom=0, left=0, right=0, colour=(0, 0, 0)):
    width, height = image.size
    whole = Image.new("RGB", (width + left + right, height + top + bottom), colour)
    whole.paste(image, (left, top))
    return whole
