"""A picture on its way in: its bytes, from wherever they lie, verified and put in place."""

import stat
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from catalog.ingestion import images, remembered, storage
from catalog.ingestion.errors import TooLarge, UnreadableSource
from catalog.ingestion.images import Picture
from catalog.ingestion.sources import PlannedStill
from catalog.ingestion.uploads import megabytes
from catalog.ingestion.visiting import Visit, visit_picture
from catalog.models import IngestionItem


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified picture. ``content`` is empty when its file is in place already.

    ``fetch_ms`` is the time that reading or fetching took, ``size`` its bytes.
    """

    picture: Picture
    content: bytes
    size: int
    fetch_ms: int

    @classmethod
    def of(cls, planned: PlannedStill) -> Self:
        """Read and verify a picture. Raises what :func:`content_of` and ``verify`` raise."""
        start = time.monotonic()
        found = _found(planned)
        taken = round((time.monotonic() - start) * 1000)
        picture = images.verify(found.content)
        if found.fetched is not None:
            remembered.remember_picture(
                planned.url, found.fetched, picture.sha256, picture.extension
            )
        return cls(picture, found.content, len(found.content), taken)

    @classmethod
    def kept(cls, item: IngestionItem) -> Self | None:
        """Give the arrival of an item that was looked at before, while its file is there."""
        name = storage.name_of(item.sha256, item.extension)
        if not item.sha256 or not (Path(settings.MEDIA_ROOT) / name).is_file():
            return None
        picture = Picture(
            item.width,
            item.height,
            item.extension,
            item.sha256,
            perceptual_hash=item.perceptual_hash,
        )
        return cls(picture, b"", item.size, item.fetch_ms)

    def keep(self) -> str:
        """Put the file in place and name it. Raises StorageFull, StorageFailed."""
        picture = self.picture
        if not self.content:
            return storage.name_of(picture.sha256, picture.extension)
        return storage.store(self.content, picture.sha256, picture.extension)

    def placed(self) -> Self:
        """The same, its file in place. Raises StorageFull, StorageFailed."""
        self.keep()
        return replace(self, content=b"")

    def as_row(self) -> dict[str, Any]:
        """What an item keeps of it."""
        picture = self.picture
        return {
            "sha256": picture.sha256,
            "extension": picture.extension,
            "width": picture.width,
            "height": picture.height,
            "size": self.size,
            "fetch_ms": self.fetch_ms,
            "perceptual_hash": picture.perceptual_hash,
        }


def content_of(item: PlannedStill) -> bytes:
    """A planned still's bytes. Raises TooLarge, UnreadableSource and what fetching raises."""
    return _found(item).content


def _found(item: PlannedStill) -> Visit:
    if item.content is not None:
        return Visit(item.content, item.fetched)
    if item.path is None:
        return visit_picture(item.url, item.found_on)
    return Visit(_read_file(item.path))


def _read_file(path: Path) -> bytes:
    most = settings.INGEST_MAX_PICTURE_BYTES
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSource("This is not a file.")  # opening a pipe would wait for ever
        if found.st_size > most:
            raise TooLarge(f"The file is larger than {megabytes(most)}: give a smaller one.")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"The file cannot be read: {error.strerror}.") from None
