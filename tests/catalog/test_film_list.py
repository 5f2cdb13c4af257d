import json

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


@pytest.fixture
def shared(make_film) -> dict[str, Film]:
    lines = {"One": "Finland, Estonia", "Two": "Italy; Finland", "Three": "Estonia", "Four": ""}
    return {title: make_film(title, country=line) for title, line in lines.items()}


def test_a_film_of_several_countries_stands_under_each(client, shared) -> None:
    menus = {menu.summary.text: menu for menu in soup(client).select("details.facet")}
    countries = [" ".join(a.text.split()) for a in menus["Country"].select("a")]
    assert countries == ["Estonia 2", "Finland 2", "Italy 1"]
    assert titles(client, "country=Finland") == ["One", "Two"]
    # Addresses from before, of countries together, keep their films.
    assert titles(client, "country=Finland%2C+Estonia") == ["One"]
    answer = client.get("/api/v1/films?country=Finland&facets=true").json()
    assert [film["countries"] for film in answer["films"]] == [
        ["Finland", "Estonia"],
        ["Italy", "Finland"],
    ]
    (facet,) = (one for one in answer["facets"] if one["parameter"] == "country")
    assert [option["value"] for option in facet["options"]] == ["Estonia", "Finland", "Italy"]


def test_a_film_leads_to_each_of_its_countries(client, shared) -> None:
    page = BeautifulSoup(client.get(shared["One"].get_absolute_url()).content, "lxml")
    links = [str(link["href"]) for link in page.select(".facts a")]
    assert links == ["/films/?country=Finland", "/films/?country=Estonia"]
    data = json.loads(page.select_one('script[type="application/ld+json"]').string)
    assert [country["name"] for country in data["countryOfOrigin"]] == ["Finland", "Estonia"]


def test_keepers_choose_films_by_each_country(admin_client, shared) -> None:
    changes = admin_client.get("/admin/catalog/film/?country=Finland").context["cl"]
    assert [film.title for film in changes.result_list] == ["One", "Two"]
    names = [choice["display"] for choice in changes.filter_specs[0].choices(changes)]
    assert names == ["All", "Estonia", "Finland", "Italy"]


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
    "path",
    [
        "/",
        "/films/?x",
        "/films/?view=shelf&sort=hue&mood=muted&mood=warm",
        "/search/?c=803020",
        "/compare/?",
        "/people/",
        "/people/someone/",
        "/decades/",
        "/decades/1990s/",
        "/colours/",
        "/colours/oxblood/",
    ],
)
def test_queries_do_not_grow_with_the_films(client, make_still, make_film, path: str) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            film = make_film(year=1990, country="Norway")
            film.directors.add(Person.objects.create(name="Anybody"))
            film.cinematographers.add(Person.objects.get_or_create(name="Someone")[0])
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


# --- By look


@pytest.fixture
def looks(make_film, make_still) -> dict[str, Film]:
    """Films of one still each, and one without: their figures follow from their colours."""
    made = {}
    for title, colours in {
        "Ember": ("#5a1208", "#401008"),
        "Fjord": ("#204870", "#6090c0"),
        "Gull": ("#c8c8c8", "#f0f0f0"),
        "Iron": ("#303030", "#808080"),
        "Moss": ("#406020", "#90b060"),
    }.items():
        made[title] = make_film(title, year=1990)
        make_still(made[title], *colours, computed=True)
        compute.compute_film(made[title])
    made["Unseen"] = make_film("Unseen", year=1980)
    return made


def _figures(key: str) -> dict[str, float]:
    rows = Film.objects.exclude(looks=None).values_list("title", f"looks__{key}")
    return dict(rows)


@pytest.mark.parametrize("key", ["lightness", "chroma", "warmth", "contrast"])
@pytest.mark.parametrize("falls", [False, True])
def test_films_are_sorted_by_a_figure_both_ways(client, looks, key: str, falls: bool) -> None:
    figures = _figures(key)
    expected = sorted(figures, key=lambda title: figures[title], reverse=falls)
    # Films without a look come last either way.
    assert titles(client, f"sort={'-' * falls}{key}") == [*expected, "Unseen"]


def test_by_hue_monochrome_films_stand_apart_and_those_without_a_look_last(client, looks) -> None:
    page = soup(client, "sort=hue")
    hues = _figures("hue")
    runs = [[link.i.text for link in run.select("a.card-link")] for run in page.select("ol.cards")]
    coloured = sorted(("Ember", "Fjord", "Moss"), key=lambda title: hues[title])
    assert runs == [coloured, ["Iron", "Gull"], ["Unseen"]]
    assert [heading.text.split(":")[0] for heading in page.select("h2.apart")] == [
        "Monochrome",
        "No look yet",
    ]
    # Unseen has no stills, so nothing will be computed of it.
    assert "without stills" in page.select("h2.apart")[-1].text


