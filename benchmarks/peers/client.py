"""The other end of ``serve.py`` and ``serve.mjs``: one process a side, started once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.contract import RGB
from benchmarks.peers.set_up import ENVIRONMENT, FAILED, ROOT
from palettes.engine.arrays import Bytes

PYTHON, NODE = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "node"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Idle threads that spin on a busy machine would be counted as work."""

SERVE = ["-m", "benchmarks.peers.serve"]


@dataclass(frozen=True)
class Answer:
    """A palette (n, 3) and its seconds (all threads' work, and the clock's), or an error."""

    palette: Bytes
    processor: float
    clock: float
    error: str = ""


@dataclass
class Side:
    """One process: its methods with their libraries, and what it could not load."""

    process: subprocess.Popen[str]
    methods: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: Path, k: int) -> Answer:
        """Ask for one palette and wait for it."""
        assert self.process.stdin is not None
        print(
            json.dumps({"method": method, "path": str(path), "k": k}),
            file=self.process.stdin,
            flush=True,
        )
        said = self.hear()
        palette: list[RGB] = said.get("palette", [])
        error = said.get("error", "") or ("" if palette else "an empty palette")
        colours = np.array(palette, dtype=np.uint8).reshape(-1, 3)
        return Answer(colours, said.get("processor", 0.0), said.get("clock", 0.0), error)

    def leave_out(self, methods: Iterable[str]) -> None:
        """Measure these methods not at all, and say so."""
        for method in methods:
            if self.methods.pop(method, None):
                self.missing[method] = "left out of a quick run"

    def hear(self) -> dict[str, Any]:
        """Read one line; raises RuntimeError when the process has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended")
        said: dict[str, Any] = json.loads(line)
        return said


@contextmanager
def started() -> Iterator[list[Side]]:
    """Start ours, the peers' Python and node; a side that is not there holds only ``missing``."""
    commands = {
        "ours": [sys.executable, *SERVE, "ours"],
        "Python's peers": [str(PYTHON), *SERVE, "peers"] if PYTHON.exists() else None,
        "node's peers": _node_command(),
    }
    with ExitStack() as stack:
        sides = []
        for name, command in commands.items():
            side = Side(_run(command or [sys.executable, "-c", ""]))
            stack.callback(_end, side.process)
            if command:
                hello = side.hear()
                side.methods, side.missing = hello["methods"], hello["missing"]
            else:
                side.missing = {name: "not set up here"}
            sides.append(side)
        if FAILED.exists():
            sides[-1].missing |= json.loads(FAILED.read_text())
        yield sides


def _run(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ONE_THREAD,
        text=True,
    )


def _node_command() -> list[str] | None:
    node = shutil.which("node")
    if not node or not (NODE / "node_modules").exists():
        return None
    return [node, str(Path(__file__).with_name("serve.mjs")), str(NODE)]


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.close()
    process.wait(timeout=30)
