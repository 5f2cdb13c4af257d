"""From sources to the pictures they stand for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.sources import PlannedStill, plan
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Server, saying, site

STALKER = FilmFacts(title="Stalker", year=1979)


def planned(*sources: object, film: FilmFacts = STALKER, local: bool = True) -> list[PlannedStill]:
    return list(plan([str(source) for source in sources], film, local=local))


def codes(items: list[PlannedStill]) -> list[str]:
    return [item.error.code if item.error else "" for item in items]


def names(items: list[PlannedStill]) -> list[str]:
    return [item.path.name for item in items if item.path]


def fill(folder: Path, *files: str) -> Path:
    for seed, name in enumerate(files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(seed))
    return folder


def test_folder_is_read_in_the_order_people_count(tmp_path: Path) -> None:
    fill(tmp_path, "10.jpg", "2.JPG", "1.png", ".hidden.jpg", "notes.txt", "3.tif")
    items = planned(tmp_path)
    assert names(items) == ["1.png", "2.JPG", "3.tif", "10.jpg"]
    assert [(item.number, item.total) for item in items] == [(n, 4) for n in range(1, 5)]


def test_folder_of_pictures_takes_the_folders_in_it_along_one_level_deep(tmp_path: Path) -> None:
    folder = fill(tmp_path / "stalker-1979", "b.jpg", "extra/a.jpg", "extra/deep/c.jpg")
    items = planned(folder, film=FilmFacts())
    assert names(items) == ["b.jpg", "a.jpg"]
    assert {item.film for item in items} == {STALKER}


def test_folder_of_folders_is_a_shelf_of_films(tmp_path: Path) -> None:
    fill(tmp_path / "shelf", "Stalker (1979)/1.jpg", "the-red-shoes/1.jpg", "the-red-shoes/2.jpg")
    (tmp_path / "shelf" / "empty").mkdir()
    items = planned(tmp_path / "shelf", film=FilmFacts())
    assert [str(item.film) for item in items] == ["Stalker (1979)", *["The Red Shoes"] * 2]


def test_given_title_wins_over_the_folders_name(tmp_path: Path) -> None:
    fill(tmp_path / "x", "1.jpg")
    assert planned(tmp_path / "x")[0].film == STALKER
    [item] = planned(tmp_path / "x", film=FilmFacts(year=1950))
    assert (item.film.title, item.film.year) == ("X", 1950)


def test_manifest_in_a_folder_speaks_for_it(tmp_path: Path) -> None:
    folder = fill(tmp_path / "x", "a.jpg", "b.jpg")
    (folder / "manifest.csv").write_text("film,file\nSolaris,b.jpg\n")
    [item] = planned(folder, film=FilmFacts())
    assert (item.film.title, item.path) == ("Solaris", folder / "b.jpg")
    assert planned(tmp_path, film=FilmFacts())[0].film.title == "Solaris"


def test_manifest_without_film_needs_one_from_elsewhere(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    manifest = tmp_path / "stills.csv"
    manifest.write_text("film,file\n,a.jpg\nSolaris,a.jpg\nSolaris,\n")
    items = planned(manifest, film=FilmFacts())
    assert codes(items) == ["film_unknown", "", "bad_manifest"]
    assert items[2].source == f"{manifest} row 4"
    assert codes(planned(manifest)) == ["", "", "bad_manifest"]


def test_bad_source_is_one_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "no-rows.csv").write_text("film,file\n")
    items = planned(
        tmp_path / "none.jpg",
        tmp_path / "empty",
        tmp_path / "bad.json",
        tmp_path / "no-rows.csv",
        "ftp://pub.test/a.jpg",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "\0",
        tmp_path / "a.jpg",
    )
    assert codes(items) == [
        "unreadable_source",
        "folder_without_images",
        "bad_manifest",
        "bad_manifest",
        "address_refused",
        "address_refused",
        "address_refused",
        "unreadable_source",
        "",
    ]


def test_file_without_a_film_says_how_to_give_one(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    [item] = planned(tmp_path / "a.jpg", film=FilmFacts())
    assert item.error is not None
    assert item.error.code == "film_unknown"
    assert "title" in item.error.message


def test_files_of_this_machine_are_closed_to_who_gives_addresses(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    for source in (
        tmp_path,
        tmp_path / "a.jpg",
        "/etc/passwd",
        "manifest.csv",
        f"file://{tmp_path}",
    ):
        assert codes(planned(source, local=False)) == ["address_refused"]


def test_address_is_a_picture_or_a_page_by_what_comes(serve: Callable[..., Server]) -> None:
    page = (
        b'<title>Solaris (1972)</title><p>Director: A. One</p><img src="/a.jpg"><img src="b.jpg">'
    )
    server = serve(site({"/picture.html": picture(), "/page.jpg": (page, "text/html")}))
    [still] = planned(f"{server.origin}/picture.html")
    assert still.content == picture()
    stills = planned(f"{server.origin}/page.jpg", film=FilmFacts())
    assert [item.url for item in stills] == [f"{server.origin}/a.jpg", f"{server.origin}/b.jpg"]
    assert stills[0].film.directors == ("A. One",)
    assert stills[0].still.page_url == f"{server.origin}/page.jpg"
    assert server.paths == ["/picture.html", "/page.jpg"]


def test_given_facts_win_over_the_pages(serve: Callable[..., Server]) -> None:
    page = (
        b'<title>Solaris (1972)</title><p>Director: A. One</p><p>Country: USSR</p><img src="a.jpg">'
    )
    server = serve(site({"/": page}))
    [item] = planned(server.origin, film=FilmFacts(title="Solyaris", directors=("B. Two",)))
    film = item.film
    assert (film.title, film.year, film.directors) == ("Solyaris", 1972, ("B. Two",))
    assert film.country == "USSR"


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"<p>no pictures", "text/html", "page_without_images"),
        (b"<html><img src=a.jpg>", "image/jpeg", "not_an_image"),
        (b"", "image/jpeg", "not_an_image"),
        (b"plain words", "text/plain", "not_an_image"),
        (b"<svg><image href='a.jpg'/></svg>", "text/html", "unsupported_type"),
        (b"II*\0" + b"\0" * 50, "image/tiff", "unsupported_type"),
        (b"<img src='a.jpg'>", "text/html", "film_unknown"),
    ],
)
def test_address_of_neither_says_what_is_wrong(
    serve: Callable[..., Server], body: bytes, kind: str, code: str
) -> None:
    server = serve(site({"/x": (body, kind)}))
    assert codes(planned(f"{server.origin}/x", film=FilmFacts())) == [code]


def test_plan_is_lazy(serve: Callable[..., Server], tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    server = serve(saying(b""))
    items = plan([str(tmp_path / "a.jpg"), server.origin], STALKER)
    assert next(items).path == tmp_path / "a.jpg"
    assert server.connections == 0


def test_long_page_says_that_it_was_cut(serve: Callable[..., Server]) -> None:
    body = b"".join(b"<img src='/%d.jpg'>" % n for n in range(600))
    items = planned(serve(site({"/": body})).origin)
    assert len(items) == 500
    assert items[-1].note
    assert not items[0].note
