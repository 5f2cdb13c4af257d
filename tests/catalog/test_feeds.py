"""What other programs read of the catalogue: feeds, sitemap, linked data."""

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from catalog.models import Person
from palettes import compute
from tests.palettes.engine.exporters.palettes import HOSTILE

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TITLES = [title for title in HOSTILE if title.strip("\0") and "\ud800" not in title]


def entries(client, path: str) -> list[ElementTree.Element]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def locations(client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [place.text for place in ElementTree.fromstring(answer.content).iter(f"{MAP}loc")]


def data_of(client, path: str) -> dict:
    page = BeautifulSoup(client.get(path).content, "lxml")
    (script,) = page.select('script[type="application/ld+json"]')
    return json.loads(script.string)


def test_new_films_come_first_with_their_facts(client, make_film) -> None:
    make_film("Amber Hour", year=1961)
    newer = make_film("Below & Beyond", year=1974, country="Norway")
    newer.directors.add(Person.objects.create(name="Jon Aske"))
    first, second = entries(client, "/feeds/films.atom")
    assert first.findtext(f"{ATOM}title") == "Below & Beyond (1974)"
    assert first.find(f"{ATOM}link").get("href") == f"http://testserver{newer.get_absolute_url()}"
    assert "Directed by Jon Aske, Norway" in first.findtext(f"{ATOM}summary")
    assert second.findtext(f"{ATOM}title") == "Amber Hour (1961)"


def test_new_stills_come_with_picture_credit_and_licence(client, make_still) -> None:
    still = make_still(credit="Lab & Sons", licence="CC BY 4.0")
    (entry,) = entries(client, "/feeds/stills.atom")
    summary = BeautifulSoup(entry.findtext(f"{ATOM}summary"), "lxml")
    picture = summary.img["src"]
    answer = client.get(picture.removeprefix("http://testserver"))
    assert answer.getvalue().startswith(b"RIFF")
    assert still.sha256 in picture
    assert entry.findtext(f"{ATOM}title") == f"{still.film}, still 1"
    assert "Lab & Sons, CC BY 4.0" in summary.text
    assert entry.findtext(f"{ATOM}rights") == "Lab & Sons, CC BY 4.0"


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_no_text_breaks_what_others_read(client, make_film, make_still, title: str) -> None:
    make_still(
        make_film(title[:300].replace("\0", "") or "-"), credit=title[:500], licence=title[:300]
    )
    (film,) = entries(client, "/feeds/films.atom")
    (still,) = entries(client, "/feeds/stills.atom")
    for path in (film, still):
        page = path.find(f"{ATOM}link").get("href").removeprefix("http://testserver")
        assert data_of(client, page)["@context"] == "https://schema.org"


def test_a_feed_answers_within_a_few_questions(
    client, make_film, make_still, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        make_still()
    with django_assert_max_num_queries(6):
        assert len(entries(client, "/feeds/stills.atom")) == 6
    with django_assert_max_num_queries(6):
        assert len(entries(client, "/feeds/films.atom")) == 6


def test_empty_feeds_and_sitemaps_are_whole(client) -> None:
    assert entries(client, "/feeds/films.atom") == []
    assert entries(client, "/feeds/stills.atom") == []
    assert locations(client, "/sitemap-stills.xml") == []


FEEDS = ("/feeds/films.atom", "/feeds/stills.atom")


def head(client, path: str, name: str) -> str:
    return ElementTree.fromstring(client.get(path).content).findtext(f"{ATOM}{name}")


def test_each_feed_is_known_by_its_own_address(client) -> None:
    assert [head(client, path, "id") for path in FEEDS] == [
        f"http://testserver{path}" for path in FEEDS
    ]


def test_a_feed_of_nothing_has_not_changed_since(client) -> None:
    assert {head(client, path, "updated") for path in FEEDS} == {"1970-01-01T00:00:00+00:00"}


def test_a_film_in_the_feed_has_a_still_and_its_palette(client, make_film, make_still) -> None:
    film = make_film("Amber Hour")
    still = make_still(film, "#803020", "#204060", computed=True)
    compute.compute_film(film)
    (entry,) = entries(client, "/feeds/films.atom")
    summary = BeautifulSoup(entry.findtext(f"{ATOM}summary"), "lxml")
    assert still.sha256 in summary.img["src"]
    assert "1 still. Palette: #" in summary.text
    for swatch in film.palettes.get().swatches:
        assert swatch["hex"] in summary.text
    make_film("Without anything")
    (bare, _) = entries(client, "/feeds/films.atom")
    assert bare.findtext(f"{ATOM}summary").strip() == "<p>0 stills</p>"


def test_a_page_leads_to_the_feeds(client) -> None:
    page = BeautifulSoup(client.get("/about/").content, "lxml")
    links = [link["href"] for link in page.select("main a")]
    assert set(FEEDS) <= set(links)


def test_every_page_names_the_feeds(client) -> None:
    page = BeautifulSoup(client.get("/").content, "lxml")
    links = page.select('link[rel="alternate"][type="application/atom+xml"]')
    assert [link["href"] for link in links] == ["/feeds/films.atom", "/feeds/stills.atom"]


def test_the_sitemap_leads_to_every_page_and_robots_to_the_sitemap(client, make_still) -> None:
    stills = [make_still(), make_still()]
    stills[0].film.directors.add(Person.objects.create(name="Jon Aske"))
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    maps = locations(client, "/sitemap.xml")
    assert len(maps) == 4
    found = [
        place
        for part in maps
        for place in locations(client, part.removeprefix("http://testserver"))
    ]
    wanted = {
        "http://testserver/films/",
        "http://testserver/search/",
        "http://testserver/people/jon-aske/",
    }
    for still in stills:
        wanted |= {f"http://testserver{page.get_absolute_url()}" for page in (still, still.film)}
    assert wanted <= set(found)
    assert {client.get(page.removeprefix("http://testserver")).status_code for page in found} == {
        200
    }


@pytest.mark.parametrize(
    "path", ["/sitemap-nothing.xml", "/sitemap-films.xml?p=9", "/sitemap-films.xml?p=x"]
)
def test_a_sitemap_that_is_not_there_is_not_found(client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_film_says_what_it_is(client, make_film, make_still) -> None:
    film = make_film("Amber Hour", year=1961, country="Portugal")
    film.directors.add(Person.objects.create(name="Ines Falk"))
    film.cinematographers.add(Person.objects.create(name="Tomas Reyl"))
    make_still(film)
    data = data_of(client, film.get_absolute_url())
    assert (data["@type"], data["name"], data["dateCreated"]) == ("Movie", "Amber Hour", "1961")
    assert data["director"] == [{"@type": "Person", "name": "Ines Falk"}]
    assert data["contributor"][0]["roleName"] == "cinematographer"
    assert len(data["image"]) == 1


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("press only", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_still_says_whom_to_credit(client, make_still, licence: str, address: str) -> None:
    still = make_still(credit="Lab & Sons", licence=licence, page_url="javascript:alert(1)")
    data = data_of(client, still.get_absolute_url())
    assert (data["@type"], data["creditText"]) == ("ImageObject", "Lab & Sons")
    assert data["copyrightNotice"] == licence
    assert data.get("license") == address
    assert "acquireLicensePage" not in data
    assert data["isPartOf"]["@type"] == "Movie"


def canonical(client, path: str) -> str | None:
    link = BeautifulSoup(client.get(path).content, "lxml").select_one("link[rel=canonical]")
    return link and link["href"]


def test_a_page_with_parameters_names_the_page_that_it_is(client, make_film, make_still) -> None:
    still = make_still(make_film("Ember", year=1961))
    for path in (still.get_absolute_url(), still.film.get_absolute_url(), "/films/", "/map/"):
        assert canonical(client, path) is None
        assert canonical(client, f"{path}?sort=hue&own=1") == f"http://testserver{path}"
    # What the parameters make another page, has none: searches and comparisons.
    for path in ("/search/?c=14787b", f"/compare/?f={still.film.slug}", "/films/none/?a=1"):
        assert canonical(client, path) is None


def test_further_pages_of_a_list_are_pages_of_their_own(client, make_film) -> None:
    for number in range(26):
        make_film(f"Film {number}")
    assert canonical(client, "/films/?page=2") == "http://testserver/films/?page=2"
    assert canonical(client, "/films/?page=1") == "http://testserver/films/"
    assert canonical(client, "/films/?page=2&sort=year") is None
