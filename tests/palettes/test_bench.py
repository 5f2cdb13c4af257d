import io
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from coloraide import Color
from django.core.cache import cache
from PIL import Image

from palettes.engine import METHODS, extract_palette, seed_unsteadiness
from palettes.visitors import on_request

from .engine.pictures import photograph
from .engine.test_accent import OBJECTS, boxing_ring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_cache_and_count(settings, tmp_path) -> None:
    cache.clear()
    on_request._limiter.storage.reset()


@pytest.fixture
def still(make_still):
    return make_still(None, "#c02020", "#2040a0", "#e0d0b0", "#203020", computed=True)


def soup(response, status: int = 200) -> BeautifulSoup:
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def recipes_shown(page: BeautifulSoup) -> list[str]:
    return [code.text for code in page.select("#bench .method code")]


def test_the_bench_shows_stored_recipes_and_those_of_the_address(client, still, recipes) -> None:
    page = soup(client.get(still.get_absolute_url() + "?r=kmeans-cielab-3&r=median_cut-rgb-4"))
    assert recipes_shown(page) == [*recipes, "kmeans-cielab-3", "median_cut-rgb-4"]
    article = page.select("#bench .method")[len(recipes)]
    said = extract_palette(still.path, "kmeans-cielab-3")
    assert [span["data-copy"] for span in article.select("[data-copy]")] == [
        swatch.hex for swatch in said.swatches
    ]
    assert article.select_one("p.links a")["href"].endswith("?r=median_cut-rgb-4#bench")


def test_a_recipe_that_cannot_be_is_said_and_the_rest_stands(client, still, recipes) -> None:
    page = soup(client.get(still.get_absolute_url() + "?r=nonsense-oklab-8&r=kmeans-rgb-4"))
    assert recipes_shown(page) == [*recipes, "kmeans-rgb-4"]
    assert "choose" in page.select_one("#bench .problem").text


def test_the_bench_holds_a_few_recipes(client, still, recipes) -> None:
    query = "&".join(f"r=kmeans-oklab-{n}" for n in range(10, 30))
    page = soup(client.get(f"{still.get_absolute_url()}?{query}"))
    assert len(recipes_shown(page)) == len(recipes) + 6
    said = [problem.text for problem in page.select("#bench > .problem")]
    assert said == ["The bench holds 6 recipes beside the stored ones: 14 of 20 left out."]


def test_many_recipes_that_cannot_be_are_counted(client, still, recipes) -> None:
    query = "&".join([*(f"r=none-{n}" for n in range(40)), "r=kmeans-rgb-4", "r=kmeans-rgb-4"])
    page = soup(client.get(f"{still.get_absolute_url()}?{query}"))
    assert recipes_shown(page) == [*recipes, "kmeans-rgb-4"]
    said = [problem.text for problem in page.select("#bench > .problem")]
    assert [text.split(" is not")[0] for text in said[:3]] == ["'none-0'", "'none-1'", "'none-2'"]
    assert said[3:] == ["No recipes either: 37 more of the address."]


def test_the_form_puts_a_recipe_on_the_bench(client, still) -> None:
    response = client.get(
        f"/stills/{still.pk}/bench/?r=kmeans-rgb-4&method=agglomerative&space=cielab&size=5"
        "&difference=ciede2000&darkest=0.1&brightest=&seed=&snap=off"
    )
    assert response["Location"] == (
        f"/stills/{still.pk}/?r=kmeans-rgb-4"
        "&r=agglomerative-cielab-5%2Cdifference%3Dciede2000%2Cdarkest%3D0.1%2Csnap%3Doff#bench"
    )


def test_a_method_alone_takes_a_space_it_works_in(client, still) -> None:
    for space in ({}, {"space": ""}):
        data = {"method": "octree", "size": "4", **space}
        response = client.get(f"/stills/{still.pk}/bench/", data)
        assert response["Location"] == f"/stills/{still.pk}/?r=octree-rgb-4#bench"
        assert soup(client.get(f"/stills/{still.pk}/preview/", data)).select_one("svg [data-hex]")
    data["space"] = "oklab"
    page = soup(client.get(f"/stills/{still.pk}/bench/", data), 400)
    assert "octree works in rgb only" in page.select_one(".bench-form").text


