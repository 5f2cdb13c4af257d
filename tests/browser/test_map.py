"""The map of looks: moving about it with the mouse, the buttons and the keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import barriers, faults
from tests.browser.visits import NARROW, Visitor, settle, tab_to


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def frame(page: Page) -> Locator:
    return page.get_by_role("group", name="Map: plus and minus")


def view(page: Page) -> list[float]:
    """What part of the map is seen: left, top, width, height."""
    return [float(part) for part in str(page.locator("svg.map").get_attribute("viewBox")).split()]


def expect_width(page: Page, part: float) -> None:
    """Wait until so much of the map's width is seen."""
    expect(page.locator("svg.map")).to_have_attribute(
        "viewBox", re.compile(rf"^\S+ \S+ {600 * part:.2f} ")
    )


def test_the_map_is_moved_by_keys_buttons_and_mouse(visitor: Visitor) -> None:
    page = visitor.page(path="/map/")
    page.emulate_media(reduced_motion="reduce")
    whole = view(page)
    assert whole[2] == 600  # five columns
    # Keys.
    tab_to(page, frame(page))
    page.keyboard.press("+")
    expect_width(page, 1 / 1.5)
    left = view(page)[0]
    page.keyboard.press("ArrowRight")
    assert view(page)[0] > left
    page.keyboard.press("-")
    expect_width(page, 1)
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert view(page) == whole
    # Buttons: they say by being disabled how far one can go.
    closer, farther = (page.get_by_role("button", name=name) for name in ("Closer", "Farther"))
    expect(farther).to_be_disabled()
    closer.click()
    expect_width(page, 1 / 1.5)
    closer.click()
    expect_width(page, 3 / 5)
    expect(closer).to_be_disabled()
    page.get_by_role("button", name="Whole map").click()
    expect_width(page, 1)
    # The wheel scrolls the page; with Ctrl it goes closer to what is under the mouse.
    tile = page.get_by_role("link", name="Cobalt Street, 1988")
    box = tile.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(farther).to_be_enabled()
    assert page.evaluate("devicePixelRatio") == 1
    now = tile.bounding_box()
    assert now
    assert now["width"] > box["width"] * 1.2
    assert now["x"] <= x <= now["x"] + now["width"]
    # A drag that begins and ends on a film moves the map and opens nothing.
    before = view(page)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.up()
    page.mouse.move(x, y)
    assert page.url.endswith("/map/")
    assert view(page)[0] > before[0] or before[0] == pytest.approx(whole[2] - before[2], abs=0.1)
    page.get_by_role("button", name="Whole map").click()
    expect_width(page, 1)
    tile.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cobalt Street")


def test_the_keyboard_reaches_films_and_sees_them(visitor: Visitor) -> None:
    page = visitor.page(path="/map/")
    tab_to(page, frame(page))
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.get_by_role("button", name="Closer")).to_be_disabled()
    for _ in range(4):
        page.keyboard.press("Tab")
        tile = page.locator("svg.map a:focus")
        expect(tile).to_have_count(1)
        name = tile.locator("title").text_content()
        expect(page.locator(".map-said")).to_have_text(str(name))
        page.wait_for_function(_SEEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(name).replace(", ", " "))


_SEEN = """() => {
  const tile = document.activeElement.getBoundingClientRect();
  const frame = document.querySelector(".map-frame").getBoundingClientRect();
  return tile.left >= frame.left && tile.right <= frame.right
    && tile.top >= frame.top && tile.bottom <= frame.bottom;
}"""


def test_a_filter_keeps_places_and_the_list_fills_the_tray(visitor: Visitor) -> None:
    page = visitor.page(path="/map/")
    before = page.get_by_role("link", name="Amber Hour, 1961").bounding_box()
    page.locator("summary", has_text="Country").click()
    page.get_by_role("link", name="Portugal 1").click()
    expect(page.get_by_text("1 of 4 films, laid out by look")).to_be_visible()
    after = page.get_by_role("link", name="Amber Hour, 1961").bounding_box()
    assert after == pytest.approx(before, abs=0.5)
    page.get_by_role("button", name="Compare Amber Hour").click()
    expect(page.get_by_role("complementary", name="Compare tray")).to_contain_text("Amber Hour")


def test_without_javascript_the_whole_map_is_there(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/map/", javascript=False)
    expect(page.get_by_role("button", name="Closer")).to_have_count(0)
    expect(page.locator("svg.map > a")).to_have_count(4)
    page.get_by_role("link", name="Dune Clerk, 2003").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dune Clerk")
    page.get_by_role("link", name="Laid out by look").click()
    expect(page.locator("svg.map > a")).to_have_count(3)


def test_a_filtered_map_and_a_closer_one_are_whole(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/map/?decade=1960&genre=none")
    page.get_by_role("button", name="Closer").click()
    settle(page)
    found = faults(page)
    page.emulate_media(color_scheme="light")
    found += barriers(page, "color-contrast")
    assert found == []
