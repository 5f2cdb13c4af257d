import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.upkeep.ordering import StaleOrderError, places, reorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ({}, [7, 8, 9]),
        ({7: 3}, [8, 9, 7]),
        ({9: 1}, [9, 7, 8]),
        ({7: 99}, [8, 9, 7]),
        ({9: 0}, [9, 7, 8]),
        ({7: 3, 8: 2, 9: 1}, [9, 8, 7]),
        ({8: 2}, [7, 8, 9]),
    ],
)
def test_a_still_gets_the_number_it_was_given(wanted: dict, order: list) -> None:
    assert places([7, 8, 9], wanted) == order


def test_an_order_is_kept_and_its_film_told_once(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    film = make_film()
    one, two, three = (make_still(film).pk for _ in range(3))
    with django_capture_on_commit_callbacks(execute=True):
        assert reorder(film, [one, two, three], [three, one, two])
    assert list(film.stills.values_list("pk", "position")) == [(three, 1), (one, 2), (two, 3)]
    assert heard.changed == {film.pk: 1}


def test_the_order_there_is_changes_nothing(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    film = make_film()
    one, two = (make_still(film).pk for _ in range(2))
    with django_capture_on_commit_callbacks(execute=True):
        assert not reorder(film, [one, two], [one, two])
    assert not heard.changed


def test_an_order_of_stills_that_changed_meanwhile_is_refused(make_film, make_still) -> None:
    film = make_film()
    one, two = (make_still(film).pk for _ in range(2))
    make_still(film)
    with pytest.raises(StaleOrderError) as refused:
        reorder(film, [one, two, 999], [two, one, 999])
    assert (refused.value.new, refused.value.gone) == (1, 1)
    assert film.stills.first().pk == one


def test_an_order_that_names_stills_twice_or_not_at_all_is_refused(make_film, make_still) -> None:
    film = make_film()
    one, two = (make_still(film).pk for _ in range(2))
    for order in ([one, one], [one], [one, two, two]):
        with pytest.raises(StaleOrderError):
            reorder(film, [one, two], order)


def test_ordering_ten_stills_takes_as_many_queries_as_two(make_film, make_still) -> None:
    def queries(count: int) -> int:
        film = make_film()
        shown = [make_still(film).pk for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            reorder(film, shown, shown[::-1])
        return len(captured)

    assert queries(2) == queries(10)
