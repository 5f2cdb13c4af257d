"""What the comparison draws, and what stands behind it."""

import gzip
import re

import pytest
from bs4 import BeautifulSoup

from palettes import compute
from palettes.models import Look, Palette

pytestmark = pytest.mark.django_db

FILMS = {
    "Amber": ("#c8843f", "#803020", "#f0c080"),
    "Basalt": ("#101418", "#303438", "#606468"),
    "Cobalt": ("#1f4cab", "#102040", "#80a0e0"),
    "Dune": ("#d3bd92", "#93826c", "#443020"),
}


@pytest.fixture
def films(make_film, make_still):
    made = {}
    for title, colours in FILMS.items():
        film = make_film(title)
        for _ in range(2):
            make_still(film, *colours, computed=True)
        compute.compute_film(film)
        made[title] = film
    return made


def page(client, query: str) -> BeautifulSoup:
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def test_why_they_differ_is_said_drawn_and_written_in_a_table(client, films) -> None:
    soup = page(client, "f=amber&f=cobalt")
    words = soup.select_one("#why .flow-words").text
    assert "Cobalt is" in words
    assert "cooler" in words
    assert re.search(r"The largest move: \d+ % of the picture, from .* to ", words)
    ribbons = soup.select("#why path.ribbon")
    rows = soup.select("#why table.moves tbody tr")
    assert 0 < len(ribbons) <= len(rows)
    assert len(soup.select("#why path.largest")) == 1
    shares = [float(row.select("td")[2].text.split()[0].strip("<")) for row in rows]
    assert sum(shares) == pytest.approx(100, abs=2)


def test_every_next_film_has_its_own_flow(client, films) -> None:
    soup = page(client, "f=amber&f=basalt&f=cobalt&f=dune")
    titles = [title.text for title in soup.select("svg.flow-ribbons > title")]
    assert titles == ["From Amber to Basalt", "From Basalt to Cobalt", "From Cobalt to Dune"]


def test_each_is_told_apart_by_line_and_shape_not_by_colour(client, films) -> None:
    soup = page(client, "f=amber&f=basalt&f=cobalt&f=dune")
    for chart in soup.select("svg.density-chart"):
        styles = [path["class"][1] for path in chart.select("path.line")]
        assert styles == ["line-solid", "line-dashed", "line-dotted", "line-dotdash"]
    assert "dotted line, diamond" in soup.select_one(".legend").text


def test_a_line_that_leaves_its_frame_is_named_with_its_height(
    client, make_film, make_still
) -> None:
    for title, colours in (
        ("Flat", ("#777777",)),
        ("Wide", ("#202020", "#606060", "#a0a0a0", "#e0e0e0")),
    ):
        film = make_film(title)
        make_still(film, *colours, computed=True)
        compute.compute_film(film)
    chart = page(client, "f=flat&f=wide").select("figure.density")[0]
    said = [" ".join(note.text.split()) for note in chart.select("p.quiet")]
    # Four tones apart share out what one tone holds alone; the frame is twice the lower peak.
    assert said == ["The line of Flat leaves the frame: its peak is 2.0 times as high."]
    assert "nearly all" not in chart.text


def test_every_chart_has_a_title_a_description_and_a_table(client, films) -> None:
    soup = page(client, "f=amber&f=basalt")
    charts = soup.select("main section svg[aria-labelledby]")
    assert len(charts) >= 8
    for chart in charts:
        for label in chart["aria-labelledby"].split():
            assert soup.find(id=label).text.strip()
    for section in ("why", "axes", "hues", "distances", "swatches", "plane"):
        assert soup.select(f"#{section} table tbody tr"), section
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_nothing_on_the_page_carries_a_style_of_its_own(client, films) -> None:
    assert page(client, "f=amber&f=basalt").select("[style], style") == []


def test_distances_of_every_two_are_said_in_words(client, films) -> None:
    soup = page(client, "f=amber&f=basalt&f=cobalt")
    groups = soup.select("#distances tbody")
    assert len(groups) == 5
    for group in groups:
        rows = group.select("tr")
        assert len(rows) == 3
        assert all(row.select("td")[-1].text.endswith(".") for row in rows)


def test_films_that_are_alike_are_said_to_be(client, make_film, make_still) -> None:
    for title in ("One", "Two"):
        film = make_film(title)
        make_still(film, "#803020", "#204060", computed=True)
        compute.compute_film(film)
    soup = page(client, "f=one&f=two")
    assert "Two is much like One" in soup.select_one(".flow-words").text
    assert "Nearly the same" in soup.select_one("#distances").text


