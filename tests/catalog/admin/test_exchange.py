"""Films out to a table and in again."""

import csv
import io
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.admin import exchange
from catalog.models import Film, Genre, Person
from catalog.upkeep import given_table
from catalog.upkeep.cells import mask, unmask
from catalog.upkeep.tables import COLUMNS
from tests.catalog.admin.conftest import queries, soup

pytestmark = pytest.mark.django_db
IMPORT = "/admin/catalog/film/import/"
HOSTILE = ["=1+1", "'=1+1", "@cmd", "+1", "-1", "'Til Dawn", "<script>alert(1)</script>", "a;b"]


@pytest.fixture
def film(make_film):
    film = make_film("Playtime", year=1967, country="France", aspect_ratio=Decimal("1.85"))
    film.directors.add(Person.objects.create(name="Jacques Tati"))
    film.genres.add(Genre.objects.create(name="Comedy"), Genre.objects.create(name="Satire"))
    return film


def exported(client) -> str:
    response = client.get("/admin/catalog/film/export/")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv"
    assert "attachment" in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")  # for spreadsheets
    return response.content.decode("utf-8-sig")


def upload(client, table: str | bytes):
    content = table.encode() if isinstance(table, str) else table
    file = SimpleUploadedFile("films.csv", content)
    return client.post(IMPORT, {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, preview):
    page = soup(preview)
    data = {box["name"]: box["value"] for box in page.select("#content form input[type=hidden]")}
    assert data, page.select_one("#content").text
    return client.post("/admin/catalog/film/process_import/", data, follow=True)


def faults(response) -> str:
    page = soup(response)
    assert not page.select_one("input[name=confirm]")
    return " ".join(found.text for found in page.select(".errorlist, .bad"))


def test_what_is_no_table_is_refused_in_one_sentence(admin_client) -> None:
    said = upload(admin_client, "Dear all,\none, two, three\n" * 9).content.decode()
    page = BeautifulSoup(said, "lxml")
    assert [found.text[:30] for found in page.select(".errorlist li")] == [
        "The first row names the column"
    ]


def test_a_table_has_what_films_have(admin_client, film) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(admin_client))))
    assert tuple(rows[0]) == COLUMNS
    assert rows == [
        {
            "slug": "playtime-1967",
            "title": "Playtime",
            "year": "1967",
            "directors": "Jacques Tati",
            "cinematographers": "",
            "country": "France",
            "genres": "Comedy; Satire",
            "aspect_ratio": "1.85",
            "source_url": "",
            "note": "",
        }
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "\t=1", "plain", "'", "''", "＝1"])
def test_masking_is_undone(text) -> None:
    assert unmask(mask(text)) == text
    assert mask(text)[0] not in "=+-@\t\r＝"


def test_hostile_text_comes_back_as_it_was_and_never_runs(admin_client, make_film) -> None:
    for text in HOSTILE:
        film = make_film(text, note=text, country=text)
        film.directors.add(Person.objects.create(name=text))
    table = exported(admin_client)
    for row in csv.reader(io.StringIO(table)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    before = list(Film.objects.order_by("pk").values_list("title", "note", "country"))
    people = Person.objects.count()
    response = upload(admin_client, table)
    assert "Nothing would change" in response.text
    Film.objects.update(note="", country="")
    preview = upload(admin_client, table)
    assert "<script>alert" not in preview.text
    confirm(admin_client, preview)
    assert list(Film.objects.order_by("pk").values_list("title", "note", "country")) == before
    assert Person.objects.count() == people


def test_what_would_change_is_seen_before_it_does(admin_client, film) -> None:
    preview = upload(
        admin_client,
        "slug,title,year,directors\nplaytime-1967,Play Time,1967,jacques tati; Somebody New\n"
        ",A new film,1999,Somebody New\n",
    )
    page = soup(preview)
    rows = page.select("table.preview tbody tr")
    assert [row.select_one("th").text for row in rows] == ["Changed", "New"]
    assert rows[0].select_one("del").text == "Playtime"
    assert rows[0].select_one("ins").text == "Play Time"
    assert not page.select("#content [style]")
    assert Film.objects.get().title == "Playtime"
    assert Person.objects.count() == 1
    response = confirm(admin_client, preview)
    assert "Imported: 1 new, 1 changed, 0 as they were." in response.text
    film.refresh_from_db()
    assert film.title == "Play Time"
    assert [p.name for p in film.directors.order_by("name")] == ["Jacques Tati", "Somebody New"]
    # Columns that the table has not keep what they had.
    assert (film.country, film.genres.count()) == ("France", 2)
    assert Film.objects.get(slug="a-new-film-1999").directors.get().name == "Somebody New"
    assert Person.objects.filter(name="Somebody New").count() == 1


def test_an_empty_cell_empties_the_field(admin_client, film) -> None:
    table = "slug,title,year,country,genres,aspect_ratio\nplaytime-1967,Playtime,,,,\n"
    confirm(admin_client, upload(admin_client, table))
    film.refresh_from_db()
    assert (film.year, film.country, film.aspect_ratio) == (None, "", None)
    assert not film.genres.exists()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",,1999", "title"),
        (",A,19x9", "“19x9” is not a year"),
        (",A,1500", "Row 2"),
        ("not a slug,A,1999", "slug"),
        (",Playtime,1967", "write playtime-1967 as its slug"),
        (f",{'x' * 301},1999", "300 characters"),
    ],
)
def test_bad_rows_are_named_and_nothing_is_stored(admin_client, film, row, fault) -> None:
    response = upload(admin_client, f"slug,title,year\n{row}\n,Good,2000\n")
    assert "Row 2" in faults(response)
    assert fault in faults(response)
    assert "Row 3" not in faults(response)
    assert Film.objects.count() == 1


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("", "empty"),
        ("title,year\nA,1999\n", "slug and title at least"),
        ("slug,title,directr\n,A,B\n", "no column “directr”"),
        ("slug,title,title\n,A,B\n", "there twice"),
        ("slug,title\n,A,B\n", "Row 2 has 3 cells"),
        ("slug,title\n,A\0\n", "NUL"),
        ('slug,title\n,"A\n', "cannot be read"),
        ("slug,title\n,Amélie\n".encode("latin-1"), "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        ("slug,title\na,A\na,B\n", "Row 2 has this slug too"),
        ("slug,title\n,A\n,a\n", "Row 2 has this title and year too"),
        ("slug,title,aspect_ratio\n,A,NaN\n", "not an aspect ratio"),
        ("slug,title,directors\n,A," + "x" * 201 + "\n", "200 characters"),
    ],
)
def test_tables_that_are_none_are_refused(admin_client, table, fault) -> None:
    assert fault in faults(upload(admin_client, table))
    assert not Film.objects.exists()


