"""``/api/docs``: an operation is tried out with nothing of the network, and nothing complains."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import NARROW, Visitor, overhang, settle, shift_of


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def test_an_operation_is_tried_out_from_this_machines_files(visitor: Visitor) -> None:
    page = visitor.page(path="/api/docs")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    films = page.locator(".opblock", has_text="Films, by facets")
    expect(films).to_be_visible()
    settle(page)
    assert shift_of(page) < 0.1
    films.get_by_role("button").first.click()
    films.get_by_role("button", name="Try it out").click()
    films.get_by_role("button", name="Execute").click()
    expect(films.locator(".live-responses-table")).to_contain_text('"title": "Amber Hour"')
    assert [url for url in asked if visitor.base not in url] == []


def test_a_narrow_page_does_not_scroll_sideways(visitor: Visitor) -> None:
    page = visitor.page(NARROW, "light", path="/api/docs")
    expect(page.locator(".opblock").first).to_be_visible()
    settle(page)
    assert shift_of(page) < 0.1
    page.locator(".opblock", has_text="by its address").get_by_role("button").first.click()
    expect(page.get_by_text("How colours are grouped.").first).to_be_visible()
    assert overhang(page) == 0
