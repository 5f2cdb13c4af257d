"""Palettes of the catalogue, taken away as files."""

import io
import json

import numpy as np
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpRequest
from PIL import Image

from palettes.engine import extract_palette
from palettes.engine.exporters import EXPORTERS
from palettes.models import Palette
from palettes.sharing import exporting
from palettes.visitors.on_request import BusyError
from tests.palettes.engine.exporters.readers import READERS

pytestmark = pytest.mark.django_db

COLOURS = ("#203050", "#b02020", "#d0c0a0")
every = pytest.mark.parametrize("key", EXPORTERS)


@pytest.fixture
def still(make_film, make_still):
    return make_still(make_film("Amber Hour", year=1961), *COLOURS, computed=True)


@every
def test_a_stills_palette_comes_in_every_format(client, still, key: str) -> None:
    answer = client.get(f"/stills/{still.pk}/export/{key}")
    exporter, kept = EXPORTERS[key], Palette.objects.get(recipe=exporting.default_recipe())
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(exporter.media_type)
    name = f"amber-hour-1961-still-1.{exporter.extension}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert READERS[key](answer.content) == [swatch.hex for swatch in kept.colours]


def test_title_shares_and_accents_go_along(client, still) -> None:
    found = json.loads(client.get(f"/stills/{still.pk}/export/json").content)
    kept = Palette.objects.get(recipe=exporting.default_recipe())
    assert found["title"] == "Amber Hour (1961), still 1"
    said = [{key: s[key] for key in ("hex", "share", "accent")} for s in found["swatches"]]
    assert said == kept.swatches


def test_a_film_has_its_own(client, make_film, make_still) -> None:
    film = make_film("Amber Hour", year=1961)
    still = make_still(film, *COLOURS, computed=True)
    early = client.get(f"/films/{film.slug}/export/json")
    assert (early.status_code, early.json()["code"]) == (409, "no_palette_yet")
    assert early["Retry-After"] == "60"
    assert "(no_palette_yet)" in client.get(f"/films/{film.slug}/export/css").text
    page = client.get(f"/films/{film.slug}/export/css", headers={"Accept": "text/html"})
    assert page["Location"] == film.get_absolute_url()
    bare = client.get(f"/films/{make_film('Bare').slug}/export/json")
    assert "no stills" in bare.json()["detail"]
    assert "Retry-After" not in bare
    from palettes import compute

    compute.compute_film(still.film)
    found = json.loads(client.get(f"/films/{film.slug}/export/json").content)
    assert found["title"] == "Amber Hour (1961)"


