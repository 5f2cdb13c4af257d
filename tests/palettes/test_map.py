"""The map of all films, and of one film's stills."""

from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Film
from palettes import compute, search
from palettes.engine.looks import layout as engine
from palettes.mapping import layouts
from palettes.mapping import pages as map_pages
from palettes.models import Look, Palette

pytestmark = pytest.mark.django_db

WARM = ("#c8843f", "#803020", "#f0c080")
COLD = ("#1f4cab", "#102040", "#80a0e0")
COLOURS = ("#c8843f", "#803020", "#f0c080", "#1f4cab", "#102040", "#80a0e0", "#208040", "#d0d0d0")


@pytest.fixture
def make_looked(make_film: Any, make_still: Any) -> Any:
    def make(title: str, *colours: str, **facts: object) -> Film:
        film = make_film(title, **facts)
        make_still(film, *colours, computed=True)
        compute.compute_film(film)
        return film

    return make


@pytest.fixture
def five(make_looked: Any) -> list[Film]:
    """Two warm films, two cold ones and a green one."""
    return [
        make_looked("Amber", *WARM, year=1961),
        make_looked("Brine", *COLD, year=1974),
        make_looked("Cinder", "#c08040", "#803020", "#f0c890", year=1965),
        make_looked("Drift", "#1f50a0", "#102040", "#80a8e0", year=1975),
        make_looked("Elm", "#208040", "#103018", year=1980),
    ]


def soup(client: Any, address: str = "/map/") -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def tiles(page: BeautifulSoup) -> dict[str, Tag]:
    """The links of the map by their names."""
    return {link.title.text: link for link in page.select("svg.map > a")}


def place(tile: Tag) -> tuple[float, float]:
    x, y = tile["transform"].removeprefix("translate(").removesuffix(")").split()
    return float(x), float(y)


# --- Films ----------------------------------------------------------------------------


def test_every_film_is_a_link_that_says_its_title_and_year(client: Any, five: list[Film]) -> None:
    shown = tiles(soup(client))
    assert sorted(shown) == [
        "Amber, 1961",
        "Brine, 1974",
        "Cinder, 1965",
        "Drift, 1975",
        "Elm, 1980",
    ]
    assert {tile["href"] for tile in shown.values()} == {f.get_absolute_url() for f in five}
    assert all(tile.select_one("image")["href"].endswith(".webp") for tile in shown.values())
    assert len({place(tile) for tile in shown.values()}) == 5


def test_films_lie_nearer_to_their_like_and_are_named_in_its_line(
    client: Any, five: list[Film]
) -> None:
    page = soup(client)
    at = {name: np.array(place(tile)) for name, tile in tiles(page).items()}

    def apart(one: str, other: str) -> float:
        return float(np.hypot(*(at[one] - at[other])))

    assert apart("Amber, 1961", "Cinder, 1965") < apart("Amber, 1961", "Brine, 1974")
    assert apart("Brine, 1974", "Drift, 1975") < apart("Brine, 1974", "Cinder, 1965")
    lines = {li.a.text: li for li in page.select(".map-list li")}
    assert len(lines) == 5
    near = lines["Amber"].select(".note a")
    assert near[0].text == "Cinder"
    assert len(near) == 3
    (first, *_) = search.nearest(
        five[0].looks.get().engine_look().signature, 1, "films", but_films=[five[0].pk]
    )
    assert f"Cinder {first.distance:.2f}" in lines["Amber"].text


def test_the_list_and_the_tab_order_follow_the_rows_of_the_map(
    client: Any, five: list[Film]
) -> None:
    page = soup(client)
    shown = tiles(page)
    ordered = sorted(shown, key=lambda name: place(shown[name])[::-1])
    assert list(shown) == ordered
    assert [li.a["href"] for li in page.select(".map-list li")] == [
        shown[name]["href"] for name in ordered
    ]
    assert len(page.select(".map-list .to-tray")) == 5


