"""From the list of films by look, over the shelf, to people, decades and colours."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import NARROW, WIDE, Visitor, overhang, tab_to


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def test_a_look_is_found_by_mood_and_its_makers_are_read_about(visitor: Visitor) -> None:
    page = visitor.page(WIDE, path="/films/")
    page.get_by_role("link", name="Lightness", exact=True).click()
    expect(page.get_by_text("dark to light", exact=True)).to_be_visible()
    values = page.locator(".card-value")
    expect(values).to_have_count(4)
    rising = values.all_inner_texts()
    page.get_by_role("link", name="turn to light to dark").click()
    expect(page.get_by_text("light to dark", exact=True)).to_be_visible()
    assert values.all_inner_texts() == rising[::-1]
    # The first mood that leaves something, chosen and dropped again by its chip.
    page.locator("summary", has_text="Mood").click()
    mood = page.locator(".facet-moods a").first
    word = mood.inner_text().split("\n")[0].split(" ")[0]
    mood.click()
    chip = page.locator(".chips a.chip")
    expect(chip).to_contain_text(word)
    chip.click()
    expect(chip).to_have_count(0)
    # To whoever made it, and on.
    page.get_by_role("link", name="Jon Aske").click()
    expect(page.get_by_role("heading", name="Jon Aske", level=1)).to_be_visible()
    expect(page.get_by_text("one film is too little to give an interval")).to_be_visible()
    page.goto("/people/tomas-reyl/")
    expect(page.get_by_text("From 6 stills of 2 films: few")).to_be_visible()
    expect(page.locator(".estimate .interval").first).to_be_attached()
    # A mean's disc is whole: its upper left quarter, which a clipped one lacks, can be hit.
    disc = page.locator(".estimate .pin .point").first
    disc.scroll_into_view_if_needed()
    assert disc.evaluate(
        "disc => { const box = disc.getBoundingClientRect();"
        " return document.elementFromPoint(box.x + 4, box.y + 4) === disc }"
    )
    page.get_by_role("link", name="All people").click()
    page.get_by_role("link", name="decade", exact=True).click()
    page.get_by_role("link", name="1970s").click()
    expect(page.get_by_role("heading", name="The 1970s", level=1)).to_be_visible()
    page.goto("/colours/")
    page.get_by_role("link", name="Umber").click()
    expect(page.get_by_role("heading", name="Umber", level=1)).to_be_visible()
    page.get_by_role("link", name="Search by it").click()
    page.wait_for_url("**/search/?c=4a3524")


def test_the_shelf_stands_upright_where_there_is_room_and_is_read_by_keyboard(
    visitor: Visitor,
) -> None:
    page = visitor.page(WIDE, path="/films/?view=shelf")
    spines = page.locator(".upright .spine a")
    expect(spines).to_have_count(4)
    box = spines.first.locator(".spine-strips").bounding_box()
    assert box is not None
    assert box["height"] > 4 * box["width"]
    tab_to(page, spines.nth(1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/films/below-the-weir-1974/")


def test_on_a_phone_the_shelf_is_rows_and_not_offered(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/films/?view=shelf")
    box = page.locator(".spine .fingerprint").first.bounding_box()
    assert box is not None
    assert box["width"] > 4 * box["height"]
    assert overhang(page) <= 0
    page.goto("/films/?view=spines")
    expect(page.get_by_role("link", name="Stills", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Shelf", exact=True)).to_be_hidden()
