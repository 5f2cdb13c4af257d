"""Hits are counted as a moving window says, without a thread, and are forgotten."""

import random
import threading
import time
from typing import Any

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from palettes.visitors.rates import EVERY, Hits

LIMIT = RateLimitItemPerMinute(5)


@pytest.fixture
def clock(monkeypatch: Any) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def test_what_is_let_through_is_what_a_moving_window_lets_through(clock: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Hits())
    dice, let_through = random.Random(1), list[float]()
    for _ in range(500):
        clock[0] += dice.expovariate(1 / 6)
        cost = dice.choice([1, 1, 1, 2, 6])
        within = len([when for when in let_through if when >= clock[0] - 60])
        assert limiter.hit(LIMIT, "somebody", cost=cost) == (within + cost <= 5)
        if within + cost <= 5:
            let_through += [clock[0]] * cost
    assert 100 < len(let_through) < 500


def test_it_says_when_there_is_room_again(clock: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Hits())
    for _ in range(5):
        assert limiter.hit(LIMIT, "somebody")
        clock[0] += 1
    assert not limiter.hit(LIMIT, "somebody")
    assert limiter.get_window_stats(LIMIT, "somebody").reset_time == 1_000_060
    assert limiter.hit(LIMIT, "somebody else")


def test_those_who_stay_away_are_forgotten(clock: list[float]) -> None:
    hits = Hits()
    limiter = MovingWindowRateLimiter(hits)
    for number in range(100):
        limiter.hit(LIMIT, f"visitor {number}")
    clock[0] += 60 + EVERY
    limiter.hit(LIMIT, "somebody")
    assert len(hits.events) == 1


def test_no_thread_is_started_for_a_hit() -> None:
    hits = Hits()
    hits.timer.join()
    before = threading.active_count()
    limiter = MovingWindowRateLimiter(hits)
    assert all(limiter.hit(LIMIT, "somebody") for _ in range(5))
    assert threading.active_count() == before
    assert not hits.timer.is_alive()
