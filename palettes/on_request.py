"""Palettes computed because a visitor asks: cached, counted, and never too many at once."""

import threading
from collections.abc import Sequence

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from catalog.models import Still
from palettes.engine import (
    ENGINE_VERSION,
    EngineError,
    ExtractedPalette,
    Recipe,
    Sample,
    extract_palette,
    sample_picture,
)

KEPT = 7 * 24 * 3600  # seconds; the key names the content, so nothing goes stale
PATIENCE = 10  # seconds to wait for a turn
AT_ONCE = 2  # in one process: the rest of its threads go on serving pages

_limiter = MovingWindowRateLimiter(MemoryStorage())
_turns = threading.BoundedSemaphore(AT_ONCE)

Computed = ExtractedPalette | EngineError


class BusyError(Exception):
    """Too many palettes were asked for; ``retry_after`` is in seconds."""

    code = "busy"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"That is more palettes than one visitor gets at once: try again in {retry_after} s."
        )
        self.retry_after = retry_after


def visitor(request: HttpRequest) -> str:
    """Whom a request is counted for: the address it comes from.

    Behind a proxy (BEHIND_PROXY) that is the last address the proxy wrote, which a visitor
    cannot forge.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")


def palettes_on_request(
    still: Still, recipes: Sequence[Recipe], whose: str
) -> dict[Recipe, Computed]:
    """A palette, or the reason there is none, for each recipe; the picture is decoded once.

    Only what is not cached counts against the visitor.

    Raises:
        BusyError: the visitor has asked too often, or too many ask at once.
    """
    keys = {recipe: _key(still, recipe) for recipe in recipes}
    known = cache.get_many(keys.values())
    found = {recipe: known[key] for recipe, key in keys.items() if key in known}
    missing = [recipe for recipe in keys if recipe not in found]
    if missing:
        made = _compute(still, missing, whose)
        cache.set_many({keys[recipe]: result for recipe, result in made.items()}, KEPT)
        found |= made
    return {recipe: found[recipe] for recipe in keys}


def _compute(still: Still, recipes: Sequence[Recipe], whose: str) -> dict[Recipe, Computed]:
    allowed = RateLimitItemPerMinute(settings.PALETTES_PER_MINUTE)
    if not _limiter.hit(allowed, whose, cost=len(recipes)):
        raise BusyError(30)
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError(PATIENCE)
    try:
        sample = sample_picture(still.path)
        return {recipe: _try(sample, recipe) for recipe in recipes}
    except EngineError as error:
        return dict.fromkeys(recipes, error)
    finally:
        _turns.release()


def _try(sample: Sample, recipe: Recipe) -> Computed:
    try:
        return extract_palette(sample, recipe)
    except EngineError as error:
        return error


def _key(still: Still, recipe: Recipe) -> str:
    return f"palette:{ENGINE_VERSION}:{still.sha256}:{recipe}".replace(" ", "_")
