import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from palettes import compute

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script>{{ 7|add:7 }}"onerror=x' + "\u202e" + "a" * 200


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


@pytest.fixture
def film(make_film, make_still):
    film = make_film("Solar Wind", year=1971, country="Norway")
    for colours in (("#803020", "#204060"), ("#d0c0a0", "#101010"), ("#e0e0e0", "#406040")):
        make_still(film, *colours, computed=True, credit="The Makers", licence="CC BY 4.0")
    compute.compute_film(film)
    return film


def test_the_first_page_shows_films_and_ways_in(client, film) -> None:
    page = soup(client.get("/"))
    assert [link["href"] for link in page.select("ol.shelf a")] == [film.get_absolute_url()]
    assert page.select_one("form[action='/films/'] input[name=q]")
    assert page.select_one("form[action='/search/'] input[name=c]")


def test_a_films_page_shows_palette_fingerprint_and_stills_in_order(client, film) -> None:
    page = soup(client.get(film.get_absolute_url()))
    palette = film.palettes.get()
    assert [hex_.text for hex_ in page.select(".labels .hex")] == [
        swatch["hex"] for swatch in palette.swatches
    ]
    stills = film.stills.order_by("position")
    assert [a["href"] for a in page.select("ol.stills a")] == [s.get_absolute_url() for s in stills]
    assert len(page.select("ol.stills svg.strip")) == 3
    fingerprint = client.get(page.select_one("img.fingerprint")["src"])
    assert fingerprint["Content-Type"] == "image/png"
    assert "The Makers" in page.text
    assert page.select_one("meta[property='og:image']")["content"].startswith("http://testserver/")


def test_a_stills_page_shows_every_stored_recipe(client, film, recipes) -> None:
    first, second, third = film.stills.order_by("position")
    page = soup(client.get(second.get_absolute_url()))
    assert [code.text for code in page.select("#bench .method code")] == recipes
    assert page.select_one("a[rel=prev]")["href"] == first.get_absolute_url()
    assert page.select_one("a[rel=next]")["href"] == third.get_absolute_url()
    assert "still 2 of 3" in page.h1.text
    rows = page.select(".still-right table.swatches tbody tr")
    palette = second.palettes.get(recipe=recipes[0])
    for row, swatch in zip(rows, palette.colours, strict=True):
        assert swatch.hex in row.text
        assert swatch.name in row.text
        assert "%" in row.text


def test_pictures_hold_their_place_before_they_load(client, film) -> None:
    for address in ("/films/", film.get_absolute_url(), film.stills.first().get_absolute_url()):
        page = soup(client.get(address))
        pictures = page.select("main img")
        assert pictures
        assert all(img.get("width") and img.get("height") for img in pictures)
        grounds = page.select("main .still .ground rect")
        assert len(grounds) == len(page.select("main .still img"))
        assert all(re.fullmatch(r"#[0-9a-f]{6}", rect["fill"]) for rect in grounds)


def test_a_page_without_palettes_waits_for_them(client, make_still) -> None:
    still = make_still()
    for address in (still.get_absolute_url(), still.film.get_absolute_url()):
        page = soup(client.get(address))
        assert "being computed" in page.text
        asks = next(tag["hx-get"] for tag in page.select("[hx-trigger^=every]"))
        assert client.get(asks).status_code == 204
        compute.compute_still(still)
        assert client.get(asks)["Location"] == address
        still.palettes.all().delete()


def test_a_page_stops_asking_when_all_is_there(client, film) -> None:
    for address in (film.get_absolute_url(), film.stills.first().get_absolute_url()):
        assert not soup(client.get(address)).select("[hx-trigger^=every]")


def test_waiting_leads_nowhere_else(client, film) -> None:
    response = client.get(f"/films/{film.slug}/waiting/?n=99&back=https://evil.test/")
    assert response["Location"] == film.get_absolute_url()


def test_a_film_without_stills_says_so(client, make_film) -> None:
    page = soup(client.get(make_film().get_absolute_url()))
    assert "no stills yet" in page.text
    assert "being computed" not in page.text
    assert page.find("h2", string="Stills").find_next_sibling() is None
    card = soup(client.get("/films/")).select_one(".card")
    assert "No stills yet" in card.text
    assert not card.select(".strip, .to-tray")  # nothing is computed, nothing can be compared


