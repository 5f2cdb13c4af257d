from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django_tasks_db.models import DBTaskResult

from catalog.models import Ingestion, Person
from palettes import compute
from palettes.models import Palette

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(make_still):
    still = make_still(computed=True)
    compute.compute_film(still.film)
    return still


def soup(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def test_a_film_shows_its_stills_and_the_way_to_more(admin_client, still) -> None:
    page = soup(admin_client, f"/admin/catalog/film/{still.film.pk}/change/")
    assert page.select_one("#stills-group .field-picture img")["src"].startswith("/renditions/")
    assert page.select_one(f"a[href='/admin/catalog/ingestion/add/?film={still.film.pk}']")


def test_lists_draw_strips(admin_client, still) -> None:
    for model in ("catalog/film", "catalog/still", "palettes/palette"):
        page = soup(admin_client, f"/admin/{model}/")
        assert page.select("#result_list svg.strip rect"), model


def test_palettes_are_looked_at_not_typed(admin_client, still) -> None:
    palette = Palette.objects.first()
    page = soup(admin_client, f"/admin/palettes/palette/{palette.pk}/change/")
    assert page.select("svg.strip rect")
    assert not page.select("form#palette_form input[type=text], form#palette_form textarea")
    assert admin_client.get("/admin/palettes/palette/add/").status_code == 403
    assert admin_client.get("/admin/catalog/still/add/").status_code == 403


@pytest.mark.parametrize(
    ("model", "action", "tasks"),
    [
        ("catalog/film", "recompute_films", 2),
        ("catalog/still", "recompute_stills", 2),
        ("palettes/palette", "recompute", 1),
    ],
)
def test_recomputing_is_queued(admin_client, still, model: str, action: str, tasks: int) -> None:
    pk = {
        "catalog/film": still.film.pk,
        "catalog/still": still.pk,
        "palettes/palette": still.palettes.first().pk,
    }[model]
    data = {"action": action, "_selected_action": [pk]}
    response = admin_client.post(f"/admin/{model}/", data, follow=True)
    assert "Queued" in response.text
    assert DBTaskResult.objects.count() == tasks


def test_pasted_addresses_are_queued_for_the_film(admin_client, still) -> None:
    text = " https://example.com/a.jpg \n\nhttps://example.com/b.jpg\nhttps://example.com/a.jpg"
    data = {"film": still.film.pk, "addresses": text}
    response = admin_client.post("/admin/catalog/ingestion/add/", data, follow=True)
    ingestion = Ingestion.objects.get()
    assert ingestion.state == Ingestion.State.PREVIEW
    assert ingestion.sources == ["https://example.com/a.jpg", "https://example.com/b.jpg"]
    assert ingestion.film == still.film
    assert ingestion.requested_by.username == "admin"
    assert DBTaskResult.objects.get().args_kwargs["args"] == [ingestion.pk]
    page = BeautifulSoup(response.content, "lxml")
    assert "https://example.com/a.jpg" in page.text


def test_a_refused_address_is_named_and_nothing_is_lost(admin_client) -> None:
    text = "https://example.com/a.jpg\nhttp://127.0.0.1/b.jpg\nfile:///etc/passwd"
    page = BeautifulSoup(
        admin_client.post("/admin/catalog/ingestion/add/", {"addresses": text}).content, "lxml"
    )
    errors = page.select_one(".errorlist").text
    assert "http://127.0.0.1/b.jpg" in errors
    assert "file:///etc/passwd" in errors
    assert "example.com" not in errors
    assert page.select_one("textarea").text.strip() == text
    assert not Ingestion.objects.exists()


def test_too_many_addresses_are_refused(admin_client) -> None:
    text = "\n".join(f"https://example.com/{i}.jpg" for i in range(501))
    response = admin_client.post("/admin/catalog/ingestion/add/", {"addresses": text})
    assert "At most 500" in response.text


def test_the_lists_queries_do_not_grow(admin_client, make_still, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(address).status_code == 200
        return len(captured)

    make_still(computed=True)
    addresses = ["/admin/catalog/film/", "/admin/catalog/still/", "/admin/palettes/palette/"]
    few = [queries(address) for address in addresses]
    for _ in range(4):
        make_still(computed=True)
    assert [queries(address) for address in addresses] == few


def test_strangers_are_sent_to_the_login(client, still) -> None:
    assert client.get("/admin/catalog/ingestion/add/").status_code == 302


@pytest.mark.parametrize("asked", ["pack.zip", "zip", "Łódź", "lodz", '"ödz x.zip"', "said"])
def test_the_history_finds_what_its_columns_show(
    admin_client, make_film, make_still, asked: str
) -> None:
    film = make_film("Łódź at Dawn")
    shown = Ingestion.objects.create(
        sources=["pack.zip", "ödz x.zip"], facts={"title": "As Said"}, state=Ingestion.State.DONE
    )
    shown.items.create(source="a/b.png", still=make_still(film), state="stored")
    other = Ingestion.objects.create(sources=["https://example.org/other.png"])
    other.items.create(source="https://example.org/other.png")
    found = admin_client.get("/admin/catalog/ingestion/", {"q": asked}).context["cl"].result_list
    assert [row.pk for row in found] == [shown.pk]


def test_the_admin_speaks_of_the_catalogue_in_its_own_words(admin_client, still) -> None:
    names = [row.text.strip() for row in soup(admin_client, "/admin/").select(".module caption")]
    assert "Background work" in names
    page = soup(admin_client, f"/admin/catalog/still/{still.pk}/change/")
    labels = {
        label.text.strip().rstrip(":") for label in page.select(".form-row label, .form-row .label")
    }
    assert {"Address of the picture", "Page that showed it", "SHA-256 of its bytes"} <= labels
    assert not {"Sha256", "Source url", "Page url"} & labels


def test_lists_tell_the_hour_as_every_page_does(admin_client, still) -> None:
    Palette.objects.update(computed_at=datetime(2026, 3, 4, 8, 5, tzinfo=UTC))
    cell = soup(admin_client, "/admin/palettes/palette/").select_one(".field-computed_at")
    assert cell.text == "4 Mar 2026, 08:05"


def test_keepers_find_films_and_people_whatever_their_accents(admin_client, make_film) -> None:
    film = make_film("Łódź")
    film.directors.add(Person.objects.create(name="Ágnes"))
    for model, asked in (("film", "lodz"), ("film", "agnes"), ("person", "AGNES")):
        page = admin_client.get(f"/admin/catalog/{model}/", {"q": asked})
        assert page.context["cl"].result_count == 1, asked
