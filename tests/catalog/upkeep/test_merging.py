import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Film, Ingestion, Person, Removal, Still
from catalog.upkeep import removals
from catalog.upkeep.merging import doubles, merge
from catalog.upkeep.undoing import undo

pytestmark = pytest.mark.django_db


def test_fields_are_those_chosen(make_film) -> None:
    kept = make_film("Ikiru", year=1952, country="Japan", note="")
    other = make_film("To Live", year=1953, country="JP", note="A note")
    kurosawa, nakai = (Person.objects.create(name=name) for name in ("Kurosawa", "Nakai"))
    kept.directors.add(kurosawa)
    other.directors.add(nakai)
    kept.cinematographers.add(kurosawa)
    other.cinematographers.add(nakai)
    merged = merge(
        kept, other, {"title": "other", "note": "other", "directors": "both",
                      "cinematographers": "other"}
    )  # fmt: skip
    film = Film.objects.get()
    assert film == merged == kept
    assert (film.title, film.year, film.country, film.note) == ("To Live", 1952, "Japan", "A note")
    assert film.slug == "ikiru-1952"
    assert set(film.directors.all()) == {kurosawa, nakai}
    assert list(film.cinematographers.all()) == [nakai]


def test_stills_and_ingestions_follow_and_a_content_is_kept_once(
    make_film, make_still, make_picture, heard, django_capture_on_commit_callbacks
) -> None:
    kept, other = make_film(), make_film()
    picture = make_picture()
    mine = make_still(kept, path=picture)
    double = make_still(other, path=picture, credit="From the other", timecode="0:01:00")
    follows = make_still(other)
    ingestion = Ingestion.objects.create(film=other, sources=["https://example.org/a.jpg"])
    item = ingestion.items.create(source="a", state="stored", still=double)
    assert doubles(kept, other) == [double]
    with django_capture_on_commit_callbacks(execute=True):
        merge(kept, other, {})
    assert [still.pk for still in kept.stills.all()] == [mine.pk, follows.pk]
    mine.refresh_from_db()
    assert (mine.credit, mine.timecode) == ("From the other", "0:01:00")
    assert mine.path.exists()
    item.refresh_from_db()
    assert item.still == mine
    assert item.ingestion.film == kept
    assert heard.changed == {kept.pk: 1}


def test_nothing_is_half_merged(make_film, make_still, monkeypatch) -> None:
    kept, other = make_film(note="mine"), make_film(note="theirs")
    make_still(other)

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(removals, "follow_merge", fail)
    with pytest.raises(RuntimeError):
        merge(kept, other, {"note": "other"})
    assert set(Film.objects.values_list("note", flat=True)) == {"mine", "theirs"}
    assert other.stills.count() == 1


def test_a_removed_still_of_the_merged_film_comes_back_to_the_one_film(
    make_film, make_still
) -> None:
    kept, other = make_film(), make_film()
    still = make_still(other)
    removal = removals.remove_stills(Still.objects.filter(pk=still.pk))
    merge(kept, other, {})
    assert Removal.objects.get().expires_at > timezone.now()
    undone = undo(removal.pk)
    assert [(back.pk, back.film_id) for back in undone.stills] == [(still.pk, kept.pk)]


def test_merging_ten_stills_takes_as_many_queries_as_two(
    make_film, make_still, make_picture
) -> None:
    def queries(count: int) -> int:
        kept, other = make_film(), make_film()
        for _ in range(count):
            picture = make_picture()
            make_still(kept, path=picture)
            make_still(other, path=picture)
            make_still(other)
        with CaptureQueriesContext(connection) as captured:
            merge(kept, other, {"directors": "both"})
        return len(captured)

    assert queries(2) == queries(10)
