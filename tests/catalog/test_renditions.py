import io
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from catalog import renditions
from catalog.ingestion.errors import PictureError
from tests.catalog.ingestion.conftest import SHARED

HOSTILE = sorted((SHARED / "hostile_images").glob("*__*"))

pytestmark = pytest.mark.django_db


def served(client, still, width: int) -> Image.Image:
    response = client.get(renditions.url(still, width))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    return Image.open(io.BytesIO(response.getvalue()))


def test_a_still_is_offered_at_widths_up_to_its_own(make_still, make_picture) -> None:
    still = make_still(path=make_picture(size=(1000, 500)))
    assert renditions.widths(still) == [320, 640, 960, 1000]
    assert renditions.srcset(still).count(" 960w") == 1
    assert renditions.at_least(still, 400) == renditions.url(still, 640)
    assert renditions.at_least(still, 5000) == renditions.url(still, 1000)


def test_a_picture_that_takes_a_part_of_the_page_is_offered_up_to_960(
    client, make_still, make_picture
) -> None:
    still = make_still(path=make_picture(size=(2000, 1000)), computed=True)

    def widest(path: str, of: str) -> list[int]:
        page = BeautifulSoup(client.get(path).content, "lxml")
        offers = page.select(f"{of} img[srcset]")
        return [max(map(int, re.findall(r" (\d+)w", one["srcset"]))) for one in offers]

    assert widest(still.film.get_absolute_url(), "ol.stills") == [960]
    assert widest(still.get_absolute_url(), ".still-main") == [1920]


def test_a_small_still_is_never_blown_up(make_still, make_picture) -> None:
    still = make_still(path=make_picture(size=(100, 50)))
    assert renditions.widths(still) == [100]


def test_a_rendition_keeps_colours_and_ratio(client, make_still, make_picture) -> None:
    still = make_still(path=make_picture("#803020", "#204060", size=(800, 400)))
    picture = served(client, still, 320).convert("RGB")
    assert picture.size == (320, 160)
    left, right = np.asarray(picture)[80, 40], np.asarray(picture)[80, 280]
    assert np.abs(left.astype(int) - (0x80, 0x30, 0x20)).max() <= 4
    assert np.abs(right.astype(int) - (0x20, 0x40, 0x60)).max() <= 4


def test_a_rendition_is_upright_and_tells_nothing(client, make_still, tmp_path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "<script>secret</script>"
    path = tmp_path / "turned.jpg"
    picture = Image.new("RGB", (400, 200), "#336699")
    picture.save(path, exif=exif, comment=b"secret")
    still = make_still(path=path)
    assert (still.width, still.height) == (200, 400)
    response = client.get(renditions.url(still, 200))
    content = response.getvalue()
    made = Image.open(io.BytesIO(content))
    assert made.size == (200, 400)
    assert not made.getexif()
    assert b"secret" not in content
    assert "icc_profile" not in made.info


def test_an_srgb_profile_changes_nothing(client, make_still, tmp_path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "profiled.png"
    Image.new("RGB", (64, 64), "#c04020").save(path, icc_profile=profile)
    pixel = served(client, make_still(path=path), 64).convert("RGB").getpixel((32, 32))
    assert np.abs(np.array(pixel) - (0xC0, 0x40, 0x20)).max() <= 3


def test_a_broken_profile_is_ignored(client, make_still, tmp_path) -> None:
    path = tmp_path / "broken.png"
    Image.new("RGB", (64, 64), "#c04020").save(path, icc_profile=b"not a profile at all")
    pixel = served(client, make_still(path=path), 64).convert("RGB").getpixel((32, 32))
    assert np.abs(np.array(pixel) - (0xC0, 0x40, 0x20)).max() <= 3


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "P", "1", "I;16", "CMYK"])
def test_every_kind_of_picture_has_a_rendition(client, make_still, tmp_path, mode: str) -> None:
    path = tmp_path / f"kind.{'jpg' if mode == 'CMYK' else 'png'}"
    if mode == "I;16":
        Image.fromarray(np.full((64, 64), 0x8080, np.uint16)).save(path)
    else:
        grey = Image.new("RGB", (64, 64), "#808080")
        (grey.quantize(4) if mode == "P" else grey.convert(mode)).save(path)
    pixel = np.array(served(client, make_still(path=path), 64).convert("RGB").getpixel((20, 20)))
    if mode != "1":  # black or white, by dithering
        assert np.abs(pixel - 0x80).max() <= 6


def test_a_transparent_picture_lies_on_grey(client, make_still, tmp_path) -> None:
    path = tmp_path / "glass.png"
    glass = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    glass.putpixel((60, 60), (255, 0, 0, 255))
    glass.save(path)
    pixel = served(client, make_still(path=path), 64).convert("RGB").getpixel((20, 20))
    assert np.abs(np.array(pixel) - 119).max() <= 3


def test_what_is_not_offered_is_not_found(client, make_still) -> None:
    still = make_still()
    assert client.get(renditions.url(still, 333)).status_code == 404
    assert client.get(f"/renditions/{'0' * 64}/320.webp").status_code == 404
    assert client.get(f"/renditions/{still.sha256}/..%2f320.webp").status_code == 404


def test_a_lost_original_is_not_found(client, make_still) -> None:
    still = make_still()
    still.path.unlink()
    assert client.get(renditions.url(still, still.width)).status_code == 404


@pytest.mark.parametrize("damage", [b"", b"<html>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0"])
def test_an_original_that_was_damaged_is_not_found(client, make_still, damage: bytes) -> None:
    still = make_still()
    still.path.write_bytes(damage)
    assert client.get(renditions.url(still, still.width)).status_code == 404


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_nothing_of_the_original_but_its_pixels_is_served(
    client, make_still, tmp_path, kind: str
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret"
    noted = PngInfo()
    noted.add_text("Comment", "secret")
    noted.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>secret</x:xmpmeta>")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told: dict[str, dict[str, object]] = {
        "GIF": {"comment": b"secret"},
        "PNG": {"pnginfo": noted, "exif": exif, "icc_profile": profile},
    }
    metadata = told.get(kind, {"exif": exif, "xmp": b"secret", "icc_profile": profile})
    path = tmp_path / f"told.{kind.lower()}"
    Image.new("RGB", (320, 180), "#336699").save(path, kind, **metadata)
    assert b"secret" in path.read_bytes()
    still = make_still(path=path)
    assert still.path.read_bytes() == path.read_bytes()
    with served(client, still, 320) as made:
        assert not set(made.info) & {"exif", "xmp", "comment", "icc_profile"}
    content = client.get(renditions.url(still, 320)).getvalue()
    assert b"secret" not in content
    assert not {b"EXIF", b"XMP ", b"ICCP"} & {content[at : at + 4] for at in range(len(content))}


@pytest.mark.skipif(not HOSTILE, reason="the hostile pictures are not beside the checkout")
def test_whatever_is_let_in_can_be_served(make_still, make_film) -> None:
    film, served = make_film(), 0
    for path in HOSTILE:
        try:
            still = make_still(film, path=path)
        except PictureError:
            continue
        with Image.open(renditions.ensure(still, renditions.widths(still)[0])) as made:
            assert abs(made.width / made.height / (still.width / still.height) - 1) < 0.03
        served += 1
    assert served >= 25


def test_the_original_is_never_served(client, make_still) -> None:
    still = make_still()
    for address in (f"/media/{still.image}", f"/{still.image}", f"/static/{still.image}"):
        assert client.get(address).status_code == 404
