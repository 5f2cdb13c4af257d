"""``/api/v1/palette``: any picture, by address or uploaded."""

import colorsys
import errno
import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import QueryDict
from PIL import Image
from pydantic import TypeAdapter

from catalog.ingestion.errors import StorageFailed
from palettes.api.schemas.palettes import PaletteAnswer
from palettes.engine import METHODS, extract_palette
from palettes.visitors import uploads
from palettes.visitors.uploads import PictureInMemory
from tests.catalog.ingestion.servers import answer, redirect, saying, site
from tests.palettes.api.conftest import picture

PALETTE = "/api/v1/palette"
HOSTILE = Path(__file__).parents[3].parent / "shared" / "hostile_images"


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert (response.status_code, document["status"], document["code"]) == (status, status, code)
    assert document["type"].endswith(f"/api/docs#{code}")
    assert document["title"]
    assert document["detail"][-1] in ".!?…)"
    return document


def upload(client: Any, content: bytes, query: str = "", **fields: str) -> Any:
    file = SimpleUploadedFile("still.png", content, "image/png")
    return client.post(f"{PALETTE}{query}", {"picture": file, **fields})


@pytest.fixture
def url(serve: Any) -> str:
    return f"{serve(site({'/still.png': picture()})).origin}/still.png"


def test_the_articles_own_request_answers_a_coolors_address(client: Any, url: str) -> None:
    asked = {"url": url, "method": "kmeans", "space": "rgb", "size": 8, "format": "coolors"}
    found = extract_palette(picture(), "kmeans-rgb-8")
    expected = "-".join(swatch.hex[1:] for swatch in found.swatches)
    assert client.get(PALETTE, asked).json() == {"url": f"https://coolors.co/{expected}"}


def test_an_array_is_what_comes_when_no_format_is_asked_for(client: Any, url: str) -> None:
    found = extract_palette(picture())
    assert client.get(PALETTE, {"url": url}).json() == found.as_array().tolist()
    hexes = client.get(PALETTE, {"url": url, "format": "hex"}).json()
    assert hexes == [swatch.hex for swatch in found.swatches]


def test_full_tells_everything(client: Any, url: str) -> None:
    told = client.get(PALETTE, {"url": url, "format": "full", "size": "auto", "seed": 3}).json()
    found = extract_palette(picture(), "accent-oklab-auto,seed=3")
    assert told["recipe"]["text"] == "accent-oklab-auto,seed=3"
    assert told["recipe"]["size"] == "auto"
    assert [s["hex"] for s in told["swatches"]] == [s.hex for s in found.swatches]
    assert sum(s["share"] for s in told["swatches"]) == pytest.approx(1)
    assert told["measures"]["mean"] == found.measures.mean
    assert (told["picture"]["width"], told["picture"]["height"]) == (120, 80)
    assert told["picture"]["url"] == url
    assert set(told["timings"]) == {"fetch", "decode", "palette"}


def test_a_size_of_auto_comes_with_the_curve_it_was_chosen_by(client: Any, db: None) -> None:
    for _ in range(2):  # made, and remembered
        told = upload(client, picture(), "?method=kmeans&size=auto&format=full").json()
        sizes, fits = zip(*told["elbow"], strict=True)
        assert sizes[:4] == (1, 2, 3, 4)
        assert sizes == tuple(sorted(sizes))
        assert fits[3] < fits[0] / 5  # the picture is of four quarters
        assert len(told["swatches"]) in sizes
    assert upload(client, picture(), "?size=4&format=full").json()["elbow"] == []


@pytest.mark.parametrize("form", ["array", "hex", "coolors", "full"])
def test_colours_come_in_the_order_asked_for(client: Any, db: None, form: str) -> None:
    def hexes(order: str) -> list[str]:
        told = upload(client, picture(), f"?size=4&snap=off&order={order}&format={form}").json()
        if form == "array":
            return ["#" + bytes(one).hex() for one in told]
        if form == "hex":
            return list(told)
        if form == "coolors":
            return [f"#{one}" for one in told["url"].rpartition("/")[2].split("-")]
        assert told["coolors"].endswith("-".join(one["hex"][1:] for one in told["swatches"]))
        return [one["hex"] for one in told["swatches"]]

    hues = [colorsys.rgb_to_hls(*bytes.fromhex(one[1:]))[0] for one in hexes("hue")]
    assert hues == sorted(hues)
    greys = [sum(bytes.fromhex(one[1:])) for one in hexes("lightness")]
    assert greys[-1] == max(greys)
    assert sorted(hexes("hue")) == sorted(hexes("lightness")) == sorted(hexes("share"))
    largest = upload(client, picture(), "?size=4&snap=off&format=full").json()["swatches"]
    assert hexes("share") == [one["hex"] for one in largest]
    assert [one["share"] for one in largest] == sorted(
        (one["share"] for one in largest), reverse=True
    )


