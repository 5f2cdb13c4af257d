"""What follows when stills' rows are deleted, by whatever code."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.models import Still

pytestmark = pytest.mark.django_db


def test_deleting_many_stills_tells_each_film_once(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    one, two = make_film(), make_film()
    stills = [make_still(film) for film in (one, two) for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        Still.objects.all().delete()
    assert heard.changed == {one.pk: 1, two.pk: 1}
    assert not any(still.path.exists() for still in stills)


def test_stills_deleted_one_by_one_in_a_transaction_tell_their_film_once(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    film = make_film()
    stills = [make_still(film) for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for still in stills:
            still.delete()
    assert heard.changed == {film.pk: 1}


def test_what_is_rolled_back_takes_nothing_along(
    make_film, make_still, heard, django_capture_on_commit_callbacks
) -> None:
    film = make_film()
    kept, gone = make_still(film), make_still(film)
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            kept.delete()
            transaction.set_rollback(True)
        Still.objects.filter(pk=gone.pk).delete()
    assert Still.objects.get().path.exists()
    assert not gone.path.exists()
    assert heard.changed == {film.pk: 1}


def test_what_follows_needs_as_many_queries_for_ten_stills_as_for_two(
    make_film, make_still, django_capture_on_commit_callbacks
) -> None:
    def queries(count: int) -> int:
        film = make_film()
        for _ in range(count):
            make_still(film)
        with (
            CaptureQueriesContext(connection) as captured,
            django_capture_on_commit_callbacks(execute=True),
        ):
            film.stills.all().delete()
        return len(captured)

    assert queries(2) == queries(10)
