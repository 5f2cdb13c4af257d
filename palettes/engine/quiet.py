"""Keep a library's Python warnings off the console, from several threads at once."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0
_outer: "warnings.catch_warnings[None] | None" = None


@contextmanager
def quiet() -> Iterator[None]:
    """Ignore warnings while at least one thread is inside.

    ``warnings.catch_warnings`` alone restores in the wrong order when threads overlap; here
    the first one in saves the filters and the last one out restores them.
    """
    global _inside, _outer
    with _lock:
        _inside += 1
        if _inside == 1:
            _outer = warnings.catch_warnings(action="ignore")
            _outer.__enter__()
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0 and _outer is not None:
                _outer.__exit__(None, None, None)
                _outer = None
