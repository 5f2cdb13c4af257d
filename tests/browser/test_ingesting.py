"""A curator brings stills in: form, preview, confirmation, progress, the film's page."""

import io
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.catalogues import Catalogue, paint
from tests.browser.test_keeping import keeper, names
from tests.browser.visits import NARROW, WIDE, Visitor, overhang, refused_on, settle, tab_to
from tools.preview import ROOT

ADD = "/admin/catalog/ingestion/add/"
SLOW = 60_000  # milliseconds; a machine with other work
SCRIPT = '<script>alert(1)</script>{{7*7}} "onerror='


@dataclass
class Site:
    """A gallery page of six pictures: one is busy at first, one is not to be had until mended."""

    base: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    mended: bool = False
    busy: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    @property
    def page(self) -> bytes:
        names = [*self.pictures, "/late.jpg"]  # the others are /1.jpg to /5.jpg
        shown = "".join(f'<li><a href="{n}"><img src="{n}" width="160"></a></li>' for n in names)
        head = "<title>Amber Hour (1961)</title></head><body><h1>Amber Hour (1961)</h1>"
        told = "<p>Directed by Ines Falk</p><p>Cinematography: Tomas Real</p>"
        return f"<!doctype html><html><head>{head}{told}<ul>{shown}</ul></body></html>".encode()

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.busy:
            self.busy.remove(path)
            return 503, b""
        if path == "/gallery/":
            return 200, self.page
        if path == "/late.jpg":
            return (200, self.pictures["/4.jpg"][:-2] + b" \xff\xd9") if self.mended else (404, b"")
        return (200, self.pictures[path]) if path in self.pictures else (404, b"")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        for number in range(1, 6):
            paint(folder / f"{number}.jpg", number, 700, 394)
            site.pictures[f"/{number}.jpg"] = (folder / f"{number}.jpg").read_bytes()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()


@pytest.fixture(scope="module")
def catalogue(fresh: Callable[..., Catalogue], site: Site) -> Catalogue:
    return fresh(INGEST_TRUSTED_ORIGINS=site.base)


@pytest.fixture(scope="module")
def address(catalogue: Catalogue) -> Iterator[str]:
    with catalogue.served() as address:
        yield address


def work(catalogue: Catalogue) -> None:
    """Do what is queued, and end."""
    catalogue.manage("worker", "--batch")