@pytest.mark.parametrize(
    "path",
    [
        "/films/no-such-film/",
        "/stills/0/",
        "/stills/99999999999999999999999999/",
        "/stills/abc/",
        "/films/%00/",
        "/films/../../etc/passwd",
        "/nothing",
        "/films/no-such-film/waiting/",
        "/stills/7/preview/",
        "/films/x/fingerprint-abc.png",
    ],
)
def test_what_is_not_there_is_a_designed_404(client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert b"Not in the catalogue" in response.content


def test_the_500_page_stands_without_the_database() -> None:
    assert "Nothing was lost" in render_to_string("500.html")


def test_an_outdated_fingerprint_leads_to_the_one_there_is(client, film) -> None:
    address = f"/films/{film.slug}/fingerprint-{'0' * 12}.png"
    answer = client.get(address)
    current = film.looks.get().digest
    assert answer.status_code == 302
    assert answer["Location"] == f"/films/{film.slug}/fingerprint-{current}.png"
    assert answer["Cache-Control"] == "no-store"  # the next change leads elsewhere
    assert client.get(answer["Location"])["Content-Type"] == "image/png"


def test_health_says_ok(client) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_small_files_every_site_has(client) -> None:
    assert client.get("/favicon.ico").status_code == 302
    assert b"Disallow: /admin/" in client.get("/robots.txt").content
    assert client.get("/about/").status_code == 200


def test_the_room_is_remembered(client) -> None:
    response = client.get("/room/?to=light&next=/films/%3Fq%3Dx")
    assert response["Location"] == "/films/?q=x"
    assert 'data-room="light"' in client.get("/about/").text


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.test/",
        "//evil.test",
        "javascript:alert(1)",
        "",
        "films/",
        "None",
        "catalog:film",
    ],
)
def test_the_room_switch_leads_nowhere_else(client, next_: str) -> None:
    assert client.get("/room/", {"to": "dark", "next": next_})["Location"] == "/"


@pytest.mark.parametrize("room", ["plaid", '"><script>', ""])
def test_an_unknown_room_changes_nothing(client, room: str) -> None:
    assert "room" not in client.get("/room/", {"to": room}).cookies
    client.cookies["room"] = room
    assert "data-room" not in client.get("/about/").text


def test_pages_send_a_strict_policy(client) -> None:
    policy = client.get("/about/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert client.get("/about/")["X-Content-Type-Options"] == "nosniff"


def test_hostile_text_is_text_everywhere(client, make_film, make_still) -> None:
    film = make_film(HOSTILE, country=HOSTILE[:100], note=HOSTILE, source_url="https://a.test/")
    still = make_still(
        film,
        computed=True,
        credit=HOSTILE,
        licence=HOSTILE,
        source_url="javascript:alert(1)",
        page_url="javascript:alert(2)",
    )
    compute.compute_film(film)
    for address in (
        "/",
        "/films/",
        f"/films/?q={HOSTILE}",
        film.get_absolute_url(),
        still.get_absolute_url(),
        f"/compare/?f={film.slug}&f={HOSTILE}&add={HOSTILE}",
        "/search/?c=803020",
    ):
        content = client.get(address).text
        assert "<script>alert" not in content, address
        assert "14" not in re.findall(r"</script>(.*?)onerror", content)
        assert 'href="javascript:' not in content


def test_reading_pages_takes_get_only(client) -> None:
    for address in ("/", "/films/", "/compare/", "/search/", "/about/", "/healthz"):
        assert client.post(address).status_code == 405


def test_an_address_written_by_hand_leads_to_the_page(client, make_film) -> None:
    make_film("Below the Weir", year=1974)
    for path, right in (
        ("/healthz/", "/healthz"),
        ("/decades/1970/", "/decades/1970s/"),
        ("/stills/?view=spines", "/films/?view=spines"),
        ("/films/Below-The-WEIR-1974/", "/films/below-the-weir-1974/"),
    ):
        response = client.get(path)
        assert response.status_code in (301, 302)
        assert response["Location"] == right
        assert client.get(right).status_code == 200
    assert client.get("/films/Below-Nothing/").status_code == 404
    assert client.post("/stills/").status_code == 405


def test_a_missing_page_says_its_address_as_it_was_written(client, db) -> None:
    response = client.get("/films/sø<b>/")
    assert response.status_code == 404
    assert BeautifulSoup(response.content, "lxml").code.text == "/films/sø<b>/"


@pytest.mark.parametrize(
    "path", ["/", "/films/", "/search/", "/map/", "/compare/", "/people/", "/decades/"]
)
def test_an_empty_catalogue_says_how_to_fill_it(client, path: str) -> None:
    page = soup(client.get(path))
    commands = [code.text for code in page.select(".empty code")]
    assert commands == ["python manage.py ingest_stills", "python manage.py load_sample"]
    assert page.select_one(".empty a[href='/admin/']")


@pytest.mark.parametrize(
    ("sort", "says"),
    [("", 0), ("-chroma", 0), ("year", 0), ("zzz", 1), ("-hue", 1), ("--chroma", 1)],
)
def test_an_order_that_there_is_none_of_is_said_to_be_left_out(client, film, sort, says) -> None:
    problems = soup(client.get("/films/", {"sort": sort})).select("p.problem")
    assert ["by title" in problem.text for problem in problems] == [True] * says