def test_as_palettes_the_tiles_are_the_films_colours(client: Any, five: list[Film]) -> None:
    page = soup(client, "/map/?as=palettes")
    assert not page.select("svg.map image")
    shown = tiles(page)["Elm, 1980"]
    wanted = five[4].palettes.get(recipe=compute.default_recipe()).swatches
    assert [bar["stroke"] for bar in shown.select("path[stroke]")] == [s["hex"] for s in wanted]
    widths = [float(bar["d"].split("h")[1]) for bar in shown.select("path[stroke]")]
    assert widths == pytest.approx([108 * s["share"] for s in wanted], abs=5)
    assert soup(client, "/map/?as=paintings").select("svg.map image")  # unknown: the first way


def test_nothing_on_the_map_needs_inline_styles(client: Any, five: list[Film]) -> None:
    page = soup(client, "/map/?decade=1960")
    assert not page.select("[style], style")


# --- Filters --------------------------------------------------------------------------


def test_a_filter_leaves_every_film_in_its_place(client: Any, five: list[Film]) -> None:
    before = {name: place(tile) for name, tile in tiles(soup(client)).items()}
    page = soup(client, "/map/?decade=1960")
    after = {name: place(tile) for name, tile in tiles(page).items()}
    assert after == {name: before[name] for name in ("Amber, 1961", "Cinder, 1965")}
    faded = page.select(".map-left > g")
    assert {place(tile) for tile in faded} == set(before.values()) - set(after.values())
    assert page.select_one(".map-left")["aria-hidden"] == "true"
    assert not page.select(".map-left a")
    assert "2 of 5 films" in page.select_one(".title-row").text
    assert page.select_one(".chip").text.startswith("1960s")
    assert len(page.select(".map-list li")) == 2


def test_an_unknown_value_is_left_out_and_said(client: Any, five: list[Film]) -> None:
    page = soup(client, "/map/?genre=western&as=palettes")
    assert "no “western”" in page.select_one(".problem").text
    assert page.select_one(".problem a")["href"] == "?as=palettes"
    assert len(tiles(page)) == 5


def test_a_filter_without_films_says_which_to_drop(client: Any, five: list[Film]) -> None:
    page = soup(client, "/map/?decade=1960&q=elm")
    assert "No film matches all of these" in page.text
    offers = {a["href"]: a.parent.text for a in page.select(".map-none a")}
    assert offers["?q=elm"].endswith("1 film")
    assert offers["?decade=1960"].endswith("2 films")
    assert len(page.select(".map-left > g")) == 5
    assert not page.select(".map-list")


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "page=99999", "as=%00", "q=%00", "decade=19a0", "as=&q=" + "x" * 500],
)
def test_hostile_parameters_give_the_map(client: Any, five: list[Film], query: str) -> None:
    assert client.get(f"/map/?{query}").status_code == 200


# --- Few, none, and waiting -----------------------------------------------------------


def test_an_empty_catalogue_says_so(client: Any) -> None:
    page = soup(client)
    assert "The catalogue is empty" in page.text
    assert not page.select("svg.map")


def test_one_film_and_two_films_are_told_from_a_map(client: Any, make_looked: Any) -> None:
    one = make_looked("Amber", *WARM)
    page = soup(client)
    assert "The only film with a look so far" in page.select_one(".map-note").text
    assert list(tiles(page)) == ["Amber"]
    two = make_looked("Brine", *COLD)
    (found,) = search.nearest(
        one.looks.get().engine_look().signature, 1, "films", but_films=[one.pk]
    )
    assert found.id == two.pk
    note = soup(client).select_one(".map-note").text
    assert "Two films make no map yet" in note
    assert f"{found.distance:.2f}" in note


def test_films_without_a_look_are_counted_not_drawn(
    client: Any, five: list[Film], make_film: Any, make_still: Any
) -> None:
    make_still(make_film("Fog"))
    page = soup(client)
    assert "1 film has no look yet and is not on the map" in " ".join(page.text.split())
    Look.objects.all().delete()
    search.index_version.grow()
    page = soup(client)
    assert "No film has a look yet" in page.text
    assert page.select_one("h1 + .aside").text == "6 films, none of them laid out yet"
    assert not page.select("svg.map")


def test_of_films_without_stills_no_map_is_promised(client: Any, make_film: Any) -> None:
    make_film("Fog")
    page = soup(client)
    assert "No film has a still yet" in page.text
    assert "computed" not in page.text


