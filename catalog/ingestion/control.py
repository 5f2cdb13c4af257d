"""Ingestions as a whole: begun, confirmed, paused, cancelled, tried again, ended."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from catalog.ingestion import queue, uploads
from catalog.ingestion.addresses import MAX_URL
from catalog.ingestion.errors import FINAL, AddressRefused, IngestionError, UnreadableSource
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.sources import EMPTY_SOURCE, PlannedStill, is_address
from catalog.models import Film, Ingestion, IngestionItem

_State, _Item = Ingestion.State, IngestionItem.State
ENDED = (_State.DONE, _State.FAILED, _State.CANCELLED)


def begin(
    sources: Iterable[Any],
    facts: FilmFacts | None = None,
    *,
    film: Film | None = None,
    origin: str = Ingestion.Origin.COMMAND,
    preview: bool = False,
    **fields: Any,
) -> Ingestion:
    """Make the rows of an ingestion; nothing is looked at yet. A preview waits for `confirm`."""
    with transaction.atomic():
        ingestion = Ingestion.objects.create(
            film=film,
            sources=list(map(shown, sources)),
            facts=(facts or FilmFacts()).as_json(),
            origin=origin,
            state=_State.PREVIEW if preview else _State.QUEUED,
            confirmed_at=None if preview else timezone.now(),
            **fields,
        )
        add_sources(ingestion, sources)
    return ingestion


def add_sources(ingestion: Ingestion, sources: Any) -> None:
    """Give an ingestion an item for each source; what is no text becomes a failed one."""
    last: int = ingestion.items.aggregate(last=Max("root"))["last"] or 0
    if isinstance(sources, str) or not isinstance(sources, Iterable):
        sources = [sources]
    items: list[IngestionItem] = []
    typed = ingestion.origin == Ingestion.Origin.COMMAND
    for source in sources:
        if isinstance(source, str) and not source.strip() and not typed:
            continue  # a form's empty line
        item = IngestionItem(ingestion=ingestion, kind=IngestionItem.Kind.SOURCE, number=0)
        item.root = last + len(items) + 1
        item.source = shown(source)
        try:
            _tell(item, source)
        except IngestionError as error:
            item.state, item.code, item.message = _Item.FAILED, error.code, error.message
        items.append(item)
    IngestionItem.objects.bulk_create(items, batch_size=500)


def _tell(item: IngestionItem, source: Any) -> None:
    """Say where a source lies. Raises UnreadableSource, AddressRefused."""
    if not isinstance(source, str):
        raise UnreadableSource("A source is an address, written as text.")
    address = source.strip()
    if not address:
        raise UnreadableSource(EMPTY_SOURCE)
    if is_address(address):
        error = too_long(address)
        if error:
            raise error
        item.source = item.url = shown(address)
        return
    try:
        item.file = kept_path(Path(source))
    except (OSError, ValueError):  # the folder we are in has gone, or half a character
        raise UnreadableSource from None


def too_long(url: str) -> AddressRefused | None:
    """Why an address cannot be kept; cut short, it would be another."""
    if len(url) <= MAX_URL:
        return None
    return AddressRefused(f"This address is longer than {MAX_URL:,} characters.")


def open_into(item: IngestionItem, planned: list[PlannedStill]) -> None:
    """Replace a source by the pictures found in it. Raises LeaseLost."""
    with transaction.atomic():
        queue.finish(item, state=_Item.OPENED, code="", message="")
        rows = [_picture_of(item, still) for still in planned]
        IngestionItem.objects.bulk_create(rows, batch_size=500)


def open_list(item: IngestionItem, pages: list[str]) -> None:
    """Replace a source by the pages that its list names. Raises LeaseLost."""
    with transaction.atomic():
        queue.finish(item, state=_Item.OPENED, code="", message="")
        IngestionItem.objects.bulk_create(
            IngestionItem(
                ingestion_id=item.ingestion_id,
                kind=IngestionItem.Kind.SOURCE,
                root=item.root,
                number=number,
                source=page,
                url=page,
                found_on=item.url,
            )
            for number, page in enumerate(pages, 1)
        )


def started(ingestion: Ingestion) -> None:
    """Say that somebody is at it."""
    _switch(ingestion, (_State.QUEUED,), _State.RUNNING)


def confirm(ingestion: Ingestion) -> None:
    """Let a preview's pictures be stored, those already looked at without fetching again."""
    _switch(ingestion, (_State.PREVIEW,), _State.QUEUED, confirmed_at=timezone.now())


def pause(ingestion: Ingestion) -> None:
    """Stop after the picture that is under way."""
    _switch(ingestion, (_State.QUEUED, _State.RUNNING), _State.PAUSED)


def cancel(ingestion: Ingestion) -> bool:
    """End it; what is stored stays, the rest is left out. Tell whether there was anything to end.

    What was to be tried again has failed, for the reason that it had.
    """
    states = [state for state in _State if state not in ENDED]
    free = {"owner": "", "until": None, "not_before": None}
    with transaction.atomic():
        if not _switch(ingestion, states, _State.CANCELLED, finished_at=timezone.now()):
            return False
        rest = ingestion.items.filter(state__in=(_Item.WAITING, _Item.READY))
        rest.exclude(code="").update(state=_Item.FAILED, **free)
        rest.update(state=_Item.LEFT_OUT, message="Cancelled.", **free)
    uploads.forget(ingestion)
    return True


