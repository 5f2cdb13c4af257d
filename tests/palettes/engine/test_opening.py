"""What a picture may be given as, and what is said of everything else."""

import io
import os

import numpy as np
import pytest
from PIL import Image

from palettes.engine import (
    EngineError,
    decoding,
    extract_film_palette,
    extract_palette,
    look_of,
    look_of_film,
    opening,
    pool_samples,
    sample_picture,
)

from .pictures import encoded, flat, photograph


def refusal(source):
    with pytest.raises(EngineError) as caught:
        sample_picture(source)
    return caught.value.code, str(caught.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_an_image_that_was_not_read_yet_gives_what_its_path_gives(kind, tmp_path):
    path = tmp_path / "still"
    path.write_bytes(encoded(photograph(size=(1600, 900)), kind))
    with Image.open(path) as image:
        assert (sample_picture(image).pixels == sample_picture(path).pixels).all()
        image.load()  # what was asked of it before has not closed its file
        assert image.size == (1600, 900)


def test_what_a_caller_has_made_of_an_image_counts(tmp_path):
    path = tmp_path / "still.gif"
    red, blue = flat((200, 0, 0)), flat((0, 0, 200))
    red.save(path, save_all=True, append_images=[blue])
    with Image.open(path) as image:
        image.seek(1)
        assert extract_palette(image).swatches[0].rgb == (0, 0, 200)
    photograph(size=(1600, 900)).save(tmp_path / "still.jpg")
    with Image.open(tmp_path / "still.jpg") as image:
        image.draft("RGB", (400, 225))
        assert sample_picture(image).width == 400
    with Image.open(tmp_path / "still.jpg") as image:
        image.paste((9, 200, 9), (0, 0, *image.size))
        assert extract_palette(image).swatches[0].rgb == (9, 200, 9)


def test_a_large_image_is_refused_before_it_is_read(monkeypatch, tmp_path):
    monkeypatch.setattr(opening, "PIXEL_LIMIT", 1000)
    flat((9, 9, 9), (40, 30)).save(tmp_path / "still.bmp")
    with Image.open(tmp_path / "still.bmp") as image:
        monkeypatch.setattr(image, "load", None)
        monkeypatch.setattr(image, "copy", None)
        assert refusal(image)[0] == "too_many_pixels"


def test_bytes_arrays_and_open_files_are_pictures_too(tmp_path):
    picture = photograph()
    content = encoded(picture)
    (tmp_path / "still.png").write_bytes(content)
    wanted = extract_palette(content).swatches
    for source in (bytearray(content), memoryview(content), np.asarray(picture)):
        assert extract_palette(source).swatches == wanted
    with open(tmp_path / "still.png", "rb") as file:
        assert extract_palette(file).swatches == wanted
        assert not file.closed
    assert extract_palette(np.full((20, 30), 120, np.uint8)).swatches[0].hex == "#787878"
    seen = np.full((20, 30, 4), 255, np.uint8)
    seen[:, 10:] = 0
    assert extract_palette(seen).swatches[0].hex == "#ffffff"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "from None; give a path"),
        (7, "of type int; give a path"),
        ([b""], "of type list"),
        (io.StringIO("x"), "open it with mode 'rb'"),
        (np.zeros((20, 20, 3)), "float64 shaped (20, 20, 3) is no picture; give uint8"),
        (np.zeros(20, np.uint8), "shaped (20,)"),
        (np.zeros((20, 20, 2), np.uint8), "shaped (20, 20, 2)"),
        (np.zeros((20, 20, 3), np.int64), "int64"),
        ("", "there is no file ''"),
        ("/nowhere/still.jpg", "there is no file '/nowhere/still.jpg'"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_is_no_picture_is_told_in_words(source, said):
    code, message = refusal(source)
    assert code == "unreadable_picture"
    assert said in message


@pytest.mark.parametrize("size", [(0, 0), (0, 5), (5, 0)])
def test_an_image_without_a_pixel_is_empty(size):
    code, said = refusal(Image.new("RGB", size))
    assert (code, said) == (
        "empty_picture",
        f"the picture is {size[0]} x {size[1]}: it has no pixel",
    )
    assert refusal(np.zeros((size[1], size[0], 3), np.uint8))[0] == "empty_picture"


@pytest.mark.parametrize("mode", ["La", "RGBa", "I;16", "I;16B", "F"])
def test_rare_modes_are_read(mode):
    grey = Image.linear_gradient("L").resize((64, 48))
    if mode in ("La", "RGBa"):
        image = grey.convert("LA" if mode == "La" else "RGBA").convert(mode)
    elif mode == "F":
        image = grey.convert("F").point(lambda value: value / 255)
    else:
        image = Image.frombytes(
            mode,
            grey.size,
            (np.asarray(grey).astype(f"{'>' if 'B' in mode else '<'}u2") * 257).tobytes(),
        )
    found = sample_picture(image)
    assert abs(int(found.pixels.mean()) - int(np.asarray(grey).mean())) <= 1


def test_a_closed_image_and_what_is_no_plain_file_are_told(tmp_path):
    flat((9, 9, 9)).save(tmp_path / "still.png")
    image = Image.open(tmp_path / "still.png")
    image.close()
    assert "closed before it was read" in refusal(image)[1]
    with open(tmp_path / "still.png", "rb") as file:
        image = Image.open(file)
    assert "closed before it was read" in refusal(image)[1]
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero"):
        assert refusal(path) == ("unreadable_picture", f"{path} is no file; give a picture's")


def test_an_image_read_whole_is_taken_as_it_is():
    image = Image.open(io.BytesIO(encoded(photograph(size=(800, 500)))))
    image.load()
    assert (decoding.decode(image).pixels == sample_picture(image).plane).all()
    assert image.size == (800, 500)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_broken_at_its_beginning_is_not_called_of_another_kind(kind, tmp_path):
    content = encoded(photograph(), kind)
    broken = content[:16] + b"\xff" * 40
    (tmp_path / "still").write_bytes(broken)
    for source in (broken, tmp_path / "still", io.BytesIO(broken)):
        code, said = refusal(source)
        assert code == "unreadable_picture"
        assert "known format" not in said
    assert "known format" in refusal(b"BM" + bytes(60))[1]


def test_several_pictures_are_told_to_be_sampled_first(tmp_path):
    flat((9, 9, 9)).save(tmp_path / "still.png")
    for ask in (pool_samples, extract_film_palette, look_of, look_of_film):
        with pytest.raises(EngineError, match="sample_picture each"):
            ask([tmp_path / "still.png"])
