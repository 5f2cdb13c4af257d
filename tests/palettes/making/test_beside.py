"""Palettes made by processes beside the storing: the same rows, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from catalog.ingestion import decode_process
from catalog.ingestion.errors import DecoderCrashed
from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed
from palettes import compute
from palettes.making import beside, beside_child, maker
from palettes.making import work as making
from palettes.models import Look, Palette

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
MANY = beside.WORTH + 4


def store(stills: list[Still]) -> None:
    """Tell of stills as an ingestion of local files does, all but its end."""
    for still in stills:
        still_stored.send(sender=Still, still=still, compute=Compute.SOON)


def change(still: Still) -> None:
    stills_changed.send(sender=Film, film=still.film, compute=Compute.NEVER)


def made(stills: list[Still]) -> list[int]:
    return [still.palettes.count() for still in stills]


def children() -> list[int]:
    return beside._mine.run.makers.children() if beside._mine.run else []


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


def runs(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine with two cores; and nothing is left of a run."""
    monkeypatch.setattr(beside, "processes", lambda: 1)
    before = {child.pid for child in psutil.Process().children()}
    yield
    beside.end()
    names = {thread.name.partition("_")[0] for thread in threading.enumerate()}
    assert "palettes" not in names
    left = {child.pid: child for child in psutil.Process().children() if child.pid not in before}
    assert [child for child in left.values() if "beside_child" in " ".join(child.cmdline())] == []


@pytest.fixture
def stills(make_film: Any, make_still: Any) -> list[Still]:
    film = make_film()
    return [make_still(film) for _ in range(MANY)]


@pytest.mark.parametrize("processes", [0, 1, 3])
def test_rows_are_those_made_alone_and_in_the_order_of_stills(
    processes: int, stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "processes", lambda: processes)
    store(stills)
    assert bool(children()) == bool(processes) or until(lambda: bool(children()))
    change(stills[0])
    rows = Palette.objects.filter(still__in=stills).order_by("pk")
    looks = Look.objects.filter(still__in=stills).order_by("pk")
    assert [row.still_id for row in rows] == [still.pk for still in stills for _ in range(5)]
    assert [look.still_id for look in looks] == [still.pk for still in stills]
    kept = [(row.recipe, row.swatches, row.fit, row.note) for row in rows]
    names = ("fingerprint", "pool", "signature", "colours", "statistics", "look_version")
    seen = [[getattr(look, name) for name in names] for look in looks]
    for still in stills:
        compute.compute_still(still)
    assert [(row.recipe, row.swatches, row.fit, row.note) for row in rows.all()] == kept
    assert [[getattr(look, name) for name in names] for look in looks.all()] == seen


def test_another_process_helps_a_long_run_that_falls_behind(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "processes", lambda: 2)
    monkeypatch.setattr(beside, "ANOTHER", 3)
    monkeypatch.setattr(beside, "AHEAD", 8)
    monkeypatch.setattr(beside, "WORTH", 0)
    free, both = threading.Event(), threading.Barrier(2)
    outside = beside.make_outside

    def together(*of: Any) -> Any:
        if not free.is_set():
            both.wait(10)  # two are at work at once
            free.set()
        return outside(*of)

    monkeypatch.setattr(beside, "make_outside", together)
    store(stills)
    assert until(lambda: len(children()) == 2)
    change(stills[0])
    assert made(stills) == [5] * MANY


def test_what_there_is_already_is_replaced(stills: list[Still]) -> None:
    for still in stills:
        compute.compute_still(still, compute.stored_recipes()[:2])
    before = set(Palette.objects.values_list("pk", flat=True))
    store(stills)
    change(stills[0])
    assert made(stills) == [5] * MANY
    assert before < set(Palette.objects.values_list("pk", flat=True))
    assert Look.objects.filter(still__in=stills).count() == MANY


