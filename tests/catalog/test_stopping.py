"""Who is asked to stop has no alarm left over: it would end a process that is leaving."""

import signal
from collections.abc import Iterator

import pytest

from catalog.upkeep import stopping


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGALRM)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, handler)
    stopping.asked.clear()


def test_an_idle_worker_gets_no_alarm() -> None:
    stopping.ask()
    assert stopping.asked.is_set()
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_work_that_ends_in_time_takes_its_alarm_along() -> None:
    with stopping.stoppable():
        stopping.ask()
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= stopping.GRACE
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
