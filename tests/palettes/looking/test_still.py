"""What a still's page tells of its look: colour space, measures, stills like it."""

import json

import numpy as np
import pytest
from bs4 import BeautifulSoup
from coloraide import Color
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palettes.charts.cloud import Cloud, cloud_of
from palettes.charts.colour_space import DRAWN, HEIGHT, MOST, WIDTH, as_data, draw, gathered
from palettes.charts.histogram import lightness_histogram
from palettes.charts.stages import STAGES
from palettes.looking import standing
from palettes.looking import still as still_look
from palettes.making.pools import unpack
from palettes.models import Look

pytestmark = pytest.mark.django_db

WARM = ("#c8843f", "#803020", "#f0c080")
COLD = ("#1f4cab", "#102040", "#80a0e0")
GREEN = ("#204020", "#509050", "#c0e0b0")


@pytest.fixture(autouse=True)
def _one_recipe(settings) -> None:
    """The bench has tests of its own."""
    settings.PALETTE_RECIPES = ["accent-oklab-8"]


@pytest.fixture
def catalogue(make_film, make_still):
    """Three films; the first has a warm still, its near double and a cold one."""
    amber, cobalt, fern = make_film("Amber"), make_film("Cobalt"), make_film("Fern")
    first = make_still(amber, *WARM, computed=True)
    make_still(amber, *WARM, computed=True)
    make_still(amber, *COLD, computed=True)
    make_still(cobalt, *COLD, computed=True)
    make_still(cobalt, "#c0803c", "#7c3424", "#e8bc80", computed=True)
    make_still(fern, *GREEN, computed=True)
    return first


