"""From a card to the comparison: the tray, why two films differ, an address that is shared."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import faults
from tests.browser.visits import NARROW, WIDE, Room, Visitor, settle, tab_to

BOTH = "/compare/?f=amber-hour-1961&f=dune-clerk-2003"


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def tray(page: Page):
    return page.get_by_role("complementary", name="Compare tray")


def add(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("button", name=f"Compare {title}", exact=True).click()


def test_two_films_go_into_the_tray_and_are_compared_and_shared(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    expect(tray(page)).to_be_hidden()
    add(page, "Amber Hour")
    expect(tray(page)).to_contain_text("1 of 4")
    # It follows the visitor.
    page.goto("/films/dune-clerk-2003/")
    expect(tray(page)).to_contain_text("Amber Hour")
    page.get_by_role("button", name="Add to compare Dune Clerk").click()
    expect(page.locator("#said")).to_have_text("Dune Clerk is in the tray, 2 of 4.")
    tray(page).get_by_role("link", name="Compare them").click()
    expect(page.get_by_role("heading", name="Why they differ")).to_be_visible()
    expect(page.locator(".flow-words")).to_contain_text("Dune Clerk is")
    assert page.url.endswith(BOTH)
    said = page.get_by_role("main").inner_text()
    other = visitor.page(path=page.url)
    assert other.get_by_role("main").inner_text() == said


def test_the_same_by_keyboard(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    for title in ("Amber Hour", "Dune Clerk"):
        tab_to(page, page.get_by_role("button", name=f"Compare {title}", exact=True))
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text(f"{title} is in the tray")
    page.reload()
    tab_to(page, page.get_by_role("link", name="Skip to the compare tray"))
    page.keyboard.press("Enter")
    tab_to(page, tray(page).get_by_role("link", name="Compare them"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{BOTH}")
    summary = page.locator("summary", has_text="Every move from")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Moves from Amber Hour to Dune Clerk")).to_be_visible()


def test_the_tray_holds_four_and_says_so(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/films/")
    add(page, "Amber Hour", "Below the Weir", "Cobalt Street", "Dune Clerk")
    page.goto("/films/amber-hour-1961/")
    page.get_by_role("main").locator("li a[href^='/stills/']").first.click()
    page.get_by_role("button", name="Add to compare Amber Hour, still 1").click()
    expect(page.locator("#said")).to_contain_text("Four are the most")
    expect(tray(page).get_by_text("Four are the most; take one out first.")).to_be_visible()
    tray(page).get_by_role("button", name="Take Cobalt Street out of the tray").click()
    page.get_by_role("button", name="Add to compare Amber Hour, still 1").click()
    expect(tray(page).get_by_role("listitem")).to_have_count(4)
    tray(page).get_by_role("button", name="Clear").click()
    expect(tray(page)).to_be_hidden()


def test_what_somebody_put_into_the_browser_is_not_believed(visitor: Visitor) -> None:
    page = visitor.page(path="/about/")
    for kept in ("{", '"x"', '[null, 3, {"name": "f:../x", "title": "x"}, {"name": "f:a"}]'):
        page.evaluate("kept => localStorage.setItem('compare', kept)", kept)
        page.reload()
        expect(tray(page)).to_be_hidden()
    hostile = '[{"name": "f:amber-hour-1961", "title": "<img src=x onerror=alert(1)>"}]'
    page.evaluate("kept => localStorage.setItem('compare', kept)", hostile)
    page.reload()
    expect(tray(page)).to_contain_text("<img src=x")


def test_two_windows_share_the_tray(visitor: Visitor) -> None:
    page = visitor.page(path="/films/")
    other = page.context.new_page()
    other.goto("/about/")
    add(page, "Cobalt Street")
    expect(tray(other)).to_contain_text("Cobalt Street")


def test_without_javascript_the_card_leads_to_the_picker(visitor: Visitor) -> None:
    page = visitor.page(path="/films/", javascript=False)
    page.get_by_role("link", name="Compare Cobalt Street").click()
    page.get_by_role("link", name="Amber Hour").click()
    expect(page.get_by_role("heading", name="Why they differ")).to_be_visible()
    assert page.url.endswith("/compare/?f=cobalt-street-1988&f=amber-hour-1961")


@pytest.mark.parametrize(("width", "room"), [(WIDE, "dark"), (NARROW, "light")])
def test_every_kind_of_comparison_is_whole(visitor: Visitor, width: int, room: Room) -> None:
    page = visitor.page(width, room, path="/films/amber-hour-1961/")
    still = page.get_by_role("main").locator("li a[href^='/stills/']").first
    number = str(still.get_attribute("href")).split("/")[2]
    found = []
    for query in (
        "f=amber-hour-1961&f=below-the-weir-1974&f=cobalt-street-1988&f=dune-clerk-2003",
        f"s={number}&f=dune-clerk-2003",
        f"s={number}",
        "f=gone&s=x&f=amber-hour-1961&f=amber-hour-1961",
    ):
        page.goto(f"/compare/?{query}")
        for summary in page.locator(".behind > summary").all():
            summary.click()
        settle(page)
        found += [f"{query}: {fault}" for fault in faults(page)]
        assert smallest_text(page) >= 11
    page.goto("/films/")
    add(page, "Amber Hour", "Dune Clerk")
    settle(page)
    found += [f"tray: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def smallest_text(page: Page) -> float:
    """Height in px of the smallest writing in a chart, as it is drawn."""
    return page.evaluate(
        "() => Math.min(99, ...[...document.querySelectorAll('main svg text')].map((text) =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"
    )
