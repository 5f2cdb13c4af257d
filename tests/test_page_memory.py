"""Public pages are remembered, and never older than what they are made of."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from catalog.models import Film, Person, Still
from config import page_memory
from config import settings as product
from config.page_memory import Memory, Page
from palettes.models import Look, Palette

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_served(settings: Any) -> None:
    """The middleware that the product has; the tests' other settings."""
    settings.MIDDLEWARE = product.MIDDLEWARE
    assert "config.page_memory.PageMemory" in settings.MIDDLEWARE


@pytest.fixture
def film(make_film: Any, make_still: Any) -> Film:
    film: Film = make_film("Amber Hour", year=1961)
    film.directors.add(Person.objects.create(name="Ines Falk"))
    make_still(film, computed=True)
    return film


@pytest.fixture
def asked(django_assert_num_queries: Any) -> Callable[[Client, str], bytes]:
    """Ask for a page that must come from memory: one question to the database."""

    def ask(client: Client, path: str) -> bytes:
        with django_assert_num_queries(1):
            return bytes(client.get(path).content)

    return ask


@pytest.mark.parametrize("path", ["/", "/films/", "/films/amber-hour-1961/", "/compare/"])
def test_a_page_asked_for_again_is_not_made_again(film: Film, asked: Any, path: str) -> None:
    client = Client()
    first = client.get(path)
    assert asked(client, path) == first.content
    known = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known["ETag"] == first["ETag"]


def test_it_comes_with_all_its_headers_and_compressed(film: Film, asked: Any) -> None:
    client = Client(headers={"Accept-Encoding": "gzip"})
    first, again = client.get("/films/"), client.get("/films/")
    assert dict(first.items()) == dict(again.items())
    assert "Content-Security-Policy" in again
    assert {"Cookie", "Accept-Encoding"} <= set(again["Vary"].split(", "))
    assert b"Amber Hour" in gzip.decompress(again.content)
    assert b"Amber Hour" in Client().get("/films/").content


def rename(film: Film) -> None:
    film.title = "Changed"
    film.save()


def rename_in_bulk(film: Film) -> None:
    Film.objects.filter(pk=film.pk).update(title="Changed")


def rename_by_hand(film: Film) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_film SET title = %s WHERE id = %s", ["Changed", film.pk])


def rename_together(film: Film) -> None:
    film.title = "Changed"
    with transaction.atomic():
        Film.objects.bulk_update([film], ["title"])
        Person.objects.create(name="Somebody")


def add_a_film(film: Film) -> None:
    Film.objects.create(title="Changed")


