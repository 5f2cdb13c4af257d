"""A worker told to stop ends soon, and leaves what it was at to be taken up again.

Work looks at ``asked`` between two pieces. What is still waiting then, for a host or for a
picture, is broken off a moment later, by an exception in the main thread.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

GRACE: Final = 0.5
"""Seconds to come to the end of a piece; nearly all that take longer are waiting."""

asked = threading.Event()
_open = False


class Stopped(BaseException):
    """Break off; nothing is wrong."""


def ask() -> None:
    """Ask whoever works here to stop. For a signal's handler: called in the main thread."""
    asked.set()
    if _open:  # else nothing is to be broken off, and the alarm would meet a process that leaves
        signal.signal(signal.SIGALRM, _break_off)
        signal.setitimer(signal.ITIMER_REAL, GRACE)


@contextmanager
def stoppable() -> Iterator[None]:
    """What runs in here, in the main thread, may be broken off; Stopped ends it quietly."""
    global _open
    _open = True
    try:
        yield
    except Stopped:
        pass
    finally:
        _open = False
        signal.setitimer(signal.ITIMER_REAL, 0)


def _break_off(signum: int, frame: FrameType | None) -> None:
    if _open:
        raise Stopped
