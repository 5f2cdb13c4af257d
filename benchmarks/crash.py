"""What is lost when ingestion is killed: nothing, it is claimed; here it is counted.

    python -m benchmarks.crash [--kills 200] [--writers 4 --seconds 60] [--visitors 50]

Processes that ingest are killed (SIGKILL) at random moments, and the ingestion is resumed by the
next; then several write at once; then many ask for one address; then the disk is full, on a
small tmpfs where the machine allows one to be mounted.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.own_catalogue import own_catalogue, pictures

STILLS = 40
SIZE = (480, 270)


def forked(work: Callable[[], None]) -> int:
    """Run ``work`` in a process of its own, made from this one; give its number."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return pid


def kills(folder: Path, count: int) -> None:
    """Kill ingestions of 40 stills at random moments, ``count`` times; then run each to its end.

    Each is killed once or twice: a picture at which the worker is killed three times has failed,
    with that as its reason, on purpose.
    """
    from catalog.ingestion import control

    dice, done, rounds, badly = random.Random(0), 0, 0, 0
    longest = 1.0
    problems: dict[str, int] = {}
    while done < count:
        rounds += 1
        source = pictures(folder / f"round {rounds}", STILLS, SIZE)[0].parent
        ingestion = control.begin([str(source)])
        for _ in range(dice.choice((1, 2))):
            pid = forked(partial(work_at, ingestion.pk))
            time.sleep(dice.uniform(0, longest))
            os.kill(pid, signal.SIGKILL)
            done += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
        start = time.monotonic()
        badly += bool(os.waitpid(forked(partial(work_at, ingestion.pk)), 0)[1])
        longest = max(longest, time.monotonic() - start)
        for name, number in problems_of(ingestion.pk, f"round {rounds}").items():
            problems[name] = problems.get(name, 0) + number
    print(f"{done} kills over {rounds} ingestions of {STILLS} stills; {badly} ended badly")
    for name, number in problems.items():
        print(f"  {number:4} {name}")


def work_at(pk: int) -> None:
    """Go on with an ingestion, as ``ingest_stills --resume`` does."""
    from catalog.ingestion import control
    from catalog.ingestion.service import work
    from catalog.models import Ingestion
    from catalog.signals import Compute

    ingestion = Ingestion.objects.get(pk=pk)
    control.resume(ingestion)
    for _ in work(ingestion, compute=Compute.NEVER):
        pass


def problems_of(pk: int, title: str) -> dict[str, int]:
    """Count what is amiss after an ingestion that was killed many times."""
    from catalog.models import IngestionItem, Still
    from catalog.upkeep import sweep

    stills = list(Still.objects.filter(film__title__iexact=title))
    items = IngestionItem.objects.filter(ingestion=pk, kind="picture")
    sweep.ORPHAN_AGE = -1.0  # whatever no row needs is an orphan now, young or old
    sweep.remove_orphans()
    root = Path(stills[0].path).parents[2] if stills else Path()
    kept = {path.stem for path in root.rglob("*") if path.is_file()}
    return {
        "lost": STILLS - len({still.sha256 for still in stills}),
        "duplicate": len(stills) - len({still.sha256 for still in stills}),
        "half rows": items.exclude(state="stored").count(),
        "rows without a file": sum(not still.path.is_file() for still in stills),
        "orphans after the sweep": len(kept - set(Still.objects.values_list("sha256", flat=True))),
    }


def writers(folder: Path, count: int, seconds: float) -> None:
    """Let several processes ingest without pause, and count the complaints of the database."""
    from catalog.models import IngestionItem, Still

    before = Still.objects.count()
    end = time.monotonic() + seconds

    def write(number: int) -> None:
        from catalog.ingestion.service import ingest
        from catalog.signals import Compute

        turn = 0
        while time.monotonic() < end:
            turn += 1
            source = pictures(folder / f"writer {number} {turn}", STILLS, SIZE)[0].parent
            for _ in ingest([str(source)], compute=Compute.NEVER):
                pass

    ended = [os.waitpid(pid, 0)[1] for pid in [forked(partial(write, n)) for n in range(count)]]
    locked = IngestionItem.objects.filter(message__contains="locked").count()
    stored = Still.objects.count() - before
    print(f"{count} writers for {seconds:.0f} s: {stored} stills")
    print(f"  {locked:4} database is locked\n  {sum(map(bool, ended)):4} writers ended badly")


def visitors(folder: Path, count: int) -> None:
    """Submit one address many times at once."""
    from django.conf import settings

    from catalog.models import IngestionItem, Still

    server, fetches = _site(pictures(folder / "one", 1, SIZE)[0].read_bytes())
    origin = f"http://127.0.0.1:{server.server_port}"
    settings.INGEST_TRUSTED_ORIGINS, settings.INGEST_PAUSE = [origin], 0

    def submit() -> None:
        from catalog.ingestion.facts import FilmFacts
        from catalog.ingestion.service import ingest
        from catalog.signals import Compute

        for _ in ingest([f"{origin}/a.jpg"], FilmFacts(title="One"), compute=Compute.NEVER):
            pass

    ended = [os.waitpid(pid, 0)[1] for pid in [forked(submit) for _ in range(count)]]
    states = IngestionItem.objects.filter(url=f"{origin}/a.jpg").values_list("state", flat=True)
    server.shutdown()
    print(
        f"{count} submissions of one address: {Still.objects.filter(film__title='One').count()} "
        f"still, {len(fetches)} fetch, {list(states).count('known')} told that it is here, "
        f"{sum(map(bool, ended))} ended badly"
    )


def _site(content: bytes) -> tuple[ThreadingHTTPServer, list[str]]:
    """A site that answers every address with ``content``, and the addresses it was asked for."""
    fetches: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path != "/robots.txt"
            if found:
                fetches.append(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(content) if found else 0))
            self.end_headers()
            self.wfile.write(content if found else b"")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, fetches


def full_disk() -> None:
    """Ingest to a disk of 1 MB, make room, resume: in a mount namespace of its own."""
    command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m"]
    try:
        subprocess.run([*command, "benchmarks.full_disk"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"full disk: not measured, this machine mounts no tmpfs for us ({error})")


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--visitors", type=int, default=50)
    options = parser.parse_args()
    with own_catalogue() as folder:
        kills(folder, options.kills)
        writers(folder, options.writers, options.seconds)
        visitors(folder, options.visitors)
    full_disk()


if __name__ == "__main__":
    main()