def test_the_order_may_stand_in_the_form(client: Any, db: None) -> None:
    by_hue = upload(client, picture(), "?order=hue&format=hex").json()
    assert upload(client, picture(), "?format=hex", order="hue").json() == by_hue
    document = problem(upload(client, picture(), "?order=size"), 422, "bad_parameters")
    assert document["errors"][0]["field"] == "order"


def test_every_option_of_a_recipe_is_heard(client: Any) -> None:
    query = "?method=dbscan&space=cielab&size=6&reach=0.05&mass=0.02&snap=off"
    query += "&darkest=0.1&brightest=0.95&format=full"
    told = upload(client, picture(), query).json()
    recipe = "dbscan-cielab-6,darkest=0.1,brightest=0.95,snap=off,mass=0.02,reach=0.05"
    assert told["recipe"]["text"] == recipe
    assert told["picture"]["url"] is None


def test_a_form_may_hold_the_recipe_and_wins(client: Any) -> None:
    response = upload(client, picture(), "?size=3&format=hex", size="5", method="median_cut")
    expected = extract_palette(picture(), "median_cut-oklab-5")
    assert response.json() == [swatch.hex for swatch in expected.swatches]


@pytest.mark.parametrize(
    ("query", "recipe"),
    [
        ("method=octree", "octree-rgb-8"),
        ("method=kmeans", "kmeans-oklab-8"),
        ("method=octree&space=rgb&size=4", "octree-rgb-4"),
        ("space=oklab", "accent-oklab-8"),
    ],
)
def test_a_method_alone_takes_a_space_it_works_in(client: Any, query: str, recipe: str) -> None:
    told = upload(client, picture(), f"?{query}&format=full").json()
    assert told["recipe"]["text"] == recipe
    fields = dict(pair.split("=") for pair in query.split("&"))
    told = upload(client, picture(), "?format=full", **fields).json()
    assert told["recipe"]["text"] == recipe


@pytest.mark.parametrize("key", METHODS)
def test_every_method_answers(client: Any, key: str) -> None:
    space = (METHODS[key].spaces or ("oklab",))[0]
    response = upload(client, picture(), f"?method={key}&space={space}&size=4")
    assert response.status_code == 200
    assert all(len(colour) == 3 for colour in response.json())


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("size=65", "bad_size", "size"),
        ("size=none", "bad_size", "size"),
        ("size=8.5", "bad_size", "size"),
        ("method=magic", "unknown_method", "method"),
        ("space=xyz", "unknown_space", "space"),
        ("difference=xyz", "unknown_difference", "difference"),
        ("darkest=nan", "bad_option", "darkest"),
        ("brightest=-1", "bad_option", "brightest"),
        ("seed=99999999999999999999", "bad_option", "seed"),
        ("snap=maybe", "bad_option", "snap"),
        ("method=kmeans&starts=99", "bad_option", "starts"),
        ("method=agglomerative&linkage=loose", "bad_option", "linkage"),
        ("format=pdf", "bad_parameters", "format"),
        ("method=magic&size=65", "bad_parameters", "size"),
        ("size=65&format=pdf", "bad_parameters", "size"),
        ("size=8&size=9", "bad_parameters", "size"),
        ("method=magic&method=kmeans", "bad_parameters", "method"),
        ("methd=kmeans", "bad_parameters", "methd"),
        ("method=%00", "unknown_method", "method"),
        ("method=kmeans&difference=ciede2000", "impossible_recipe", ""),
        ("method=octree&space=oklab", "impossible_recipe", ""),
        ("method=kmeans&linkage=ward", "bad_option", ""),
        ("darkest=0.9&brightest=0.2", "bad_option", ""),
        ("darkest=0.99", "nothing_left", ""),
    ],
)
def test_what_makes_no_recipe_is_told_with_its_field(
    client: Any, query: str, code: str, field: str
) -> None:
    document = problem(upload(client, picture(), f"?{query}"), 422, code)
    assert field in [one["field"] for one in document.get("errors", [{"field": ""}])]


