"""The pictures that go with films and stills elsewhere."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from palettes import compute

pytestmark = pytest.mark.django_db

LEFT, RIGHT = "#803020", "#204060"


@pytest.fixture
def film(make_film, make_still):
    film = make_film("Rust & Tide <i>")
    make_still(film, LEFT, RIGHT, computed=True)
    compute.compute_film(film)
    return film


def meta(client, path: str) -> dict[str, str]:
    head = BeautifulSoup(client.get(path).content, "lxml").head
    return {tag["property"]: tag["content"] for tag in head.select("meta[property]")}


def pixels(response) -> Image.Image:
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def like(pixel: tuple[int, int, int], colour: str) -> bool:
    wanted = bytes.fromhex(colour[1:])
    return max(abs(one - other) for one, other in zip(pixel, wanted, strict=True)) < 12


@pytest.mark.parametrize("of", ["film", "still"])
def test_the_picture_of_a_page_is_the_still_over_its_strip(client, film, of: str) -> None:
    page = film.get_absolute_url() if of == "film" else film.stills.get().get_absolute_url()
    told = meta(client, page)
    address = told["og:image"].removeprefix("http://testserver")
    assert address == f"{page}card.jpg"
    assert "Rust & Tide <i>" in told["og:image:alt"]
    picture = pixels(client.get(address))
    size = (int(told["og:image:width"]), int(told["og:image:height"]))
    assert picture.size == size == (1200, 630)
    # The still, then the strip; the palette holds the same two colours.
    assert like(picture.getpixel((400, 250)), LEFT)
    assert like(picture.getpixel((800, 250)), RIGHT)
    below = [picture.getpixel((x, 590)) for x in (100, 1100)]
    assert sorted(like(one, LEFT) for one in below) == [False, True]
    assert sorted(like(one, RIGHT) for one in below) == [False, True]


def test_what_is_known_is_not_sent_again(client, film) -> None:
    address = f"{film.get_absolute_url()}card.jpg"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_before_its_palette_the_still_is_alone(client, make_still) -> None:
    still = make_still(None, LEFT, RIGHT)
    picture = pixels(client.get(f"{still.get_absolute_url()}card.jpg"))
    assert like(picture.getpixel((100, 600)), LEFT)
    assert picture.size == (1200, 630)


def test_without_a_picture_there_is_none_and_nothing_is_promised(client, make_film, film) -> None:
    bare = make_film("Fog")
    assert "og:image" not in meta(client, bare.get_absolute_url())
    film.stills.get().path.unlink()
    missing = [bare.get_absolute_url(), film.get_absolute_url(), "/films/none/", "/stills/9999/"]
    assert [client.get(f"{path}card.jpg").status_code for path in missing] == [404] * 4