def test_the_form_asks_for_a_space_only_where_another_was_chosen(client, still) -> None:
    for recipe, space in (("octree-rgb-4", ""), ("kmeans-oklab-4", ""), ("kmeans-rgb-4", "rgb")):
        page = soup(client.get(f"{still.get_absolute_url()}?r={recipe}"))
        chosen = page.select_one(".bench-form [name=space] option[selected]")
        assert chosen["value"] == space


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": "65"}, "64"),
        ({"size": "many"}, "64"),
        ({"method": "nonsense"}, "nonsense"),
        ({"difference": "ciede2000"}, "kmeans can only use"),
        ({"darkest": "2"}, "less than or equal to 1"),
        ({"darkest": "0.9", "brightest": "0.1"}, "the first under the second"),
        ({"seed": "-1"}, "greater than or equal to 0"),
        ({"size": "5,seed=3"}, "64"),
    ],
)
def test_a_form_that_cannot_be_keeps_what_was_written(client, still, change, said: str) -> None:
    data = {"method": "kmeans", "space": "oklab", "size": "8", **change}
    page = soup(client.get(f"/stills/{still.pk}/bench/", data), 400)
    assert said in page.select_one(".bench-form").text
    for name, value in change.items():
        field = page.select_one(f"form.bench-form [name={name}]")
        if field.name == "input":
            assert field["value"] == value


def test_every_parameter_of_every_method_is_a_field(client, still) -> None:
    page = soup(client.get(still.get_absolute_url()))
    for key, method in METHODS.items():
        for parameter in method.parameters:
            assert page.select_one(f"fieldset[data-method={key}] [name='{key}.{parameter.key}']")


def test_the_options_of_the_chosen_method_alone_are_not_other_methods(client, still) -> None:
    for recipe in ("kmeans-oklab-8", "dbscan-oklab-8"):
        page = soup(client.get(still.get_absolute_url(), {"r": recipe}))
        shown = [one["data-method"] for one in page.select("fieldset:not([data-other])")]
        assert shown == [recipe.split("-")[0]]
        assert len(page.select("fieldset[data-other]")) > 3


def test_the_preview_is_the_palette_or_the_reason(client, still) -> None:
    data = {"method": "kmeans", "space": "oklab", "size": "3"}
    part = soup(client.get(f"/stills/{still.pk}/preview/", data))
    said = extract_palette(still.path, "kmeans-oklab-3")
    assert [r["data-hex"] for r in part.select("svg [data-hex]")] == [s.hex for s in said.swatches]
    part = soup(client.get(f"/stills/{still.pk}/preview/", {**data, "size": "0"}))
    assert "64" in part.select_one(".problem").text


def test_the_grid_has_every_method_and_says_why_a_cell_is_empty(client, still) -> None:
    page = soup(client.get(f"/stills/{still.pk}/grid/?size=3"))
    rows = page.select("table.grid tbody tr")
    assert [row.th.text for row in rows] == [method.title for method in METHODS.values()]
    for row in rows:
        for cell in row.select("td"):
            assert cell.select("svg") or "only" in cell.text


@pytest.mark.parametrize(
    "size", ["0", "65", "abc", "9999999999999999", "٣", "-1", "", "00640", "064999"]
)
def test_a_grid_of_no_size_is_a_grid_of_eight(client, still, size: str) -> None:
    page = soup(client.get(f"/stills/{still.pk}/grid/", {"size": size}))
    assert page.select_one(".still-head [aria-current]").text == "8 colours"
    assert bool(page.select("p.note")) == bool(size)


def test_a_grid_is_titled_after_its_still(client, make_film, make_still) -> None:
    film = make_film("Solar Wind", year=1971)
    make_still(film, "#c02020", "#2040a0", computed=True)
    second = make_still(film, "#203020", "#e0d0b0", computed=True)
    page = soup(client.get(f"/stills/{second.pk}/grid/", {"size": 3}))
    assert page.title.text == "Solar Wind (1971), still 2, every method · Chromatheque"


def test_what_helps_with_a_field_and_what_is_wrong_with_it_are_bound_to_it(client, still) -> None:
    page = soup(client.get(f"/stills/{still.pk}/bench/", {"seed": "-1"}), 400)
    described = {
        field["name"]: [page.find(id=name) for name in field["aria-describedby"].split()]
        for field in page.select("form.bench-form [aria-describedby]")
    }
    assert all(all(texts) for texts in described.values())
    helping, wrong = described["seed"]
    assert helping.text == "where chance starts"
    assert "0" in wrong.text


# --- Stability over seeds -------------------------------------------------------------


@pytest.fixture
def many_colours(make_still):
    shades = (f"#{n:02x}{255 - n:02x}{n * 7 % 256:02x}" for n in range(0, 250, 8))
    return make_still(None, *shades, computed=True)


