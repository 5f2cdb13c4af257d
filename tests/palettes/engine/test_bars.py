import numpy as np
import pytest
from PIL import Image

from palettes.engine import extract_palette, sample_picture

from .pictures import encoded, framed, photograph


@pytest.mark.parametrize("level", [0, 16, 30])
@pytest.mark.parametrize(
    "bars", [{"top": 40, "bottom": 40}, {"left": 70, "right": 70}, {"top": 25, "bottom": 27}]
)
def test_bars_are_found_and_left_out(level, bars):
    picture = framed(photograph(3, (640, 400)), colour=(level,) * 3, **bars)
    left, top, right, bottom = sample_picture(picture).box
    expected = (
        bars.get("left", 0),
        bars.get("top", 0),
        picture.width - bars.get("right", 0),
        picture.height - bars.get("bottom", 0),
    )
    assert np.abs(np.subtract((left, top, right, bottom), expected)).max() <= 6


def test_bars_on_all_four_sides_are_found():
    picture = framed(photograph(3, (640, 400)), 50, 50, 80, 80)
    left, top, right, bottom = sample_picture(picture).box
    assert np.abs(np.subtract((left, top, right, bottom), (80, 50, 720, 450))).max() <= 6


def test_noisy_bars_of_a_jpeg_are_found():
    picture = framed(photograph(3, (1280, 544)), 88, 88, colour=(14, 13, 16))
    _, top, _, bottom = sample_picture(encoded(picture, "JPEG", quality=60)).box
    assert abs(top - 88) <= 9
    assert abs(bottom - 632) <= 9


def test_bars_do_not_change_the_palette_and_black_is_not_in_it():
    bare = photograph(5, (640, 400))
    barred = framed(bare, 60, 60)
    swatches = extract_palette(barred).swatches
    assert min(swatch.oklab[0] for swatch in swatches) > 0.1


def night(lamp):
    """A black scene with a lamp: its upper and lower thirds are as flat as bars."""
    array = np.full((300, 400, 3), 8, dtype=np.uint8)
    array[140:160, lamp : lamp + 40] = (250, 220, 150)
    return Image.fromarray(array)


@pytest.mark.parametrize("lamp", [20, 180])
def test_a_dark_scene_stays_whole(lamp):
    assert sample_picture(night(lamp)).box == (0, 0, 400, 300)


def test_a_fade_from_black_stays_whole():
    ramp = np.abs(np.linspace(-1, 1, 300))
    light = (255 * (1 - ramp) ** 2).astype(np.uint8)
    picture = Image.fromarray(np.repeat(np.repeat(light[:, None], 400, 1)[..., None], 3, 2))
    assert sample_picture(picture).box == (0, 0, 400, 300)


def test_one_dark_side_alone_is_not_a_bar():
    picture = framed(photograph(3, (640, 400)), bottom=80)
    assert sample_picture(picture).box == (0, 0, 640, 480)


def test_light_borders_are_part_of_the_picture():
    picture = framed(photograph(3, (640, 400)), 60, 60, colour=(230, 230, 230))
    assert sample_picture(picture).box == (0, 0, 640, 520)


def test_an_all_black_picture_is_a_palette_of_black():
    palette = extract_palette(Image.new("RGB", (400, 300)))
    assert [swatch.hex for swatch in palette.swatches] == ["#000000"]
