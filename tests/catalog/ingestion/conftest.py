from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.dispatch import Signal

from catalog.ingestion import service, wire
from tests.catalog.ingestion.servers import Net, Script, Server

SHARED = Path(__file__).parents[3].parent / "shared"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """A media folder for each test."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def signals(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any, Any]]:
    """What is sent, as (name, subject, compute); nobody else listens."""
    sent: list[tuple[str, Any, Any]] = []
    stored, changed = Signal(), Signal()

    def on_stored(still: Any, compute: Any, **_: Any) -> None:
        sent.append(("still_stored", still, compute))

    def on_changed(film: Any, compute: Any, **_: Any) -> None:
        sent.append(("stills_changed", film, compute))

    stored.connect(on_stored, weak=False)
    changed.connect(on_changed, weak=False)
    monkeypatch.setattr(service, "still_stored", stored)
    monkeypatch.setattr(service, "stills_changed", changed)
    return sent


@pytest.fixture
def serve(settings: Any, db: None) -> Iterator[Callable[..., Server]]:
    """Start servers whose origins are trusted; they end with the test.

    Asking takes a host's turn, which is a row.
    """
    with ExitStack() as stack:

        def start(script: Script, *, trusted: bool = True, **options: Any) -> Server:
            server = stack.enter_context(Server(script, **options))
            if trusted:
                settings.INGEST_TRUSTED_ORIGINS = [
                    *settings.INGEST_TRUSTED_ORIGINS,
                    server.origin,
                ]
            return server

        settings.INGEST_TRUSTED_ORIGINS = []
        yield start


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, db: None) -> Net:
    """A pretended internet behind the door."""
    pretended = Net()
    monkeypatch.setattr(wire, "_lookup", pretended.lookup)
    monkeypatch.setattr(wire, "_connect", pretended.connect)
    return pretended
