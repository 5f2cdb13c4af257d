import numpy as np
import pytest
from PIL import Image

from palettes.engine import METHODS, EngineError, Recipe, extract_palette, sample_picture

from .pictures import encoded, flat, framed, photograph, stripes
from .reference import shared_folder


def sixteen_bit():
    values = np.linspace(0, 65535, 200 * 100).reshape(100, 200).astype(np.uint16)
    return encoded(Image.fromarray(values))


HARD = {
    "one pixel": flat((9, 8, 7), (1, 1)),
    "two pixels": stripes((255, 0, 0), (0, 0, 255), size=(2, 1)),
    "one colour": flat((200, 10, 10)),
    "all black": flat((0, 0, 0)),
    "all white": flat((255, 255, 255)),
    "1 x 20000": photograph(1, (1, 20000)),
    "20000 x 1": photograph(1, (20000, 1)),
    "sixteen bits": sixteen_bit(),
    "cmyk": encoded(photograph(2).convert("CMYK"), "JPEG"),
    "three colours": stripes((200, 30, 20), (20, 160, 60), (30, 40, 180)),
    "black but for one pixel": framed(flat((255, 255, 0), (1, 1)), 60, 60, 80, 80),
    "almost one colour": stripes((100, 100, 100), (100, 100, 101)),
    "grey ramp": Image.linear_gradient("L"),
}
every_method = pytest.mark.parametrize(
    "recipe",
    [
        Recipe(method.key, (method.spaces or ("oklab",))[0], size)
        for method in METHODS.values()
        for size in (1, 8, 64)
    ],
    ids=str,
)


@pytest.mark.parametrize("name", HARD)
@every_method
def test_a_hard_picture_gives_a_palette_of_what_there_is(name, recipe):
    palette = extract_palette(HARD[name], recipe)
    assert 1 <= len(palette.swatches) <= recipe.size
    assert sum(swatch.share for swatch in palette.swatches) == pytest.approx(1, abs=1e-9)
    assert np.isfinite([palette.measures.mean, palette.measures.p95]).all()


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.key)
def test_flat_colours_are_the_palette_whatever_the_method(method):
    colours = [(200, 30, 20), (20, 160, 60), (30, 40, 180)]
    recipe = Recipe(method.key, (method.spaces or ("oklab",))[0], 8)
    palette = extract_palette(stripes(*colours), recipe)
    assert sorted(swatch.rgb for swatch in palette.swatches) == sorted(colours)
    assert [swatch.share for swatch in palette.swatches] == pytest.approx([1 / 3] * 3, abs=1e-6)


def test_all_transparent_is_a_named_error():
    with pytest.raises(EngineError, match="transparent"):
        extract_palette(flat((0, 0, 0, 0), mode="RGBA"))


def test_hostile_files_give_a_palette_or_a_named_error():
    outcomes = {}
    for path in sorted(shared_folder("hostile_images").iterdir()):
        try:
            outcomes[path.name] = len(extract_palette(sample_picture(path)).swatches)
        except EngineError as error:
            outcomes[path.name] = error.code
    assert len(outcomes) > 50
    assert any(isinstance(outcome, int) for outcome in outcomes.values())
    cut_short = [name for name in outcomes if "truncated" in name and name.endswith("jpg")]
    for name in (*cut_short, "sharp__truncated.png", "pillow__broken_data_stream.png"):
        if name != "pillow__truncated_app14.jpg":  # Only its metadata is cut.
            assert outcomes[name] == "unreadable_picture", name