def test_tables_have_a_size(admin_client, monkeypatch) -> None:
    monkeypatch.setattr(given_table, "MOST_ROWS", 2)
    assert "more than 5,000 rows" in faults(upload(admin_client, "slug,title\n,A\n,B\n,C\n"))
    monkeypatch.setattr(exchange, "MOST_BYTES", 10)
    assert "more than 2 MB" in faults(upload(admin_client, "slug,title\n,A\n"))


def test_an_upload_that_is_kept_no_more_is_asked_for_again(admin_client) -> None:
    preview = upload(admin_client, "slug,title\n,A\n")
    cache.clear()
    assert "Choose it again" in confirm(admin_client, preview).text


def test_an_import_is_whole_or_not_at_all(admin_client, make_film) -> None:
    preview = upload(admin_client, "slug,title,year\n,A,1999\n,B,1999\n")
    make_film("B", year=1999)
    assert "Nothing was imported" in confirm(admin_client, preview).text
    assert not Film.objects.filter(title="A").exists()


def test_view_only_staff_export_and_do_not_import(viewer, staff, film) -> None:
    listed = viewer.get("/admin/catalog/film/")
    assert "/export/" in listed.text
    assert "/import/" not in listed.text
    assert "Playtime" in exported(viewer)
    for who in (viewer, staff("change_film"), staff("add_film")):
        assert who.get(IMPORT).status_code == 403
        assert upload(who, "slug,title\n,A\n").status_code == 403
        assert who.post("/admin/catalog/film/process_import/").status_code == 403
    assert staff("add_person").get("/admin/catalog/film/export/").status_code == 403


def test_imports_from_elsewhere_are_refused(staff) -> None:
    strict = staff("add_film", "change_film", strict=True)
    assert upload(strict, "slug,title\n,A\n").status_code == 403


def test_only_csv_is_offered(admin_client) -> None:
    assert exchange.ExchangesFilms.formats == [exchange.CSV]
    response = admin_client.post(IMPORT, {"format": "3"})
    assert soup(response).select_one(".errorlist")


def test_exporting_asks_no_more_for_more_films(admin_client, film, make_film) -> None:
    address = "/admin/catalog/film/export/"
    admin_client.get(address)
    few = queries(admin_client, address)
    for _ in range(5):
        make_film().directors.add(Person.objects.create(name="Somebody"))
    assert queries(admin_client, address) == few


SAME = "slug,title,year,directors\n,Amélie,2001,Jean-Pierre Jeunet; Somebody\n"


@pytest.mark.parametrize(
    "table",
    [
        SAME,
        'slug;title;year;directors\r\n;Amélie;2001;"Jean-Pierre Jeunet; Somebody"\r\n',
        "slug\ttitle\tyear\tdirectors\n\tAmélie\t2001\tJean-Pierre Jeunet; Somebody\n",
        b"\xef\xbb\xbf" + SAME.encode(),
        SAME.replace(",", "\t").encode("utf-16"),
        SAME.replace("slug,title,year,directors", " Slug ,TITLE,Year,  Directors\t"),
        SAME.replace("\n", "\r"),
        "slug,title,year,directors,,\n,Amélie,2001,Jean-Pierre Jeunet; Somebody,,\n,,,,,\n\n",
    ],
    ids=["commas", "semicolons", "tabs", "bom", "utf-16", "letters", "old-mac", "empty-ends"],
)
def test_tables_are_read_however_spreadsheets_write_them(admin_client, table) -> None:
    response = confirm(admin_client, upload(admin_client, table))
    assert "Imported: 1 new, 0 changed, 0 as they were." in response.text
    film = Film.objects.get()
    assert (film.title, film.year) == ("Amélie", 2001)
    names = sorted(person.name for person in film.directors.all())
    assert names == ["Jean-Pierre Jeunet", "Somebody"]


def test_columns_of_two_words_are_found(admin_client) -> None:
    table = "Slug;Title;Aspect ratio;Source URL\n;A;1,85;https://a.test/\n"
    confirm(admin_client, upload(admin_client, table))
    film = Film.objects.get()
    assert (str(film.aspect_ratio), film.source_url) == ("1.85", "https://a.test/")


def test_columns_that_are_not_named_are_not_dropped_when_they_hold_something(admin_client) -> None:
    assert "Row 2 has 4 cells" in faults(upload(admin_client, "slug;title;;\n;A;;x\n"))
    assert "no column “”" in faults(upload(admin_client, "slug;;title\n;x;A\n"))
