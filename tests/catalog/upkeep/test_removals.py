from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog import renditions
from catalog.models import Film, Genre, Ingestion, Person, Removal, Still
from catalog.upkeep.removals import finish, purge_expired, remove_films, remove_stills
from catalog.upkeep.undoing import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(make_film, make_still) -> Film:
    """A film with everything."""
    film = make_film(
        "Playtime",
        year=1967,
        country="France",
        aspect_ratio=Decimal("1.85"),
        source_url="https://example.org/playtime",
        note="70 mm",
    )
    film.directors.add(Person.objects.create(name="Jacques Tati"))
    film.cinematographers.add(Person.objects.create(name="Jean Badal"))
    film.genres.add(Genre.objects.create(name="Comedy"), Genre.objects.create(name="Satire"))
    for number in range(3):
        make_still(film, credit=f"Credit {number}", timecode="0:01:00", licence="CC0")
    long_ago = timezone.now() - timedelta(days=400)
    Film.objects.update(created_at=long_ago)
    Still.objects.update(created_at=long_ago)
    film.refresh_from_db()
    return film


def whole(film: Film) -> list:
    """All there is of a film, to compare."""
    film = Film.objects.get(pk=film.pk)
    facts = model_to_dict(film) | {"created_at": film.created_at}
    facts |= {
        key: sorted(n.name for n in facts[key])
        for key in ("directors", "cinematographers", "genres")
    }
    return [facts, list(film.stills.order_by("pk").values())]


def test_a_film_comes_back_as_it_was(film, heard, django_capture_on_commit_callbacks) -> None:
    before = whole(film)
    stills = list(film.stills.all())
    keeper = User.objects.create_user("keeper")
    with django_capture_on_commit_callbacks(execute=True):
        removal = remove_films(Film.objects.filter(pk=film.pk), keeper)
    assert not Film.objects.exists()
    assert not Still.objects.exists()
    assert all(still.path.exists() for still in stills)
    assert (removal.label, removal.removed_by) == ("Playtime (1967), with 3 stills", keeper)
    assert removal.expires_at - removal.created_at > timedelta(days=6, hours=23)
    with django_capture_on_commit_callbacks(execute=True):
        undone = undo(removal.pk)
    assert undone.notes == []
    assert whole(film) == before
    assert not Removal.objects.exists()
    assert heard.stored == {still.pk: 1 for still in stills}
    assert heard.changed == {film.pk: 1}


def test_people_and_genres_that_are_gone_are_made_again(film) -> None:
    before = whole(film)
    removal = remove_films(Film.objects.all())
    Person.objects.all().delete()
    Genre.objects.filter(name="Satire").delete()
    undo(removal.pk)
    assert {key: whole(film)[0][key] for key in ("directors", "genres")} == {
        key: before[0][key] for key in ("directors", "genres")
    }
    assert Genre.objects.filter(name="Comedy").count() == 1


def test_stills_come_back_to_their_places(film, heard, django_capture_on_commit_callbacks) -> None:
    before = whole(film)
    middle = film.stills.all()[1]
    with django_capture_on_commit_callbacks(execute=True):
        removal = remove_stills(Still.objects.filter(pk=middle.pk))
    assert removal.label == "Still 2 of Playtime (1967)"
    assert middle.path.exists()
    assert heard.changed == {film.pk: 1}
    undo(removal.pk)
    assert whole(film) == before


def test_what_is_taken_meanwhile_is_said_and_the_next_is_used(film, make_film, make_still) -> None:
    still = film.stills.last()
    removal = remove_stills(Still.objects.filter(pk=still.pk))
    new = make_still(film)
    assert new.position == still.position
    undone = undo(removal.pk)
    assert undone.stills[0].position == 4
    assert "place 3 was taken" in undone.notes[0]
    removal = remove_films(Film.objects.filter(pk=film.pk))
    other = make_film("Another", slug=film.slug, pk=film.pk)
    undone = undo(removal.pk)
    assert "address was taken" in undone.notes[0]
    back = Film.objects.exclude(pk=other.pk).get()
    assert back.slug == f"{film.slug}-2"
    assert back.stills.count() == 4


def test_a_still_that_came_in_again_is_not_doubled(film) -> None:
    still = film.stills.first()
    removal = remove_stills(Still.objects.filter(pk=still.pk))
    Still.objects.create(
        film=film, sha256=still.sha256, image=still.image, width=1, height=1, position=9
    )
    undone = undo(removal.pk)
    assert undone.stills == []
    assert "there again already" in undone.notes[0]
    assert film.stills.filter(sha256=still.sha256).count() == 1


