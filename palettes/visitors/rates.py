"""What ``limits`` counts by: its memory, without the thread that it starts for nearly every hit."""

import threading
import time
from typing import Final

from limits.storage import MemoryStorage
from limits.storage.memory import Entry

EVERY: Final = 60.0
"""Seconds between two looks at what may be forgotten."""


class Hits(MemoryStorage):
    """Hits in this process, for a moving window. What is over is forgotten in passing, once a
    minute: a thread that wakes up for it delays the palette that is being made.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._swept = time.time()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` hits, unless more than ``limit`` would lie within ``expiry`` seconds."""
        if amount > limit:
            return False
        with self._lock:
            now = time.time()
            if now - self._swept >= EVERY:
                self._sweep(now)
            newest_first = self.events.setdefault(key, [])
            place = limit - amount
            if place < len(newest_first) and newest_first[place].atime >= now - expiry:
                return False
            newest_first[:0] = [Entry(expiry)] * amount
            del newest_first[limit:]
            return True

    def _sweep(self, now: float) -> None:
        self._swept = now
        kept = {key: [one for one in own if one.expiry > now] for key, own in self.events.items()}
        self.events = {key: own for key, own in kept.items() if own}
