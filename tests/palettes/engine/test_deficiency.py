"""Simulated deficiencies, beside those of coloraide."""

import numpy as np
import pytest
from coloraide import Color

from palettes.engine.deficiency import DEFICIENCIES
from palettes.engine.spaces import SPACES

ORACLE = {
    "protanopia": ("protan", "vienot"),
    "deuteranopia": ("deutan", "vienot"),
    "tritanopia": ("tritan", "brettel"),
}
GRID = (
    np.array(
        [(r, g, b) for r in range(0, 256, 51) for g in range(0, 256, 51) for b in range(0, 256, 51)]
    )
    / 255
)


def expected(rgb: np.ndarray, name: str, method: str) -> list[float]:
    linear = Color("srgb", list(rgb)).convert("srgb-linear")
    seen = linear.filter(name, method=method, space="srgb-linear").coords()
    return Color("srgb-linear", list(np.clip(seen, 0, 1))).convert("srgb").coords()


@pytest.mark.parametrize("key", ORACLE)
def test_colours_are_seen_as_the_published_method_says(key: str) -> None:
    seen = DEFICIENCIES[key].simulate(GRID)
    for colour, ours in zip(GRID, seen, strict=True):
        if not key.startswith("trit") or np.ptp(colour):  # greys lie on the dividing plane
            assert ours == pytest.approx(expected(colour, *ORACLE[key]), abs=0.5 / 255)


def test_without_cones_luminance_alone_is_seen() -> None:
    seen = DEFICIENCIES["achromatopsia"].simulate(GRID)
    assert np.ptp(seen, axis=1).max() < 1e-12
    linear = [Color("srgb", list(colour)).luminance() for colour in GRID]
    assert SPACES["linear_rgb"].from_rgb(seen)[:, 0] == pytest.approx(linear, abs=1e-3)


@pytest.mark.parametrize("key", DEFICIENCIES)
def test_greys_stay_as_they_are_and_nothing_leaves_the_gamut(key: str) -> None:
    greys = np.repeat(np.linspace(0, 1, 17)[:, None], 3, axis=1)
    one = DEFICIENCIES[key]
    assert one.simulate(greys) == pytest.approx(greys, abs=0.5 / 255)
    seen = one.simulate(GRID)
    assert seen.min() >= 0
    assert seen.max() <= 1


@pytest.mark.parametrize("key", DEFICIENCIES)
def test_what_was_seen_once_does_not_change_when_seen_again(key: str) -> None:
    once = DEFICIENCIES[key].simulate(GRID)
    inside = ((once > 0.02) & (once < 0.98)).all(axis=1)  # clipping moves colours off the plane
    again = DEFICIENCIES[key].simulate(once[inside])
    assert inside.sum() > 20
    assert again == pytest.approx(once[inside], abs=2 / 255)