def test_a_recipe_that_is_not_kept_is_followed_now(client, still) -> None:
    answer = client.get(f"/stills/{still.pk}/export/json?recipe=kmedoids-cielab-2")
    found = json.loads(answer.content)
    said = extract_palette(still.path, "kmedoids-cielab-2")
    assert [s["hex"] for s in found["swatches"]] == [swatch.hex for swatch in said.swatches]
    assert "kmedoids-cielab-2" in found["title"]
    assert "kmedoids-cielab-2.json" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "path",
    [
        "/stills/{still}/export/zip",
        "/stills/999999/export/css",
        "/stills/999999/picture.png",
        "/films/no-such-film/export/css",
    ],
)
def test_what_is_not_there_is_not_found(client, still, path: str) -> None:
    assert client.get(path.format(still=still.pk)).status_code == 404


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("export/css?recipe=nonsense", "bad_recipe"),
        ("export/css?recipe=kmeans-rgb-99", "bad_size"),
        ("export/css?recipe=%00", "bad_recipe"),
        ("export/css?recipe=median-rgb-8", "unknown_method"),
        ("picture.png?recipe=nonsense", "bad_recipe"),
    ],
)
def test_a_recipe_that_cannot_be_is_explained(client, still, path: str, code: str) -> None:
    answer = client.get(f"/stills/{still.pk}/{path}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.endswith(f"({code})")


def test_who_has_the_file_is_told_so(client, still) -> None:
    path = f"/stills/{still.pk}/export/ase"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Palette.objects.filter(recipe=exporting.default_recipe()).update(
        swatches=[{"hex": "#010203", "share": 1.0, "accent": False}]
    )
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_a_hostile_film_gets_safe_file_names_and_texts(client, make_film, make_still) -> None:
    film = make_film('"; filename="/etc/passwd"\r\nX: 1 */ </style>', slug="a-b")
    still = make_still(film, *COLOURS, computed=True)
    for key in EXPORTERS:
        answer = client.get(f"/stills/{still.pk}/export/{key}")
        assert answer["Content-Disposition"].startswith('attachment; filename="a-b-still-1.')
        assert "X" not in answer.headers


def test_a_still_comes_with_its_palette_under_it(client, make_film, make_still) -> None:
    film = make_film("Ōkami, 狼", slug="okami")
    still = make_still(film, *COLOURS, computed=True, credit="Lab", licence="CC0")
    answer = client.get(f"/stills/{still.pk}/picture.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'attachment; filename="okami-still-1.png"'
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.width >= still.width
        assert picture.height > still.height
        picture.load()
        assert picture.text == {"Title": "Ōkami, 狼, still 1", "Copyright": "Lab CC0"}
        colours = {f"#{bytes(p).hex()}" for p in np.asarray(picture).reshape(-1, 3)}
    kept = Palette.objects.get(recipe=exporting.default_recipe())
    assert {swatch.hex for swatch in kept.colours} <= colours


def test_one_picture_is_kept_for_a_still_and_goes_with_its_renditions(client, still) -> None:
    def pictures() -> list[str]:
        folder = f"{settings.MEDIA_ROOT}/renditions"
        return sorted(str(path) for path in exporting.Path(folder).rglob("palette-*.png"))

    client.get(f"/stills/{still.pk}/picture.png")
    first = pictures()
    assert len(first) == 1
    client.get(f"/stills/{still.pk}/picture.png?recipe=kmeans-rgb-2")
    assert pictures() == first
    still.credit = "Somebody else"
    still.save()
    client.get(f"/stills/{still.pk}/picture.png")
    assert len(pictures()) == 1
    assert pictures() != first
    exporting.renditions.remove(still.sha256)
    assert pictures() == []


def test_a_lost_original_is_not_found(client, still) -> None:
    still.path.unlink()
    assert client.get(f"/stills/{still.pk}/picture.png").status_code == 404
    answer = client.get(f"/stills/{still.pk}/export/css?recipe=kmeans-rgb-3")
    assert answer.status_code == 404


def test_too_many_pictures_at_once_wait_or_come_again(client, still, monkeypatch) -> None:
    monkeypatch.setattr(exporting, "_PATIENCE", 0.01)
    exporting._turn.acquire()
    try:
        answer = client.get(f"/stills/{still.pk}/picture.png")
    finally:
        exporting._turn.release()
    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_too_many_palettes_are_refused_with_a_time(client, still, monkeypatch) -> None:
    def busy(*_: object) -> None:
        raise BusyError(30)

    monkeypatch.setattr(exporting, "palettes_on_request", busy)
    answer = client.get(f"/stills/{still.pk}/export/css?recipe=kmeans-rgb-3")
    assert (answer.status_code, answer["Retry-After"]) == (429, "30")
    assert isinstance(answer.wsgi_request, HttpRequest)


def test_every_palette_shown_offers_its_files(client, make_film, make_still) -> None:
    from palettes import compute

    film = make_film("Amber Hour")
    still = make_still(film, *COLOURS, computed=True)
    compute.compute_film(film)
    for path, menus in {
        f"/stills/{still.pk}/?r=kmedoids-cielab-2": 2 + len(settings.PALETTE_RECIPES),
        f"/stills/{still.pk}/preview/?method=kmeans&space=rgb&size=2": 1,
        film.get_absolute_url(): 1,
        f"/compare/?f={film.slug}&s={still.pk}": 2,
    }.items():
        page = BeautifulSoup(client.get(path).content, "lxml")
        found = page.select("details.export")
        assert len(found) == menus, path
        for menu in found:
            links = [link["href"] for link in menu.select("a")]
            assert len(links) >= len(EXPORTERS)
            assert {client.get(link).status_code for link in links if link[0] == "/"} == {200}
    assert page.select_one('a[href^="/palette/"]')