def test_a_filter_that_lets_through_only_films_without_a_look_says_so(
    client: Any, five: list[Film], make_film: Any, make_still: Any
) -> None:
    fog = make_film("Fog", year=1999)
    page = soup(client, "/map/?decade=1990")
    assert "1 film matches, but without stills" in page.text
    make_still(fog)
    page = soup(client, "/map/?decade=1990")
    assert "1 film matches, but without a look yet" in page.text
    assert "No film matches" not in page.text


def test_a_film_without_a_palette_has_a_place_still(client: Any, five: list[Film]) -> None:
    Palette.objects.filter(film=five[0]).delete()
    assert len(tiles(soup(client, "/map/?as=palettes"))) == 5


def test_an_axis_is_named_only_when_it_is_true(client: Any, make_looked: Any) -> None:
    greys = [f"#{v:02x}{v:02x}{v:02x}" for v in range(20, 250, 26)]
    for number, grey in enumerate(greys):
        make_looked(f"Grey {number}", grey)
    page = soup(client)
    at = {name: place(tile) for name, tile in tiles(page).items()}
    assert at["Grey 0"][1] > at[f"Grey {len(greys) - 1}"][1]
    note = page.select_one(".map-note").text
    assert "Lighter upwards" in note
    assert "Warmer" not in note


# --- Many -----------------------------------------------------------------------------


@pytest.fixture
def many(make_looked: Any) -> int:
    """280 films and their looks, put into the tables at once."""
    source = make_looked("Amber", *WARM, year=1961)
    count, dice = 280, np.random.default_rng(2)
    look, palette = source.looks.get(), source.palettes.get(recipe=compute.default_recipe())
    still = source.stills.get()
    films = Film.objects.bulk_create(
        Film(
            title=f"Film number {n} of a great many",
            slug=f"film-number-{n}-of-a-great-many",
            year=1950 + n % 60,
        )
        for n in range(count)
    )
    still._meta.model.objects.bulk_create(
        still._meta.model(
            film=film, position=1, image=still.image, sha256=f"{n:064x}", width=1920, height=804
        )
        for n, film in enumerate(films)
    )
    signatures = dice.dirichlet(np.full(486, 0.01), count) ** 0.25
    signatures /= np.linalg.norm(signatures, axis=1, keepdims=True)
    Look.objects.bulk_create(
        Look(
            film=film,
            fingerprint=bytes(look.fingerprint),
            signature=signature.astype("<f2").tobytes(),
            statistics=look.statistics,
            look_version=look.look_version,
            colours=bytes(look.colours),
            engine_version=look.engine_version,
        )
        for film, signature in zip(films, signatures, strict=True)
    )
    swatches = [
        {"hex": f"#{v:06x}", "share": 0.1, "accent": v > 0x800000}
        for v in range(0, 1 << 24, 1 << 21)
    ]
    Palette.objects.bulk_create(
        Palette(
            film=film,
            recipe=palette.recipe,
            swatches=swatches,
            fit=0.1,
            engine_version=palette.engine_version,
        )
        for film in films
    )
    search.index_version.grow()
    return count + 1


def test_of_many_films_some_are_drawn_and_the_page_stays_small(client: Any, many: int) -> None:
    for way in ("stills", "palettes"):
        response = client.get(f"/map/?as={way}")
        assert len(response.content) < 200_000
        page = BeautifulSoup(response.content, "lxml")
        assert len(tiles(page)) == layouts.MOST
        note = page.select_one(".map-note").text
        assert f"{layouts.MOST} of {many} films are drawn" in note
        assert len(page.select(".map-list li")) == map_pages.LISTED


def test_the_lists_pages_have_every_film_once(
    client: Any, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_pages, "LISTED", 100)
    titles: list[str] = []
    for number in (1, 2, 3):
        page = soup(client, f"/map/?page={number}")
        assert int(page.select_one(".map-list")["start"]) == len(titles) + 1
        titles += [li.a["href"] for li in page.select(".map-list li")]
    assert len(titles) == len(set(titles)) == many


