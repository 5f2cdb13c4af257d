import coloraide
import pytest

from palettes.engine import Swatch
from palettes.engine.contrast import Pair, pairs
from tests.palettes.engine.exporters.palettes import palette


def test_black_on_white_is_twenty_one() -> None:
    (pair,) = pairs([Swatch("#000000", 0.5), Swatch("#ffffff", 0.5)])
    assert (pair.lighter.hex, pair.darker.hex) == ("#ffffff", "#000000")
    assert pair.shown == "21.00"
    assert pair.passes == (True, True, True)


def test_ratios_are_those_of_another_implementation() -> None:
    swatches = palette(12)
    found = pairs(swatches)
    assert len(found) == 66
    assert [p.ratio for p in found] == sorted((p.ratio for p in found), reverse=True)
    for pair in found:
        said = coloraide.Color(pair.lighter.hex).contrast(pair.darker.hex, method="wcag21")
        assert pair.ratio == pytest.approx(said, abs=2e-3)


def test_a_ratio_is_not_rounded_up_to_a_level() -> None:
    near = Pair(Swatch("#ffffff", 1.0), Swatch("#777777", 1.0), 4.4999)
    assert near.shown == "4.49"
    assert near.passes == (True, False, False)


def test_one_colour_has_no_pairs() -> None:
    assert pairs([Swatch("#777777", 1.0)]) == []
