"""A palette that cannot be made is told as a failure, and nothing waits for it."""

import numpy as np
import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from catalog.models import Film, Still
from palettes import compute
from palettes.receivers import queue_what_is_missing
from palettes.tasks import compute_still

pytestmark = pytest.mark.django_db
WAITS = "is being computed"
FAILED = "could not be made"


@pytest.fixture
def glass(make_still, make_film) -> Still:
    """A still that was stored when pictures without anything to see were taken."""
    still = make_still(make_film("Glass"))
    planes = np.zeros((still.height, still.width, 4), np.uint8)
    Image.fromarray(planes).save(still.path, "PNG")
    return still


def fail(still: Still) -> None:
    """What the worker leaves behind."""
    result = compute_still.enqueue(still.pk)
    kept = DBTaskResult.objects.filter(pk=result.id)
    kept.update(status="FAILED", finished_at=timezone.now())


def test_page_of_a_still_that_failed_says_so_and_stops_asking(client, glass: Still) -> None:
    page = client.get(glass.get_absolute_url()).content.decode()
    assert WAITS in page
    assert "every 3s" in page
    fail(glass)
    page = client.get(glass.get_absolute_url()).content.decode()
    assert FAILED in page
    assert "appear here by" not in page
    assert "every 3s" not in page
    assert 'class="strip strip-still strip-waiting" role="img" aria-label="No palette"' in page


def test_page_of_a_film_of_such_stills_says_so(client, glass: Still) -> None:
    fail(glass)
    page = client.get(glass.film.get_absolute_url()).content.decode()
    assert FAILED in page
    assert "appears here by itself" not in page
    assert "every 3s" not in page


def test_other_stills_of_the_film_are_waited_for(make_still, glass: Still) -> None:
    fail(glass)
    other = make_still(glass.film)
    assert compute.count_waiting(glass.film) == 2  # the other one, and the film
    compute.compute_still(other)
    compute.compute_film(glass.film)
    assert compute.count_waiting(Film.objects.get()) == 0


def test_failed_one_is_not_queued_again_the_same_day(glass: Still) -> None:
    fail(glass)
    queue_what_is_missing()
    queued = DBTaskResult.objects.filter(task_path=compute_still.module_path, status="READY")
    assert not queued.exists()
    failed = DBTaskResult.objects.filter(status="FAILED")
    failed.update(finished_at=timezone.now() - compute.NOT_AGAIN_WITHIN)
    queue_what_is_missing()
    assert queued.count() == 1
