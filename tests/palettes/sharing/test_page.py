"""A palette's own page, whose address is all there is of it."""

import io
import itertools
import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from palettes.engine import SPACES, Swatch
from palettes.engine.exporters import EXPORTERS
from palettes.engine.names import colour_names
from palettes.sharing import page as palette_page
from palettes.sharing.addresses import MOST, shared
from palettes.sharing.text import BadPaletteError, read_palette
from tests.palettes.engine.exporters.readers import READERS

pytestmark = pytest.mark.django_db

FIVE = ("14787b", "c3132f", "e0d8c6", "2b2a29", "c08a2e")
PATH = f"/palette/{'-'.join(FIVE)}/"
LARGEST = "-".join(f"{i * 262139 % 0x1000000:06x}" for i in range(1, MOST + 1))


def soup_of(client, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status, path
    return BeautifulSoup(answer.content, "lxml")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("14787B-C3132F", "14787b-c3132f"),
        ("#14787b, #c3132f", "14787b-c3132f"),
        ("fa0 0af", "ffaa00-00aaff"),
        ("teal;crimson", "14787b-c3132f"),
        ("--14787b---c3132f-", "14787b-c3132f"),
        ("14787b-14787b", "14787b-14787b"),
        ("oxide red, teal", "8a2e20-14787b"),
        ("oxide-red-teal", "8a2e20-14787b"),
        ("teal Oxide_Red", "14787b-8a2e20"),
        ("teal:75 oxide red:25", "14787b:75-8a2e20:25"),
        ("14787B:40,c3132f:40", "14787b-c3132f"),
        ("14787b:2-c3132f:1", "14787b:66.6667-c3132f:33.3333"),
        ("teal:30 crimson:10 bone", "14787b:50-c3132f:16.6667-e0d8c6:33.3333"),
        ("teal:92.5 crimson:7.5*", "14787b:92.5-c3132f:7.5*"),
        ("teal crimson*", "14787b:50-c3132f:50*"),
        ("teal:100;crimson:.0001", "14787b:99.9999-c3132f:0.0001"),
    ],
)
def test_palettes_are_read_as_people_write_them(text: str, address: str) -> None:
    assert read_palette(text).address == address


def test_two_words_are_one_name_unless_a_comma_parts_them() -> None:
    assert len(read_palette("blue, black").swatches) == 2
    assert [swatch.name for swatch in read_palette("blue black teal").swatches] == [
        "blue black",
        "teal",
    ]


def test_every_name_of_the_catalogue_is_read_with_either_join() -> None:
    names = list(colour_names())
    for joined in (" ", "-", "_"):
        for own, other in itertools.pairwise(names):
            text = ",".join(name.replace(" ", joined) for name in (own, other))
            read = [swatch.hex for swatch in read_palette(text).swatches]
            assert read == [colour_names()[own], colour_names()[other]], text


@given(
    st.lists(
        st.tuples(st.integers(0, 0xFFFFFF), st.floats(1e-4, 100), st.booleans()),
        min_size=2,
        max_size=MOST,
    )
)
def test_an_address_carries_shares_and_accents_whole(colours) -> None:
    palette = shared(
        [f"#{rgb:06x}" for rgb, _, _ in colours],
        [weight for _, weight, _ in colours],
        [accent for _, _, accent in colours],
    )
    assert sum(round(1e6 * swatch.share) for swatch in palette.swatches) == 1_000_000
    again = read_palette(palette.address)
    assert again.address == palette.address
    if palette.weighted:
        assert again == palette


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("14787b:-c3132f:5", "bad_weight"),
        ("14787b:0-c3132f:5", "bad_weight"),
        ("14787b:101-c3132f:5", "bad_weight"),
        ("14787b:much-c3132f:5", "bad_weight"),
        ("14787b:1:2-c3132f:5", "bad_weight"),
        ("14787b:nan,c3132f:inf", "bad_weight"),
        ("14787b:1e1,c3132f:5", "bad_weight"),
        ("14787b:٣,c3132f:5", "bad_weight"),
        ("14787b:0.0000000000000000000001,c3132f", "bad_weight"),
        ("14787b*:5-c3132f", "bad_colour"),
        ("dark-red-teal", "bad_colour"),
        (":5-c3132f", "bad_colour"),
        ("", "too_few_colours"),
        ("14787b", "too_few_colours"),
        ("-", "too_few_colours"),
        ("14787b-blurple", "bad_colour"),
        ("14787b-<script>", "bad_colour"),
        ("14787b-\x00", "bad_colour"),
        ("14787b-12345", "bad_colour"),
        ("-".join(["14787b"] * 65), "too_many_colours"),
        ("x-" * 1900, "too_many_colours"),
        ("é" * 900, "bad_colour"),
    ],
)
def test_what_is_no_palette_is_explained(client, text: str, code: str) -> None:
    with pytest.raises(BadPaletteError) as refused:
        read_palette(text)
    assert refused.value.code == code
    page = soup_of(client, f"/palette/{text.replace(chr(0), '%00') or '-'}/", 400)
    assert code in page.select_one(".problem").text
    assert page.select_one('form input[name="c"]')
    for path in ("card.png",) if text == "14787b" else ("card.png", "export/css"):
        assert (
            client.get(f"/palette/{text.replace(chr(0), '%00') or '-'}/{path}").status_code == 400
        )


