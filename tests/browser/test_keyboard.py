"""The keyboard alone reaches and does everything, and shows where it is."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visits import Visitor, tab_to

HEX = re.compile(r"^#[0-9a-f]{6}$")


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def test_tab_reaches_the_skip_link_first_and_then_the_navigation(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("banner").get_by_role("link", name="Chromatheque")).to_be_focused()
    links = page.get_by_role("navigation", name="Pages").get_by_role("link").all()
    assert len(links) >= 4
    for link in links:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert is_shown(link)
    expect(link).to_have_text("About")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("About")


def test_the_skip_link_leads_past_the_navigation(visitor: Visitor) -> None:
    page = visitor.page(path="/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_a_facet_opens_with_enter_and_closes_with_escape(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    facet = page.locator("summary", has_text="Director")
    option = page.get_by_role("link", name=re.compile(r"^Ines Falk \d"))
    tab_to(page, facet)
    assert is_shown(facet)
    page.keyboard.press("Enter")
    expect(option).to_be_visible()
    page.keyboard.press("Tab")
    expect(option).to_be_focused()
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(facet).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, option, most=1)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 4 films")).to_be_visible()


def test_a_card_is_followed_with_enter(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    card = page.get_by_role("link", name=re.compile("Below the Weir"))
    tab_to(page, card)
    assert is_shown(card)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Below the Weir 1974")


@pytest.mark.parametrize("kind", ["/films/", "/stills/"])
def test_a_hex_value_copies_with_enter_and_says_so(visitor: Visitor, kind: str) -> None:
    page = visitor.page(path="/films/dune-clerk-2003/")
    if kind == "/stills/":
        page.get_by_role("main").locator("li a[href^='/stills/']").first.click()
    button = page.get_by_role("button", name=HEX).nth(1)
    colour = button.inner_text()
    tab_to(page, button)
    assert is_shown(button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Copied {colour}")
    assert page.evaluate("navigator.clipboard.readText()") == colour


def test_all_of_a_palette_copies_with_enter(visitor: Visitor) -> None:
    page = visitor.page(path="/films/dune-clerk-2003/")
    page.get_by_role("main").locator("li a[href^='/stills/']").first.click()
    tab_to(page, page.get_by_role("button", name="Copy all"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Copied #"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"#[0-9a-f]{6}( #[0-9a-f]{6}){7}", copied)


def test_nothing_is_reached_twice_and_nothing_holds_the_focus(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    places = []
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate(_PLACE)
        if place is None:  # past the last one, into the browser's own
            break
        places.append(place)
    assert place is None
    assert len(places) == len(set(places))


_PLACE = """() => document.activeElement === document.body ? null :
  [...document.querySelectorAll("*")].indexOf(document.activeElement)"""


def is_shown(place: Locator) -> bool:
    """Whether the place with the focus is marked: an outline, or a thicker line below."""
    return place.evaluate(
        """element => {
          const style = getComputedStyle(element);
          const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          return element.matches(":focus-visible") && (outline || style.boxShadow !== "none");
        }"""
    )
