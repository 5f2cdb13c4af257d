"""Real stills, end to end: from gallery pages through the command to a visitor's clipboard."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogues import Catalogue
from tests.browser.galleries import FILMS, STILLS, Gallery, served_galleries
from tests.browser.visits import Visitor

pytestmark = pytest.mark.skipif(
    not STILLS.is_dir(), reason="the shared stills are not beside the project"
)
HEX = re.compile(r"^#[0-9a-f]{6}$")

EVERYTHING = """
from pathlib import Path
from django.conf import settings
from catalog.models import Film, Genre, Person, Still
from palettes.models import Look, Palette
everything = {
    "rows": {
        model.__name__: sorted(map(str, model.objects.values_list()))
        for model in (Film, Person, Genre, Still, Palette, Look)
    },
    "files": sorted(
        (str(path), path.stat().st_mtime_ns)
        for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    ),
}
"""
FILMS_AND_STILLS = """
films = [
    {
        "title": film.title,
        "year": film.year,
        "directors": [person.name for person in film.directors.order_by("pk")],
        "cinematographers": [person.name for person in film.cinematographers.order_by("pk")],
        "recipes": sorted(film.palettes.values_list("recipe", flat=True)),
        "stills": [
            {
                "sha256": still.sha256,
                "page": still.page_url,
                "palettes": {p.recipe: p.swatches for p in still.palettes.all()},
            }
            for still in film.stills.order_by("position")
        ],
    }
    for film in Film.objects.all()
]
"""


@dataclass(frozen=True)
class Ingested:
    """What two runs over all gallery pages left behind."""

    gallery: Gallery
    first: list[dict[str, Any]]
    second: list[dict[str, Any]]
    before: dict[str, Any]  # everything in the catalogue between the runs
    after: dict[str, Any]  # and at the end
    films: dict[str, dict[str, Any]]
    address: str


@pytest.fixture(scope="session")
def ingested(fresh: Callable[..., Catalogue]) -> Iterator[Ingested]:
    with served_galleries() as gallery:
        catalogue = fresh(INGEST_TRUSTED_ORIGINS=gallery.base)
        first = catalogue.ingest(*gallery.addresses)
        before = catalogue.ask(f"{EVERYTHING}answer = everything")
        second = catalogue.ingest(*gallery.addresses)
        after, rows = catalogue.ask(f"{EVERYTHING}{FILMS_AND_STILLS}answer = everything, films")
    films = {film["title"]: film for film in rows}
    with catalogue.served() as address:
        yield Ingested(gallery, first, second, before, after, films, address)


@pytest.fixture(scope="session")
def address(ingested: Ingested) -> str:
    return ingested.address


def test_every_gallery_gives_its_film_with_every_still_once(ingested: Ingested) -> None:
    assert Counter(outcome["state"] for outcome in ingested.first) == {"stored": 49}
    assert len(ingested.films) == 9
    for film in FILMS:
        stills = ingested.films[film.title]["stills"]
        wanted = [hashlib.sha256(file.read_bytes()).hexdigest() for file in film.files]
        assert [still["sha256"] for still in stills] == wanted
        assert {still["page"] for still in stills} == {ingested.gallery.base + film.path}


def test_only_full_pictures_are_fetched_and_each_once(ingested: Ingested) -> None:
    asked = Counter(path for path in ingested.gallery.asked if not path.endswith("/"))
    asked.pop("/robots.txt", None)
    assert [path for path in asked if "/thumb/" in path] == []
    assert set(asked.values()) == {1}
    assert asked.total() == 49


def test_credits_are_read_into_the_film(ingested: Ingested) -> None:
    for film in FILMS:
        found = ingested.films[film.title]
        assert found["year"] == film.year
        assert tuple(found["directors"]) == film.directors
        assert tuple(found["cinematographers"]) == film.cinematographers


def test_every_still_has_a_palette_under_every_stored_recipe(ingested: Ingested) -> None:
    for film in ingested.films.values():
        assert film["recipes"] == [settings.PALETTE_RECIPES[0]]
        for still in film["stills"]:
            assert set(still["palettes"]) == set(settings.PALETTE_RECIPES)
            for swatches in still["palettes"].values():
                assert len(swatches) == 8
                assert sum(swatch["share"] for swatch in swatches) == pytest.approx(1)
                assert all(HEX.match(swatch["hex"]) for swatch in swatches)


def test_a_second_run_changes_nothing(ingested: Ingested) -> None:
    assert Counter(outcome["state"] for outcome in ingested.second) == {"known": 49}
    assert ingested.after == ingested.before


def test_a_visitor_finds_a_film_and_takes_a_colour_of_a_still_along(visitor: Visitor) -> None:
    page = visitor.page(path="/")
    main, heading = page.get_by_role("main"), page.get_by_role("heading", level=1)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Films").click()
    films = main.locator("li a[href^='/films/']")
    expect(films).to_have_count(9)
    page.locator("summary", has_text="Director").click()
    page.get_by_role("link", name=re.compile(r"^Colin Levy \d")).click()
    expect(films).to_have_count(1)

    films.click()
    expect(heading).to_have_text("Sintel 2010")
    stills = main.locator("ol.stills:not(.likeness) a[href^='/stills/']")
    expect(stills).to_have_count(31)
    stills.nth(2).click()
    expect(heading).to_have_text("Sintel 2010, still 3 of 31")

    swatch = page.get_by_role("button", name=HEX).nth(4)
    colour = swatch.inner_text()
    swatch.click()
    expect(page.get_by_role("status")).to_have_text(f"Copied {colour}")
    assert page.evaluate("navigator.clipboard.readText()") == colour
    page.get_by_role("link", name="Next", exact=True).click()
    expect(heading).to_have_text("Sintel 2010, still 4 of 31")


def test_a_visitor_compares_two_films_and_shares_the_address(visitor: Visitor) -> None:
    page = visitor.page(path="/films/sintel-2010/")
    page.get_by_role("link", name="Compare with another film").click()
    page.get_by_label("Add a film by its title").fill("big buck bunny")
    page.keyboard.press("Enter")
    strips = [strip_of(page, title) for title in ("Sintel", "Big Buck Bunny")]
    for strip in strips:
        expect(strip).to_be_visible()
    said = [strip.get_attribute("aria-label") for strip in strips]
    text = page.get_by_role("main").inner_text()

    page.reload()
    shared = visitor.page(path=page.url)
    for seen in (page, shared):
        for label in said:
            expect(seen.get_by_role("img", name=label, exact=True)).to_be_visible()
        assert seen.get_by_role("main").inner_text() == text


def strip_of(page: Page, title: str) -> Locator:
    """The strip of a film that is being compared."""
    return page.get_by_role("img", name=re.compile(rf"^{title}: #[0-9a-f]{{6}} "))