def test_what_is_no_palette_shows_what_its_address_is_and_leads_on(client) -> None:
    for path, status in (("/palette/", 200), ("/palette/zz/", 400), ("/palette/ff0000-zz/", 400)):
        page = soup_of(client, path, status)
        example = page.select_one(".palette-form code a")
        assert example.text == example["href"] == "/palette/14787b-c3132f-e0d8c6/"
        assert client.get(example["href"]).status_code == 200
    ways = [a["href"] for a in page.select("main > .links a")]
    assert ways == ["/colours/", "/search/", "/lab/"]


def test_one_colour_alone_leads_to_its_search(client) -> None:
    page = soup_of(client, "/palette/FF0000/", 400)
    assert "too_few_colours" in page.select_one(".problem").text
    assert page.select_one("main > .links a")["href"] == "/search/?c=ff0000"
    assert "?c=" not in str(soup_of(client, "/palette/zz/", 400).select_one("main > .links"))


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/palette/14787B-c3132f/", "/palette/14787b-c3132f/"),
        ("/palette/%23fa0,0af/", "/palette/ffaa00-00aaff/"),
        ("/palette/14787B-c3132f/card.png", "/palette/14787b-c3132f/card.png"),
        ("/palette/14787B-c3132f/export/ase", "/palette/14787b-c3132f/export/ase"),
        ("/embed/14787B-c3132f/", "/embed/14787b-c3132f/"),
        ("/palette/teal,oxide%20red/", "/palette/14787b-8a2e20/"),
        ("/palette/teal:3-c3132f:1*/", "/palette/14787b:75-c3132f:25*/"),
    ],
)
def test_a_palette_has_one_address(client, path: str, canonical: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (301, canonical)


def test_a_form_leads_to_the_palettes_address(client) -> None:
    assert soup_of(client, "/palette/").select_one('form input[name="c"]')
    assert client.get("/palette/?c=teal+crimson")["Location"] == "/palette/14787b-c3132f/"
    added = client.get("/palette/?c=14787b-c3132f&c=bone")
    assert added["Location"] == "/palette/14787b-c3132f-e0d8c6/"
    assert "blurple" in soup_of(client, "/palette/?c=blurple", 400).select_one("#c")["value"]


WEIGHTED = "14787b:91.5-c3132f:8*-e0d8c6:0.5"


def test_shares_are_shown_kept_when_colours_move_and_can_be_dropped(client) -> None:
    page = soup_of(client, f"/palette/{WEIGHTED}/")
    said = [tile.select_one(".share").text for tile in page.select(".tiles > li")]
    assert said == ["92 %", "8.0 %, accent", "0.5 %"]
    assert page.select_one("main .strip")["aria-label"].endswith(
        "#14787b 92 %, #c3132f 8.0 %, #e0d8c6 0.5 %"
    )
    moves = [link["href"] for link in page.select(".moves a")]
    assert moves[0] == "/palette/c3132f:8*-14787b:91.5-e0d8c6:0.5/#colour-2"
    assert client.get(moves[1]).status_code == 200  # taken out, the others make up the whole
    assert moves[1] == "/palette/c3132f:94.1176*-e0d8c6:5.8824/"
    links = {a.text: a["href"] for a in page.select(".palette-tools a")}
    assert links["Without shares"] == "/palette/14787b-c3132f-e0d8c6/"
    assert links["By share"] == f"/palette/{WEIGHTED}/"
    assert links["Open in search"] == "/search/?c=14787b:91.5&c=c3132f:8&c=e0d8c6:0.5"
    assert "By share" not in soup_of(client, PATH).select_one(".palette-tools").text
    added = client.get("/palette/", {"c": [WEIGHTED, "ochre:100"]})["Location"]
    assert added == "/palette/14787b:45.75-c3132f:4*-e0d8c6:0.25-c08a2e:50/"


def test_the_picture_and_the_frame_are_drawn_by_share(client) -> None:
    picture = Image.open(io.BytesIO(client.get(f"/palette/{WEIGHTED}/card.png").content))
    row = [picture.getpixel((x, 100))[:3] for x in range(picture.width)]
    drawn = row.count((0x14, 0x78, 0x7B)) / 1120
    assert abs(drawn - 0.915) < 0.01
    # Labels have room of their own above the name at the foot.
    feet = np.asarray(picture.convert("L"))[525:558]
    assert feet.max() < 60
    frame = soup_of(client, f"/embed/{WEIGHTED}/")
    widths = [float(mark["width"].rstrip("%")) for mark in frame.select(".strip > *")]
    assert widths == pytest.approx([91.5, 8, 0.5], abs=0.01)


def test_the_page_shows_every_colour_with_hex_and_name(client) -> None:
    page = soup_of(client, PATH)
    tiles = page.select(".tiles > li")
    assert [tile["data-hex"] for tile in tiles] == [f"#{digits}" for digits in FIVE]
    assert [tile.select_one(".name").text for tile in tiles][:3] == ["teal", "crimson", "bone"]
    assert page.h1.text == "Teal, crimson, bone and 2 more"


def test_the_largest_palette_is_shown_whole_in_few_questions(
    client, make_still, django_assert_max_num_queries
) -> None:
    for colour in ("#203050", "#b02020", "#d0c0a0"):
        make_still(None, colour, computed=True)
    soup_of(client, PATH)
    with django_assert_max_num_queries(12):
        page = soup_of(client, f"/palette/{LARGEST}/")
    assert len(page.select(".tiles > li")) == MOST
    assert len(page.select(".pairs tbody tr")) == palette_page.SHOWN_PAIRS
    assert "2016 pairs" in page.select_one("#contrast").text
    assert not page.select_one(".palette-add")


def hexes(client, path: str) -> list[str]:
    return [tile["data-hex"] for tile in soup_of(client, path).select(".tiles > li")]


def test_arrows_move_a_colour_and_the_cross_takes_it_out(client) -> None:
    moves = soup_of(client, PATH).select(".moves")
    first, second = moves[0].select("a"), moves[1].select("a")
    assert [link["aria-label"] for link in first] == ["Move teal right", "Take teal out"]
    a, b, *rest = (f"#{digits}" for digits in FIVE)
    assert hexes(client, first[0]["href"].split("#")[0]) == [b, a, *rest]
    assert first[0]["href"].endswith("#colour-2")
    assert hexes(client, second[0]["href"].split("#")[0]) == [b, a, *rest]
    assert hexes(client, second[2]["href"]) == [a, *rest]


def test_two_colours_are_the_fewest(client) -> None:
    labels = [
        a["aria-label"] for a in soup_of(client, "/palette/14787b-c3132f/").select(".moves a")
    ]
    assert labels == ["Move teal right", "Move crimson left"]


def test_links_order_by_hue_by_lightness_and_turn_round(client) -> None:
    links = {a.text: a["href"] for a in soup_of(client, PATH).select(".palette-tools a")}
    light = [read_palette(digits + "-000000").swatches[0].oklab[0] for digits in FIVE]
    by_light = [f"#{digits}" for _, digits in sorted(zip(light, FIVE, strict=True))]
    assert hexes(client, links["By lightness"]) == by_light
    assert hexes(client, links["Reversed"]) == [f"#{digits}" for digits in FIVE[::-1]]
    assert set(hexes(client, links["By hue"])) == set(by_light)
    again = soup_of(client, links["By lightness"]).select_one('[aria-current="true"]')
    assert again.text == "By lightness"


def test_contrast_says_which_levels_a_pair_reaches(client) -> None:
    rows = soup_of(client, "/palette/ffffff-000000-767676/").select(".pairs tbody tr")
    said = [[cell.text.strip() for cell in row.select("th, td")][1:] for row in rows]
    assert [row[1:] for row in said] == [
        ["21.00", "passes", "passes", "passes"],
        ["4.62", "passes", "passes", "fails"],
        ["4.54", "passes", "passes", "fails"],
    ]


def test_greys_have_no_harmony_and_opposites_have_one(client) -> None:
    assert (
        "no hues at all" in soup_of(client, "/palette/333333-999999/").select_one("#harmony").text
    )
    lab = np.array([[0.6, 0.06, 0.02], [0.6, -0.06, -0.02]])
    opposite = [
        "".join(f"{round(255 * c):02x}" for c in rgb) for rgb in SPACES["oklab"].to_rgb(lab)
    ]
    said = soup_of(client, f"/palette/{'-'.join(opposite)}/").select_one("#harmony").text
    assert "two narrow ranges, opposite each other" in said


def test_the_sectors_of_the_harmony_hold_the_colours(client) -> None:
    for path, count in (("aa5a50-b0605a-8a4840", 1), ("333333-999999", 0)):
        page = soup_of(client, f"/palette/{path}/")
        assert len(page.select("#harmony .sector")) == count
    page = soup_of(client, "/palette/aa5a50-b0605a-8a4840/")
    start, end = re.findall(
        r"[LA].*?(-?[\d.]+),(-?[\d.]+)(?=[AZ])", page.select_one(".sector")["d"]
    )
    hues = [np.degrees(np.arctan2(190 - float(y), float(x) - 190)) % 360 for x, y in (start, end)]
    spots = page.select("#harmony .spot")
    own = [np.degrees(np.arctan2(190 - float(s["cy"]), float(s["cx"]) - 190)) % 360 for s in spots]
    # All three are reds, between 0 and 90 degrees.
    assert hues[0] - 2 <= min(own) <= max(own) <= hues[1] + 2
    assert hues[1] - hues[0] == pytest.approx(18, abs=0.5)


def test_the_distances_between_few_colours_are_all_told(client) -> None:
    page = soup_of(client, PATH)
    rows = page.select(".between tbody tr")
    assert [len(row.select("td")) for row in rows] == [1, 2, 3, 4]
    colours = [Color(f"#{digits}") for digits in FIVE]
    for number, row in enumerate(rows, 1):
        assert row.th.text.strip() == f"#{FIVE[number]}"
        for other, cell in enumerate(row.select("td")):
            apart = colours[number].delta_e(colours[other], method="2000")
            assert float(cell.text) == pytest.approx(apart, abs=0.51)


def test_of_many_colours_the_nearest_pairs_are_told(client) -> None:
    page = soup_of(client, f"/palette/{LARGEST}/")
    told = [float(cell.text) for cell in page.select(".between .number")]
    assert len(told) == 10
    assert told == sorted(told)
    assert f"The 10 nearest of {MOST * (MOST - 1) // 2} pairs" in page.select_one("#between").text


def test_what_others_see_names_the_two_that_come_nearest(client) -> None:
    red_and_green = "a8524a-7d7a32-2040c0"
    page = soup_of(client, f"/palette/{red_and_green}/")
    rows = {row.h3.text: row.p.text for row in page.select(".seen > li")}
    assert list(rows) == ["Protanopia", "Deuteranopia", "Tritanopia", "Achromatopsia"]
    assert "#a8524a and #7d7a32" in rows["Deuteranopia"]
    strips = page.select(".seen .strip")
    grey = [rect["fill"] for rect in strips[3].select("rect")]
    assert all(re.fullmatch(r"#(..)\1\1", colour) for colour in grey)


def test_at_most_five_colours_are_searched_for_and_the_first_is_one() -> None:
    few = palette_page.PalettePage(read_palette("14787b-14787b-c3132f"))
    assert [swatch.hex for swatch in few.asked] == ["#14787b", "#c3132f"]
    many = palette_page.PalettePage(
        shared([*(f"#{i:02x}{i:02x}{i:02x}" for i in range(40)), "#ff0000"])
    )
    asked = [swatch.hex for swatch in many.asked]
    assert len(asked) == 5
    assert {"#000000", "#ff0000", "#272727"} <= set(asked)
    assert few.search_address == "/search/?c=14787b:50&c=c3132f:50"


def test_stills_and_films_that_look_like_it_are_shown(client, make_still) -> None:
    other = make_still(None, "#e0b040", "#404040", computed=True)
    like = make_still(None, "#14787b", "#c3132f", computed=True)
    from palettes import compute

    for still in (other, like):
        compute.compute_film(still.film)
    page = soup_of(client, "/palette/14787b-c3132f/")
    assert page.select_one(".alike a")["href"] == like.get_absolute_url()
    assert page.select_one(".spines a")["href"] == like.film.get_absolute_url()
    found = client.get(page.find("a", string="Open in search")["href"])
    assert found.status_code == 200


def test_an_empty_catalogue_leaves_that_part_out(client) -> None:
    assert soup_of(client, PATH).select_one("#like") is None


@pytest.mark.parametrize("key", EXPORTERS)
def test_every_format_is_offered_and_holds_the_palette(client, key: str) -> None:
    answer = client.get(f"{PATH}export/{key}")
    assert READERS[key](answer.content) == [f"#{digits}" for digits in FIVE]
    name = f"palette-teal-crimson-bone.{EXPORTERS[key].extension}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (
        client.get(f"{PATH}export/{key}", headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )


@pytest.mark.parametrize("key", EXPORTERS)
def test_every_format_gets_the_shares_and_accents_of_the_address(client, key: str) -> None:
    told = [Swatch("#14787b", 0.915), Swatch("#c3132f", 0.08, True), Swatch("#e0d8c6", 0.005)]
    answer = client.get(f"/palette/{WEIGHTED}/export/{key}")
    assert answer.content == EXPORTERS[key].export(told, "Teal, crimson and bone")


def test_an_unknown_format_is_not_found(client) -> None:
    assert client.get(f"{PATH}export/exe").status_code == 404


@pytest.mark.parametrize("colours", ["-".join(FIVE), LARGEST])
def test_a_card_goes_with_the_address(client, colours: str) -> None:
    page = soup_of(client, f"/palette/{colours}/")
    address = page.select_one('meta[property="og:image"]')["content"]
    assert address == page.select_one('meta[name="twitter:image"]')["content"]
    answer = client.get(address.removeprefix("http://testserver"))
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
        row = np.asarray(picture.convert("RGB"))[200]
    seen = [f"{bytes(pixel).hex()}" for pixel in row]
    places = [seen.index(digits) for digits in colours.split("-")]
    assert places == sorted(places)
    assert client.get(f"/palette/{colours}/card.png").content == answer.content


def test_a_frame_may_stand_on_any_page_and_loads_nothing_but_its_style(client) -> None:
    page = soup_of(client, PATH)
    code = BeautifulSoup(page.select_one("#embed-code").text, "lxml").iframe
    path = code["src"].removeprefix("http://testserver")
    answer = client.get(path)
    assert "X-Frame-Options" not in answer
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    frame = BeautifulSoup(answer.content, "lxml")
    assert not frame.select("script, img, form, [style]")
    assert [rect["fill"] for rect in frame.select("rect")] == [f"#{digits}" for digits in FIVE]
    assert frame.a["href"] == f"http://testserver{PATH}"
    assert "X-Frame-Options" in client.get(PATH)


def test_the_page_itself_is_not_for_search_engines(client) -> None:
    page = soup_of(client, PATH)
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert json.loads(client.get(f"{PATH}export/json").content)["title"] == page.h1.text


def test_one_colour_twice_is_looked_for_as_that_colour(client, make_still) -> None:
    make_still(None, "#14787b", "#c8c8c8", computed=True)
    page = soup_of(client, "/palette/14787b-14787b/")
    heading = next(h2 for h2 in page.select("h2") if h2.text == "Looks like it")
    said = heading.find_next_sibling("p").text
    assert said == "stills with #14787b; the nearest first"
