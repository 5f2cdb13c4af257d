"""What single formats keep beside the colours."""

import csv
import io
import json
import struct

import numpy as np
import pytest
from PIL import Image

from palettes.engine import Swatch
from palettes.engine.exporters import EXPORTERS
from palettes.engine.exporters.colophon import readable
from palettes.engine.exporters.poster import WIDEST, still_with_palette
from tests.palettes.engine.exporters.palettes import HOSTILE, palette
from tests.palettes.engine.exporters.readers import aco_colours, ase_groups, procreate_palette

RING = [Swatch("#2b2a29", 0.6), Swatch("#14787b", 0.395), Swatch("#c3132f", 0.005, accent=True)]
NAMES = ["soot", "teal", "crimson"]
TITLE = 'Ōkami & "Söhne", 狼 🎬'


def test_adobe_programs_get_title_and_names() -> None:
    (group,) = ase_groups(EXPORTERS["ase"].export(RING, TITLE))
    assert (group["name"], group["type"]) == (TITLE, "Color Group")
    assert [one["name"] for one in group["swatches"]] == NAMES
    assert {one["type"] for one in group["swatches"]} == {"Process"}


def test_an_exchange_file_counts_its_blocks() -> None:
    content = EXPORTERS["ase"].export(RING, TITLE)
    assert struct.unpack(">4s2HI", content[:12]) == (b"ASEF", 1, 0, len(RING) + 2)


def test_photoshop_gets_names_and_older_versions_the_colours() -> None:
    first, second = aco_colours(EXPORTERS["aco"].export(RING, TITLE))
    assert [colour for colour, _ in first] == [swatch.hex for swatch in RING]
    assert second == [(swatch.hex, name) for swatch, name in zip(RING, NAMES, strict=True)]


def test_procreate_gets_the_title_and_at_most_thirty_colours() -> None:
    found = procreate_palette(EXPORTERS["procreate"].export(palette(64), TITLE))
    assert found["name"] == TITLE
    assert len(found["swatches"]) == 30


def test_json_keeps_everything() -> None:
    document = json.loads(EXPORTERS["json"].export(RING, TITLE))
    assert document["title"] == TITLE
    assert document["swatches"][2] == {
        "hex": "#c3132f",
        "rgb": [195, 19, 47],
        "oklab": pytest.approx([0.518, 0.195, 0.08], abs=0.01),
        "share": 0.005,
        "accent": True,
        "name": "crimson",
    }


def test_csv_keeps_shares_accents_and_names() -> None:
    text = EXPORTERS["csv"].export(RING, TITLE).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"] for row in rows] == NAMES
    assert [float(row["share"]) for row in rows] == [0.6, 0.395, 0.005]
    assert [row["accent"] for row in rows] == ["no", "no", "yes"]


def test_gimp_gets_title_and_names() -> None:
    lines = EXPORTERS["gpl"].export(RING, TITLE).decode().splitlines()
    assert lines[:2] == ["GIMP Palette", f"Name: {TITLE}"]
    assert [line.partition("\t")[2] for line in lines[4:]] == NAMES


def test_a_picture_of_the_strip_has_notched_accents() -> None:
    with Image.open(io.BytesIO(EXPORTERS["png"].export(RING))) as picture:
        alpha = np.asarray(picture)[..., 3]
    clear = np.flatnonzero(alpha[-1] < 128)
    assert 12 <= len(clear) <= 20
    assert clear.min() > alpha.shape[1] * 0.97
    assert (alpha[0] == 255).all()


def still(width: int, height: int) -> Image.Image:
    return Image.new("RGB", (width, height), "#2b2a29")


@pytest.mark.parametrize(("width", "height"), [(16, 16), (320, 180), (1440, 602), (5000, 200)])
@pytest.mark.parametrize("size", [1, 8, 64])
def test_a_still_has_its_palette_under_it(width: int, height: int, size: int) -> None:
    swatches = palette(size)
    content = still_with_palette(still(width, height), swatches)
    assert content == still_with_palette(still(width, height), swatches)
    with Image.open(io.BytesIO(content)) as picture:
        pixels = np.asarray(picture)
    shown = min(width, WIDEST)
    left = (pixels.shape[1] - shown) // 2
    top = left
    assert (pixels[top, left] == (0x2B, 0x2A, 0x29)).all()
    below = top + round(height * shown / width)
    band = pixels[below : below + max(24, shown // 12), left : left + shown]
    found = {bytes(pixel) for pixel in band.reshape(-1, 3)}
    if width >= 320:  # narrower than the number of colours, a strip cannot show them all
        assert {bytes(swatch.rgb) for swatch in swatches} <= found


def below(width: int, lines: list[str]) -> np.ndarray:
    """The picture's part under the strip and its labels, when lines are written there."""
    bare = Image.open(io.BytesIO(still_with_palette(still(width, width // 2), RING)))
    content = still_with_palette(still(width, width // 2), RING, lines=lines)
    with Image.open(io.BytesIO(content)) as picture:
        pixels = np.asarray(picture.convert("L")).astype(int)
    return pixels[bare.height - width // 72 :]


@pytest.mark.parametrize("width", [320, 1440])
def test_lines_are_written_below_everything_else(width: int) -> None:
    written = below(width, ["Ember (1961), still 2", "Lab, CC0 1.0"])
    assert written.max() > 180
    row = written[(written > 60).any(axis=1)]
    assert 0 < len(row) < written.shape[0]
    # Title at the left, credit at the right: they share a line.
    assert (row[:, : width // 4] > 60).any()
    assert (row[:, -width // 4 :] > 60).any()


def test_a_long_credit_takes_lines_of_its_own() -> None:
    one = below(320, ["Ember", "Lab, CC0"])
    more = below(320, ["Ember", "A very long credit of a very long list of people, CC BY 4.0"])
    assert len(more) > len(one)


def test_letters_that_the_face_has_not_are_never_boxes() -> None:
    box = below(1440, ["Ember \uffff"])
    assert (below(1440, ["狼 Ember 狼"]) == below(1440, ["Ember"])).all()
    assert (below(1440, ["Ōkami"]) == below(1440, ["Okami"])).all() or readable("Ō", 20) == "Ō"
    assert (box == below(1440, ["Ember"])).all()
    assert below(1440, ["狼"]).shape == below(1440, []).shape


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_stills_credit_goes_with_it(title: str) -> None:
    texts = {"Title": title, "Copyright": "CC BY 4.0"}
    content = still_with_palette(still(320, 180), RING, texts, list(texts.values()))
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.text["Copyright"] == "CC BY 4.0"
        assert len(picture.text.get("Title", "")) <= 120