@pytest.mark.parametrize(
    "change", [rename, rename_in_bulk, rename_by_hand, rename_together, add_a_film]
)
def test_a_change_is_seen_at_once(film: Film, change: Callable[[Film], None]) -> None:
    client = Client()
    old = client.get("/films/")
    assert b"Changed" not in old.content
    change(film)
    new = client.get("/films/", headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200
    assert b"Changed" in new.content


def forget_its_people(film: Film) -> None:
    film.directors.clear()


def forget_a_person(film: Film) -> None:
    Person.objects.all().delete()


def forget_its_stills(film: Film) -> None:
    Still.objects.all().delete()


def give_it_a_palette(film: Film) -> None:
    Palette.objects.filter(film=film).update(swatches=[{"hex": "#123456", "share": 1.0}])


def take_its_palettes(film: Film) -> None:
    Palette.objects.all().delete()


def change_a_look(film: Film) -> None:
    Look.objects.update(fingerprint=b"\0" * 144)


@pytest.mark.parametrize(
    "change",
    [
        forget_its_people,
        forget_a_person,
        forget_its_stills,
        give_it_a_palette,
        take_its_palettes,
        change_a_look,
    ],
)
def test_whatever_a_page_is_made_of_makes_it_anew(
    film: Film, change: Callable[[Film], None]
) -> None:
    before = version()
    change(film)
    assert version() > before


def version() -> int:
    from palettes.page_version import current

    return current()


def test_what_is_rolled_back_changes_nothing(film: Film, asked: Any) -> None:
    client = Client()
    client.get("/films/")
    with transaction.atomic():
        rename(film)
        transaction.set_rollback(True)
    assert b"Changed" not in asked(client, "/films/")


def test_a_transaction_tells_once(film: Film) -> None:
    with transaction.atomic():
        for _ in range(3):
            rename(film)
        assert [call[1].__name__ for call in connection.run_on_commit] == ["grow"]


def test_rooms_are_kept_apart(film: Film) -> None:
    dark, light = Client(), Client()
    light.cookies["room"] = "light"
    assert b'data-room="light"' not in dark.get("/films/").content
    assert b'data-room="light"' in light.get("/films/").content
    assert b'data-room="light"' not in dark.get("/films/").content


def test_whoever_is_logged_in_gets_their_own(film: Film, admin_client: Client) -> None:
    still = film.stills.get()
    Client().get(still.get_absolute_url())
    assert admin_client.get(still.get_absolute_url()).status_code == 200
    admin_client.get("/films/")
    assert b"Amber Hour" in Client().get("/films/").content


@pytest.mark.parametrize("path", ["/films/no-such-film/", "/admin/login/", "/healthz"])
def test_what_is_not_for_everyone_is_not_remembered(
    film: Film, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []
    monkeypatch.setattr(Memory, "put", lambda *args: kept.append(args))
    client = Client()
    client.get(path)
    assert kept == []
    client.get("/about/")
    assert len(kept) == 1


def page(content: bytes, at: float = 0.0) -> Page:
    return Page((("ETag", '"x"'),), content, at)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_memory, "MOST_BYTES", 1000)
    monkeypatch.setattr(page_memory.time, "monotonic", lambda: 0.0)
    memory = Memory()
    memory.get(1, ("first",))
    for n in range(20):
        memory.put(1, (str(n),), page(bytes(90)))
        memory.get(1, ("0",))
    kept = [n for n in range(20) if memory.get(1, (str(n),))]
    assert len(kept) == 11
    assert kept[0] == 0  # asked for all the time
    memory.put(1, ("large",), page(bytes(101)))
    assert memory.get(1, ("large",)) is None


def test_a_page_grows_old_and_a_version_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_memory.time, "monotonic", lambda: 1000.0)
    memory = Memory()
    memory.get(1, ("a",))
    memory.put(1, ("a",), page(b"a", at=1000.0))
    memory.put(1, ("old",), page(b"a", at=1000.0 - page_memory.SECONDS - 1))
    assert memory.get(1, ("a",)) is not None
    assert memory.get(1, ("old",)) is None
    assert memory.get(2, ("a",)) is None
    memory.put(1, ("late",), page(b"a", at=1000.0))  # begun before the change
    assert memory.get(2, ("late",)) is None


def test_every_remembered_page_exists() -> None:
    spaces = {name: space for name, (_, space) in get_resolver().namespace_dict.items()}
    for name in page_memory.PAGES:
        app, _, page_name = name.partition(":")
        assert page_name in spaces[app].reverse_dict, name


EVERY_PAGE = (
    "/", "/films/", "/films/{slug}/", "/films/{slug}/map/", "/stills/{still}/", "/search/",
    "/search/?c=teal", "/compare/", "/map/", "/lab/", "/colours/", "/colours/teal/", "/people/",
    "/decades/", "/about/", "/about/methods/", "/palette/", "/palette/aa3322-1f4e5f/",
    "/palette/nonsense/", "/embed/aa3322-1f4e5f/", "/api/docs", "/films/none/", "/none",
    "/admin/login/",
)  # fmt: skip


@pytest.mark.parametrize("method", ["get", "head"])
def test_every_page_says_what_it_depends_on(film: Film, method: str) -> None:
    client = Client()
    for path in EVERY_PAGE:
        path = path.format(slug=film.slug, still=film.stills.get().pk)
        for _ in range(2):  # made, and remembered
            response = getattr(client, method)(path)
            assert response["Content-Type"].startswith("text/html"), path
            vary = {name.strip() for name in response["Vary"].split(",")}
            assert {"Cookie", "HX-Request"} <= vary, path
    page = client.get("/palette/aa3322-1f4e5f/")
    known = client.get("/palette/aa3322-1f4e5f/", headers={"If-None-Match": page["ETag"]})
    assert known.status_code == 304
    assert known["Vary"] == page["Vary"] == "Cookie, HX-Request, Accept-Encoding"


def test_what_is_the_same_for_everybody_does_not_depend_on_cookies(film: Film) -> None:
    for path in ("/palette/aa3322/export/css", "/api/v1/films", "/healthz", "/robots.txt"):
        assert "Cookie" not in Client().get(path).get("Vary", "")


def test_pages_are_only_read_and_say_so(film: Film) -> None:
    for path in ("/", f"/films/{film.slug}/", "/palette/aa3322/", "/api/docs", "/healthz"):
        head, page = Client().head(path), Client().get(path)
        assert (head.status_code, head.content) == (page.status_code, b"")
        assert head["Content-Type"] == page["Content-Type"]
        for method in ("OPTIONS", "POST", "PUT", "DELETE"):
            response = Client().generic(method, path)
            assert response.status_code == 405, (method, path)
            assert response["Allow"] == "GET, HEAD"
