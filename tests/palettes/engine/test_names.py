import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palettes.engine import colour_name
from palettes.engine.names import colour_names, oklab_of_hex


def test_names_are_many_unique_and_plain():
    names = colour_names()
    assert len(names) >= 200
    assert len(set(names.values())) == len(names)
    assert all(name == name.lower().strip() and "-" not in name for name in names)


def test_every_named_colour_has_its_own_name():
    for name, value in colour_names().items():
        assert colour_name(value) == name


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name_not_far_away(value):
    text = f"#{value:06x}"
    step = np.subtract(oklab_of_hex(text), oklab_of_hex(colour_names()[colour_name(text)]))
    assert np.sqrt((step**2).sum()) < 0.15


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("#000000", "black"),
        ("#ffffff", "white"),
        ("#FF0000", "red"),
        ("#4a0107", "oxblood"),
        ("#947233", "bronze"),
        ("#147a7c", "teal"),
        ("#a9b0e6", "periwinkle"),
        ("#c28c30", "ochre"),
    ],
)
def test_familiar_colours_get_the_name_one_expects(value, name):
    assert colour_name(value) == name
