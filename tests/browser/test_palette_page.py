"""A palette's page in the browser, and what a browser reads of its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from palettes.engine import Swatch
from palettes.engine.exporters import EXPORTERS
from palettes.engine.exporters.naming import identifiers
from tests.browser.visits import NARROW, Visitor, overhang, refused_on, settle
from tests.palettes.engine.exporters.palettes import HOSTILE, palette

PATH = "/palette/14787b-c3132f-e0d8c6-2b2a29/"


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def order_of(page: Page) -> list[str]:
    return page.locator(".tiles > li").evaluate_all("all => all.map((li) => li.dataset.hex)")


def faults(page: Page) -> list[str]:
    found = [f"refused: {refused}" for refused in refused_on(page)]
    if overhang(page) > 0:
        found.append(f"scrolls sideways by {overhang(page)} px")
    rules = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return found + [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in rules]


def test_a_palette_is_moved_shared_and_taken_away(visitor: Visitor) -> None:
    page = visitor.page(path=PATH)
    page.get_by_label("Move teal right").click()
    page.wait_for_url("**/palette/c3132f-14787b-e0d8c6-2b2a29/**")
    expect(page.locator("#colour-2")).to_have_attribute("data-hex", "#14787b")

    tiles = page.locator(".tiles > li")
    tiles.nth(3).drag_to(
        tiles.nth(0), source_position={"x": 9, "y": 9}, target_position={"x": 9, "y": 9}
    )
    page.wait_for_url("**/palette/2b2a29-c3132f-14787b-e0d8c6/**")

    page.get_by_role("button", name="#14787b").click()
    expect(page.locator("#said")).to_have_text("Copied #14787b")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("#said")).to_contain_text("/palette/2b2a29-c3132f-14787b-e0d8c6/")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Adobe Swatch Exchange").click()
    assert downloading.value.suggested_filename == "palette-soot-crimson-teal.ase"

    page.get_by_label("Add a colour").fill("ochre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/palette/2b2a29-c3132f-14787b-e0d8c6-c08a2e/")
    page.get_by_role("link", name="By lightness").click()
    expect(page.locator('.palette-tools [aria-current="true"]')).to_have_text("By lightness")
    assert order_of(page)[0] == "#2b2a29"
    assert faults(page) == []


def test_from_a_still_to_its_palette_by_keyboard_on_a_phone(visitor: Visitor) -> None:
    page = visitor.page(NARROW, "light", path="/films/amber-hour-1961/")
    page.locator(".stills a").first.click()
    page.wait_for_url("**/stills/**")
    settle(page)
    menu = page.locator(".still-right details.export")
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("link", name="Still with its palette, PNG")).to_be_visible()
    assert faults(page) == []
    with page.expect_download() as downloading:
        menu.get_by_role("link", name="Still with its palette, PNG").press("Enter")
    assert downloading.value.suggested_filename == "amber-hour-1961-still-1.png"
    page.locator(".still-right").get_by_role("link", name="Share").press("Enter")
    page.wait_for_url("**/palette/**")
    settle(page)
    expect(page.locator(".alike .card").first).to_be_visible()
    assert faults(page) == []


@contextmanager
def elsewhere(content: str) -> Iterator[str]:
    """A page of another origin, on the same machine: browsers guard that from pages beyond it."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page"
        server.shutdown()


def test_a_palette_is_framed_by_a_page_of_somebody_else(visitor: Visitor) -> None:
    page = visitor.page(path=PATH)
    code = page.locator("#embed-code").input_value()
    icon = '<link rel="icon" href="data:,">'
    with elsewhere(f"<!doctype html><title>Elsewhere</title>{icon}{code}") as address:
        page.goto(address)
        see_the_frame(page, visitor)


def see_the_frame(page: Page, visitor: Visitor) -> None:
    frame = page.frame_locator("iframe")
    expect(frame.locator(".strip rect")).to_have_count(4)
    expect(frame.get_by_role("link")).to_have_attribute("href", f"{visitor.base}{PATH}")
    box = frame.locator(".strip").bounding_box()
    assert box["width"] == 600
    assert box["height"] > 100


def read_in_the_browser(page: Page, style: str, names: list[str]) -> list[str]:
    """Each custom property as the colour it gives, with the file as a style element."""
    page.set_content(f"<!doctype html><style>{style}</style><i></i>")
    assert page.locator("body > *").count() == 1  # nothing has left the style element
    return page.evaluate(
        """names => names.map((name) => {
          const place = document.querySelector("i");
          place.style.color = `var(${name}, transparent)`;
          const [r, g, b] = getComputedStyle(place).color.match(/\\d+/g).map(Number);
          return "#" + [r, g, b].map((c) => c.toString(16).padStart(2, "0")).join("");
        })""",
        names,
    )


def test_a_browser_reads_every_colour_of_css_and_svg(visitor: Visitor) -> None:
    page = visitor.page()
    for number, title in enumerate(HOSTILE):
        swatches: list[Swatch] = palette(64 if number == 0 else 5)
        colours = [swatch.hex for swatch in swatches]
        for key, prefix in (("css", "--palette-"), ("tailwind", "--color-")):
            text = EXPORTERS[key].export(swatches, title).decode()
            names = [f"{prefix}{name}" for name in identifiers(swatches)]
            style = text.replace("@theme", ":root")  # which is Tailwind's own
            assert read_in_the_browser(page, style, names) == colours, (key, title[:40])
        page.set_content(EXPORTERS["svg"].export(swatches, title).decode())
        fills = page.locator("svg > path").evaluate_all(
            "all => all.map((p) => p.getAttribute('fill'))"
        )
        assert fills == colours
        assert page.locator("body > svg").count() == 1
