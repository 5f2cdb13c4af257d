"""Files that come through a form, the hostile ones too."""

import io
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.ingestion import control, uploads
from catalog.ingestion.errors import BadArchive, BadManifest, TooLarge
from catalog.ingestion.submitting import submit
from catalog.models import Film, Ingestion

pytestmark = pytest.mark.django_db


def pack(files: dict[str, bytes], name: str = "stills.zip") -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return SimpleUploadedFile(name, out.getvalue())


def folders() -> list[Path]:
    root = Path(django_settings.MEDIA_ROOT) / "uploads"
    return list(root.iterdir()) if root.is_dir() else []


def told(ingestion: Ingestion) -> list[tuple[str, str, str]]:
    return list(ingestion.items.values_list("source", "state", "code"))


def test_files_are_items_in_the_order_given(upload: Any) -> None:
    ingestion = submit([], files=[upload("b.png"), upload("a.png")])
    assert told(ingestion) == [("b.png", "waiting", ""), ("a.png", "waiting", "")]
    assert ingestion.sources == ["2 files"]


def test_a_zip_is_taken_in_the_order_people_count(make_picture: Any) -> None:
    names = ["10.png", "2.png", "__MACOSX/._2.png", ".hidden.png", "sub/"]
    content = make_picture().read_bytes()
    ingestion = submit([], files=[pack(dict.fromkeys(names, content))])
    assert [source for source, _, _ in told(ingestion)] == ["2.png", "10.png"]


def test_a_zip_named_for_a_film_says_so(make_picture: Any) -> None:
    archive = pack({"a.png": make_picture().read_bytes()}, "Stalker (1979).zip")
    item = submit([], files=[archive]).items.get()
    assert item.facts["film"] == {"title": "Stalker", "year": 1979}


@pytest.mark.parametrize(
    "name", ["../../evil.png", "/etc/evil.png", "..\\..\\evil.png", "a/../../b\0.png"]
)
def test_a_name_is_never_a_path(make_picture: Any, name: str) -> None:
    archive = pack({name.replace("\0", ""): make_picture().read_bytes()})
    item = submit([], files=[archive]).items.get()
    kept = control.path_of(item).resolve()
    assert kept.parent == folders()[0].resolve()
    assert kept.name.isdecimal()
    assert ".." not in item.source
    assert not item.source.startswith("/")


def test_what_is_no_picture_is_named_with_its_reason(make_picture: Any) -> None:
    content = make_picture().read_bytes()
    ingestion = submit([], files=[pack({"a.png": content, "b.txt": b"x", "c.zip": b"PK"})])
    assert told(ingestion) == [
        ("a.png", "waiting", ""),
        ("b.txt", "failed", "unsupported_type"),
        ("c.zip", "failed", "bad_archive"),
    ]


def test_a_damaged_entry_fails_by_itself(make_picture: Any) -> None:
    content = make_picture().read_bytes()
    whole = pack({"a.png": content, "b.png": content}).read()
    place = whole.index(b"b.png") + 20
    broken = whole[:place] + bytes(8) + whole[place + 8 :]
    ingestion = submit([], files=[SimpleUploadedFile("x.zip", broken)])
    assert told(ingestion) == [("a.png", "waiting", ""), ("b.png", "failed", "bad_archive")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    with pytest.raises(BadArchive):
        submit([], files=[SimpleUploadedFile("x.zip", content)])
    assert folders() == []
    assert not Ingestion.objects.exists()


def test_an_encrypted_zip_is_refused(make_picture: Any) -> None:
    content = bytearray(pack({"a.png": make_picture().read_bytes()}).read())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadArchive, match="password"):
        submit([], files=[SimpleUploadedFile("x.zip", bytes(content))])


def test_too_many_files_are_refused(settings: Any) -> None:
    settings.UPLOAD_MAX_ENTRIES = 3
    with pytest.raises(BadArchive, match="at most 3"):
        submit([], files=[pack({f"{number}.png": b"x" for number in range(4)})])
    assert folders() == []


