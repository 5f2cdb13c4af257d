import pytest

from palettes.colours import BadColourError, read_colour
from palettes.search import index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "hex_"),
    [("#C8843F", "#c8843f"), ("c8843f", "#c8843f"), ("fa0", "#ffaa00"), (" #FA0 ", "#ffaa00")],
)
def test_colours_are_read_as_people_write_them(text: str, hex_: str) -> None:
    assert read_colour(text).hex == hex_


def test_a_colours_name_is_a_colour() -> None:
    teal = read_colour("Teal")
    assert teal.name == "teal"
    assert teal.hex.startswith("#")


@pytest.mark.parametrize(
    "text", ["", "#12", "12345", "#1234567", "blurple", "<script>", "\x00", "é" * 900]
)
def test_what_is_no_colour_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadColourError, match="such as"):
        read_colour(text)


def test_the_still_with_the_colour_comes_first(make_still) -> None:
    make_still(None, "#203050", "#304060", computed=True)
    red = make_still(None, "#203050", "#b02020", computed=True)
    make_still(None, "#806020", "#907030", computed=True)
    best, *others = index().by_colour("#b02020", 10)
    assert best.still_id == red.pk
    assert best.hex == "#b02020"
    assert best.share == pytest.approx(0.5, abs=0.02)
    assert len(others) == 2
    assert all(match.share == 0 for match in others)


def test_a_film_appears_once_with_its_best_still(make_film, make_still) -> None:
    film = make_film()
    make_still(film, "#a04040", "#000000", computed=True)
    best = make_still(film, "#b02020", "#000000", computed=True)
    assert [match.still_id for match in index().by_colour("#b02020", 10)] == [best.pk]


def test_grey_does_not_pass_for_teal(make_still) -> None:
    grey = make_still(None, "#6f7f7f", computed=True)
    teal = make_still(None, "#2f8f8f", computed=True)
    found = [match.still_id for match in index().by_colour("#208080", 2)]
    assert found == [teal.pk, grey.pk]


def test_the_index_follows_the_catalogue(make_still, django_capture_on_commit_callbacks) -> None:
    assert index().by_colour("#ff0000", 5) == []
    still = make_still(None, "#ff0000", computed=True)
    assert [m.still_id for m in index().by_colour("#ff0000", 5)] == [still.pk]
    with django_capture_on_commit_callbacks(execute=True):
        still.film.delete()
    assert index().by_colour("#ff0000", 5) == []


def test_every_cell_of_the_colour_index_is_a_colour_of_the_catalogue(make_still) -> None:
    colours = ("#b02020", "#20b040", "#2040b0", "#c0c0c0", "#202020", "#e0b040")
    for colour in colours:
        make_still(None, colour, "#808080", computed=True)
    cells = index().colour_cells
    assert cells
    assert {cell.hex for cell in cells} <= {*index().hexes}
    columns = cells[-1].column + 1
    assert sorted((c.column, c.row) for c in cells) == [
        (x, y) for x in range(columns) for y in range(4)
    ]
