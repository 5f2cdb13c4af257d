"""The search page: its address is its state, and whatever is asked gets an answer."""

import io
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from catalog.moods import MOODS
from palettes import compute
from palettes.searching.asked import MOST, read, weights_of
from palettes.searching.band import bands

pytestmark = pytest.mark.django_db

TEAL, ORANGE, CRIMSON = "#1f7a78", "#e08030", "#c3132f"


def page_of(client: Any, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def found(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.select("ol.cards a.card-link")]


def asked(text: str) -> Any:
    return read(QueryDict(text))


# --- Reading --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("c=aa3322:40&c=1f4e5f:20", ["aa3322:40", "1f4e5f:20"]),
        ("c=%23AA3322:40%25", ["aa3322:40"]),
        ("c= AA3322 : 40 ;; %23fa0 ;", ["aa3322:40", "ffaa00"]),
        ("c=Teal:12,5", ["14787b:12.5"]),
        ("c=teal&w=40&c=&w=", ["14787b:40"]),
        ("c=teal&c=%23112233&w=&w=100", ["14787b", "112233:100"]),
        ("c=aa3322:20&c=AA3322:30", ["aa3322:50"]),
        ("c=aa3322:0.04", ["aa3322:0.1"]),
        ("", []),
        ("c=", []),
    ],
)
def test_colours_are_read_with_patience(query: str, canonical: list[str]) -> None:
    assert asked(query).good
    assert asked(query).values == canonical


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("c=blurple", ["bad_colour"]),
        ("c=aa3322:-5", ["bad_weight"]),
        ("c=aa3322:0", ["bad_weight"]),
        ("c=aa3322:101", ["bad_weight"]),
        ("c=aa3322:NaN", ["bad_weight"]),
        ("c=aa3322:inf", ["bad_weight"]),
        ("c=aa3322:1e400", ["bad_weight"]),
        ("c=aa3322:" + "9" * 5000, ["bad_weight"]),
        ("c=x:y", ["bad_colour", "bad_weight"]),
        ("c=%00", ["bad_colour"]),
        ("c=aa3322:%00", ["bad_weight"]),
        ("c=aa3322:60&c=112233:60", ["weights_over_100"]),
        ("c=000&c=111&c=222&c=333&c=444&c=555", ["too_many_colours"]),
        ("&".join(f"c={n:06x}" for n in range(500)), ["too_many_colours"]),
        ("c=" + "a" * 100_000, ["bad_colour"]),
    ],
)
def test_what_cannot_be_searched_by_is_told_under_a_code(query: str, codes: list[str]) -> None:
    read_ = asked(query)
    problems = [p.code for one in read_.wanted for p in one.problems]
    assert problems + [p.code for p in read_.problems] == codes


@given(st.lists(st.text(max_size=20), max_size=8), st.lists(st.text(max_size=8), max_size=8))
def test_reading_never_fails_and_what_is_mended_is_good(
    colours: list[str], weights: list[str]
) -> None:
    query = QueryDict(mutable=True)
    query.setlist("c", colours)
    query.setlist("w", weights)
    mended = read(query).repaired()
    assert len(mended.wanted) <= MOST
    again = QueryDict(mutable=True)
    again.setlist("c", mended.values)
    assert read(again).good
    assert read(again).values == mended.values


def test_the_mended_query_keeps_what_it_can() -> None:
    mended = asked("c=teal:80&c=blurple:10&c=112233:40").repaired()
    assert [one.weight for one in mended.wanted] == pytest.approx([66.7, 33.3])


@pytest.mark.parametrize(
    ("query", "widths"),
    [
        ("c=000:40&c=fff:20", [40, 20]),
        ("c=000&c=fff", [50, 50]),
        ("c=000:40&c=fff", [40, 60]),
        ("c=000:100&c=fff", [95.238, 4.762]),
    ],
)
def test_weights_are_widths_and_the_others_share_the_rest(query: str, widths: list[float]) -> None:
    drawn = bands(asked(query).wanted)
    assert [band.width for band in drawn] == pytest.approx(widths, abs=0.001)
    assert drawn[0].x == 0


