"""The switch that shows colours under a simulated deficiency."""

import re

import pytest
from bs4 import BeautifulSoup

from palettes.engine.deficiency import DEFICIENCIES
from palettes.sights import COOKIE

pytestmark = pytest.mark.django_db


def page(client, address: str = "/about/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "lxml")


def test_nothing_is_sent_while_it_is_off(client) -> None:
    soup = page(client)
    assert not soup.html.has_attr("data-sight")
    assert soup.select("filter, .sight-note, link[href*=sight]") == []
    assert soup.select_one(".sights [aria-current]").text == "all colours"


@pytest.mark.parametrize("key", DEFICIENCIES)
def test_a_link_switches_it_on_and_another_off(client, key: str) -> None:
    link = page(client, "/films/?q=a").select_one(f".sights a[href*={key}]")["href"]
    assert client.get(link).headers["Location"] == "/films/?q=a"
    soup = page(client)
    assert soup.html["data-sight"] == key
    assert DEFICIENCIES[key].title in soup.select_one(".sight-note").text
    assert soup.select_one(".sights [aria-current]").text == key
    client.get(soup.select_one(".sight-note a")["href"])
    assert page(client).select(".sight-note") == []


@pytest.mark.parametrize("key", DEFICIENCIES)
def test_the_pages_filter_has_the_engines_numbers(client, key: str) -> None:
    client.cookies[COOKIE] = key
    steps = page(client).select("filter fecolormatrix")
    found = [[float(n) for n in re.split(r"\s+", step["values"])] for step in steps]
    one = DEFICIENCIES[key]
    for values, matrix in zip(found, [m for m in (one.matrix, one.other) if m], strict=False):
        for row, (a, b, c) in enumerate(matrix):
            assert values[5 * row : 5 * row + 5] == pytest.approx([a, b, c, 0, 0], abs=1e-6)
    if one.other:
        side = found[2][15:18]
        assert [part / sum(map(abs, side)) for part in side] == pytest.approx(
            [part / sum(map(abs, one.divide)) for part in one.divide], abs=1e-6
        )


@pytest.mark.parametrize("made_up", ["", "x", '"><script>', "protanopia "])
def test_a_cookie_that_somebody_made_up_does_nothing(client, made_up: str) -> None:
    client.cookies[COOKIE] = made_up
    assert not page(client).html.has_attr("data-sight")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:1", "x", "../films/"]
)
def test_the_switch_leads_to_no_other_site(client, elsewhere: str) -> None:
    response = client.get("/sight/", {"to": "protanopia", "next": elsewhere})
    assert response.headers["Location"] == "/"
