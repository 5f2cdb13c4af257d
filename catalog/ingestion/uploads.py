"""Files that come through a form: kept apart from everything until their ingestion ends.

What a stranger calls a file is only ever shown, never used as a path: files are numbered below
``MEDIA_ROOT/uploads/<ingestion>-<random>/``. A zip is read entry by entry; what counts is the
bytes that come out, whatever its tables say.
"""

import secrets
import shutil
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from catalog.ingestion.archives import Entry, entries
from catalog.ingestion.errors import BadArchive, IngestionError, StorageFailed, TooLarge
from catalog.ingestion.sources import MANIFESTS
from catalog.ingestion.texts import clean, natural_key
from catalog.models import Ingestion

CHUNK: Final = 1 << 16
NAME_LENGTH: Final = 300
KEPT_WHEN_FAILED: Final = timedelta(days=7)
_UNCLAIMED: Final = 24 * 3600  # seconds; a form that was never finished


@dataclass(frozen=True, slots=True)
class Piece:
    """One uploaded file by its shown name: ``path`` where it lies, or why it was not kept."""

    name: str
    path: Path | None = None
    error: IngestionError | None = None


@dataclass
class Upload:
    """What came with one form.

    ``packs`` are loose files ("") and zips, each by its name; ``manifest`` lies in one of these.
    """

    folder: Path
    packs: dict[str, list[Piece]] = field(default_factory=dict)
    manifest: Piece | None = None
    count: int = 0
    total: int = 0

    @classmethod
    def new(cls) -> "Upload":
        """A folder of its own. Raises StorageFailed."""
        folder = _root() / f"new-{secrets.token_hex(8)}"
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise StorageFailed(f"The upload could not be kept: {error.strerror}.") from None
        return cls(folder)

    def add(self, file: File) -> None:
        """Keep a picture, or what a zip holds. Raises BadArchive, TooLarge, StorageFailed."""
        name = shown_name(str(file.name))
        if not zipfile.is_zipfile(file) and not name.lower().endswith(".zip"):
            file.seek(0)
            self.packs.setdefault("", []).append(self._keep(name, file))
            return
        file.seek(0)
        pieces = [self._unpacked(entry) for entry in entries(file)]
        tables = [p for p in pieces if p.path and p.name.rpartition("/")[2].lower() in MANIFESTS]
        self.manifest = self.manifest or (tables[0] if tables else None)
        pieces = [piece for piece in pieces if piece not in tables]
        if not pieces:
            raise BadArchive(f"{name} holds no pictures.")
        pieces.sort(key=lambda piece: natural_key(piece.name))
        self.packs.setdefault(name, []).extend(pieces)

    def _unpacked(self, entry: Entry) -> Piece:
        name = shown_name(entry.name)
        if entry.error is not None:
            return Piece(name, error=entry.error)
        try:
            with entry.open() as stream:
                return self._keep(name, stream, packed=True)
        except BadArchive as error:
            return Piece(name, error=error)

    def _keep(self, name: str, stream: IO[bytes] | File, *, packed: bool = False) -> Piece:
        """Write one file to disk as it is read; what is too large ends half-way."""
        self.count += 1
        path = self.folder / f"{self.count:05}"
        most, size = settings.INGEST_MAX_PICTURE_BYTES, 0
        try:
            with path.open("xb") as out:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self.total += len(chunk)
                    if packed and self.total > settings.UPLOAD_MAX_ZIP_BYTES:
                        raise TooLarge(_TOO_MUCH.format(megabytes(settings.UPLOAD_MAX_ZIP_BYTES)))
                    if size > most:
                        break
                    out.write(chunk)
        except BadArchive:
            path.unlink(missing_ok=True)
            raise
        except OSError as error:
            raise StorageFailed(f"The upload could not be kept: {error.strerror}.") from None
        if size > most:
            path.unlink(missing_ok=True)
            return Piece(name, error=TooLarge(f"The file is larger than {megabytes(most)}."))
        return Piece(name, path)

    def by_name(self) -> Mapping[str, Piece]:
        """Every file by its name, and by its last part where that is unique."""
        pieces = [piece for pack in self.packs.values() for piece in pack]
        found: dict[str, Piece] = {}
        doubles = set()
        for piece in pieces:
            last = piece.name.rpartition("/")[2]
            if last in found:
                doubles.add(last)
            found[last] = piece
        for name in doubles:
            del found[name]
        return {**found, **{piece.name: piece for piece in pieces}}

    def claim(self, ingestion: Ingestion) -> None:
        """Give the folder to an ingestion, with whose end it goes. Raises StorageFailed."""
        folder = self.folder.with_name(f"{ingestion.pk}-{secrets.token_hex(8)}")
        try:
            self.folder.rename(folder)
        except OSError as error:
            raise StorageFailed(f"The upload could not be kept: {error.strerror}.") from None
        for pack in self.packs.values():
            pack[:] = [_moved(piece, folder) for piece in pack]
        self.folder = folder

    def drop(self) -> None:
        """Forget all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


_TOO_MUCH = "Unpacked, this is more than {}: pack fewer pictures at once."


def shown_name(name: str) -> str:
    """A file's name as text to show: no path above it, one line, no marks."""
    parts = [clean(part, NAME_LENGTH) for part in name.replace("\\", "/").split("/")]
    parts = [part for part in parts if part and part not in (".", "..")]
    return "/".join(parts)[-NAME_LENGTH:] or "unnamed"


def forget(ingestion: Ingestion) -> None:
    """Remove the files that came with an ingestion."""
    for folder in _root().glob(f"{ingestion.pk}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> int:
    """Remove uploads that nobody needs any more, and tell how many folders went.

    Those of forms never finished, of ingestions that are gone, done or cancelled (as previews are
    that nobody confirms), and of failures a week old. A young folder without an ingestion may be
    one whose row is being written.
    """
    gone = 0
    for folder in _folders():
        if _is_over(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _is_over(folder: Path) -> bool:
    key, _, _ = folder.name.partition("-")
    ingestion = Ingestion.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if ingestion is None:
        try:
            return folder.stat().st_mtime < time.time() - _UNCLAIMED
        except OSError:
            return False
    if ingestion.state in (Ingestion.State.DONE, Ingestion.State.CANCELLED):
        return True
    if ingestion.state == Ingestion.State.FAILED:
        return (ingestion.finished_at or ingestion.created_at) < timezone.now() - KEPT_WHEN_FAILED
    return False


def _folders() -> Iterator[Path]:
    root = _root()
    if root.is_dir():
        yield from (folder for folder in root.iterdir() if folder.is_dir())


def _moved(piece: Piece, folder: Path) -> Piece:
    return Piece(piece.name, folder / piece.path.name, piece.error) if piece.path else piece


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads"


def megabytes(size: int) -> str:
    """A limit in words."""
    return f"{round(size / 1_000_000, 1):g} MB"
