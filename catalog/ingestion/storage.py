"""Files of stills: named by their content, whole or not there at all."""

import errno
import os
import secrets
from pathlib import Path

from django.conf import settings

from catalog.ingestion.errors import StorageFailed, StorageFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def name_of(sha256: str, extension: str) -> str:
    """Where content is kept below MEDIA_ROOT: ``originals/ab/cd/<sha256>.<extension>``."""
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}.{extension}"


def store(content: bytes, sha256: str, extension: str) -> str:
    """Keep bytes under their name and return it; a file that is there already stays.

    The bytes reach the disk under another name first and are then renamed, so that a name
    always means whole content, through a crash or a full disk. Raises StorageFull, StorageFailed.
    """
    name = name_of(sha256, extension)
    path = Path(settings.MEDIA_ROOT) / name
    part = path.with_name(f".{sha256}.{secrets.token_hex(4)}.part")
    try:
        if path.exists() and path.stat().st_size == len(content):
            os.utime(path)  # as young as its new use: the sweep takes old ones only
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(part, content)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull from error
        raise StorageFailed(f"{path} could not be written: {error.strerror}.") from error
    return name


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last: a name is data of its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