def page(client, still, query: str = "") -> BeautifulSoup:
    response = client.get(f"{still.get_absolute_url()}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def similar(soup: BeautifulSoup) -> list[tuple[str, float]]:
    cards = soup.select("#similar .card")
    found = []
    for card in cards:
        away = card.select_one(".card-people").find(string=lambda s: "away" in s)
        title = " ".join(card.select_one(".card-title").text.split())
        found.append((title, float(away.split()[0])))
    return found


# --- Stills like it


def test_the_nearest_of_other_films_come_first_with_their_distances(client, catalogue) -> None:
    found = similar(page(client, catalogue))
    assert found[0][0] == "Cobalt, still 2"
    assert {title.split(",")[0] for title, _ in found} == {"Cobalt", "Fern"}
    distances = [away for _, away in found]
    assert distances == sorted(distances)
    assert 0 <= distances[0] < distances[-1] <= 1


def test_a_link_takes_in_stills_of_the_same_film_and_keeps_the_rest(client, catalogue) -> None:
    link = page(client, catalogue, "?r=kmeans-rgb-5&cloud=hsv").select_one("#similar .end a")
    assert "r=kmeans-rgb-5" in link["href"]
    assert "cloud=hsv" in link["href"]
    soup = BeautifulSoup(client.get(link["href"]).content, "lxml")
    titles = [title for title, _ in similar(soup)]
    assert titles[0] == "Amber, still 2"
    assert "Amber, still 3" in titles
    assert "Amber, still 1" not in titles  # not itself
    back = soup.select_one("#similar .end a")
    assert back.text == "Other films only"
    assert "own" not in back["href"]


def test_the_bench_keeps_what_the_rest_of_the_page_was_asked_for(client, catalogue) -> None:
    soup = page(client, catalogue, "?r=median_cut-rgb-5&own=1&cloud=hsv")
    off = next(link["href"] for link in soup.select("#bench a") if "Take it off" in link.text)
    for wanted in ("own=1", "cloud=hsv"):
        assert wanted in off
    fields = {
        field["name"]: field.get("value", "") for field in soup.select(".bench-form input[name]")
    }
    chosen = {"method": "kmeans", "space": "rgb", "difference": "euclidean", "size": "4"}
    went = client.get(soup.select_one(".bench-form")["action"], fields | chosen)
    assert went.status_code == 302
    for wanted in ("r=kmeans-rgb-4", "own=1", "cloud=hsv"):
        assert wanted in went.headers["Location"]


def test_the_number_is_the_place_in_the_film_whatever_the_positions(
    client, catalogue, make_film, make_still
) -> None:
    film = make_film("Gaps")
    last = make_still(film, *WARM, computed=True)
    other = make_still(film, *GREEN)
    type(last).objects.filter(pk=last.pk).update(position=40)
    type(last).objects.filter(pk=other.pk).update(position=40)
    make_still(film, *COLD)  # position 3, before both
    assert "Gaps, still 2" in [title for title, _ in similar(page(client, catalogue))]


def test_no_page_claims_to_know_the_film(client, catalogue) -> None:
    section = page(client, catalogue).select_one("#similar").text
    assert "by colour alone" in section


def test_a_still_without_a_look_says_so_and_the_page_waits(client, catalogue, make_still) -> None:
    still = make_still(catalogue.film, *WARM)
    soup = page(client, still)
    assert "No look yet" in soup.select_one("#similar").text
    assert soup.select_one("[hx-get*=waiting]")
    assert soup.select("#colour-space") == []


def test_a_look_of_another_version_is_said_to_be_made_again(client, catalogue) -> None:
    Look.objects.filter(still=catalogue).update(look_version=1)
    soup = page(client, catalogue)
    assert "computed again" in soup.select_one("#similar").text
    assert soup.select_one("#colour-space svg")


def test_the_only_still_has_nothing_to_be_held_against(client, make_still) -> None:
    soup = page(client, make_still(None, *WARM, computed=True))
    assert "No other still" in soup.select_one("#similar").text
    assert "the only still so far" in soup.select_one("#measures").text


def test_the_only_film_offers_its_own_stills(client, make_film, make_still) -> None:
    film = make_film("Alone")
    still = make_still(film, *WARM, computed=True)
    make_still(film, *COLD, computed=True)
    soup = page(client, still)
    assert "No other film" in soup.select_one("#similar").text
    more = client.get(soup.select_one("#similar .end a")["href"])
    assert similar(BeautifulSoup(more.content, "lxml"))[0][0] == "Alone, still 2"


def test_queries_do_not_grow_with_the_neighbours(client, catalogue, make_film, make_still) -> None:
    def count() -> int:
        page(client, catalogue, "?own=1")  # the index is read when looks have changed
        with CaptureQueriesContext(connection) as captured:
            page(client, catalogue, "?own=1")
        return len(captured)

    few = count()
    for number in range(6):
        make_still(make_film(f"More {number}"), *WARM, computed=True)
    assert count() == few


# --- The colour space


def test_a_space_is_chosen_by_its_link_and_by_the_address(client, catalogue) -> None:
    soup = page(client, catalogue, "?own=1")
    for key, stage in STAGES.items():
        link = soup.select_one(f"#space-{key}")
        assert "own=1" in link["href"]
        shown = BeautifulSoup(client.get(link["href"]).content, "lxml")
        assert shown.select_one(".space-choice [aria-current]").text == stage.title
        assert stage.title in shown.select_one(".space-drawing title").text
        part = client.get(link["hx-get"], headers={"HX-Request": "true"})
        assert BeautifulSoup(part.content, "lxml").select_one("#colour-space")
        assert client.get(link["hx-get"]).headers["Location"] == link["hx-replace-url"]


def test_a_space_that_does_not_exist_gives_the_first(client, catalogue) -> None:
    soup = page(client, catalogue, "?cloud=<script>&own=7")
    assert soup.select_one(".space-choice [aria-current]").text == "OKLab"
    assert soup.select_one("#similar .end a").text == "Amber too"


def test_the_drawing_stays_in_its_frame_and_rings_every_swatch(client, catalogue) -> None:
    for key in STAGES:
        soup = page(client, catalogue, f"?cloud={key}")
        svg = soup.select_one(".space-drawing")
        assert len(svg.select(".space-ring")) == len(soup.select(".still-right [data-swatch]"))
        for dot in svg.select("circle"):
            assert 0 < float(dot["cx"]) < WIDTH
            assert 0 < float(dot["cy"]) < HEIGHT


@pytest.mark.parametrize("key", STAGES)
def test_coordinates_of_the_table_are_those_of_the_space(key: str) -> None:
    cloud = Cloud(np.array([[200, 132, 63], [16, 32, 64]], np.uint8), np.array([0.7, 0.3]))
    rows = draw(cloud, [], key).rows
    assert [row.swatch.hex for row in rows] == ["#c8843f", "#102040"]
    for row in rows:
        found = [float(value.replace("−", "-")) for value in row.coordinates]
        names = {"oklab": "oklab", "cielab": "lab-d65", "rgb": "srgb"}
        if key in names:
            expected = Color(row.swatch.hex).convert(names[key]).coords()
        else:
            hue, s, v = Color(row.swatch.hex).convert("hsv").coords()
            turn = np.radians(hue)
            expected = [s * v * np.cos(turn), s * v * np.sin(turn), v]
        assert found == pytest.approx(list(expected), abs=0.6 if key == "cielab" else 0.006)


@pytest.mark.parametrize("key", STAGES)
def test_black_lies_at_the_foot_white_at_the_top_and_greys_between(key: str) -> None:
    greys = np.repeat(np.linspace(0, 1, 5)[:, None], 3, axis=1)
    places = STAGES[key].places(greys)
    assert np.abs(places[:, :2]).max() < 1e-3
    assert places[:, 2][[0, -1]] == pytest.approx([-0.5, 0.5], abs=1e-3)
    assert (np.diff(places[:, 2]) > 0).all()


def test_many_colours_are_gathered_without_losing_mass_or_the_rare_ones() -> None:
    dice = np.random.default_rng(4)
    greys = dice.integers(60, 90, (20_000, 1)) + dice.integers(-12, 12, (20_000, 3))
    rgb = np.vstack([greys, [[220, 30, 40]]]).astype(np.uint8)
    cloud = Cloud(rgb, np.full(len(rgb), 1 / len(rgb)))
    for most in (DRAWN, MOST):
        few = gathered(cloud, most)
        assert most / 4 < len(few.rgb) <= most
        assert few.weights.sum() == pytest.approx(1)
        assert [220, 30, 40] in few.rgb.tolist()
        assert few.mean(few.lightness) == pytest.approx(cloud.mean(cloud.lightness), abs=2e-3)


def test_the_data_is_what_is_drawn_and_is_cached_under_its_content(client, catalogue) -> None:
    soup = page(client, catalogue, "?cloud=cielab")
    address = soup.select_one("[data-colour-space]")["data-colour-space"]
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    data = json.loads(answer.content)
    count = len(data["sizes"])
    assert len(data["colours"]) == 6 * count
    assert len(data["places"]) == 3 * count
    assert len(data["swatches"]) == len(soup.select(".space-ring"))
    cloud = cloud_of(unpack(bytes(Look.objects.get(still=catalogue).pool)))
    assert count == len(cloud.rgb)
    plain = client.get(address.split("&")[0])
    assert plain.headers["Cache-Control"] == "no-cache"
    assert plain.content == answer.content


def test_the_data_of_no_space_or_no_look_explains_itself(client, catalogue, make_still) -> None:
    bad = client.get(f"/stills/{catalogue.pk}/colours.json?space=cmyk")
    assert (bad.status_code, bad.json()["code"]) == (400, "unknown_space")
    assert "oklab" in bad.json()["message"]
    early = client.get(f"/stills/{make_still().pk}/colours.json?space=rgb")
    assert (early.status_code, early.json()["code"]) == (404, "no_look_yet")
    assert client.get("/stills/999999/colours.json?space=rgb").status_code == 404


def test_the_most_colours_there_can_be_are_light_to_send() -> None:
    dice = np.random.default_rng(2)
    rgb = dice.integers(0, 256, (30_000, 3)).astype(np.uint8)
    cloud = Cloud(rgb, np.full(len(rgb), 1 / len(rgb)))
    assert len(json.dumps(as_data(cloud, [], "oklab"))) < 150_000


# --- Measures


def test_lightness_is_drawn_by_share_in_the_colours_it_has() -> None:
    cloud = Cloud(
        np.array([[0, 0, 0], [255, 255, 255], [255, 0, 0]], np.uint8), np.array([0.5, 0.25, 0.25])
    )
    drawn = lightness_histogram(cloud)
    assert [(bar.x, bar.hex) for bar in drawn.bars] == [
        (0, "#000000"),
        (40, "#ff0000"),
        (63, "#ffffff"),
    ]
    assert [bar.height for bar in drawn.bars] == [100, 50, 50]
    assert sum(share for _, _, share in drawn.bands) == pytest.approx(1)


def test_figures_stand_among_those_of_all_stills(client, make_still) -> None:
    warm = make_still(None, *WARM, computed=True)
    make_still(None, *COLD, computed=True)
    make_still(None, *GREEN, computed=True)
    section = page(client, warm).select_one("#measures").text
    assert "warmer than any other still" in section
    assert "beside all 3 stills" in section


def test_in_a_large_catalogue_some_stills_are_chosen_and_it_is_said(
    client, catalogue, monkeypatch
) -> None:
    for module in (standing, still_look):
        monkeypatch.setattr(module, "STILLS", 3)
    monkeypatch.setattr(standing, "_kept", {})
    section = page(client, catalogue).select_one("#measures").text
    assert "beside 3 stills, evenly chosen" in section
    assert "any other still" not in section
