"""The whole catalogue without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import NARROW, WIDE, Visitor

HEX = re.compile(r"#[0-9a-f]{6}")


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def expect_films(page: Page, *titles: str) -> None:
    """The list comes to show these titles, in this order."""
    shown = page.get_by_role("main").locator("li a[href^='/films/'] i")
    expect(shown).to_have_text(titles)


def test_the_list_filters_and_sorts(visitor: Visitor) -> None:
    page = visitor.page(path="/films/", javascript=False)
    expect_films(page, "Amber Hour", "Below the Weir", "Cobalt Street", "Dune Clerk")
    option = page.get_by_role("link", name=re.compile("^Tomas Reyl"))
    expect(option).to_be_hidden()
    page.locator("summary", has_text="Cinematographer").click()
    option.click()
    expect_films(page, "Amber Hour", "Below the Weir")
    page.get_by_role("link", name="Newest", exact=True).click()
    expect_films(page, "Below the Weir", "Amber Hour")
    page.get_by_role("link", name="Spines", exact=True).click()
    expect_films(page, "Below the Weir", "Amber Hour")
    page.get_by_role("link", name=re.compile("Tomas Reyl.*drop this filter")).click()
    expect_films(page, "Dune Clerk", "Cobalt Street", "Below the Weir", "Amber Hour")


def test_a_title_is_found_and_a_vain_search_says_what_to_drop(visitor: Visitor) -> None:
    page = visitor.page(path="/films/?genre=drama", javascript=False)
    page.get_by_label("Title or person", exact=True).fill("weir")
    page.keyboard.press("Enter")
    expect_films(page, "Below the Weir")
    page.get_by_label("Title or person", exact=True).fill("clerk")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title or person", exact=True)).to_have_value("clerk")
    page.get_by_role("link", name=re.compile("^Drop genre")).click()
    expect_films(page, "Dune Clerk")


def test_a_film_leads_to_its_stills_and_from_one_to_the_next(visitor: Visitor) -> None:
    page = visitor.page(path="/films/", javascript=False)
    page.get_by_role("main").locator("a[href='/films/cobalt-street-1988/']").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Cobalt Street 1988")
    expect(page.get_by_role("img", name=re.compile("^Palette of the film: #"))).to_be_visible()
    page.get_by_role("main").locator("li a[href^='/stills/']").first.click()
    expect(heading).to_have_text("Cobalt Street 1988, still 1 of 3")
    expect(page.get_by_role("cell", name=HEX).first).to_be_visible()
    expect(page.get_by_text("Painted for a test")).to_be_visible()
    # A button that needs a script is not offered.
    expect(page.locator("button[type=button]").filter(visible=True)).to_have_count(0)
    page.get_by_role("link", name="Next", exact=True).click()
    expect(heading).to_have_text("Cobalt Street 1988, still 2 of 3")
    page.get_by_role("link", name="Previous", exact=True).click()
    expect(heading).to_have_text("Cobalt Street 1988, still 1 of 3")


def test_films_are_added_to_a_comparison_by_title_and_taken_out(visitor: Visitor) -> None:
    page = visitor.page(path="/films/amber-hour-1961/", javascript=False)
    page.get_by_role("link", name="Compare with another film").click()
    for title in ("dune clerk", "Cobalt"):
        page.get_by_label("Add a film by its title").fill(title)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("img", name=re.compile(f"^{title}", re.I)).first).to_be_visible()
    for title in ("Amber Hour", "Dune Clerk", "Cobalt Street"):
        expect(page.get_by_role("img", name=re.compile(f"^{title}: #"))).to_be_visible()
    page.get_by_role("link", name="Dune Clerk take it out").click()
    expect(page.get_by_role("img", name=re.compile("^Dune Clerk: #"))).to_have_count(0)
    assert page.url.endswith("/compare/?f=amber-hour-1961&f=cobalt-street-1988")
    page.get_by_label("Add a film by its title").fill("nothing")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("No other film’s title has “nothing” in it.")).to_be_visible()
    expect(page.get_by_label("Add a film by its title")).to_have_value("nothing")


def test_films_are_found_by_a_colour_by_name(visitor: Visitor) -> None:
    page = visitor.page(path="/", javascript=False)
    page.get_by_label("Colour", exact=True).fill("teal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").locator("a[href^='/stills/']").first).to_be_visible()


def test_the_room_is_switched_and_remembered(visitor: Visitor) -> None:
    page = visitor.page(WIDE, "dark", path="/films/?q=e&sort=year", javascript=False)
    dark = lightness_of(page)
    page.get_by_role("link", name="Light room").click()
    expect(page.get_by_role("link", name="Dark room").first).to_be_visible()
    assert page.url.endswith("/films/?q=e&sort=year")
    assert lightness_of(page) > dark + 100
    page.goto("/about/")
    assert lightness_of(page) > dark + 100
    page.get_by_role("link", name="Dark room").click()
    expect(page.get_by_role("link", name="Light room").first).to_be_visible()
    assert page.url.endswith("/about/")
    assert lightness_of(page) == dark


def test_the_menu_of_a_narrow_page_leads_everywhere(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/", javascript=False)
    links = page.get_by_role("banner").get_by_role("link").filter(visible=True)
    expect(links).to_have_text(["Chromatheque"])
    page.locator("summary", has_text="Menu").click()
    expect(links).to_contain_text(["Films", "Search", "Compare", "About"])
    links.filter(has_text="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare")


def test_the_room_is_switched_on_a_narrow_page_too(visitor: Visitor) -> None:
    page = visitor.page(NARROW, "light", path="/about/", javascript=False)
    light = lightness_of(page)
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Dark room").click()
    expect(page.locator("html[data-room=dark]")).to_be_visible()
    assert page.url.endswith("/about/")
    assert lightness_of(page) < light - 100


def lightness_of(page: Page) -> int:
    """The red of the page's ground, which is grey."""
    ground = page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = map(int, re.findall(r"\d+", ground)[:3])
    assert red == green == blue
    return red
