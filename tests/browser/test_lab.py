"""The lab in a browser: a picture chosen, dropped, pasted; by keyboard; without JavaScript."""

import base64
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visits import NARROW, WIDE, Visitor, overhang, refused_on, tab_to

# A file given to the page as a drop or a paste gives it.
_GIVE = """
({ type, name, body }) => {
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "image/png" }));
  const event = type === "paste"
    ? new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}
"""


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two pictures: one of rust and navy, one of teal and sand."""
    made = []
    for left, right in (("#803020", "#204060"), ("#107878", "#d0c0a0")):
        picture = Image.new("RGB", (320, 180), left)
        picture.paste(Image.new("RGB", (140, 180), right), (180, 0))
        made.append(tmp_path / f"{left[1:]}.png")
        picture.save(made[-1])
    return made


def give(page: Page, kind: str, path: Path) -> None:
    body = base64.b64encode(path.read_bytes()).decode()
    page.evaluate(_GIVE, {"type": kind, "name": path.name, "body": body})


def test_a_picture_is_chosen_dropped_and_pasted(visitor: Visitor, pictures: list[Path]) -> None:
    page = visitor.page(WIDE, path="/lab/")
    page.get_by_label("or a picture").set_input_files(pictures[0])
    shots = page.locator(".lab-shots article")
    expect(shots).to_have_count(2)
    expect(shots.first).to_contain_text("#803020")
    # The two have the whole width between them.
    main, last = page.locator(".lab-shots").bounding_box(), shots.last.bounding_box()
    assert main is not None
    assert last is not None
    assert last["x"] + last["width"] == pytest.approx(main["x"] + main["width"], abs=1)
    # Another recipe needs the picture no second time.
    page.get_by_text("Add a recipe").click()
    page.get_by_label("Method").select_option("median_cut")
    page.get_by_role("button", name="Set it beside").click()
    expect(page.get_by_role("heading", name="Median cut")).to_be_visible()
    expect(shots.first).to_contain_text("#803020")
    page.get_by_role("button", name="Take it out").first.click()
    expect(shots).to_have_count(2)
    give(page, "drop", pictures[1])
    expect(shots.first).to_contain_text("#107878")
    give(page, "paste", pictures[0])
    expect(shots.first).to_contain_text("#803020")
    page.get_by_label("Drawn in").select_option("hsv")
    expect(page.locator("#lab-cloud option[value=hsv][selected]")).to_have_count(1)
    page.get_by_role("button", name="Turn left").click()
    expect(page.locator(".space-stage.turned canvas")).to_be_visible()
    page.locator(".lab-shots summary", has_text="Export").first.click()
    expect(page.get_by_role("link", name="CSS").first).to_be_visible()
    assert refused_on(page) == []
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []


def test_an_address_that_leads_nowhere_says_so_and_stays(visitor: Visitor) -> None:
    page = visitor.page(NARROW, "light", path="/lab/")
    field = page.get_by_label("Address of a picture")
    tab_to(page, field)
    page.keyboard.type("http://127.0.0.1/a.jpg")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("http://127.0.0.1/a.jpg")
    assert overhang(page) <= 0


def test_it_works_without_javascript(visitor: Visitor, pictures: list[Path]) -> None:
    page = visitor.page(NARROW, path="/lab/", javascript=False)
    page.get_by_label("or a picture").set_input_files(pictures[0])
    page.get_by_role("button", name="Show its palettes").click()
    expect(page.locator(".lab-shots article")).to_have_count(2)
    expect(page.locator(".space-drawing")).to_be_visible()
    assert overhang(page) <= 0
