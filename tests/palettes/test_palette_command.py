import json
import os

import pytest
from django.core.management import CommandError, call_command, load_command_class
from PIL import Image

from catalog.ingestion.errors import FetchTimeout, IngestionError
from catalog.ingestion.images import verify
from palettes.engine import (
    DEFAULT_RECIPE,
    DIFFERENCES,
    METHODS,
    SPACES,
    extract_palette,
    extraction,
    seed_unsteadiness,
)
from palettes.engine.recipe import COMMON_OPTIONS
from palettes.management.commands import palette as command

from .engine.pictures import encoded, flat, photograph


def run(capsys, *arguments: str) -> list[str]:
    call_command("palette", *arguments)
    return capsys.readouterr().out.splitlines()


def test_each_source_is_a_line(make_picture, capsys) -> None:
    pictures = [str(make_picture("#802010", "#104080")) for _ in range(2)]
    lines = run(capsys, *pictures, "--recipe", "kmeans-rgb-2")
    assert len(lines) == 2
    assert sorted(json.loads(lines[0])) == [[16, 64, 128], [128, 32, 16]]


def test_hex_and_coolors(make_picture, capsys) -> None:
    picture = str(make_picture("#802010", "#802010", "#104080"))
    options = ("--recipe", "kmeans-oklab-2", "--format")
    assert run(capsys, picture, *options, "hex") == ["#802010 #104080"]
    assert run(capsys, picture, *options, "coolors") == ["https://coolors.co/802010-104080"]


def test_json_tells_all(make_picture, capsys) -> None:
    picture = str(make_picture("#802010", "#104080"))
    (line,) = run(capsys, picture, "--format", "json", "--recipe", "kmeans-rgb-2")
    said = json.loads(line)
    palette = extract_palette(picture, "kmeans-rgb-2")
    assert said["source"] == picture
    assert said["recipe"] == "kmeans-rgb-2"
    assert [(s["hex"], s["share"], s["accent"]) for s in said["swatches"]] == [
        (s.hex, s.share, s.accent) for s in palette.swatches
    ]
    assert said["measures"]["mean"] == palette.measures.mean


def test_json_says_what_the_api_says_by_the_same_names(make_picture, client, capsys, db) -> None:
    picture = make_picture("#802010", "#104080", "#e0e0d0")
    (line,) = run(capsys, str(picture), "--format", "json", "--recipe", "kmeans-rgb-2")
    said = json.loads(line)
    with open(picture, "rb") as file:
        query = "?method=kmeans&space=rgb&size=2&format=full"
        answer = client.post(f"/api/v1/palette{query}", {"picture": file}).json()
    assert {"rgb", "oklab", "name"} <= said["swatches"][0].keys()
    for name in ("swatches", "elbow", "note", "picture", "coolors"):
        assert said[name] == answer[name]
    assert said["parts"] == answer["recipe"]
    assert said["recipe"] == answer["recipe"]["text"]
    assert said["measures"] == answer["measures"] | {
        "seed_unsteadiness": said["measures"]["seed_unsteadiness"]
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (encoded(flat((9, 9, 9), (15, 40))), "bad_dimensions"),
        (encoded(flat((9, 9, 9), (20_001, 16))), "bad_dimensions"),
        (encoded(Image.new("1", (8000, 5001))), "too_many_pixels"),
        (encoded(photograph())[:3000], "truncated_image"),
        (bytes(2001), "too_large"),
        (b"", "not_an_image"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_limits_of_what_comes_in_hold_and_have_their_codes(
    tmp_path, capsys, settings, content: bytes, code: str
) -> None:
    if code == "too_large":
        settings.INGEST_MAX_PICTURE_BYTES = 2000
    else:
        with pytest.raises(IngestionError) as caught:
            verify(content)
        assert caught.value.code == code
    path = tmp_path / "still"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("palette", str(path), "--format", "json")
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_what_never_ends_is_not_waited_for(tmp_path, capsys) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CommandError, match="2 of 2"):
        call_command("palette", "/dev/zero", str(tmp_path / "pipe"), "--format", "json")
    for line in capsys.readouterr().out.splitlines():
        error = json.loads(line)["error"]
        assert error["code"] == "unreadable_source"
        assert error["message"] == "This is not a file. Give a picture's file or address."


def test_swatches_can_be_ordered_by_lightness_and_hue(make_picture, capsys) -> None:
    picture = str(make_picture("#e0e0d0", "#e0e0d0", "#802010", "#104080"))
    options = ("--recipe", "kmeans-oklab-3", "--format", "hex", "--order")
    assert run(capsys, picture, *options, "lightness") == ["#104080 #802010 #e0e0d0"]
    assert run(capsys, picture, *options, "hue") == ["#802010 #104080 #e0e0d0"]


def test_a_bad_source_is_said_and_the_rest_goes_on(make_picture, tmp_path, capsys) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 not really")
    with pytest.raises(CommandError, match="2 of 3"):
        call_command(
            "palette", str(bad), "/no/such/file.jpg", str(make_picture()), "--format", "json"
        )
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("error", {}).get("code") for line in lines] == [
        "truncated_image",
        "unreadable_source",
        None,
    ]
    assert all(line["error"]["message"] for line in lines[:2])


