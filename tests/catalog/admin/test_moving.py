import pytest

from catalog.models import Still
from tests.catalog.admin.conftest import soup

pytestmark = pytest.mark.django_db
MOVE = "/admin/catalog/still/move/"


def test_stills_chosen_in_the_list_are_moved(admin_client, make_film, make_still) -> None:
    one, two = make_still(), make_still()
    target = make_film("Target")
    data = {"action": "move_stills", "_selected_action": [one.pk, two.pk]}
    page = soup(admin_client.post("/admin/catalog/still/", data))
    keys = [box["value"] for box in page.select("input[name=still]")]
    assert sorted(keys) == sorted([str(one.pk), str(two.pk)])
    assert page.select_one("select[name=film].admin-autocomplete")
    sent = {"still": keys, "target": "yes", "film": target.pk}
    response = admin_client.post(MOVE, sent, follow=True)
    assert "Moved 2 stills to Target." in response.text
    assert target.stills.count() == 2


def test_doubles_are_named_and_stay(admin_client, make_film, make_still, make_picture) -> None:
    target = make_film("Target")
    picture = make_picture()
    make_still(target, path=picture)
    double = make_still(make_film("Source & Co"), path=picture)
    sent = {"still": [double.pk], "target": "yes", "film": target.pk}
    response = admin_client.post(MOVE, sent, follow=True)
    assert "Source &amp; Co no. 1" in response.text
    assert "same pictures" in response.text
    double.refresh_from_db()
    assert double.film != target


@pytest.mark.parametrize("named", ["Target", "target-1999", " tARGET ", "arge"])
def test_the_film_may_be_written_instead(admin_client, make_film, make_still, named) -> None:
    still, target = make_still(), make_film("Target", year=1999)
    sent = {"still": [still.pk], "target": "yes", "film": "", "named": named}
    admin_client.post(MOVE, sent)
    assert Still.objects.get().film == target


@pytest.mark.parametrize(
    ("named", "fault"),
    [("", "Say which film"), ("<b>Nothing", "No film is called"), ("Twin", "Several films")],
)
def test_a_film_that_is_not_meant_clearly_is_asked_again(
    admin_client, make_film, make_still, named, fault
) -> None:
    still = make_still()
    make_film("Twin", year=1990), make_film("Twin", year=1991)
    sent = {"still": [still.pk], "target": "yes", "named": named}
    response = admin_client.post(MOVE, sent)
    page = soup(response)
    assert fault in page.select_one(".errorlist").text
    assert page.select_one(f"input[name=still][value='{still.pk}']")
    assert "<b>Nothing" not in response.text


def test_nothing_selected_leads_back(admin_client, make_still) -> None:
    still = make_still()
    response = admin_client.post(MOVE, {"from": still.film.pk}, follow=True)
    assert "Select the stills" in response.text
    assert response.redirect_chain[0][0].endswith(f"/film/{still.film.pk}/order/")
    assert admin_client.get(MOVE).status_code == 302
    assert admin_client.post(MOVE, {"still": ["x", "9" * 30]}).status_code == 302


def test_only_who_may_change_stills_moves(viewer, staff, make_film, make_still) -> None:
    still, target = make_still(), make_film()
    sent = {"still": [still.pk], "target": "yes", "film": target.pk}
    assert viewer.post(MOVE, sent).status_code == 403
    listed = viewer.get("/admin/catalog/still/")
    assert listed.status_code == 200
    assert "move_stills" not in listed.text
    assert staff("change_still", "view_film").post(MOVE, sent).status_code == 302
    assert target.stills.count() == 1


def test_a_still_given_another_film_in_its_own_form_tells_both(
    admin_client, make_film, make_still, django_capture_on_commit_callbacks
) -> None:
    from catalog.signals import stills_changed

    still, target, told = make_still(), make_film(), []

    def hear(film, **kwargs) -> None:
        told.append(film.pk)

    stills_changed.connect(hear)
    data = {"film": target.pk, "position": 1}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"/admin/catalog/still/{still.pk}/change/", data)
    assert sorted(told) == sorted([still.film.pk, target.pk])
