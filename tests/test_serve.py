"""`make run`'s last step: web and worker together, stopped together."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a catalogue that is set up."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("var"))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    for command in (["migrate", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    return environment


@pytest.fixture
def serving(
    settled: dict[str, str],
) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """The running server, its address, and the lines it has printed so far."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {**settled, "PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tools.serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    working = threading.Event()

    def read() -> None:
        for line in server.stdout or ():
            lines.append(line)
            if "Starting worker" in line:
                working.set()
        working.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert working.wait(PATIENCE), "the worker never started"
    yield server, f"http://127.0.0.1:{port}", lines
    if server.poll() is None:
        server.kill()
        server.wait()
    reader.join()
    server.stdout.close()


def answer(address: str, path: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address + path, timeout=10) as response:
                return response.read().decode()
        except ConnectionRefusedError:
            continue
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            threading.Event().wait(0.1)
    raise AssertionError("the server never listened")


def test_one_ctrl_c_stops_web_and_worker(serving) -> None:
    server, address, lines = serving
    assert any(f"{address}/" in line for line in lines)
    page = answer(address, "/")
    stylesheet = re.search(r'href="(/static/css/base\.[0-9a-f]+\.css)"', page)
    assert stylesheet, "static files are served under names that hold their hash"
    assert "font" in answer(address, stylesheet[1])
    started = psutil.Process(server.pid).children(recursive=True)
    assert len(started) >= 2
    server.send_signal(signal.SIGINT)
    assert server.wait(PATIENCE) == 0
    _, alive = psutil.wait_procs(started, timeout=PATIENCE)
    assert alive == []


def test_when_the_worker_ends_the_web_ends_too(serving) -> None:
    server, address, _ = serving
    answer(address, "/healthz")
    processes = psutil.Process(server.pid).children(recursive=True)
    worker = next(process for process in processes if "worker" in process.cmdline())
    worker.kill()
    assert server.wait(PATIENCE) != 0
