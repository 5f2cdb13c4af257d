import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np
import pytest
from django.core.cache import cache
from PIL import Image

from palettes.api import middleware
from palettes.tokens import ApiToken
from palettes.visitors import on_request, sources_seen
from tests.catalog.ingestion.servers import Script, Server


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What one test was answered or counted is nothing to the next."""
    cache.clear()
    on_request._limiter.storage.reset()
    sources_seen._held.clear()
    middleware._kept.answers.clear()


@pytest.fixture
def serve(settings: Any, db: None) -> Iterator[Callable[..., Server]]:
    """Start servers whose origins are trusted; they end with the test."""
    with ExitStack() as stack:

        def start(script: Script, **options: Any) -> Server:
            server = stack.enter_context(Server(script, **options))
            settings.INGEST_TRUSTED_ORIGINS = [*settings.INGEST_TRUSTED_ORIGINS, server.origin]
            return server

        settings.INGEST_TRUSTED_ORIGINS = []
        yield start


@pytest.fixture
def token(db: None) -> Callable[..., dict[str, str]]:
    """The header of a new token with these scopes."""

    def make(*scopes: str) -> dict[str, str]:
        row = ApiToken(name="test", **dict.fromkeys(scopes, True))
        secret = row.renew()
        row.save()
        return {"Authorization": f"Bearer {secret}"}

    return make


def picture(size: tuple[int, int] = (120, 80), kind: str = "PNG", seed: int = 1) -> bytes:
    """A picture of four quarters with a little noise; each seed gives another."""
    random = np.random.default_rng(seed)
    pixels = np.zeros((size[1], size[0], 3), np.int16)
    half, middle = size[1] // 2, size[0] // 2
    for rows, columns, colour in (
        (slice(0, half), slice(0, middle), (150, 40, 30)),
        (slice(0, half), slice(middle, None), (20, 80, 120)),
        (slice(half, None), slice(0, middle), (220, 200, 160)),
        (slice(half, None), slice(middle, None), (40, 90, 50)),
    ):
        pixels[rows, columns] = colour
    pixels += random.integers(-6, 7, pixels.shape, dtype=np.int16)
    out = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(out, kind)
    return out.getvalue()
