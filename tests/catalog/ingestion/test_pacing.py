"""A host's turn: one request at a time over all processes, a pause, and rest when it fails."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from catalog.ingestion import fetching, pacing
from catalog.ingestion.errors import (
    AddressRefused,
    ConnectionFailed,
    ConnectionUntrusted,
    DnsFailed,
    FetchTimeout,
    HostShut,
    IngestionError,
    ServerFailed,
    SourceBusy,
    SourceNotFound,
    StorageFailed,
    TooLarge,
)
from catalog.models import Host
from tests.catalog.ingestion.servers import Server, answer, redirect, saying

ROOT = Path(__file__).parents[3]
Serve = Callable[..., Server]
HOST = "n.test"

pytestmark = pytest.mark.django_db


class Sleeps:
    """Stands in for time.sleep; whoever sleeps for the database's clock moves it on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slept: list[float] = []
        self.shift = 0.0
        real_now, real_monotonic = timezone.now, time.monotonic
        monkeypatch.setattr(
            pacing.timezone, "now", lambda: real_now() + timedelta(seconds=self.shift)
        )
        monkeypatch.setattr(pacing.time, "monotonic", lambda: real_monotonic() + self.shift)
        monkeypatch.setattr(pacing.time, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.shift += seconds


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> Sleeps:
    return Sleeps(monkeypatch)


def take(host: str = HOST, error: Exception | None = None, **options: Any) -> None:
    with pacing.turn(host, 10, **options):
        if error is not None:
            raise error


def fail(error: Exception, host: str = HOST) -> None:
    with pytest.raises(type(error)):
        take(host, error)


def row(host: str = HOST) -> Host:
    return Host.objects.get(name=host)


def test_second_request_waits_for_the_pause(sleeps: Sleeps, settings: Any) -> None:
    settings.INGEST_PAUSE = 7.0
    take()
    assert sleeps.slept == []
    take()
    assert 6.5 < sum(sleeps.slept) <= 7.01
    take("other.test")
    assert len(sleeps.slept) == 1


def test_trusted_origin_has_its_pause_too(serve: Serve, sleeps: Sleeps, settings: Any) -> None:
    settings.INGEST_PAUSE = 7.0
    server = serve(saying(answer(b"x")))
    fetching.fetch_picture(server.origin)  # robots.txt, then the picture
    assert 6.5 < sum(sleeps.slept) <= 7.01
    assert row(f"127.0.0.1:{server.port}").holder == ""


def test_redirects_requests_have_their_turns_too(
    serve: Serve, sleeps: Sleeps, settings: Any
) -> None:
    settings.INGEST_PAUSE, settings.INGEST_ROBOTS = 7.0, False
    settings.INGEST_TIMEOUT = 5.0  # waiting for turns is not charged to the fetch
    server = serve(
        lambda server, connection, head: connection.sendall(
            answer(b"x") if b"/end" in head.split(b"\r\n")[0] else redirect("/end")
        )
    )
    assert fetching.fetch_picture(server.origin).content == b"x"
    assert 6.5 < sum(sleeps.slept) <= 7.01


def test_delay_a_host_asks_for_counts_when_longer_and_is_clamped(
    sleeps: Sleeps, settings: Any
) -> None:
    settings.INGEST_PAUSE = 2.0
    for delay, must in ((1.0, 2.0), (9.0, 9.0), (86_400.0, 30.0)):
        host = f"d{delay:.0f}.test"
        take(host, delay=delay)
        before = sum(sleeps.slept)
        take(host)
        assert must - 0.5 < sum(sleeps.slept) - before <= must + 0.01


def test_held_turn_is_waited_for_without_a_busy_loop(sleeps: Sleeps) -> None:
    until = timezone.now() + timedelta(seconds=4)
    Host.objects.create(name=HOST, holder="killed", held_until=until)
    take()
    assert 3.5 < sum(sleeps.slept) <= 4.2  # the killed holder's lease has ended
    assert all(0.05 <= slept <= 0.1 for slept in sleeps.slept)


def test_wait_for_a_turn_is_bounded(sleeps: Sleeps, settings: Any) -> None:
    settings.INGEST_TIMEOUT = 1000.0
    until = timezone.now() + timedelta(seconds=1000)
    Host.objects.create(name=HOST, holder="busy", held_until=until)
    with pytest.raises(FetchTimeout, match=r"waiting for n\.test"):
        take()
    assert sum(sleeps.slept) <= pacing.LONGEST_QUEUE + 0.1
    assert row().failures == 0  # it is not the host that failed


def test_wait_can_be_interrupted_and_so_can_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        take(error=KeyboardInterrupt())  # type: ignore[arg-type]
    assert (row().holder, row().failures) == ("", 0)

    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pacing.time, "sleep", interrupted)
    Host.objects.update(holder="x", held_until=timezone.now() + timedelta(seconds=9))
    with pytest.raises(KeyboardInterrupt):
        take()
    assert row().holder == "x"


