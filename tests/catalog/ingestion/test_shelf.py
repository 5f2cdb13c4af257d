"""What a run knows of a film's stills: asked for once, and true when it counts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from catalog.ingestion import storage
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.images import Picture, verify
from catalog.ingestion.shelf import Shelf
from catalog.ingestion.sources import PlannedStill
from catalog.models import Film, Still
from tests.catalog.ingestion.pictures import picture

pytestmark = pytest.mark.django_db
STALKER = FilmFacts(title="Stalker", year=1979)
ITEM = PlannedStill("1.jpg", STALKER)


def kept(seed: int) -> tuple[Picture, str]:
    """A verified picture, and the name of its file, which is in place."""
    content = picture(seed)
    found = verify(content)
    return found, storage.store(content, found.sha256, found.extension)


def put(shelf: Shelf, seed: int) -> tuple[Still, bool]:
    return shelf.put(ITEM, *kept(seed), lambda still: None)


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf(None)
    put(shelf, 1)
    return shelf


def test_a_still_is_known_by_its_content_and_by_its_look(shelf: Shelf) -> None:
    first = verify(picture(1))
    still = Still.objects.get()
    assert shelf.still_of_content(STALKER, first.sha256) == still
    assert shelf.still_like(STALKER, first) == still
    assert shelf.still_of_content(STALKER, "0" * 64) is None
    assert shelf.still_like(STALKER, verify(picture(30))) is None
    assert shelf.still_like(STALKER, replace(first, perceptual_hash="")) is None


def test_a_still_that_another_run_stores_meanwhile_is_seen(shelf: Shelf) -> None:
    assert shelf.still_of_content(STALKER, verify(picture(2)).sha256) is None
    other, _ = put(Shelf(None), 2)
    assert shelf.still_of_content(STALKER, other.sha256) == other
    assert shelf.still_like(STALKER, verify(picture(2))) == other


@pytest.mark.parametrize("how", ["deleted", "moved away"])
def test_a_still_that_has_gone_is_not_known_any_more(shelf: Shelf, how: str) -> None:
    first = verify(picture(1))
    still = shelf.still_of_content(STALKER, first.sha256)
    assert still is not None
    if how == "deleted":
        still.delete()
    else:
        Still.objects.update(film=Film.objects.create(title="Solaris"))
    assert shelf.still_of_content(STALKER, first.sha256) is None
    assert shelf.still_like(STALKER, first) is None
    again, new = put(shelf, 1)
    assert new
    assert again.film.title == "Stalker"
    assert shelf.still_of_content(STALKER, first.sha256) == again


def test_a_still_moved_into_the_film_meanwhile_is_not_stored_twice(shelf: Shelf) -> None:
    film = Film.objects.create(title="Solaris")
    other, _ = shelf.put(
        PlannedStill("2.jpg", FilmFacts(title="Solaris")), *kept(2), lambda _: None
    )
    put(shelf, 3)
    assert shelf.still_of_content(STALKER, other.sha256) is None
    film.stills.update(film=Film.objects.get(title="Stalker"))
    assert put(shelf, 2) == (other, False)
    assert Still.objects.count() == 3


def test_stills_follow_those_there_are_whoever_stores_them(shelf: Shelf) -> None:
    other = Shelf(None)
    put(other, 2)
    put(shelf, 3)
    put(other, 4)
    assert list(Still.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_picture_costs_as_many_queries_however_many_stills_there_are(
    shelf: Shelf, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for seed in range(2, 12):
        put(shelf, seed)
    shelf.still_of_content(STALKER, "0" * 64)
    found, name = kept(20)
    captured: CaptureQueriesContext
    with django_assert_max_num_queries(5) as captured:  # two of them begin and end a transaction
        assert shelf.still_of_content(STALKER, found.sha256) is None
        assert shelf.still_like(STALKER, found) is None
        shelf.put(ITEM, found, name, lambda still: None)
    assert "perceptual_hash" in captured[0]["sql"]
    assert " > " in captured[0]["sql"]  # those that are new
