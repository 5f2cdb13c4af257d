"""The lab: any picture's palettes, by its address or brought along; nothing of it is kept."""

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from palettes.engine import Swatch, extract_palette
from palettes.lab import BESIDE
from tests.catalog.ingestion.servers import Server, site

pytestmark = pytest.mark.django_db

COLOURS = ("#803020", "#204060", "#d0c0a0")


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def picture(*colours: str, kind: str = "PNG", alpha: bool = False) -> bytes:
    pixels = np.zeros((60, 120, 3), np.uint8)
    for part, colour in zip(
        np.array_split(np.arange(120), len(colours or COLOURS)), colours or COLOURS, strict=True
    ):
        pixels[:, part] = tuple(bytes.fromhex(colour.lstrip("#")))
    image = Image.fromarray(pixels)
    if alpha:
        mask = np.zeros((60, 120), np.uint8)
        mask[:, 40:] = 255
        image.putalpha(Image.fromarray(mask))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.fixture
def address(settings: Any) -> Iterator[Callable[[bytes], str]]:
    """Serve a picture on loopback; the address of it."""
    servers: list[Server] = []

    def serve(content: bytes) -> str:
        server = Server(site({"/a.png": content})).__enter__()
        servers.append(server)
        settings.INGEST_TRUSTED_ORIGINS = [server.origin]
        return f"{server.origin}/a.png"

    yield serve
    for server in servers:
        server.__exit__(None, None, None)


def brought(content: bytes, name: str = "a.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def page(response: Any, status: int = 200) -> BeautifulSoup:
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def titles(soup: BeautifulSoup) -> list[str]:
    return [heading.text for heading in soup.select(".lab-shots h2")]


def hexes(soup: BeautifulSoup) -> list[str]:
    return [cell.text for cell in soup.select(".lab-shots article:first-child .hex")]


def test_it_begins_with_a_form_and_what_it_takes(client: Client) -> None:
    soup = page(client.get("/lab/"))
    assert soup.select_one("input[name=url]")
    assert soup.select_one("input[type=file][name=picture]")
    assert "40 megapixels" in soup.text


def test_what_is_remembered_has_no_time(client: Client, address: Any) -> None:
    url = f"/lab/?{urlencode({'url': address(picture())})}"
    first, again = (page(client.get(url)).select_one(".lab-picture").text for _ in range(2))
    assert "decoded in" in first
    assert "palettes made in" in first
    assert "palettes remembered" in again
    assert " 0 ms" not in first + again
    assert "  ;" not in again
    assert " ;" not in " ".join(again.split())


def test_an_address_is_the_state(client: Client, address: Any) -> None:
    url = address(picture())
    response = client.post("/lab/", {"url": url})
    assert response.status_code == 302
    query = dict(parse_qsl(urlsplit(response["Location"]).query))
    assert query["url"] == url
    soup = page(client.get(response["Location"]))
    assert sorted(hexes(soup)) == sorted(COLOURS)
    assert titles(soup) == ["Accent in OKLab, 8 colours", "K-means in RGB, 8 colours"]
    assert "120 × 60, PNG" in soup.text


def test_a_picture_brought_along_is_the_same(client: Client) -> None:
    soup = page(client.post("/lab/", {"picture": brought(picture())}))
    assert sorted(hexes(soup)) == sorted(COLOURS)
    assert "is not kept" in soup.text


def test_nothing_is_kept_of_it(client: Client, settings: Any, tmp_path: Path) -> None:
    page(client.post("/lab/", {"picture": brought(picture())}))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    response = client.post("/lab/", {"picture": brought(picture())})
    assert "no-store" in response["Cache-Control"]


def test_recipes_stand_side_by_side_come_and_go(client: Client) -> None:
    form = {
        "r": ["accent-oklab-8"],
        "add": "1",
        "method": "median_cut",
        "space": "rgb",
        "size": "2",
        "picture": brought(picture()),
    }
    soup = page(client.post("/lab/", form))
    assert titles(soup)[1] == "Median cut in RGB, 2 colours"
    kept = [field["value"] for field in soup.select("input[name=r]")]
    assert [one.split("-")[0] for one in kept] == ["accent", "median_cut"]
    form = {"r": kept, "drop": kept[0], "picture": brought(picture())}
    assert titles(page(client.post("/lab/", form))) == ["Median cut in RGB, 2 colours"]


def test_a_method_added_alone_takes_a_space_it_works_in(client: Client) -> None:
    form = {"add": "1", "method": "octree", "size": "2", "picture": brought(picture())}
    assert titles(page(client.post("/lab/", form)))[-1] == "Octree in RGB, 2 colours"


def test_sizes_and_bounds_are_the_engines(client: Client) -> None:
    colours = [f"#{n * 2:02x}{255 - n * 3:02x}{n * 5 % 256:02x}" for n in range(64)]
    recipes = ["kmeans-oklab-64", "kmeans-oklab-1", "kmeans-oklab-8,darkest=0.5,brightest=0.8"]
    soup = page(client.post("/lab/", {"r": recipes, "picture": brought(picture(*colours))}))
    counts = [len(shot.select(".hex")) for shot in soup.select(".lab-shots article")]
    assert counts[:2] == [64, 1]
    shots = soup.select(".lab-shots article")
    for cell in shots[2].select(".hex"):
        assert 0.49 <= Swatch(cell.text, 1.0).oklab[0] <= 0.81


def data_picture(source: str) -> Image.Image:
    head, _, body = source.partition(",")
    assert head.startswith("data:image/")
    return Image.open(io.BytesIO(base64.b64decode(body)))


def test_the_picture_is_painted_with_its_palette(client: Client) -> None:
    form = {"r": ["kmeans-oklab-2"], "picture": brought(picture())}
    soup = page(client.post("/lab/", form))
    shown = data_picture(soup.select_one(".lab-picture img")["src"])
    painted = data_picture(soup.select_one(".repainted")["src"]).convert("RGB")
    assert shown.size == painted.size
    found = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in painted.getcolors()}
    assert found == {cell.text for cell in soup.select(".lab-shots .hex")}


