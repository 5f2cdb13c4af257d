import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Still
from catalog.upkeep.moving import move

pytestmark = pytest.mark.django_db


def test_stills_move_behind_those_of_the_target_and_both_films_are_told_once(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    source, target = make_film(), make_film()
    there = make_still(target)
    first, second = make_still(source), make_still(source)
    stays = make_still(source)
    with django_capture_on_commit_callbacks(execute=True):
        moved = move(Still.objects.filter(pk__in=[second.pk, first.pk]), target)
    assert [still.pk for still in moved.stills] == [first.pk, second.pk]
    assert [still.pk for still in target.stills.all()] == [there.pk, first.pk, second.pk]
    assert list(target.stills.values_list("position", flat=True)) == [1, 2, 3]
    assert list(source.stills.all()) == [stays]
    assert heard.changed == {source.pk: 1, target.pk: 1}


def test_what_the_target_has_already_stays_and_is_named(
    make_film, make_still, make_picture, heard, django_capture_on_commit_callbacks
) -> None:
    picture = make_picture()
    source, other, target = make_film(), make_film(), make_film()
    make_still(target, path=picture)
    double = make_still(source, path=picture)
    with django_capture_on_commit_callbacks(execute=True):
        moved = move(Still.objects.filter(pk=double.pk), target)
    assert (moved.stills, [still.pk for still in moved.stayed]) == ([], [double.pk])
    assert not heard.changed
    # Two films' stills of one content, to a third: the second stays.
    fresh = make_picture()
    pair = [make_still(source, path=fresh).pk, make_still(other, path=fresh).pk]
    moved = move(Still.objects.filter(pk__in=pair), target)
    assert (len(moved.stills), len(moved.stayed)) == (1, 1)


def test_stills_of_the_target_itself_are_left_alone(make_still) -> None:
    still = make_still()
    moved = move(Still.objects.all(), still.film)
    assert (moved.stills, moved.stayed) == ([], [])


def test_moving_ten_stills_takes_as_many_queries_as_two(make_film, make_still) -> None:
    def queries(count: int) -> int:
        source, target = make_film(), make_film()
        for _ in range(count):
            make_still(source)
        with CaptureQueriesContext(connection) as captured:
            move(source.stills.all(), target)
        return len(captured)

    assert queries(2) == queries(10)
