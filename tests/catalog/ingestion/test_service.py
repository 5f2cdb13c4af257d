"""Bringing stills in: every still whole, every failure an outcome, nothing twice."""

import errno
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from catalog.ingestion import control, fetching, images, service, shelf, storage
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.service import Outcome, ingest, work
from catalog.models import Film, Genre, Ingestion, Person, Still
from catalog.signals import Compute
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Server, site
from tests.catalog.ingestion.test_sources import fill

pytestmark = pytest.mark.django_db
STALKER = FilmFacts(title="Stalker", year=1979)


def run(*sources: object, film: FilmFacts = STALKER, **options: Any) -> list[Outcome]:
    options.setdefault("compute", Compute.NEVER)
    return list(ingest([str(source) for source in sources], film, **options))


def states(outcomes: list[Outcome]) -> list[str]:
    return [outcome.code or outcome.state.value for outcome in outcomes]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Film, Still, Person, Genre)]


def test_folder_becomes_a_film_with_its_stills_in_order(tmp_path: Path, media: Path) -> None:
    folder = fill(tmp_path / "in", "2.jpg", "10.png", "1.jpg")
    outcomes = run(folder, film=FilmFacts(title="Stalker", year=1979, directors=("A. One",)))
    assert states(outcomes) == ["stored"] * 3
    film = Film.objects.get()
    assert (film.title, film.year, film.slug) == ("Stalker", 1979, "stalker-1979")
    assert [person.name for person in film.directors.all()] == ["A. One"]
    stills = list(film.stills.order_by("position"))
    assert [still.position for still in stills] == [1, 2, 3]
    for still, name in zip(stills, ("1.jpg", "2.jpg", "10.png"), strict=True):
        content = (folder / name).read_bytes()
        assert still.path.read_bytes() == content
        assert still.sha256 == images.verify(content).sha256
        assert (still.width, still.height) == (64, 36)
    assert len(files(media)) == 3


def test_second_run_changes_nothing(tmp_path: Path, serve: Callable[..., Server]) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    (folder / "extra.csv").write_text("film,file,genre,director\nSolaris,1.jpg,Drama,A. One\n")
    page = (
        b'<title>Mirror (1975)</title><img src="/a.jpg"><img src="/b.jpg"><p>Director: A. One</p>'
    )
    server = serve(site({"/": page, "/a.jpg": picture(7), "/b.jpg": picture(8)}))
    sources = (folder, folder / "extra.csv", server.origin)
    assert set(states(run(*sources, film=FilmFacts()))) == {"stored"}
    before = everything()
    fetched = len(server.paths)
    second = run(*sources, film=FilmFacts())
    assert set(states(second)) == {"known"}
    assert all(outcome.still and outcome.sha256 for outcome in second)
    assert everything() == before
    assert server.paths[fetched:] == ["/"]  # the page alone: its pictures are known


def test_known_address_is_not_fetched_again(serve: Callable[..., Server]) -> None:
    server = serve(site({"/a.jpg": picture(1)}))
    assert states(run(f"{server.origin}/a.jpg")) == ["stored"]
    assert states(run(f"{server.origin}/a.jpg")) == ["known"]
    assert server.paths == ["/a.jpg"]


def test_same_content_from_another_place_is_known(serve: Callable[..., Server]) -> None:
    server = serve(site({"/a.jpg": picture(1), "/b.jpg": picture(1)}))
    outcomes = run(f"{server.origin}/a.jpg", f"{server.origin}/b.jpg")
    assert states(outcomes) == ["stored", "known"]
    assert outcomes[0].still == outcomes[1].still


def test_same_content_in_two_films_is_one_file(tmp_path: Path, media: Path) -> None:
    fill(tmp_path / "in", "1.jpg")
    run(tmp_path / "in")
    run(tmp_path / "in", film=FilmFacts(title="Solaris"))
    assert Still.objects.count() == 2
    assert len(files(media)) == 1


def test_positions_go_on_after_the_last(tmp_path: Path) -> None:
    run(fill(tmp_path / "a", "1.jpg", "2.jpg"))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "3.jpg").write_bytes(picture(33))
    [outcome] = run(tmp_path / "b")
    assert outcome.still is not None
    assert outcome.still.position == 3


