import pytest

from catalog.admin import merging
from catalog.models import Film
from tests.catalog.admin.conftest import queries, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def films(make_film, make_still):
    one = make_film("Ikiru", year=1952, country="Japan")
    two = make_film("To Live <script>", year=1953, note="From another list")
    make_still(one), make_still(two)
    return one, two


def address(one: Film, two: Film) -> str:
    return f"/admin/catalog/film/merge/{one.pk}/{two.pk}/"


def seen(client, *films: Film) -> str:
    return soup(client.get(address(*films))).select_one("input[name=seen]")["value"]


def test_two_films_chosen_in_the_list_stand_side_by_side(admin_client, films) -> None:
    data = {"action": "merge_films", "_selected_action": [film.pk for film in films]}
    response = admin_client.post("/admin/catalog/film/", data, follow=True)
    page = soup(response)
    assert [head.text for head in page.select(".sides h2")] == [
        "Ikiru (1952)",
        "To Live <script> (1953)",
    ]
    assert page.select_one("input[name=title][value=first]").has_attr("checked")
    # What only one of them has is chosen from the start.
    assert page.select_one("input[name=note][value=second]").has_attr("checked")
    assert "<script> (1953)" not in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_merging_takes_two(admin_client, films, make_film, count) -> None:
    keys = [films[0].pk, films[1].pk, make_film().pk][:count]
    data = {"action": "merge_films", "_selected_action": keys}
    response = admin_client.post("/admin/catalog/film/", data, follow=True)
    assert "Select two films" in response.text


def test_they_become_one_with_the_values_chosen(admin_client, films) -> None:
    one, two = films
    data = {"seen": seen(admin_client, one, two), "slug": "second", "title": "first"}
    response = admin_client.post(address(one, two), data | {"year": "second"}, follow=True)
    assert "is merged into" in response.text
    film = Film.objects.get()
    assert (film.pk, film.slug) == (two.pk, two.slug)
    assert (film.title, film.year, film.country) == ("Ikiru", 1953, "Japan")
    assert film.note == "From another list"
    assert film.stills.count() == 2


def test_films_that_changed_meanwhile_are_not_merged(admin_client, films) -> None:
    one, two = films
    old = seen(admin_client, one, two)
    Film.objects.filter(pk=one.pk).update(title="Changed")
    data = {"seen": old, "title": "second", "slug": "second"}
    page = soup(admin_client.post(address(one, two), data), 409)
    assert "Not merged" in page.select_one("[role=alert]").text
    assert page.select_one("input[name=title][value=second]").has_attr("checked")
    assert Film.objects.count() == 2


def test_only_who_may_change_and_delete_merges(viewer, staff, films) -> None:
    half = staff("change_film", "change_still", "view_film")
    for who in (viewer, half):
        assert who.get(address(*films)).status_code == 403
        assert who.post(address(*films)).status_code == 403
        assert "merge_films" not in who.get("/admin/catalog/film/").text
    whole = staff("change_film", "change_still", "delete_film")
    assert "merge_films" in whole.get("/admin/catalog/film/").text
    assert whole.get(address(*films)).status_code == 200


def test_films_that_are_not_there_are_not_found(admin_client, films) -> None:
    assert admin_client.get("/admin/catalog/film/merge/998/999/").status_code == 404


def test_the_page_asks_no_more_for_more_stills(admin_client, films, make_film, make_still) -> None:
    one, two = make_film(), make_film()
    for film in (one, two):
        for _ in range(5):
            make_still(film)
    admin_client.get(address(*films))
    assert queries(admin_client, address(*films)) == queries(admin_client, address(one, two))


def test_second_click_on_merge_is_told_that_it_was_done(admin_client, films) -> None:
    one, two = films
    data = {"seen": seen(admin_client, one, two), "slug": "first"}
    admin_client.post(address(one, two), data)
    response = admin_client.post(address(one, two), data, follow=True)
    assert response.redirect_chain[-1][0] == f"/admin/catalog/film/{one.pk}/change/"
    assert "There is only Ikiru (1952) any more" in response.text


def test_film_that_goes_while_it_is_merged_is_told(admin_client, films, monkeypatch) -> None:
    one, two = films
    data = {"seen": seen(admin_client, one, two), "slug": "first"}
    merge = merging.merge

    def late(*arguments: object) -> Film:
        Film.objects.filter(pk=two.pk).delete()
        return merge(*arguments)

    monkeypatch.setattr(merging, "merge", late)
    response = admin_client.post(address(one, two), data, follow=True)
    assert "There is only Ikiru (1952) any more" in response.text


def test_film_is_not_merged_with_itself(admin_client, films) -> None:
    for ask in (admin_client.get, admin_client.post):
        response = ask(address(films[0], films[0]), follow=True)
        assert "Ikiru (1952) cannot be merged with itself" in response.text
    assert Film.objects.count() == 2
