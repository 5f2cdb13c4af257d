import pytest

from catalog.models import Film
from catalog.upkeep import sample
from tests.catalog.admin.conftest import soup

pytestmark = pytest.mark.django_db

BUTTON = "/admin/catalog/film/sample/remove/"


def test_a_click_in_the_admin_takes_them_away(admin_client, make_film) -> None:
    own = make_film("Playtime")
    films = "/admin/catalog/film/"
    assert soup(admin_client.get(films)).select_one("form.sample") is None
    make_film("Salt", note=sample.NOTE)
    form = soup(admin_client.get(films)).select_one("form.sample")
    assert "1 of these films is fictional" in form.text
    assert form["action"] == BUTTON
    page = soup(admin_client.post(BUTTON, follow=True))
    assert list(Film.objects.all()) == [own]
    assert "can be brought back" in page.select_one(".messagelist").text
    assert page.select_one("form.sample") is None
    again = soup(admin_client.post(BUTTON, follow=True))
    assert "no sample films any more" in again.select_one(".messagelist").text


def test_only_who_may_delete_films_takes_them_away_and_only_by_a_click(
    viewer, admin_client, make_film
) -> None:
    make_film("Salt", note=sample.NOTE)
    assert soup(viewer.get("/admin/catalog/film/")).select_one("form.sample") is None
    assert viewer.post(BUTTON).status_code == 403
    assert admin_client.get(BUTTON).status_code == 405
    assert Film.objects.count() == 1
