"""Whether somebody works in the background."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from catalog.models import WorkerBeat

EVERY = 20.0  # seconds between two signs of life
GONE_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=1)


def beat(name: str) -> None:
    """Leave a worker's sign of life, and forget those long gone."""
    now = timezone.now()
    WorkerBeat.objects.update_or_create(name=name, defaults={"seen_at": now})
    WorkerBeat.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def worker_seen() -> datetime | None:
    """When any worker was seen last."""
    seen: datetime | None = WorkerBeat.objects.aggregate(last=Max("seen_at"))["last"]
    return seen


def is_working() -> bool:
    """Whether a worker was seen lately."""
    seen = worker_seen()
    return seen is not None and seen > timezone.now() - GONE_AFTER