@pytest.mark.parametrize("count", [1, beside.WORTH])
def test_few_stills_start_no_process(
    count: int, stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode_process.subprocess, "Popen", lambda *a, **k: pytest.fail("started"))
    store(stills[: count - 1])
    still_stored.send(sender=Still, still=stills[count - 1], compute=Compute.NOW)
    assert made(stills[:count]) == [5] * count


def test_stills_that_come_one_by_one_start_no_process(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode_process.subprocess, "Popen", lambda *a, **k: pytest.fail("started"))
    for number, still in enumerate(stills):  # from somebody's server, say
        still_stored.send(sender=Still, still=still, compute=Compute.NOW)
        assert made(stills[: number + 1]) == [5] * (number + 1)


def test_the_process_ends_with_the_run_and_is_small(stills: list[Still]) -> None:
    store(stills)
    assert until(lambda: bool(children()))
    (child,) = children()
    process = psutil.Process(child)
    assert until(lambda: process.rlimit(psutil.RLIMIT_FSIZE) == (0, 0))
    assert not {"SECRET_KEY", "DATABASE_URL", "PATH"} & set(process.environ())
    change(stills[0])
    assert not psutil.pid_exists(child)
    assert made(stills) == [5] * MANY


def test_nothing_of_the_catalogue_is_imported_and_nothing_that_takes_long() -> None:
    code = "import sys, palettes.making.beside_child, palettes.making.work; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "palettes.engine" in found.stdout
    assert not {"django", "scipy.optimize", "sklearn"} & set(found.stdout.split())


