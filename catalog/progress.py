"""How far an ingestion has come: what its pages count and draw, in a few queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from catalog import renditions
from catalog.ingestion import control, queue, storage
from catalog.models import Ingestion, IngestionItem, Still
from catalog.upkeep import beats

State = IngestionItem.State
PATIENCE = timedelta(minutes=15)
"""How long a page that is left open waits for palettes of an ingestion that has ended."""


THUMB, LIKE, TILE = 88, 64, 480  # pixels
MANY = 5_000  # items


class Mark(StrEnum):
    """How an item shows in the bar."""

    STORED = "stored"
    FETCHING = "fetching"
    READY = "ready"
    WAITING = "waiting"
    RETRY = "retry"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the bar."""

    pk: int
    mark: Mark
    still_id: int | None
    fetched: bool


@dataclass
class Overview:
    """Every item of an ingestion in order, as far as a page shows it."""

    cells: list[Cell]
    left_out: int
    fetch_ms: float
    counts: Counter[str] = field(init=False)
    numbers: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        self.counts = Counter(str(cell.mark) for cell in self.cells)
        self.numbers = {cell.pk: number for number, cell in enumerate(self.cells, 1)}

    @property
    def found(self) -> int:
        """Pictures and sources in all; what was left out does not count."""
        return len(self.cells)

    @property
    def waiting(self) -> int:
        """Those whose turn is still to come, for the first time or again."""
        return self.unseen + self.counts[Mark.READY]

    @property
    def unseen(self) -> int:
        """Those that nobody has looked at yet."""
        return self.counts[Mark.WAITING] + self.counts[Mark.RETRY]

    def waits_in(self, ingestion: Ingestion) -> int:
        """How many wait for a worker; what a preview has ready waits for its curator."""
        return self.unseen if ingestion.state == Ingestion.State.PREVIEW else self.waiting

    @property
    def asked_every(self) -> int:
        """Seconds after which a page looks again; counting very many takes a while."""
        return 2 if self.found <= MANY else 10

    @property
    def done(self) -> int:
        """Those of which the end is known."""
        return self.counts[Mark.STORED] + self.counts[Mark.KNOWN] + self.counts[Mark.REFUSED]

    @property
    def told(self) -> str:
        """A line for those who listen, the same until a tenth more is done."""
        if not self.found:
            return ""
        if self.done == self.found:
            return f"All {self.found} done."
        return f"{10 * (10 * self.done // self.found)} % done of {self.found}."

    @property
    def seconds_left(self) -> int:
        """A guess: one request after the other, with the pause between them."""
        left = sum(1 for cell in self.cells if not cell.fetched and cell.mark in _OPEN)
        each = self.fetch_ms / 1000 + settings.INGEST_PAUSE
        return round(left * each)


_OPEN = (Mark.WAITING, Mark.READY, Mark.RETRY, Mark.FETCHING)
_MARKS = {
    State.STORED: Mark.STORED,
    State.KNOWN: Mark.KNOWN,
    State.FAILED: Mark.REFUSED,
}


def overview(ingestion: Ingestion) -> Overview:
    """Look at all items once, without their texts."""
    now = timezone.now()
    rows = ingestion.items.exclude(state=State.OPENED).values_list(
        "pk", "state", "until", "not_before", "still_id", "sha256", "fetch_ms"
    )
    cells, left_out, times = [], 0, []
    for pk, state, until, not_before, still_id, sha256, fetch_ms in rows:
        if state == State.LEFT_OUT:
            left_out += 1
            continue
        if fetch_ms:
            times.append(fetch_ms)
        cells.append(Cell(pk, _mark(state, until, not_before, now), still_id, bool(sha256)))
    return Overview(cells, left_out, sum(times) / len(times) if times else 500.0)


def _mark(state: str, until: datetime | None, not_before: datetime | None, now: datetime) -> Mark:
    if state in _MARKS:
        return _MARKS[State(state)]
    if until is not None and until > now:
        return Mark.FETCHING
    if state == State.READY:
        return Mark.READY
    return Mark.RETRY if not_before is not None and not_before > now else Mark.WAITING


@dataclass(frozen=True, slots=True)
class Original:
    """A verified picture that lies in its place, whether a still is made of it or not."""

    sha256: str
    width: int
    height: int
    path: Path

    @classmethod
    def of(cls, item: IngestionItem) -> "Original":
        """That of an item which was looked at."""
        name = storage.name_of(item.sha256, item.extension)
        return cls(item.sha256, item.width, item.height, Path(settings.MEDIA_ROOT) / name)