@pytest.mark.parametrize(
    ("query", "flags"),
    [
        ("size=65", ["--size", "65"]),
        ("size=8.5", ["--size", "8.5"]),
        ("method=magic", ["--method", "magic"]),
        ("space=xyz", ["--space", "xyz"]),
        ("darkest=2", ["--darkest", "2"]),
        ("seed=-1", ["--seed=-1"]),
        ("snap=maybe", ["--snap", "maybe"]),
        ("method=kmeans&starts=99", ["--method", "kmeans", "--set", "starts=99"]),
        ("method=kmeans&linkage=ward", ["--method", "kmeans", "--set", "linkage=ward"]),
        ("darkest=0.9&brightest=0.2", ["--darkest", "0.9", "--brightest", "0.2"]),
    ],
)
def test_what_makes_no_recipe_is_called_as_the_command_line_calls_it(
    client: Any, query: str, flags: list[str]
) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("palette", "still.jpg", *flags)
    said, _, code = str(caught.value).rpartition(" ")
    document = problem(upload(client, picture(), f"?{query}"), 422, code.strip("()"))
    assert document["detail"].rstrip(".").endswith(said)
    assert all(one["code"] == document["code"] for one in document.get("errors", []))


def test_recipes_in_a_form_are_told_like_those_of_an_address(client: Any, db: None) -> None:
    file = SimpleUploadedFile("a.png", picture())
    document = problem(client.post(PALETTE, {"picture": file, "size": "65"}), 422, "bad_size")
    assert document["detail"] == "size is 65; give 1 to 64, or auto."
    file.seek(0)
    document = problem(
        client.post(PALETTE, {"picture": file, "size": ["8", "9"]}), 422, "bad_parameters"
    )
    assert document["errors"][0]["detail"] == "“size” is given 2 times: give it once."


def test_a_form_has_one_file_and_no_others(client: Any, db: None) -> None:
    one, two = (SimpleUploadedFile("a.png", picture(seed=seed)) for seed in (1, 2))
    document = problem(client.post(PALETTE, {"picture": [one, two]}), 422, "bad_parameters")
    assert document["detail"] == "picture: 2 pictures are sent: send one at a time."
    one.seek(0), two.seek(0)
    document = problem(client.post(PALETTE, {"picture": one, "other": two}), 422, "bad_parameters")
    assert document["errors"][0]["field"] == "other"


@pytest.mark.parametrize("url", ["abc", "www.example.org/a.jpg", "/home/me/a.jpg", "ftp://x/a", ""])
def test_half_an_address_is_told_how_to_be_whole(client: Any, db: None, url: str) -> None:
    document = problem(client.get(PALETTE, {"url": url}), 422, "address_refused")
    assert f"“{url}” is not a whole address: begin it with https://" in document["detail"]


def test_no_message_speaks_of_what_lies_under_it(client: Any, db: None) -> None:
    asked = [
        client.get(PALETTE),
        client.get(PALETTE, {"url": "x", "format": "x", "order": "x"}),
        client.post(PALETTE, {"size": "x"}),
        *(client.get(f"/api/v1/{path}") for path in (
            "films?limit=0", "films?limit=101", "films?limit=x", "films?sort=x", "films?facets=x",
            "search?of=x", "search?per_film=0", "stills/1/similar?own=x", "films?limit=1&limit=2",
        )),
        fields_of(client, 300),
    ]  # fmt: skip
    for response in asked:
        document = response.json()
        texts = [document["detail"], *(one["detail"] for one in document.get("errors", []))]
        for text in texts:
            assert "Input should" not in text
            assert "required" not in text
            assert "DATA_UPLOAD" not in text
            assert "unable to" not in text
            assert text.endswith(".")


def fields_of(client: Any, many: int, kind: str = "") -> Any:
    """A form of so many fields or, with an ending, files."""
    name = '; filename="a.png"' if kind == "file" else ""
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f{n}"{name}\r\n\r\n1\r\n'
        for n in range(many)
    )
    return client.generic(
        "POST", PALETTE, f"{parts}--x--\r\n".encode(),
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["", "file"])
def test_forms_of_many_parts_are_refused_before_they_are_read(
    client: Any, db: None, kind: str, monkeypatch: Any
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(QueryDict, "appendlist", lambda *args: made.append(args))
    monkeypatch.setattr(PictureInMemory, "new_file", lambda *args, **kwargs: made.append(args))
    for many in (uploads.MOST_PARTS + 1, 30_000):
        document = problem(fields_of(client, many, kind), 400, "bad_request")
        assert "more than 200 fields and files: send the picture" in document["detail"]
        assert len(made) <= uploads.MOST_PARTS
        made.clear()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.png",
        "http://localhost/a.png",
        "http://[::1]/a.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://user:pw@example.org/",
        "http://example.org:22/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "//example.org/a.png",
        "http://",
        "a.png",
        "http://example.org/" + "a" * 2100,
        "http://exa\rmple.org/",
        "http://10.0.0.1\\@example.org/",
    ],
)
def test_hostile_addresses_are_refused(client: Any, db: None, address: str) -> None:
    document = problem(client.get(PALETTE, {"url": address}), 422, "address_refused")
    assert re.search("(give|begin|write)", document["detail"], re.I)  # what to do


