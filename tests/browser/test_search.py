"""Search by colour: the strip dragged and stepped, live results, and the way on to why."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import barriers, faults
from tests.browser.visits import NARROW, Visitor, has_focus, settle, tab_to

RED = "dc1e28"  # the accent that every painted still has
WHY = re.compile(r"/compare/\?s=\d+&s=\d+$")


@pytest.fixture(scope="module")
def address(small: str) -> str:
    return small


def handle(page: Page, number: int) -> Locator:
    return page.get_by_role("slider").nth(number)


def weight(page: Page, number: int) -> Locator:
    return page.locator(f"#w-{number}")


def drag(page: Page, knob: Locator, part: float) -> None:
    """Take a handle to a part of the strip's width."""
    box = knob.bounding_box()
    strip = page.locator(".bands").bounding_box()
    assert box
    assert strip
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] * part, box["y"] + 40, steps=4)
    page.mouse.up()


def loaded(page: Page) -> None:
    """Wait for what a still's page fetches for itself: leaving would be an error of the script."""
    expect(page.locator("#similar")).to_be_attached()
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def read_why(page: Page, other: Visitor) -> None:
    """What the journey ends at: why they differ, and the same for whoever gets the address."""
    expect(page.get_by_role("heading", name="Why they differ")).to_be_visible()
    expect(page.locator(".flow-words").first).to_contain_text("still")
    assert WHY.search(page.url)
    said = page.get_by_role("main").inner_text()
    assert other.page(path=page.url).get_by_role("main").inner_text() == said


def test_two_colours_and_a_decade_lead_to_why_two_stills_differ(visitor: Visitor) -> None:
    page = visitor.page(path="/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Search").click()
    page.get_by_label("Add a colour").fill(RED)
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.wait_for_url(f"**/search/?c={RED}")
    page.get_by_role("link", name=re.compile(r"^#[0-9a-f]{6}, ")).nth(9).click()
    expect(page.get_by_role("slider")).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).to_have_text("Search by colour")
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    drag(page, handle(page, 0), 0.25)
    page.wait_for_url(f"**c={RED}:25&c=*")
    expect(weight(page, 0)).to_have_value("25")
    expect(page.locator("#said")).to_contain_text("of 12 stills")
    page.locator("summary", has_text="Decade").click()
    page.get_by_role("link", name=re.compile("^1980s")).click()
    page.wait_for_url("**decade=1980*")
    cards = page.locator("ol.cards .card-link")
    expect(cards).to_have_count(2)  # at most two of a film
    expect(cards.first).to_contain_text("Cobalt Street")
    cards.first.click()
    page.get_by_role("button", name=re.compile("^Add to compare Cobalt Street")).click()
    loaded(page)
    similar = page.locator("#similar .card-link").first
    expect(similar).not_to_contain_text("Cobalt Street")
    similar.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Cobalt Street")
    page.get_by_role("button", name=re.compile("^Add to compare")).first.click()
    loaded(page)
    page.get_by_role("link", name="Compare them").click()
    read_why(page, visitor)


def test_the_same_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page(path="/search/")
    tab_to(page, page.get_by_label("Add a colour"))
    page.keyboard.type(f"{RED}; teal:40")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?c={RED}&c=14787b:40")
    tab_to(page, handle(page, 1))
    for key in ("ArrowLeft", "PageDown", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/search/?c={RED}:60&c=14787b:30")
    assert has_focus(handle(page, 1))
    expect(handle(page, 1)).to_have_attribute("aria-valuetext", "30 %, the rest 10 %")
    index = page.get_by_role("link", name=re.compile(r"^#[0-9a-f]{6}, "))
    tab_to(page, index.first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".colour-index a:focus")).to_have_attribute("data-at", "1 1")
    tab_to(page, page.locator("summary", has_text="Decade"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=re.compile("^1980s")))
    page.keyboard.press("Enter")
    page.wait_for_url("**decade=1980*")
    expect(page.locator("ol.cards .card-link").first).to_contain_text("Cobalt Street")
    tab_to(page, page.locator("ol.cards .card-link").first)
    page.keyboard.press("Enter")
    for _ in range(2):
        add = page.get_by_role("button", name=re.compile("^Add to compare")).first
        tab_to(page, add)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("is in the tray")
        if "2 of 4" not in page.locator("#said").inner_text():
            loaded(page)
            here = page.url
            tab_to(page, page.locator("#similar .card-link").first, 400)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, here=here: url != here)
    loaded(page)
    page.reload()
    loaded(page)
    tab_to(page, page.get_by_role("link", name="Skip to the compare tray"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Compare them"))
    page.keyboard.press("Enter")
    read_why(page, visitor)


def test_a_mistake_is_told_at_once_and_mended_in_place(visitor: Visitor) -> None:
    page = visitor.page(NARROW, path=f"/search/?c={RED}:40&c=14787b:20")
    first = page.url
    visitor.watch.expected.add(f"{visitor.base}/search/?w=40&c=%23{RED}&w=90&c=%2314787b&c=&q=")
    weight(page, 1).fill("90")
    expect(page.get_by_role("alert")).to_contain_text("The weights come to 130 %")
    assert has_focus(weight(page, 1))
    assert page.url == first
    assert faults(page) == []
    weight(page, 1).fill("30")
    page.wait_for_url(f"**c={RED}:40&c=14787b:30")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("slider")).to_have_count(2)
    page.locator("#c-1").fill("ochre")
    page.locator("#c-1").press("Tab")
    page.wait_for_url(f"**c={RED}:40&c=c08a2e:30")
    expect(page.get_by_label("ochre", exact=True)).to_have_value("#c08a2e")
    expect(page.get_by_role("button", name="Change ochre")).to_be_focused()
    page.go_back()
    expect(page.locator("#c-1")).to_have_value("#14787b")
    expect(page.get_by_role("slider")).to_have_count(2)
    settle(page)
    assert faults(page) == []
    page.emulate_media(color_scheme="light")
    assert barriers(page, "color-contrast") == []


def test_without_javascript_the_form_does_it_all(visitor: Visitor) -> None:
    page = visitor.page(path="/search/", javascript=False)
    page.get_by_label("Add a colour").fill("teal")
    page.keyboard.press("Enter")
    expect(page.locator("ol.cards .card-link").first).to_be_visible()
    page.get_by_label("Add a colour").fill(RED)
    weight(page, 0).fill("40")
    page.keyboard.press("Enter")
    expect(page.locator(".bands rect")).to_have_count(2)
    assert page.url.endswith(f"/search/?c=14787b:40&c={RED}")
    page.get_by_role("button", name="Change teal").click()
    page.get_by_label("Mix any colour").fill("#112233")
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#c-0")).to_have_value("#112233")
    page.get_by_role("button", name=re.compile("^Remove")).last.click()
    page.wait_for_url("**/search/?c=112233:40")
    page.get_by_role("link", name="or those of a picture").click()
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#14787b").save(out, "PNG")
    page.get_by_label(re.compile("^A picture")).set_input_files(
        {"name": "mine.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    page.get_by_role("button", name="Search by its colours").click()
    page.wait_for_url("**/search/?c=14787b:100")