def test_a_refused_address_is_said_with_its_code(capsys) -> None:
    with pytest.raises(CommandError):
        call_command("palette", "http://127.0.0.1/x.jpg", "--format", "json")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["error"]["code"] == "address_refused"


@pytest.mark.parametrize("form", ["hex", "json"])
def test_what_only_the_keeper_can_do_is_said_beside_the_code(monkeypatch, capsys, form) -> None:
    def too_slow(url: str) -> None:
        raise FetchTimeout

    monkeypatch.setattr(command, "fetch_picture", too_slow)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("palette", "https://example.org/a.jpg", "--format", form)
    said = "".join(capsys.readouterr())
    assert FetchTimeout.default in said
    assert FetchTimeout.hint in said
    assert FetchTimeout.code in said


@pytest.mark.parametrize(
    ("recipe", "names"),
    [
        ("nonsense-oklab-8", "kmeans"),
        ("kmeans-nonsense-8", "oklab"),
        ("agglomerative-oklab-8,difference=nonsense", "ciede2000"),
        ("kmeans-oklab-65", "64"),
        ("kmeans-oklab-0", "64"),
        ("kmeans", "METHOD-SPACE-SIZE"),
    ],
)
def test_an_impossible_recipe_names_the_choices(make_picture, recipe: str, names: str) -> None:
    with pytest.raises(CommandError, match=names):
        call_command("palette", str(make_picture()), "--recipe", recipe)


def test_nothing_is_stored(make_picture, capsys, settings, tmp_path) -> None:
    run(capsys, str(make_picture()))
    assert not (tmp_path / "media").exists()


# --- The recipe by flags --------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "recipe"),
    [
        ("", DEFAULT_RECIPE),
        ("--size 5", "accent-oklab-5"),
        ("--size auto", "accent-oklab-auto"),
        ("--method kmeans --space hsv --set starts=2", "kmeans-hsv-8,starts=2"),
        ("--method kmeans --set starts=4", "kmeans-oklab-8"),
        (
            "--method dbscan --difference ciede2000 --set mass=0.1 --set reach=0.2",
            "dbscan-oklab-8,difference=ciede2000,mass=0.1,reach=0.2",
        ),
        (
            "--darkest 0.1 --brightest .9 --seed 3 --snap off --method kmeans",
            "kmeans-oklab-8,darkest=0.1,brightest=0.9,seed=3,snap=off",
        ),
        (
            "--recipe agglomerative-rgb-6,seed=3,linkage=ward --size 4 --seed 0"
            " --set linkage=average",
            "agglomerative-rgb-4,linkage=average",
        ),
        ("--recipe kmeans-rgb-6,darkest=0.4,brightest=0.5 --darkest 0.6 --brightest 1",
         "kmeans-rgb-6,darkest=0.6"),
    ],
)  # fmt: skip
def test_flags_change_parts_of_the_recipe(make_picture, capsys, flags: str, recipe: str) -> None:
    picture = str(make_picture("#802010", "#104080", "#e0e0d0", "#e0a0d0"))
    (line,) = run(capsys, picture, "--format", "json", *flags.split())
    assert json.loads(line)["recipe"] == recipe


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--method fuzzy", "no method 'fuzzy'; choose .*kmeans.* (unknown_method)"),
        ("--space xyz", "no colour space 'xyz'; choose .*oklab.* (unknown_space)"),
        ("--difference cie31", "no difference 'cie31'; choose .* (unknown_difference)"),
        ("--size 65", "size is 65; give 1 to 64, or auto (bad_size)"),
        ("--size many", "size is 'many'; give 1 to 64, or auto (bad_size)"),
        ("--darkest 2", "darkest=2 and .* from 0 to 1.* (bad_option)"),
        ("--darkest dim", "darkest=dim: give a number (bad_option)"),
        ("--brightest -1", "brightest=-1 must .* from 0 to 1.* (bad_option)"),
        ("--seed 99999999999", "seed=99999999999; give .* 0 to 4294967295 (bad_option)"),
        ("--seed -1", "seed=-1; give a whole number from 0 to 4294967295 (bad_option)"),
        ("--seed 1.5", "seed=1.5; give a whole number from 0 to 4294967295 (bad_option)"),
        ("--seed 4294967296", "seed=4294967296; give .* 0 to 4294967295 (bad_option)"),
        ("--snap maybe", "snap=maybe: give on or off (bad_option)"),
        (
            "--method octree --space oklab",
            "octree works in rgb only, not in oklab (impossible_recipe)",
        ),
        (
            "--recipe octree-oklab-8 --size 4",
            "octree works in rgb only, not in oklab (impossible_recipe)",
        ),
        ("--difference hyab", "accent can only use .*euclidean, not hyab (impossible_recipe)"),
        ("--method kmeans --set starts=99", "starts=99: give 1 to 32 (bad_option)"),
        ("--method kmeans --set starts=two", "starts=two: give a whole number (bad_option)"),
        ("--method kmeans --set linkage=ward", "no option 'linkage'; choose .*starts (bad_option)"),
        ("--set starts=2", "accent has no option 'starts'.* (bad_option)"),
        ("--set starts", "'starts' is not an option; write key=value (bad_recipe)"),
        ("--method kmeans --set starts=2 --set starts=3", "starts is given twice (bad_recipe)"),
        ("--seed 1 --set seed=2", "seed is given twice (bad_recipe)"),
        ("--recipe agglomerative-oklab-4,linkage=ward --method kmeans", "no option 'linkage'"),
    ],
)
def test_flags_that_cannot_be_are_refused_by_name(make_picture, capsys, flags, said: str) -> None:
    said = said.replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(CommandError, match=said) as caught:
        call_command("palette", str(make_picture()), *flags.split())
    assert caught.value.returncode == 1
    assert capsys.readouterr().out == ""


