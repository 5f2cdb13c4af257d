"""The cache of computed palettes, in files."""

from itertools import count
from typing import Final

from django.core.cache.backends.filebased import FileBasedCache

EVERY: Final = 64
"""Writes of a process between two looks at how many files there are."""


class FileCache(FileBasedCache):
    """Django's, but it does not list its whole folder at every write: with thousands of files in it
    that takes as long as a palette. So it may hold a few more than its bound for a while.
    """

    def __init__(self, folder: str, parameters: dict[str, object]) -> None:
        super().__init__(folder, parameters)
        self._writes = count()

    def _cull(self) -> None:
        if next(self._writes) % EVERY == 0:
            super()._cull()  # type: ignore[misc]  # the stubs leave it out