def test_a_process_killed_at_rest_or_at_work_costs_nothing(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = maker.Maker._receive
    killed: list[int] = []

    def kill_first(child: maker.Maker, length: int, deadline: float) -> bytes:
        if not killed:  # it has said that it begins
            killed.append(child.process.pid)
            os.kill(child.process.pid, signal.SIGKILL)
            child.process.wait()
        return receive(child, length, deadline)

    store(stills[:-2])
    beside._mine.run.stills[-1][1].result()
    (first,) = children()
    os.kill(first, signal.SIGKILL)
    store(stills[-2:-1])
    beside._mine.run.stills[-1][1].result()
    monkeypatch.setattr(maker.Maker, "_receive", kill_first)
    store(stills[-1:])
    change(stills[0])
    assert made(stills) == [5] * MANY
    assert killed
    assert killed != [first]


# The real process, but for one picture.
PROGRAM = """
import os, sys
sys.path += sys.argv[1:]
from palettes.making import beside_child
real = beside_child._made
def made(request):
    if "NAME" in request["path"]:
        ACT
    return real(request)
beside_child._made = made
beside_child.main()
"""


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("os._exit(1)", "decoder_crashed"),
        ("bytearray(beside_child.MEMORY)", "too_many_pixels"),
        ("while True: pass", "decode_timeout"),
        ("return {'palettes': [], 'look': {}}", "decoder_crashed"),
        ("request['recipes'] = ['nonsense-oklab-8']", "unknown_method"),
    ],
)
def test_a_picture_that_breaks_its_process_costs_its_own_palettes_alone(
    act: str,
    code: str,
    stills: list[Still],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    evil = stills[-2]
    program = PROGRAM.replace("NAME", evil.path.name).replace("ACT", act)
    monkeypatch.setattr(maker.Maker, "program", program)
    monkeypatch.setattr(maker, "SECONDS", 1)
    store(stills)
    change(stills[0])
    assert made(stills) == [5 * (still != evil) for still in stills]
    (said,) = [text for text in caplog.messages if "no palette of still" in text]
    assert said.startswith(f"no palette of still {evil.pk}")
    assert said.endswith(f"({code})")


@pytest.mark.parametrize(
    "broken", [{"hex": "#12345"}, {"share": float("nan")}, {"fit": "x"}, {"harmony": "<b>"}]
)
def test_what_was_taken_over_by_a_picture_can_tell_colours_and_numbers_only(
    broken: dict[str, Any], stills: list[Still]
) -> None:
    path, of = stills[0].path, (compute.stored_recipes(), compute.default_recipe())
    told = beside_child._plain(making.make(path, *of))
    swatch = told["palettes"][0]["swatches"][0]
    swatch[0], swatch[1] = broken.get("hex", swatch[0]), broken.get("share", swatch[1])
    told["palettes"][0]["fit"] = broken.get("fit", 0.1)
    told["look"]["statistics"]["harmony"] = broken.get("harmony", "V")
    makers = SimpleNamespace(decode=lambda *_: (beside_child.MADE, told))
    with pytest.raises(DecoderCrashed, match="no sense"):
        maker.make_outside(makers, path, *of)  # type: ignore[arg-type]


def test_where_no_process_can_be_had_palettes_are_made_here(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    store(stills)
    change(stills[0])
    assert made(stills) == [5] * MANY


def test_a_process_that_never_begins_is_not_waited_for(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker.Maker, "program", "pass")
    store(stills)
    change(stills[0])
    assert made(stills) == [5] * MANY


def test_storing_goes_on_while_a_process_is_busy_but_not_without_end(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "AHEAD", 3)
    free = threading.Event()
    outside = beside.make_outside
    monkeypatch.setattr(beside, "make_outside", lambda *of: free.wait(10) and outside(*of))
    store(stills[: beside.WORTH + 3])  # the first ones are made by now, or soon
    assert len(beside._mine.run.stills) >= 3
    threading.Timer(0.05, free.set).start()
    store(stills[beside.WORTH + 3 :])
    assert free.is_set()
    change(stills[0])
    assert made(stills) == [5] * MANY


def test_who_is_interrupted_keeps_what_was_begun_or_leaves_it_to_the_sweep(
    stills: list[Still], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = beside.keep_still

    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(beside, "AHEAD", 0)
    monkeypatch.setattr(beside, "keep_still", interrupt)
    with pytest.raises(KeyboardInterrupt):
        beside.begin(stills[0])
    monkeypatch.setattr(beside, "keep_still", keep)
    monkeypatch.setattr(beside, "AHEAD", 16)
    store(stills[1:-1])
    change(stills[0])
    assert made(stills) == [*[5] * (MANY - 1), 0]
    store(stills[-1:])
    monkeypatch.setattr(beside, "keep_still", interrupt)
    with pytest.raises(KeyboardInterrupt):
        beside.end()
    assert beside._mine.run is None
    assert list(compute.stills_lacking(compute.stored_recipes())) == stills[-1:]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_forked_process_leaves_a_run_to_its_parent(stills: list[Still]) -> None:
    store(stills)
    assert until(lambda: bool(children()))
    (child,) = children()
    forked = os.fork()
    if not forked:
        beside.end()
        os._exit(0 if beside._mine.run is None and runs(child) else 1)
    assert os.waitpid(forked, 0)[1] == 0
    change(stills[0])
    assert made(stills) == [5] * MANY


COMMAND = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from catalog.models import Still
from palettes.making import beside
beside.processes = lambda: 1
beside.keep_still = lambda *made, new: None
def store(count):
    for _ in range(count):
        beside.begin(Still(image=sys.argv[1]))
store(beside.WORTH + 1)
run = beside._mine.run
run.stills[-1][1].result()
print(*run.makers.children(), flush=True)
try:
    store(int(sys.argv[2]))
    sys.stdin.read()
finally:
    beside.end()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_process_ends_with_the_command_however_that_ends(
    how: signal.Signals, make_picture: Any
) -> None:
    picture = str(make_picture(size=(1920, 1080)))
    command = subprocess.Popen(
        [sys.executable, "-c", COMMAND, picture, "8"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert command.stdout is not None
    child = int(command.stdout.readline())
    assert runs(child)
    command.send_signal(how)
    _, noise = command.communicate(timeout=10)
    assert until(lambda: not runs(child), 5)
    assert "beside_child" not in noise
