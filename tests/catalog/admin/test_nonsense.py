"""Whatever is sent to the admin's pages as a key or a number, none of them breaks."""

import pytest
from django.contrib.admin import site

from catalog.models import Film
from tests.catalog.admin.conftest import soup

pytestmark = pytest.mark.django_db
HUGE = "99999999999999999999"
ODD = ["abc", HUGE, "-1", "", "0", "1\0", "\0", "1.5", "_5F", "9223372036854775807", "٣", "1,2"]
NAMED = ["text", "huge", "negative", "none", "zero", "nul-behind", "nul", "part", "quoted",
         "largest", "arabic", "two"]  # fmt: skip
odd = pytest.mark.parametrize("odd", ODD, ids=NAMED)
WELL = {200, 302, 400, 403, 404, 405, 409}


@pytest.fixture
def client(admin_client, make_still):
    make_still(), make_still()
    return admin_client


@odd
def test_lists_take_anything_as_chosen(client, odd: str) -> None:
    for model in ("film", "still", "person", "genre", "removal"):
        for action in ("delete_selected", "merge_films", "move_stills", "nonsense"):
            data = {"action": action, "_selected_action": odd, "index": "0"}
            response = client.post(f"/admin/catalog/{model}/", data)
            assert response.status_code in WELL, (model, action)
    assert Film.objects.count() == 2


@odd
def test_lists_take_anything_to_be_narrowed_down_by(client, odd: str) -> None:
    for model in ("film", "still", "person", "genre", "ingestion", "removal"):
        for name in ("id", "id__in", "film", "film__id__in", "created_at__year", "p", "days", "q"):
            response = client.get(f"/admin/catalog/{model}/", {name: odd})
            assert response.status_code in WELL, (model, name)
            data = {"action": "delete_selected", "_selected_action": "1", "index": "0"}
            response = client.post(f"/admin/catalog/{model}/", data, query_params={name: odd})
            assert response.status_code in WELL, (model, name)
    assert client.get("/admin/catalog/film/export/", {"id": odd}).status_code in WELL


def test_a_fault_of_an_action_is_not_taken_for_nonsense(client, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(site.get_model_admin(Film).__class__, "merge_films", broken)
    data = {"action": "merge_films", "_selected_action": str(Film.objects.first().pk), "index": "0"}
    with pytest.raises(ValueError, match="a fault of ours"):
        client.post("/admin/catalog/film/", data, query_params={"q": "film"})


@odd
def test_pages_of_one_row_take_anything_as_its_key(client, odd: str) -> None:
    for address in (
        "film/merge/1/{}/", "film/merge/{}/1/", "film/merge/{}/{}/", "film/{}/order/",
        "film/{}/change/", "still/{}/change/", "still/{}/delete/", "still/{}/history/",
        "ingestion/{}/", "ingestion/{}/live/", "ingestion/{}/act/", "ingestion/{}/cancel/",
        "ingestion/picture/{}/480.webp", "ingestion/picture/1/{}.webp", "removal/{}/undo/",
        "ingestion/add/?film={}",
    ):  # fmt: skip
        whole = "/admin/catalog/" + address.replace("{}", odd.replace("\0", "%00"))
        assert client.get(whole).status_code in WELL | {301}, whole
        assert client.post(whole, {"what": "again", "item": odd}).status_code in WELL | {301}, whole


@odd
def test_forms_take_anything_in_their_fields(client, odd: str) -> None:
    film = Film.objects.first()
    still = film.stills.get()
    changed = f"/admin/catalog/film/{film.pk}/change/"
    counts = {"stills-TOTAL_FORMS": "1", "stills-INITIAL_FORMS": "1"}
    rows = {f"stills-0-{name}": odd for name in ("id", "film", "position")}
    for address, data in (
        ("/admin/catalog/ingestion/add/", {"film": odd, "addresses": "http://a.example/"}),
        ("/admin/catalog/ingestion/add/", {"film": odd, "follow": odd, "year": odd, "title": odd}),
        ("/admin/catalog/still/move/", {"still": still.pk, "target": "yes", "film": odd}),
        ("/admin/catalog/still/move/", {"still": odd, "target": odd, "from": odd, "named": odd}),
        (f"/admin/catalog/film/{film.pk}/order/", {"shown": odd, "still": odd, "place-1": odd}),
        (changed, {"title": "x", "directors": odd, "genres": odd, **counts, **rows}),
        (changed, {"title": "x", "stills-TOTAL_FORMS": odd, "stills-INITIAL_FORMS": odd}),
        (f"/admin/catalog/still/{still.pk}/change/", {"film": odd, "position": odd}),
        ("/admin/catalog/film/process_import/", {"import_file_name": odd, "format": odd}),
    ):
        assert client.post(address, data).status_code in WELL, (address, data)


def test_key_that_is_none_is_told_where_it_was_chosen(client) -> None:
    page = soup(client.post("/admin/catalog/ingestion/add/", {"film": "abc"}))
    assert "valid choice" in page.select_one(".errorlist[id*=film], .errorlist").text
