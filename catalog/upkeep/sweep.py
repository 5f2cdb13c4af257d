"""The regular look at everything: what a crash left behind is taken up or cleared away.

It runs when a worker starts and every few minutes after, in any number of workers, and changes
nothing where nothing is amiss.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog import renditions
from catalog.ingestion import control, queue, uploads
from catalog.models import Ingestion, SeenAddress
from catalog.signals import swept
from catalog.tasks import run_ingestion
from catalog.upkeep import files, removals
from catalog.upkeep.pending import waiting_for

ORPHAN_AGE = 3600.0  # seconds: a younger file may be waiting for its row
QUIET = timedelta(minutes=5)  # a command that has done nothing for so long is gone
ABANDONED = timedelta(days=7)  # a preview that nobody confirms
FORGOTTEN = timedelta(days=180)  # what an address gave
RECORDS_KEPT = timedelta(days=14)  # of tasks that are done
MOST = 500

log = logging.getLogger(__name__)


def sweep() -> None:
    """Take up what was broken off, and clear away what nobody needs."""
    revived = revive()
    removals.purge_expired()
    orphans = remove_orphans()
    unneeded = uploads.sweep()
    now = timezone.now()
    SeenAddress.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - RECORDS_KEPT).delete()
    swept.send_robust(sender=None)
    if revived or orphans or unneeded:
        told = "sweep: %d ingestions taken up, %d orphan files and %d uploads removed"
        log.info(told, revived, orphans, unneeded)


def revive() -> int:
    """Queue ingestions again whose worker is gone; tell how many.

    One that a command began stays with whoever began it, who may name files that only they can
    read: it is marked as broken off.
    """
    cancel_abandoned()
    now, count = timezone.now(), 0
    pending = set(waiting_for(run_ingestion.module_path))
    for ingestion in Ingestion.objects.filter(state__in=queue.WORKING):
        open_items = queue.unfinished(ingestion)
        owners = ingestion.items.filter(until__gt=now).values_list("owner", flat=True)
        if any(queue.is_alive(owner) for owner in owners):
            continue  # somebody is at it
        if ingestion.origin == Ingestion.Origin.COMMAND:
            last = ingestion.items.aggregate(last=Max("updated_at"))["last"]
            if (last or ingestion.created_at) < now - QUIET:
                control.settle(ingestion)
        elif ingestion.pk not in pending and _has_work(ingestion):
            run_ingestion.enqueue(ingestion.pk)
            count += 1
        elif ingestion.state != Ingestion.State.PREVIEW and not open_items.exists():
            control.settle(ingestion)  # its last worker ended before it could say so
    return count


def _has_work(ingestion: Ingestion) -> bool:
    """Whether a worker has something to do; an empty preview only waits for its curator."""
    if ingestion.items.exists():
        return queue.unfinished(ingestion).exists()
    return ingestion.state != Ingestion.State.PREVIEW


def cancel_abandoned() -> None:
    """End previews that nobody has confirmed for days, so that their files can go."""
    before = timezone.now() - ABANDONED
    for ingestion in Ingestion.objects.filter(state=Ingestion.State.PREVIEW, created_at__lt=before):
        control.cancel(ingestion)


def remove_orphans() -> int:
    """Remove originals that no row needs, and parts of files, once they are an hour old."""
    root = Path(settings.MEDIA_ROOT) / "originals"
    removed = 0
    batch: dict[str, Path] = {}
    for path in _old_files(root):
        if path.name.startswith("."):
            path.unlink(missing_ok=True)  # a part that was never renamed
            removed += 1
            continue
        batch[path.stem] = path
        if len(batch) == MOST:
            removed += _remove_unneeded(batch)
            batch = {}
    return removed + _remove_unneeded(batch)


def _remove_unneeded(paths: dict[str, Path]) -> int:
    """Remove the files of contents that no row needs.

    Under the write lock, in which rows are made only of files that are there: a still that is
    being stored either has its row already, or finds its file gone and writes it again.
    """
    with transaction.atomic():
        orphans = set(paths) - files.held(paths)
        for sha256 in orphans:
            if _is_old(paths[sha256]):
                paths[sha256].unlink(missing_ok=True)
                renditions.remove(sha256)
    return len(orphans)


def _old_files(root: Path) -> Iterator[Path]:
    for folder in sorted(root.glob("*/*")):
        for path in folder.iterdir() if folder.is_dir() else ():
            if _is_old(path):
                yield path


def _is_old(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < time.time() - ORPHAN_AGE
    except OSError:
        return False  # it has gone meanwhile