def test_swatches_stand_beside_those_most_like_them(client, make_film, make_still) -> None:
    for title, colours in (("One", ("#c01010", "#1010c0")), ("Two", ("#1818b0", "#b01818"))):
        film = make_film(title)
        make_still(film, *colours, computed=True)
        compute.compute_film(film)
    rows = page(client, "f=one&f=two").select("#swatches tbody tr")
    for row in rows[:2]:
        first, second = (cell.select_one(".hex").text for cell in row.select("td"))
        assert (first[1:3] > first[5:7]) == (second[1:3] > second[5:7])


def test_stills_are_compared_as_films_are(client, films) -> None:
    one, two = films["Amber"].stills.order_by("position")
    other = films["Cobalt"].stills.first()
    soup = page(client, f"s={two.pk}&f=basalt&s={other.pk}")
    shown = [heading.text for heading in soup.select(".aligned h2")]
    assert shown == ["Amber, still 2", "Basalt", "Cobalt, still 1"]
    assert soup.select("#why path.ribbon")
    chip = next(a for a in soup.select("a.chip") if "Basalt" in a.text)
    assert chip["href"] == f"/compare/?s={two.pk}&s={other.pk}"
    offered = [a["href"] for a in soup.select(".add-stills a")]
    assert f"/compare/?s={two.pk}&f=basalt&s={other.pk}&s={one.pk}" in offered


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("s=999999&f=amber", "no still “999999”"),
        ("s=abc&f=amber", "no still “abc”"),
        ("s=-1", "no still “-1”"),
        ("s=" + "9" * 40, "no still “999"),
        ("s=٣&f=amber", "no still “٣”"),
        ("s=1%00x", "no still"),
        ("f=amber&f=amber", "asked for twice, shown once"),
        ("f=amber&f=basalt&f=cobalt&f=dune&s={still}", "left out: Amber, still 1"),
        ("f=&s=", "Choose two to four films"),
        ("f=%ff%fe", "no film"),
    ],
)
def test_a_choice_that_cannot_be_is_explained(client, films, query: str, said: str) -> None:
    still = films["Amber"].stills.order_by("position").first()
    assert said in page(client, query.format(still=still.pk)).text


def test_of_an_endless_address_what_is_left_out_is_counted(client, films) -> None:
    query = "&".join(["f=amber", "f=basalt", *(f"f=x{n}" for n in range(200))])
    soup = page(client, query)
    assert [chip.i.text for chip in soup.select("a.chip")] == ["Amber", "Basalt"]
    said = [" ".join(problem.text.split()) for problem in soup.select("p.problem")]
    assert [text.split("“")[1].split("”")[0] for text in said[:3]] == ["x0", "x1", "x2"]
    assert said[3:] == [
        "Left out too: 11 more that the catalogue has not, 186 more of the address that nobody "
        "looked up, as four are the most that fit."
    ]


def test_what_has_no_look_yet_waits_while_the_others_are_compared(
    client, films, make_still
) -> None:
    still = make_still()
    soup = page(client, f"f=amber&s={still.pk}&f=cobalt")
    assert "has no look yet" in soup.select_one("p.problem").text
    assert soup.select("#why path.ribbon")
    alone = page(client, f"f=amber&s={still.pk}")
    assert "has no look yet" in alone.text
    assert not alone.select("#why")


def test_colours_kept_by_another_version_are_waited_for(client, films) -> None:
    Look.objects.filter(still__film=films["Amber"]).update(pool=b"something else")
    assert "has no look yet" in page(client, "f=amber&f=cobalt").text


def test_a_film_without_its_palette_waits(client, films) -> None:
    Palette.objects.filter(film=films["Amber"]).delete()
    assert "has no look yet" in page(client, "f=amber&f=cobalt").text


def test_queries_do_not_grow_with_the_stills(
    client, films, make_still, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        make_still(films["Amber"], *FILMS["Amber"], computed=True)
    with django_assert_max_num_queries(20):
        client.get("/compare/?f=amber&f=basalt&f=cobalt&f=dune")


def test_a_full_page_is_light_without_its_pictures(client, films) -> None:
    content = client.get("/compare/?f=amber&f=basalt&f=cobalt&f=dune").content
    assert len(content) < 200_000
    assert len(gzip.compress(content)) < 50_000


def test_a_grey_picture_has_no_hue_and_is_drawn_all_the_same(client, films, make_still) -> None:
    grey = make_still(None, "#404040", "#808080", computed=True)
    soup = page(client, f"f=amber&s={grey.pk}")
    assert len(soup.select("svg.wheel")) == 3
    assert "nan" not in str(soup.select_one("main")).lower()
