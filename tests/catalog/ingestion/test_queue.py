"""Items are taken one by one, tried again when that may help, and never twice at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from catalog.ingestion import control, queue, service, taking
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.service import Outcome, work
from catalog.models import Film, Ingestion, IngestionItem, Still
from catalog.signals import Compute
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Script, Server, answer, site
from tests.catalog.ingestion.test_sources import fill

pytestmark = pytest.mark.django_db
STALKER = FilmFacts(title="Stalker", year=1979)
BUSY = answer(status="503 Service Unavailable")
STATES = Ingestion.State


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between tries."""
    monkeypatch.setattr(taking, "backoff", lambda attempt: 0.0)


def run(ingestion: Ingestion, **options: Any) -> list[Outcome]:
    options = {"compute": Compute.NEVER, "patience": 5.0} | options
    return list(work(ingestion, **options))


def told(outcomes: list[Outcome]) -> list[str]:
    return [f"{outcome.state} {outcome.code}".strip() for outcome in outcomes]


def flaky(*answers: bytes) -> Script:
    """Give one answer after the other, the last one for ever."""
    left = list(answers)

    def script(server: Server, connection: Any, head: bytes) -> None:
        server.send(connection, left.pop(0) if len(left) > 1 else left[0])

    return script


def test_a_server_that_fails_twice_is_asked_a_third_time(serve: Callable[..., Server]) -> None:
    server = serve(flaky(BUSY, answer(status="500 Oops"), answer(picture(1))))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    assert told(run(ingestion)) == ["retry source_busy", "retry bad_status", "stored"]
    assert ingestion.state == STATES.DONE
    assert len(server.paths) == 3


def test_after_three_tries_it_has_failed(serve: Callable[..., Server]) -> None:
    server = serve(flaky(BUSY))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    assert told(run(ingestion)) == ["retry source_busy"] * 2 + ["failed source_busy"]
    assert ingestion.state == STATES.FAILED


def test_a_body_cut_short_is_asked_for_once_more(serve: Callable[..., Server]) -> None:
    server = serve(flaky(answer(b"abc", Content_Length="1000")))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    assert told(run(ingestion)) == ["retry truncated_body", "failed truncated_body"]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "401 No"])
def test_what_is_gone_or_forbidden_is_asked_once(serve: Callable[..., Server], status: str) -> None:
    server = serve(flaky(answer(status=status)))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    assert [outcome.state for outcome in run(ingestion)] == ["failed"]
    assert len(server.paths) == 1


def test_a_host_that_is_down_is_left_alone_and_the_rest_waits(
    serve: Callable[..., Server],
) -> None:
    down, up = serve(flaky(BUSY)), serve(site({"/z.jpg": picture(2)}))
    addresses = [f"{down.origin}/{n}.jpg" for n in range(20)]
    ingestion = control.begin([*addresses, f"{up.origin}/z.jpg"], STALKER)
    outcomes = run(ingestion)
    assert "stored" in told(outcomes)  # another host's picture is not held up
    assert len(down.paths) <= 5  # the breaker
    assert ingestion.state == STATES.PARTIAL
    waiting = ingestion.items.filter(state="waiting", code="host_shut")
    assert waiting.count() >= 15
    assert set(waiting.values_list("attempts", flat=True)) == {0}  # they were not asked for
    assert control.resume(ingestion) == waiting.count()


def test_an_item_under_way_is_not_taken_by_another(serve: Callable[..., Server]) -> None:
    ingestion = control.begin(["https://example.org/a.jpg"], STALKER)
    assert queue.claim(ingestion, queue.new_owner()) is not None
    assert queue.claim(ingestion, queue.new_owner()) is None


def test_an_address_under_way_elsewhere_is_waited_for() -> None:
    first = control.begin(["https://example.org/a.jpg"], STALKER)
    second = control.begin(["https://example.org/a.jpg", "https://example.org/b.jpg"], STALKER)
    held = queue.claim(first, queue.new_owner())
    assert held is not None
    other = queue.claim(second, queue.new_owner())
    assert other is not None
    assert other.url == "https://example.org/b.jpg"
    queue.finish(held, state="known")
    third = queue.claim(second, queue.new_owner())
    assert third is not None
    assert third.url == "https://example.org/a.jpg"