def test_a_redirect_inwards_is_refused(client: Any, serve: Any) -> None:
    server = serve(saying(redirect("http://127.0.0.1:1/secret")))
    problem(client.get(PALETTE, {"url": server.origin}), 422, "address_refused")


@pytest.mark.parametrize(
    ("reply", "status", "code"),
    [
        (answer(status="404 Not Found"), 424, "source_not_found"),
        (answer(status="403 Forbidden"), 424, "source_forbidden"),
        (answer(status="500 Oops"), 424, "bad_status"),
        (answer(status="429 Slower", Retry_After="77"), 424, "source_busy"),
        (b"nonsense\r\n\r\n", 424, "bad_response"),
        (answer(b"<html>a page</html>"), 415, "not_an_image"),
        (answer(b"BM" + bytes(60)), 415, "unsupported_type"),
        (answer(picture()[:600]), 422, "truncated_image"),
    ],
)
def test_what_a_source_does_wrong_has_its_own_name(
    client: Any, serve: Any, reply: bytes, status: int, code: str
) -> None:
    response = client.get(PALETTE, {"url": serve(saying(reply)).origin})
    problem(response, status, code)
    if code == "source_busy":
        assert response["Retry-After"] == "77"


def test_no_address_is_a_problem_of_its_field(client: Any, db: None) -> None:
    assert problem(client.get(PALETTE), 422, "bad_parameters")["errors"][0]["field"] == "url"


def test_no_picture_is_a_problem_of_its_field(client: Any, db: None) -> None:
    for form in ({"size": "3"}, {"picture": "hello"}):
        document = problem(client.post(PALETTE, form), 422, "bad_parameters")
        (one,) = document["errors"]
        assert (one["field"], one["code"]) == ("picture", "missing")
        assert document["detail"] == (
            "picture: Send it as a file, such as curl -F picture=@still.jpg does."
        )


def test_an_empty_file_is_said_to_be_empty(client: Any, db: None) -> None:
    document = problem(upload(client, b""), 415, "not_an_image")
    assert document["detail"] == "The file is empty: send the picture itself."


def in_chunks(client: Any, content: bytes) -> Any:
    """Upload as a server hands a chunked body on: without a length, and with an end."""
    head = '--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    return client.generic(
        "POST", f"{PALETTE}?format=hex", headers={"Transfer-Encoding": "chunked"},
        **{
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": "",
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        },
    )  # fmt: skip


def test_an_upload_in_chunks_is_taken_like_any_other(client: Any, db: None) -> None:
    expected = [swatch.hex for swatch in extract_palette(picture()).swatches]
    assert in_chunks(client, picture()).json() == expected
    problem(in_chunks(client, b""), 415, "not_an_image")
    for size in (20_000_001, 22_000_000):
        problem(in_chunks(client, bytes(size)), 413, "too_large")


@pytest.mark.parametrize("kind", ["application/json", "image/png", "text/plain", ""])
def test_other_types_of_body_are_refused(client: Any, db: None, kind: str) -> None:
    problem(client.post(PALETTE, picture(), content_type=kind), 415, "unsupported_media_type")


def test_a_broken_form_is_a_problem(client: Any, db: None) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=\u00e4"):
        response = client.generic("POST", PALETTE, b"--x\r\nbroken", content_type=kind)
        assert response.status_code in (400, 422)
        assert response["Content-Type"] == "application/problem+json"


def test_21_megabytes_are_refused_and_nothing_is_on_disk(
    client: Any, db: None, monkeypatch: Any, tmp_path: Path, settings: Any
) -> None:
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **k: pytest.fail("a file"))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    for size in (20_000_001, 22_000_000):
        file = SimpleUploadedFile("a.png", bytes(size), "image/png")
        problem(client.post(PALETTE, {"picture": file}), 413, "too_large")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_picture_of_several_megabytes_stays_in_memory(
    client: Any, db: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **k: pytest.fail("a file"))
    out = io.BytesIO()
    Image.effect_noise((2000, 2000), 90).save(out, "PNG")
    assert len(out.getvalue()) > 3_000_000
    assert upload(client, out.getvalue(), "?size=2").status_code == 200


