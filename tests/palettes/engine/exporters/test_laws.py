"""What holds for every exporter."""

import re
from itertools import groupby, pairwise

import pytest

from palettes.engine import Swatch
from palettes.engine.exporters import EXPORTERS, Exporter
from palettes.engine.exporters.columns import columns
from palettes.engine.exporters.naming import LONGEST, identifiers, names, plain
from tests.palettes.engine.exporters.palettes import ALIKE, HOSTILE, PALETTES, palette
from tests.palettes.engine.exporters.readers import READERS

every = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS.keys())
each_palette = pytest.mark.parametrize("swatches", PALETTES.values(), ids=PALETTES.keys())
titles = pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))


@every
def test_an_exporter_says_what_it_makes(exporter: Exporter) -> None:
    assert EXPORTERS[exporter.key] is exporter
    assert re.fullmatch(r"[a-z]+", exporter.key)
    assert re.fullmatch(r"[a-z]+", exporter.extension)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", exporter.media_type)
    assert exporter.title
    assert exporter.summary
    assert exporter.source


@every
@each_palette
def test_a_reader_finds_every_colour_in_order(exporter: Exporter, swatches: list[Swatch]) -> None:
    found = READERS[exporter.key](exporter.export(swatches, "Amber Hour"))
    colours = [swatch.hex for swatch in swatches[: exporter.most]]
    if exporter.key == "png":  # two of one colour side by side look like one
        colours = [colour for colour, _ in groupby(colours)]
    assert found == colours


@every
@titles
def test_a_title_changes_no_colour(exporter: Exporter, title: str) -> None:
    swatches = palette(8)
    found = READERS[exporter.key](exporter.export(swatches, title))
    assert found == [swatch.hex for swatch in swatches]


@every
@titles
def test_a_title_makes_no_file_large_and_no_text_undecodable(
    exporter: Exporter, title: str
) -> None:
    content = exporter.export(palette(8), title)
    assert len(content) < 8_000
    if not exporter.binary:
        text = content.decode("utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202e]", text)
        assert exporter.key == "gpl" or "</style" not in text


@every
def test_the_same_palette_gives_the_same_bytes(exporter: Exporter) -> None:
    assert exporter.export(palette(20), "Twice") == exporter.export(palette(20), "Twice")


@every
def test_no_colours_make_no_file(exporter: Exporter) -> None:
    with pytest.raises(ValueError, match="at least one colour"):
        exporter.export([], "Nothing")


def test_names_are_unique_and_identifiers_are_words() -> None:
    assert names(ALIKE) == ["teal", "teal 2", "teal 3"]
    assert identifiers([Swatch("#c68a4f", 0.5), *ALIKE]) == [
        "raw-sienna",
        "teal",
        "teal-2",
        "teal-3",
    ]
    for swatches in PALETTES.values():
        found = identifiers(swatches)
        assert len(set(found)) == len(swatches)
        assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name) for name in found)


@titles
def test_a_plain_title_is_one_short_line(title: str) -> None:
    line = plain(title)
    assert len(line) <= LONGEST
    assert line == plain(line)
    assert line.isprintable() or "\u200d" in line


def test_letters_of_every_script_stay() -> None:
    assert plain("Ōkami, 狼, Волк, ذئب") == "Ōkami, 狼, Волк, ذئب"


@pytest.mark.parametrize("width", [300, 1200])
@each_palette
def test_columns_fill_the_width_and_keep_the_order(width: int, swatches: list[Swatch]) -> None:
    found = columns(swatches, width, 4, 12)
    assert [place.swatch for place in found] == swatches
    assert found[0].left == 0
    assert found[-1].right == width
    assert all(place.width >= 4 for place in found)
    assert all(b.left == a.right for a, b in pairwise(found))


def test_columns_are_as_wide_as_shares_say_and_accents_wide_enough_to_see() -> None:
    swatches = [Swatch("#000000", 0.75), Swatch("#808080", 0.245), Swatch("#ff0000", 0.005, True)]
    assert [place.width for place in columns(swatches, 1000, 2)] == [750, 245, 5]
    assert columns(swatches, 1000, 2, 20)[-1].width == 20


def test_columns_without_shares_are_alike() -> None:
    swatches = [Swatch("#000000", 0.0), Swatch("#808080", 0.0)]
    assert [place.width for place in columns(swatches, 1000, 2)] == [500, 500]
