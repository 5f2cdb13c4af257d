"""``manage.py worker``: does what is queued, says that it lives, and looks after the rest."""

import logging
import os
import platform
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django_tasks_db.management.commands import db_worker

from catalog.upkeep import beats, stopping
from catalog.upkeep.migrated import MIGRATE, is_behind
from catalog.upkeep.sweep import sweep

SWEPT_EVERY = 300.0  # seconds

log = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """The library's worker, which ends with its task; ours tells the task to end soon."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Handle the signal to stop."""
        stopping.ask()
        super().shutdown(signum, frame)


# The library's command asks for its class by name and takes no other.
setattr(db_worker, "Worker", Worker)  # noqa: B010 - mypy knows the name as a class


class Command(db_worker.Command):
    """The library's command, with a second thread for beats and sweeps."""

    help = "Work in the background: bring queued stills in, compute palettes, sweep."

    def handle(self, **options: Any) -> None:
        """Sweep, then work until stopped."""
        if is_behind():
            raise CommandError(MIGRATE)
        over = threading.Event()
        _look_after(sweeping=True)
        keeper = threading.Thread(target=_keep_house, args=(over,), daemon=True)
        if not options["batch"]:
            keeper.start()
        try:
            super().handle(**options)
        finally:
            over.set()


def _keep_house(over: threading.Event) -> None:
    swept_at = time.monotonic()
    while not over.wait(beats.EVERY):
        due = time.monotonic() - swept_at >= SWEPT_EVERY
        _look_after(sweeping=due)
        if due:
            swept_at = time.monotonic()
        connection.close()  # this thread's own


def _look_after(*, sweeping: bool) -> None:
    """Leave a sign of life, and sweep when it is time; a database at work is asked again later."""
    try:
        beats.beat(f"{platform.node()[:60]}:{os.getpid()}")
        if sweeping:
            sweep()
    except (DatabaseError, OSError):
        log.exception("the sweep was broken off; it is tried again")
