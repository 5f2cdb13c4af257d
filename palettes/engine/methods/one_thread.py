"""Run scikit-learn on one thread, so that sums come in one order whatever the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from threadpoolctl import ThreadpoolController

from palettes.engine.quiet import quiet


@contextmanager
def one_thread() -> Iterator[None]:
    """Limit BLAS and OpenMP to one thread, and keep convergence warnings to itself."""
    with _controller().limit(limits=1), quiet():
        yield


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
