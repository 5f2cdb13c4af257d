import pytest

from tests.catalog.admin.conftest import queries, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(make_film, make_still):
    film = make_film("Playtime", year=1967)
    for _ in range(3):
        make_still(film)
    return film


def address(film) -> str:
    return f"/admin/catalog/film/{film.pk}/order/"


def sent(film, *places: int) -> dict:
    """What the form sends when these numbers are written, one for each still."""
    keys = [still.pk for still in film.stills.all()]
    return {"shown": keys} | {f"place-{k}": p for k, p in zip(keys, places, strict=True)}


def test_the_films_page_leads_there_and_every_still_has_its_number(admin_client, film) -> None:
    page = soup(admin_client.get(f"/admin/catalog/film/{film.pk}/change/"))
    assert page.select_one(f"a[href='{address(film)}']")
    page = soup(admin_client.get(address(film)))
    assert [box["value"] for box in page.select(".tile .place input")] == ["1", "2", "3"]
    assert all(image["src"].startswith("/renditions/") for image in page.select(".tile img"))
    assert page.select_one("#said")["aria-live"] == "polite"


def test_numbers_written_are_kept_without_javascript(admin_client, film) -> None:
    one, two, three = film.stills.all()
    response = admin_client.post(address(film), sent(film, 3, 2, 3), follow=True)
    assert "Saved." in response.text
    assert list(film.stills.all()) == [two, three, one]
    assert list(film.stills.values_list("position", flat=True)) == [1, 2, 3]


def test_numbers_that_are_none_change_nothing(admin_client, film) -> None:
    before = list(film.stills.all())
    data = sent(film, "", "x", "-5")  # type: ignore[arg-type]
    assert "what it was" in admin_client.post(address(film), data, follow=True).text
    assert list(film.stills.all()) == before


def test_an_order_of_other_stills_is_refused_and_not_lost(admin_client, film, make_still) -> None:
    one, two, three = film.stills.all()
    data = sent(film, 3, 2, 1)
    two.delete()
    new = make_still(film)
    page = soup(admin_client.post(address(film), data), 409)
    assert "Not saved" in page.select_one("[role=alert]").text
    assert "1 is new" in page.select_one("[role=alert]").text
    boxes = [box["name"] for box in page.select(".tile .place input")]
    assert boxes == [f"place-{still.pk}" for still in (three, one, new)]
    assert film.stills.first() == one
    # Sending that page as it stands keeps the order.
    again = {box["name"]: box["value"] for box in page.select(".tile .place input")}
    shown = [box["value"] for box in page.select("input[name=shown]")]
    admin_client.post(address(film), {"shown": shown, **again})
    assert list(film.stills.all()) == [three, one, new]


def test_an_order_that_somebody_else_has_made_meanwhile_is_not_overwritten(
    admin_client, film
) -> None:
    data = sent(film, 3, 2, 1)
    admin_client.post(address(film), sent(film, 2, 1, 3))
    page = soup(admin_client.post(address(film), data), 409)
    assert "another order" in page.select_one("[role=alert]").text


def test_only_who_may_change_films_and_stills_orders(staff, viewer, film, client) -> None:
    for who in (viewer, staff("change_film", "view_film"), staff("change_still")):
        assert who.get(address(film)).status_code == 403
        assert who.post(address(film), sent(film, 3, 2, 1)).status_code == 403
    assert client.get(address(film)).status_code == 302
    assert staff("change_film", "change_still").get(address(film)).status_code == 200


def test_orders_from_elsewhere_are_refused(staff, film) -> None:
    strict = staff("change_film", "change_still", strict=True)
    assert strict.post(address(film), sent(film, 3, 2, 1)).status_code == 403


def test_a_film_that_is_not_there(admin_client) -> None:
    assert admin_client.get("/admin/catalog/film/999/order/").status_code == 404


def test_a_film_without_stills_says_so(admin_client, make_film) -> None:
    assert "has no stills yet" in admin_client.get(address(make_film())).text


def test_the_page_asks_no_more_for_more_stills(admin_client, film, make_film, make_still) -> None:
    large = make_film()
    for _ in range(9):
        make_still(large)
    admin_client.get(address(film))
    assert queries(admin_client, address(film)) == queries(admin_client, address(large))
