import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Film, Genre, Person
from palettes import compute

pytestmark = pytest.mark.django_db


@pytest.fixture
def films(make_film) -> dict[str, Film]:
    lund, okoro = (Person.objects.create(name=name) for name in ("Ada Lund", "Ben Okoro"))
    drama = Genre.objects.create(name="Drama")
    made = {
        "amber": make_film("Amber", year=1961, country="Norway", aspect_ratio="1.37"),
        "basalt": make_film("Basalt", year=1968, country="Norway", aspect_ratio="2.39"),
        "cobalt": make_film("cobalt", year=2004, country="Ghana", aspect_ratio="1.85"),
        "dust": make_film("Dust"),
    }
    made["amber"].directors.add(lund)
    made["basalt"].directors.add(lund, okoro)
    made["cobalt"].cinematographers.add(okoro)
    made["amber"].genres.add(drama)
    return made


def titles(client, query: str = "") -> list[str]:
    page = soup(client, query)
    return [link.i.text for link in page.select("ol.cards a.card-link")]


def soup(client, query: str = "") -> BeautifulSoup:
    response = client.get(f"/films/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Amber", "Basalt", "cobalt", "Dust"]),
        ("sort=year", ["Amber", "Basalt", "cobalt", "Dust"]),
        ("sort=newest", ["cobalt", "Basalt", "Amber", "Dust"]),
        ("q=amb", ["Amber"]),
        ("q=lund", ["Amber", "Basalt"]),
        ("q=lund+bas", ["Basalt"]),
        ("director=ada-lund", ["Amber", "Basalt"]),
        ("cinematographer=ben-okoro", ["cobalt"]),
        ("decade=1960", ["Amber", "Basalt"]),
        ("country=Ghana", ["cobalt"]),
        ("genre=drama", ["Amber"]),
        ("ratio=2.39", ["Basalt"]),
        ("director=ada-lund&decade=1960&ratio=1.33", ["Amber"]),
    ],
)
def test_films_are_filtered_and_sorted(client, films, query: str, expected: list[str]) -> None:
    assert titles(client, query) == expected


def test_facets_count_under_the_other_filters(client, films) -> None:
    page = soup(client, "country=Norway")
    menus = {menu.summary.text: menu for menu in page.select("details.facet")}
    decades = [" ".join(a.text.split()) for a in menus["Decade"].select("a")]
    countries = [" ".join(a.text.split()) for a in menus["Country"].select("a")]
    assert decades == ["1960s 2"]
    assert countries == ["Ghana 1", "Norway 2"]


def test_a_chip_drops_its_filter_and_keeps_the_rest(client, films) -> None:
    page = soup(client, "country=Norway&decade=1960&sort=newest&page=1")
    chip = next(a for a in page.select("a.chip") if a.text.startswith("Norway"))
    assert chip["href"] == "?decade=1960&sort=newest"


@pytest.mark.parametrize(
    "query",
    [
        "director=nobody",
        "decade=abc",
        "decade=99999999999999999999",
        "country=Atlantis",
        "genre=%00",
        "ratio=NaN",
        "sort=sideways",
        "view=upside-down",
        "page=minus-one",
        "page=99999999999999999999999",
        "page=-1",
        "q=" + "x" * 5000,
        "q=%F0%9F%8E%AC%00%ff",
        "director=ada-lund&director=ben-okoro",
    ],
)
def test_parameters_that_make_no_sense_still_give_a_page(client, films, query: str) -> None:
    assert client.get(f"/films/?{query}").status_code == 200


def test_an_unknown_choice_is_said_and_left_out(client, films) -> None:
    page = soup(client, "director=nobody")
    assert "the catalogue has no “nobody”" in page.select_one(".problem").text
    assert len(page.select("ol.cards > li")) == 4


def test_nothing_found_says_which_filter_to_drop_and_shows_the_nearest(client, films) -> None:
    page = soup(client, "country=Ghana&director=ada-lund")
    offers = [" ".join(li.text.split()) for li in page.select(".empty li")]
    assert offers == [
        "Drop director “Ada Lund”: 1 film",
        "Drop country “Ghana”: 2 films",
        "Drop all: 4 films",
    ]
    assert [a.i.text for a in page.select("section ol.cards a.card-link")] == ["cobalt"]


def test_an_empty_catalogue_says_how_to_fill_it(client) -> None:
    assert "ingest_stills" in soup(client).select_one(".empty").text


def test_pages_keep_the_filters(client, make_film) -> None:
    for _ in range(60):
        make_film(country="Norway")
    page = soup(client, "country=Norway&page=2")
    assert page.select_one("a[rel=prev]")["href"] == "?country=Norway&page=1"
    assert page.select_one("a[rel=next]")["href"] == "?country=Norway&page=3"
    spines = soup(client, "view=spines")
    assert len(spines.select(".spines > li")) == 50


@pytest.mark.parametrize(
    "path", ["/", "/films/?x", "/films/?view=spines", "/search/?c=803020", "/compare/?"]
)
def test_queries_do_not_grow_with_the_films(client, make_still, make_film, path: str) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            film = make_film(year=1990, country="Norway")
            film.directors.add(Person.objects.create(name="Someone"))
            for _ in range(2):
                make_still(film, computed=True)
            compute.compute_film(film)

    def queries() -> int:
        client.get(path)  # caches are warm
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    grow(2)
    few = queries()
    grow(6)
    assert queries() == few


@pytest.mark.parametrize("kind", ["film", "still", "compare"])
def test_queries_do_not_grow_with_a_films_stills(client, make_still, make_film, kind: str) -> None:
    film, other = make_film(), make_film()
    first = make_still(film, computed=True)
    make_still(other, computed=True)

    def queries() -> int:
        address = {
            "film": film.get_absolute_url(),
            "still": first.get_absolute_url(),
            "compare": f"/compare/?f={film.slug}&f={other.slug}",
        }[kind]
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(6):
        make_still(film, computed=True)
    assert queries() == few
