"""Palettes computed because a visitor asks: cached, counted, and never too many at once."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from catalog.models import Still
from palettes.engine import (
    ENGINE_VERSION,
    METHODS,
    EngineError,
    ExtractedPalette,
    Recipe,
    Sample,
    extract_palette,
    sample_picture,
    seed_unsteadiness,
)
from palettes.visitors.rates import Hits

KEPT = 7 * 24 * 3600  # seconds; the key names the content, so nothing goes stale
PATIENCE = 10  # seconds to wait for a turn
AT_ONCE = 2  # in one process: the rest of its threads go on serving pages
SEEDS = 5  # palettes made to measure how steady a recipe is

_limiter = MovingWindowRateLimiter(Hits())
_turns = threading.BoundedSemaphore(AT_ONCE)

Computed = ExtractedPalette | EngineError
Result = TypeVar("Result")


class BusyError(Exception):
    """Too many ask at once; ``retry_after`` is in seconds."""

    code = "busy"

    def __init__(
        self,
        retry_after: int,
        why: str = "That is more palettes than one visitor gets at once",
    ) -> None:
        super().__init__(f"{why}: try again in {retry_after} s.")
        self.retry_after = retry_after


class TooOftenError(BusyError):
    """One visitor has asked more often in a minute than is allowed."""

    code = "rate_limited"


def allow(what: str, per_minute: int, whose: str, cost: int = 1) -> None:
    """Count ``cost`` more of something against a visitor, in this process.

    Raises:
        TooOftenError: it would be more than so many within a minute; it says how long to wait.
    """
    limit = RateLimitItemPerMinute(per_minute, namespace=what)
    if not _limiter.hit(limit, whose, cost=cost):
        free_at = _limiter.get_window_stats(limit, whose).reset_time
        raise TooOftenError(max(1, round(free_at - time.time())))


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
    keys = {recipe: palette_key(still.sha256, recipe) for recipe in recipes}
    known = cache.get_many(keys.values())
    found = {recipe: known[key] for recipe, key in keys.items() if key in known}
    missing = [recipe for recipe in keys if recipe not in found]
    if missing:
        made = _compute(still, missing, whose, len(missing), extract_palette)
        cache.set_many({keys[recipe]: result for recipe, result in made.items()}, KEPT)
        found |= made
    return {recipe: found[recipe] for recipe in keys}


def known_unsteadiness(still: Still, recipes: Sequence[Recipe]) -> dict[Recipe, float]:
    """How far palettes of other seeds lie apart, for the recipes of which that is known.

    Nothing is computed: a method without dice is steady, others are known once measured.
    """
    keys = {recipe: _seeds_key(still, recipe) for recipe in recipes if _has_dice(recipe)}
    known = cache.get_many(keys.values())
    found = {recipe: known[key] for recipe, key in keys.items() if key in known}
    return found | {recipe: 0.0 for recipe in recipes if not _has_dice(recipe)}


def unsteadiness_on_request(
    still: Still, recipes: Sequence[Recipe], whose: str
) -> dict[Recipe, float | EngineError]:
    """The same for all ``recipes``, measured where it is not known, or the reason it cannot be.

    A measurement counts as ``SEEDS`` palettes against the visitor.

    Raises:
        BusyError: the visitor has asked too often, or too many ask at once.
    """
    found: dict[Recipe, float | EngineError] = {**known_unsteadiness(still, recipes)}
    missing = [recipe for recipe in recipes if recipe not in found]
    if missing:
        made = _compute(still, missing, whose, SEEDS * len(missing), _unsteadiness)
        kept = {
            _seeds_key(still, r): value for r, value in made.items() if isinstance(value, float)
        }
        cache.set_many(kept, KEPT)
        found |= made
    return found


def _compute(
    still: Still,
    recipes: Sequence[Recipe],
    whose: str,
    cost: int,
    make: Callable[[Sample, Recipe], Result],
) -> dict[Recipe, Result | EngineError]:
    allow("palettes", settings.PALETTES_PER_MINUTE, whose, cost)
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError(PATIENCE)
    try:
        sample = sample_picture(still.path)
        return {recipe: attempt(make, sample, recipe) for recipe in recipes}
    except EngineError as error:
        return dict.fromkeys(recipes, error)
    finally:
        _turns.release()


def attempt(
    make: Callable[[Sample, Recipe], Result], sample: Sample, recipe: Recipe
) -> Result | EngineError:
    """What is made of a sample, or why it cannot be."""
    try:
        return make(sample, recipe)
    except EngineError as error:
        return error


def _unsteadiness(sample: Sample, recipe: Recipe) -> float:
    return seed_unsteadiness(sample, recipe, SEEDS)


def _has_dice(recipe: Recipe) -> bool:
    return METHODS[recipe.method].seeded


def palette_key(sha256: str, recipe: Recipe) -> str:
    """What a palette is cached under: it names the content, not where it came from."""
    return f"palette:{ENGINE_VERSION}:{sha256}:{recipe}".replace(" ", "_")


def _seeds_key(still: Still, recipe: Recipe) -> str:
    """One for all seeds of a recipe: each is measured by the same seeds."""
    return "seeds:" + palette_key(still.sha256, recipe.with_options(seed=0))