@pytest.mark.parametrize("view", ["stills", "spines", "shelf"])
def test_each_film_shows_the_figure_it_is_sorted_by(client, looks, view: str) -> None:
    page = soup(client, f"sort=lightness&view={view}")
    values = [value.text for value in page.select(".card-value, .spine-value")]
    assert values == [f"lightness {value:.2f}" for value in sorted(_figures("lightness").values())]
    assert not soup(client, f"view={view}").select(".card-value, .spine-value")


def test_the_order_in_force_turns_round(client, looks) -> None:
    def lightness(query: str) -> str:
        links = soup(client, query).select(".choices a[aria-current]")
        return next(str(link["href"]) for link in links if "Lightness" in link.text)

    assert lightness("sort=lightness") == "?sort=-lightness"
    assert lightness("sort=-lightness") == "?sort=lightness"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mood=monochrome", ["Gull", "Iron"]),
        ("mood=monochrome&mood=bright", ["Gull"]),
        ("mood=vivid&mood=warm", ["Ember", "Moss"]),
        ("mood=cool", ["Fjord"]),
        ("mood=cool&mood=cool", ["Fjord"]),
    ],
)
def test_moods_combine(client, looks, query: str, expected: list[str]) -> None:
    assert titles(client, query) == expected


def _mood_menu(page: BeautifulSoup) -> dict[str, str]:
    items = page.select("ul.facet-moods li")
    return {" ".join(li.text.split()).split(" ")[0]: li for li in items}


def test_moods_say_what_they_mean_and_count_under_the_other_filters(client, looks) -> None:
    menu = _mood_menu(soup(client, "mood=monochrome"))
    assert {word: li.select_one(".count").text for word, li in menu.items()} == {
        "Muted": "2",
        "Vivid": "0",
        "Dark": "0",
        "Bright": "1",
        "Warm": "0",
        "Cool": "0",
        "Monochrome": "2",
        "High": "0",
    }
    assert menu["Bright"].select_one(".says").text == "mean lightness at least 0.55"
    assert menu["Bright"].a["href"] == "?mood=bright&mood=monochrome"
    assert menu["Monochrome"].a["href"] == "?"  # chosen, it is dropped
    assert menu["Warm"].a is None  # nothing would be left
    # Where no film has a look there is nothing to choose by.
    assert _mood_menu(soup(client, "decade=1980")) == {}


def test_an_unknown_mood_is_said_and_the_known_ones_stay(client, looks) -> None:
    page = soup(client, "mood=cool&mood=groovy&mood=%00x")
    problems = [problem.text for problem in page.select(".problem")]
    assert "Mood: the catalogue has no “groovy”" in problems[0]
    assert len(problems) == 2
    assert page.select_one(".problem a")["href"] == "?mood=cool&mood=%00x"
    assert [link.i.text for link in page.select("ol.cards a.card-link")] == ["Fjord"]


def test_moods_that_no_film_has_together_say_which_to_drop(client, looks) -> None:
    page = soup(client, "mood=cool&mood=monochrome")
    offers = [" ".join(li.text.split()) for li in page.select(".empty li")]
    assert offers[:2] == ["Drop mood “Cool”: 2 films", "Drop mood “Monochrome”: 1 film"]
    # A form that searches within the list keeps both.
    kept = [field["value"] for field in page.select("input[type=hidden][name=mood]")]
    assert kept == ["cool", "monochrome"]


def test_credits_lead_to_people_and_a_films_decade(client, films) -> None:
    card = soup(client, "country=Norway").select_one(".card-people")
    assert card.select_one("a:not(.to-tray)")["href"] == "/people/ada-lund/"
    page = BeautifulSoup(client.get(films["amber"].get_absolute_url()).content, "lxml")
    links = [str(link["href"]) for link in page.select(".facts a")]
    assert "/people/ada-lund/" in links
    assert "/decades/1960s/" in links


@pytest.mark.parametrize(
    ("query", "address"),
    [("director=ada-lund", "/people/ada-lund/"), ("decade=1960", "/decades/1960s/")],
)
def test_a_filter_leads_to_its_profile(client, films, query: str, address: str) -> None:
    assert soup(client, query).select_one(f".chips a[href='{address}']") is not None


@pytest.mark.parametrize(
    ("asked", "colour"), [("%23c8843f", "c8843f"), ("%23C84", "c84"), ("+%23c8843f+", "c8843f")]
)
def test_a_colour_in_the_place_of_a_title_leads_to_its_search(client, asked, colour) -> None:
    response = client.get(f"/films/?q={asked}&view=spines")
    assert response["Location"] == f"/search/?c={colour}"
    assert client.get(response["Location"], follow=True).status_code == 200


def test_a_title_that_no_film_has_may_be_a_colour(client, films) -> None:
    offers = {link.text: link["href"] for link in soup(client, "q=teal").select(".empty a")}
    assert offers["Look for “teal” as a colour"] == "/search/?c=teal"