def test_stills_wait_for_their_film_to_come_back(film) -> None:
    first = remove_stills(Still.objects.filter(pk=film.stills.first().pk))
    second = remove_films(Film.objects.all())
    undone = undo(first.pk)
    assert undone.left
    assert "bring the film back first" in undone.notes[0]
    assert Removal.objects.filter(pk=first.pk).exists()
    undo(second.pk)
    assert not undo(first.pk).left
    assert film.stills.count() == 3
    assert not Removal.objects.exists()


def test_nothing_comes_back_twice(film) -> None:
    removal = remove_films(Film.objects.all())
    undo(removal.pk)
    with pytest.raises(Removal.DoesNotExist):
        undo(removal.pk)
    assert Film.objects.count() == 1


def test_ingestions_stay_as_records_and_point_at_what_came_back(film) -> None:
    done, under_way = (
        Ingestion.objects.create(film=film, sources=["a"], state=state)
        for state in ("done", "running")
    )
    still = film.stills.first()
    item = done.items.create(source="a", state="stored", still=still)
    removal = remove_films(Film.objects.all())
    for row in (done, under_way, item):
        row.refresh_from_db()
    assert (done.film, done.state) == (None, "done")
    assert (under_way.film, under_way.state) == (None, "cancelled")
    assert under_way.finished_at
    undo(removal.pk)
    for row in (done, item):
        row.refresh_from_db()
    assert (done.film, item.still) == (film, still)


def test_a_removal_whose_time_is_over_takes_its_files_along(
    film, make_still, django_capture_on_commit_callbacks
) -> None:
    first, second, third = film.stills.all()
    shared = make_still(path=third.path)
    renditions.ensure(first, 96)
    with django_capture_on_commit_callbacks(execute=True):
        old = remove_stills(Still.objects.filter(pk__in=[first.pk, third.pk]))
        remove_stills(Still.objects.filter(pk=second.pk))
        Removal.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_expired() == 1
    assert not first.path.exists()
    assert not renditions._folder(first.sha256).exists()
    assert second.path.exists()  # its own removal lives
    assert shared.path.exists()  # another film shows it
    assert purge_expired() == 0


def test_a_content_stays_as_long_as_another_removal_or_a_ready_item_needs_it(
    film, make_still, django_capture_on_commit_callbacks
) -> None:
    first, second, _ = film.stills.all()
    double = make_still(path=first.path)
    ingestion = Ingestion.objects.create(sources=["a"])
    ingestion.items.create(
        source="a", state="ready", sha256=second.sha256, extension="png", width=1, height=1
    )
    one = remove_stills(Still.objects.filter(pk__in=[first.pk, second.pk]))
    remove_stills(Still.objects.filter(pk=double.pk))
    with django_capture_on_commit_callbacks(execute=True):
        assert finish(Removal.objects.filter(pk=one.pk)) == 1
    assert first.path.exists()
    assert second.path.exists()
    ingestion.delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert finish(Removal.objects.all()) == 1
    assert not first.path.exists()


def test_finishing_ten_takes_as_many_queries_as_two(make_still) -> None:
    def queries(count: int) -> int:
        for _ in range(count):
            remove_stills(Still.objects.filter(pk=make_still().pk))
        with CaptureQueriesContext(connection) as captured:
            assert finish(Removal.objects.defer("rows", "contents")) == count
        return len(captured)

    assert queries(2) == queries(10)


def test_removing_nothing_leaves_no_removal(film) -> None:
    assert remove_films(Film.objects.none()) is None
    assert remove_stills(Still.objects.none()) is None
    assert not Removal.objects.exists()


def test_removing_and_undoing_ten_takes_as_many_queries_as_two(make_film, make_still) -> None:
    def queries(count: int) -> tuple[int, int]:
        films = [make_film() for _ in range(count)]
        for film in films:
            make_still(film)
            make_still(film)
        chosen = Film.objects.filter(pk__in=[film.pk for film in films])
        with CaptureQueriesContext(connection) as removing:
            removal = remove_films(chosen)
        with CaptureQueriesContext(connection) as undoing:
            undo(removal.pk)
        return len(removing), len(undoing)

    assert queries(2) == queries(10)


def test_ingestion_of_a_film_that_goes_is_cancelled_whole(film) -> None:
    media = Path(settings.MEDIA_ROOT)
    under_way = Ingestion.objects.create(film=film, sources=["a"], state="queued")
    waiting = under_way.items.create(source="a", owner="a:1:b", until=timezone.now())
    failing = under_way.items.create(source="b", code="source_busy", message="Busy.")
    kept = media / "uploads" / f"{under_way.pk}-abc"
    kept.mkdir(parents=True)
    remove_films(Film.objects.all())
    for item in (waiting, failing):
        item.refresh_from_db()
    assert (waiting.state, waiting.owner, waiting.until) == ("left_out", "", None)
    assert (failing.state, failing.code, failing.message) == ("failed", "source_busy", "Busy.")
    assert not kept.exists()
