from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from palettes.engine import SPACES, extract_palette, sample_picture
from palettes.engine.coherence import coherent_pixels
from palettes.engine.keys import keys_of

from .pictures import photograph


def boxing_ring(objects):
    """A grey-beige ring from above with black corners, and small objects in it."""
    width, height = 960, 540
    y, x = np.mgrid[0:height, 0:width]
    light = 0.35 + 0.75 * np.exp(-(((x - 430) / 400) ** 2) - ((y - 240) / 330) ** 2)
    ring = np.array([172.0, 168, 160]) * light[..., None] + 12 * np.sin(x / 40)[..., None]
    corner = np.hypot(x - width / 2, y - height / 2) > 480
    ring[corner] = 10
    ring += np.random.default_rng(1).normal(0, 4, ring.shape)
    picture = Image.fromarray(np.clip(ring, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for index, (colour, share) in enumerate(objects.items()):
        radius = (share * width * height / np.pi) ** 0.5
        cx, cy = 260 + 220 * index, 200 + 70 * index
        draw.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), colour)
    return picture


def nearest(palette, colour):
    oklab = SPACES["oklab"]
    value = int(colour[1:], 16)
    target = oklab.from_rgb(np.array([[value >> 16, value >> 8 & 255, value & 255]]) / 255)
    away = np.sqrt(((oklab.from_rgb(palette.as_array() / 255) - target) ** 2).sum(axis=1))
    return palette.swatches[int(away.argmin())], float(away.min())


RING = Path(__file__).parents[3] / "catalog" / "sample" / "nine-stools" / "01.jpg"
OBJECTS = {"#4a0107": 0.008, "#947233": 0.01, "#221d59": 0.0055}


@pytest.mark.parametrize("colour", OBJECTS)
def test_the_articles_small_colours_are_kept(colour):
    palette = extract_palette(boxing_ring(OBJECTS), "accent-oklab-8")
    swatch, away = nearest(palette, colour)
    assert away < 0.06
    assert swatch.accent
    assert swatch.share == pytest.approx(OBJECTS[colour], rel=0.5)


@pytest.mark.parametrize("colour", ["#d6ad51", "#232a51"])
def test_a_ring_filmed_keeps_its_gold_and_its_blue(colour):
    # Its dark red ropes lie between: the blue and they once shared a pin of neither colour.
    swatch, away = nearest(extract_palette(RING), colour)
    assert away < 0.03
    assert swatch.accent


def test_kmeans_loses_the_same_colours():
    palette = extract_palette(boxing_ring(OBJECTS), "kmeans-oklab-8")
    assert sum(nearest(palette, colour)[1] < 0.06 for colour in OBJECTS) <= 1


def test_scattered_noise_is_no_accent():
    array = np.asarray(boxing_ring({})).copy()
    dice = np.random.default_rng(0)
    rows, columns = dice.integers(0, 540, 2000), dice.integers(0, 960, 2000)
    array[rows, columns] = (255, 0, 200)
    assert not extract_palette(Image.fromarray(array), "accent-oklab-8").accents


def test_a_picture_without_anything_prominent_has_no_accent():
    palette = extract_palette(boxing_ring({}), "accent-oklab-8")
    assert not palette.accents


def test_a_white_sun_on_a_dusk_sky_is_kept():
    width, height = 960, 540
    y = np.linspace(0, 1, height)[:, None, None]
    sky = np.array([92.0, 60, 66]) * (1 - 0.55 * y) * np.ones((height, width, 1))
    sky += np.random.default_rng(2).normal(0, 3, sky.shape)
    picture = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8))
    ImageDraw.Draw(picture).ellipse((500, 150, 580, 230), "#f6f3ee")
    _, away = nearest(extract_palette(picture, "accent-oklab-8"), "#f6f3ee")
    assert away < 0.06


@pytest.mark.parametrize("seed", range(3))
def test_fidelity_stays_near_that_of_kmeans(seed):
    sample = sample_picture(photograph(seed))
    ours = extract_palette(sample, "accent-oklab-8").measures.mean
    theirs = extract_palette(sample, "kmeans-oklab-8").measures.mean
    assert ours < 1.25 * theirs + 0.002


def test_accents_are_small():
    for seed in range(4):
        palette = extract_palette(photograph(seed), "accent-oklab-8")
        assert all(swatch.share <= 0.05 for swatch in palette.accents)


def test_a_flat_patch_is_coherent_and_a_lone_pixel_is_not():
    plane = np.full((20, 20, 3), 90, dtype=np.uint8)
    plane[5, 5] = (255, 0, 0)
    coherent = coherent_pixels(keys_of(plane))
    assert not coherent[5, 5]
    assert coherent.sum() == 399
    assert coherent_pixels(keys_of(plane[:1])).sum() == 20


def neon_street(vivid):
    """A dark street with as many vivid signs as there are hues, and a large amber wall."""
    width, height = 640, 360
    y, x = np.mgrid[0:height, 0:width]
    array = np.array([18.0, 20, 44]) * (
        1 + 0.9 * x[..., None] / width + 0.4 * y[..., None] / height
    )
    array[180:, :250] = (158, 104, 24)
    array[60:170, 380:] = (62, 76, 82)
    array += np.random.default_rng(3).normal(0, 3, array.shape)
    picture = Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for index in range(vivid):
        left, top = 20 + 70 * (index % 9), 20 + 250 * (index // 9)
        draw.rectangle((left, top, left + 46, top + 46), f"hsl({index * 360 // vivid}, 95%, 60%)")
    return sample_picture(picture)


@pytest.mark.parametrize("vivid", [9, 14, 18])
def test_a_crowd_of_vivid_signs_leaves_room_for_what_is_large(vivid):
    sample = neon_street(vivid)
    palette = extract_palette(sample, "accent-oklab-8")
    assert len(palette.accents) <= 5
    assert nearest(palette, "#9e6818")[1] < 0.06
    assert palette.fit < 1.6 * extract_palette(sample, "kmeans-oklab-8").fit


@pytest.mark.parametrize("side", [3, 4, 5, 7])
def test_no_colour_stands_for_next_to_nothing(side):
    array = np.asarray(boxing_ring({})).copy()
    array[100 : 100 + 2 * side, 300 : 300 + 2 * side] = (255, 40, 30)
    palette = extract_palette(Image.fromarray(array), "accent-oklab-8")
    assert min(swatch.share for swatch in palette.swatches) >= 0.0005
