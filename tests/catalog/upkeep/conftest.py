"""Listening to what the catalogue tells."""

from collections import Counter
from collections.abc import Iterator

import pytest

from catalog.signals import Compute, still_stored, stills_changed


class Heard:
    """Which stills and films were spoken of, how often."""

    def __init__(self) -> None:
        self.stored: Counter[int] = Counter()
        self.changed: Counter[int] = Counter()

    def on_stored(self, still, compute, **kwargs) -> None:
        assert compute is Compute.LATER
        self.stored[still.pk] += 1

    def on_changed(self, film, compute, **kwargs) -> None:
        assert compute is Compute.LATER
        self.changed[film.pk] += 1


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    still_stored.connect(heard.on_stored)
    stills_changed.connect(heard.on_changed)
    yield heard
    still_stored.disconnect(heard.on_stored)
    stills_changed.disconnect(heard.on_changed)