def over_seeds(page: BeautifulSoup) -> dict[str, str]:
    """What the bench says of each recipe."""
    return {
        article.code.text: article.select_one(".measures span:last-of-type").text.split(
            "over seeds "
        )[1]
        for article in page.select("#bench .method")
    }


def test_methods_without_dice_are_steady_and_others_unknown_until_measured(
    client, many_colours
) -> None:
    said = over_seeds(soup(client.get(many_colours.get_absolute_url())))
    for recipe, figure in said.items():
        dice = METHODS[recipe.split("-")[0]].seeded
        assert figure == ("not measured" if dice else "0")


def test_stability_is_measured_when_asked_and_known_from_then_on(client, many_colours) -> None:
    address = many_colours.get_absolute_url() + "?r=kmeans-oklab-6,starts=1,seed=3"
    page = soup(client.get(address))
    ask = page.select_one("#bench a:-soup-contains('stability')")["href"]
    assert ask.endswith("&seeds=measure#bench")
    assert "r=kmeans-oklab-6%2Cseed%3D3%2Cstarts%3D1" in ask
    measured = soup(client.get(ask))
    again = soup(client.get(many_colours.get_absolute_url() + "?r=kmeans-oklab-6,starts=1"))
    said = over_seeds(measured)
    for recipe, figure in said.items():
        exact = seed_unsteadiness(many_colours.path, recipe)
        assert figure == (f"{100 * exact:.2f}" if exact else "0")
    # Another seed of a recipe is measured by the same seeds.
    assert float(said["kmeans-oklab-6,seed=3,starts=1"]) > 0
    assert over_seeds(again)["kmeans-oklab-6,starts=1"] == said["kmeans-oklab-6,seed=3,starts=1"]
    for known in (measured, again):
        assert not known.select("#bench a:-soup-contains('stability')")


def test_a_preview_shows_the_stability_that_is_known(client, many_colours) -> None:
    data = {"method": "kmeans", "space": "oklab", "size": "6"}
    address = f"/stills/{many_colours.pk}/preview/"
    assert "not measured" in soup(client.get(address, data)).select_one(".measures").text
    client.get(many_colours.get_absolute_url() + "?r=kmeans-oklab-6&seeds=measure")
    assert "not measured" not in soup(client.get(address, data)).select_one(".measures").text


def test_a_measurement_counts_as_five_palettes(client, still, settings, recipes) -> None:
    client.get(still.get_absolute_url())
    on_request._limiter.storage.reset()
    settings.PALETTES_PER_MINUTE = 14  # three stored recipes throw dice
    page = soup(client.get(still.get_absolute_url() + "?seeds=measure"))
    assert "try again" in page.select_one("#bench .problem").text
    assert recipes_shown(page) == recipes
    assert "not measured" in over_seeds(page).values()
    on_request._limiter.storage.reset()
    settings.PALETTES_PER_MINUTE = 15
    page = soup(client.get(still.get_absolute_url() + "?seeds=measure"))
    assert not page.select("#bench .problem")
    assert "not measured" not in over_seeds(page).values()


def test_stability_of_a_lost_original_cannot_be_measured(client, still) -> None:
    client.get(still.get_absolute_url())  # its palettes are cached now
    still.path.unlink()
    page = soup(client.get(still.get_absolute_url() + "?seeds=measure"))
    assert len(page.select("#bench .problem")) == 1
    assert over_seeds(page)["accent-oklab-8"] == "0"
    assert over_seeds(page)["kmeans-oklab-8"] == "not measured"


def test_each_accent_has_its_measures_on_the_bench(client, make_still, tmp_path) -> None:
    picture = photograph(7, (600, 400))
    picture.paste((250, 10, 160), (100, 100, 130, 130))
    picture.save(tmp_path / "pink.png")
    page = soup(client.get(make_still(path=tmp_path / "pink.png").get_absolute_url()))
    said = page.select_one("#bench .method li:-soup-contains('#fa0aa0')").text
    assert re.fullmatch(
        r"Accent #fa0aa0: [\d.]+ %, \d+ % of it compact, [\d.]+ from the nearest other", said
    )


def test_the_measures_are_explained(client, db) -> None:
    section = soup(client.get("/about/methods/")).select_one("#measures")
    assert [dt.text for dt in section.select("dt")] == [
        "Fit",
        "CIEDE2000",
        "Over seeds",
        "An accent’s own",
    ]
    assert "the palettes of five seeds" in section.text
    assert on_request.SEEDS == 5


