"""Palettes made beside the storing of the next stills, and kept in between.

They are worked out by processes of their own (:mod:`palettes.making.maker`), which share no
interpreter with the storing, and know nothing of the database; their rows are written by the
thread that stores, in the order of the stills. So neither what is kept nor its order depends on
how fast either is. What a crash leaves undone is a still without a current palette, which the
sweep finds.
"""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from catalog.ingestion.decoding import Decoders
from catalog.ingestion.errors import DecoderCrashed, NoDecoder, PictureError
from catalog.models import Still
from palettes.compute import default_recipe, keep_still, stored_recipes
from palettes.engine import EngineError, Recipe
from palettes.making.maker import Maker, make_outside
from palettes.making.work import MadeOfStill, make

AHEAD: Final = 16
"""Stills that storing may be ahead of their rows: so many results, some 20 kB each, are held.
Enough to go on while a process starts (0.3 s)."""
WORTH: Final = 2
"""The first so many stills of a run are made in a thread: a process would not pay."""
MOST: Final = 3
"""Processes, of 100 MB each. What stores stills keeps no more of them busy."""
ANOTHER: Final = 32
"""Stills of a run for each process but the first, which starts when the others fall behind."""

log = logging.getLogger(__name__)


def processes() -> int:
    """How many may make palettes: none with one core, which storing needs itself."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not every system tells
        cores = os.cpu_count() or 1
    return min(cores, MOST) if cores > 1 else 0


class _Run:
    """What one storing thread has begun; its threads and processes last until its end."""

    def __init__(self) -> None:
        self.stills: deque[tuple[Still, Future[MadeOfStill]]] = deque()
        self.count = 0
        self.processes = processes()
        self.threads = ThreadPoolExecutor(max(1, self.processes), thread_name_prefix="palettes")
        self.makers = Decoders(Maker, at_once=1)
        self.busy = 1
        self.over = False

    def begin(self, still: Still, *, here: bool) -> None:
        """Have a still's palettes and look made: beside this thread, or ``here`` and now."""
        self.count += 1
        of = still.path, stored_recipes(), default_recipe()
        if here:
            making = _done(make, *of)
        else:
            outside = self.processes > 0 and self.count > WORTH
            making = self.threads.submit(self._outside if outside else make, *of)
        self.stills.append((still, making))
        behind = len(self.stills) > AHEAD // 2 and self.count > self.busy * ANOTHER
        if behind and self.busy < self.processes:
            self.busy += 1
            self.makers.allow_another()

    def _outside(self, path: Path, recipes: list[Recipe], default: str) -> MadeOfStill:
        """Have it made by a process; when that is killed, once more by a new one."""
        try:
            return make_outside(self.makers, path, recipes, default)
        except NoDecoder:
            return make(path, recipes, default)
        except DecoderCrashed:
            if self.over:
                raise
        return make_outside(self.makers, path, recipes, default)

    def keep(self, most: int) -> None:
        """Keep what is made, in the order of the stills, until at most so many are left."""
        while len(self.stills) > most or (len(self.stills) > 1 and self.stills[0][1].done()):
            still, making = self.stills[0]
            _keep(still, making)
            self.stills.popleft()  # not when interrupted: whoever ends the run keeps it

    def end(self) -> None:
        """Let threads and processes go; what is not kept by now is left to the sweep."""
        self.over = True
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.makers.kill()
        self.threads.shutdown()
        self.makers.close()


class _Mine(threading.local):
    run: _Run | None = None


_mine = _Mine()


def begin(still: Still) -> None:
    """Begin with a still's palettes and look, and keep what is made of those before it."""
    _begun(still, here=False).keep(AHEAD)


def make_at_once(still: Still) -> None:
    """Make and keep a still's palettes and look, and those of all before it."""
    _begun(still, here=True).keep(0)


def end() -> None:
    """Keep all that was begun, and let go of what made it."""
    run = _mine.run
    if run is None:
        return
    try:
        run.keep(0)
    finally:
        _mine.run = None
        run.end()


def _begun(still: Still, *, here: bool) -> _Run:
    _mine.run = _mine.run or _Run()
    _mine.run.begin(still, here=here)
    return _mine.run


def _done(work: Callable[..., MadeOfStill], *of: Any) -> Future[MadeOfStill]:
    done: Future[MadeOfStill] = Future()
    try:
        done.set_result(work(*of))
    except Exception as error:  # noqa: BLE001 - for whoever wants the result
        done.set_exception(error)
    return done


def _keep(still: Still, making: Future[MadeOfStill]) -> None:
    try:
        keep_still(still, making.result(), new=True)
    except (EngineError, PictureError) as error:
        # The still is stored and stays; its page says that it has no palette yet.
        log.warning("no palette of still %s: %s (%s)", still.pk, error, error.code)
    except Exception:  # its file or its row has gone, say: one still holds up no other
        log.exception("no palette of still %s", still.pk)


def _after_fork() -> None:
    """The threads and processes of a run are its own process's."""
    global _mine
    _mine = _Mine()


os.register_at_fork(after_in_child=_after_fork)
