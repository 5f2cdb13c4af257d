"""A still's page: stills like it, its colours turned in space, other eyes, and on paper."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from palettes.engine.deficiency import DEFICIENCIES
from tests.browser.test_pages import faults
from tests.browser.visits import NARROW, WIDE, Visitor, overhang, settle, tab_to


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


@pytest.fixture(scope="module")
def still(small: str) -> str:
    return "/stills/1/"


def stage(page: Page) -> Locator:
    return page.locator(".space-stage")


def pixels(place: Locator) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(place.screenshot())).convert("RGB")).astype(int)


def test_the_colours_are_turned_by_buttons_by_keys_and_by_dragging(
    visitor: Visitor, still: str
) -> None:
    page = visitor.page(path=still)
    page.get_by_role("button", name="Turn right").click()
    expect(stage(page)).to_have_attribute("data-yaw", "27")
    expect(page.locator("#said")).to_have_text("Turned to 27°, tilted 18°, 100 %")
    tab_to(page, page.get_by_role("button", name="Move closer"))
    page.keyboard.press("Enter")
    expect(stage(page)).to_have_attribute("data-zoom", "1.25")
    stage(page).focus()
    for key in ("ArrowUp", "ArrowLeft", "ArrowLeft", "-"):
        page.keyboard.press(key)
    expect(stage(page)).to_have_attribute("data-pitch", "33")
    expect(stage(page)).to_have_attribute("data-yaw", "357")
    expect(stage(page)).to_have_attribute("data-zoom", "1.00")
    box = stage(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 80, steps=4)
    page.mouse.up()
    expect(stage(page)).to_have_attribute("data-yaw", "17")
    expect(stage(page)).to_have_attribute("data-pitch", "23")
    page.get_by_role("button", name="As it was at first").click()
    expect(stage(page)).to_have_attribute("data-yaw", "12")


def test_what_the_script_draws_is_what_the_page_had(visitor: Visitor, still: str) -> None:
    page = visitor.page(path=still)
    stage(page).scroll_into_view_if_needed()
    before = pixels(stage(page))
    page.get_by_role("button", name="Turn left").click()
    expect(stage(page)).to_have_attribute("data-yaw", "357")
    stage(page).scroll_into_view_if_needed()
    turned = pixels(stage(page))
    page.get_by_role("button", name="As it was at first").click()
    expect(stage(page)).to_have_attribute("data-yaw", "12")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    after = pixels(stage(page))
    assert np.abs(before - after).mean() < np.abs(before - turned).mean() / 2


def test_a_space_is_swapped_in_place_and_the_address_shares_it(
    visitor: Visitor, still: str
) -> None:
    page = visitor.page(NARROW, path=f"{still}?own=1")
    page.locator("#space-rgb").click()
    expect(page.locator("#space-rgb")).to_have_attribute("aria-current", "true")
    expect(page.locator("#space-rgb")).to_be_focused()
    assert page.url.endswith("?own=1&cloud=rgb#colour-space")
    page.get_by_role("button", name="Turn right").click()
    expect(stage(page)).to_have_attribute("data-yaw", "27")
    page.get_by_text("largest as a table").click()
    expect(page.get_by_role("table", name="coordinates in RGB")).to_be_visible()
    settle(page)
    assert faults(page) == []


def test_without_a_script_everything_is_there_by_links(visitor: Visitor, still: str) -> None:
    page = visitor.page(NARROW, path=still, javascript=False)
    page.locator("#space-hsv").click()
    expect(page.get_by_role("img", name="Colours of the still in HSV")).to_be_visible()
    expect(page.get_by_role("group", name="Turn the colour space")).to_have_count(0)
    page.get_by_role("link", name="too", exact=False).last.click()
    expect(page.get_by_role("link", name="Other films only")).to_be_visible()
    expect(page.locator("#similar .card")).to_have_count(10)
    page.get_by_role("link", name="tritanopia").click()
    expect(page.get_by_role("complementary", name="Simulated colour vision")).to_be_visible()
    assert page.url.endswith("own=1")
    assert overhang(page) <= 0


def test_no_name_on_the_bench_is_broken_within_a_word(visitor: Visitor, still: str) -> None:
    page = visitor.page(WIDE, path=still)
    cells = page.locator("#bench .swatches td:nth-child(3)")
    expect(cells.first).to_be_visible()
    # As long as any word of the table of names.
    broken = cells.evaluate_all(
        """cells => cells.filter((cell) => {
          cell.textContent = "aquamarine, accent";
          const word = document.createRange();
          word.setStart(cell.firstChild, 0);
          word.setEnd(cell.firstChild, "aquamarine,".length);
          return word.getClientRects().length > 1;
        }).length"""
    )
    assert broken == 0


def test_a_still_like_it_is_opened_and_compared(visitor: Visitor, still: str) -> None:
    page = visitor.page(path=still)
    page.get_by_role("link", name="Stills like this").click()
    card = page.locator("#similar .card").first
    title = card.locator(".card-title").inner_text()
    card.get_by_role("link", name="Why").click()
    expect(page.get_by_role("heading", name="Why they differ")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(title.split(" ")[0])


def test_the_browser_shows_colours_as_the_engine_simulates_them(
    visitor: Visitor, still: str
) -> None:
    key = "tritanopia"  # the one whose filter has two sides
    page = visitor.page(path=still)
    page.get_by_role("link", name=key).click()
    expect(page.locator(".sight-note")).to_contain_text("simulated")
    rows = page.locator(".still-right .swatches tbody tr")
    for row in rows.all()[:4]:
        true = bytes.fromhex(row.locator(".hex").inner_text().lstrip("#"))
        seen = DEFICIENCIES[key].simulate(np.array([list(true)]) / 255)[0] * 255
        shown = pixels(row.locator(".chip-colour"))
        middle = shown[shown.shape[0] // 2, shown.shape[1] // 2]
        assert middle == pytest.approx(np.round(seen), abs=3)
    settle(page)
    assert faults(page) == []
    page.get_by_role("link", name="Back to all colours").click()
    expect(page.locator(".sight-note")).to_have_count(0)


def test_on_paper_the_ground_is_white_and_nothing_is_cut(visitor: Visitor) -> None:
    page = visitor.page(690, "dark")
    page.emulate_media(media="print")
    for path in (
        "/stills/1/",
        "/films/amber-hour-1961/",
        "/compare/?f=amber-hour-1961&f=dune-clerk-2003",
    ):
        page.goto(path)
        settle(page)
        expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
        expect(page.locator(".printed")).to_have_text(f"Chromatheque, {visitor.base}{path}")
        assert page.locator("nav, form, button:not(.hex), .tray").filter(visible=True).count() == 0
        assert overhang(page) <= 0
        expect(page.locator(".strip").first).to_have_css("print-color-adjust", "exact")