def test_labels_say_which_pixel_belongs_to_which_swatch(client, still) -> None:
    response = client.get(f"/stills/{still.pk}/labels.png?recipe=kmeans-oklab-4")
    labels = np.asarray(Image.open(io.BytesIO(response.getvalue())))
    palette = extract_palette(still.path, "kmeans-oklab-4")
    bars = np.array_split(np.arange(labels.shape[1]), 4)
    for bar, colour in zip(bars, ("#c02020", "#2040a0", "#e0d0b0", "#203020"), strict=True):
        middle = labels[labels.shape[0] // 2, bar[len(bar) // 2]]
        assert palette.swatches[middle].hex == colour


def test_labels_of_no_recipe_are_not_found(client, still) -> None:
    for recipe in ("", "nonsense", "octree-oklab-8"):
        response = client.get(f"/stills/{still.pk}/labels.png", {"recipe": recipe})
        assert response.status_code == 404


def test_a_palette_is_computed_once(client, still, monkeypatch) -> None:
    count = 0
    extract = on_request.extract_palette

    def counted(*arguments):
        nonlocal count
        count += 1
        return extract(*arguments)

    monkeypatch.setattr(on_request, "extract_palette", counted)
    address = still.get_absolute_url() + "?r=kmeans-oklab-3"
    client.get(address)
    first = count
    client.get(address)
    assert first > 0
    assert count == first


def test_who_asks_too_much_is_told_when_to_come_back(client, still, settings, recipes) -> None:
    settings.PALETTES_PER_MINUTE = 5
    assert client.get(f"/stills/{still.pk}/grid/").status_code == 429
    assert int(client.get(f"/stills/{still.pk}/grid/")["Retry-After"]) > 0
    page = soup(client.get(still.get_absolute_url() + "?r=kmeans-oklab-3&r=kmeans-oklab-4"))
    assert "try again" in page.select_one("#bench .problem").text
    # What is stored costs nothing, and is shown all the same.
    assert recipes_shown(page) == recipes
    for article, recipe in zip(page.select("#bench .method"), recipes, strict=True):
        kept = still.palettes.get(recipe=recipe)
        assert [s["data-copy"] for s in article.select("[data-copy]")] == [
            swatch["hex"] for swatch in kept.swatches
        ]
        assert f"fit {100 * kept.fit:.2f}" in article.text
    other = {"REMOTE_ADDR": "198.51.100.7"}
    page = soup(client.get(still.get_absolute_url(), **other))
    assert recipes_shown(page)


def test_a_lost_original_is_said_on_the_bench(client, still) -> None:
    still.path.unlink()
    page = soup(client.get(still.get_absolute_url()))
    assert "no file" in page.select_one("#bench .method .problem").text


def test_the_methods_page_tells_of_every_entry_of_every_table(client, still) -> None:
    page = soup(client.get("/about/methods/"))
    for key, method in METHODS.items():
        entry = page.select_one(f"#{key}")
        assert method.title in entry.text
        assert method.source in entry.text
    assert len(page.select(".chapter-strips svg")) == 5


def test_the_methods_page_says_what_each_palette_loses(client, make_still, tmp_path) -> None:
    """What holds a small colour does not lose it, and what loses it says so."""
    path = tmp_path / "ring.png"
    boxing_ring(OBJECTS).save(path)
    make_still(path=path, computed=True)
    said = {}
    for row in soup(client.get("/about/methods/")).select(".chapter-strips > li"):
        held = [Color(mark["data-hex"]) for mark in row.select("svg.strip [data-hex]")]
        lost = [
            re.search("#[0-9a-f]{6}", one.text)[0] for one in row.select(".lost > span:has(svg)")
        ]
        said[row.b.text] = lost
        for text in lost:
            away = min(Color(text).distance(one, space="oklab") for one in held)
            assert away > 0.09
            assert f"{100 * away:.2f} away" in row.select_one(".lost").text
    vivid = {
        title: any(Color(text).convert("oklch")["c"] > 0.1 for text in lost)
        for title, lost in said.items()
    }
    assert [title for title, loses in vivid.items() if not loses] == ["Accent in OKLab, 8 colours"]


def test_the_methods_page_stands_without_a_catalogue(client) -> None:
    assert len(soup(client.get("/about/methods/")).select(".chapter")) == 0


def test_labels_of_a_lost_original_are_not_found(client, still) -> None:
    address = f"/stills/{still.pk}/labels.png?recipe=kmeans-oklab-4"
    client.get(still.get_absolute_url() + "?r=kmeans-oklab-4")  # its palette is cached now
    still.path.unlink()
    assert client.get(address).status_code == 404
