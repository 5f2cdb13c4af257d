"""``manage.py ingest_stills``."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from rich.console import Console

from catalog.ingestion import report
from catalog.management.commands import ingest_stills
from catalog.models import Film, Ingestion, Still
from catalog.signals import Compute
from tests.catalog.ingestion.conftest import SHARED
from tests.catalog.ingestion.pictures import picture
from tests.catalog.ingestion.servers import Server, answer, saying, site
from tests.catalog.ingestion.test_sources import fill

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[str, str, CommandError | None]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest_stills", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error
    return out.getvalue(), err.getvalue(), None


def test_folder_is_brought_in_with_a_line_for_each_still(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    out, err, error = run(
        "--film", "Stalker", "--year", 1979, "--director", "A. One", "--director", "B. Two",
        "--cinematographer", "C. Three", folder,
    )  # fmt: skip
    assert (err, error) == ("", None)
    lines = out.splitlines()
    assert lines[0].split() == ["stored", str(folder / "1.jpg"), "[Stalker", "(1979)]"]
    assert lines[-1] == "2 pictures of 1 film: 2 stored."
    film = Film.objects.get()
    assert (film.title, film.year) == ("Stalker", 1979)
    assert [person.name for person in film.directors.all()] == ["A. One", "B. Two"]
    assert [person.name for person in film.cinematographers.all()] == ["C. Three"]
    out, _, error = run("--film", "Stalker", folder)
    assert error is None
    assert out.splitlines()[-1] == "2 pictures of 1 film: 2 already here."


def test_failures_name_source_and_code_and_fail_the_run(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    (folder / "2.jpg").write_bytes(b"nothing")
    out, err, error = run(folder, "/no/such/file.jpg", "http://127.0.0.1/")
    assert error is not None
    assert error.returncode != 0
    assert "3 failed" in str(error)
    assert f"{folder / '2.jpg'} not_an_image: " in err
    assert "/no/such/file.jpg unreadable_source: " in err
    assert "http://127.0.0.1/ address_refused: " in err
    assert "stored" in out
    assert Still.objects.count() == 1


def test_json_is_one_object_a_picture_and_nothing_else(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    (folder / "2.jpg").write_bytes(b"nothing")
    out, err, error = run("--json", "--film", "Stalker", folder)
    first, second = [json.loads(line) for line in out.splitlines()]
    still = Still.objects.get()
    assert first == {
        "source": str(folder / "1.jpg"),
        "state": "stored",
        "code": "",
        "message": "",
        "film": "Stalker",
        "film_slug": "stalker",
        "still": still.pk,
        "sha256": still.sha256,
    }
    assert (second["state"], second["code"]) == ("failed", "not_an_image")
    assert second["message"]
    assert second["still"] is None
    assert error is not None
    assert err == ""


def test_json_of_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\udcff\x1b.jpg").write_bytes(picture(1))
    out, _, _ = run("--json", "--film", "Stalker", folder)
    out.encode("utf-8")
    assert json.loads(out)["state"] == "stored"
    out, _, _ = run("--film", "Stalker", folder)
    assert "\x1b" not in out


def test_dry_run_stores_nothing(tmp_path: Path, media: Path) -> None:
    out, _, error = run("--dry-run", fill(tmp_path / "stalker-1979", "1.jpg"))
    assert error is None
    assert "planned" in out
    assert "Stalker (1979)" in out
    assert not Film.objects.exists()
    assert not media.exists()


def test_limit_stops_after_so_many_new_stills(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg")
    run("--limit", 2, folder)
    assert Still.objects.count() == 2
    run("--limit", 2, folder)
    assert Still.objects.count() == 3


@pytest.mark.parametrize(
    ("arguments", "compute"), [([], Compute.NOW), (["--no-palettes"], Compute.NEVER)]
)
def test_palettes_are_computed_at_once_unless_told_not_to(
    tmp_path: Path, signals: list[Any], arguments: list[str], compute: Compute
) -> None:
    run(*arguments, fill(tmp_path / "in", "1.jpg"))
    assert [(name, when) for name, _, when in signals] == [
        ("still_stored", compute),
        ("stills_changed", compute),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--year", "soon", "x"],
        ["--year", "1066", "x"],
        ["--limit", "0", "x"],
        ["--limit", "-1", "x"],
        ["--no-such-option", "x"],
    ],
)
def test_nonsense_on_the_command_line_is_refused(arguments: list[str]) -> None:
    _, _, error = run(*arguments)
    assert error is not None


@pytest.mark.parametrize("cause", [KeyboardInterrupt, BrokenPipeError])
def test_interrupted_run_keeps_what_it_has_and_says_how_to_go_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    signals: list[Any],
    cause: type[BaseException],
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    show = report.LinesReport.show

    def interrupt(self: report.LinesReport, outcome: Any) -> None:
        show(self, outcome)
        raise cause

    monkeypatch.setattr(report.LinesReport, "show", interrupt)
    _, _, error = run(folder)
    assert error is not None
    assert error.returncode == 130
    assert "Run it again" in str(error)
    assert [name for name, *_ in signals] == ["still_stored", "stills_changed"]
    monkeypatch.undo()


def test_terminal_gets_a_progress_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    (folder / "2.jpg").write_bytes(b"nothing")
    screen = io.StringIO()
    monkeypatch.setattr(
        report,
        "Console",
        lambda **options: Console(file=screen, force_terminal=True, width=200),
    )
    monkeypatch.setattr(
        ingest_stills.Command,
        "report",
        lambda self, as_json: report.ProgressReport(self.stdout, self.stderr),
    )
    out, err, error = run(folder)
    assert error is not None
    assert out == err == ""
    assert "2/2" in screen.getvalue()
    assert "not_an_image" in screen.getvalue()


def test_gallery_page_becomes_a_film(serve: Callable[..., Server]) -> None:
    page = (
        "<title>Stalker – [FILMGRAB]</title><div class='entry-content'>"
        "<p><span>Director:</span> A. One</p><p>Year: 1979</p><div class='bwg_container'>"
        "<a class='bwg-a bwg_lightbox' href='/photo-gallery/01 (4).jpg?bwg=1'>"
        "<img src='/photo-gallery/thumb/01 (4).jpg'></a></div></div>"
    ).encode()
    server = serve(site({"/stalker/": page, "/photo-gallery/01%20(4).jpg": picture(4)}))
    _, err, error = run(f"{server.origin}/stalker/")
    assert (err, error) == ("", None)
    film = Film.objects.get()
    assert (str(film), film.directors.get().name) == ("Stalker (1979)", "A. One")
    assert film.stills.count() == 1


@pytest.mark.skipif(
    not (SHARED / "stills").exists(), reason="the shared stills are not beside the checkout"
)
def test_shared_stills_become_nine_films() -> None:
    out, _, error = run("--no-palettes", SHARED / "stills")
    assert error is None
    assert "of 9 films" in out.splitlines()[-1]
    assert Film.objects.count() == 9
    assert Still.objects.count() == 49


def test_interrupted_run_is_resumed_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg", "3.jpg")
    with monkeypatch.context() as patch:
        show = report.LinesReport.show

        def interrupt(self: report.LinesReport, outcome: Any) -> None:
            show(self, outcome)
            raise KeyboardInterrupt

        patch.setattr(report.LinesReport, "show", interrupt)
        _, _, error = run(folder)
    ingestion = Ingestion.objects.get()
    assert f"--resume {ingestion.pk}" in str(error)
    assert ingestion.state == Ingestion.State.PARTIAL
    out, _, error = run("--resume", ingestion.pk)
    assert error is None
    assert out.splitlines()[-1] == "2 pictures of 1 film: 2 stored."
    assert Still.objects.count() == 3
    _, _, error = run("--resume", ingestion.pk)
    assert error is not None
    assert "Nothing is left to do" in str(error)


def test_what_failed_is_tried_again_when_asked(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "1.jpg", "2.jpg")
    (folder / "2.jpg").write_bytes(b"nothing")
    _, _, error = run(folder)
    assert error is not None
    (folder / "2.jpg").write_bytes(picture(9))
    out, _, error = run("--retry-failed")
    assert error is None
    assert out.splitlines()[-1] == "1 picture of 1 film: 1 stored."
    assert Ingestion.objects.get().state == Ingestion.State.DONE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--resume", "7"], "There is no ingestion 7."),
        (["--retry-failed"], "There is no ingestion yet."),
        (["--resume", "7", "x.jpg"], "one of them"),
        ([], "Give sources"),
    ],
)
def test_nothing_to_resume_is_said(arguments: list[str], words: str) -> None:
    _, _, error = run(*arguments)
    assert error is not None
    assert words in str(error)


def test_host_that_asks_for_a_long_rest_breaks_the_run_off(serve: Callable[..., Server]) -> None:
    server = serve(saying(answer(status="429 Too Many Requests", Retry_After="1800")))
    _, err, error = run("--film", "Stalker", f"{server.origin}/a.jpg")
    assert error is not None
    ingestion = Ingestion.objects.get()
    assert f"--resume {ingestion.pk}" in str(error)
    assert "source_busy" in err
    assert ingestion.state == Ingestion.State.PARTIAL


def list_of_films(serve: Callable[..., Server]) -> Server:
    posts = "".join(f'<h2><a href="/2011/01/0{n}/film-{n}/">Film {n}</a></h2>' for n in (1, 2, 3))
    pages = {"/movies-a-z/": f"<title>All</title>{posts}".encode()}
    for n in (1, 2, 3):
        shown = "".join(f'<img src="/{n}{m}.jpg">' for m in range(3))
        pages[f"/2011/01/0{n}/film-{n}/"] = f"<title>Film {n} (197{n})</title>{shown}".encode()
        pages |= {f"/{n}{m}.jpg": picture(10 * n + m) for m in range(3)}
    return serve(site(pages))


def test_list_is_shown_before_its_pages_are_opened(serve: Callable[..., Server]) -> None:
    server = list_of_films(serve)
    address = f"{server.origin}/movies-a-z/"
    _, err, error = run("--follow", 2, address)
    assert error is not None
    assert "--yes" in str(error)
    assert f"{server.origin}/2011/01/01/film-1/  Film 1" in err
    assert "film-3" not in err
    assert server.paths == ["/movies-a-z/"]
    out, _, error = run("--follow", 2, "--yes", address)
    assert error is None
    assert out.splitlines()[-1] == "6 pictures of 2 films: 6 stored."
    assert [film.title for film in Film.objects.order_by("year")] == ["Film 1", "Film 2"]


def test_list_can_be_looked_at_only(serve: Callable[..., Server]) -> None:
    server = list_of_films(serve)
    out, _, error = run("--follow", 1, "--dry-run", f"{server.origin}/movies-a-z/")
    assert error is None
    assert out.splitlines()[-1] == "3 pictures of 1 film: 3 planned."
    assert not Film.objects.exists()


@pytest.mark.parametrize("source", ["/no/such/folder", "http://127.0.0.1/"])
def test_list_that_cannot_be_read_opens_nothing(source: str) -> None:
    _, _, error = run("--follow", 3, "--yes", source)
    assert error is not None
    assert source in str(error)
    assert not Ingestion.objects.exists()


@pytest.mark.parametrize("how", [["--resume", "1"], ["--retry-failed"]])
@pytest.mark.parametrize(
    "said",
    [
        ["--dry-run"],
        ["--film", "Solaris"],
        ["--year", "1972"],
        ["--director", "A. One"],
        ["--cinematographer", "C. Three"],
        ["--follow", "2"],
        ["--yes"],
    ],
    ids=lambda said: said[0],
)
def test_what_is_said_at_the_start_is_refused_with_an_ingestion_to_go_on_with(
    tmp_path: Path, how: list[str], said: list[str]
) -> None:
    folder = fill(tmp_path / "in", "1.jpg")
    (folder / "1.jpg").write_bytes(b"nothing")
    run("--film", "Stalker", folder)
    (folder / "1.jpg").write_bytes(picture(9))
    _, _, error = run(*how, *said)
    assert error is not None
    assert said[0] in str(error)
    assert how[0] in str(error)
    assert not Still.objects.exists()
    assert run("--retry-failed")[2] is None  # it is as it was


def test_yes_without_a_list_to_follow_is_refused(tmp_path: Path) -> None:
    _, _, error = run("--yes", fill(tmp_path / "in", "1.jpg"))
    assert "--follow" in str(error)
    assert not Still.objects.exists()


@pytest.mark.parametrize("source", ["", " ", "\t\n"])
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["stored", "dry"])
def test_empty_source_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, dry: list[str]
) -> None:
    monkeypatch.chdir(fill(tmp_path / "in", "1.jpg"))
    _, err, error = run(*dry, source)
    assert error is not None
    assert error.returncode == 1
    assert "unreadable_source: This is an empty source" in err
    assert not Still.objects.exists()


def test_address_that_is_too_long_fails_the_run() -> None:
    _, err, error = run("http://example.com/" + "a" * 3000)
    assert error is not None
    assert "address_refused: This address is longer than" in err


@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["stored", "dry"])
@pytest.mark.parametrize("name", ["stills.zip", "Stills.ZIP", "stills.tar.gz"])
def test_archive_is_told_how_to_come_in(tmp_path: Path, name: str, dry: list[str]) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    _, err, error = run(*dry, "--film", "Stalker", tmp_path / name)
    assert error is not None
    assert "bad_archive: " in err
    assert "unpack it" in err
    assert "admin" in err


def ended(state: str, *items: str) -> Ingestion:
    ingestion = Ingestion.objects.create(sources=["x"], state=state)
    for number, item in enumerate(items):
        code = "not_an_image" if item == "failed" else ""
        ingestion.items.create(number=number, url="http://a.test/", state=item, code=code)
    return ingestion


def test_preview_is_confirmed_in_the_admin_not_resumed() -> None:
    ingestion = ended(Ingestion.State.PREVIEW, "waiting")
    for how in (["--resume", ingestion.pk], ["--retry-failed"]):
        _, _, error = run(*how)
        assert f"/admin/catalog/ingestion/{ingestion.pk}/" in str(error)
        assert "--retry-failed" not in str(error)
    ingestion.refresh_from_db()
    assert ingestion.state == Ingestion.State.PREVIEW


def test_cancelled_ingestion_is_said_to_stay_so() -> None:
    ingestion = ended(Ingestion.State.CANCELLED, "failed")
    for how in (["--resume", ingestion.pk], ["--retry-failed", "--resume", ingestion.pk]):
        _, _, error = run(*how)
        assert "was cancelled and stays so: give its sources again" in str(error)
        assert "--retry-failed" not in str(error)


def test_only_what_can_help_is_advised() -> None:
    done = ended(Ingestion.State.DONE, "known")
    assert "--retry-failed" not in str(run("--resume", done.pk)[2])
    failed = ended(Ingestion.State.FAILED, "failed")
    assert "--retry-failed tries again" in str(run("--resume", failed.pk)[2])
    failed.items.update(url="")
    assert "give it anew" in str(run("--resume", failed.pk, "--retry-failed")[2])
