"""What a film's page tells of its look."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palettes import compute
from palettes.charts.cloud import cloud_of
from palettes.charts.timeline import timeline
from palettes.engine import film as film_engine
from palettes.looking import standing
from palettes.making.pools import unpack
from palettes.models import Look

pytestmark = pytest.mark.django_db

WARM = ("#c8843f", "#803020", "#f0c080")
COLD = ("#1f4cab", "#102040", "#80a0e0")


@pytest.fixture
def make_looked(make_film, make_still):
    def make(title: str, *stills: tuple[str, ...]):
        film = make_film(title)
        for colours in stills:
            make_still(film, *colours, computed=True)
        compute.compute_film(film)
        return film

    return make


def page(client, film) -> BeautifulSoup:
    response = client.get(film.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def test_every_still_has_a_bar_in_listed_order(client, make_looked) -> None:
    film = make_looked("Amber", WARM, COLD, WARM)
    soup = page(client, film)
    for chart in soup.select("svg.timeline-bars"):
        assert len(chart.select("svg")) == 3
    rows = soup.select(".film-charts section:nth-of-type(2) table tbody tr")
    assert [row.th.text for row in rows] == ["1", "2", "3"]
    medians = [float(row.select("td")[1].text) for row in rows]
    assert medians[1] < medians[0] == medians[2]


def test_a_bar_reaches_from_p5_to_p95_without_gaps(make_still) -> None:
    still = make_still(None, *WARM, computed=True)
    cloud = cloud_of(unpack(bytes(Look.objects.get(still=still).pool)))
    (column,) = timeline("lightness", [(1, cloud)]).columns
    low, median, high = column.values
    assert low < median < high
    for upper, lower in zip(column.blocks, column.blocks[1:], strict=False):
        assert upper.y + upper.height == pytest.approx(lower.y, abs=0.5)
    assert column.blocks[0].y < column.median < column.blocks[-1].y + column.blocks[-1].height


def test_figures_stand_among_those_of_all_films(client, make_looked) -> None:
    warm = make_looked("Amber", WARM)
    cold = make_looked("Cobalt", COLD)
    make_looked("Between", (*WARM, *COLD))
    assert "warmer than any other film" in page(client, warm).text
    assert "cooler than any other film" in page(client, cold).text


def test_the_only_film_is_said_to_be(client, make_looked) -> None:
    assert "the only film so far" in page(client, make_looked("Amber", WARM)).text


def test_a_new_film_changes_the_standing(client, make_looked) -> None:
    warm = make_looked("Amber", WARM)
    page(client, warm)
    make_looked("Cobalt", COLD)
    assert "the only film" not in page(client, warm).text
    assert len(standing.catalogue_figures()["warmth"]) == 2


def test_the_stills_most_and_least_like_the_film_are_shown(client, make_looked) -> None:
    film = make_looked("Amber", WARM, WARM, COLD, WARM, WARM)
    odd = film.stills.get(position=3)
    lists = page(client, film).select("ol.likeness")
    assert [len(one.select("li")) for one in lists] == [2, 2]
    assert lists[1].a["href"] == odd.get_absolute_url()
    assert odd.get_absolute_url() not in [a["href"] for a in lists[0].select("a")]


def test_a_few_stills_are_not_ranked(client, make_looked) -> None:
    assert not page(client, make_looked("Amber", WARM, COLD)).select(".likeness")


def test_similar_films_come_nearest_first_without_the_film_itself(client, make_looked) -> None:
    film = make_looked("Amber", WARM)
    make_looked("Cobalt", COLD)
    make_looked("Ochre", (*WARM, "#d09050"))
    shown = [i.text for i in page(client, film).select("ol.cards .card-title i")]
    assert shown == ["Ochre", "Cobalt"]
    link = page(client, film).select_one("a.why")
    assert link["href"] == "/compare/?f=amber&f=ochre"


def test_a_film_without_a_look_has_its_page_without_charts(client, make_still) -> None:
    soup = page(client, make_still().film)
    assert not soup.select(".film-charts, .standings, .likeness")


def test_a_look_of_another_version_is_left_out_until_it_is_made_again(client, make_looked) -> None:
    film = make_looked("Amber", WARM)
    other = make_looked("Cobalt", COLD)
    Look.objects.filter(film=film).update(look_version=0)
    Look.objects.filter(still__film=film).update(pool=b"something else")
    soup = page(client, film)
    assert not soup.select(".standings, .film-charts")
    assert "Amber" not in page(client, other).select_one("main").text


def test_queries_do_not_grow_with_stills_or_films(
    client, make_looked, django_assert_num_queries
) -> None:
    small = make_looked("Amber", *[WARM] * 5)
    make_looked("Cobalt", COLD)
    page(client, small)
    with CaptureQueriesContext(connection) as before:
        page(client, small)
    count = len(before)
    large = make_looked("Ochre", *[WARM, COLD] * 5)
    for number in range(4):
        make_looked(f"More {number}", WARM)
    page(client, large)
    with django_assert_num_queries(count):
        page(client, large)


def test_the_about_page_tells_of_accents_in_a_films_palette(client) -> None:
    page = BeautifulSoup(client.get("/about/").content, "lxml")
    heading = next(h2 for h2 in page.select("h2") if h2.text == "What a film’s palette is")
    said = heading.find_next_sibling("p").text
    assert "two accents" in said
    assert film_engine.MOST == 2
