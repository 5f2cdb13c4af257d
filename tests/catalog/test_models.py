import pytest
from django.db import IntegrityError, transaction

from catalog import renditions
from catalog.models import Film, Ingestion, IngestionItem, Person, Still

pytestmark = pytest.mark.django_db


def test_a_films_slug_is_made_of_title_and_year_and_stays() -> None:
    film = Film.objects.create(title="Solar Wind", year=1971)
    film.title = "Solar Winds"
    film.save()
    assert film.slug == "solar-wind-1971"
    assert film.get_absolute_url() == "/films/solar-wind-1971/"


def test_films_with_the_same_title_and_year_get_different_slugs() -> None:
    slugs = [Film.objects.create(title="Twin", year=2001).slug for _ in range(3)]
    assert slugs == ["twin-2001", "twin-2001-2", "twin-2001-3"]


@pytest.mark.parametrize("title", ["七人の侍", "!!!", "  ¿?  "])
def test_a_title_without_ascii_still_gets_an_address(title: str) -> None:
    slug = Film.objects.create(title=title).slug
    assert slug
    assert slug.isascii()


def test_a_very_long_title_has_a_slug_that_fits() -> None:
    slugs = {Film.objects.create(title="word " * 60).slug for _ in range(2)}
    assert len(slugs) == 2
    assert all(len(slug) <= 120 for slug in slugs)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"title": ""}, "film_has_a_title"),
        ({"title": "X", "year": 1200}, "film_year_in_range"),
        ({"title": "X", "year": 3000}, "film_year_in_range"),
        ({"title": "X", "aspect_ratio": "0.1"}, "film_ratio_in_range"),
    ],
)
def test_the_database_refuses_films_that_make_no_sense(facts: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Film.objects.create(**facts)


def test_a_film_has_the_same_content_once(make_still, make_film) -> None:
    still = make_still()
    twin = {f.name: getattr(still, f.name) for f in Still._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Still.objects.create(**twin)
    Still.objects.create(**{**twin, "film": make_film()})  # another film may have it


def test_a_still_has_a_size(make_film) -> None:
    with pytest.raises(IntegrityError, match="still_has_a_size"), transaction.atomic():
        Still.objects.create(film=make_film(), image="x", sha256="0" * 64, width=0, height=3)


def test_a_failed_item_says_why() -> None:
    ingestion = Ingestion.objects.create(sources=[])
    with pytest.raises(IntegrityError, match="failed_item_has_a_code"), transaction.atomic():
        IngestionItem.objects.create(ingestion=ingestion, source="x", state="failed")


def test_people_with_one_name_are_told_apart() -> None:
    assert {Person.objects.create(name="Ada Lund").slug for _ in range(2)} == {
        "ada-lund",
        "ada-lund-2",
    }


def test_deleting_a_film_removes_its_files_after_the_commit(
    make_still, django_capture_on_commit_callbacks
) -> None:
    still = make_still()
    rendition = renditions.ensure(still, renditions.widths(still)[0])
    with django_capture_on_commit_callbacks() as after_commit:
        still.film.delete()
        assert still.path.exists()
        assert rendition.exists()
    for callback in after_commit:
        callback()
    assert not still.path.exists()
    assert not rendition.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deletion_that_is_rolled_back_keeps_the_files(make_still) -> None:
    still = make_still()

    class ChangedMyMindError(Exception):
        pass

    @transaction.atomic
    def delete_and_regret() -> None:
        still.film.delete()
        raise ChangedMyMindError

    with pytest.raises(ChangedMyMindError):
        delete_and_regret()
    assert still.path.exists()


def test_content_that_another_film_has_stays(
    make_still, make_film, make_picture, django_capture_on_commit_callbacks
) -> None:
    picture = make_picture()
    first, second = make_still(path=picture), make_still(path=picture)
    with django_capture_on_commit_callbacks(execute=True):
        first.film.delete()
    assert second.path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        second.film.delete()
    assert not second.path.exists()