@contextmanager
def working(catalogue: Catalogue) -> Iterator[None]:
    """A worker in the background, as ``make run`` starts one."""
    command = [sys.executable, "manage.py", "worker", "--interval", "0.2"]
    worker = subprocess.Popen(
        [*command, "--no-startup-delay", "--no-reload"], cwd=ROOT, env=catalogue.environment
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(30)


def is_clean(page: Page) -> None:
    settle(page)
    assert refused_on(page) == []
    assert overhang(page) <= 0


def test_a_curators_whole_path(visitor: Visitor, catalogue: Catalogue, site: Site) -> None:
    page = keeper(visitor, ADD)
    page.get_by_label("Addresses").fill(f"{site.base}/gallery/")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preview")
    expect(page.get_by_text("start one with python manage.py worker")).to_be_visible()
    stays(page)

    site.busy.add("/3.jpg")
    with working(catalogue):
        # Busy at first, it is tried again by itself; what is not to be had is refused.
        expect(page.locator(".tile-found")).to_have_count(5, timeout=SLOW)
        expect(page.locator("[hx-trigger]")).to_have_count(0, timeout=SLOW)
        assert site.asked.count("/3.jpg") == 2
        assert page.evaluate("window.stayed"), "the page was loaded again"
        expect(page.get_by_label("Title")).to_have_value("Amber Hour")
        expect(page.get_by_text("source_not_found")).to_be_visible()
        is_clean(page)
        box = page.locator(".tile-found input[name=keep]").nth(1)
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(page.locator("#chosen")).to_have_text("4 of 5 selected")
        page.get_by_label("Cinematography").fill("Tomas Reyl")
        page.get_by_role("button", name="Confirm").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("Ingestion")
        stays(page)
        stored = page.locator(".six div").nth(1)
        strips = page.locator("#all-stored svg.strip[aria-label^='Palette: #']")
        expect(stored).to_have_text(re.compile(r"4\s*stored"), timeout=SLOW)
        expect(strips).to_have_count(4, timeout=SLOW)
        expect(page.locator(".growing img")).to_have_count(1)
        expect(page.locator("[hx-trigger]")).to_have_count(0, timeout=SLOW)
        assert page.evaluate("window.stayed"), "the page was loaded again"
        expect(page.get_by_role("status")).to_have_text("All 5 done.")
        is_clean(page)

        site.mended = True
        page.get_by_role("button", name="Try again no. 5").click()
        expect(stored).to_have_text(re.compile(r"5\s*stored"), timeout=SLOW)
        expect(strips).to_have_count(5, timeout=SLOW)
        expect(page.locator("[hx-trigger]")).to_have_count(0, timeout=SLOW)
        is_clean(page)
        ingestion = page.url
        film = order_stills(page)

        page.goto(film.public)
        expect(page.get_by_role("heading", level=1)).to_have_text("Amber Hour 1961")
        expect(page.get_by_role("link", name="Tomas Reyl")).to_be_visible()
        stills = page.get_by_role("main").locator("ol.stills:not(.likeness) a[href^='/stills/']")
        expect(stills).to_have_count(5)
        shown = [still.get_attribute("href") for still in stills.all()]
        assert shown == [f"/stills/{name}/" for name in film.order]
        expect(page.locator("svg.strip-film rect").first).to_be_visible(timeout=SLOW)
        is_clean(page)
    stills.first.click()
    page.get_by_role("link", name="Brought in by ingestion").click()
    expect(page).to_have_url(ingestion)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingestion")


def stays(page: Page) -> None:
    """Mark the page, to see that it is not loaded again, and give its parts a style by script.

    A swap must not carry such a style over as an attribute: the policy refuses those.
    """
    page.evaluate(
        """() => {
          window.stayed = true;
          for (const part of document.querySelectorAll("[id]")) part.style.caretColor = "auto";
        }"""
    )


@dataclass(frozen=True)
class Ordered:
    """A film's public page, and the keys of its stills in their order."""

    public: str
    order: list[str]


def order_stills(page: Page) -> Ordered:
    """From an ingestion's page to its film's form, its stills' order, and there the last first."""
    public = page.get_by_role("link", name="See the film").get_attribute("href")
    assert public
    page.goto("/admin/catalog/film/")
    page.get_by_role("link", name="Amber Hour").click()
    page.get_by_role("link", name="Order its stills").click()
    expect(page.locator(".grip")).to_have_count(5)
    before = names(page)
    tab_to(page, page.locator(".grip").nth(4))
    page.keyboard.press("Home")
    page.get_by_role("button", name="Save the order").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    after = names(page)
    assert after == [before[4], *before[:4]]
    is_clean(page)
    return Ordered(public, [str(name).removeprefix("place-") for name in after])


def test_the_history_fits_its_window(visitor: Visitor, catalogue: Catalogue) -> None:
    code = """
from catalog.models import Film, Ingestion
film = Film.objects.create(title="A Lantern for the Drowned Mill and Those Who Kept It")
address = "https://stills.example.org/2011/01/31/" + "a-lantern-for-the-drowned-mill-" * 3
for state in Ingestion.State:
    Ingestion.objects.create(film=film, state=state, sources=[address, address])
Ingestion.objects.update(created_at="2021-09-23T22:22:22Z")
answer = None
"""
    catalogue.ask(code)
    page = keeper(visitor, "/admin/catalog/ingestion/", WIDE)
    expect(page.get_by_role("heading", level=1).last).to_have_text("Ingestions")
    cut = "document.querySelector('#changelist .results')"
    assert page.evaluate(f"{cut}.scrollWidth - {cut}.clientWidth") <= 0
    is_clean(page)


def test_it_works_without_javascript(visitor: Visitor, catalogue: Catalogue, site: Site) -> None:
    page = visitor.page(NARROW, path=f"/admin/login/?next={ADD}", javascript=False)
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill("a-keeper-of-stills")
    page.get_by_role("button", name="Log in").click()
    out = io.BytesIO()
    with Image.open(io.BytesIO(site.pictures["/1.jpg"])) as picture:
        picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(out, "PNG")
    page.get_by_label("Or a new film").fill("By Hand")
    files = [{"name": "one.png", "mimeType": "image/png", "buffer": out.getvalue()}]
    page.get_by_label("Files or a zip").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Preview", exact=True).click()
    work(catalogue)
    page.get_by_role("link", name="Load this page again").click()
    expect(page.locator(".tile-found")).to_have_count(1)
    page.get_by_role("button", name="Confirm").click()
    work(catalogue)
    page.get_by_role("link", name="Load this page again").click()
    expect(page.get_by_role("link", name="See the film")).to_be_visible()


HOSTILE = f"""
from catalog.models import Ingestion, IngestionItem
script = {SCRIPT!r}
long = "\\u202e" + "Wm" * 50_000 + "\\u2066"
made = []
for state in ("preview", "failed"):
    i = Ingestion.objects.create(
        state=state, sources=[script, long, "javascript:alert(2)"], facts={{"title": script}},
        origin="admin",
    )
    for n, (source, message) in enumerate([(script, script), (long[:4000], long[:500])]):
        IngestionItem.objects.create(
            ingestion=i, number=n, source=source, url="javascript:alert(3)", state="failed",
            code="x", message=message,
            facts={{"film": {{"title": script, "country": long, "directors": [script, long]}}}},
        )
    path = IngestionItem.objects.filter(sha256__gt="").first()
    IngestionItem.objects.create(
        ingestion=i, number=9, source=long[:4000], url="javascript:" + "x" * 1500,
        state="ready" if state == "preview" else "known", message=script,
        sha256=path.sha256, extension=path.extension, width=path.width, height=path.height,
        facts={{"film": {{"title": script, "country": long, "directors": [script, long]}}}},
    )
    made.append(i.pk)
answer = made
"""


def test_hostile_text_is_only_text(visitor: Visitor, catalogue: Catalogue) -> None:
    preview, ended = catalogue.ask(HOSTILE)
    for width in (WIDE, NARROW):
        page = keeper(visitor, f"/admin/catalog/ingestion/{preview}/", width)
        paths = [f"/admin/catalog/ingestion/{pk}/" for pk in (preview, ended)]
        for path in [*paths, "/admin/catalog/ingestion/", f"{paths[0]}cancel/"]:
            page.goto(path)
            settle(page)
            assert refused_on(page) == []
            if path != "/admin/catalog/ingestion/":
                assert overhang(page) <= 0, (path, width)
            assert page.locator("#content script:not([src]), [onerror]").count() == 0
            assert page.locator("a[href^='javascript:' i]").count() == 0
            assert "49 " not in page.locator("#content").inner_text()
        page.goto(paths[0])
        expect(page.get_by_label("Title")).to_have_value(SCRIPT)


@pytest.mark.parametrize("room", ["dark", "light"])
def test_the_pages_are_accessible(visitor: Visitor, catalogue: Catalogue, room: str) -> None:
    code = """
from catalog.models import Ingestion
several = Ingestion.objects.order_by("pk")
answer = [
    (several.filter(state=state).first() or several.create(state=state, sources=["x"])).pk
    for state in ("preview", "done")
]
"""
    preview, ended = catalogue.ask(code)
    page = keeper(visitor, ADD, WIDE, room)
    found = []
    for path in (ADD, f"/admin/catalog/ingestion/{preview}/", f"/admin/catalog/ingestion/{ended}/"):
        page.goto(path)
        settle(page)
        # Axe fetches style sheets anew unless told not to, and writes them into the page.
        options = {"resultTypes": ["violations"], "preload": False}
        result = Axe().run(page, "#content-main", options)
        faults = [(path, fault["id"], fault["nodes"]) for fault in result.response["violations"]]
        # The field that finds a film is Django's own.
        found += [fault for fault in faults if not all("select2" in n["html"] for n in fault[2])]
    assert not found