# --- The address is the state ---------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "led_to"),
    [
        ("c=%23AA3322:40&decade=2010&page=3", "c=aa3322:40&decade=2010&page=3"),
        ("c=teal&w=40&c=ochre&w=&mood=dark", "c=14787b:40&c=c08a2e&mood=dark"),
        ("c=teal&w=40&c=ochre&w=&remove=0", "c=c08a2e"),
        ("c=teal&w=40&c=ochre&w=&change=1", "c=14787b:40&c=c08a2e&change=1"),
        ("c=teal&w=40&c=ochre&w=2&use=0&to=%23112233", "c=112233:40&c=c08a2e:2"),
        ("c=teal&c=&w=&near=loose&among=films&each=1", "c=14787b&among=films&each=1&near=loose"),
        ("c=teal&w=&near=no&among=no&each=no&page=x&remove=x", "c=14787b"),
        ("c=teal&w=40&remove=99&use=-1", "c=14787b:40"),
    ],
)
def test_what_a_form_sends_leads_to_the_canonical_address(
    client: Any, sent: str, led_to: str
) -> None:
    response = client.get(f"/search/?{sent}")
    assert response.status_code == 302
    assert response["Location"] == f"/search/?{led_to}"
    assert client.get(response["Location"]).status_code == 200


def test_htmx_gets_the_part_it_swaps_and_the_address(client: Any, make_still: Any) -> None:
    make_still(None, TEAL, computed=True)
    response = client.get("/search/?c=Teal&w=40&c=&mood=vivid", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Push-Url"] == "/search/?c=14787b:40&mood=vivid"
    assert "HX-Request" in response["Vary"]
    assert b"<html" not in response.content
    assert BeautifulSoup(response.content, "lxml").select_one("#search #found #result")


def test_every_link_of_the_page_keeps_the_rest_of_the_search(client: Any, make_still: Any) -> None:
    film = make_still(None, TEAL, ORANGE, "#101010", "#c0c0c0", computed=True).film
    film.year, film.country = 2012, "Chile: north"
    film.save()
    make_still(None, TEAL, ORANGE, "#303030", "#e0e0e0", computed=True)
    address = "/search/?c=1f7a78:30&c=e08030&mood=vivid&near=loose&decade=2010"
    page = page_of(client, address)
    kept = {("c", "1f7a78:30"), ("c", "e08030"), ("mood", "vivid"), ("near", "loose")}
    links = page.select(".facet a")
    assert {"2010s 1", "Chile: north 1"} <= {" ".join(link.text.split()) for link in links}
    for link in links:
        assert kept <= set(parse_qsl(urlsplit(link["href"]).query))
    cells = page.select(".colour-index a")
    assert cells
    for cell in cells:
        pairs = parse_qsl(urlsplit(cell["href"]).query)
        assert {*kept, ("decade", "2010")} <= set(pairs)
        assert [value for key, value in pairs if key == "c"][2] == cell["aria-label"][1:7]
    (chip,) = [one for one in page.select(".chip") if "2010s" in one.text]
    assert "decade" not in chip["href"]
    hidden = {(field["name"], field["value"]) for field in page.select("#query [type=hidden]")}
    assert hidden == {("mood", "vivid"), ("near", "loose"), ("decade", "2010")}


def test_a_colour_of_the_catalogue_takes_the_place_of_the_one_that_is_changed(
    client: Any, make_still: Any
) -> None:
    for colours in ((TEAL, ORANGE), ("#303030", "#e0e0e0"), ("#101010", "#c0c0c0")):
        make_still(None, *colours, computed=True)
    page = page_of(client, "/search/?c=1f7a78:30&c=e08030:5&change=0")
    cell = page.select_one(".colour-index a")
    assert cell["href"] == f"/search/?c={cell['aria-label'][1:7]}:30&c=e08030:5"
    assert page.select_one("#c-0").has_attr("autofocus")


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_weights_of_all_of_a_picture_come_to_the_whole_of_it(parts: list[int]) -> None:
    shares = [part / sum(parts) for part in parts]
    weights = weights_of(shares)
    assert sum(weights) == pytest.approx(100)
    assert min(weights) >= 0.1
    assert all(abs(w - 100 * s) < 0.6 for w, s in zip(weights, shares, strict=True))


@given(st.lists(st.floats(0.001, 0.19), min_size=1, max_size=5))
def test_weights_of_a_part_of_a_picture_are_no_more_than_it(shares: list[float]) -> None:
    assert sum(weights_of(shares)) <= 100 * sum(shares) + 0.01


# --- Results --------------------------------------------------------------------------


def test_stills_come_with_what_is_matched_and_how_far_they_are(
    client: Any, make_still: Any
) -> None:
    best = make_still(None, TEAL, TEAL, ORANGE, "#101010", computed=True)
    grey = make_still(None, "#6f7f7f", "#808080", computed=True)
    page = page_of(client, "/search/?c=1f7a78:50&c=e08030:25")
    assert found(page) == [best.get_absolute_url(), grey.get_absolute_url()]
    assert page.select_one("#result").text.startswith("1 of 2 stills has a swatch near both")
    first, second = page.select("ol.cards li")
    caption = " ".join(first.select_one(".card-people").text.split())
    assert re.search(r"7\d % matched: (49|50|51) \+ 2\d 0\.000 away$", caption)
    assert "nothing near" in second.text
    heights = {
        (mark.rect or mark)["fill"]: mark["height"]
        for mark in first.select(".strip-hung > [height]")
    }
    assert heights[TEAL] == heights[ORANGE] == "100%"
    assert {height for hex_, height in heights.items() if hex_ not in (TEAL, ORANGE)} == {"40%"}
    assert {mark["height"] for mark in second.select(".strip-hung > [height]")} == {"40%"}


def test_films_are_found_too(client: Any, make_still: Any) -> None:
    teal, orange = (make_still(None, one, computed=True).film for one in (TEAL, ORANGE))
    for film in (teal, orange):
        compute.compute_film(film)
    page = page_of(client, "/search/?c=e08030&among=films")
    assert found(page) == [orange.get_absolute_url(), teal.get_absolute_url()]
    assert page.select("ol.cards img")


def test_every_swatch_of_a_still_leads_to_stills_with_it(client: Any, make_still: Any) -> None:
    still = make_still(None, TEAL, ORANGE, computed=True)
    page = page_of(client, still.get_absolute_url())
    rows = page.select(".still-right .swatches tbody tr")
    assert len(rows) >= 2
    for row in rows:
        link = row.select_one("a")
        assert link["href"] == f"/search/?c={row.select_one('.hex').text[1:]}"
        assert found(page_of(client, link["href"])) == [still.get_absolute_url()]


def test_a_film_gives_two_stills_unless_all_are_wanted(
    client: Any, make_film: Any, make_still: Any
) -> None:
    film = make_film()
    for _ in range(4):
        make_still(film, TEAL, computed=True)
    counts = [
        len(found(page_of(client, f"/search/?c=1f7a78{each}")))
        for each in ("", "&each=1", "&each=all")
    ]
    assert counts == [2, 1, 4]


def test_moods_alone_come_strongest_first(client: Any, make_still: Any) -> None:
    dark, darker = (make_still(None, one, computed=True) for one in ("#181818", "#080808"))
    make_still(None, "#e0e0e0", computed=True)
    page = page_of(client, "/search/?mood=dark")
    assert found(page) == [darker.get_absolute_url(), dark.get_absolute_url()]
    assert page.select_one("#result").text == "2 stills are dark, the darkest first."
    assert "lightness 0." in page.select_one("ol.cards li").text
    words = page.select_one(".moods").text
    assert all(mood.says in words for mood in MOODS.values())
    assert [link.text for link in page.select(".moods [aria-current]")] == ["Dark 2"]


@pytest.mark.parametrize("colour", ["00ff00", "1f7a78"], ids=["none-near", "one-near"])
def test_what_is_not_near_comes_by_the_distance_that_is_written(
    client: Any, make_still: Any, colour: str
) -> None:
    greens = ("#1f7a78", "#2a5c30", "#5c8f5a", "#66806a", "#3c6a30", "#204028", "#90b080")
    for number, green in enumerate(greens):
        # The farther ones cover more, which speaks for them where something is near.
        make_still(None, *[green] * (number + 1), *["#808080"] * (7 - number), computed=True)
    page = page_of(client, f"/search/?c={colour}")
    cards = page.select("ol.cards .card-people")
    away = [float(card.select_one(".away").text.split()[0]) for card in cards]
    near = ["matched" in card.text for card in cards]
    assert len(cards) == len(greens)
    assert near == sorted(near, reverse=True)
    assert away[sum(near) :] == sorted(away[sum(near) :])
    assert (sum(near) == 0) == (colour == "00ff00")


def test_filters_that_leave_nothing_say_which_to_drop_and_show_the_nearest(
    client: Any, make_film: Any, make_still: Any
) -> None:
    old = make_still(make_film(year=1955), TEAL, computed=True)
    make_still(make_film(year=2012), "#e0e0e0", computed=True)
    make_still(make_film(year=2013), "#e8e8e8", computed=True)
    page = page_of(client, "/search/?c=1f7a78&mood=bright&decade=1950")
    offers = [" ".join(one.text.split()) for one in page.select(".nothing li")]
    assert offers == [
        "Drop decade “1950s”: 2 stills",
        "Drop mood “Bright”: 1 still",
        "Drop all: 3 stills",
    ]
    assert found(page) == [old.get_absolute_url()]
    assert "without mood “Bright”" in page.text
    for link in page.select(".nothing a"):
        assert found(page_of(client, link["href"]))


def test_a_title_narrows_the_search_and_stays_in_its_field(
    client: Any, make_film: Any, make_still: Any
) -> None:
    wanted = make_still(make_film("Amber Hour"), TEAL, computed=True)
    make_still(make_film("Dune Clerk"), TEAL, computed=True)
    page = page_of(client, "/search/?c=1f7a78&q=amber")
    assert found(page) == [wanted.get_absolute_url()]
    assert page.select_one("input[name=q][form=query]")["value"] == "amber"
    assert not page.select("#query [type=hidden][name=q]")


def test_a_filter_that_makes_no_sense_is_left_out_and_said(client: Any, make_still: Any) -> None:
    make_still(None, TEAL, computed=True)
    page = page_of(client, "/search/?c=1f7a78&decade=1234&mood=grumpy&country=%00")
    assert len(found(page)) == 1
    said = " ".join(one.text for one in page.select(".problem"))
    assert "“1234”" in said
    assert "“grumpy”" in said


def test_there_are_pages_to_a_bound(client: Any, make_film: Any, make_still: Any) -> None:
    film = make_film()
    for _ in range(27):
        make_still(film, TEAL, computed=True)
    first = page_of(client, "/search/?c=1f7a78&each=all")
    assert len(found(first)) == 25
    last = page_of(client, first.select_one("a[rel=next]")["href"])
    assert len(found(last)) == 2
    assert not set(found(first)) & set(found(last))
    assert last.select_one("a[rel=next]") is None
    beyond = page_of(client, "/search/?c=1f7a78&each=all&page=10")
    assert beyond.select_one(".empty a")["href"] == "/search/?c=1f7a78&each=all"


def test_queries_do_not_grow_with_results(
    client: Any, make_still: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        compute.compute_film(make_still(None, TEAL, computed=True).film)
    for address in ("/search/?c=1f7a78:40&decade=2010&mood=vivid", "/search/?c=1f7a78&among=films"):
        client.get(address)
        with django_assert_max_num_queries(24):
            client.get(address)


# --- What goes wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("c=blurple:40&c=1f7a78:20", ["blurple", "#1f7a78"]),
        ("c=1f7a78:-3", ["#1f7a78"]),
        ("c=1f7a78:NaN&c=e08030:inf", ["#1f7a78", "#e08030"]),
        ("c=1f7a78:1e400", ["#1f7a78"]),
        ("c=1f7a78:70&c=e08030:70", ["#1f7a78", "#e08030"]),
        ("c=000&c=111&c=222&c=333&c=444&c=555", [f"#{n * 6}" for n in "012345"]),
        ("c=%3Cscript%3Ealert(1)%3C/script%3E", ["<script>alert(1)</script>"]),
        ("c=%00%00", ["��"]),
        ("c=" + "z" * 3000, ["z" * 200]),
    ],
)
def test_bad_colours_are_a_page_that_keeps_them_and_says_what_to_do(
    client: Any, make_still: Any, query: str, kept: list[str]
) -> None:
    make_still(None, TEAL, computed=True)
    page = page_of(client, f"/search/?{query}", 400)
    fields = page.select(".wanted input[name=c]")
    assert [field["value"] for field in fields] == kept
    assert page.select(".problem[data-code]")
    for field in page.select(".wanted [aria-invalid]"):
        assert page.find(id=field["aria-describedby"]).text.strip()
    ways = page.select(".way-on a")
    assert ways[-1]["href"] == "/search/"
    for way in ways:
        assert client.get(way["href"]).status_code == 200


