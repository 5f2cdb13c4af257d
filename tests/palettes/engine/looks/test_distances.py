import itertools
import pickle
from base64 import b64decode

import numpy as np
import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from palettes.engine import (
    LOOK_DISTANCES,
    EngineError,
    EngineLook,
    Swatch,
    look_distance,
    look_of,
    sample_picture,
)
from palettes.engine.looks.centre import CENTRE
from palettes.engine.looks.signature import unpack_signature
from tests.palettes.engine.pictures import flat, photograph, stripes

every_distance = pytest.mark.parametrize("key", list(LOOK_DISTANCES))
HOSTILE = {
    "one colour": flat((200, 30, 30)),
    "all black": flat((0, 0, 0)),
    "all white": flat((255, 255, 255)),
    "one pixel": flat((10, 20, 30), (1, 1)),
    "two pixels": stripes((0, 0, 255), (255, 255, 0), size=(2, 1)),
    "grey": flat(128, mode="L"),
    "mostly glass": Image.new("RGBA", (9, 9), (0, 255, 0, 255)),
    "purest": stripes((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 0, 255)),
}


@pytest.fixture(scope="module")
def looks():
    return [look_of(photograph(seed, (96, 60))) for seed in range(5)] + [
        look_of(image) for image in HOSTILE.values()
    ]


@every_distance
def test_a_distance_is_symmetric_and_zero_to_itself(key, looks):
    entry = LOOK_DISTANCES[key]
    for a, b in itertools.combinations(looks, 2):
        there, back = entry.between(a, b), entry.between(b, a)
        assert there == pytest.approx(back, abs=1e-9)
        assert 0 <= there <= entry.top
    for look in looks:
        assert entry.between(look, look) == 0


@every_distance
def test_the_triangle_inequality_holds_where_it_is_promised(key, looks):
    entry = LOOK_DISTANCES[key]
    if not entry.metric:
        pytest.skip("not promised")
    count = len(looks)
    table = np.array([[entry.between(a, b) for b in looks] for a in looks])
    for i, j, k in itertools.product(range(count), repeat=3):
        assert table[i, k] <= table[i, j] + table[j, k] + 1e-6


@every_distance
def test_an_entry_says_what_it_is(key):
    entry = LOOK_DISTANCES[key]
    assert entry.key == key
    assert entry.title
    assert entry.summary
    assert entry.source
    assert entry.unit


def test_an_unknown_distance_is_an_error_that_names_the_choices(looks):
    with pytest.raises(EngineError, match="signature, emd"):
        look_distance(looks[0], looks[1], "nearness")


def test_the_signatures_distance_is_half_the_chord_seen_from_the_middle(looks):
    middle = unpack_signature(b64decode(CENTRE)).astype(float)
    a, b = (look.signature - middle for look in looks[:2])
    cosine = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    expected = np.sqrt((1 - cosine) / 2)
    assert look_distance(looks[0], looks[1]) == pytest.approx(expected, abs=0.001)


def test_pictures_with_nothing_in_common_are_at_the_end():
    black, white = look_of(flat((0, 0, 0))), look_of(flat((255, 255, 255)))
    assert look_distance(black, white) > 0.6
    assert look_distance(black, white, "intersection") == pytest.approx(1)
    assert look_distance(black, white, "emd") == pytest.approx(1, abs=1e-6)
    assert look_distance(black, white, "palette") == pytest.approx(100)
    assert look_distance(black, white, "bures") == pytest.approx(1, abs=1e-6)


@settings(max_examples=25)
@given(st.tuples(*[st.integers(0, 0xFFFFFF)] * 2))
def test_between_single_colours_distances_are_those_of_an_independent_library(values):
    first, second = (f"#{value:06x}" for value in values)
    a, b = (look_of(flat(colour), [Swatch(colour, 1.0)]) for colour in (first, second))
    oklab = Color(first).distance(second, space="oklab")
    assert look_distance(a, b, "emd") == pytest.approx(oklab, abs=1e-5)
    assert look_distance(a, b, "bures") == pytest.approx(oklab, abs=1e-5)
    theirs = Color(first).delta_e(second, method="2000", space="lab-d65")
    assert look_distance(a, b, "palette") == pytest.approx(theirs, abs=1e-3)


def test_along_one_axis_bures_is_the_distance_of_normal_distributions(looks):
    # Greys alone: |m1 - m2|^2 + (s1 - s2)^2.
    a, b = look_of(stripes((0, 0, 0), (255, 255, 255))), look_of(flat((0, 0, 0)))
    assert look_distance(a, b, "bures") == pytest.approx(np.hypot(0.5, 0.5), abs=1e-6)


def test_a_kept_look_is_the_look(looks):
    look = looks[0]
    kept = EngineLook.kept(look.packed_signature, look.statistics.as_dict(), look.swatches)
    assert len(look.packed_signature) == 972
    for key in LOOK_DISTANCES:
        assert look_distance(look, kept, key) == 0
    for key in LOOK_DISTANCES:
        assert look_distance(pickle.loads(pickle.dumps(look)), look, key) == 0
    with pytest.raises(AttributeError, match="palette"):
        _ = EngineLook.kept(look.packed_signature, look.statistics.as_dict()).swatches
    with pytest.raises(ValueError, match="486"):
        EngineLook.kept(b"1234", look.statistics.as_dict())


def test_a_path_a_sample_and_bytes_give_the_same_look(tmp_path):
    path = tmp_path / "still.png"
    photograph(1).save(path)
    first = look_of(path)
    for other in (str(path), path.read_bytes(), sample_picture(path)):
        assert look_distance(first, look_of(other)) == 0
        assert look_of(other).statistics == first.statistics


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_has_a_finite_look(name):
    look = look_of(HOSTILE[name])
    assert np.isfinite(look.signature).all()
    assert np.square(look.signature, dtype=float).sum() == pytest.approx(1, abs=0.002)
    for key, value in look.statistics.as_dict().items():
        if key != "harmony":
            assert np.isfinite(np.array(value, float)).all(), key
