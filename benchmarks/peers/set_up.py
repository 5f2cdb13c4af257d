"""Make the peers' environment: ``python3 -m benchmarks.peers.set_up``. Needs nothing but Python.

A library that cannot be installed here does not stop the others; why is kept beside them in
``failed.json`` and comes out on the benchmark's page.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv-peers"
REQUIREMENTS = ROOT / "requirements-peers.txt"
PACKAGES = Path(__file__).with_name("package.json")
FAILED = ENVIRONMENT / "failed.json"


def main() -> int:
    """Make it anew; returns 1 when not even the environment could be made."""
    if subprocess.run([sys.executable, str(ROOT / "tools/make_venv.py"), ENVIRONMENT]).returncode:
        return 1
    ENVIRONMENT.joinpath(".gitignore").write_text("*\n")
    failed = python_packages() | node_packages()
    FAILED.write_text(json.dumps(failed, indent=1))
    for library, why in failed.items():
        print(f"Not installed: {library}: {why}")
    return 0


def python_packages() -> dict[str, str]:
    """Install the pinned requirements at once, or each by itself; gives those that failed."""
    if not _pip("-r", str(REQUIREMENTS)):
        return {}
    lines = [line.split("#")[0].strip() for line in REQUIREMENTS.read_text().splitlines()]
    return {line.split("==")[0]: why for line in lines if line and (why := _pip(line))}


def node_packages() -> dict[str, str]:
    """Install the pinned packages where node is; gives what failed."""
    npm = shutil.which("npm")
    if not npm:
        return {"node's libraries": "there is no npm here"}
    folder = ENVIRONMENT / "node"
    folder.mkdir()
    shutil.copy(PACKAGES, folder)
    quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    why = _error([npm, "install", "--prefix", str(folder), *quiet])
    return {"node's libraries": why} if why else {}


def _pip(*what: str) -> str:
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    return _error([*pip, "--disable-pip-version-check", *what])


def _error(command: list[str]) -> str:
    """Give the last line of what went wrong, or nothing."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return ""
    said = [line for line in done.stderr.splitlines() if "error" in line.lower()]
    return (said or ["it failed without a word"])[-1].strip()


if __name__ == "__main__":
    sys.exit(main())
