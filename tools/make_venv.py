"""Make the virtual environment, also where Debian has left ``ensurepip`` out of python3.

Usage: python3 tools/make_venv.py FOLDER. Needs Python 3.11 or newer and nothing else.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def main(folder: Path) -> int:
    """Make the environment; say what to do when that cannot be done."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Python 3.11 or newer is needed, this is {found}: make PYTHON=python3.12 ...")
        return 1
    if make(folder) or (install_venv() and make(folder)):
        return 0
    shutil.rmtree(folder, ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    print(
        "This Python cannot make a virtual environment. Install its venv module and run make\n"
        f"again; on Debian and Ubuntu: sudo apt-get install python{version}-venv"
    )
    return 1


def make(folder: Path) -> bool:
    """Whether an environment with pip could be made."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(folder)]
    made = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return made.returncode == 0 and (folder / "bin" / "pip").exists()


def install_venv() -> bool:
    """Whether Debian's package could be installed; only root may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print("Installing python3-venv ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"]
    return subprocess.run(command, check=False, **quiet).returncode == 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
