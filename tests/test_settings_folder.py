"""The folder that tests keep a catalogue in goes with the process that made it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENDS = {
    "well": "",
    "with-an-error": "raise SystemExit(3)",
    "as-fork-and-parent": "if os.fork() == 0: sys.exit()\nos.wait(); assert os.path.isdir(folder)",
    "killed": "os.kill(os.getpid(), 9)",
}


@pytest.mark.parametrize("end", ENDS)
def test_folder_goes_however_a_process_ends(tmp_path: Path, end: str) -> None:
    """What a killed process leaves goes with the folder of the tests that started it."""
    inner = (
        "import os, sys, tests.settings\n"
        "folder = os.environ['VAR_DIR']; os.makedirs(folder + '/kept')\n"
        f"print(folder, flush=True)\n{ENDS[end]}"
    )
    outer = (
        "import os, subprocess, sys, tests.settings\n"
        "print(os.environ['VAR_DIR'], flush=True)\n"
        f"subprocess.run([sys.executable, '-c', {inner!r}])"
    )
    told = subprocess.run(
        [sys.executable, "-c", outer],
        cwd=ROOT,
        env={**os.environ, "CHROMATHEQUE_TESTS": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert len(told.stdout.split()) == 2, told
    assert list(tmp_path.glob("chromatheque-tests-*")) == []