def test_filters_bring_out_films_that_were_not_drawn_and_the_others_stay(
    client: Any, many: int
) -> None:
    before = {name: place(tile) for name, tile in tiles(soup(client)).items()}
    page = soup(client, "/map/?decade=1960")
    after = {name: place(tile) for name, tile in tiles(page).items()}
    wanted = Film.objects.filter(year__gte=1960, year__lt=1970).count()
    assert len(after) == wanted == 51
    assert len(set(after.values())) == wanted
    stayed = set(before) & set(after)
    assert stayed
    assert all(before[name] == after[name] for name in stayed)
    faded = {place(tile) for tile in page.select(".map-left > g")}
    assert not faded & set(after.values())


def test_a_map_is_laid_out_once_for_a_version_of_the_index(
    client: Any, five: list[Film], make_looked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    whole = engine.lay_out
    monkeypatch.setattr(engine, "lay_out", lambda *given: calls.append(1) or whole(*given))
    for address in ("/map/", "/map/?decade=1960", f"{five[0].get_absolute_url()}map/"):
        soup(client, address)
        soup(client, address)
    assert len(calls) == 2
    make_looked("Fern", "#306030")
    assert len(tiles(soup(client))) == 6
    assert len(calls) == 3


def test_queries_do_not_grow_with_films(
    client: Any, five: list[Film], make_looked: Any, django_assert_num_queries: Any
) -> None:
    for address in ("/map/", "/map/?as=palettes", "/map/?decade=1960"):
        soup(client, address)
        with CaptureQueriesContext(connection) as before:
            soup(client, address)
        count = len(before)
        for number in range(4):
            make_looked(f"More {address} {number}", COLOURS[number], year=1966)
        soup(client, address)
        with django_assert_num_queries(count):
            soup(client, address)


# --- Stills of a film -----------------------------------------------------------------


@pytest.fixture
def stills(make_film: Any, make_still: Any) -> Film:
    film = make_film("Amber", year=1961)
    for colours in (
        WARM,
        COLD,
        ("#c08040", "#803020", "#f0c890"),
        ("#1f50a0", "#102040", "#80a8e0"),
    ):
        make_still(film, *colours, computed=True)
    compute.compute_film(film)
    return film


def test_a_films_stills_are_laid_out_and_lead_to_their_pages(client: Any, stills: Film) -> None:
    page = soup(client, f"{stills.get_absolute_url()}map/")
    shown = tiles(page)
    assert {t["href"] for t in shown.values()} == {
        s.get_absolute_url() for s in stills.stills.all()
    }
    assert sorted(shown) == ["Still 1", "Still 2", "Still 3", "Still 4"]
    line = next(li for li in page.select(".map-list li") if li.a.text == "Still 1")
    assert line.select_one(".note a").text == "Still 3"
    assert line.select_one(".to-tray")["data-title"] == "Amber, still 1"


def test_the_films_page_leads_to_the_map_of_its_stills(client: Any, stills: Film) -> None:
    address = f"{stills.get_absolute_url()}map/"
    assert soup(client, stills.get_absolute_url()).select(f"main a[href='{address}']")
    assert soup(client, "/").select("nav a[href='/map/']")


def test_a_film_without_stills_or_looks_or_at_all_is_said(
    client: Any, make_film: Any, make_still: Any
) -> None:
    bare, waiting = make_film("Fog"), make_film("Haze")
    make_still(waiting)
    assert "This film has no stills yet" in soup(client, f"{bare.get_absolute_url()}map/").text
    assert (
        "No still of this film has a look yet"
        in soup(client, f"{waiting.get_absolute_url()}map/").text
    )
    assert client.get("/films/no-such-film/map/").status_code == 404


def test_queries_do_not_grow_with_stills(
    client: Any, stills: Film, make_still: Any, django_assert_num_queries: Any
) -> None:
    address = f"{stills.get_absolute_url()}map/"
    soup(client, address)
    with CaptureQueriesContext(connection) as before:
        soup(client, address)
    count = len(before)
    for colour in COLOURS:
        make_still(stills, colour, computed=True)
    soup(client, address)
    with django_assert_num_queries(count):
        assert len(tiles(soup(client, address))) == 12
