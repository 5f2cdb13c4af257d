"""Files of stills: named by content, whole or not there at all."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from catalog.ingestion.errors import StorageFailed, StorageFull
from catalog.ingestion.storage import name_of, store

SHA = "ab" + "cd" + "0" * 60


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_file_lies_under_the_name_of_its_content(media: Path) -> None:
    name = store(b"content", SHA, "jpg")
    assert name == f"originals/ab/cd/{SHA}.jpg" == name_of(SHA, "jpg")
    assert (media / name).read_bytes() == b"content"
    assert files(media) == [media / name]


def test_file_that_is_there_stays_and_counts_as_young(media: Path) -> None:
    path = media / store(b"content", SHA, "jpg")
    os.utime(path, (0, 0))
    before = path.stat()
    store(b"content", SHA, "jpg")
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime > 1  # or the sweep might take it away before its row is there


def test_file_that_a_crash_left_short_is_written_again(media: Path) -> None:
    path = media / store(b"content", SHA, "jpg")
    path.write_bytes(b"con")
    store(b"content", SHA, "jpg")
    assert path.read_bytes() == b"content"


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, StorageFull), (errno.EIO, StorageFailed)]
)
def test_failed_write_leaves_nothing_behind(
    media: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    error: type[StorageFailed],
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(error) as caught:
        store(b"content", SHA, "jpg")
    monkeypatch.undo()
    assert caught.value.code == ("storage_full" if number == errno.ENOSPC else "storage_failed")
    assert files(media) == []


def test_short_writes_are_gone_on_with(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    name = store(b"0123456789", SHA, "jpg")
    assert (media / name).read_bytes() == b"0123456789"