def test_who_waits_for_another_asks_more_and_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []

    class Clock:
        monotonic = staticmethod(lambda: sum(naps))
        sleep = staticmethod(naps.append)

    monkeypatch.setattr(service, "time", Clock)
    ingestion = control.begin(["https://example.org/a.jpg"], STALKER)
    assert queue.claim(ingestion, "elsewhere:1:x") is not None
    assert run(ingestion, patience=5.0) == []
    assert 3 < sum(naps) <= 5 + service.NAP
    assert len(naps) <= 15
    assert max(naps) <= service.NAP  # who comes free is not kept waiting for long


def test_only_processes_of_this_machine_are_known_to_be_gone() -> None:
    assert not queue.is_alive(f"{queue._node()}:4194305:x")  # beyond the largest process number
    assert queue.is_alive(queue.new_owner())
    assert all(queue.is_alive(owner) for owner in ("elsewhere:1:x", "nonsense", ""))


def test_what_a_killed_worker_was_at_is_taken_first_in_its_own_place(tmp_path: Path) -> None:
    names = ("1.jpg", "2.jpg", "3.jpg")
    ingestion = control.begin([str(fill(tmp_path / "in", *names))], STALKER)
    run(ingestion, limit=1)
    control.resume(ingestion)
    item = queue.claim(ingestion, f"{queue._node()}:4194305:x")  # a process that is gone
    assert item is not None
    run(ingestion)
    order = Still.objects.order_by("position").values_list("items__source", flat=True)
    assert [Path(source).name for source in order] == list(names)


def test_a_lease_lapses_and_three_lost_workers_are_a_reason() -> None:
    ingestion = control.begin(["https://example.org/a.jpg"], STALKER)
    for _ in range(queue.MAX_ATTEMPTS):
        assert queue.claim(ingestion, "elsewhere:1:x") is not None
        assert queue.claim(ingestion, queue.new_owner()) is None
        ingestion.items.update(until=timezone.now() - timedelta(seconds=1))
    assert told(run(ingestion)) == ["failed worker_lost"]
    assert [(item.state, item.code) for item in ingestion.items.all()] == [
        ("failed", "worker_lost")
    ]


def test_whoever_lost_an_item_does_not_write_its_outcome(
    serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(site({"/a.jpg": picture(1)}))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER)
    keep = taking.Arrival.keep

    def taken_over(self: taking.Arrival) -> str:
        ingestion.items.update(owner="elsewhere:1:x")
        return keep(self)

    monkeypatch.setattr(taking.Arrival, "keep", taken_over)
    assert run(ingestion, patience=0) == []
    assert not Still.objects.exists()  # row and outcome are one transaction
    assert not Film.objects.exists()


def test_a_preview_stores_nothing_until_it_is_confirmed(
    serve: Callable[..., Server], media: Path
) -> None:
    page = b'<title>Stalker (1979)</title><img src="/a.jpg"><img src="/b.jpg"><img src="/no.jpg">'
    server = serve(site({"/": page, "/a.jpg": picture(1), "/b.jpg": picture(2)}))
    ingestion = control.begin([server.origin], preview=True)
    assert told(run(ingestion)) == ["ready", "ready", "failed source_not_found"]
    assert ingestion.state == STATES.PREVIEW
    assert not Still.objects.exists()
    assert not Film.objects.exists()
    fetched = len(server.paths)
    ingestion.items.filter(url__endswith="b.jpg").update(state=IngestionItem.State.LEFT_OUT)
    ingestion.facts = {"title": "Сталкер", "year": 1979}
    ingestion.save()
    control.confirm(ingestion)
    assert told(run(ingestion)) == ["stored"]
    assert str(Film.objects.get()) == "Сталкер (1979)"
    assert len(server.paths) == fetched  # what was looked at is not fetched again
    assert ingestion.state == STATES.FAILED


def test_a_looked_at_picture_whose_file_is_gone_is_fetched_again(
    serve: Callable[..., Server], media: Path
) -> None:
    server = serve(site({"/a.jpg": picture(1)}))
    ingestion = control.begin([f"{server.origin}/a.jpg"], STALKER, preview=True)
    run(ingestion)
    for path in media.rglob("*.jpg"):
        path.unlink()
    control.confirm(ingestion)
    assert told(run(ingestion)) == ["stored"]
    assert Still.objects.get().path.is_file()


