import itertools
from xml.dom import minidom

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from palettes import strips
from palettes.engine import ExtractedPalette, Swatch, resolve_recipe
from palettes.templatetags.palettes import strip


@st.composite
def palettes(draw) -> list[Swatch]:
    raw = draw(st.lists(st.integers(1, 10_000), min_size=1, max_size=16))
    accents = draw(st.lists(st.booleans(), min_size=len(raw), max_size=len(raw)))
    total = sum(raw)
    return [Swatch("#123456", n / total, accent) for n, accent in zip(raw, accents, strict=True)]


@given(palettes(), st.sampled_from(sorted(strips.SIZES)))
def test_a_strip_is_filled_from_end_to_end(swatches: list[Swatch], size: str) -> None:
    drawn = strips.layout(swatches, strips.SIZES[size])
    assert [segment.swatch for segment in drawn] == swatches
    assert drawn[0].x == 0
    for before, after in itertools.pairwise(drawn):
        assert after.x == pytest.approx(before.x + before.width, abs=0.002)
    assert drawn[-1].x + drawn[-1].width == pytest.approx(100, abs=0.01)
    assert all(segment.width > 0 for segment in drawn)


def test_widths_are_shares_without_narrow_accents() -> None:
    swatches = [Swatch("#000000", 0.75), Swatch("#ffffff", 0.25)]
    assert [s.width for s in strips.layout(swatches, strips.SIZES["film"])] == [75, 25]


def test_a_narrow_accent_is_widened_to_what_can_be_seen() -> None:
    size = strips.SIZES["card"]
    swatches = [Swatch("#000000", 0.6), Swatch("#ffffff", 0.395), Swatch("#ff0000", 0.005, True)]
    black, white, red = strips.layout(swatches, size)
    assert red.width * size.width / 100 == pytest.approx(size.accent, abs=0.01)
    assert black.width / white.width == pytest.approx(0.6 / 0.395, abs=0.001)


@pytest.mark.parametrize("size", [key for key, one in strips.SIZES.items() if one.folds])
def test_on_a_phone_an_accent_of_a_wide_strip_is_eighteen_pixels_wide(size: str) -> None:
    swatches = [Swatch("#000000", 0.6), Swatch("#ffffff", 0.395), Swatch("#ff0000", 0.005, True)]
    black, white, red = strips.layout(swatches, strips.SIZES[size].narrow)
    assert red.width * 358 / 100 == pytest.approx(18, abs=0.01)
    assert black.width / white.width == pytest.approx(0.6 / 0.395, abs=0.001)


@pytest.mark.parametrize(("share", "drawn"), [(0.01, 2), (0.2, 1)], ids=["narrow", "wide"])
def test_a_strip_is_laid_out_twice_only_for_an_accent_that_needs_it(share, drawn) -> None:
    rest = (Swatch("#000000", 0.7), Swatch("#ffffff", 0.3 - share))
    palette = ExtractedPalette(
        (*rest, Swatch("#ff0000", share, True)), resolve_recipe("accent-oklab-3")
    )
    soup = BeautifulSoup(strip(palette, "film"), "lxml")
    assert len(soup.select("[fill='#ff0000']")) == drawn
    assert len(BeautifulSoup(strip(palette, "card"), "lxml").select("[fill='#ff0000']")) == 1


def test_a_strip_of_nothing_is_nothing() -> None:
    assert strips.layout([], strips.SIZES["card"]) == []


def test_a_share_too_small_to_write_is_written_as_text() -> None:
    swatches = (Swatch("#000000", 0.9999), Swatch("#ff0000", 0.0001, True))
    drawn = strip(ExtractedPalette(swatches, resolve_recipe("accent-oklab-2")), "film")
    red = minidom.parseString(drawn).getElementsByTagName("title")[-1]
    assert "<0.1 %" in red.firstChild.data
