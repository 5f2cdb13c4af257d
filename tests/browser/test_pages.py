"""Every page: holds its width, keeps still, loads cleanly, reads aloud."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.catalogues import KEEPER, PASSWORD
from tests.browser.visits import (
    NARROW,
    WIDE,
    Room,
    Visitor,
    overhang,
    refused_on,
    settle,
    shift_of,
)
from tools import preview

MOST_SHIFT = 0.02
ELSEWHERE = {"compare", "compare-none"}
"""Pages that test_comparing.py looks at in the same way."""
ERRORS = {
    "404",
    "bench-refused",
    "search-bad",
    "colour-none",
    "palette-bad",
}  # pages that answer with an error, and say so well


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


@pytest.fixture(scope="module")
def paths(small: str) -> dict[str, str]:
    pages = preview.pages(small)
    return {name: path for name, path in pages.items() if name not in ELSEWHERE}


# The rooms differ in colours alone, so each is looked at in one width.
@pytest.mark.parametrize(("width", "room"), [(WIDE, "dark"), (NARROW, "light")])
def test_pages_hold_their_width_keep_still_and_are_accessible(
    visitor: Visitor, paths: dict[str, str], width: int, room: Room
) -> None:
    page = visitor.page(width, room)
    visitor.watch.expected |= {visitor.base + paths[name] for name in ERRORS}
    found = []
    for name, path in paths.items():
        page.goto(path)
        settle(page)
        found += [f"{name}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_open_menus_stay_inside_the_window(visitor: Visitor, width: int) -> None:
    page = visitor.page(width, path="/films/")
    menus = page.locator("summary").filter(visible=True)
    assert menus.count() >= 6
    for menu in menus.all():
        menu.click()
        expect(menu.locator("..").get_by_role("link").first).to_be_visible()
        assert overhang(page) <= 0
        menu.click()


def faults(page: Page) -> list[str]:
    """What is wrong with a page that has settled."""
    found = [f"refused by the policy: {refused}" for refused in refused_on(page)]
    if overhang(page) > 0:
        found.append(f"scrolls sideways by {overhang(page)} px")
    if shift_of(page) >= MOST_SHIFT:
        found.append(f"shifts by {shift_of(page):.3f}")
    return found + barriers(page)


def barriers(page: Page, *rules: str) -> list[str]:
    """What keeps people out of a page, by axe's rules: all of them, or those named."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{found['id']}: {found['help']}: {[node['target'] for node in found['nodes'][:3]]}"
        for found in violations
    ]


def lowest_swatch(page: Page) -> float:
    """The least height, in pixels, that a swatch of a strip is drawn with; 0 without any."""
    heights = page.locator("svg.strip > rect").evaluate_all(
        "all => all.map(rect => rect.getBoundingClientRect().height)"
    )
    return min(heights, default=0)


def test_the_admin_loads_cleanly_under_the_policy(visitor: Visitor) -> None:
    page = visitor.page(path="/admin/")
    refused = refused_on(page)
    page.get_by_label("Username").fill(KEEPER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Keeping the catalogue").wait_for()
    for path in ("film", "still", "ingestion/add"):
        page.goto(f"/admin/catalog/{path}/")
        settle(page)
        refused += refused_on(page)
    page.goto("/admin/catalog/film/")
    settle(page)
    assert lowest_swatch(page) >= 20
    page.get_by_role("link", name="Amber Hour").click()
    page.wait_for_url("**/change/")
    settle(page)
    refused += refused_on(page)
    page.goto("/admin/palettes/palette/")
    settle(page)
    assert lowest_swatch(page) >= 20
    assert refused + refused_on(page) == []
