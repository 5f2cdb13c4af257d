"""What is queued already, so that it is not queued twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def waiting_for(task_path: str) -> Iterator[Any]:
    """First arguments of the calls of a task that wait for a worker."""
    return _arguments(task_path, status="READY")


def failed_lately(task_path: str, within: timedelta) -> Iterator[Any]:
    """First arguments of the calls of a task that failed not long ago."""
    since = timezone.now() - within
    return _arguments(task_path, status="FAILED", finished_at__gt=since)


def _arguments(task_path: str, **which: Any) -> Iterator[Any]:
    calls = DBTaskResult.objects.filter(task_path=task_path, **which)
    for kept in calls.values_list("args_kwargs", flat=True):
        yield from kept["args"][:1]