def test_clock_that_was_set_back_blocks_nobody(sleeps: Sleeps) -> None:
    far = timezone.now() + timedelta(days=3)
    Host.objects.create(name=HOST, holder="x", held_until=far, free_at=far)
    take()
    assert sleeps.slept == []


def test_turn_that_was_taken_over_is_not_given_back_twice() -> None:
    with pacing.turn(HOST, 10):
        Host.objects.update(holder="another")
    assert row().holder == "another"


def test_turn_that_asked_nothing_leaves_no_pause(sleeps: Sleeps, settings: Any) -> None:
    settings.INGEST_PAUSE = 7.0
    with pacing.turn(HOST, 10) as turn:
        turn.used = False
    take()
    assert sleeps.slept == []


def test_lost_database_is_a_failure_with_a_name(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(*args: object, **options: object) -> None:
        raise DatabaseError("gone")

    with pacing.turn(HOST, 10):
        monkeypatch.setattr(Host.objects, "filter", lost)
    assert "could not be given back" in caplog.text
    with pytest.raises(StorageFailed, match="gone"):
        take()


# --- The breaker ----------------------------------------------------------------------


def test_five_failures_in_a_row_shut_a_host_and_one_trial_opens_it(sleeps: Sleeps) -> None:
    for _ in range(5):
        fail(ConnectionFailed())
    for _ in range(2):
        with pytest.raises(HostShut, match=r"n\.test is left alone until \d{4}-.*failed") as caught:
            take()
        assert 299 < (caught.value.wait or 0) <= 300
        assert (caught.value.code, caught.value.transient) == ("host_shut", True)
    sleeps.shift += 301
    fail(FetchTimeout())  # the trial fails: shut at once
    with pytest.raises(HostShut):
        take()
    sleeps.shift += 301
    take()  # the trial succeeds
    assert row().failures == 0
    fail(ConnectionFailed())
    take()


@pytest.mark.parametrize("answered", [None, SourceNotFound(), TooLarge()])
def test_any_answer_ends_a_row_of_failures(answered: Exception | None) -> None:
    for _ in range(4):
        fail(ServerFailed())
    take() if answered is None else fail(answered)
    assert row().failures == 0


@pytest.mark.parametrize("error", [AddressRefused(), DnsFailed(), ConnectionUntrusted()])
def test_what_says_nothing_of_the_host_changes_nothing(error: Exception) -> None:
    fail(ServerFailed())
    fail(error)
    assert row().failures == 1


def test_minutes_of_rest_are_a_setting(settings: Any) -> None:
    settings.INGEST_BREAKER_MINUTES = 0.5
    for _ in range(5):
        fail(ServerFailed())
    with pytest.raises(HostShut) as caught:
        take()
    assert 29 < (caught.value.wait or 0) <= 30


def test_what_a_server_asks_for_shuts_the_host(sleeps: Sleeps) -> None:
    fail(SourceBusy(wait=20.0))
    assert row().shut_code == "source_busy"
    with pytest.raises(HostShut, match="source_busy") as caught:
        take()
    assert 19 < (caught.value.wait or 0) <= 20
    take("other.test")
    sleeps.shift += 21
    take()
    fail(SourceBusy(wait=0.0))
    take()


def test_longer_shutting_wins() -> None:
    take()
    pacing.shut(HOST, 100, "robots_unavailable")
    pacing.shut(HOST, 10, "source_busy")
    assert row().shut_code == "robots_unavailable"


def test_only_one_of_many_makes_the_trial(sleeps: Sleeps) -> None:
    """While it is under way the others wait; when it has failed they are told so."""
    now = timezone.now()
    Host.objects.create(name=HOST, failures=5, shut_until=now - timedelta(seconds=1))
    with pacing.turn(HOST, 10):
        assert row().holder
        assert pacing._seconds_to_wait(HOST) == pacing.POLL  # what another sees meanwhile
    Host.objects.update(failures=5)
    fail(ServerFailed())
    with pytest.raises(HostShut):
        take()


# --- Over threads and processes -------------------------------------------------------

CLIENT = """
import sys, threading
import django
django.setup()
from django.db import connection
from catalog.ingestion import fetching
from catalog.ingestion.errors import IngestionError
failed = []
def run():
    try:
        for number in range(int(sys.argv[3])):
            fetching.fetch_picture(sys.argv[1] + f"/{number}.jpg")
    except IngestionError as error:
        failed.append(error)
    finally:
        connection.close()
threads = [threading.Thread(target=run) for _ in range(int(sys.argv[2]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
sys.exit(repr(failed) if failed else 0)
"""


class Busy:
    """A server that notes when requests begin and end, and how many there are at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = self.most = 0
        self.times: list[tuple[float, float]] = []

    def __call__(self, server: Server, connection: Any, head: bytes) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        began = time.monotonic()
        server.ended.wait(0.01)
        with self.lock:
            self.now -= 1
            self.times.append((began, time.monotonic()))
        connection.sendall(answer(b"x"))


def commands(origin: str, database: str, folder: Path, pause: float) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database or f"sqlite:///{folder / 'own.sqlite3'}",
        "SECRET_KEY": "tests-only",
        "INGEST_PAUSE": str(pause),
        "INGEST_TRUSTED_ORIGINS": origin,
    }


def test_threads_and_processes_take_turns(serve: Serve, tmp_path: Path) -> None:
    """CHROMATHEQUE_TEST_POSTGRES, the address of an empty database, has it done there."""
    pause, busy = 0.06, Busy()
    server = serve(busy, robots=None)
    database = os.environ.get("CHROMATHEQUE_TEST_POSTGRES", "")
    environment = commands(server.origin, database, tmp_path, pause)
    options: Any = {"cwd": ROOT, "env": environment}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, **options
    )
    clients = [
        subprocess.Popen(
            [sys.executable, "-c", CLIENT, server.origin, threads, "2"],
            stderr=subprocess.PIPE,
            **options,
        )
        for threads in ("8", "2")
    ]
    for client in clients:
        _, complaint = client.communicate(timeout=60)
        assert client.returncode == 0, complaint.decode()
    assert len(busy.times) == 21  # robots.txt once, for all of them
    assert busy.most == 1
    times = sorted(busy.times)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(times)]
    assert min(gaps) >= pause


def test_transient_errors_are_those_worth_another_try() -> None:
    classes = [IngestionError]
    for kind in classes:
        classes += kind.__subclasses__()
    transient = {kind.__name__ for kind in classes if kind.transient}
    assert transient == {
        "ConnectionFailed",
        "ConnectionReset",
        "DecoderCrashed",
        "DnsUnsure",
        "FetchTimeout",
        "FileLost",
        "HostShut",
        "NoDecoder",
        "RobotsUnavailable",
        "ServerFailed",
        "SourceBusy",
        "TruncatedBody",
    }
    assert SourceBusy(wait=2.0).wait == 2.0
    assert SourceBusy().wait is None
