"""Titles and names in every script are found and ordered as people type and expect them."""

import importlib
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection

from catalog.ingestion import films
from catalog.ingestion.facts import FilmFacts
from catalog.models import Film, Genre, Person
from catalog.models.folding import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(make_film) -> dict[str, Film]:
    made = {
        title: make_film(title)
        for title in ("Łódź", "The Ferryman’s Arithmetic", "Zebra", "Étude", "Сталкер", "Eve")
    }
    made["Zebra"].directors.add(Person.objects.create(name="Ágnes Vrâncean"))
    made["Eve"].directors.add(Person.objects.create(name="Zenon"))
    return made


def titles(client, query: str) -> list[str]:
    page = BeautifulSoup(client.get(f"/films/?{query}").content, "lxml")
    return [link.i.text for link in page.select("ol.cards a.card-link")]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("łódź", "Łódź"),
        ("LODZ", "Łódź"),
        ("o\u0301dz\u0301", "Łódź"),
        ("Ferryman's", "The Ferryman’s Arithmetic"),
        ("Ferryman’s", "The Ferryman’s Arithmetic"),
        ("Vrancean", "Zebra"),
        ("ágnes", "Zebra"),
        ("AGNES vrâncean", "Zebra"),
        ("сталкер", "Сталкер"),
        ("stalker", "Сталкер"),
    ],
)
def test_a_film_is_found_however_its_letters_are_typed(client, catalogue, asked, title) -> None:
    assert titles(client, f"q={asked}") == [title]
    found = client.get("/api/v1/films", {"q": asked}).json()
    assert [film["title"] for film in found["films"]] == [title]


def test_signs_that_fold_to_nothing_ask_for_themselves(client, catalogue) -> None:
    for sign in ("\u0301", "%", "𓀀"):
        assert client.get("/api/v1/films", {"q": sign}).json()["count"] == 0


def test_lists_are_in_the_order_of_letters_whatever_their_accents(client, catalogue) -> None:
    expected = ["Étude", "Eve", "Łódź", "Сталкер", "The Ferryman’s Arithmetic", "Zebra"]
    assert titles(client, "") == expected
    answer = client.get("/api/v1/films", {"limit": 2}).json()
    given = [film["title"] for film in answer["films"]]
    while answer["next"]:
        answer = client.get(answer["next"].removeprefix("http://testserver")).json()
        given += [film["title"] for film in answer["films"]]
    assert given == expected
    people = BeautifulSoup(client.get("/people/").content, "lxml").text
    assert people.index("Ágnes") < people.index("Zenon")


def test_a_fold_stays_right_however_a_row_is_stored(make_film) -> None:
    def stored() -> str:
        return Film.objects.values_list("title_folded", flat=True).get(pk=film.pk)

    film = make_film("Ærø")
    assert stored() == "aero"
    film.title = "Øst"
    film.save(update_fields=["title"])
    assert stored() == "ost"
    film.title = "Ñu"
    Film.objects.bulk_update([film], ["title"])
    assert stored() == "nu"
    Film.objects.filter(pk=film.pk).update(title="Çay")
    assert stored() == "cay"
    (film,) = Film.objects.bulk_create([Film(title="Þór", slug="t")])
    assert stored() == "thor"


def test_rows_from_before_are_folded(make_film) -> None:
    film = make_film("Łódź")
    Person.objects.create(name="Ágnes")
    Genre.objects.create(name="Séance")
    for model, column in ((Film, "title"), (Person, "name"), (Genre, "name")):
        model.objects.update(**{f"{column}_folded": ""})
    step = importlib.import_module("catalog.migrations.0004_folded_titles_and_names")
    step.fold_all(
        apps, SimpleNamespace(connection=connection, quote_name=connection.ops.quote_name)
    )
    assert Film.objects.get(title_folded="lodz") == film
    assert Person.objects.filter(name_folded="agnes").exists()
    assert Genre.objects.filter(name_folded="seance").exists()


@pytest.mark.parametrize("text", ["Łódź", "ŒUVRE ½", "İstanbul", "한국 영화", "七人の侍", "ẞtraße"])
def test_a_fold_is_ascii_and_its_own_fold(text: str) -> None:
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text) == fold(text.upper())


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Łódź", "lodz-1971"),
        ("Ø’Łukasz", "olukasz-1971"),
        ("Сталкер", "stalker-1971"),
        ("映画", "yinghua-1971"),
        ("Bogumił", "bogumil-1971"),
    ],
)
def test_an_address_keeps_every_letter_of_the_title(make_film, title: str, slug: str) -> None:
    assert make_film(title, year=1971).slug == slug


def test_sources_name_people_and_films_in_any_case_of_letters(make_film) -> None:
    there = make_film("Łódź", year=1971)
    agnes = Person.objects.create(name="Ágnes")
    assert films.find(FilmFacts(title="ŁÓDŹ", year=1971)) == there
    assert films.find(FilmFacts(title="Lodz", year=1971)) is None  # another film's title
    made = films.create(FilmFacts(title="Eve", directors=("ÁGNES",)))
    assert list(made.directors.all()) == [agnes]


def test_the_longest_titles_still_have_pages_after_them(client, make_film) -> None:
    for _ in range(3):
        make_film("壮" * 300)
    answer, seen = client.get("/api/v1/films", {"limit": 1}).json(), 1
    while answer["next"]:
        answer = client.get(answer["next"].removeprefix("http://testserver")).json()
        seen += len(answer["films"])
    assert seen == 3
