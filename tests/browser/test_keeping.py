"""The keeper's own pages: stills ordered by mouse, finger and keyboard; every page clean."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.catalogues import KEEPER, PASSWORD, Catalogue, four_films, write_manifest
from tests.browser.visits import NARROW, WIDE, Visitor, overhang, refused_on, tab_to

TABLE = "slug,title,year,note\n{slug},Amber Hours,1961,'=1+1\n,Elm Row,1999,<b>new</b>\n"


@pytest.fixture(scope="module")
def catalogue(
    fresh: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory
) -> Catalogue:
    made = fresh()
    made.ingest(str(write_manifest(tmp_path_factory.mktemp("pictures"), four_films())))
    return made


@pytest.fixture(scope="module")
def address(catalogue: Catalogue) -> Iterator[str]:
    with catalogue.served() as address:
        yield address


def keeper(visitor: Visitor, path: str, *args: object, **kwargs: object) -> Page:
    page = visitor.page(*args, path=f"/admin/login/?next={path}", **kwargs)  # type: ignore[arg-type]
    page.get_by_label("Username").fill(KEEPER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()
    page.wait_for_load_state()
    return page


def names(page: Page) -> list[str | None]:
    """Which stills stand where, by the names of their numbers."""
    boxes = page.locator(".tile .place input").all()
    assert [box.input_value() for box in boxes] == [str(n + 1) for n in range(len(boxes))]
    return [box.get_attribute("name") for box in boxes]


def order_page(catalogue: Catalogue, title: str) -> str:
    code = f"from catalog.models import Film; answer = Film.objects.get(title={title!r}).pk"
    return f"/admin/catalog/film/{catalogue.ask(code)}/order/"


def test_stills_are_ordered_by_dragging(visitor: Visitor, catalogue: Catalogue) -> None:
    page = keeper(visitor, order_page(catalogue, "Amber Hour"))
    expect(page.locator(".grip")).to_have_count(3)
    first, second, third = names(page)
    drag(page, page.locator(".tile .frame").nth(0), page.locator(".tile .frame").nth(2))
    assert names(page) == [second, third, first]
    expect(page.get_by_role("status")).to_contain_text("place 3 of 3. Not saved yet.")
    # Escape puts back what is being dragged.
    drag(page, page.locator(".grip").nth(2), page.locator(".tile .frame").nth(0), drop=False)
    expect(page.locator(".tile").nth(0)).to_have_class("tile lifted")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert names(page) == [second, third, first]
    page.get_by_role("button", name="Save the order").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert names(page) == [second, third, first]


def test_a_finger_drags_by_the_handle(visitor: Visitor, catalogue: Catalogue) -> None:
    page = keeper(visitor, order_page(catalogue, "Dune Clerk"), NARROW)
    expect(page.locator(".grip")).to_have_count(3)
    first, second, third = names(page)
    held = page.locator(".grip").nth(0).bounding_box()
    target = page.locator(".tile .frame").nth(2).bounding_box()
    assert held
    assert target
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        where = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

    x, y = held["x"] + 16, held["y"] + 16
    to = (target["x"] + target["width"] / 2, target["y"] + target["height"] / 2)
    touch("touchStart", (x, y))
    for part in range(1, 9):
        touch("touchMove", (x + (to[0] - x) * part / 8, y + (to[1] - y) * part / 8))
    touch("touchEnd")
    expect(page.get_by_role("status")).to_contain_text("place 3 of 3")
    assert names(page) == [second, third, first]
    # On the picture a finger scrolls: nothing moves.
    frame = page.locator(".tile .frame").nth(0).bounding_box()
    assert frame
    x, y = frame["x"] + frame["width"] - 20, frame["y"] + frame["height"] - 20
    touch("touchStart", (x, y))
    for part in range(1, 9):
        touch("touchMove", (x, y - 20 * part))
    touch("touchEnd")
    assert names(page) == [second, third, first]
    page.get_by_role("button", name="Save the order").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")


def drag(page: Page, held: object, target: object, *, drop: bool = True) -> None:
    start, end = held.bounding_box(), target.bounding_box()  # type: ignore[attr-defined]
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
    if drop:
        page.mouse.up()


def test_stills_are_ordered_by_the_keyboard(visitor: Visitor, catalogue: Catalogue) -> None:
    page = keeper(visitor, order_page(catalogue, "Below the Weir"))
    grips = page.locator(".grip")
    expect(grips).to_have_count(3)
    first, second, third = names(page)
    tab_to(page, grips.nth(0))
    page.keyboard.press("ArrowRight")
    assert names(page) == [second, first, third]
    expect(grips.nth(1)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("place 2 of 3")
    page.keyboard.press("End")
    assert names(page) == [second, third, first]
    page.keyboard.press("ArrowRight")
    assert names(page) == [second, third, first]
    page.keyboard.press("Home")
    assert names(page) == [first, second, third]
    page.keyboard.press("ArrowRight")
    page.locator(".place input").nth(2).fill("1")
    page.keyboard.press("Enter")
    assert names(page) == [third, second, first]
    tab_to(page, page.get_by_role("button", name="Save the order"))
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert names(page) == [third, second, first]


def test_stills_are_ordered_and_moved_without_javascript(
    visitor: Visitor, catalogue: Catalogue
) -> None:
    page = keeper(visitor, order_page(catalogue, "Cobalt Street"), javascript=False)
    first, second, third = names(page)
    page.locator(".place input").nth(2).fill("1")
    page.get_by_role("button", name="Save the order").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert names(page) == [third, first, second]
    page.locator(".pick input").nth(0).check()
    page.get_by_role("button", name="Move selected").click()
    expect(page.locator("select[name=film]")).to_be_hidden()
    page.get_by_label("To the film").and_(page.locator("[name=named]")).fill("Dune Clerk")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Moved 1 still to Dune Clerk (2003).")
    assert third in names(page)


def test_a_film_is_chosen_while_typing(visitor: Visitor, catalogue: Catalogue) -> None:
    page = keeper(visitor, order_page(catalogue, "Amber Hour"))
    page.locator(".pick input").nth(0).check()
    page.get_by_role("button", name="Move selected").click()
    page.locator(".select2-selection").click()
    page.get_by_role("searchbox").last.fill("dune")
    page.get_by_role("option", name="Dune Clerk (2003)").click()
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Moved 1 still to Dune Clerk (2003).")
    assert refused_on(page) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_keepers_pages_are_clean(visitor: Visitor, catalogue: Catalogue, width: int) -> None:
    films = catalogue.ask(
        "from catalog.models import Film; answer = list(Film.objects.values_list('pk', 'slug'))"
    )
    page = keeper(visitor, "/admin/catalog/film/", width)
    found = faults(page, "films")
    for path in (
        f"/admin/catalog/film/{films[0][0]}/order/",
        f"/admin/catalog/film/merge/{films[0][0]}/{films[1][0]}/",
        "/admin/catalog/film/import/",
    ):
        page.goto(path)
        found += faults(page, path)
    table = TABLE.format(slug=films[0][1]).encode()
    page.locator("#id_import_file").set_input_files(
        {"name": "films.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.get_by_role("button", name="Look at the changes").click()
    expect(page.locator("table.preview tbody tr")).to_have_count(2)
    found += faults(page, "preview")
    page.goto(f"/admin/catalog/film/{films[3][0]}/delete/")
    page.get_by_role("button", name="Yes").click()
    page.locator(".messagelist").get_by_role("link", name="Undo").click()
    found += faults(page, "undo")
    page.get_by_role("button", name="Undo the removal").click()
    expect(page.locator(".messagelist")).to_contain_text("back in the catalogue")
    page.goto("/admin/catalog/removal/")
    found += faults(page, "removals")
    assert not found, "\n".join(found)


def faults(page: Page, name: str) -> list[str]:
    """What is wrong on a page of ours; Django's own frame is Django's."""
    page.wait_for_load_state()
    found = [f"{name}: refused {refused}" for refused in refused_on(page)]
    if overhang(page) > 0:
        found.append(f"{name}: scrolls sideways by {overhang(page)} px")
    # Axe fetches style sheets anew unless told not to, and writes them into the page.
    options = {"resultTypes": ["violations"], "preload": False}
    violations = Axe().run(page, "#content", options).response["violations"]
    return found + [
        f"{name}: {fault['id']}: {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in violations
    ]
