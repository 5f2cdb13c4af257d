"""docs/api.md does what it says, and ``/api/docs`` works without the network."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from catalog.models import Ingestion
from palettes.api.docs import codes, operations
from palettes.api.problems import _STATUSES, OWN
from tests.catalog.ingestion.servers import Server, site
from tests.palettes.api.conftest import picture

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def lines_of(page: str) -> list[str]:
    """What a page has its reader ask by curl."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.S)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("curl ")]


LINES = lines_of(PAGE)
PROGRAM = re.search(r"```python\n(.*?)```", PAGE, re.S)[1]
OF_INGESTIONS = """page_without_images folder_without_images film_unknown bad_manifest
bad_archive unreadable_source worker_lost ingestion_error"""
HERE = "http://127.0.0.1:8000"


def run(line: str, folder: Path) -> str:
    """Run a line of the docs and give what it prints."""
    command = shlex.split(line, comments=True)
    command += ["--silent", "--show-error", "--fail", "--max-time", "60"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def curl(line: str, folder: Path, **variables: str) -> Any:
    """Run a line of the docs and give its answer, which is JSON."""
    for name, value in variables.items():
        line = line.replace(f"${name}", value)
    told = run(line, folder)
    return json.loads(told[told.index("\n\n") :] if told.startswith("HTTP/") else told)


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")


@needs_curl
@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_exports_brings_its_file(
    live_server: Any, make_still: Any, tmp_path: Path
) -> None:
    still, folder = make_still(computed=True), tmp_path / "brought"
    folder.mkdir()
    lines = lines_of((ROOT / "docs" / "exports.md").read_text(encoding="utf-8"))
    for line in lines:
        run(
            line.replace(HERE, live_server.url).replace("/stills/1/", f"/stills/{still.pk}/"),
            folder,
        )
    assert sorted(path.suffix for path in folder.iterdir()) == [
        ".ase",
        ".css",
        ".gpl",
        ".json",
        ".png",
    ]
    (kept,) = folder.glob("*.json")
    shares = [one["share"] for one in json.loads(kept.read_text())["swatches"]]
    assert shares == [0.915, 0.085]


@needs_curl
@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_readme_does_what_it_says(live_server: Any, tmp_path: Path) -> None:
    (tmp_path / "still.jpg").write_bytes(picture((320, 180), "JPEG"))
    lines = lines_of((ROOT / "README.md").read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        answer = curl(line.replace(HERE, live_server.url), tmp_path)
        assert answer["url"].startswith("https://coolors.co/")


@needs_curl
@pytest.mark.django_db(transaction=True)
def test_every_line_does_what_it_says(
    live_server: Any, make_still: Any, token: Any, tmp_path: Path, settings: Any
) -> None:
    still = make_still(computed=True)
    secret = token("ingest")["Authorization"].removeprefix("Bearer ")
    (tmp_path / "still.jpg").write_bytes(picture((320, 180), "JPEG"))
    with Server(site({"/still.png": picture()})) as source:
        settings.INGEST_TRUSTED_ORIGINS = [source.origin]
        variables = {"PICTURE": f"{source.origin}/still.png", "TOKEN": secret}
        answers = [
            curl(line.replace(HERE, live_server.url), tmp_path, **variables) for line in LINES
        ]
        coolors, array, hexes, full, films, facets, found, narrowed, toned, again, ingestion = (
            answers
        )
    assert re.fullmatch(r"https://coolors\.co/([0-9a-f]{6}-){7}[0-9a-f]{6}", coolors["url"])
    assert all(len(colour) == 3 for colour in array)
    assert len(hexes) == 5
    assert full["recipe"]["text"] == "agglomerative-hsv-auto"
    assert films == again | {"next": films["next"]}
    assert facets["facets"]
    assert found["results"][0]["still"]["id"] == still.pk
    assert (narrowed["colours"][0]["name"], narrowed["results"]) == ("teal", [])
    assert (toned["colours"], toned["results"]) == ([], [])
    assert ingestion["state"] == "queued"
    assert Ingestion.objects.get().facts == {"title": "The Lamp", "year": 1971}
    program = PROGRAM.replace(HERE, live_server.url)
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "NO_PROXY": "*"}, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert len(json.loads(told[0])) == 8
    assert told[1].startswith(f"{still.film.title} ")


def test_every_code_is_in_the_table() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE[PAGE.index("## Failures") :]))
    of_ingestions = set(OF_INGESTIONS.split())
    assert set(OWN) <= told
    assert {code for code, _ in codes()} - of_ingestions <= told


def test_statuses_of_the_table_are_those_that_are_answered() -> None:
    statuses = {int(row) for row in re.findall(r"^\| (\d{3}) \|", PAGE, re.M)}
    assert {status for _, status in _STATUSES} <= statuses


def test_every_address_and_setting_is_explained() -> None:
    for one in operations():
        path = one["path"].removeprefix("/api/v1").replace("{still_id}", "{id}")
        assert path.replace("{ingestion_id}", "{id}") in PAGE
    for name in dir(django_settings):
        if name.endswith("_PER_MINUTE") or name.startswith("VISITORS_"):
            assert f"`{name}" in PAGE


def test_the_page_lists_operations_and_codes_without_a_script(client: Any, db: None) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "script-src" not in page["Content-Security-Policy"]  # default-src 'self' holds
    assert "unsafe" not in page["Content-Security-Policy"]
    for one in operations():
        assert one["path"] in page.text
    for code, _ in codes():
        assert f'id="{code}"' in page.text
