"""One item's way in: opened, known, looked at or stored, or refused with a reason."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from catalog.ingestion import control, queue
from catalog.ingestion.arrivals import Arrival
from catalog.ingestion.crawling import crawl
from catalog.ingestion.errors import (
    FilmUnknown,
    HostShut,
    IngestionError,
    StorageFailed,
    StorageFull,
    WorkerLost,
)
from catalog.ingestion.facts import FilmFacts, StillFacts
from catalog.ingestion.outcomes import Outcome, State
from catalog.ingestion.retrying import backoff
from catalog.ingestion.shelf import Shelf
from catalog.ingestion.sources import PlannedStill, canonical, plan
from catalog.models import Film, Ingestion, IngestionItem, Still

log = logging.getLogger(__name__)
_Item = IngestionItem.State
ROOM_MADE_IN = timedelta(minutes=1)  # a full disk is tried again then, if nobody says sooner


class Taker:
    """One worker at one ingestion."""

    def __init__(self, ingestion: Ingestion, *, local: bool) -> None:
        self.ingestion = ingestion
        self.local = local
        self.owner = queue.new_owner()
        self.totals: dict[int, int] = {}
        self.told: tuple[object, ...] = ()
        self.reader = ThreadPoolExecutor(1)
        self.ahead: dict[int, Future[Arrival]] = {}
        queue.end_lost_leases()
        self._listen()

    def read_ahead(self, item: IngestionItem) -> None:
        """Begin to read, verify and put in place what was claimed, if it is a local picture."""
        untouched = item.state == _Item.WAITING and item.attempts <= queue.MAX_ATTEMPTS
        if _is_local(item) and untouched:
            self.ahead[item.pk] = self.reader.submit(_placed, self._planned(item))

    def may_read_beside(self, item: IngestionItem) -> bool:
        """Whether the one after it may be claimed before an item is taken.

        An item whose worker was lost once is taken by itself: its next one may have been why.
        """
        return _is_local(item) and item.attempts <= 1

    def close(self) -> None:
        """End the reader."""
        self.reader.shutdown(cancel_futures=True)

    def take(self, item: IngestionItem) -> list[Outcome]:
        """Do what is to be done about an item that was claimed; every failure is an outcome.

        There is none for a source that was opened, nor for an item that somebody else took over.
        """
        planned = PlannedStill(item.source, FilmFacts())
        read = self.ahead.pop(item.pk, None)
        try:
            self._listen()
            planned = self._planned(item)
            if item.attempts > queue.MAX_ATTEMPTS:
                raise WorkerLost
            if item.kind == IngestionItem.Kind.SOURCE:
                found = self._look_into(item)
                if found is None:
                    return self._refused_rows(item)
                planned = found
            return [self._bring(item, planned, read)]
        except queue.LeaseLost:
            return []
        except IngestionError as error:
            return [self._failed(item, planned, error)]
        except DatabaseError as error:
            full = "full" in str(error)
            failure = StorageFull() if full else StorageFailed(f"The database says: {error}.")
            return [self._failed(item, planned, failure)]
        except Exception as error:
            log.exception("%s, item %s: %s", self.ingestion, item.pk, item.source)
            what = f"Something unexpected happened at it ({type(error).__name__}): see the log."
            return [self._failed(item, planned, WorkerLost(what))]
        except BaseException:  # interrupted: the item is open again at once
            queue.give_back(item)
            raise

    def _listen(self) -> None:
        """Take up what was said of the ingestion meanwhile: its film, its facts, go ahead."""
        preview = self.ingestion.state == Ingestion.State.PREVIEW
        told = (self.ingestion.film_id, self.ingestion.facts, preview)
        if told == self.told:
            return
        self.told = told
        self.confirmed = not preview
        film = self.ingestion.film
        self.shelf = Shelf(film, touch=self.confirmed)
        self.defaults = FilmFacts.from_json(self.ingestion.facts)
        if film is not None:
            # Its name stays; what is told besides fills in what the film lacks.
            self.defaults = FilmFacts(title=film.title, year=film.year).over(self.defaults)

    def _look_into(self, item: IngestionItem) -> PlannedStill | None:
        """Give the picture that a source is, or None when items of its own follow it."""
        source = item.url or str(control.path_of(item))
        if self.ingestion.follow and item.url and not item.found_on:
            pages = crawl(item.url, most=self.ingestion.follow).pages
            if [page.url for page in pages] != [source]:
                control.open_list(item, [page.url for page in pages])
                return None
        known = self.shelf.has_url
        found = plan([source], self.defaults, local=self.local, known=known, titled=self.confirmed)
        planned = list(found)
        if len(planned) == 1 and planned[0].source == source:
            return planned[0]
        control.open_into(item, planned)
        return None

    def _bring(
        self, item: IngestionItem, planned: PlannedStill, read: Future[Arrival] | None
    ) -> Outcome:
        if planned.error is not None:
            raise planned.error
        film = self.shelf.film(planned.film)
        if self.confirmed and film is None and not planned.film.title:
            raise FilmUnknown
        known = planned.url and self.shelf.still_of_url(planned.film, canonical(planned.url))
        if known:
            return self._known(item, planned, known)
        arrival = read.result() if read else _arrival(item, planned)
        found = arrival.as_row()
        known = self.shelf.still_of_content(planned.film, arrival.picture.sha256)
        if known:
            return self._known(item, planned, known, **found)
        found["like"] = self.shelf.still_like(planned.film, arrival.picture)
        name = arrival.keep()
        if not self.confirmed:
            # What it took to fetch it is no reason not to store it.
            done = {"state": _Item.READY, "attempts": 0, "code": "", "message": planned.note}
            queue.finish(item, **done, **found)
            return self._outcome(item, planned, State.READY, message=planned.note)

        def write(still: Still) -> None:
            done = {"state": _Item.STORED, "still": still, "code": "", "message": planned.note}
            queue.finish(item, **done, **found)

        still, new = self.shelf.put(planned, arrival.picture, name, write)
        if not new:
            return self._known(item, planned, still, **found)
        return self._outcome(item, planned, State.STORED, still=still, message=planned.note)

    def _known(
        self, item: IngestionItem, planned: PlannedStill, still: Still, **found: Any
    ) -> Outcome:
        queue.finish(item, state=_Item.KNOWN, still=still, code="", message=planned.note, **found)
        return self._outcome(item, planned, State.KNOWN, still=still, message=planned.note)

    def _failed(self, item: IngestionItem, planned: PlannedStill, error: IngestionError) -> Outcome:
        """Give an item up, or back to be tried again when another time may do better."""
        told = {"code": error.code, "message": control.shown(error.message, 500)}
        state = State.FAILED
        try:
            if isinstance(error, StorageFull):
                queue.give_back(item, not_before=timezone.now() + ROOM_MADE_IN, **told)
            elif error.transient and item.attempts < error.tries:
                pause = error.wait if error.wait is not None else backoff(item.attempts)
                later = timezone.now() + timedelta(seconds=pause)
                if isinstance(error, HostShut):  # it was not even asked
                    queue.give_back(item, not_before=later, **told)
                else:
                    queue.finish(item, not_before=later, **told)
                state = State.RETRY
            else:
                queue.finish(item, state=_Item.FAILED, **told)
        except (DatabaseError, queue.LeaseLost):
            pass  # the disk is full, say: the item's lease lapses, and it is taken again
        return self._outcome(item, planned, state, code=error.code, message=told["message"])

    def _refused_rows(self, item: IngestionItem) -> list[Outcome]:
        """Tell of what was bad as it stood in its source, such as a manifest's row."""
        failed = self.ingestion.items.filter(root=item.root, state=_Item.FAILED)
        pictures = failed.filter(kind=IngestionItem.Kind.PICTURE)
        return [
            self._outcome(row, self._planned(row), State.FAILED, code=row.code, message=row.message)
            for row in pictures
        ]

    def _planned(self, item: IngestionItem) -> PlannedStill:
        """What an item says of its picture; what is said of the ingestion wins."""
        facts = item.facts if isinstance(item.facts, dict) else {}
        return PlannedStill(
            item.source,
            self.defaults.over(FilmFacts.from_json(facts.get("film"))),
            StillFacts.from_json(facts.get("still")),
            url=item.url,
            found_on=item.found_on,
            path=control.path_of(item) if item.file else None,
            number=max(item.number, 1),
            total=self._total(item),
            note=str(facts.get("note") or ""),
        )

    def _total(self, item: IngestionItem) -> int:
        """How many pictures there are in an item's source."""
        if item.kind == IngestionItem.Kind.SOURCE:
            return 1
        if item.root not in self.totals:
            pictures = self.ingestion.items.filter(root=item.root, kind=item.kind)
            self.totals[item.root] = pictures.count()
        return self.totals[item.root]

    def _outcome(
        self,
        item: IngestionItem,
        planned: PlannedStill,
        state: State,
        *,
        code: str = "",
        message: str = "",
        still: Still | None = None,
    ) -> Outcome:
        film: Film | None = still.film if still else None
        if film is None and state != State.FAILED:
            film = self.shelf.film(planned.film)
        return Outcome(
            planned.source,
            state,
            code=code,
            message=message,
            still=still,
            film=film,
            label=str(film or planned.film),
            sha256=item.sha256 or (still.sha256 if still else ""),
            number=planned.number,
            total=planned.total,
        )


def _is_local(item: IngestionItem) -> bool:
    return item.kind == IngestionItem.Kind.PICTURE and bool(item.file)


def _arrival(item: IngestionItem, planned: PlannedStill) -> Arrival:
    """The verified picture: looked at before, or read now."""
    return (item.state == _Item.READY and Arrival.kept(item)) or Arrival.of(planned)


def _placed(planned: PlannedStill) -> Arrival:
    return Arrival.of(planned).placed()
