"""Manifests: every row by itself, and no file from outside their folder."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog.ingestion.errors import BadManifest, UnreadableSource
from catalog.ingestion.manifests import Row, read_manifest

HEADER = (
    "film,year,director,cinematographer,country,genre,ratio,note,"
    "url,file,page,credit,licence,timecode\n"
)


def csv_rows(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> list[Row]:
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return list(read_manifest(path))


def json_rows(tmp_path: Path, value: Any) -> list[Row]:
    path = tmp_path / "manifest.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return list(read_manifest(path))


def test_every_column_is_read(tmp_path: Path) -> None:
    [row] = csv_rows(
        tmp_path,
        HEADER + "Stalker,1979,A. One; B. Two,C. Three & D. Four,USSR,Drama;Science fiction,1.37:1,"
        "A zone,,a.jpg,https://pub.test/p,(c) E. Five,CC BY,0:12:30\n",
    )
    assert row.error is None
    film, still = row.film, row.still
    assert (film.title, film.year, film.country, film.note) == ("Stalker", 1979, "USSR", "A zone")
    assert film.directors == ("A. One", "B. Two")
    assert film.cinematographers == ("C. Three", "D. Four")
    assert film.genres == ("Drama", "Science fiction")
    assert film.aspect_ratio == Decimal("1.37")
    assert row.path == tmp_path / "a.jpg"
    assert (still.page_url, still.credit) == ("https://pub.test/p", "(c) E. Five")
    assert (still.licence, still.timecode) == ("CC BY", "0:12:30")


def test_json_says_the_same_in_its_own_way(tmp_path: Path) -> None:
    rows = json_rows(
        tmp_path,
        [
            {
                "film": "Stalker",
                "year": 1979,
                "director": ["One, A.", "Two & Three"],
                "ratio": 1.85,
                "url": "https://pub.test/a.jpg",
            }
        ],
    )
    assert rows[0].error is None
    assert rows[0].film.directors == ("One, A.", "Two & Three")
    assert (rows[0].film.year, rows[0].film.aspect_ratio) == (1979, Decimal("1.85"))
    assert rows[0].url == "https://pub.test/a.jpg"
    assert json_rows(tmp_path, {"stills": [{"file": "a.jpg"}]})[0].path == tmp_path / "a.jpg"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_spreadsheets_ways_of_writing_csv_are_read(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    text = 'Film,FILE,Cinematographers\r\n"Été",a.jpg,A. One\r\n\r\n,,\r\n'
    rows = csv_rows(tmp_path, text.replace(",", delimiter), encoding=encoding)
    assert [(row.film.title, row.film.cinematographers) for row in rows] == [("Été", ("A. One",))]


BAD_ROWS = {
    "a year of letters": "Stalker,soon,,,,,,,,a.jpg,,,,",
    "a year out of range": "Stalker,1066,,,,,,,,a.jpg,,,,",
    "no picture": "Stalker,,,,,,,,,,,,,",
    "two pictures": "Stalker,,,,,,,,https://pub.test/a.jpg,a.jpg,,,,",
    "a file above": "Stalker,,,,,,,,,../a.jpg,,,,",
    "a file above by a detour": "Stalker,,,,,,,,,x/../../a.jpg,,,,",
    "an absolute file": "Stalker,,,,,,,,,/etc/passwd,,,,",
    "a file with backslashes": "Stalker,,,,,,,,,..\\a.jpg,,,,",
    "a NUL in a file": "Stalker,,,,,,,,,a\0.jpg,,,,",
    "a timecode of its own": "Stalker,,,,,,,,,a.jpg,,,,12 min",
    "a ratio of letters": "Stalker,,,,,,wide,,,a.jpg,,,,",
    "a ratio by zero": "Stalker,,,,,,1:0,,,a.jpg,,,,",
    "a page that is a script": "Stalker,,,,,,,,,a.jpg,javascript:alert(1),,,",
    "too many cells": "Stalker,,,,,,,,,a.jpg,,,,,more",
    "a cell too long": f"Stalker,,,,,,,,,{'a' * 5000},,,,",
}


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_bad_row_fails_by_itself_with_its_number(tmp_path: Path, kind: str) -> None:
    rows = csv_rows(
        tmp_path,
        f"{HEADER}Stalker,,,,,,,,,1.jpg,,,,\n{BAD_ROWS[kind]}\nStalker,,,,,,,,,3.jpg,,,,\n",
    )
    assert [row.number for row in rows] == [2, 3, 4]
    good, bad, last = rows
    assert good.error is None
    assert last.error is None
    assert isinstance(bad.error, BadManifest)
    assert bad.error.code == "bad_manifest"
    assert bad.error.message.startswith("Row 3: ")
    assert bad.path is None


def test_symlink_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "film"
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "up").symlink_to(tmp_path)
    (folder / "own.jpg").write_bytes(b"x")
    (folder / "fine.jpg").symlink_to(folder / "own.jpg")
    rows = json_rows(folder, [{"file": f} for f in ("link.jpg", "up/secret.jpg", "fine.jpg")])
    assert [row.error is None for row in rows] == [False, False, True]


def test_bad_json_rows_fail_by_themselves(tmp_path: Path) -> None:
    values = [7, {"file": ["a.jpg"]}, {"file": {"a": 1}}, {"file": True}, {"file": "a.jpg"}]
    rows = json_rows(tmp_path, values)
    assert [row.error is None for row in rows] == [False, False, False, False, True]
    assert rows[0].error is not None
    assert rows[0].error.message.startswith("Row 1: ")


@pytest.mark.parametrize("text", ["film,year\nStalker,1979\n", "", "\n", "\0", "película\n"])
def test_csv_without_the_columns_is_bad_as_a_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadManifest):
        csv_rows(tmp_path, text)


@pytest.mark.parametrize("text", ["", "{", "7", '{"stills": 7}', "[" * 100_000, "null"])
def test_json_of_another_shape_is_bad_as_a_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadManifest):
        json_rows(tmp_path, text)


def test_manifest_in_another_encoding_is_bad_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(BadManifest, match="UTF-8"):
        csv_rows(tmp_path, "film,file\nÉté,a.jpg\n", encoding="latin-1")


def test_manifest_that_is_missing_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        list(read_manifest(tmp_path / "none.csv"))


def test_several_countries_are_one_line_and_their_names_stay_whole(tmp_path: Path) -> None:
    for written, read in (
        ("Finland;Estonia", "Finland, Estonia"),
        ("Trinidad & Tobago", "Trinidad & Tobago"),
    ):
        [row] = csv_rows(tmp_path, f"film,country,file\nX,{written},a.jpg\n")
        assert row.film.country == read


def test_comments_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    text = (
        "# Stills of a retrospective, ask Ana\r\n\r\n;;\r\nfilm;year;file\r\n"
        "# the first; part\r\nStalker;1979;a.jpg\r\n#\r\n\r\nStalker;soon;b.jpg\r\n"
    )
    first, second = csv_rows(tmp_path, text, encoding="utf-8-sig")
    assert (first.number, str(first.film), first.path) == (6, "Stalker (1979)", tmp_path / "a.jpg")
    assert second.number == 9  # as a spreadsheet counts them
    assert "Row 9" in str(second.error)


@pytest.mark.parametrize(
    ("header", "line"),
    [("film,file", "#Alive,a.jpg"), ("film,url", "# Horror,https://a.test/1.jpg"),
     ("file,film", "#1.jpg,Stalker")],
)  # fmt: skip
def test_films_and_files_may_begin_like_comments(tmp_path: Path, header: str, line: str) -> None:
    [row] = csv_rows(tmp_path, f"{header}\n{line}\n")
    assert row.error is None
    assert row.url or row.path


@pytest.mark.parametrize("header", ["url,film", "file,film"])
def test_comments_stand_before_pictures_too(tmp_path: Path, header: str) -> None:
    assert csv_rows(tmp_path, f"{header}\n# a comment,here\n") == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_manifest_of_comments_alone_has_no_header(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadManifest, match="no column named url or file"):
        csv_rows(tmp_path, text)
