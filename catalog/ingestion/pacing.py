"""Politeness: one request at a time for a host, and a pause between two.

Kept in this process; the pause starts when an answer has been read, so that a slow host gets
more rest than a quick one.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_free_at: dict[str, float] = {}


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Wait for this host's turn; on leaving, its pause of ``pause`` seconds begins."""
    with _turns[host]:
        wait = _free_at.get(host, 0.0) - time.monotonic()
        if wait > 0:
            time.sleep(min(wait, pause))
        try:
            yield
        finally:
            _free_at[host] = time.monotonic() + pause
