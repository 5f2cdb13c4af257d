"""Named colours."""

import numpy as np
import pytest
from bs4 import BeautifulSoup
from coloraide import Color

from palettes import colour_pages, compute
from palettes.engine import Swatch
from palettes.engine.names import colour_name, colour_names
from palettes.index.colours import pack_colours
from palettes.index.shelves import NEAR

ALL = sorted(colour_pages.named_colours())


def soup(client, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


@pytest.fixture
def films(make_film, make_still) -> None:
    for title, year, colours in (
        ("Ember", 1961, ("#4a1013", "#4a1013", "#14787b")),
        ("Rust", 1965, ("#a44a1f", "#0a0a0b")),
        ("Gull", 1984, ("#c8c8c8", "#f0f0f0")),
    ):
        film = make_film(title, year=year)
        make_still(film, *colours, computed=True)
        compute.compute_film(film)


def test_every_name_has_a_slug_of_its_own() -> None:
    assert len(ALL) == len(colour_names())
    assert all(
        colour_pages.slug_of(one.name) == slug for slug, one in colour_pages.named_colours().items()
    )


@pytest.mark.django_db
def test_a_film_holds_the_colours_that_its_stills_swatches_lie_near(films) -> None:
    from catalog.models import Film

    held = colour_pages.holdings()
    for film in Film.objects.all():
        palettes = [
            still.palettes.get(recipe=compute.default_recipe()) for still in film.stills.all()
        ]
        swatches = [swatch for palette in palettes for swatch in palette.swatches]
        place = held.films.tolist().index(film.pk)
        for colour in colour_pages.named_colours().values():
            near = [one["share"] for one in swatches if apart(one["hex"], colour.hex) < NEAR]
            share = float(held.of(colour)[place])
            if near:
                assert share == pytest.approx(sum(near) / len(palettes), abs=1e-5)
            else:
                own = film.palettes.get(recipe=compute.default_recipe()).swatches
                near = [one["share"] for one in own if apart(one["hex"], colour.hex) < NEAR]
                assert share == pytest.approx(sum(near), abs=1e-5)


def apart(one: str, other: str) -> float:
    """In OKLab, with lightness x 0.6 and chroma x 1.6, as the search has it."""
    step = [
        x - y
        for x, y in zip(
            Color(one).convert("oklab").coords(),
            Color(other).convert("oklab").coords(),
            strict=True,
        )
    ]
    return float(np.hypot(0.6 * step[0], 1.6 * np.hypot(step[1], step[2])))


@pytest.mark.django_db
def test_a_colour_is_held_by_what_a_search_by_it_finds(client, make_film, make_still) -> None:
    """Also where another name is nearer to the swatch."""
    make_still(make_film("Mill"), "#2a6c70", "#303030", computed=True)
    assert colour_name("#2a6c70") != "teal"
    assert "in 1 of 1 film" in soup(client, "/colours/teal/").text
    assert "1 of 1 still has" in soup(client, "/search/?c=14787b").select_one("#result").text


@pytest.mark.parametrize("slug", ["umber", "sky", "ash", "oxblood", "lamp-black", "white", "red"])
def test_neighbours_lie_where_they_say(slug: str) -> None:
    colour = colour_pages.named_colours()[slug]
    own = Color(colour.hex).convert("oklch")
    found = {one.direction.split(",")[0]: one.colour for one in colour_pages.neighbours(colour)}
    assert len(found) >= 2
    if "lighter" in found:
        assert Color(found["lighter"].hex).convert("oklab")["l"] > own["l"]
    if "darker" in found:
        assert Color(found["darker"].hex).convert("oklab")["l"] < own["l"]
    turns = [
        (Color(one.colour.hex).convert("oklch")["h"] - own["h"] + 180) % 360 - 180
        for one in colour_pages.neighbours(colour)
        if one.direction.startswith("next hue")
    ]
    assert turns == [] or (-60 < turns[0] < 0 < turns[-1] < 60)


def test_no_colour_lies_twice_beside_another() -> None:
    for colour in colour_pages.named_colours().values():
        beside = [one.colour.slug for one in colour_pages.neighbours(colour)]
        assert len(set(beside)) == len(beside) >= 3, colour.slug
        assert colour.slug not in beside


@pytest.mark.django_db
def test_a_colours_page_shows_who_holds_it_and_when(client, films) -> None:
    page = soup(client, "/colours/oxblood/")
    assert page.select_one(".aside").text == "#4a1013, in 1 of 3 films"
    assert page.select_one(".colour-field rect")["fill"] == "#4a1013"
    rows = [[cell.text for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows[0][:3] == ["1960s", "2", "1"]
    assert rows[1][1:] == ["0", "0", "no films"]
    assert rows[2][:3] == ["1980s", "1", "0"]
    cards = page.select("ol.cards .card-title i")
    assert cards[0].text == "Ember"
    assert page.select_one("ol.cards .card-people").text == "67 %"
    assert len(cards) == 1  # Rust has a red, but another name is nearer
    assert page.select_one("a[href='/search/?c=4a1013']") is not None


@pytest.mark.django_db
def test_a_colour_that_no_film_holds_shows_what_comes_nearest(client, films) -> None:
    page = soup(client, "/colours/neon-green/")
    assert "in 0 of 3 films" in page.text
    assert "Films that come nearest" in page.text
    assert "nearest it has: #" in page.select_one("ol.cards .card-people").text
    assert page.select(".decades-chart") == []


@pytest.mark.django_db
def test_what_holds_a_colour_stands_by_the_share_that_is_written(
    client, make_film, make_still
) -> None:
    """The larger the share the higher, though another's swatch is nearer to the colour."""
    near, far = "#14787b", "#107070"
    for title, colours in (
        ("Drop", (near, *["#c8c8c8"] * 8)),
        ("Sea", (*[far] * 8, "#c8c8c8")),
        ("Lake", (*[near] * 4, *["#c8c8c8"] * 5)),
    ):
        film = make_film(title)
        make_still(film, *colours, computed=True)
        compute.compute_film(film)
    assert colour_name(near) == colour_name(far) == "teal"
    page = soup(client, "/colours/teal/")
    assert page.select_one(".aside").text == "#14787b, in 3 of 3 films"
    assert [title.text for title in page.select("ol.cards .card-title i")] == [
        "Sea",
        "Lake",
        "Drop",
    ]
    written = [float(one.text.split()[0]) for one in page.select("ol.cards .card-people")]
    assert written == sorted(written, reverse=True)
    assert [i.text for i in page.select("ol.stills .card-people i")] == ["Sea", "Lake", "Drop"]


@pytest.mark.django_db
def test_a_name_that_only_a_films_own_palette_bears_is_held_by_the_film(
    client, make_film, make_still
) -> None:
    film = make_film("Between")
    make_still(film, "#c8c8c8", "#101010", computed=True)
    compute.compute_film(film)
    palette = film.palettes.get(recipe=compute.default_recipe())
    swatches = [{**palette.swatches[0], "hex": "#cbd6a0"}, *palette.swatches[1:]]
    film.palettes.filter(pk=palette.pk).update(swatches=swatches)
    look = film.looks.get()
    look.colours = pack_colours([Swatch(**one) for one in swatches])
    look.save()
    page = soup(client, "/colours/celery/")
    assert page.select_one(".aside").text == "#cbd6a0, in 1 of 1 film"
    assert page.select_one("section h2").text != "Films that come nearest"
    assert "No film’s swatches bear this name" not in page.text
    assert [title.text for title in page.select("ol.cards .card-title i")] == ["Between"]
    assert "Stills that come nearest" in page.text


@pytest.mark.django_db
def test_the_list_counts_films_by_name(client, films) -> None:
    chips = {
        chip.span.text: chip.select_one(".quiet").text
        for chip in soup(client, "/colours/").select(".colour-list .colour-chip")
    }
    assert len(chips) == len(ALL)
    assert chips["Oxblood"] == "1"
    assert chips["Neon green"] == "0"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/colours/", "/colours/umber/", "/colours/ash/"])
def test_an_empty_catalogue_has_colours_all_the_same(client, path: str) -> None:
    page = soup(client, path)
    assert page.h1 is not None
    if path != "/colours/":
        assert "No film of the catalogue has a palette yet" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "first"),
    [("tael", "Teal"), ("rose-old", "Rose"), ("4b1114", "Oxblood"), ("burnt", "Burnt orange")],
)
def test_an_unknown_name_offers_the_nearest(client, name: str, first: str) -> None:
    page = soup(client, f"/colours/{name}/", 404)
    offered = [chip.span.text for chip in page.select(".colour-chip")]
    assert first in offered


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["%00", "x" * 3000, "<script>alert(1)", "中文", "..%2f..", "-"])
def test_a_name_that_makes_no_sense_is_a_404(client, name: str) -> None:
    response = client.get(f"/colours/{name}/")
    assert response.status_code == 404
    assert b"<script>alert" not in response.content
    assert "“”" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Old Rose", "old_rose", "OLD-ROSE", " old  rose"])
def test_a_name_written_otherwise_leads_to_its_address(client, name: str) -> None:
    response = client.get(f"/colours/{name}/")
    assert response.status_code == 301
    assert response["Location"] == "/colours/old-rose/"
