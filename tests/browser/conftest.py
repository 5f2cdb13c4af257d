"""A browser, and the catalogues that more than one file looks at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.catalogues import Catalogue, four_films, write_manifest
from tests.browser.visits import Visitor
from tools.find_chromium import find

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


# Not for the whole session: while Playwright runs, its thread has an event loop, and Django
# refuses to touch a database from there.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail("no Chromium: python -m tools.find_chromium --install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return Catalogue.make(tmp_path_factory.mktemp("empty") / "var")


@pytest.fixture(scope="session")
def fresh(empty: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Catalogue]:
    """Makes catalogues without films: a copy is quicker than a migration."""

    def copy(**settings: str) -> Catalogue:
        return empty.copy(tmp_path_factory.mktemp("catalogue") / "var", **settings)

    return copy


@pytest.fixture(scope="session")
def small(
    fresh: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a catalogue of four films."""
    catalogue = fresh()
    catalogue.ingest(str(write_manifest(tmp_path_factory.mktemp("pictures"), four_films())))
    with catalogue.served() as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor of the file's own ``address``. Nothing may go wrong on any page of the visit."""
    visitor = Visitor(browser, address)
    yield visitor
    for context in browser.contexts:
        context.close()
    assert visitor.watch.problems == []
