import json

import numpy as np
import pytest
from coloraide import Color
from PIL import Image

from palettes.engine import LookStatistics, look_of, sample_picture
from palettes.engine.looks.harmony import HUES, TEMPLATES, harmony_of
from tests.palettes.engine.pictures import flat, photograph, stripes


def figures(image):
    return look_of(image).statistics


def oklab_of(image):
    pixels = np.asarray(image).reshape(-1, 3)
    kinds, counts = np.unique(pixels, axis=0, return_counts=True)
    oklab = [Color("srgb", list(kind / 255)).convert("oklab").coords() for kind in kinds]
    return np.repeat(np.array(oklab), counts, axis=0)


def test_figures_are_those_of_an_independent_library():
    image = photograph(3, (96, 60))
    oklab = oklab_of(image)
    chroma = np.hypot(oklab[:, 1], oklab[:, 2])
    turned = (chroma * np.exp(1j * np.arctan2(oklab[:, 2], oklab[:, 1]))).mean()
    low, high = np.percentile(oklab[:, 0], [5, 95])
    found = figures(image)
    assert found.lightness == pytest.approx(oklab[:, 0].mean(), abs=0.002)
    assert found.contrast == pytest.approx(high - low, abs=0.02)
    assert found.chroma == pytest.approx(chroma.mean(), abs=0.002)
    assert found.hue == pytest.approx(np.degrees(np.angle(turned)) % 360, abs=2)
    assert found.hue_strength == pytest.approx(abs(turned) / chroma.mean(), abs=0.01)
    assert found.mean == pytest.approx(oklab.mean(axis=0), abs=0.002)
    covariance = np.cov(oklab.T, bias=True)[np.triu_indices(3)]
    assert found.covariance == pytest.approx(covariance, abs=0.0005)


def test_colourfulness_is_that_of_hasler_and_suesstrunk():
    image = photograph(4, (96, 60))
    red, green, blue = np.asarray(image, float).reshape(-1, 3).T
    rg, yb = red - green, (red + green) / 2 - blue
    expected = np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())
    assert figures(image).colourfulness == pytest.approx(expected, rel=0.01)


def test_two_colours_by_hand():
    found = figures(stripes((0, 0, 0), (255, 255, 255)))
    assert (found.lightness, found.contrast) == (0.5, 1.0)
    assert (found.chroma, found.colourfulness, found.monochrome) == (0, 0, True)
    assert (found.harmony, found.harmony_misfit, found.hue_strength) == ("N", 0, 0)
    red = figures(flat((255, 0, 0)))
    # rg = 255, yb = 127.5, both without spread.
    assert red.colourfulness == pytest.approx(0.3 * np.hypot(255, 127.5), abs=0.001)
    assert red.hue == pytest.approx(29.23, abs=0.01)
    assert red.hue_strength == pytest.approx(1)


def test_hue_means_are_circular():
    found = figures(stripes((200, 60, 110), (200, 90, 60)))
    assert found.hue < 40 or found.hue > 340


def test_orange_is_warm_and_azure_cool_and_grey_neither():
    assert figures(flat((230, 130, 40))).warmth > 0.9
    assert figures(flat((40, 120, 230))).warmth < -0.9
    assert figures(flat((128, 128, 128))).warmth == 0
    assert abs(figures(flat((128, 128, 127))).warmth) < 0.2


def test_grain_does_not_make_a_grey_picture_coloured():
    dice = np.random.default_rng(1)
    grey = dice.integers(0, 256, (60, 90, 1)) + dice.integers(-2, 3, (60, 90, 3))
    assert figures(Image.fromarray(grey.clip(0, 255).astype(np.uint8))).monochrome
    assert not figures(flat((90, 60, 40))).monochrome


def test_a_speck_of_colour_does_not_make_a_grey_picture_coloured():
    image = stripes((32, 32, 32), (128, 128, 128), (240, 240, 240))
    image.putpixel((0, 0), (200, 30, 30))
    found = figures(image)
    assert found.chroma_p95 < 0.001
    assert found.monochrome


def wheel(*degrees):
    hues = np.zeros(HUES)
    for degree in degrees:
        hues[round(degree * HUES / 360) % HUES] += 1
    return hues


@pytest.mark.parametrize(
    ("degrees", "key"),
    [
        ((40,), "i"),
        ((40, 220), "I"),
        ((0, 40, 80), "V"),
        ((10, 60, 100, 140), "L"),
        ((0, 40, 80, 220), "Y"),
        (range(0, 171, 10), "T"),
        ((0, 40, 80, 180, 220, 260), "X"),
    ],
)
def test_hues_laid_on_a_template_find_it(degrees, key):
    found, _, misfit = harmony_of(wheel(*degrees))
    assert found == key
    assert misfit <= 2


def test_turning_the_hues_turns_the_template():
    base = wheel(0, 3, 60, 90, 120)
    key, angle, misfit = harmony_of(base)
    turned = harmony_of(np.roll(base, 17))
    assert turned == (key, (angle + 17 * 3) % 360, pytest.approx(misfit))


def test_hues_everywhere_fit_nothing():
    assert harmony_of(np.ones(HUES))[2] > 10


def test_the_misfit_of_a_template_by_hand():
    # 99 parts at 39 degrees and 1 opposite: the sector of 18 turns 9 towards it, and the one
    # part is 180 - 9 - 9 degrees outside.
    key, angle, misfit = harmony_of(wheel(*[39] * 99, 219))
    assert (key, abs(angle - 39)) == ("i", 9)
    assert misfit == pytest.approx(1.62)
    assert set(TEMPLATES) == set("iIVLYTXN")


def test_curves_sum_to_one_and_survive_json():
    found = figures(photograph(5))
    for curve in (found.lightnesses, found.chromas, found.hues):
        assert sum(curve) == pytest.approx(1, abs=0.001)
    assert LookStatistics.from_dict(json.loads(json.dumps(found.as_dict()))) == found


def test_a_films_figures_count_each_still_the_same():
    small = sample_picture(flat((0, 0, 0), (20, 20)))
    large = sample_picture(flat((255, 255, 255), (200, 200)))
    assert look_of([small, large]).statistics.lightness == pytest.approx(0.5)
