import pytest

from catalog.models import Film, Removal, Still
from tests.catalog.admin.conftest import queries, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(make_film, make_still):
    film = make_film("Playtime <b>", year=1967)
    for _ in range(3):
        make_still(film)
    return film


def undo_address(removal: Removal) -> str:
    return f"/admin/catalog/removal/{removal.pk}/undo/"


def test_a_film_deleted_on_its_page_can_be_brought_back(admin_client, film) -> None:
    page = soup(admin_client.get(f"/admin/catalog/film/{film.pk}/delete/"))
    assert "with 3 stills" in page.text
    assert "brought back for 7 days" in page.text
    delete = f"/admin/catalog/film/{film.pk}/delete/"
    response = admin_client.post(delete, {"post": "yes"}, follow=True)
    removal = Removal.objects.get()
    assert removal.removed_by.username == "admin"
    assert not Film.objects.exists()
    assert soup(response).select_one(f".messagelist a[href='{undo_address(removal)}']")
    assert "<b>" not in str(soup(response).select_one(".messagelist").encode_contents())
    page = soup(admin_client.get(undo_address(removal)))
    assert page.select_one("#content form[method=post]")
    assert Removal.objects.exists()  # looking brings nothing back
    response = admin_client.post(undo_address(removal), follow=True)
    assert "back in the catalogue" in response.text
    assert Film.objects.get().stills.count() == 3


def test_films_and_stills_deleted_in_lists_go_the_same_way(admin_client, film, make_film) -> None:
    first, second, third = film.stills.all()
    data = {"action": "delete_selected", "_selected_action": [first.pk, third.pk]}
    assert "brought back" in admin_client.post("/admin/catalog/still/", data).text
    admin_client.post("/admin/catalog/still/", data | {"post": "yes"})
    assert list(film.stills.all()) == [second]
    assert Removal.objects.get().label == "2 stills of Playtime <b> (1967)"
    make_film()
    keys = list(Film.objects.values_list("pk", flat=True))
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    admin_client.post("/admin/catalog/film/", data)
    assert not Film.objects.exists()
    assert Removal.objects.count() == 2


def test_a_still_ticked_off_in_its_films_form_can_be_brought_back(admin_client, film) -> None:
    page = soup(admin_client.get(f"/admin/catalog/film/{film.pk}/change/"))
    form = page.select_one("#film_form")
    data = {
        box["name"]: box.get("value", "")
        for box in form.select("input[name]:not([type=checkbox]):not([type=submit])")
    }
    gone = film.stills.all()[1]
    data["stills-1-DELETE"] = "on"
    data["note"] = ""
    response = admin_client.post(f"/admin/catalog/film/{film.pk}/change/", data)
    assert response.status_code == 302, soup(response).select_one(".errornote")
    assert not Still.objects.filter(pk=gone.pk).exists()
    assert Removal.objects.get().label.startswith("Still 2 of")


def test_what_was_removed_is_listed(admin_client, film) -> None:
    admin_client.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    page = soup(admin_client.get("/admin/catalog/removal/"))
    row = page.select_one("#result_list tbody tr").text
    assert "Playtime <b> (1967), with 3 stills" in row
    assert "admin" in row
    assert page.select_one(f"#result_list a[href='{undo_address(Removal.objects.get())}']")
    assert "Remove for good now" in page.select_one("select[name=action]").text


def test_removing_for_good_asks_and_takes_the_files(
    admin_client, film, django_capture_on_commit_callbacks
) -> None:
    paths = [still.path for still in film.stills.all()]
    admin_client.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [Removal.objects.get().pk]}
    page = soup(admin_client.post("/admin/catalog/removal/", data))
    assert "cannot be undone" in page.text
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post("/admin/catalog/removal/", data | {"post": "yes"})
    assert not Removal.objects.exists()
    assert not any(path.exists() for path in paths)


def test_undoing_twice_says_so(admin_client, film) -> None:
    admin_client.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    removal = Removal.objects.get()
    admin_client.post(undo_address(removal))
    response = admin_client.post(undo_address(removal), follow=True)
    assert "not there any more" in response.text
    assert Film.objects.count() == 1


def test_what_cannot_come_back_yet_says_what_to_do(admin_client, film) -> None:
    still = film.stills.first()
    admin_client.post(f"/admin/catalog/still/{still.pk}/delete/", {"post": "yes"})
    stills = Removal.objects.get()
    admin_client.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    response = admin_client.post(undo_address(stills), follow=True)
    assert "bring the film back first" in response.text
    assert Removal.objects.count() == 2


def test_who_may_delete_may_undo_but_not_remove_for_good(staff, viewer, film) -> None:
    deleter = staff("delete_film", "view_film")
    response = deleter.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    removal = Removal.objects.get()
    for who in (viewer, staff("delete_still", "view_still")):
        assert who.get(undo_address(removal)).status_code == 403
        assert who.post(undo_address(removal)).status_code == 403
    assert viewer.get("/admin/catalog/removal/").status_code == 403
    page = soup(deleter.get("/admin/catalog/removal/"))
    assert "Remove for good" not in page.text
    assert deleter.post(f"/admin/catalog/removal/{removal.pk}/delete/").status_code == 403
    assert deleter.post(undo_address(removal)).status_code == 302
    assert Film.objects.exists()


def test_view_only_staff_delete_nothing(viewer, film) -> None:
    delete = f"/admin/catalog/film/{film.pk}/delete/"
    assert viewer.post(delete, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [film.pk], "post": "yes"}
    viewer.post("/admin/catalog/film/", data)
    assert Film.objects.exists()


def test_pages_ask_no_more_for_more(admin_client, make_film, make_still) -> None:
    films = [make_film() for _ in range(6)]
    for film in films:
        make_still(film)

    def ask(some: list[Film]) -> int:
        data = {"action": "delete_selected", "_selected_action": [film.pk for film in some]}
        return queries(admin_client, "/admin/catalog/film/", data)

    ask(films[:1])
    assert ask(films[:2]) == ask(films)
    admin_client.post(f"/admin/catalog/film/{films[0].pk}/delete/", {"post": "yes"})
    listed = queries(admin_client, "/admin/catalog/removal/")
    for film in films[1:]:
        admin_client.post(f"/admin/catalog/film/{film.pk}/delete/", {"post": "yes"})
    # The messages waiting are shown, and taken out of the session, once.
    admin_client.get("/admin/catalog/removal/")
    assert queries(admin_client, "/admin/catalog/removal/") <= listed
