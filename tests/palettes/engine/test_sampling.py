import io
import warnings

import numpy as np
import pytest
from PIL import Image, ImageCms

from palettes.engine import EngineError, extract_palette, pool_samples, sample_picture
from palettes.engine.decoding import PIXEL_LIMIT

from .pictures import encoded, flat, photograph, stripes

RED, GREEN, BLUE, GREY = (200, 30, 20), (20, 160, 60), (30, 40, 180), (120, 120, 120)


def colours(source, size=8):
    return {
        swatch.rgb: swatch.share
        for swatch in extract_palette(source, f"kmeans-oklab-{size}").swatches
    }


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF", "JPEG"])
def test_every_format_is_read_from_bytes_a_path_and_an_image(kind, tmp_path):
    data = encoded(flat(GREEN, (64, 48)), kind)
    path = tmp_path / f"still.{kind.lower()}"
    path.write_bytes(data)
    with Image.open(io.BytesIO(data)) as image:
        found = [extract_palette(source).swatches for source in (data, path, str(path), image)]
    assert found[0] == found[1] == found[2] == found[3]
    assert np.abs(np.subtract(found[0][0].rgb, GREEN)).max() <= 5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_to_size_and_column(orientation):
    upright = stripes(RED, GREEN, size=(60, 40)).rotate(-90, expand=True)
    undo = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = upright
    for step in undo[orientation]:
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    sample = sample_picture(encoded(stored, "PNG", exif=exif))
    assert (sample.width, sample.height) == (40, 60)
    assert sample.box == (0, 0, 40, 60)
    assert tuple(sample.column[:3]) == RED
    assert tuple(sample.column[-3:]) == GREEN


def test_an_embedded_profile_is_converted_to_srgb():
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    given = sample_picture(encoded(flat(GREY), icc_profile=linear))
    assert given.notes
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert not sample_picture(encoded(flat(GREY), icc_profile=lab)).notes


def test_a_broken_profile_is_ignored_with_a_note():
    palette = extract_palette(encoded(flat(GREY), icc_profile=b"not a profile"), "kmeans-oklab-1")
    assert palette.swatches[0].rgb == GREY
    assert "profile" in palette.note


def test_cmyk_is_read_as_the_colour_it_prints():
    picture = flat((0, 255, 255, 0), mode="CMYK")
    (rgb,) = colours(encoded(picture, "JPEG", quality=95))
    assert rgb[0] > 200
    assert max(rgb[1:]) < 40


def test_sixteen_bits_are_scaled_not_clipped():
    values = np.full((30, 40), 32768, dtype=np.uint16)
    values[:, 20:] = 65535
    assert set(colours(encoded(Image.fromarray(values)))) == {(128, 128, 128), (255, 255, 255)}


@pytest.mark.parametrize("mode", ["1", "L", "P", "YCbCr", "HSV", "LAB", "I", "F", "LA", "PA"])
def test_every_mode_gives_a_palette(mode):
    picture = stripes((255, 255, 255), (0, 0, 0)).convert(mode if mode != "LAB" else "RGB")
    if mode == "LAB":
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
        )
        picture = ImageCms.applyTransform(picture, to_lab)
    found = sorted(colours(picture))
    assert np.abs(np.subtract(found, [(0, 0, 0), (255, 255, 255)])).max() <= 3


def test_transparent_pixels_do_not_count():
    picture = stripes(RED, GREEN).convert("RGBA")
    alpha = Image.new("L", picture.size, 0)
    alpha.paste(255, (0, 0, 30, 40))
    picture.putalpha(alpha)
    assert colours(encoded(picture)) == {RED: 1.0}
    indexed = stripes(RED, GREEN).quantize(2)
    hidden = 0 if indexed.getpalette()[:3] == list(GREEN) else 1
    assert colours(encoded(indexed, "PNG", transparency=hidden)) == {RED: 1.0}


def test_the_first_frame_of_an_animation_counts():
    frames = [flat(RED), flat(BLUE)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert set(colours(data)) == {RED}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_truncated_file_is_refused_never_greyed(kind):
    data = encoded(photograph(), kind)
    with pytest.raises(EngineError) as caught:
        sample_picture(data[: len(data) * 2 // 3])
    assert caught.value.code == "unreadable_picture"


def test_a_damaged_png_is_refused_although_reading_its_exif_would_hide_the_damage():
    data = bytearray(encoded(photograph()))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    with pytest.raises(EngineError) as caught:
        sample_picture(bytes(data))
    assert caught.value.code == "unreadable_picture"


@pytest.mark.parametrize("source", [b"", b"hello", "/nowhere/still.jpg", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(source):
    with pytest.raises(EngineError) as caught:
        sample_picture(source)
    assert caught.value.code == "unreadable_picture"


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "PPM", "ICO"])
def test_formats_outside_the_list_are_refused(kind):
    with pytest.raises(EngineError, match="AVIF"):
        sample_picture(encoded(flat(RED), kind))


def test_a_huge_picture_is_refused_before_it_is_decoded():
    side = int(PIXEL_LIMIT**0.5) + 1
    data = encoded(Image.new("1", (side, side)))
    with pytest.raises(EngineError) as caught:
        sample_picture(data)
    assert caught.value.code == "too_many_pixels"


def test_an_all_transparent_picture_is_named_empty():
    with pytest.raises(EngineError) as caught:
        sample_picture(encoded(flat((1, 2, 3, 0), mode="RGBA")))
    assert caught.value.code == "empty_picture"


def test_a_callers_image_is_left_as_it_was(tmp_path):
    path = tmp_path / "still.jpg"
    photograph(size=(1600, 900)).save(path)
    with Image.open(path) as image:
        sample_picture(image)
        assert image.size == (1600, 900)
        assert image.mode == "RGB"


def test_warnings_of_decoders_never_leave_the_engine(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        sample_picture(encoded(flat(RED, (40, 40))))
    assert not heard


def test_the_column_holds_row_means_in_linear_light():
    picture = stripes((0, 0, 0), (255, 255, 255), size=(40, 96))
    column = np.frombuffer(sample_picture(encoded(picture)).column, np.uint8).reshape(48, 3)
    assert (column == 188).all()


def test_the_column_of_few_rows_still_has_forty_eight():
    column = sample_picture(flat(RED, (50, 5))).column
    assert column == bytes(RED) * 48


def test_a_large_picture_keeps_at_least_twenty_thousand_pixels():
    sample = sample_picture(encoded(photograph(size=(1600, 900)), "JPEG"))
    assert (sample.width, sample.height) == (1600, 900)
    assert 20_000 <= len(sample.pixels) <= 80_000


def test_flat_artwork_is_thinned_without_inventing_colours():
    picture = stripes(RED, GREEN, BLUE, size=(1500, 1000))
    assert set(colours(encoded(picture))) == {RED, GREEN, BLUE}


def test_in_a_pool_every_still_counts_the_same():
    small, large = stripes(RED, GREEN), flat(BLUE, (300, 200))
    pool = pool_samples([sample_picture(small), sample_picture(large)])
    assert colours(pool) == {RED: 0.25, GREEN: 0.25, BLUE: 0.5}


def test_a_pool_of_nothing_is_named_empty():
    with pytest.raises(EngineError) as caught:
        pool_samples([])
    assert caught.value.code == "empty_picture"


def test_real_colours_found_one_by_one_and_all_at_once_are_the_same():
    for bins in (sample_picture(photograph()).coarse, sample_picture(photograph()).fine):
        together = bins.all_real()
        assert all((bins.real(index) == together[index]).all() for index in range(len(bins)))
