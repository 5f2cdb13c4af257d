import numpy as np
import pytest
from coloraide.everything import ColorAll
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from palettes.engine import SPACES
from palettes.engine.arrays import mix
from palettes.engine.spaces.cielab import TO_XYZ
from palettes.engine.spaces.oklab import TO_LAB
from palettes.engine.spaces.transfer import to_encoded, to_linear

from .reference import rows

CORNERS = np.array([[r, g, b] for r in (0.0, 1.0) for g in (0.0, 1.0) for b in (0.0, 1.0)])
EVERY_32ND = np.stack(np.meshgrid(*[np.arange(0, 256, 32) / 255] * 3), axis=-1).reshape(-1, 3)
every_space = pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)


def cone(hue, chroma, height):
    angle = np.deg2rad(hue)
    return [chroma * np.cos(angle), chroma * np.sin(angle), height]


def in_coloraide(key, rgb):
    """What coloraide says, brought to our axes."""
    colour = ColorAll("srgb", list(rgb))
    if key == "hsv":
        hue, saturation, value = colour.convert("hsv")[:3]
        return cone(np.nan_to_num(hue), saturation * value, value)
    if key == "hsl":
        hue, saturation, light = colour.convert("hsl")[:3]
        return cone(np.nan_to_num(hue), saturation * (1 - abs(2 * light - 1)), light)
    if key == "hsv_raw":
        hue, saturation, value = colour.convert("hsv")[:3]
        return [np.nan_to_num(hue) / 360, saturation, value]
    names = {
        "linear_rgb": "srgb-linear",
        "cam16_ucs": "cam16-ucs",
        "rgb": "srgb",
        "cielab": "lab-d65",
        "oklab": "oklab",
    }
    return colour.convert(names[key])[:3]


@every_space
def test_a_space_agrees_with_an_independent_library(space):
    rgb = np.random.default_rng(4).random((60, 3))
    ours = space.from_rgb(rgb)
    theirs = np.array([in_coloraide(space.key, colour) for colour in rgb])
    assert np.abs(ours - theirs).max() / space.span < 1e-6


@every_space
@given(rgb=arrays(np.float64, (5, 3), elements=st.floats(0, 1)))
def test_a_space_round_trips(space, rgb):
    back = space.to_rgb(space.from_rgb(rgb))
    # A raw hue is lost at grey, to rounding only; everything else comes back.
    assert np.abs(back - rgb).max() < 1e-6


@every_space
def test_the_declared_ranges_hold_over_the_gamut_and_are_tight(space):
    coordinates = space.from_rgb(np.concatenate([CORNERS, EVERY_32ND]))
    low, high = np.array(space.ranges).T
    slack = 1e-2 * (high - low)
    assert (coordinates >= low - slack).all()
    assert (coordinates <= high + slack).all()


@every_space
def test_span_is_the_distance_from_black_to_white(space):
    black, white = space.from_rgb(np.array([[0.0, 0, 0], [1.0, 1, 1]]))
    assert np.sqrt(((white - black) ** 2).sum()) == pytest.approx(space.span, rel=1e-3)


@every_space
def test_a_space_is_known_by_its_key_and_says_where_it_comes_from(space):
    assert SPACES[space.key] is space
    assert space.title
    assert space.summary
    assert space.source


def test_hue_is_an_angle_in_the_hsv_cone():
    reds = np.array([[1.0, 0.02, 0.0], [1.0, 0.0, 0.02]])
    first, second = SPACES["hsv"].from_rgb(reds)
    assert np.abs(first - second).max() < 0.05


def test_oklab_of_published_colours():
    values = np.array([[1.0, 1, 1], [17 / 255] * 3, [1.0, 0, 0]])
    expected = [[1, 0, 0], [0.177637773, 0, 0], [0.627955364, 0.224863068, 0.125846277]]
    assert SPACES["oklab"].from_rgb(values) == pytest.approx(np.array(expected), abs=2e-6)


def test_oklab_matches_the_reference_file():
    to_rgb = np.linalg.inv(np.array(TO_XYZ))
    for row in rows("oklab.tsv"):
        given_values = np.array([[float(row["in1"]), float(row["in2"]), float(row["in3"])]])
        expected = [float(row["L"]), float(row["a"]), float(row["b"])]
        if row["from"] == "XYZ_D65":
            rgb = to_encoded(given_values @ to_rgb.T)
        else:
            rgb = given_values / 255
        # The original matrices carry ten digits and another rounding of the white point.
        assert SPACES["oklab"].from_rgb(rgb)[0] == pytest.approx(expected, abs=2e-4), row


def test_the_transfer_function_round_trips_outside_the_gamut_too():
    values = np.linspace(-0.5, 1.5, 401)
    assert to_encoded(to_linear(values)) == pytest.approx(values, abs=1e-9)


def test_mixing_equals_the_matrix_product():
    points = np.random.default_rng(1).random((7, 3))
    assert mix(TO_LAB, points) == pytest.approx(points @ np.array(TO_LAB).T)
