import os
import subprocess
import sys

import pytest

from palettes.engine import (
    DIFFERENCES,
    METHODS,
    SPACES,
    EngineError,
    Recipe,
    extract_palette,
    sample_picture,
)

from .pictures import encoded, flat, photograph, stripes


def possible_recipes(size=6):
    """Every method in every space, and under every difference, that it can honour."""
    for method in METHODS.values():
        spaces = method.spaces or tuple(SPACES)
        for space in spaces:
            yield Recipe(method.key, space, size)
        for difference in method.differences or DIFFERENCES:
            if difference != "euclidean":
                yield Recipe(method.key, "oklab", size, difference)


every_recipe = pytest.mark.parametrize("recipe", list(possible_recipes()), ids=str)


@pytest.fixture(scope="module")
def still():
    return sample_picture(photograph(7))


def true_colours(sample):
    return {f"#{r:02x}{g:02x}{b:02x}" for r, g, b in sample.pixels}


@every_recipe
def test_a_palette_keeps_its_promises(still, recipe):
    palette = extract_palette(still, recipe)
    shares = [swatch.share for swatch in palette.swatches]
    assert 1 <= len(palette.swatches) <= 6
    assert sum(round(share * 10**6) for share in shares) == 10**6
    assert min(shares) > 0
    assert shares == sorted(shares, reverse=True)
    assert len({swatch.hex for swatch in palette.swatches}) == len(palette.swatches)
    assert {swatch.hex for swatch in palette.swatches} <= true_colours(still)
    assert 0 <= palette.measures.mean <= palette.measures.p95 < 1
    assert palette.recipe == recipe
    assert bool(palette.note) == (len(palette.swatches) < 6)


@every_recipe
def test_the_same_picture_and_recipe_give_the_same_palette(still, recipe):
    again = sample_picture(photograph(7))
    assert extract_palette(again, recipe) == extract_palette(still, recipe)


@every_recipe
def test_colours_fewer_than_asked_for_are_all_given_and_said(recipe):
    picture = stripes((200, 30, 20), (20, 160, 60), (30, 40, 180))
    palette = extract_palette(picture, recipe.with_options(size=64))
    assert len(palette.swatches) <= 3
    assert palette.note.startswith(f"{len(palette.swatches)} of 64: ")
    if not METHODS[recipe.method].finds_size:
        assert {swatch.rgb for swatch in palette.swatches} == {
            (200, 30, 20),
            (20, 160, 60),
            (30, 40, 180),
        }
        assert palette.measures.p95 == 0


@every_recipe
def test_one_colour_is_a_palette_of_one(recipe):
    palette = extract_palette(flat((74, 1, 7)), recipe)
    assert [(swatch.hex, swatch.share) for swatch in palette.swatches] == [("#4a0107", 1.0)]
    assert palette.measures.mean == 0


@pytest.mark.parametrize("method", [key for key, method in METHODS.items() if method.finds_size])
def test_auto_gives_what_the_method_finds(still, method):
    palette = extract_palette(still, f"{method}-oklab-auto")
    assert 1 <= len(palette.swatches) <= 64
    assert not palette.note


def test_darkest_and_brightest_leave_colours_out():
    picture = stripes((0, 0, 0), (120, 60, 40), (255, 255, 255))
    palette = extract_palette(picture, "kmeans-oklab-8,darkest=0.1,brightest=0.9")
    assert [swatch.rgb for swatch in palette.swatches] == [(120, 60, 40)]
    assert palette.swatches[0].share == 1


def test_a_selection_that_leaves_nothing_says_so():
    with pytest.raises(EngineError) as caught:
        extract_palette(flat((0, 0, 0)), "kmeans-oklab-8,darkest=0.1")
    assert caught.value.code == "nothing_left"


def test_without_snap_a_swatch_is_its_groups_mean():
    picture = stripes((100, 100, 100), (110, 110, 110))
    snapped = extract_palette(picture, "kmeans-rgb-1").swatches[0]
    free = extract_palette(picture, "kmeans-rgb-1,snap=off").swatches[0]
    assert snapped.rgb in {(100, 100, 100), (110, 110, 110)}
    assert free.rgb == (105, 105, 105)


def test_a_swatch_tells_its_colour_in_other_terms():
    swatch = extract_palette(flat((255, 0, 0))).swatches[0]
    assert swatch.rgb == (255, 0, 0)
    assert swatch.oklab == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-5)
    assert swatch.oklch == pytest.approx((0.62796, 0.25768, 29.2339), abs=1e-4)
    assert swatch.name == "red"
    assert swatch.accent is False


SCRIPT = """
import sys
from palettes.engine import METHODS, extract_palette, sample_picture
sample = sample_picture(sys.argv[1])
for method in METHODS.values():
    space = (method.spaces or ("oklab",))[0]
    print(extract_palette(sample, f"{method.key}-{space}-8").swatches)
print([name for name in sys.modules if name.startswith(("django", "catalog"))])
"""


def test_palettes_do_not_depend_on_the_number_of_threads_and_need_no_django(tmp_path):
    path = tmp_path / "still.jpg"
    path.write_bytes(encoded(photograph(2, (640, 360)), "JPEG"))
    outputs = []
    for threads in ("1", "2"):
        limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", SCRIPT, str(path)],
            env=os.environ | limits | {"PYTHONPATH": os.getcwd()},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert outputs[0].splitlines()[-1] == "[]"
