"""What is being computed says so, and appears by itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogues import Catalogue, four_films, write_manifest
from tests.browser.visits import (
    NARROW,
    WIDE,
    Visitor,
    overhang,
    refused_on,
    settle,
    shift_of,
)

HEX = re.compile(r"^#[0-9a-f]{6}$")
WAITING = "The palette is being computed and appears here by itself."
WAITING_STRIP = "The palette is being computed"


@dataclass(frozen=True)
class Served:
    """A catalogue at an address, its films waiting for their palettes."""

    catalogue: Catalogue
    address: str


@pytest.fixture(scope="module")
def served(
    fresh: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    catalogue = fresh()
    manifest = write_manifest(tmp_path_factory.mktemp("waiting"), four_films())
    catalogue.ingest("--no-palettes", str(manifest))
    with catalogue.served() as address:
        yield Served(catalogue, address)


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    return served.address


def film_and_still(visitor: Visitor, slug: str) -> tuple[Page, Page]:
    """A film's page, and on a telephone that of its first still."""
    film = visitor.page(WIDE, path=f"/films/{slug}/")
    still = visitor.page(NARROW, path=f"/films/{slug}/")
    still.get_by_role("main").locator("li a[href^='/stills/']").first.click()
    for page in (film, still):
        expect(page.get_by_text(WAITING)).to_be_visible()
    return film, still


def test_palettes_of_a_film_and_of_a_still_appear_by_themselves(
    visitor: Visitor, served: Served
) -> None:
    pages = film_and_still(visitor, "amber-hour-1961")
    for page in pages:
        page.evaluate("window.stayed = true")
        expect(page.get_by_role("img", name=WAITING_STRIP).first).to_be_visible()

    served.catalogue.manage("compute_palettes", "--film", "amber-hour-1961")
    for page in pages:
        expect(page.get_by_text(WAITING)).to_have_count(0)
        colour = page.get_by_role("button", name=HEX).first.inner_text()
        page.get_by_role("button", name=colour).first.click()
        expect(page.get_by_role("status")).to_have_text(f"Copied {colour}")
        assert page.evaluate("window.stayed"), "the page was loaded again"
        assert page.evaluate("navigator.clipboard.readText()") == colour
        assert page.locator("[hx-trigger^='every']").count() == 0, "it goes on asking"


def test_everything_on_the_page_that_waited_appears(visitor: Visitor, served: Served) -> None:
    film, still = film_and_still(visitor, "below-the-weir-1974")
    served.catalogue.manage("compute_palettes", "--film", "below-the-weir-1974")
    expect(film.get_by_role("img", name=re.compile("^Palette of the film: #"))).to_be_visible()
    expect(still.get_by_text(WAITING)).to_have_count(0)
    for page in (film, still):
        expect(page.get_by_role("img", name=WAITING_STRIP)).to_have_count(0)


def test_waiting_disturbs_nobody(visitor: Visitor) -> None:
    for page in film_and_still(visitor, "cobalt-street-1988"):
        settle(page)
        with page.expect_response(lambda answer: "hx-request" in answer.request.headers) as asked:
            pass  # it asks by itself, in vain
        asked.value.finished()
        settle(page)
        assert shift_of(page) < 0.02
        assert overhang(page) <= 0
        assert refused_on(page) == []
        expect(page.get_by_text(WAITING)).to_be_visible()


def test_a_list_of_films_without_palettes_says_so(visitor: Visitor) -> None:
    page = visitor.page(path="/films/?q=dune")
    expect(page.get_by_role("img", name=WAITING_STRIP)).to_be_visible()
    page.goto("/compare/?f=dune-clerk-2003&f=cobalt-street-1988")
    waiting = page.get_by_role("main").get_by_role("img", name=WAITING_STRIP)
    expect(waiting.filter(visible=True).first).to_be_visible()
    expect(page.get_by_text("not computed yet").first).to_be_visible()
