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


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Written and directed by A. One", "directors", ("A. One",)),
        ("A film by A. One", "directors", ("A. One",)),
        ("Director – A. One", "directors", ("A. One",)),
        ("Réalisateur : Jean Vigo", "directors", ("Jean Vigo",)),
        ("Réalisé par Jean Vigo et Boris Kaufman", "directors", ("Jean Vigo", "Boris Kaufman")),
        ("Mise en scène : Jean Vigo", "directors", ("Jean Vigo",)),
        ("Regie: Fritz Lang und G. W. Pabst", "directors", ("Fritz Lang", "G. W. Pabst")),
        ("Regia di Ettore Scola", "directors", ("Ettore Scola",)),
        ("Dirección: A. Uno y B. Dos", "directors", ("A. Uno", "B. Dos")),
        ("Dirigida por Luis Buñuel", "directors", ("Luis Buñuel",)),
        ("Direção: Glauber Rocha", "directors", ("Glauber Rocha",)),
        ("監督：黒澤明、本多猪四郎", "directors", ("黒澤明", "本多猪四郎")),
        ("Режиссёр: Андрей Тарковский", "directors", ("Андрей Тарковский",)),
        ("Reżyseria: Andrzej Wajda", "directors", ("Andrzej Wajda",)),
        ("Director de fotografía: Gabriel Figueroa", "cinematographers", ("Gabriel Figueroa",)),
        ("Director de fotografía: Gabriel Figueroa", "directors", ()),
        ("Director de arte: C. Tres", "directors", ()),
        ("Directeur de la photographie : A. Un", "cinematographers", ("A. Un",)),
        ("Photographie : A. Un", "cinematographers", ("A. Un",)),
        ("Direttore della fotografia: A. Uno", "cinematographers", ("A. Uno",)),
        ("Kamera: Karl Freund", "cinematographers", ("Karl Freund",)),
        ("Camera: Arri Alexa", "cinematographers", ()),
        ("撮影：宮川一夫", "cinematographers", ("宮川一夫",)),
        ("Photographed by B. Two", "cinematographers", ("B. Two",)),
        ("Année : 1934", "year", 1934),
        ("Año: 1950", "year", 1950),
        ("Erscheinungsjahr: 1927", "year", 1927),
        ("製作年：1953年", "year", 1953),
        ("Год выпуска: 1979", "year", 1979),
        ("Pays : France", "country", "France"),
        ("País: México", "country", "México"),
        ("Género: Drama", "genres", ("Drama",)),
        ("Directed by A. One and released in 1979, it is a film", "directors", ("A. One",)),
        ("Directed by A. One (Solaris). A masterpiece", "directors", ("A. One",)),
        ("Directed by Yasujirō Ozu. It tells of a family", "directors", ("Yasujirō Ozu",)),
        ("Art Director: C. Three", "directors", ()),
        ("Year: 1979 Art Director: C. Three", "directors", ()),
        ("Director: N/A", "directors", ()),
        ("Director: —", "directors", ()),
        ("Director: Y. Ozu", "directors", ("Y. Ozu",)),
        ("Director: A. One | Cinematographer: B. Two | Year: 1979", "directors", ("A. One",)),
        ("Director: A. One | DoP: B. Two | Year: 1979", "cinematographers", ("B. Two",)),
        ("Director: A. One, Year: 1979", "year", 1979),
        ("Director: A. One / Editor: C. Three", "directors", ("A. One",)),
        ("Director: A. One Year: 1979 Country: USA", "directors", ("A. One",)),
        ("Director: A. One Year: 1979 Country: USA", "country", "USA"),
        ("Director\tA. One", "directors", ("A. One",)),
    ],
)
def test_credits_of_other_layouts_and_languages(line: str, field: str, value: object) -> None:
    assert getattr(read_credits([line]), field) == value


def test_label_alone_is_of_the_line_that_follows() -> None:
    facts = read_credits(["Director", "A. One", "Cinematographer:", "B. Two", "Genre", "Year"])
    assert (facts.directors, facts.cinematographers) == (("A. One",), ("B. Two",))
    assert (facts.genres, facts.year) == ((), None)


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Stalker (Andrei Tarkovsky, 1979)", "Stalker", 1979),
        ("Stalker (1979, USSR)", "Stalker", 1979),
        ("Solaris (2002 film)", "Solaris", 2002),
        ("東京物語（1953）", "東京物語", 1953),
        ("Stalker (1979) Screencaps", "Stalker", 1979),
        ("Frozen (2013) [4K] – Animation Screencaps", "Frozen", 2013),
        ("Stills from Stalker (1979)", "Stalker", 1979),
        ("Stalker – Film Stills", "Stalker", None),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
        ("1984 (1984)", "1984", 1984),
        ("The Gallery", "The Gallery", None),
        ("Still Life (2006)", "Still Life", 2006),
        ("Stills", "Stills", None),
        ("Pictures of the Old World (1972)", "Pictures of the Old World", 1972),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
    ],
)
def test_titles_of_other_pages(text: str, title: str, year: int | None) -> None:
    assert split_title(text) == (title, year)