def test_where_a_still_comes_from_is_kept(serve: Callable[..., Server], tmp_path: Path) -> None:
    page = b'<title>Solaris</title><img src="a 1.jpg">'
    server = serve(site({"/g/": page, "/g/a%201.jpg": picture(1), "/c.jpg": picture(2)}))
    run(f"{server.origin}/g/", film=FilmFacts())
    still = Still.objects.get()
    assert still.source_url == f"{server.origin}/g/a%201.jpg"
    assert still.page_url == f"{server.origin}/g/"
    assert still.film.source_url == f"{server.origin}/g/"
    manifest = tmp_path / "m.csv"
    manifest.write_text(
        "film,url,page,credit,licence,timecode\n"
        f"Mirror,{server.origin}/c.jpg,https://pub.test/p,(c) A. One,CC BY,0:01:02\n"
    )
    run(manifest, film=FilmFacts())
    still = Still.objects.get(film__title="Mirror")
    assert (still.credit, still.licence) == ("(c) A. One", "CC BY")
    assert (still.page_url, still.timecode) == ("https://pub.test/p", "0:01:02")


@pytest.mark.parametrize("given", ["stalker", "STALKER", "stalker-1979"])
def test_film_is_found_by_title_or_slug_in_any_case(tmp_path: Path, given: str) -> None:
    film = Film.objects.create(title="Stalker", year=1979)
    run(fill(tmp_path / "in", "1.jpg"), film=FilmFacts(title=given))
    assert Still.objects.get().film == film


def test_film_of_another_year_is_another_film(tmp_path: Path) -> None:
    Film.objects.create(title="Stalker", year=2020)
    run(fill(tmp_path / "in", "1.jpg"))
    assert Film.objects.filter(title="Stalker").count() == 2
    assert Still.objects.get().film.year == 1979


def test_films_that_nothing_tells_apart_are_not_guessed(tmp_path: Path) -> None:
    Film.objects.create(title="Stalker", year=2020)
    Film.objects.create(title="Stalker", year=1979)
    source = fill(tmp_path / "in", "1.jpg")
    assert states(run(source, film=FilmFacts(title="Stalker"))) == ["film_unknown"]
    assert states(run(source)) == ["stored"]


def test_facts_a_film_lacks_are_filled_in_and_those_it_has_stay(tmp_path: Path) -> None:
    film = Film.objects.create(title="Stalker", country="USSR")
    film.directors.add(Person.objects.create(name="A. One"))
    facts = FilmFacts(
        title="stalker",
        year=1979,
        country="Elsewhere",
        directors=("B. Two",),
        cinematographers=("a. one",),
        genres=("Drama",),
    )
    run(fill(tmp_path / "in", "1.jpg"), film=facts)
    film.refresh_from_db()
    assert (film.title, film.year, film.country) == ("Stalker", 1979, "USSR")
    assert [person.name for person in film.directors.all()] == ["A. One"]
    assert [person.name for person in film.cinematographers.all()] == ["A. One"]
    assert [genre.name for genre in film.genres.all()] == ["Drama"]
    assert Person.objects.count() == 1


def test_film_that_is_given_takes_every_still(serve: Callable[..., Server]) -> None:
    film = Film.objects.create(title="Stalker")
    page = b'<title>Something else (1950)</title><p>Director: A. One</p><img src="/a.jpg">'
    server = serve(site({"/": page, "/a.jpg": picture(1)}))
    outcomes = list(ingest([server.origin], film=film, compute=Compute.NEVER))
    assert states(outcomes) == ["stored"]
    assert Still.objects.get().film == film
    film.refresh_from_db()
    assert film.title == "Stalker"
    assert film.directors.get().name == "A. One"


