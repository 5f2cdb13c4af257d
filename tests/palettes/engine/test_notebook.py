"""What a notebook shows of what the engine gives."""

from xml.etree import ElementTree

from palettes.engine import extract_palette, look_of, sample_picture

from .pictures import encoded, flat, stripes


def parsed(html):
    return ElementTree.fromstring(f"<html>{html}</html>")


def test_a_palette_shows_its_strip_and_a_row_for_each_colour():
    palette = extract_palette(stripes((200, 30, 20), (200, 30, 20), (20, 160, 60)))
    shown = parsed(palette._repr_html_())
    bars = [(bar.get("fill"), float(bar.get("width"))) for bar in shown.findall("svg[1]/rect")]
    assert [fill for fill, _ in bars] == [swatch.hex for swatch in palette.swatches]
    assert bars[0][1] > 1.9 * bars[1][1]
    text = " ".join(shown.itertext())
    for swatch in palette.swatches:
        assert swatch.hex in text
        assert swatch.name in text
    assert "accent-oklab-8: 2 of 8" in text


def test_a_swatch_shows_itself():
    swatch = extract_palette(flat((9, 9, 200))).swatches[0]
    assert parsed(swatch._repr_html_()).find(".//rect").get("fill") == swatch.hex


def test_samples_and_looks_are_a_line_not_an_array():
    picture = stripes((200, 30, 20), (20, 160, 60))
    assert repr(sample_picture(picture)).startswith("Sample(width=60, height=40")
    assert "array" not in repr(look_of(picture)) + repr(sample_picture(picture))


def test_a_look_takes_bytes_of_any_kind():
    content = encoded(stripes((200, 30, 20), (20, 160, 60)))
    wanted = look_of(content).packed_signature
    for source in (bytearray(content), memoryview(content)):
        assert look_of(source).packed_signature == wanted