def test_filters_beside_bad_colours_keep_the_good_ones(client: Any, make_still: Any) -> None:
    make_still(None, TEAL, computed=True)
    page = page_of(client, "/search/?c=blurple&c=1f7a78:20&mood=vivid&change=1", 400)
    links = page.select(".moods a")
    assert len(links) == len(MOODS)
    for link in links:
        assert ("c", "1f7a78:20") in parse_qsl(urlsplit(link["href"]).query)


def test_a_bad_weight_stands_in_its_field(client: Any) -> None:
    page = page_of(client, "/search/?c=teal:lots", 400)
    assert page.select_one("#w-0")["value"] == "lots"
    assert page.select_one("#w-0")["type"] == "text"


def test_without_anything_to_search_the_page_says_so(
    client: Any, make_film: Any, make_still: Any
) -> None:
    for address in ("/search/", "/search/?c=14787b", "/search/?mood=dark"):
        assert "the catalogue is empty" in page_of(client, address).text
    film = make_film()
    for address in ("/search/", "/search/?c=14787b&among=films"):
        assert "no film of the catalogue has a still" in page_of(client, address).text
    make_still(film)
    for address in ("/search/", "/search/?c=14787b&among=films"):
        assert "still being computed" in page_of(client, address).text


def test_the_bare_page_offers_searches_that_work(client: Any, make_still: Any) -> None:
    make_still(None, "#101010", computed=True)
    page = page_of(client, "/search/")
    links = [link["href"] for link in page.select(".examples a")]
    assert len(links) >= 3
    for link in links:
        assert client.get(link).status_code == 200


