"""What is queued already, so that it is not queued twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max


def waiting_for(task_path: str, *, by: datetime | None = None) -> Iterator[Any]:
    """First arguments of the calls of a task that wait for a worker; those due ``by`` then."""
    due = Q() if by is None else Q(run_after__lte=by) | Q(run_after=get_date_max())
    return _arguments(task_path, due, status="READY")


def failed_lately(task_path: str, within: timedelta) -> Iterator[Any]:
    """First arguments of the calls of a task that failed not long ago."""
    since = timezone.now() - within
    return _arguments(task_path, status="FAILED", finished_at__gt=since)


def _arguments(task_path: str, *those: Q, **which: Any) -> Iterator[Any]:
    calls = DBTaskResult.objects.filter(*those, task_path=task_path, **which)
    for kept in calls.values_list("args_kwargs", flat=True):
        yield from kept["args"][:1]
