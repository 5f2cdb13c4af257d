"""Titles, years and names as people write them."""

import pytest

from catalog.ingestion.credits import folder_title, read_credits, split_names, split_title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Andrei Tarkovsky", ("Andrei Tarkovsky",)),
        ("A. One & B. Two", ("A. One", "B. Two")),
        ("A. One, B. Two and C. Three", ("A. One", "B. Two", "C. Three")),
        ("Anders Sandler", ("Anders Sandler",)),
        ("Roger Deakins, ASC, BSC", ("Roger Deakins",)),
        ("Robert Downey, Jr. & B. Two", ("Robert Downey Jr.", "B. Two")),
        ("A. One, a. one", ("A. One",)),
        (" & , ", ()),
        ("", ()),
    ],
)
def test_names_are_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Director: A. One", "directors", ("A. One",)),
        ("Directors : A. One & B. Two", "directors", ("A. One", "B. Two")),
        ("Directed by A. One", "directors", ("A. One",)),
        ("DIRECTOR:A. One", "directors", ("A. One",)),
        ("Director of Photography: B. Two", "cinematographers", ("B. Two",)),
        ("Directors of Photography: B. Two", "cinematographers", ("B. Two",)),
        ("Cinematography by B. Two", "cinematographers", ("B. Two",)),
        ("Cinematographer: B. Two", "cinematographers", ("B. Two",)),
        ("Year: 2016", "year", 2016),
        ("Year: released 2016 in France", "year", 2016),
        ("Year: 20166", "year", None),
        ("Country: France", "country", "France"),
        ("Genres: Drama, Comedy", "genres", ("Drama", "Comedy")),
        ("Production Design: C. Three", "directors", ()),
        ("The director was tired", "directors", ()),
        ("Director", "directors", ()),
    ],
)
def test_credit_lines_are_read(line: str, field: str, value: object) -> None:
    assert getattr(read_credits([line]), field) == value


def test_first_line_of_a_kind_counts() -> None:
    assert read_credits(["Year: 1979", "Year: 2020"]).year == 1979


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Stalker – [FILMGRAB]", "Stalker", None),
        ("Stalker - FilmGrab", "Stalker", None),
        ("Stalker (1979)", "Stalker", 1979),
        ("Stalker [1979] – [FILMGRAB]", "Stalker", 1979),
        ("Évil Film (1971) – Gallery", "Évil Film", 1971),
        ("Stalker [1979] | Stills (large)", "Stalker", 1979),
        ("Room (9999) – Gallery", "Room (9999) – Gallery", None),
        ("1917", "1917", None),
        ("Blade Runner 2049", "Blade Runner 2049", None),
        ("Room (9999)", "Room (9999)", None),
        ("Face/Off – Two", "Face/Off – Two", None),
    ],
)
def test_titles_are_taken_apart(text: str, title: str, year: int | None) -> None:
    assert split_title(text) == (title, year)


def test_sites_own_name_is_left_out() -> None:
    assert split_title("Stalker | My Stills", "My Stills") == ("Stalker", None)


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Stalker (1979)", "Stalker", 1979),
        ("stalker-1979", "Stalker", 1979),
        ("The Red Shoes", "The Red Shoes", None),
        ("big-buck-bunny", "Big Buck Bunny", None),
        ("big_buck_bunny_2008", "Big Buck Bunny", 2008),
        ("blade-runner-2049", "Blade Runner 2049", None),
        ("1917", "1917", None),
        ("2001-a-space-odyssey-1968", "2001 A Space Odyssey", 1968),
    ],
)
def test_folders_tell_title_and_year(name: str, title: str, year: int | None) -> None:
    assert folder_title(name) == (title, year)
