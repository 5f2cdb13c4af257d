"""The background task behind the admin's form."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog import tasks
from catalog.ingestion import control, queue, taking
from catalog.management.commands.worker import Worker
from catalog.models import Film, Ingestion, IngestionItem, Still
from catalog.signals import Compute
from catalog.upkeep import stopping
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Server, site
from tests.catalog.ingestion.test_sources import fill

pytestmark = pytest.mark.django_db
PAGE = b'<title>Stalker (1979)</title><img src="/a.jpg"><img src="/b.jpg"><img src="/gone.jpg">'


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    pages = {"/": PAGE, "/a.jpg": picture(1), "/b.jpg": picture(2)}
    return serve(site(pages))


def run(sources: Any, film: Film | None = None) -> Ingestion:
    ingestion = Ingestion.objects.create(sources=sources, film=film)
    tasks.run_ingestion.call(ingestion.pk)
    ingestion.refresh_from_db()
    return ingestion


def items(ingestion: Ingestion) -> list[tuple[str, str]]:
    shown = ingestion.items.exclude(state=IngestionItem.State.OPENED)
    return [(item.state, item.code) for item in shown]


def test_every_outcome_becomes_an_item(server: Server, signals: list[Any]) -> None:
    ingestion = run([server.origin, "http://127.0.0.1/"])
    assert items(ingestion) == [
        ("stored", ""),
        ("stored", ""),
        ("failed", "source_not_found"),
        ("failed", "address_refused"),
    ]
    assert ingestion.state == Ingestion.State.FAILED
    assert ingestion.finished_at is not None
    page, first, *_ = ingestion.items.all()
    assert (page.source, page.state) == (server.origin, "opened")
    assert first.source == f"{server.origin}/a.jpg"
    assert first.still == Still.objects.order_by("pk").first()
    assert {when for _, _, when in signals} == {Compute.NOW}


def test_ingestion_without_failures_is_done(server: Server) -> None:
    film = Film.objects.create(title="Stalker")
    ingestion = run([f"{server.origin}/a.jpg", f" {server.origin}/b.jpg\n", ""], film)
    assert ingestion.state == Ingestion.State.DONE
    assert film.stills.count() == 2
    again = run([f"{server.origin}/a.jpg"], film)
    assert items(again) == [("known", "")]
    assert again.state == Ingestion.State.DONE


def test_finished_or_missing_ingestion_is_left_alone(server: Server) -> None:
    ingestion = run([f"{server.origin}/a.jpg"], Film.objects.create(title="Stalker"))
    paths = list(server.paths)
    tasks.run_ingestion.call(ingestion.pk)
    tasks.run_ingestion.call(12345678)
    assert server.paths == paths
    assert IngestionItem.objects.count() == 1


def test_ingestion_that_a_crash_cut_short_is_gone_on_with(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = Film.objects.create(title="Stalker")
    sources = [f"{server.origin}/{name}.jpg" for name in "ab"]
    ingestion = control.begin(sources, film=film)
    lost = "elsewhere:1:0"
    monkeypatch.setattr(tasks, "PATIENCE", 0)
    assert queue.claim(ingestion, lost) is not None
    tasks.run_ingestion.call(ingestion.pk)
    assert items(ingestion) == [("waiting", ""), ("stored", "")]  # another machine has the first
    ingestion.items.filter(owner=lost).update(until=timezone.now())
    tasks.run_ingestion.call(ingestion.pk)
    assert items(ingestion) == [("stored", ""), ("stored", "")]
    assert film.stills.count() == 2


def test_files_of_the_machine_cannot_be_asked_for(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    ingestion = run([str(folder), str(folder / "1.jpg"), f"file://{folder}/1.jpg"])
    assert items(ingestion) == [("failed", "address_refused")] * 3
    assert not Still.objects.exists()


@pytest.mark.parametrize("sources", [None, 7, "text", [7, None, {"a": 1}], {"a": "b"}])
def test_sources_that_make_no_sense_fail_as_items(sources: Any) -> None:
    ingestion = run(sources if sources is not None else [None])
    assert ingestion.state == Ingestion.State.FAILED
    assert {state for state, _ in items(ingestion)} == {"failed"}


def test_ingestion_that_is_interrupted_is_not_left_running(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise KeyboardInterrupt

    ingestion = control.begin([server.origin])
    monkeypatch.setattr(taking, "plan", broken)
    with pytest.raises(KeyboardInterrupt):
        tasks.run_ingestion.call(ingestion.pk)
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.PARTIAL
    item = ingestion.items.get()
    assert (item.state, item.attempts, item.owner) == ("waiting", 0, "")


def test_long_ingestion_lets_other_work_have_its_turn(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SLICE", -1.0)
    film = Film.objects.create(title="Stalker")
    sources = [f"{server.origin}/{name}.jpg" for name in "ab"]
    ingestion = control.begin(sources, film=film)
    tasks.run_ingestion.call(ingestion.pk)
    assert items(ingestion) == [("stored", ""), ("waiting", "")]
    waiting = DBTaskResult.objects.filter(task_path=tasks.run_ingestion.module_path)
    assert [kept.args_kwargs["args"] for kept in waiting] == [[ingestion.pk]]
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.QUEUED
    tasks.run_ingestion.call(ingestion.pk)
    assert items(ingestion) == [("stored", ""), ("stored", "")]


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that listens to signals, for one turn."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGALRM)
    before = {name: signal.getsignal(name) for name in names}
    made = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="one",
    )
    made.configure_signals()
    yield made
    signal.setitimer(signal.ITIMER_REAL, 0)
    for name, handler in before.items():
        signal.signal(name, handler)
    stopping.asked.clear()


def test_a_worker_told_to_stop_leaves_a_slow_picture_to_the_next(
    serve: Callable[..., Server], worker: Worker, settings: Any
) -> None:
    settings.INGEST_TIMEOUT = 30.0

    def say_nothing(server: Server, connection: Any, head: bytes) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        connection.recv(1)  # until whoever asked goes away

    silent = serve(say_nothing)
    ingestion = control.begin([f"{silent.origin}/a.jpg"], film=Film.objects.create(title="Stalker"))
    tasks.run_ingestion.enqueue(ingestion.pk)
    start = time.monotonic()
    worker.run()
    assert time.monotonic() - start < 10  # not the 30 s that the host is given
    item = ingestion.items.get()
    assert (item.state, item.attempts, item.owner) == ("waiting", 0, "")
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.QUEUED
    states = DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)
    assert list(states) == ["SUCCESSFUL", "READY"]


def test_a_worker_told_to_stop_ends_after_the_picture_it_is_at(
    server: Server, worker: Worker
) -> None:
    film = Film.objects.create(title="Stalker")
    ingestion = control.begin([f"{server.origin}/{name}.jpg" for name in "ab"], film=film)
    tasks.run_ingestion.enqueue(ingestion.pk)
    stopping.asked.set()
    worker.running = False
    tasks.run_ingestion.call(ingestion.pk)
    assert items(ingestion) == [("stored", ""), ("waiting", "")]
