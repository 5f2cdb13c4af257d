import json

import pytest
from django.core.management import CommandError, call_command

from palettes.engine import extract_palette


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
    assert said["swatches"] == [
        {"hex": s.hex, "share": s.share, "accent": s.accent} for s in palette.swatches
    ]
    assert said["measures"]["mean"] == palette.measures.mean


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
        "unreadable_picture",
        "unreadable_picture",
        None,
    ]
    assert all(line["error"]["message"] for line in lines[:2])


def test_a_refused_address_is_said_with_its_code(capsys) -> None:
    with pytest.raises(CommandError):
        call_command("palette", "http://127.0.0.1/x.jpg", "--format", "json")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["error"]["code"] == "address_refused"


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
