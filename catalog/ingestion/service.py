"""Bringing stills in: one way for commands, tasks and pages.

An ingestion's items are taken one by one (:mod:`catalog.ingestion.queue`). A still is verified,
its file is put in place, and only then its rows are made, in one transaction with those of a
film that is new and with the item's outcome: never a row without its file, never a film left
behind by stills that failed, never a still whose item does not know. A file whose rows could
not be made is harmless: it is taken up by its next ingestion, or swept.
"""

import logging
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing

from django.db import DatabaseError

from catalog.ingestion import control, queue
from catalog.ingestion.errors import StorageFull
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.outcomes import Outcome, State
from catalog.ingestion.rehearsal import rehearse
from catalog.ingestion.taking import Taker
from catalog.models import Film, Ingestion, IngestionItem
from catalog.signals import Compute, still_stored, stills_changed

__all__ = ["Outcome", "State", "ingest", "refused_at_once", "work"]

PATIENCE = 60.0
"""Seconds that a run waits for an item to fall due, unless told otherwise."""
NAP = 1.0
log = logging.getLogger(__name__)


def ingest(
    sources: Iterable[str],
    defaults: FilmFacts | None = None,
    *,
    film: Film | None = None,
    compute: Compute = Compute.NOW,
    dry_run: bool = False,
    limit: int | None = None,
    local: bool = True,
) -> Generator[Outcome, None, None]:
    """Bring stills in, one outcome after the other; a failure is an outcome, never raised.

    ``defaults`` win over what sources tell; ``film`` takes every still. ``limit`` ends the run
    when so many stills were stored (planned, in a dry run). ``local`` false takes addresses only.
    Signals are sent when a still's rows are committed, and for each film at the end, also when
    the run is closed or interrupted.
    """
    if dry_run:
        if film is not None:
            defaults = FilmFacts(title=film.title, year=film.year)
        told = defaults or FilmFacts()
        yield from rehearse(list(sources), told, film=film, limit=limit, local=local)
        return
    ingestion = control.begin(list(sources), defaults, film=film)
    yield from refused_at_once(ingestion)
    yield from work(ingestion, compute=compute, limit=limit, local=local)


def refused_at_once(ingestion: Ingestion) -> Iterator[Outcome]:
    """What became of the sources of a new ingestion that nobody needs to look at to refuse."""
    for item in ingestion.items.filter(state=IngestionItem.State.FAILED):
        yield Outcome(item.source, State.FAILED, code=item.code, message=item.message)


def work(
    ingestion: Ingestion,
    *,
    compute: Compute,
    limit: int | None = None,
    local: bool = True,
    patience: float = PATIENCE,
) -> Generator[Outcome, None, None]:
    """Work at an ingestion until nothing is left, or until what is left must wait too long.

    ``patience`` is in seconds. Many may work at one ingestion at once; each picture is taken
    once. Whatever ends the run, the ingestion's state says how far it has come.
    """
    changed: dict[int, Film] = {}
    left = limit
    try:
        for outcome, followed in _outcomes(ingestion, local, patience):
            if outcome.state == State.STORED and outcome.still is not None:
                still = outcome.still
                changed[still.film_id] = still.film
                when = Compute.SOON if followed and compute is Compute.NOW else compute
                still_stored.send_robust(sender=type(still), still=still, compute=when)
            yield outcome
            if left is not None and outcome.state == State.STORED:
                left -= 1
                if left == 0:
                    return  # before the next source is looked at
    finally:
        try:
            control.settle(ingestion)
        except DatabaseError:  # the sweep settles it later
            log.exception("the state of ingestion %s could not be written", ingestion.pk)
        for film in changed.values():
            stills_changed.send_robust(sender=Film, film=film, compute=compute)


def _outcomes(ingestion: Ingestion, local: bool, patience: float) -> Iterator[tuple[Outcome, bool]]:
    """Take one item after the other; tell with each outcome whether the next is read already."""
    taker = Taker(ingestion, local=local)
    claimed: deque[IngestionItem] = deque()  # what is under way, and what is read meanwhile
    idle_since = None
    try:
        with queue.renewing(taker.owner), closing(taker):
            while True:
                if not claimed and not _claim(claimed, ingestion, taker):
                    idle_since = idle_since or time.monotonic()
                    pause = queue.wait(ingestion)
                    waited = time.monotonic() - idle_since
                    if pause is None or waited + pause > patience:
                        return
                    # The longer nothing has come, the more seldom it is asked for.
                    time.sleep(min(max(pause, waited / 2), NAP))
                    continue
                idle_since = None
                if taker.may_read_beside(claimed[0]):
                    _claim(claimed, ingestion, taker)
                outcomes = taker.take(claimed.popleft())
                yield from ((outcome, bool(taker.ahead)) for outcome in outcomes)
                if any(outcome.code == StorageFull.code for outcome in outcomes):
                    return  # the next one would not fit either
    finally:
        for item in claimed:
            queue.give_back(item)


def _claim(claimed: deque[IngestionItem], ingestion: Ingestion, taker: Taker) -> bool:
    """Claim the next item, and begin to read it if it is a local picture; tell if there is one."""
    item = queue.claim(ingestion, taker.owner)
    if item is not None:
        claimed.append(item)
        taker.read_ahead(item)
    return item is not None