def test_bad_pictures_fail_and_the_rest_goes_on(tmp_path: Path, media: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg", "4.jpg")
    (folder / "2.jpg").write_bytes(picture(2)[:300])
    (folder / "3.jpg").write_bytes(b"<html>")
    outcomes = run(folder)
    assert states(outcomes) == ["stored", "truncated_image", "not_an_image", "stored"]
    assert [still.position for still in Still.objects.order_by("position")] == [1, 2]
    assert len(files(media)) == 2
    assert outcomes[1].source == str(folder / "2.jpg")
    assert outcomes[1].message


def test_new_film_is_not_left_behind_by_stills_that_failed(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    (folder / "1.jpg").write_bytes(b"nothing")
    facts = FilmFacts(title="Stalker", directors=("A. One",), genres=("Drama",))
    assert states(run(folder, film=facts)) == ["not_an_image"]
    assert everything() == [[], [], [], []]


def test_file_over_the_cap_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1_500_000
    folder = fill(tmp_path / "in", "1.jpg")
    (folder / "1.jpg").write_bytes(b"\xff\xd8\xff" + bytes(1_500_000))
    (outcome,) = run(folder)
    assert states([outcome]) == ["too_large"]
    assert outcome.message == "The file is larger than 1.5 MB: give a smaller one."


def test_file_that_may_not_be_read_fails(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.jpg").symlink_to(folder / "gone.jpg")
    (folder / "2.jpg").mkdir()
    os.mkfifo(folder / "3.jpg")
    assert states(run(folder)) == ["unreadable_source"] * 3


def test_full_disk_leaves_nothing_half_stored(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch, signals: list[Any]
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")

    def full(*args: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage, "_write", full)
    outcomes = run(folder)
    monkeypatch.undo()
    assert states(outcomes) == ["storage_full"]  # and the run ends: the next would not fit either
    assert files(media) == []
    assert everything() == [[], [], [], []]
    assert signals == []
    ingestion = Ingestion.objects.get()
    assert ingestion.state == Ingestion.State.PARTIAL
    assert control.resume(ingestion) == 2
    assert states(list(work(ingestion, compute=Compute.NEVER))) == ["stored"] * 2
    assert ingestion.state == Ingestion.State.DONE


@pytest.mark.parametrize(
    ("message", "code"),
    [("database or disk is full", "storage_full"), ("database is locked", "storage_failed")],
)
def test_database_that_fails_leaves_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str, code: str
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Still:
        raise OperationalError(message)

    folder = fill(tmp_path / "in", "1.jpg")
    monkeypatch.setattr(Still.objects, "create", fail)
    assert states(run(folder)) == [code]
    monkeypatch.undo()
    assert everything() == [[], [], [], []]
    assert states(run(folder)) == ["stored"]


def test_file_is_in_place_before_its_row(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    create = Still.objects.create

    def look(*args: Any, **kwargs: Any) -> Still:
        seen.append(len(files(media)))
        return create(*args, **kwargs)

    monkeypatch.setattr(Still.objects, "create", look)
    run(fill(tmp_path / "in", "1.jpg"))
    assert seen == [1]


def test_still_that_another_run_has_just_stored_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    put = shelf.Shelf.put

    def meanwhile(self: Any, item: Any, found: Any, name: str, then: Any) -> tuple[Still, bool]:
        film = Film.objects.create(title="Stalker", year=1979)
        Still.objects.create(film=film, image=name, sha256=found.sha256, width=64, height=36)
        return put(self, item, found, name, then)

    monkeypatch.setattr(shelf.Shelf, "put", meanwhile)
    assert states(run(folder)) == ["known"]
    assert Still.objects.count() == 1
    assert Film.objects.count() == 1


def test_signals_tell_of_each_still_and_of_each_film_at_the_end(
    tmp_path: Path, signals: list[Any]
) -> None:
    fill(tmp_path / "in", "a/1.jpg", "a/2.jpg", "b/1.jpg")
    run(tmp_path / "in", film=FilmFacts(), compute=Compute.LATER)
    films = {film.title: film for film in Film.objects.all()}
    stills = list(Still.objects.order_by("pk"))
    assert signals == [
        *[("still_stored", still, Compute.LATER) for still in stills],
        ("stills_changed", films["A"], Compute.LATER),
        ("stills_changed", films["B"], Compute.LATER),
    ]
    signals.clear()
    run(tmp_path / "in", film=FilmFacts())
    assert signals == []


def test_palettes_are_made_beside_the_next_file_and_the_last_ones_at_once(
    tmp_path: Path, signals: list[Any]
) -> None:
    run(fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg"), compute=Compute.NOW)
    told = [compute for _, _, compute in signals]
    assert told == [Compute.SOON, Compute.SOON, Compute.NOW, Compute.NOW]


def test_run_that_is_broken_off_still_tells_of_its_films(
    tmp_path: Path, signals: list[Any]
) -> None:
    outcomes = ingest([str(fill(tmp_path / "in", "1.jpg", "2.jpg"))], STALKER)
    next(outcomes)
    outcomes.close()
    assert [name for name, *_ in signals] == ["still_stored", "stills_changed"]
    assert Still.objects.count() == 1


def test_listener_that_fails_does_not_end_the_run(tmp_path: Path) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError

    service.still_stored.connect(fail)
    assert states(run(fill(tmp_path / "in", "1.jpg", "2.jpg"))) == ["stored", "stored"]


def test_dry_run_shows_the_plan_and_stores_nothing(
    tmp_path: Path, media: Path, serve: Callable[..., Server], signals: list[Any]
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    run(fill(tmp_path / "other", "1.jpg"))
    signals.clear()
    (folder / "2.jpg").write_bytes(b"nothing")
    (folder / "3.jpg").write_bytes(picture(30))
    page = b'<title>Solaris</title><img src="/a.jpg">'
    server = serve(site({"/": page, "/a.jpg": picture(1)}))
    before, kept = everything(), files(media)
    outcomes = run(folder, dry_run=True) + run(server.origin, film=FilmFacts(), dry_run=True)
    assert states(outcomes) == ["known", "not_an_image", "planned", "planned"]
    assert outcomes[3].label == "Solaris"
    assert server.paths == ["/"]
    assert (everything(), files(media), signals) == (before, kept, [])


def test_limit_counts_new_stills_only(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", *[f"{n}.jpg" for n in range(6)])
    assert states(run(folder, limit=2)) == ["stored"] * 2
    assert states(run(folder, limit=2)) == ["known"] * 2 + ["stored"] * 2
    assert states(run(folder, limit=3, dry_run=True)) == ["known"] * 4 + ["planned"] * 2
    assert Still.objects.count() == 4


def test_limit_ends_the_run_before_the_next_source_is_asked(serve: Callable[..., Server]) -> None:
    server = serve(site({"/a.jpg": picture(1), "/b.jpg": picture(2)}))
    run(f"{server.origin}/a.jpg", f"{server.origin}/b.jpg", limit=1)
    assert server.paths == ["/a.jpg"]


def test_refused_picture_of_a_page_fails_by_itself(serve: Callable[..., Server]) -> None:
    page = b'<title>Solaris</title><img src="http://10.0.0.1/a.jpg"><img src="/b.jpg">'
    server = serve(site({"/": page, "/b.jpg": picture(1)}))
    outcomes = run(server.origin, film=FilmFacts())
    assert states(outcomes) == ["address_refused", "stored"]
    assert outcomes[0].source == "http://10.0.0.1/a.jpg"


def test_bytes_of_one_picture_are_held_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    content = picture(1, size=(16, 16), kind="GIF")
    for n in range(60):
        (folder / f"{n}.gif").write_bytes(content + n.to_bytes(2) + bytes(500_000))
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    tracemalloc.start()
    try:
        for _ in ingest([str(folder)], STALKER, compute=Compute.NEVER):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert Still.objects.count() == 60
    assert peak < 8_000_000  # sixty of them are 30 MB


def test_picture_is_fetched_once(
    serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(site({"/a.jpg": picture(1)}))
    monkeypatch.setattr(fetching, "fetch_picture", None)  # the first look at it is enough
    assert states(run(f"{server.origin}/a.jpg")) == ["stored"]
    assert server.paths == ["/a.jpg"]


def test_state_that_cannot_be_written_does_not_hide_what_was_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signals: list[Any]
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(control, "settle", fail)
    assert states(run(fill(tmp_path / "in", "1.jpg"))) == ["stored"]
    assert [name for name, *_ in signals] == ["still_stored", "stills_changed"]
