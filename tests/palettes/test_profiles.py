"""Profiles of people and decades."""

import pytest
from bs4 import BeautifulSoup

from catalog.models import Film, Person
from palettes import compute, profiles
from palettes.models import Look
from palettes.profiles import pooling
from palettes.profiles.pooling import Hue

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_film(make_film, make_still):
    """A film with a still for each pair of colours, computed."""

    def add(title: str, *stills: tuple[str, ...], year: int | None = 1961) -> Film:
        film = make_film(title, year=year)
        for colours in stills:
            make_still(film, *colours, computed=True)
        if stills:
            compute.compute_film(film)
        return film

    return add


@pytest.fixture
def lund(add_film) -> Person:
    """Directed three films, of which she shot one, and shot a fourth."""
    person = Person.objects.create(name="Ada Lund")
    films = [
        add_film("Ember", ("#5a1208", "#401008"), ("#702010", "#301008")),
        add_film("Moss", ("#406020", "#90b060"), year=1968),
        add_film("Gull", ("#c8c8c8", "#f0f0f0"), year=1975),
        add_film("Fjord", ("#204870", "#6090c0"), year=1984),
    ]
    person.directed.set(films[:3])
    person.shot.set(films[2:])
    return person


def soup(client, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def figures(page: BeautifulSoup) -> dict[str, list[list[str]]]:
    """Value, interval and sentence of every line, by figure."""
    found = {}
    for body in page.select(".estimates tbody"):
        name = body.select_one(".what").contents[0].strip()
        found[name] = [
            [row.select_one(f".{part}").text for part in ("value", "span", "sentence")]
            for row in body.select("tr")
        ]
    return found


def test_a_person_with_two_roles_has_figures_of_each(client, lund) -> None:
    page = soup(client, "/people/ada-lund/")
    rows = figures(page)["Lightness, mean"]
    for row, films in zip(rows, (lund.directed, lund.shot), strict=True):
        values = films.values_list("looks__lightness", flat=True)
        assert row[0] == f"{sum(values) / len(values):.2f}"
    notes = page.select_one(".resting").text
    assert "As director: from 4 stills of 3 films: few" in notes
    assert "As cinematographer: from 2 stills of 2 films: few" in notes
    assert "1000 resamples" in notes
    assert [a["href"] for a in page.select(".title-row .aside a")] == [
        "/films/?director=ada-lund",
        "/films/?cinematographer=ada-lund",
    ]


def test_intervals_hold_their_mean_and_stay_between_the_films(lund) -> None:
    (part, _) = profiles.person_profile(lund).parts
    for estimate in part.pool.estimates.values():
        low, high = estimate.span
        assert low <= estimate.value <= high
    light = part.pool.estimates["lightness"]
    # Means of films drawn again cannot leave the films by more than their stills do.
    assert min(light.films) - 0.05 <= light.span[0]
    assert light.span[1] <= max(light.films) + 0.05


def test_somebody_who_did_both_on_the_same_films_is_told_of_once(client, lund) -> None:
    lund.shot.set(lund.directed.all())
    page = soup(client, "/people/ada-lund/")
    assert page.select_one(".aside").text == "director and cinematographer 3 films"
    assert len(figures(page)["Contrast"]) == 1


def test_one_film_has_figures_and_its_own_palette_but_no_interval(client, add_film) -> None:
    film = add_film("Ember", ("#5a1208", "#401008"))
    film.directors.add(Person.objects.create(name="Ben Okoro"))
    page = soup(client, "/people/ben-okoro/")
    assert "one film is too little to give an interval" in page.select_one(".resting").text
    assert all(line[1] == "none" for lines in figures(page).values() for line in lines)
    assert "resamples" not in page.text
    own = {swatch["hex"] for swatch in film.palettes.first().swatches}
    assert {mark["data-hex"] for mark in page.select(".pooled [data-hex]")} == own


def test_without_a_look_the_page_says_so(client, add_film, make_still) -> None:
    film = add_film("Unseen")
    make_still(film)
    film.directors.add(Person.objects.create(name="Ben Okoro"))
    page = soup(client, "/people/ben-okoro/")
    assert "No still of this film has been computed yet" in page.text
    assert page.select(".estimates") == []
    assert "Unseen" in page.select_one("ol.cards").text


def test_films_without_a_look_are_left_out_and_told(client, lund, add_film, make_still) -> None:
    waiting, bare = add_film("Unseen"), add_film("Unshot")
    make_still(waiting)
    for films, said in (
        ([waiting], "4 in the catalogue, the others have no look yet"),
        ([bare], "4 in the catalogue, the others have no stills yet"),
        ([bare, waiting], "5 in the catalogue, 1 without stills and 1 still being computed"),
    ):
        lund.directed.add(*films)
        page = soup(client, "/people/ada-lund/")
        assert "Palette of 3 films together" in page.text
        assert said in page.text
        lund.directed.remove(*films)


def test_of_films_without_stills_nothing_is_promised(client, make_film) -> None:
    make_film("Unshot", year=1931)
    page = soup(client, "/decades/1930s/")
    assert "This film has no stills yet" in page.text
    assert "computed" not in page.text


def test_a_person_without_films_leads_on(client) -> None:
    Person.objects.create(name="Nobody Now")
    page = soup(client, "/people/nobody-now/")
    assert "no films by Nobody Now" in page.select_one(".empty").text
    assert "nobody-now" not in str(soup(client, "/people/"))


def test_a_persons_address_in_another_case_leads_to_theirs(client, lund) -> None:
    for path in ("/people/Ada-Lund/", "/people/ADA-LUND/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, "/people/ada-lund/")
    assert client.get("/people/Ada-Lunt/").status_code == 404
    Person.objects.create(name="Ada Lund", slug="Ada-Lund")
    assert client.get("/people/Ada-Lund/").status_code == 200


def test_hostile_names_are_only_text(client, add_film) -> None:
    name = "<script>alert(1)</script> \u202e\u4e2d\u6587 'x' & \"y\""
    person = Person.objects.create(name=name)
    add_film("Ember", ("#5a1208", "#401008")).directors.add(person)
    for path in (f"/people/{person.slug}/", "/people/", "/films/?sort=hue"):
        content = client.get(path).content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert(1)" in content
    signs = Person.objects.create(name="\u4e2d\u6587")
    assert soup(client, f"/people/{signs.slug}/").h1.text == "\u4e2d\u6587"


def test_the_most_typical_stills_and_films_of_others(client, lund, add_film) -> None:
    other = add_film("Dune", ("#c0a060", "#806030"), year=1990)
    page = soup(client, "/people/ada-lund/")
    headings = [heading.text for heading in page.select("h2")]
    assert "Most typical stills, as director" in headings
    similar = page.find("h2", string="Films by others that look like this").find_parent("section")
    assert [i.text for i in similar.select(".card-title i")] == [other.title]


def test_typical_stills_are_never_all_there_are(client, add_film, make_still) -> None:
    film = add_film("Alone", ("#c0a060", "#806030"), year=1931)
    page = soup(client, "/decades/1930s/")
    assert film.stills.count() == 1
    assert "Most typical stills" not in page.text
    for colour in ("#203040", "#a0a0a0", "#501010"):
        make_still(film, colour, "#c0a060", computed=True)
    compute.compute_film(film)
    page = soup(client, "/decades/1930s/")
    section = page.find("h2", string="Most typical stills").find_parent("section")
    assert len(section.select("ol.stills li")) == 2


def test_people_are_listed_with_what_they_did(client, lund) -> None:
    person = Person.objects.create(name="abel Zed")
    person.shot.add(Film.objects.get(title="Ember"))
    names = [" ".join(li.text.split()) for li in soup(client, "/people/").select(".names li")]
    assert names == ["abel Zed shot 1", "Ada Lund directed 3, shot 2"]


def test_a_decade_has_the_films_of_its_years(client, lund) -> None:
    page = soup(client, "/decades/1960s/")
    assert page.h1.text == "The 1960s"
    assert {i.text for i in page.select("section ol.cards")[0].select(".card-title i")} == {
        "Ember",
        "Moss",
    }
    assert page.select_one("a[rel=next]")["href"] == "/decades/1970s/"
    assert page.select_one("a[rel=prev]") is None
    rows = soup(client, "/decades/").select(".decade-name")
    assert [" ".join(row.text.split()) for row in rows] == [
        "1960s 2 films",
        "1970s 1 film",
        "1980s 1 film",
    ]


@pytest.mark.parametrize("text", ["1890", "1965", "0", "3000", "9" * 30])
def test_a_decade_that_is_none_or_has_no_films_offers_those_with_some(client, lund, text) -> None:
    page = soup(client, f"/decades/{text}s/", 404)
    assert page.select_one(".error-page a")["href"] == "/decades/1960s/"


@pytest.mark.parametrize("path", ["/people/", "/decades/", "/decades/1960s/"])
def test_an_empty_catalogue_is_told(client, path: str) -> None:
    page = soup(client, path, 404 if "1960" in path else 200)
    assert page.select_one("main a[href='/films/']") is not None


def test_a_profile_follows_what_is_computed(client, lund, make_still) -> None:
    before = figures(soup(client, "/people/ada-lund/"))["Lightness, mean"][0][0]
    film = Film.objects.get(title="Moss")
    make_still(film, "#ffffff", "#f4f4f4", computed=True)
    compute.compute_film(film)
    page = soup(client, "/people/ada-lund/")
    assert figures(page)["Lightness, mean"][0][0] > before
    assert "from 5 stills of 3 films" in page.text


def test_a_look_of_an_older_version_is_not_counted(lund) -> None:
    Look.objects.filter(film__title="Gull").update(look_version=1)
    pooling._pool.cache_clear()
    assert profiles.person_profile(lund).parts[0].pool.films == 2


@pytest.mark.parametrize(
    ("span", "bars"),
    [
        ((90.0, 180.0), [(25.0, 25.0)]),
        ((-36.0, 36.0), [(90.0, 10.0), (0.0, 10.0)]),
        ((324.0, 396.0), [(90.0, 10.0), (0.0, 10.0)]),
        (None, []),
    ],
)
def test_a_hues_interval_goes_round_the_end_of_its_axis(span, bars) -> None:
    from palettes.profiles.rows import _around

    assert _around(Hue(0.0, 0.5, span)) == bars
