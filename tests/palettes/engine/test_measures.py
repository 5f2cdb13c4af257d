import pickle

import numpy as np
import pytest

from palettes.engine import (
    DIFFERENCES,
    METHODS,
    ORDERS,
    SPACES,
    EngineError,
    Recipe,
    extract_palette,
    sample_picture,
    seed_unsteadiness,
)
from palettes.engine.measures import unsteadiness
from palettes.engine.swatch import Swatch, rounded_shares

from .pictures import photograph, stripes


@pytest.fixture(scope="module")
def still():
    return sample_picture(photograph(7))


def test_the_measures_are_close_to_those_of_every_pixel(still):
    palette = extract_palette(still, "kmeans-oklab-8")
    for space, difference, mean, p95, scale in (
        ("oklab", "euclidean", palette.measures.mean, palette.measures.p95, 1),
        (
            "cielab",
            "ciede2000",
            palette.measures.mean_ciede2000,
            palette.measures.p95_ciede2000,
            100,
        ),
    ):
        pixels = SPACES[space].from_rgb(still.pixels / 255)
        swatches = SPACES[space].from_rgb(palette.as_array() / 255)
        away = DIFFERENCES[difference].matrix(pixels, swatches).min(axis=1)
        assert mean == pytest.approx(away.mean(), abs=0.004 * scale)
        assert p95 == pytest.approx(np.percentile(away, 95), abs=0.012 * scale)


def test_measures_are_zero_when_every_colour_is_there():
    measures = extract_palette(stripes((200, 30, 20), (20, 160, 60)), "kmeans-rgb-8").measures
    assert measures.fit == measures.mean == measures.p95 == 0
    assert measures.mean_ciede2000 == measures.p95_ciede2000 == 0


def test_an_accent_has_measures_of_its_own():
    picture = photograph(7, (600, 400))
    picture.paste((250, 10, 160), (100, 100, 130, 130))
    palette = extract_palette(picture, "accent-oklab-8")
    (accent,) = [each for each in palette.measures.accents if each.hex == "#fa0aa0"]
    assert accent.share == pytest.approx(900 / 240_000, rel=0.3)
    assert accent.compactness > 0.8
    assert accent.distance > 0.1
    assert palette.measures.as_dict()["accents"]


def test_a_method_without_dice_is_perfectly_steady(still):
    assert seed_unsteadiness(still, "agglomerative-oklab-6") == 0
    assert 0 <= seed_unsteadiness(still, "kmeans-oklab-12,starts=1") < 0.1


@pytest.mark.parametrize("key", METHODS)
def test_a_method_says_whether_its_seed_matters(still, key):
    recipe = Recipe(key, METHODS[key].spaces[0] if METHODS[key].spaces else "oklab", 12)
    palettes = {
        extract_palette(still, recipe.with_options(seed=seed)).swatches for seed in range(5)
    }
    assert (len(palettes) > 1) is METHODS[key].seeded
    assert (seed_unsteadiness(still, recipe) > 0) is METHODS[key].seeded


def test_a_recipe_that_cannot_be_has_no_steadiness_either(still):
    with pytest.raises(EngineError, match="rgb only"):
        seed_unsteadiness(still, "octree-oklab-8")


def test_unsteadiness_is_the_distance_swatches_move():
    one, two = (Swatch("#000000", 1.0),), (Swatch("#ffffff", 1.0),)
    assert unsteadiness([one, two]) == pytest.approx(1, abs=1e-6)
    assert unsteadiness([one]) == 0


def test_swatches_can_be_ordered_by_hue_and_lightness():
    red, green, blue = (200, 30, 20), (20, 160, 60), (30, 40, 180)
    palette = extract_palette(stripes(blue, red, (40, 40, 40), green), "kmeans-rgb-8")
    assert [swatch.rgb for swatch in palette.ordered("hue")] == [red, green, blue, (40, 40, 40)]
    lightness = [swatch.oklab[0] for swatch in palette.ordered("lightness")]
    assert lightness == sorted(lightness)
    assert palette.ordered("share") == palette.swatches
    assert all(set(palette.ordered(order)) == set(palette.swatches) for order in ORDERS)
    with pytest.raises(EngineError, match="lightness"):
        palette.ordered("name")


def test_auto_finds_the_elbow_and_shows_it():
    picture = stripes((200, 30, 20), (20, 160, 60), (30, 40, 180), size=(300, 90))
    palette = extract_palette(picture, "kmeans-oklab-auto")
    assert len(palette.swatches) == 3
    assert palette.elbow[0][0] == 1
    assert palette.elbow[2] == (3, 0.0)
    assert palette.note == ""


def test_auto_gives_a_sensible_number_for_a_still(still):
    palette = extract_palette(still, "kmeans-oklab-auto")
    assert 2 <= len(palette.swatches) <= 12
    fits = [fit for _, fit in palette.elbow]
    assert fits[-1] < fits[0]


def test_a_palette_survives_pickling_with_its_measures_and_without_its_picture(still):
    palette = extract_palette(still, "kmeans-oklab-8")
    data = pickle.dumps(palette)
    assert len(data) < 4000
    again = pickle.loads(data)
    assert again == palette
    assert again.measures == palette.measures


def test_rounded_shares_sum_to_one_whatever_they_were():
    for count in (1, 3, 7, 64):
        shares = rounded_shares(np.random.default_rng(count).random(count))
        assert sum(round(share * 10**6) for share in shares) == 10**6