def test_a_table_too_large_to_read_is_not_read(settings: Any) -> None:
    content = bytearray(pack({"a.png": b"x"}).read())
    struct.pack_into("<L", content, content.rindex(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    with pytest.raises(BadArchive, match="more than 500"):
        submit([], files=[SimpleUploadedFile("x.zip", bytes(content))])


def test_a_bomb_is_counted_while_it_unpacks(settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1_000_000
    settings.UPLOAD_MAX_ZIP_BYTES = 3_000_000
    bomb = {f"{number}.png": bytes(2_000_000) for number in range(8)}
    one = submit([], files=[pack({"0.png": bomb["0.png"]})])
    assert told(one) == [("0.png", "failed", "too_large")]
    with pytest.raises(TooLarge):
        submit([], files=[pack(bomb)])
    assert len(folders()) == 1


def test_a_manifest_names_files_of_the_zip(make_picture: Any, run: Any) -> None:
    rows = "film,year,file,credit\nOne,1999,in/a.png,By me\nOne,1999,gone.png,\n"
    rows += "One,1999,../../../etc/passwd,\n"
    content = make_picture().read_bytes()
    files = {"in/a.png": content, "b.png": make_picture("#101010").read_bytes()}
    manifest = SimpleUploadedFile("m.csv", rows.encode())
    ingestion = submit([], files=[pack(files)], manifest=manifest)
    assert [(state, code) for _, state, code in told(ingestion)] == [
        ("waiting", ""),
        ("failed", "unreadable_source"),
        ("failed", "bad_manifest"),
        ("failed", "bad_manifest"),
    ]
    control.confirm(run(ingestion))
    run(ingestion)
    still = Film.objects.get(title="One").stills.get()
    assert still.credit == "By me"


def test_what_its_manifest_refuses_is_not_tried_again(make_picture: Any, run: Any) -> None:
    rows = b"film,year,file\nOne,1999,a.png\nOne,never,b.png\n"
    files = {name: make_picture().read_bytes() for name in ("a.png", "b.png", "unnamed.png")}
    ingestion = submit([], files=[pack(files)], manifest=SimpleUploadedFile("m.csv", rows))
    states = ["waiting", "failed", "failed", "failed"]
    assert [state for _, state, _ in told(ingestion)] == states
    assert control.again(ingestion) == 0
    assert control.resume(ingestion, retry_failed=True) == 1  # the first, which waits
    assert [state for _, state, _ in told(ingestion)] == states


def test_a_manifest_within_the_zip_is_read(make_picture: Any) -> None:
    files = {"manifest.csv": b"film,file\nTwo,a.png\n", "a.png": make_picture().read_bytes()}
    item = submit([], files=[pack(files)]).items.get()
    assert item.facts["film"] == {"title": "Two"}


def test_a_manifest_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(BadManifest):
        submit([], manifest=SimpleUploadedFile("m.csv", b"nothing,here\n"))
    assert folders() == []


def test_uploads_go_with_their_ingestion(preview: Any, run: Any) -> None:
    done, cancelled = preview(1), preview(1)
    assert len(folders()) == 2
    control.cancel(cancelled)
    assert len(folders()) == 1
    control.confirm(done)
    assert run(done).state == Ingestion.State.DONE
    assert folders() == []


def test_the_sweep_takes_what_nobody_needs(preview: Any) -> None:
    kept, gone, young = preview(1), preview(1), preview(1)
    Ingestion.objects.filter(pk__in=[gone.pk, young.pk]).delete()
    for folder in folders():
        if not folder.name.startswith(f"{young.pk}-"):
            os.utime(folder, (0, 0))
    (folders()[0].parent / "new-1").mkdir()
    assert uploads.sweep() == 1
    # A folder without a row may be one whose row is just being written.
    left = sorted(folder.name.partition("-")[0] for folder in folders())
    assert left == sorted([str(kept.pk), str(young.pk), "new"])