@dataclass(slots=True)
class Row:
    """An item on a page, with its place among the others."""

    item: IngestionItem
    number: int
    twin: "Row | None" = None  # an earlier one that looks the same
    again: bool = False  # whether another try may make something else of it

    @property
    def name(self) -> str:
        """The last two parts of its address or file name."""
        return short(self.item.source)

    @property
    def is_small(self) -> bool:
        """Whether it is narrower than a page shows a still."""
        return 0 < self.item.width < 640

    @property
    def still_height(self) -> int:
        """Of its still's thumbnail."""
        return thumb_height(self.item.still, THUMB)

    @property
    def like_height(self) -> int:
        """Of the thumbnail of the still that it looks like."""
        return thumb_height(self.item.like, LIKE)

    @property
    def small_height(self) -> int:
        """Of its own picture, as small as that of a still that looks like it."""
        return thumb_height(self.item, LIKE)

    @property
    def width(self) -> int:
        """Of the rendition that a tile shows."""
        offered = renditions.widths(Original.of(self.item))
        return next((width for width in offered if width >= TILE), offered[-1])

    @property
    def seconds(self) -> str:
        """How long it took to fetch."""
        return f"{self.item.fetch_ms / 1000:.1f}"


def thumb_height(still: Still | IngestionItem | None, width: int) -> int:
    """Of a thumbnail that is so wide, and whole."""
    return max(1, round(width * still.height / still.width)) if still and still.width else 50


def rows(items: Iterable[IngestionItem], seen: Overview) -> list[Row]:
    """Items with their numbers."""
    return [Row(item, seen.numbers.get(item.pk, 0)) for item in items]


def rows_of_failures(
    ingestion: Ingestion, items: Iterable[IngestionItem], seen: Overview
) -> list[Row]:
    """Items with their numbers, and which of those that failed may be tried again."""
    found = rows(items, seen)
    failed = [row.item.pk for row in found if row.item.state == State.FAILED]
    may = set(control.retryable(ingestion).filter(pk__in=failed).values_list("pk", flat=True))
    for row in found:
        row.again = row.item.pk in may
    return found


def short(source: str) -> str:
    """An address or a name, as short as a list shows it."""
    path = urlsplit(source).path if "://" in source[:12] else source
    return "/".join(unquote(path).strip("/").split("/")[-2:])[-80:] or source[:80]


def shown(items: QuerySet[IngestionItem], **which: Any) -> QuerySet[IngestionItem]:
    """Items with what rows show of their stills."""
    return (
        items.filter(**which)
        .select_related("still__film", "like__film")
        .prefetch_related("still__palettes")
    )


def pending_palettes(ingestion: Ingestion) -> QuerySet[Still]:
    """Stills of an ingestion without any palette yet."""
    return Still.objects.filter(items__ingestion=ingestion, palettes=None).distinct()


def ingestion_of(still: Still) -> int | None:
    """The key of the ingestion that brought a still in, if that is known."""
    stored = still.items.filter(state=State.STORED).order_by("pk")
    return stored.values_list("ingestion_id", flat=True).first()


def is_live(ingestion: Ingestion, seen: Overview, palettes_to_come: int) -> bool:
    """Whether the page will show something else by itself."""
    if ingestion.state == Ingestion.State.PREVIEW:
        return seen.unseen + seen.counts[Mark.FETCHING] > 0
    if ingestion.state in queue.WORKING:
        return True
    if seen.counts[Mark.FETCHING]:
        return True  # paused or cancelled, and one is still under way
    ended = ingestion.finished_at
    return bool(palettes_to_come and ended and ended > timezone.now() - PATIENCE)


@dataclass(frozen=True, slots=True)
class Absence:
    """No worker has been seen; ``since`` is when the last one was, if there ever was one."""

    since: datetime | None


def worker_absence(ingestion: Ingestion, seen: Overview) -> Absence | None:
    """Tell that nobody works, while there is something to be done for a while already."""
    if ingestion.state not in queue.WORKING or not seen.waits_in(ingestion):
        return None
    last = beats.worker_seen()
    if last is not None and last > timezone.now() - beats.GONE_AFTER:
        return None
    return Absence(last)