def test_bombs_of_fields_and_files_are_refused(client: Any, db: None) -> None:
    many = {f"f{number}": SimpleUploadedFile("a.png", b"x") for number in range(501)}
    problem(client.post(PALETTE, many), 400, "bad_request")
    fields = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(20_001)
    )
    response = client.generic(
        "POST",
        PALETTE,
        f"{fields}--x--\r\n".encode(),
        content_type="multipart/form-data; boundary=x",
    )
    problem(response, 400, "bad_request")
    long = (
        f'--x\r\nContent-Disposition: form-data; name="size"\r\n\r\n{"1" * 3_000_000}\r\n--x--\r\n'
    )
    response = client.generic(
        "POST", PALETTE, long.encode(), content_type="multipart/form-data; boundary=x"
    )
    problem(response, 413, "too_large")


def test_a_bomb_of_pixels_is_refused(client: Any, db: None) -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    problem(upload(client, out.getvalue()), 422, "too_many_pixels")


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the shared hostile pictures are not here")
def test_hostile_pictures_get_a_palette_or_a_named_refusal(
    client: Any, db: None, settings: Any
) -> None:
    settings.PALETTES_PER_MINUTE = 10_000
    settings.INGEST_DECODE_SECONDS = 3.0
    statuses = set()
    for path in sorted(HOSTILE.iterdir())[::3]:
        if path.suffix == ".tsv":
            continue
        response = upload(client, path.read_bytes()[:20_000_000], "?method=median_cut&size=3")
        statuses.add(response.status_code)
        if response.status_code != 200:
            problem(response, response.status_code, response.json()["code"])
    assert statuses <= {200, 413, 415, 422}
    assert len(statuses) > 1


def test_asking_too_often_says_how_long_to_wait(client: Any, db: None, settings: Any) -> None:
    settings.PALETTES_PER_MINUTE = 1
    assert upload(client, picture()).status_code == 200
    response = upload(client, picture(), "?size=2")
    problem(response, 429, "rate_limited")
    assert 1 <= int(response["Retry-After"]) <= 60


def test_a_token_is_counted_by_itself(client: Any, settings: Any, token: Any) -> None:
    settings.PALETTES_PER_MINUTE = 1
    upload(client, picture())
    file = SimpleUploadedFile("a.png", picture())
    asked = {"picture": file, "size": "2"}
    assert client.post(PALETTE, asked, headers=token("ingest")).status_code == 200


def test_a_wrong_token_is_told_even_where_none_is_needed(client: Any, db: None) -> None:
    headers = {"Authorization": "Bearer chroma_wrong"}
    response = client.get(PALETTE, {"url": "http://example.org/"}, headers=headers)
    problem(response, 401, "token_unknown")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_palette_comes_without_room_to_keep_it_too(
    client: Any, db: None, monkeypatch: Any
) -> None:
    kept: list[Any] = []

    class Disk:
        def get_many(self, keys: Any) -> dict[str, Any]:
            return {}

        def set_many(self, values: Any, timeout: int) -> None:
            kept.append(values)
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("palettes.visitors.outside.cache", Disk())
    answer = upload(client, picture())
    assert answer.json() == extract_palette(picture()).as_array().tolist()
    assert len(kept) == 1


def test_what_a_disk_or_database_says_is_for_the_log(
    client: Any, db: None, monkeypatch: Any, caplog: Any
) -> None:
    def failing(*args: Any, **kwargs: Any) -> None:
        raise StorageFailed("The database says: no such table: secret_rows.")

    monkeypatch.setattr("palettes.api.palette.palettes_from_address", failing)
    response = client.get(PALETTE, {"url": "https://example.org/a.png"})
    document = problem(response, 503, "storage_failed")
    assert response["Retry-After"]
    assert "secret_rows" not in str(document)
    assert "secret_rows" in caplog.text


def test_answers_are_what_the_schema_says(client: Any, db: None) -> None:
    told = TypeAdapter(PaletteAnswer)
    for form in ("array", "hex", "coolors", "full"):
        found = upload(client, picture(), f"?format={form}").json()
        assert told.dump_python(told.validate_python(found)) == found
