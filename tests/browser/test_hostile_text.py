"""Text from strangers is text: it runs nothing, hides nothing and pushes nothing aside."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.catalogues import Catalogue, write_manifest
from tests.browser.test_pages import ERRORS
from tests.browser.visits import NARROW, WIDE, Visitor, overhang, refused_on, settle
from tools import preview

SCRIPT = '<script>alert(1)</script>{{7*7}} "onerror='
CREDIT = "\u202eelif.gpj\u2066 \u200f<img src=x onerror=alert(2)>"
LONG = "Wm" * 140
LICENCE = "\u202d" + "unbroken" * 35

# What a keeper may paste into the admin comes in with its marks.
PASTED = f"""
from catalog.models import Film, Still
film = Film.objects.get(title={LONG!r})
film.note = {LICENCE!r}
film.country = {LONG[:100]!r}
film.source_url = "https://example.org/" + "x" * 2000
film.save()
for person in film.directors.all():
    person.name = "\\u202e" + {LONG[:199]!r}
    person.save()
film.stills.update(
    credit={LONG!r} + "\\u202e",
    licence={LICENCE!r},
    source_url="javascript:alert(3)//" + "x" * 2000,
    page_url="javascript:alert(4)",
)
answer = [film.slug, film.stills.first().pk, Still.objects.exclude(film=film).first().film.slug]
"""


@pytest.fixture(scope="module")
def hostile(
    fresh: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a catalogue of two hostile films, and its pages by name."""
    film = {"year": 2001, "genre": "Noir", "size": (480, 200)}
    rows = [
        {**film, "film": SCRIPT, "director": SCRIPT, "credit": CREDIT, "licence": LICENCE},
        {**film, "film": LONG, "director": LONG[:200], "credit": LONG, "licence": "CC0"},
    ]
    catalogue = fresh()
    catalogue.ingest(str(write_manifest(tmp_path_factory.mktemp("hostile"), rows)))
    long_film, long_still, script_film = catalogue.ask(PASTED)
    with catalogue.served() as address:
        pages = {
            **preview.pages(address),
            "script": f"/films/{script_film}/",
            "long": f"/films/{long_film}/",
            "long-still": f"/stills/{long_still}/",
            "both": f"/compare/?f={script_film}&f={long_film}",
            "neither": f"/compare/?f={LONG}&f=%3Cscript%3E&add={LONG}",
            "none-of": f"/compare/?f={script_film}&add=%E2%80%AE{LONG[:250]}x",
            "asked": f"/films/?q={LONG[:200]}&director={LONG}&decade=x&country=%00",
            "chosen": f"/films/?q=wm&country={LONG[:100]}",
            "colour": f"/search/?c=%3Cscript%3E{LONG[:40]}",
            "nowhere": f"/films/{LONG}/",
        }
        yield address, pages


@pytest.fixture(scope="module")
def address(hostile: tuple[str, dict[str, str]]) -> str:
    return hostile[0]


@pytest.fixture(scope="module")
def paths(hostile: tuple[str, dict[str, str]]) -> dict[str, str]:
    return hostile[1]


def test_markup_and_templates_show_as_text(visitor: Visitor, paths: dict[str, str]) -> None:
    page = visitor.page(path=paths["script"])
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{SCRIPT} 2001")
    expect(page).to_have_title(re.compile(re.escape(SCRIPT)))
    preview_title = page.locator("meta[property='og:title']").get_attribute("content")
    assert preview_title == f"{SCRIPT} (2001)"
    expect(page.get_by_role("link", name=SCRIPT, exact=True).first).to_be_visible()
    assert page.locator("main script, [onerror]").count() == 0
    page.goto(paths["both"])
    labelled = page.get_by_role("img").and_(page.locator("[aria-label^='<script>alert(1)']")).first
    expect(labelled).to_be_visible()
    assert labelled.get_attribute("aria-label").startswith(f"{SCRIPT}: #")
    assert page.locator("main script, [onerror]").count() == 0


def test_marks_that_turn_the_reading_direction_do_not_come_in(
    visitor: Visitor, paths: dict[str, str]
) -> None:
    page = visitor.page(path=paths["script"])
    expect(page.get_by_text("elif.gpj <img src=x onerror=alert(2)>")).to_be_visible()
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", page.content())


def test_an_address_that_would_run_is_no_link(visitor: Visitor, paths: dict[str, str]) -> None:
    page = visitor.page(path=paths["long-still"])
    expect(page.get_by_text("javascript:alert(4)")).to_be_visible()
    assert page.locator("a[href^='javascript:' i]").count() == 0


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_scrolls_sideways_and_nothing_runs(
    visitor: Visitor, paths: dict[str, str], width: int
) -> None:
    wrong = ERRORS | {"colour", "nowhere"}
    visitor.watch.expected |= {visitor.base + paths[name] for name in wrong}
    page = visitor.page(width)
    found = []
    for name, path in paths.items():
        page.goto(path)
        settle(page)
        found += [f"{name}: refused by the policy: {refused}" for refused in refused_on(page)]
        if overhang(page) > 0:
            found.append(f"{name}: scrolls sideways by {overhang(page)} px")
    assert not found, "\n".join(found)


def test_long_choices_stay_inside_the_window(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path="/films/")
    for key in ("Director", "Country"):
        page.locator("summary", has_text=key).click()
        expect(page.get_by_role("link", name=re.compile("WmWm")).first).to_be_visible()
        assert overhang(page) <= 0
