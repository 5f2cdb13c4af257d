import numpy as np
import pytest
from coloraide.everything import ColorAll
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from palettes.engine import DIFFERENCES, SPACES

from .reference import rows

every_difference = pytest.mark.parametrize(
    "difference", DIFFERENCES.values(), ids=list(DIFFERENCES)
)
lab = arrays(np.float64, (4, 3), elements=st.floats(-60, 90))

# Five of the 34 pairs of Sharma, Wu and Dalal (2005), table 1: the ones that catch most errors.
PAIRS = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_ciede2000_gives_the_published_values(first, second, expected):
    found = DIFFERENCES["ciede2000"].between(np.array(first, float), np.array(second, float))
    assert round(float(found), 4) == expected


def test_ciede2000_gives_all_values_of_the_reference_file():
    for row in rows("ciede2000.tsv"):
        first = np.array([float(row[axis + "1"]) for axis in "Lab"])
        second = np.array([float(row[axis + "2"]) for axis in "Lab"])
        found = DIFFERENCES["ciede2000"].between(first, second)
        assert round(float(found), 4) == float(row["dE00"]), row


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("cie76", {"method": "76", "space": "lab-d65"}),
        ("ciede2000", {"method": "2000", "space": "lab-d65"}),
        ("hyab", {"method": "hyab", "space": "lab-d65"}),
    ],
)
def test_a_difference_agrees_with_an_independent_library(key, options):
    dice = np.random.default_rng(8)
    first, second = dice.random((40, 3)), dice.random((40, 3))
    cielab = SPACES["cielab"]
    ours = DIFFERENCES[key].between(cielab.from_rgb(first), cielab.from_rgb(second))
    theirs = [
        ColorAll("srgb", list(a)).delta_e(ColorAll("srgb", list(b)), **options)
        for a, b in zip(first, second, strict=True)
    ]
    assert ours == pytest.approx(theirs, abs=1e-4)


def test_cie94_agrees_with_an_independent_library_where_chromas_are_equal():
    dice = np.random.default_rng(9)
    hues, light = dice.uniform(0, 2 * np.pi, (2, 20)), dice.uniform(20, 80, (2, 20))
    chroma = dice.uniform(5, 60, 20)
    first, second = (
        np.stack([light[i], chroma * np.cos(hues[i]), chroma * np.sin(hues[i])], axis=1)
        for i in (0, 1)
    )
    theirs = [
        ColorAll("lab-d65", list(a)).delta_e(
            ColorAll("lab-d65", list(b)), method="94", space="lab-d65"
        )
        for a, b in zip(first, second, strict=True)
    ]
    assert DIFFERENCES["cie94"].between(first, second) == pytest.approx(theirs, abs=1e-6)


@every_difference
@given(first=lab, second=lab)
def test_a_difference_is_symmetric_never_negative_and_zero_to_itself(difference, first, second):
    there, back = difference.between(first, second), difference.between(second, first)
    assert (there >= 0).all()
    assert np.isfinite(there).all()
    assert difference.between(first, first) == pytest.approx(0, abs=1e-9)
    assert there == pytest.approx(back, abs=1e-9)


@every_difference
@given(first=lab, second=lab)
def test_a_matrix_holds_every_pair(difference, first, second):
    matrix = difference.matrix(first, second[:3])
    assert matrix.shape == (4, 3)
    for row, column in np.ndindex(4, 3):
        single = difference.between(first[row], second[column])
        assert matrix[row, column] == pytest.approx(float(single), abs=1e-9)


@every_difference
def test_a_difference_is_known_by_its_key_and_home(difference):
    assert DIFFERENCES[difference.key] is difference
    assert not difference.home or difference.home in SPACES
    assert difference.title
    assert difference.source
