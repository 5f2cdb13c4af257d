"""What a stranger, a hand-edited row or a bad moment brings never stops the rest."""

import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog import tasks
from catalog.ingestion import addresses, control, manifests, queue, shelf, storage, taking
from catalog.ingestion.errors import AddressRefused, BadManifest, StorageFull
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.gallery import read_gallery
from catalog.ingestion.manifests import read_manifest
from catalog.ingestion.service import Outcome, work
from catalog.models import Film, Ingestion, IngestionItem
from catalog.signals import Compute
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Server, answer, redirect, site
from tests.catalog.ingestion.test_queue import BUSY, flaky
from tests.catalog.ingestion.test_sources import fill

pytestmark = pytest.mark.django_db
STALKER = FilmFacts(title="Stalker", year=1979)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between tries."""
    monkeypatch.setattr(taking, "backoff", lambda attempt: 0.0)


def run(ingestion: Ingestion, **options: Any) -> list[Outcome]:
    return list(work(ingestion, **{"compute": Compute.NEVER, "patience": 5.0, **options}))


def told(outcomes: list[Outcome]) -> list[str]:
    return [f"{outcome.state} {outcome.code}".strip() for outcome in outcomes]


# --- Strangers ------------------------------------------------------------------------


@pytest.mark.parametrize("location", ["http://[x/", "//[", "http://a]b/", "http://\u2100.org/"])
def test_a_redirect_to_nonsense_is_refused(serve: Callable[..., Server], location: str) -> None:
    with pytest.raises(AddressRefused):
        addresses.parse(location, base="http://example.org/")
    server = serve(flaky(redirect(location.encode().decode("latin-1"))))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    assert told(run(ingestion)) == ["failed address_refused"]


def test_an_absurd_content_length_fails_one_picture(serve: Callable[..., Server]) -> None:
    server = serve(flaky(answer(b"abc", Content_Length="9" * 5000), answer(picture(1))))
    ingestion = control.begin([f"{server.origin}/{name}.jpg" for name in "ab"], STALKER)
    assert told(run(ingestion))[-1] == "stored"
    assert not ingestion.items.filter(state="waiting").exists()


@pytest.mark.parametrize(
    "around",
    [
        "<div class='" + "-a" * 2_200_000 + "'>",
        "<a href='" + "." * 4_400_000 + "'>",
        "<picture><source srcset='" + "a 1w, " * 700_000 + "'>",
    ],
)
def test_a_huge_attribute_around_many_pictures_costs_no_minutes(around: str) -> None:
    html = around + "".join(f"<img src=p{n}.jpg>" for n in range(2000))
    start = time.process_time()
    assert len(read_gallery(html.encode(), "http://example.org/x").pictures) <= 500
    assert time.process_time() - start < 10


# --- Manifests ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["page", "url"])
def test_half_a_character_fails_its_row_alone(tmp_path: Path, name: str) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    odd = {"film": "Stalker", name: "http://example.org/\ud800"}
    odd |= {} if name == "url" else {"file": "1.jpg"}
    rows = [odd, {"film": "Stalker", "file": "2.jpg"}]
    (folder / "manifest.json").write_text(json.dumps(rows))
    ingestion = control.begin([str(folder)])
    assert told(run(ingestion)) == ["failed bad_manifest", "stored"]


def test_a_manifest_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifests, "MAX_ROWS", 10)
    for name, text in (("m.csv", "url\n" + "a\n" * 11), ("m.json", json.dumps([{}] * 11))):
        (tmp_path / name).write_text(text)
        with pytest.raises(BadManifest, match="split it"):
            list(read_manifest(tmp_path / name))
    (tmp_path / "m.csv").write_text("url\n" + "a\n" * 10)
    assert len(list(read_manifest(tmp_path / "m.csv"))) == 10


def test_an_address_too_long_to_keep_is_refused_not_cut(tmp_path: Path) -> None:
    long = "http://127.0.0.1/" + "a" * 3000
    (tmp_path / "manifest.csv").write_text(f"film,url\nStalker,{long}\n")
    ingestion = control.begin([long, str(tmp_path / "manifest.csv")], STALKER)
    run(ingestion)
    pictures = ingestion.items.exclude(state="opened")
    assert [item.code for item in pictures] == ["address_refused"] * 2
    assert all("longer than" in item.message for item in pictures)


# --- The queue ------------------------------------------------------------------------


def test_a_preview_that_took_three_tries_is_stored_once_confirmed(
    serve: Callable[..., Server],
) -> None:
    server = serve(flaky(BUSY, BUSY, answer(picture(1))))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER, preview=True)
    assert told(run(ingestion))[-1] == "ready"
    control.confirm(ingestion)
    assert told(run(ingestion)) == ["stored"]


def test_a_lost_worker_is_told_of(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    ingestion = control.begin([str(folder / "1.jpg")], STALKER)
    ingestion.items.update(attempts=queue.MAX_ATTEMPTS)
    assert told(run(ingestion)) == ["failed worker_lost"]
    item = ingestion.items.get()
    assert (item.state, item.owner, item.until) == ("failed", "", None)
    ingestion.items.update(state="waiting", attempts=queue.MAX_ATTEMPTS)
    with pytest.raises(CommandError):
        call_command("ingest_stills", resume=ingestion.pk)


def test_renewing_survives_a_database_that_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    came = threading.Event()

    class Items:
        def filter(self, **_: Any) -> "Items":
            return self

        def update(self, **_: Any) -> None:
            calls.append(1)
            if len(calls) == 1:
                raise OperationalError("database is locked")
            came.set()

    monkeypatch.setattr(queue, "RENEWED_EVERY", 0.01)
    monkeypatch.setattr(queue.IngestionItem, "objects", Items())
    with queue.renewing("me"):
        assert came.wait(5)


@pytest.mark.parametrize(
    "error", [RuntimeError("odd"), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no")]
)
def test_a_picture_that_breaks_us_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    real = taking.Taker._bring

    def odd(self: Any, item: IngestionItem, *of: Any) -> Outcome:
        if item.source.endswith("1.jpg"):
            raise error
        return real(self, item, *of)

    monkeypatch.setattr(taking.Taker, "_bring", odd)
    ingestion = control.begin([str(folder)], STALKER)
    assert told(run(ingestion)) == ["failed worker_lost", "stored"]


def test_facts_edited_by_hand_fail_alone(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    ingestion = control.begin([str(folder / "1.jpg"), str(folder / "2.jpg")])
    first, second = ingestion.items.all()
    odd = {"film": {"title": "A", "year": 10**30, "aspect_ratio": "sNaN"}}
    ingestion.items.filter(pk=first.pk).update(kind="picture", facts=odd)
    ingestion.items.filter(pk=second.pk).update(kind="picture", facts={"film": {"title": "B"}})
    assert [outcome.state for outcome in run(ingestion)] == ["failed", "stored"]


def test_sources_edited_by_hand_fail_as_items() -> None:
    ingestion = Ingestion.objects.create(sources=["\ud800", "a" * 100_000])
    tasks.run_ingestion.call(ingestion.pk)
    assert set(ingestion.items.values_list("state", flat=True)) == {"failed"}


def test_a_film_deleted_meanwhile_does_not_fail_the_rest(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg")
    ingestion = control.begin([str(folder)], STALKER)
    seen = []
    for outcome in work(ingestion, compute=Compute.NEVER):
        seen.append(outcome)
        if len(seen) == 1:
            Film.objects.all().delete()
    assert told(seen) == ["stored"] * 3
    assert Film.objects.get().stills.count() == 2


# --- The worker -----------------------------------------------------------------------


def waiting() -> list[Any]:
    return list(DBTaskResult.objects.filter(status="READY"))


def test_a_full_disk_is_left_alone_for_a_minute(
    serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(site({f"/{n}.jpg": picture(n + 1) for n in range(4)}))

    def full(*args: Any) -> str:
        raise StorageFull

    monkeypatch.setattr(storage, "store", full)
    film = Film.objects.create(title="Stalker")
    ingestion = control.begin(
        [f"{server.origin}/{n}.jpg" for n in range(4)], film=film, origin="admin"
    )
    tasks.run_ingestion.call(ingestion.pk)
    assert len(server.paths) == 1
    (again,) = waiting()
    assert again.run_after > timezone.now() + timedelta(seconds=50)


def test_one_run_at_a_time_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "SLICE", -1.0)
    folder = fill(tmp_path / "in", *(f"{n}.jpg" for n in range(6)))
    ingestion = control.begin([str(folder / f"{n}.jpg") for n in range(6)], STALKER)
    for n, item in enumerate(ingestion.items.all()):
        ingestion.items.filter(pk=item.pk).update(kind="picture", number=n)
    tasks.run_ingestion.enqueue(ingestion.pk)  # pressed twice
    tasks.run_ingestion.call(ingestion.pk)
    assert len(waiting()) == 1


def test_a_form_never_names_a_path_not_even_to_the_command(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    ingestion = control.begin([str(folder)], STALKER, origin=Ingestion.Origin.ADMIN)
    with pytest.raises(CommandError, match="failed"):
        call_command("ingest_stills", resume=ingestion.pk)
    assert ingestion.items.get().code == "address_refused"


@pytest.mark.parametrize("how", ["close", "limit", "interrupt"])
def test_what_is_read_ahead_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    folder = fill(tmp_path / "in", *(f"{n}.jpg" for n in range(4)))
    ingestion = control.begin([str(folder)], STALKER)
    outcomes = work(ingestion, compute=Compute.NEVER, limit=1 if how == "limit" else None)
    next(outcomes)
    if how == "close":
        outcomes.close()
    elif how == "limit":
        assert next(outcomes, None) is None
    else:
        with pytest.raises(KeyboardInterrupt):
            outcomes.throw(KeyboardInterrupt())
    rest = ingestion.items.filter(state="waiting")
    assert set(rest.values_list("owner", "until", "attempts")) == {("", None, 0)}
    assert rest.count() == 3
    assert ingestion.state == Ingestion.State.PARTIAL


@pytest.mark.parametrize(("lost_before", "beside"), [(0, 1), (1, 0)])
def test_the_next_file_is_read_while_one_is_stored_unless_a_worker_was_lost_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost_before: int, beside: int
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg")
    ingestion = control.begin([str(folder)], STALKER)
    put, under_way = shelf.Shelf.put, []

    def look(self: Any, planned: Any, *of: Any) -> Any:
        claimed = ingestion.items.exclude(owner="").exclude(source=planned.source)
        under_way.append(claimed.count())
        return put(self, planned, *of)

    monkeypatch.setattr(shelf.Shelf, "put", look)
    run(ingestion, limit=1)  # looks into the folder
    under_way.clear()
    control.resume(ingestion)
    ingestion.items.filter(state="waiting").update(attempts=lost_before)
    assert told(run(ingestion)) == ["stored"] * 2
    assert under_way[0] == beside
    assert under_way[-1] == 0
