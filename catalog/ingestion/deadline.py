"""One time limit over many blocking steps.

A read timeout starts anew with every byte, so a server that drips never meets it. A deadline
does not: when it passes, a watchdog aborts whatever was told to it, and the blocked read ends.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self


class Deadline:
    """``seconds`` from now, as a context; leaving it calls the watchdog off."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._aborts: list[Callable[[], None]] = []
        self._fired = False
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    @property
    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether time is up."""
        return self._fired or self.remaining == 0

    def on_end(self, abort: Callable[[], None]) -> None:
        """Call ``abort`` from the watchdog's thread when time is up; at once when it is."""
        with self._lock:
            if not self._fired:
                self._aborts.append(abort)
                return
        abort()

    def _fire(self) -> None:
        with self._lock:
            self._fired = True
            aborts, self._aborts = self._aborts, []
        for abort in aborts:
            abort()


class Budget:
    """``seconds`` that several deadlines share; what passes between them is not counted.

    So a fetch of several requests has one limit, and waiting for a turn is not charged to it.
    """

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextmanager
    def spend(self, most: float) -> Iterator[Deadline]:
        """A deadline over what is left, ``most`` seconds of it; what it took is gone."""
        began = time.monotonic()
        try:
            with Deadline(min(most, self.left)) as deadline:
                yield deadline
        finally:
            self.left = max(0.0, self.left - (time.monotonic() - began))