def test_what_is_transparent_stays_so(client: Client) -> None:
    soup = page(client.post("/lab/", {"picture": brought(picture(alpha=True))}))
    painted = data_picture(soup.select_one(".repainted")["src"]).convert("RGBA")
    assert painted.getpixel((0, 0))[3] == 0
    assert painted.getpixel((painted.width - 1, 0))[3] == 255
    assert COLOURS[0] not in hexes(soup)


def test_the_space_is_chosen_and_its_data_are_on_the_page(client: Client) -> None:
    form = {"cloud": "hsv", "picture": brought(picture())}
    soup = page(client.post("/lab/", form))
    assert soup.select_one("#lab-cloud option[selected]")["value"] == "hsv"
    assert soup.select_one("[data-colour-space] script[type='application/json']")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "no_picture"),
        ({"url": "http://127.0.0.1/a.png"}, "address_refused"),
        ({"url": "ftp://example.org/a.png"}, "address_refused"),
        ({"url": "nonsense"}, "address_refused"),
        ({"picture": b"<html>"}, "not_an_image"),
        ({"picture": picture()[:200]}, "truncated_image"),
    ],
)
def test_what_cannot_be_says_why_and_keeps_what_was_written(
    client: Client, form: dict[str, Any], code: str
) -> None:
    if "picture" in form:
        form = form | {"picture": brought(form["picture"])}
    response = client.post("/lab/", form | {"r": ["median_cut-rgb-3"]}, follow=True)
    soup = page(response, 400)
    assert soup.select_one(".problem[data-code]")["data-code"] == code
    assert soup.select_one("input[name=url]")["value"] == form.get("url", "")
    assert [field["value"] for field in soup.select("input[name=r]")] == ["median_cut-rgb-3"]


def test_a_picture_that_is_too_large_is_refused_unread(client: Client, settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1000
    response = client.post("/lab/", {"picture": brought(bytes(200_000))})
    assert page(response, 400).select_one(".problem")["data-code"] == "too_large"


@pytest.mark.parametrize(
    "query",
    [
        {"r": "nonsense"},
        {"r": "kmeans-oklab-65"},
        {"r": "dbscan-rgb-8,eps=-1"},
        {"r": "\0"},
        {"r": [f"kmeans-oklab-{n}" for n in range(1, 9)]},
    ],
)
def test_recipes_that_cannot_be_are_named(client: Client, query: dict[str, Any]) -> None:
    soup = page(client.get("/lab/", query), 400)
    assert len(soup.select(".problem")) == 1
    assert soup.select_one("input[name=url]")


def test_a_recipe_that_cannot_be_added_leaves_the_form_as_it_was(client: Client) -> None:
    form = {"add": "1", "method": "kmeans", "space": "rgb", "size": "400"}
    soup = page(client.post("/lab/", form | {"difference": "ciede2000"}), 400)
    assert soup.select_one("details.lab-recipe")["open"] == ""
    assert soup.select_one("input[name=size]")["value"] == "400"


def test_who_asks_too_often_is_told_when_to_come_again(client: Client, settings: Any) -> None:
    settings.PALETTES_PER_MINUTE = 1
    response = client.post("/lab/", {"picture": brought(picture())})
    soup = page(response, 429)
    assert int(response["Retry-After"]) >= 1
    assert soup.select_one(".problem")["data-code"] == "rate_limited"


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/lab/", {"picture": brought(picture())}).status_code == 403


def test_htmx_gets_the_part_and_the_address(client: Client, address: Any) -> None:
    url = address(picture())
    response = client.post("/lab/", {"url": url}, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"].endswith(
        urlencode({"url": url, "r": "accent-oklab-8"}) + f"&r={BESIDE}"
    )
    assert b"<html" not in response.content
    assert b"lab-picture" in response.content
    refused = client.post("/lab/", {"url": "nonsense"}, headers={"HX-Request": "true"})
    assert refused.status_code == 200
    assert b"address_refused" in refused.content


def test_exports_need_no_still(client: Client) -> None:
    soup = page(client.post("/lab/", {"picture": brought(picture())}))
    links = [a["href"] for a in soup.select(".lab-shots article:first-child .formats a")]
    ours = [link for link in links if link.startswith("/palette/")]
    assert len(ours) >= 10
    assert client.get(ours[0]).status_code == 200
    single = page(client.post("/lab/", {"r": ["kmeans-rgb-1"], "picture": brought(picture())}))
    alone = single.select(".lab-shots .formats a[href^='/palette/']")
    assert len(alone) == len(ours)
    assert client.get(alone[0]["href"]).status_code == 200


def test_exports_hold_the_pictures_shares_and_accents(client: Client) -> None:
    content = picture("#803020", "#204060", "#204060", "#d0c0a0", "#204060")
    found = extract_palette(content).swatches
    assert len({swatch.share for swatch in found}) > 1
    soup = page(client.post("/lab/", {"picture": brought(content)}))
    first = soup.select_one(".lab-shots article:first-child")
    (json_file,) = [a["href"] for a in first.select(".formats a") if a["href"].endswith("/json")]
    kept = client.get(json_file).json()["swatches"]
    assert [(one["hex"], one["share"], one["accent"]) for one in kept] == [
        (swatch.hex, swatch.share, swatch.accent) for swatch in found
    ]
    (share,) = [a["href"] for a in first.select("a") if a.text == "Share"]
    assert json_file.startswith(share)
    assert client.get(share).status_code == 200
