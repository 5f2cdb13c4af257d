"""Palettes of pictures that are not of the catalogue: by address, or by their bytes. ::

    answer = palettes_from_address("https://example.org/a.jpg", [recipe], visitor(request))
    answer = palettes_from_bytes(upload.read(), [recipe, other], visitor(request))
    answer.picture.width, answer.palettes[recipe]

Nothing of a picture is written to disk. Palettes are cached by its SHA-256 and the recipe; of an
address its words for a conditional request are kept, so that what has not changed is not sent
again; what was sampled of it stays in memory for a minute (:mod:`palettes.visitors.sources_seen`).

An address goes through the one door (:mod:`catalog.ingestion.fetching`) with all of its rules,
robots.txt among them: anybody can let a program ask here, and a site's keeper must not notice
who asked it to. Of the threads that serve pages, at most ``AT_ONCE`` wait here and at most
``FETCHES`` of these for somebody else's server; whoever comes on top is told to come again.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from django.conf import settings
from django.core.cache import cache

from catalog.ingestion import fetching, pacing
from catalog.ingestion.errors import TooLarge
from catalog.ingestion.images import kind_of
from palettes.engine import EngineError, ExtractedPalette, Recipe, Sample, extract_palette
from palettes.visitors import sources_seen
from palettes.visitors.on_request import KEPT, BusyError, TooOftenError, allow, attempt, palette_key
from palettes.visitors.sampler import sample_of

__all__ = [
    "Answer",
    "BusyError",
    "OutsidePicture",
    "TooOftenError",
    "palettes_from_address",
    "palettes_from_bytes",
]

AT_ONCE: Final = 3
"""Of the four threads of a web process (tools/serve.py): one always goes on serving pages."""
FETCHES: Final = 2
WORKERS: Final = 2
COME_AGAIN: Final = 2
"""Seconds after which a place may be free."""
PATIENCE: Final = 5.0
"""Seconds to wait for a host's turn, whose pauses are longer than a visitor waits."""

UNTIMED: Final = {"fetch": 0.0, "decode": 0.0, "palette": 0.0}

_places = threading.BoundedSemaphore(AT_ONCE)
_fetches = threading.BoundedSemaphore(FETCHES)
_workers = threading.BoundedSemaphore(WORKERS)

