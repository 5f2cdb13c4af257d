"""The regular sweep: what a crash left behind is taken up or cleared away."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.ingestion import control, images, queue, storage
from catalog.ingestion.service import ingest
from catalog.models import Film, Ingestion, IngestionItem, Still, WorkerBeat
from catalog.signals import Compute
from catalog.upkeep import beats, removals
from catalog.upkeep.sweep import ABANDONED, ORPHAN_AGE, QUIET, sweep
from palettes import tasks as palette_tasks
from tests.catalog.ingestion.pictures import picture

pytestmark = pytest.mark.django_db
STALE = time.time() - ORPHAN_AGE - 60


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def keep(number: int, *, old: bool) -> Path:
    content = picture(number)
    found = images.verify(content)
    name = storage.store(content, found.sha256, found.extension)
    path = Path(storage.settings.MEDIA_ROOT) / name
    if old:
        os.utime(path, (STALE, STALE))
    return path


def still_of(path: Path) -> Still:
    film, _ = Film.objects.get_or_create(title="Stalker")
    name = str(path.relative_to(storage.settings.MEDIA_ROOT))
    return Still.objects.create(film=film, image=name, sha256=path.stem, width=64, height=36)


def queued(path: str) -> list[Any]:
    waiting = DBTaskResult.objects.filter(task_path=path, status="READY")
    return [kept["args"] for kept in waiting.values_list("args_kwargs", flat=True)]


def begun(origin: str = Ingestion.Origin.ADMIN, **options: Any) -> Ingestion:
    return control.begin(["https://example.org/a.jpg"], origin=origin, **options)


def test_only_old_files_that_no_row_needs_are_removed() -> None:
    orphan, young = keep(1, old=True), keep(2, old=False)
    shown, removed, ready = keep(3, old=True), keep(4, old=True), keep(5, old=True)
    still_of(shown)
    still_of(removed)
    removals.remove_stills(Still.objects.filter(sha256=removed.stem))
    item = begun(preview=True).items.get()
    IngestionItem.objects.filter(pk=item.pk).update(
        state="ready", sha256=ready.stem, extension="jpg"
    )
    part = orphan.with_name(".abc.part")
    part.write_bytes(b"half")
    os.utime(part, (STALE, STALE))
    sweep()
    there = [path.exists() for path in (orphan, part, young, shown, removed, ready)]
    assert there == [False, False, True, True, True, True]


def test_a_file_that_is_used_again_is_young_again() -> None:
    path = keep(1, old=True)
    keep(1, old=False)
    sweep()
    assert path.exists()


def test_a_removal_whose_time_is_over_is_final(django_capture_on_commit_callbacks: Any) -> None:
    path = keep(1, old=False)
    still_of(path)
    removal = removals.remove_stills(Still.objects.all())
    assert removal is not None
    sweep()
    assert path.exists()
    type(removal).objects.update(expires_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert not path.exists()


def test_an_ingestion_whose_worker_is_gone_is_queued_once() -> None:
    ingestion = begun()
    control.started(ingestion)
    item = queue.claim(ingestion, f"{queue._node()}:{2**22 + 1}:dead")  # no such process
    assert item is not None
    sweep()
    sweep()
    assert queued("catalog.tasks.run_ingestion") == [[ingestion.pk]]


def test_an_ingestion_that_somebody_is_at_is_left_alone() -> None:
    ingestion = begun()
    assert queue.claim(ingestion, queue.new_owner()) is not None
    sweep()
    assert queued("catalog.tasks.run_ingestion") == []


def test_a_command_that_is_gone_is_marked_as_broken_off() -> None:
    ingestion = begun(Ingestion.Origin.COMMAND)
    sweep()
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.QUEUED  # it may be about to begin
    ingestion.items.update(updated_at=timezone.now() - 2 * QUIET)
    sweep()
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.PARTIAL
    assert queued("catalog.tasks.run_ingestion") == []


def test_a_preview_of_nothing_is_not_queued() -> None:
    empty = control.begin([" "], origin=Ingestion.Origin.ADMIN, preview=True)
    assert not empty.items.exists()
    sweep()
    assert queued("catalog.tasks.run_ingestion") == []


def test_a_preview_that_nobody_confirms_is_ended() -> None:
    ingestion = begun(preview=True)
    Ingestion.objects.update(created_at=timezone.now() - 2 * ABANDONED)
    sweep()
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.CANCELLED
    assert [item.state for item in ingestion.items.all()] == ["left_out"]


def test_uploads_that_nobody_needs_are_removed(media: Path) -> None:
    needed, ended, forgotten = begun(preview=True), begun(), begun(preview=True)
    Ingestion.objects.filter(pk=ended.pk).update(state=Ingestion.State.DONE)
    old = timezone.now() - ABANDONED - timedelta(hours=1)
    Ingestion.objects.filter(pk=forgotten.pk).update(created_at=old)
    folders = [media / "uploads" / f"{row.pk}-x" for row in (needed, ended, forgotten)]
    for folder in folders:
        folder.mkdir(parents=True)
    sweep()
    assert [folder.exists() for folder in folders] == [True, False, False]


def test_palettes_that_are_missing_are_queued_once_and_not_again_after_failing(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.jpg").write_bytes(picture(1))
    list(ingest([str(tmp_path / "in")], compute=Compute.NEVER))
    still, path = Still.objects.get(), palette_tasks.compute_still.module_path
    sweep()
    sweep()
    assert queued(path) == [[still.pk]]
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
    sweep()
    assert queued(path) == []
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=2))
    sweep()
    assert queued(path) == [[still.pk]]


def test_the_worker_says_that_it_lives_and_sweeps_before_it_works() -> None:
    assert not beats.is_working()
    ingestion = control.begin([7], origin=Ingestion.Origin.ADMIN)
    call_command("worker", batch=True, startup_delay=False, verbosity=0, reload=False)
    assert beats.is_working()
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.FAILED
    WorkerBeat.objects.update(seen_at=timezone.now() - 2 * beats.GONE_AFTER)
    assert not beats.is_working()
