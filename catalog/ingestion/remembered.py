"""What addresses gave before, kept so that they need not send it again.

``recall`` is asked before a fetch, ``remember_picture`` or ``remember_gallery`` told after it::

    seen = recall(url)
    fetched = fetch_picture(url, seen=seen)
    content = kept_bytes(seen) if seen and fetched.not_modified else fetched.content

``kept_bytes`` gives None where the kept file was lost or damaged meanwhile: fetch again, unseen.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings

from catalog.ingestion import addresses, storage
from catalog.ingestion.conditional import Seen
from catalog.ingestion.fetching import Fetched
from catalog.models import SeenAddress


def recall(url: str) -> Seen | None:
    """What is known of an address, if it is still at hand and the server can be asked by it.

    A picture is at hand while its original file is there. Raises AddressRefused.
    """
    trusted = addresses.origins(settings.INGEST_TRUSTED_ORIGINS)
    row = SeenAddress.objects.filter(url=addresses.parse(url, trusted=trusted).url).first()
    if row is None or (row.gallery is None and not _path(row.sha256, row.extension).is_file()):
        return None
    seen = Seen(
        row.url, row.etag, row.last_modified, row.sha256, row.extension, gallery=row.gallery
    )
    return seen if seen.conditions else None


def remember_picture(url: str, fetched: Fetched, sha256: str, extension: str) -> None:
    """Keep that an address gave the picture that is stored under these names.

    Raises AddressRefused.
    """
    _remember(url, fetched, sha256=sha256, extension=extension, gallery=None)


def remember_gallery(url: str, fetched: Fetched, gallery: dict[str, Any]) -> None:
    """Keep that an address gave a page with these pictures. Raises AddressRefused."""
    _remember(url, fetched, sha256="", extension="", gallery=gallery)


def kept_bytes(seen: Seen) -> bytes | None:
    """The bytes of a picture seen before; None when its file is gone, or is not what it was."""
    try:
        content = _path(seen.sha256, seen.extension).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == seen.sha256 else None


def _remember(url: str, fetched: Fetched, **what: Any) -> None:
    trusted = addresses.origins(settings.INGEST_TRUSTED_ORIGINS)
    own = addresses.parse(url, trusted=trusted).url
    # Behind a redirect the words are another address's, and this one may lead elsewhere soon.
    direct = fetched.final_url == own
    SeenAddress.objects.update_or_create(
        url=own,
        defaults={
            "etag": fetched.etag if direct else "",
            "last_modified": fetched.last_modified if direct else "",
            **what,
        },
    )


def _path(sha256: str, extension: str) -> Path:
    return Path(settings.MEDIA_ROOT) / storage.name_of(sha256, extension)
