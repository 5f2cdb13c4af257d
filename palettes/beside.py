"""Palettes made beside the storing of the next still, and kept in between.

The colours are worked out in a second thread, which knows nothing of the database; their rows are
written by the thread that stores, in the order of the stills. So neither what is kept nor its
order depends on how fast either is. What a crash leaves undone is a still without a current
palette, which the sweep finds.
"""

import logging
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from catalog.models import Still
from palettes.compute import MadeOfStill, keep_still, make, stored_recipes
from palettes.engine import EngineError

AT_ONCE: Final = 1
"""Stills that storing is ahead of their rows: so many are in memory."""

log = logging.getLogger(__name__)


class _Begun(threading.local):
    """What one storing thread has begun; its second thread lasts until the end of a run."""

    def __init__(self) -> None:
        self.maker: ThreadPoolExecutor | None = None
        self.stills: deque[tuple[Still, Future[MadeOfStill]]] = deque()


_begun = _Begun()


def begin(still: Still) -> None:
    """Begin with a still's palettes and look, and keep those of the one before."""
    if _begun.maker is None:
        _begun.maker = ThreadPoolExecutor(1, thread_name_prefix="palettes")
    _begun.stills.append((still, _begun.maker.submit(make, still.path, stored_recipes())))
    _keep_all_but(AT_ONCE)


def end() -> None:
    """Keep all that was begun, and let the second thread go."""
    _keep_all_but(0)
    maker, _begun.maker = _begun.maker, None
    if maker is not None:
        maker.shutdown()


def _keep_all_but(most: int) -> None:
    while len(_begun.stills) > most:
        still, making = _begun.stills[0]
        try:
            keep_still(still, making.result())
        except EngineError as error:
            # The still is stored and stays; its page says that it has no palette yet.
            log.warning("no palette of still %s: %s (%s)", still.pk, error, error.code)
        except Exception:  # its file or its row has gone, say: one still holds up no other
            log.exception("no palette of still %s", still.pk)
        _begun.stills.popleft()  # not when interrupted: whoever ends the run keeps it
