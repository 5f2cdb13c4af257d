"""Zips whose tables lie: each file fails by itself, or the zip as a whole; never the page."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.ingestion.archives import entries
from catalog.ingestion.errors import BadArchive
from catalog.ingestion.submitting import submit

pytestmark = pytest.mark.django_db
TABLE, END = b"PK\x01\x02", b"PK\x05\x06"


def packed(name: str = "\xe9.png") -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"x" * 100)
    return bytearray(out.getvalue())


def name_that_is_no_text(content: bytearray) -> None:
    content[30:32] = b"\xff\xfe"


def begins_before_its_begin(content: bytearray) -> None:
    place = content.find(END) + 16
    (table,) = struct.unpack_from("<L", content, place)
    struct.pack_into("<L", content, place, table + 50)


def begins_behind_its_end(content: bytearray) -> None:
    struct.pack_into("<L", content, content.find(TABLE) + 42, 10_000_000)


def without_a_name(content: bytearray) -> None:
    content[content.find(TABLE) + 46] = 0


@pytest.mark.parametrize(
    "damage",
    [name_that_is_no_text, begins_before_its_begin, begins_behind_its_end, without_a_name],
)
def test_a_lying_zip_is_refused(damage: Callable[[bytearray], None]) -> None:
    content = packed()
    damage(content)
    try:
        ingestion = submit([], files=[SimpleUploadedFile("a.zip", bytes(content))])
    except BadArchive:
        return
    assert [(item.state, item.code) for item in ingestion.items.all()] == [
        ("failed", "bad_archive")
    ]


def test_any_damage_is_named() -> None:
    chance = random.Random(1)
    for _ in range(3000):
        content = packed(chance.choice(["a.png", "\xe9.png"]))
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.choice([0, 1, 80, 255])
        try:
            for entry in entries(io.BytesIO(bytes(content))):
                with entry.open() as stream:
                    while stream.read(65_536):
                        pass
        except BadArchive:
            continue


def test_json_with_a_mark_before_it_is_json(upload: Any) -> None:
    text = b'\xef\xbb\xbf [{"film": "Stalker", "file": "a.png"}]'
    ingestion = submit([], files=[upload("a.png")], manifest=SimpleUploadedFile("m.json", text))
    assert ingestion.items.get().facts["film"] == {"title": "Stalker"}
