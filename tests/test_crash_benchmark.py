"""What the crash benchmark counts, in small: every count that should be nought is nought."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_nothing_is_lost_by_kills_writers_and_visitors() -> None:
    command = [
        "-m",
        "benchmarks.crash",
        "--kills",
        "2",
        "--writers",
        "3",
        "--seconds",
        "2",
        "--visitors",
        "4",
    ]
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    counts = [re.fullmatch(r" +(\d+) (.+)", line) for line in lines]
    found = {count[2]: int(count[1]) for count in counts if count}
    assert found == {
        "lost": 0,
        "duplicate": 0,
        "half rows": 0,
        "rows without a file": 0,
        "orphans after the sweep": 0,
        "database is locked": 0,
        "writers ended badly": 0,
    }
    assert "; 0 ended badly" in lines[0]
    assert "4 submissions of one address: 1 still, 1 fetch, 3 told that it is here, 0 ended" in (
        run.stdout
    )
    # Where a small disk can be mounted, it fills up, and room makes everything whole.
    full = [line for line in lines if line.startswith("full disk")]
    assert len(full) == 1
    if "not measured" not in full[0]:
        assert "then storage_full; 0 half files, ingestion partial" in full[0]
        assert lines[-1].endswith("20 whole, ingestion done")