# --- By a picture ---------------------------------------------------------------------


def picture(*colours: str, kind: str = "PNG") -> bytes:
    image = Image.new("RGB", (120, 80), colours[0])
    for number, colour in enumerate(colours[1:], 1):
        image.paste(colour, (40 * number, 0, 120, 80))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def send(client: Any, content: bytes, **other: str) -> Any:
    upload = SimpleUploadedFile("mine.png", content)
    return client.post("/search/picture/", {"picture": upload, **other})


def test_a_pictures_colours_become_a_search(client: Any) -> None:
    response = send(client, picture(TEAL, ORANGE))
    assert response.status_code == 302
    assert response["Location"] == "/search/?c=e08030:66.7&c=1f7a78:33.3"
    assert client.get(response["Location"]).status_code == 200


def test_small_accents_are_among_a_pictures_colours(client: Any) -> None:
    image = Image.effect_noise((300, 200), 40).convert("RGB")
    image.paste(CRIMSON, (140, 90, 160, 110))
    out = io.BytesIO()
    image.save(out, "PNG")
    address = send(client, out.getvalue())["Location"]
    pairs = dict(value.split(":") for key, value in parse_qsl(urlsplit(address).query))
    assert len(pairs) <= 5
    assert float(pairs[CRIMSON[1:]]) == pytest.approx(0.7, abs=0.3)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_an_image"),
        (b"no picture at all", "not_an_image"),
        (picture(TEAL)[:90], "truncated_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported_type"),
    ],
)
def test_what_is_no_picture_is_refused_under_its_code(
    client: Any, content: bytes, code: str
) -> None:
    response = send(client, content)
    assert response.status_code == 400
    page = BeautifulSoup(response.content, "lxml")
    assert page.select_one(".problem")["data-code"] == code
    assert page.select_one("form input[type=file]")


def test_a_form_without_a_picture_says_so(client: Any) -> None:
    assert client.get("/search/picture/").status_code == 200
    response = client.post("/search/picture/", {"url": " "})
    assert response.status_code == 400
    assert b'data-code="no_picture"' in response.content


def test_a_picture_that_is_too_large_is_not_even_read(client: Any, settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1000
    response = send(client, b"\x89PNG" + b"0" * 200_000)
    assert response.status_code == 400
    assert b'data-code="too_large"' in response.content


def test_a_refused_address_is_kept_in_its_field(client: Any) -> None:
    response = client.post("/search/picture/", {"url": "http://127.0.0.1/a.png"})
    assert response.status_code == 400
    page = BeautifulSoup(response.content, "lxml")
    assert page.select_one(".problem")["data-code"] == "address_refused"
    assert page.select_one("#url")["value"] == "http://127.0.0.1/a.png"


def test_a_picture_is_taken_from_our_own_form_alone() -> None:
    from django.test import Client

    assert send(Client(enforce_csrf_checks=True), picture(TEAL)).status_code == 403
