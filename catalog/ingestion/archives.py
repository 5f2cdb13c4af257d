"""Zips from strangers, read entry by entry and never trusted: not their names, sizes or counts."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Final

from django.conf import settings

from catalog.ingestion.errors import BadArchive, IngestionError, UnsupportedType
from catalog.ingestion.sources import ARCHIVES, MANIFESTS

_END: Final = b"PK\x05\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_TABLE_PER_ENTRY: Final = 2_000  # bytes; names are far shorter
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_PICTURES: Final = (".txt", ".csv", ".json", ".xml", ".html", ".htm", ".pdf", ".md", ".db")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a zip by its own name, or why it is not taken."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    error: IngestionError | None = None

    @property
    def name(self) -> str:
        """As the zip has it: text to show, never a path."""
        return self.info.filename

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Its bytes, unpacked while they are read. Damage raises BadArchive."""
        try:
            with self.archive.open(self.info) as stream:
                yield stream
        except _DAMAGE:
            raise BadArchive("This file of the zip is damaged: pack it again.") from None


_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,  # places before the file's begin, names that are no text
)


def entries(file: Any) -> Iterator[Entry]:
    """The files of a zip; folders, hidden files and a Mac's shadows are passed over.

    Raises BadArchive for a whole that is damaged, encrypted or has too many entries.
    """
    _check_table(file)
    try:
        archive = zipfile.ZipFile(file)
    except (*_DAMAGE, OSError):
        raise BadArchive from None
    with archive:
        infos = [info for info in archive.infolist() if _counts(info)]
        most = settings.UPLOAD_MAX_ENTRIES
        if len(infos) > most:
            raise BadArchive(f"The zip holds {len(infos):,} files; at most {most:,} are taken.")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise BadArchive("The zip is encrypted: pack it again without a password.")
        for info in infos:
            yield Entry(archive, info, _verdict(info))


def _verdict(info: zipfile.ZipInfo) -> IngestionError | None:
    name = info.filename.lower()
    if name.rpartition("/")[2] in MANIFESTS:
        return None
    if name.endswith(ARCHIVES):
        return BadArchive("An archive within the zip is not opened: give it by itself.")
    if name.endswith(_NO_PICTURES):
        return UnsupportedType("This is not a picture by its ending.")
    if info.compress_type not in _METHODS:
        return BadArchive("This file is packed in a way that is not read: use plain zip.")
    return None


def _counts(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    hidden = parts[-1].startswith(".") or parts[-1].lower() in ("thumbs.db", "desktop.ini")
    return bool(info.filename) and not info.is_dir() and not hidden and parts[0] != "__MACOSX"


def _check_table(file: Any) -> None:
    """Refuse a table of contents that could not be held in memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < 22:
        raise BadArchive("This is not a zip, or its end is missing: pack it again.")
    if _LOCATOR_64 in tail[max(0, place - 20) : place]:
        raise BadArchive("This is a zip64: pack fewer pictures into a plain zip.")
    (table,) = struct.unpack_from("<L", tail, place + 12)
    if table > settings.UPLOAD_MAX_ENTRIES * _TABLE_PER_ENTRY:
        raise BadArchive(f"The zip holds more than {settings.UPLOAD_MAX_ENTRIES:,} files.")
    file.seek(0)