def parser():
    return load_command_class("palettes", "palette").create_parser("manage.py", "palette")


def test_every_option_has_a_flag_that_says_its_range_and_default() -> None:
    said = {action.dest: action.help for action in parser()._actions}
    for key in ("method", "space", "size", *COMMON_OPTIONS):
        assert "; default: " in said[key]
    assert "1 to 64, or auto; default: 8" in said["size"]
    assert all(key in said["method"] for key in METHODS)
    for method in METHODS.values():
        for parameter in method.parameters:
            shown = f"{method.key} {parameter.key} ({parameter.values}, default "
            assert shown + f"{parameter.default})" in said["set"]
    assert "--set" in parser().format_help()
    assert all(said[key] for key in said if key != "help")


def test_the_list_says_what_every_method_can_honour(capsys) -> None:
    lines = run(capsys, "--list")
    rows = {line.split()[0]: line for line in lines if line[:1].strip()}
    for key, method in METHODS.items():
        assert rows[key].split()[1:3] == [
            *(method.spaces or ["all"]),
            *(method.differences or ["all"]),
        ]
        assert ("matters" in rows[key]) is method.seeded
        assert ("finds it" in rows[key]) is method.finds_size
    text = "\n".join(lines)
    for method in METHODS.values():
        for parameter in method.parameters:
            assert f"{parameter.key}: {parameter.values}, default {parameter.default}" in text
    for key in (*SPACES, *DIFFERENCES, "darkest", "brightest", "seed", "snap"):
        assert key in text


def test_without_a_source_it_says_what_to_give() -> None:
    with pytest.raises(CommandError, match="image file or address, or --list"):
        call_command("palette")


# --- Stability over seeds -------------------------------------------------------------


def test_json_says_how_far_other_seeds_lie(make_picture, capsys) -> None:
    picture = str(make_picture(*(f"#{n:02x}{255 - n:02x}40" for n in range(0, 250, 10))))
    recipe = "kmeans-oklab-6,starts=1"
    (line,) = run(capsys, picture, "--format", "json", "--recipe", recipe)
    unsteady = json.loads(line)["measures"]["seed_unsteadiness"]
    assert unsteady == seed_unsteadiness(picture, recipe) > 0


def test_a_method_without_dice_is_not_run_again_for_its_steadiness(
    make_picture, capsys, monkeypatch
) -> None:
    monkeypatch.setattr(extraction, "unsteadiness", None)
    (line,) = run(capsys, str(make_picture()), "--format", "json")
    assert json.loads(line)["measures"]["seed_unsteadiness"] == 0


def test_json_tells_of_each_accent(tmp_path, capsys) -> None:
    picture = photograph(7, (600, 400))
    picture.paste((250, 10, 160), (100, 100, 130, 130))
    picture.save(tmp_path / "pink.png")
    (line,) = run(capsys, str(tmp_path / "pink.png"), "--format", "json")
    accents = {each.pop("hex"): each for each in json.loads(line)["measures"]["accents"]}
    assert set(accents["#fa0aa0"]) == {"share", "compactness", "distance"}


def test_what_is_wrong_with_a_file_has_the_code_it_has_everywhere(tmp_path, capsys) -> None:
    contents = {"notes.txt": b"no picture", "scan.tif": b"II*\x00" + bytes(40)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in contents]
    with pytest.raises(CommandError, match="3 of 3"):
        call_command("palette", *paths, str(tmp_path), "--format", "json")
    codes = [json.loads(line)["error"]["code"] for line in capsys.readouterr().out.splitlines()]
    assert codes == ["not_an_image", "unsupported_type", "unreadable_source"]


def test_the_elbow_of_a_size_found_is_told(make_picture, capsys) -> None:
    (line,) = run(capsys, str(make_picture()), "--size", "auto", "--format", "json")
    elbow = json.loads(line)["elbow"]
    assert [size for size, _ in elbow] == sorted(size for size, _ in elbow)
    assert len(elbow) > 1


def test_a_method_alone_takes_a_space_it_works_in(make_picture, capsys) -> None:
    (line,) = run(capsys, str(make_picture()), "--method", "octree", "--format", "json")
    assert json.loads(line)["recipe"] == "octree-rgb-8"
