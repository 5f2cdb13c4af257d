"""What visitors' addresses gave before: words for a conditional request, and, for a minute and in
memory alone, what was sampled, so that another recipe needs no second download.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from django.core.cache import cache

from catalog.ingestion.conditional import Seen
from catalog.ingestion.fetching import Fetched
from palettes.engine import Sample
from palettes.visitors.on_request import KEPT

if TYPE_CHECKING:
    from palettes.visitors.outside import OutsidePicture

HELD: Final = 8  # samples in one process, of about 100 kB each
HELD_FOR: Final = 60.0  # seconds

_lock = threading.Lock()
_held: "OrderedDict[str, tuple[float, OutsidePicture, Sample]]" = OrderedDict()


def recall(url: str) -> Seen | None:
    """What an address gave the last time, when its server can be asked by it."""
    seen: Seen | None = cache.get(_key(url))
    return seen if seen is not None and seen.conditions else None


def remember(url: str, fetched: Fetched, sha256: str) -> None:
    """Keep a server's words for what it gave.

    Behind a redirect they are another address's, and this one may lead elsewhere soon.
    """
    if fetched.final_url != fetched.url:
        cache.delete(_key(url))
        return
    seen = Seen(fetched.url, fetched.etag, fetched.last_modified, sha256)
    cache.set(_key(url), seen, KEPT)


def hold(picture: "OutsidePicture", sample: Sample) -> None:
    """Keep a sample in memory for a while."""
    with _lock:
        _held[picture.sha256] = (time.monotonic() + HELD_FOR, picture, sample)
        _held.move_to_end(picture.sha256)
        _drop()


def held(sha256: str) -> "tuple[OutsidePicture, Sample] | None":
    """The sample of a content, if it is still there."""
    with _lock:
        _drop()
        found = _held.get(sha256)
    return found[1:] if found else None


def _drop() -> None:
    now = time.monotonic()
    for sha256 in [key for key, (until, _, _) in _held.items() if until < now]:
        del _held[sha256]
    while len(_held) > HELD:
        _held.popitem(last=False)


def _key(url: str) -> str:
    return f"source:{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()}"
