import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from palettes import compute

pytestmark = pytest.mark.django_db


@pytest.fixture
def films(make_film, make_still):
    made = []
    for title in ("Amber", "Basalt", "Cobalt", "Dust", "Ember"):
        film = make_film(title)
        for _ in range(2):
            make_still(film, computed=True)
        compute.compute_film(film)
        made.append(film)
    return made


def page(client, query: str) -> BeautifulSoup:
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def shown(soup: BeautifulSoup) -> list[str]:
    return [h.text for h in soup.select(".aligned h2")]


def test_films_stand_side_by_side_in_the_order_of_the_address(client, films) -> None:
    soup = page(client, "f=basalt&f=amber")
    assert shown(soup) == ["Basalt", "Amber"]
    assert len(soup.select(".aligned svg.strip-compare")) == 2
    assert len(soup.select("img.fingerprint[alt^=Fingerprint]")) == 2
    assert len(soup.select(".column-stills li")) == 4


def test_a_film_can_be_taken_out(client, films) -> None:
    soup = page(client, "f=basalt&f=amber&f=dust")
    chip = next(a for a in soup.select("a.chip") if "Amber" in a.text)
    assert chip["href"] == "/compare/?f=basalt&f=dust"


def test_a_film_is_added_by_title_or_part_of_it(client, films) -> None:
    for text in ("Cobalt", "cobalt", "COB"):
        response = client.get(f"/compare/?f=amber&add={text}")
        assert response["Location"] == "/compare/?f=amber&f=cobalt"


def test_a_title_that_several_films_have_asks_which(client, films) -> None:
    soup = page(client, "f=dust&add=b")
    offers = [a["href"] for a in soup.select(".problem a")]
    assert offers == [
        f"/compare/?f=dust&f={slug}" for slug in ("amber", "basalt", "cobalt", "ember")
    ]


def test_the_same_film_twice_is_one(client, films) -> None:
    assert shown(page(client, "f=amber&f=amber&f=dust")) == ["Amber", "Dust"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Choose two to four films"),
        ("f=amber", "Choose another film"),
        ("f=amber&f=gone", "no film “gone”"),
        ("f=amber&f=basalt&f=cobalt&f=dust&f=ember", "Four films are the most"),
        ("f=amber&add=zzz", "No other film’s title has “zzz”"),
        ("f=amber&f=basalt&f=cobalt&f=dust&add=ember", "take one out first"),
        ("f=%00&f=..%2F..", "no film"),
    ],
)
def test_every_odd_choice_is_a_page_that_says_so(client, films, query: str, said: str) -> None:
    assert said in page(client, query).text


def test_a_hundred_films_in_an_address_cost_no_more_than_a_few(
    client, films, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(25):
        client.get("/compare/?" + "&".join(f"f=x{i}" for i in range(100)) + "&f=amber")


def test_an_empty_catalogue_can_be_compared(client, db) -> None:
    assert "Choose two" in page(client, "").text


def test_only_films_with_a_look_are_offered(client, films, make_film, make_still) -> None:
    make_film("Bare")
    make_still(make_film("Waiting"))
    for query in ("", "f=amber", "f=waiting"):
        offered = [a["href"] for a in page(client, query).select(".suggestions a")]
        assert offered
        assert not [a for a in offered if a.endswith(("f=bare", "f=waiting"))], query


def test_a_catalogue_without_looks_says_what_has_to_come_first(client, make_film) -> None:
    make_film("Bare")
    assert "once they have looks: none has one so far" in page(client, "").text
    soup = page(client, "f=bare")
    assert "has no stills yet" in soup.select_one(".problem").text
    assert "No other film has a look yet" in soup.text


def test_a_film_without_stills_is_said(client, films, make_film) -> None:
    make_film("Fog")
    soup = page(client, "f=fog&f=amber")
    assert "no stills yet" in soup.text
    # Below, only what has stills: no heading stands over nothing.
    assert [h.i.text for h in soup.select("section h3")] == ["Amber", "Amber"]


def test_four_films_of_every_colour_stay_a_light_page(
    client, make_film, make_still, tmp_path
) -> None:
    dice = np.random.default_rng(7)
    for title in ("Amber", "Basalt", "Cobalt", "Dust"):
        film = make_film(title)
        for number in range(8):
            fields = Image.fromarray(dice.integers(0, 256, (9, 16, 3), dtype=np.uint8))
            path = tmp_path / f"{title}-{number}.png"
            fields.resize((480, 270), Image.Resampling.BICUBIC).save(path)
            make_still(film, path=path, computed=True)
        compute.compute_film(film)
    response = client.get("/compare/?f=amber&f=basalt&f=cobalt&f=dust")
    assert len(BeautifulSoup(response.content, "lxml").select(".column-stills li")) == 16
    assert len(response.content) < 200_000
