"""Have other people's readers of node's world read the palette files that we write.

anypalette reads ``.aco``, ``.ase`` and ``.gpl``, procreate-swatches ``.swatches``. They are
installed into a temporary folder by npm. Run: ``python -m benchmarks.exports``.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import numpy as np

from palettes.engine import Swatch
from palettes.engine.exporters import EXPORTERS
from palettes.engine.swatch import hex_of, rounded_shares

READERS: Final = Path(__file__).with_name("readers")
FORMATS: Final = ("aco", "ase", "gpl", "procreate")
SIZES: Final = (1, 2, 8, 30, 64)
TITLES: Final = ("A Lantern for the Drowned Mill (1997), still 3", "*/ } 狼 <b>\n255 0 0 red")


def main() -> int:
    """Write, have it read, and print how many files of each format were read as they are."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        print("There is no npm or node here.")
        return 1
    with tempfile.TemporaryDirectory(prefix="chromatheque-readers-") as folder:
        files, packages = Path(folder) / "files", Path(folder) / "packages"
        files.mkdir()
        packages.mkdir()
        shutil.copy(READERS / "package.json", packages)
        quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", packages, *quiet], check=True)
        written = write(files)
        read = subprocess.run(
            [node, READERS / "read.cjs", files, packages],
            stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
    return compare(written, json.loads(read.stdout))


def write(folder: Path) -> dict[str, list[str]]:
    """Files of every format, size and title; the colours that each should hold."""
    written = {}
    for size in SIZES:
        random = np.random.default_rng(size)
        colours = [hex_of(rgb) for rgb in random.integers(0, 256, (size, 3))]
        shares = rounded_shares(random.random(size) + 0.01)
        swatches = [Swatch(*one) for one in zip(colours, shares, strict=True)]
        for number, title in enumerate(TITLES):
            for key in FORMATS:
                exporter = EXPORTERS[key]
                name = f"{key}-{size}-{number}.{exporter.extension}"
                (folder / name).write_bytes(exporter.export(swatches, title))
                written[name] = colours[: exporter.most]
    return written


def compare(written: dict[str, list[str]], read: dict[str, list[list[float]]]) -> int:
    """Print a line a format; the exit status."""
    status = 0
    for key in FORMATS:
        names = [name for name in written if name.startswith(f"{key}-")]
        wrong = [name for name in names if as_hex(read.get(name, [])) != written[name]]
        print(f"  {key:9} {len(names) - len(wrong)} of {len(names)} read as written", *wrong[:3])
        status |= bool(wrong)
    return status


def as_hex(colours: list[list[float]]) -> list[str]:
    """Channels 0 to 255 as ``#rrggbb``."""
    return [hex_of([round(channel) for channel in colour]) for colour in colours]


if __name__ == "__main__":
    sys.exit(main())
