"""Background work of the catalogue."""

import time
from contextlib import closing
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from catalog.ingestion import control, queue
from catalog.ingestion.errors import StorageFull
from catalog.ingestion.service import work
from catalog.ingestion.taking import ROOM_MADE_IN
from catalog.models import Ingestion
from catalog.signals import Compute
from catalog.upkeep import stopping
from catalog.upkeep.pending import waiting_for

PATIENCE = 5.0  # seconds; other work must not wait for a host that asks for rest
SLICE = 30.0  # seconds; then other work has its turn, and this goes on after it


@task()
def run_ingestion(ingestion_id: int) -> None:
    """Work at an ingestion: look at a preview's pictures, store those of a confirmed one.

    Only addresses are taken as sources: whoever fills in the form need not be allowed to read
    this machine's files. The rows tell how far it has come, so running it twice, or again after
    a crash, only goes on. What is left is taken up by a later run.
    """
    ingestion = Ingestion.objects.filter(pk=ingestion_id).select_related("film").first()
    if ingestion is None or ingestion.state not in queue.WORKING:
        return
    if not ingestion.items.exists():
        control.add_sources(ingestion, ingestion.sources)
    control.started(ingestion)
    start, full = time.monotonic(), False
    # Palettes are made in the pauses that a host is given anyway, so that they show at once.
    outcomes = work(ingestion, compute=Compute.NOW, local=False, patience=PATIENCE)
    with closing(outcomes), stopping.stoppable():
        for outcome in outcomes:
            full = outcome.code == StorageFull.code
            if time.monotonic() - start > SLICE or stopping.asked.is_set():
                break
    pause = queue.wait(ingestion) if ingestion.state == Ingestion.State.PREVIEW else None
    if ingestion.state == Ingestion.State.PARTIAL:
        control.resume(ingestion, at_once=False)
        pause = queue.wait(ingestion)
    if pause is not None:
        least = ROOM_MADE_IN if full else timedelta()  # else each picture is fetched in vain
        _queue(ingestion_id, timezone.now() + max(timedelta(seconds=pause), least))


def _queue(ingestion_id: int, later: datetime) -> None:
    """Queue another run, unless one is due by then already."""
    if ingestion_id not in waiting_for(run_ingestion.module_path, by=later):
        run_ingestion.using(run_after=later).enqueue(ingestion_id)