def resume(
    ingestion: Ingestion, *, retry_failed: bool = False, at_once: bool = True, every: bool = False
) -> int:
    """Let an ingestion go on; tell how many items are open. Failed ones too, if asked.

    ``at_once`` takes up those that wait for a better time as well; what a host asked for holds.

    A preview stays one. A cancelled ingestion stays cancelled.
    """
    if ingestion.state == _State.CANCELLED:
        return 0
    if retry_failed:
        again(ingestion, every=every)
    if at_once:
        ingestion.items.filter(state=_Item.WAITING).update(not_before=None)
    if ingestion.state != _State.PREVIEW and queue.unfinished(ingestion).exists():
        _switch(ingestion, tuple(_State), _State.QUEUED, finished_at=None)
    return queue.unfinished(ingestion).count()


def retryable(ingestion: Ingestion) -> QuerySet[IngestionItem]:
    """Failed items of which another try may make something else.

    The rules for addresses stay as they are, and an uploaded file what it is; a command may try
    all again, since whoever runs it may have changed the settings, or the file.
    """
    failed = ingestion.items.filter(state=_Item.FAILED).exclude(url="", file="")
    if ingestion.origin == Ingestion.Origin.COMMAND:
        return failed.exclude(code=AddressRefused.code)
    return failed.exclude(code=AddressRefused.code).exclude(url="", code__in=FINAL)


def again(ingestion: Ingestion, pk: int | None = None, *, every: bool = False) -> int:
    """Put failed items back in the queue, all or the one of that key; tell how many.

    Only those that are :func:`retryable`, unless ``every`` one is wanted that has an address or
    a file.
    """
    failed = retryable(ingestion)
    if every:
        failed = ingestion.items.filter(state=_Item.FAILED).exclude(url="", file="")
    if pk is not None:
        failed = failed.filter(pk=pk)
    return failed.update(state=_Item.WAITING, attempts=0, not_before=None, owner="", until=None)


def needs_its_command(ingestion: Ingestion) -> bool:
    """Whether folders or files are still to be looked into, which only a command may read."""
    paths = ingestion.items.filter(kind=IngestionItem.Kind.SOURCE).exclude(file="")
    return paths.filter(state__in=(_Item.WAITING, _Item.FAILED)).exists()


def settle(ingestion: Ingestion) -> None:
    """Write down how far an ingestion has come, when somebody stops working at it."""
    with transaction.atomic():
        row = Ingestion.objects.select_for_update().filter(pk=ingestion.pk).first()
        if row is None:
            return
        if row.state in (_State.QUEUED, _State.RUNNING):
            row.state = _ended(row)
            row.finished_at = None if row.state == _State.RUNNING else timezone.now()
            row.save(update_fields=["state", "finished_at"])
    ingestion.state, ingestion.finished_at = row.state, row.finished_at
    if row.state == _State.DONE:
        uploads.forget(ingestion)


def _ended(ingestion: Ingestion) -> Ingestion.State:
    open_items = queue.unfinished(ingestion)
    if open_items.filter(until__gt=timezone.now()).exists():
        return _State.RUNNING  # somebody else is at it
    if open_items.exists():
        return _State.PARTIAL
    failed = ingestion.items.filter(state=_Item.FAILED).exists()
    return _State.FAILED if failed else _State.DONE


def _switch(ingestion: Ingestion, states: Iterable[str], to: Ingestion.State, **also: Any) -> bool:
    values = {"state": to, **also}
    found = Ingestion.objects.filter(pk=ingestion.pk, state__in=states).update(**values)
    ingestion.refresh_from_db()
    return bool(found)


def _picture_of(source: IngestionItem, still: PlannedStill) -> IngestionItem:
    facts: dict[str, Any] = {"film": still.film.as_json(), "still": still.still.as_json()}
    if still.note:
        facts["note"] = still.note
    error = still.error or too_long(still.url)
    return IngestionItem(
        ingestion_id=source.ingestion_id,
        root=source.root,
        number=still.number,
        source=shown(still.source),
        url="" if too_long(still.url) else shown(still.url),
        found_on=shown(still.found_on),
        file=kept_path(still.path) if still.path else "",
        facts=facts,
        state=_Item.FAILED if error else _Item.WAITING,
        code=error.code if error else "",
        message=shown(error.message, 500) if error else "",
    )


def shown(source: Any, limit: int = 2048) -> str:
    """A source as a row can keep it: text that every database takes."""
    text = source if isinstance(source, str) else repr(source)
    return text.encode("utf-8", "replace").decode().replace("\0", "")[:limit]


def kept_path(path: Path) -> str:
    """A path as a row keeps it: absolute, its bytes percent-encoded, whatever they are."""
    return quote(os.fsencode(path.absolute()))


def path_of(item: IngestionItem) -> Path:
    """The path that :func:`kept_path` wrote."""
    return Path(os.fsdecode(unquote_to_bytes(item.file)))
