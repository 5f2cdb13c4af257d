"""A curator brings stills in: form, preview, confirmation, progress, the film's page."""

import io
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.catalogues import Catalogue, paint
from tests.browser.test_keeping import keeper
from tests.browser.visits import NARROW, WIDE, Visitor, overhang, refused_on, settle, tab_to

ADD = "/admin/catalog/ingestion/add/"
SCRIPT = '<script>alert(1)</script>{{7*7}} "onerror='


@dataclass
class Site:
    """A gallery page of five pictures, one of which is not to be had."""

    base: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    mended: bool = False

    @property
    def page(self) -> bytes:
        names = [*self.pictures, "/late.jpg"]
        shown = "".join(f'<li><a href="{n}"><img src="{n}" width="160"></a></li>' for n in names)
        head = "<title>Amber Hour (1961)</title></head><body><h1>Amber Hour (1961)</h1>"
        told = "<p>Directed by Ines Falk</p><p>Cinematography: Tomas Real</p>"
        return f"<!doctype html><html><head>{head}{told}<ul>{shown}</ul></body></html>".encode()

    def answer(self, path: str) -> tuple[int, bytes]:
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
        for number in range(1, 5):
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
    """Do what is queued, as the worker does."""
    catalogue.manage("db_worker", "--batch")


def is_clean(page: Page) -> None:
    settle(page)
    assert refused_on(page) == []
    assert overhang(page) <= 0


def test_a_curators_whole_path(visitor: Visitor, catalogue: Catalogue, site: Site) -> None:
    page = keeper(visitor, ADD)
    page.get_by_label("Addresses").fill(f"{site.base}/gallery/")
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preview")
    expect(page.get_by_text("No worker has been seen")).to_be_visible()
    page.evaluate("window.stayed = true")

    work(catalogue)
    expect(page.locator(".tile-found")).to_have_count(4)
    assert page.evaluate("window.stayed"), "the page was loaded again"
    expect(page.get_by_label("Title")).to_have_value("Amber Hour")
    expect(page.get_by_text("source_not_found")).to_be_visible()
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    is_clean(page)
    box = page.locator(".tile-found input[name=keep]").nth(1)
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(page.locator("#chosen")).to_have_text("3 of 4 selected")
    page.get_by_label("Cinematography").fill("Tomas Reyl")
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingestion")
    expect(page.locator("#live")).to_have_attribute("hx-trigger", "every 2s")
    page.evaluate("window.stayed = true")
    work(catalogue)
    expect(page.locator(".six div").nth(1)).to_have_text(re.compile(r"3\s*stored"))
    expect(page.locator("#all-stored svg.strip[aria-label^='Palette: #']")).to_have_count(3)
    expect(page.locator(".growing img")).to_have_count(1)
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    assert page.evaluate("window.stayed"), "the page was loaded again"
    is_clean(page)

    site.mended = True
    page.get_by_role("button", name=re.compile("^Try again")).click()
    work(catalogue)
    expect(page.locator(".six div").nth(1)).to_have_text(re.compile(r"4\s*stored"))
    page.get_by_role("link", name="See the film").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amber Hour 1961")
    expect(page.get_by_role("link", name="Tomas Reyl")).to_be_visible()
    expect(page.get_by_role("main").locator("li a[href^='/stills/']")).to_have_count(4)


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
    page.get_by_role("button", name="Look at them").click()
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