def test_paused_and_cancelled_ingestions_are_left_alone(serve: Callable[..., Server]) -> None:
    server = serve(site({"/a.jpg": picture(1), "/b.jpg": picture(2)}))
    ingestion = control.begin([f"{server.origin}/{name}.jpg" for name in "ab"], STALKER)
    outcomes = work(ingestion, compute=Compute.NEVER)
    assert told([next(outcomes)]) == ["stored"]
    control.pause(Ingestion.objects.get())
    assert list(outcomes) == []
    ingestion.refresh_from_db()
    assert ingestion.state == STATES.PAUSED
    assert control.resume(ingestion) == 1
    control.cancel(ingestion)
    assert run(ingestion) == []
    assert [item.state for item in ingestion.items.all()] == ["stored", "left_out"]
    assert control.resume(ingestion) == 0
    assert ingestion.state == STATES.CANCELLED


def test_a_page_that_has_not_changed_is_not_sent_again(serve: Callable[..., Server]) -> None:
    page = b'<title>Stalker (1979)</title><img src="/a.jpg"><img src="/b.jpg">'
    asked: list[bytes] = []

    def script(server: Server, connection: Any, head: bytes) -> None:
        path = head.split(b" ")[1]
        if path == b"/":
            asked.append(head)
            known = b'if-none-match: "v1"' in head.lower()
            whole = answer(page, ETag='"v1"')
            server.send(connection, answer(status="304 Not Modified") if known else whole)
        elif path == b"/b.jpg" and len(asked) == 1:
            server.send(connection, answer(status="404 Not Found"))
        else:
            server.send(connection, answer(picture(path[1])))

    server = serve(script)
    assert told(run(control.begin([server.origin]))) == ["stored", "failed source_not_found"]
    # What failed then is tried now, though the page itself is not sent.
    assert told(run(control.begin([server.origin]))) == ["known", "stored"]
    assert len(asked) == 2


def test_a_picture_that_another_film_has_is_not_sent_again(serve: Callable[..., Server]) -> None:
    sent: list[int] = []

    def script(server: Server, connection: Any, head: bytes) -> None:
        known = b'if-none-match: "v1"' in head.lower()
        body = answer(status="304 Not Modified") if known else answer(picture(1), ETag='"v1"')
        sent.append(len(body))
        server.send(connection, body)

    server = serve(script)
    for title in ("One", "Two"):
        ingestion = control.begin([f"{server.origin}/a.jpg"], FilmFacts(title=title))
        assert told(run(ingestion)) == ["stored"]
    assert Still.objects.values("sha256").distinct().count() == 1
    assert sent[1] < 300 < sent[0]


def test_a_list_is_followed_to_the_films_it_names(serve: Callable[..., Server]) -> None:
    films = {f"/2011/01/0{n}/film-{n}/": f"Film {n} (197{n})" for n in range(1, 4)}
    listing = "".join(f'<h2><a href="{path}">{title}</a></h2>' for path, title in films.items())
    pages: dict[str, bytes] = {"/movies-a-z/": f"<title>All</title>{listing}".encode()}
    for number, (path, title) in enumerate(films.items()):
        pictures = "".join(f'<img src="/{number}-{n}.jpg">' for n in range(3))
        pages[path] = f"<title>{title}</title>{pictures}".encode()
        pages |= {f"/{number}-{n}.jpg": picture(10 * number + n) for n in range(3)}
    server = serve(site(pages))
    ingestion = control.begin([f"{server.origin}/movies-a-z/"], follow=2)
    assert told(run(ingestion)) == ["stored"] * 6
    assert [str(film) for film in Film.objects.order_by("year")] == [
        "Film 1 (1971)",
        "Film 2 (1972)",
    ]
    positions = Still.objects.order_by("film", "position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 1, 2, 3]


def test_a_gallery_is_read_over_its_pages(serve: Callable[..., Server]) -> None:
    def page(number: int) -> bytes:
        further = f'<a class="next page-numbers" href="/stalker/page/{number + 1}/">Next</a>'
        shown = "".join(f'<img src="/{number}{n}.jpg">' for n in range(3))
        return f"<title>Stalker (1979)</title>{shown}{further if number < 2 else ''}".encode()

    pages = {"/stalker/": page(1), "/stalker/page/2/": page(2)}
    pages |= {f"/{m}{n}.jpg": picture(10 * m + n) for m in (1, 2) for n in range(3)}
    server = serve(site(pages))
    assert told(run(control.begin([f"{server.origin}/stalker/"]))) == ["stored"] * 6
    assert Film.objects.get().stills.count() == 6