Computed = ExtractedPalette | EngineError
Later = list[Callable[[], None]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutsidePicture:
    """A verified picture: upright size in pixels, ending of its kind, length in bytes, and the
    address it came from in the end, empty for an upload.
    """

    sha256: str
    kind: str
    width: int
    height: int
    size: int
    address: str = ""


@dataclass
class Answer:
    """A picture's palettes, or for each recipe the reason there is none.

    ``sample`` is given when it was asked for. ``took`` says how many milliseconds went into
    ``fetch``, ``decode`` and ``palette``; 0 where what was known served.
    """

    picture: OutsidePicture
    palettes: dict[Recipe, Computed]
    sample: Sample | None = None
    took: dict[str, float] = field(default_factory=lambda: dict(UNTIMED))


def palettes_from_bytes(
    content: bytes,
    recipes: Sequence[Recipe],
    whose: str,
    *,
    with_sample: bool = False,
    measured: bool = True,
    later: Later | None = None,
) -> Answer:
    """Palettes of an uploaded picture under resolved ``recipes``.

    ``whose`` is what :func:`palettes.visitors.on_request.visitor` says of the request, or a
    token's name.
    Palettes that need not be ``measured`` may lack their measures, and are had sooner. What can be
    done when the answer has been sent is added to ``later``; without one it is done at once.

    Raises:
        TooLarge, PictureError: the picture cannot be taken (``catalog.ingestion.errors``).
        PictureError: it gives no colours (``palettes.engine.errors``).
        TooOftenError: this visitor has asked too often. BusyError: everybody together has.
    """
    if len(content) > settings.INGEST_MAX_PICTURE_BYTES:
        most = settings.INGEST_MAX_PICTURE_BYTES // 1_000_000
        raise TooLarge(f"The picture is larger than {most} MB: give a smaller one.")
    asked = _Asked(recipes, whose, with_sample, measured, later)
    sha256 = hashlib.sha256(content).hexdigest()
    known = asked.known(sha256)
    if known is not None:
        return known
    with _place(_places):
        return _decoded(content, sha256, asked, {})


def palettes_from_address(
    url: str,
    recipes: Sequence[Recipe],
    whose: str,
    *,
    with_sample: bool = False,
    measured: bool = True,
    later: Later | None = None,
) -> Answer:
    """The same of the picture at a public http or https address.

    Raises:
        AddressRefused, FetchError: the address cannot be fetched; ``wait`` says when it may be.
        All that :func:`palettes_from_bytes` raises.
    """
    allow("fetches", settings.FETCHES_PER_MINUTE, whose)
    with _place(_places):
        return _fetched(url, _Asked(recipes, whose, with_sample, measured, later))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is wanted of a picture, and by whom."""

    recipes: Sequence[Recipe]
    whose: str
    with_sample: bool
    measured: bool
    later: Later | None

    def keys(self, sha256: str) -> dict[Recipe, str]:
        """What each palette is cached under."""
        kind = "measured" if self.measured else "plain"
        return {recipe: f"{kind}:{palette_key(sha256, recipe)}" for recipe in self.recipes}

    def known(self, sha256: str) -> Answer | None:
        """The answer when nothing of it has to be made."""
        if self.with_sample:
            return None
        keys = self.keys(sha256)
        cached: dict[str, tuple[OutsidePicture, Computed]] = cache.get_many(keys.values())
        if len(cached) < len(keys) or not keys:
            return None
        picture, _ = next(iter(cached.values()))
        return Answer(picture, {recipe: cached[key][1] for recipe, key in keys.items()})


def _fetched(url: str, asked: _Asked) -> Answer:
    source = sources_seen.recall(url)
    known, held = None, None
    if source is not None:
        known, held = asked.known(source.sha256), sources_seen.held(source.sha256)
        if known is None and held is None:
            source = None  # its bytes are needed, changed or not
    with _place(_fetches), _timed() as fetch, pacing.patience(PATIENCE):
        fetched = fetching.fetch_picture(
            url, seen=source, trust=settings.VISITORS_REACH_TRUSTED_ORIGINS
        )
    took = {"fetch": fetch()}
    if not fetched.not_modified:
        sha256 = hashlib.sha256(fetched.content).hexdigest()
        known = asked.known(sha256)
        answer = known or _decoded(fetched.content, sha256, asked, took, hold=True)
    elif known is not None:
        answer = known
    else:
        assert held is not None
        answer = _extracted(*held, asked, took)
    sources_seen.remember(url, fetched, answer.picture.sha256)
    picture = replace(answer.picture, address=fetched.final_url)
    return replace(answer, picture=picture, took=answer.took | took)


def _decoded(
    content: bytes, sha256: str, asked: _Asked, took: dict[str, float], *, hold: bool = False
) -> Answer:
    kind = kind_of(content)
    with _timed() as decode:
        sample = sample_of(content)
    picture = OutsidePicture(sha256, kind, sample.width, sample.height, len(content))
    if hold:
        sources_seen.hold(picture, sample)
    return _extracted(picture, sample, asked, took | {"decode": decode()})


def _extracted(
    picture: OutsidePicture, sample: Sample, asked: _Asked, took: dict[str, float]
) -> Answer:
    keys = asked.keys(picture.sha256)
    cached = cache.get_many(keys.values())
    found: dict[Recipe, Computed] = {r: cached[k][1] for r, k in keys.items() if k in cached}
    missing = [recipe for recipe in keys if recipe not in found]
    if missing:
        allow("palettes", settings.PALETTES_PER_MINUTE, asked.whose, len(missing))
    with _timed() as extract, _workers:
        for recipe in missing:
            made = found[recipe] = attempt(extract_palette, sample, recipe)
            if not asked.measured and isinstance(made, ExtractedPalette):
                found[recipe] = replace(made, measuring=None)
    took = took | {"palette": extract()}
    fresh = {keys[recipe]: (picture, found[recipe]) for recipe in missing}
    if asked.later is None:
        _keep(fresh)
    else:
        asked.later.append(partial(_keep, fresh))
    in_order = {recipe: found[recipe] for recipe in keys}
    return Answer(picture, in_order, sample if asked.with_sample else None, UNTIMED | took)


def _keep(fresh: dict[str, tuple[OutsidePicture, Computed]]) -> None:
    """Cache palettes. Without room for them the answer is no worse."""
    try:
        cache.set_many(fresh, KEPT)
    except OSError as error:
        log.warning("a visitor's palette is not cached: %s", error)


@contextmanager
def _place(places: threading.BoundedSemaphore) -> Iterator[None]:
    """Take a place at once or not at all: waiting would take a thread from the pages."""
    if not places.acquire(blocking=False):
        raise BusyError(COME_AGAIN, "Too many pictures are being looked at just now")
    try:
        yield
    finally:
        places.release()


@contextmanager
def _timed() -> Iterator[Callable[[], float]]:
    """Measure a block; what is given tells its milliseconds afterwards."""
    start, end = time.perf_counter(), 0.0
    try:
        yield lambda: round(1000 * (end - start), 1)
    finally:
        end = time.perf_counter()
