"""The tables behind the charts as CSV."""

import csv
import io

import pytest
from bs4 import BeautifulSoup

from palettes import compute
from palettes.figure_tables import OF_COMPARISON, OF_FILM, OF_STILL
from palettes.tables import Table, as_csv, written

pytestmark = pytest.mark.django_db

WARM = ("#c8843f", "#803020", "#f0c080")
COLD = ("#1f4cab", "#102040", "#80a0e0")


@pytest.fixture(autouse=True)
def _one_recipe(settings) -> None:
    settings.PALETTE_RECIPES = ["accent-oklab-8"]


@pytest.fixture
def films(make_film, make_still):
    found = [make_film("=1+1 Hours", year=1961), make_film("Ćobalt, “blue”")]
    for film, colours in zip(found, (WARM, COLD), strict=True):
        make_still(film, *colours, computed=True)
        make_still(film, *reversed(colours), "#204020", computed=True)
        compute.compute_film(film)
    return found


def read(response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def links(client, address: str) -> dict[str, str]:
    soup = BeautifulSoup(client.get(address).content, "lxml")
    return {
        link["href"].split("/")[-1].split(".")[0]: link["href"] for link in soup.select("a.as-csv")
    }


def test_a_film_offers_all_of_its_tables(client, films) -> None:
    found = links(client, films[0].get_absolute_url())
    assert set(found) == set(OF_FILM)
    figures = read(client.get(found["figures"]))
    lightness = figures[0]
    assert lightness["figure"] == "Lightness, mean"
    assert 0 < float(lightness["value"]) < 1
    assert float(lightness["percentile"]) in (0, 100)
    assert len(read(client.get(found["stills"]))) == 2
    hues = read(client.get(found["hues"]))
    assert sum(float(row["share of the chroma"]) for row in hues) == pytest.approx(1, abs=1e-4)


def test_a_still_offers_all_of_its_tables(client, films) -> None:
    still = films[1].stills.first()
    found = links(client, f"{still.get_absolute_url()}?cloud=cielab")
    assert set(found) == set(OF_STILL)
    colours = read(client.get(found["colours"]))
    shares = [float(row["share"]) for row in colours]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert shares == sorted(shares, reverse=True)
    for row in colours:
        rgb = tuple(int(row[part]) for part in ("red", "green", "blue"))
        assert row["hex"] == "#{:02x}{:02x}{:02x}".format(*rgb)
        assert 0 <= float(row["cielab L*"]) <= 100
    similar = read(client.get(found["similar"]))
    assert {row["film"] for row in similar} == {"'=1+1 Hours"}


def test_a_comparison_offers_all_of_its_tables(client, films) -> None:
    a, b = films
    found = links(client, f"/compare/?f={a.slug}&f={b.slug}")
    assert set(found) == set(OF_COMPARISON)
    moves = read(client.get(found["moves"]))
    assert sum(float(row["share"]) for row in moves) == pytest.approx(1, abs=1e-4)
    assert sum(float(row["of the difference"]) for row in moves) == pytest.approx(1, abs=1e-4)
    assert {row["to"] for row in moves} == {b.title}
    swatches = read(client.get(found["swatches"]))
    for title in ("'=1+1 Hours", b.title):
        own = [row for row in swatches if row["of"] == title]
        assert sum(float(row["share"]) for row in own) == pytest.approx(1, abs=1e-4)
    for key in ("figures", "hues", "axes"):
        assert list(read(client.get(found[key]))[0])[-2:] == ["'=1+1 Hours", b.title]
    assert {row["key"] for row in read(client.get(found["distances"]))} >= {"signature", "emd"}
    assert len(read(client.get(found["stills"]))) == 4


def test_no_cell_is_run_by_a_spreadsheet_and_numbers_stay_numbers() -> None:
    table = Table("x", ("=a", "b"), [["@SUM(A1)", -0.25], ["+1", True], ["-", None], ["ok", 1e-9]])
    assert written(table) == "'=a,b\r\n'@SUM(A1),-0.25\r\n'+1,yes\r\n'-,\r\nok,0\r\n"


def test_a_file_has_a_name_of_its_own(films) -> None:
    response = as_csv(Table(f"{films[0].slug}-figures", ("a",), []))
    expected = f'attachment; filename="{films[0].slug}-figures.csv"'
    assert response.headers["Content-Disposition"] == expected


def test_what_has_no_look_yet_leads_to_its_page(client, make_still) -> None:
    still = make_still()
    for thing, keys in ((still, OF_STILL), (still.film, OF_FILM)):
        for key in keys:
            address = f"{thing.get_absolute_url()}tables/{key}.csv"
            response = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
            assert response.headers["Location"] == thing.get_absolute_url()
            assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("accept", ["", "*/*", "text/csv"])
def test_a_program_is_told_in_the_table_it_asked_for(client, make_still, accept: str) -> None:
    still = make_still()
    for thing, key in ((still, next(iter(OF_STILL))), (still.film, next(iter(OF_FILM)))):
        address = f"{thing.get_absolute_url()}tables/{key}.csv"
        response = client.get(address, headers={"Accept": accept})
        assert response.status_code == 409
        assert response.headers["Retry-After"] == "60"
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        head, row = csv.reader(io.StringIO(response.text))
        assert dict(zip(head, row, strict=True))["code"] == "no_palette_yet"
    query = f"?s={still.pk}&s={make_still().pk}"
    assert client.get(f"/compare/tables/moves.csv{query}").status_code == 409


@pytest.mark.parametrize("query", ["", "?f=gone", "?f=gone&s=x", "?s=99999999999999999999"])
def test_a_comparison_of_nothing_leads_to_the_page_that_explains(client, db, query: str) -> None:
    response = client.get(f"/compare/tables/moves.csv{query}")
    assert response.status_code == 302
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_table_that_does_not_exist_is_not_found(client, films) -> None:
    still = films[0].stills.first()
    for page in (still.get_absolute_url(), films[0].get_absolute_url(), "/compare/"):
        assert client.get(f"{page}tables/secrets.csv").status_code == 404
