"""Catalogues in temporary folders, made and asked through the real commands."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tools import preview

KEEPER, PASSWORD = "keeper", "a-keeper-of-stills"

# One process for three commands.
_SET_UP = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command(
    "createsuperuser",
    interactive=False,
    username={KEEPER!r},
    email="keeper@example.org",
    verbosity=0,
)
"""


@dataclass(frozen=True)
class Catalogue:
    """A catalogue of its own: database, files and settings below one folder."""

    folder: Path
    environment: dict[str, str]

    @classmethod
    def make(cls, folder: Path) -> "Catalogue":
        """A catalogue without films, with its static files and a keeper."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(folder),
            "STATIC_ROOT": str(folder.with_name(f"{folder.name}-static")),
            "SECRET_KEY": "for-the-browser-tests",
            "LOG_LEVEL": "WARNING",
            "INGEST_PAUSE": "0",
        }
        made = cls(folder, environment)
        made.manage("shell", "-v", "0", "-c", _SET_UP, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        return made

    def copy(self, folder: Path, **settings: str) -> "Catalogue":
        """The same catalogue in another folder, with further settings; static files are shared."""
        shutil.copytree(self.folder, folder)
        return Catalogue(folder, {**self.environment, "VAR_DIR": str(folder), **settings})

    def manage(self, *command: str, **settings: str) -> str:
        """What a command prints; its failure is the test's."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=preview.ROOT,
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command}: {done.stderr or done.stdout}"
        return done.stdout

    def ask(self, code: str) -> Any:
        """What a piece of Python leaves in ``answer``, run with the catalogue's models."""
        lines = f"{code}\nimport json\nprint(json.dumps(answer, default=str))"
        return json.loads(self.manage("shell", "-v", "0", "-c", lines))

    def ingest(self, *sources: str) -> list[dict[str, Any]]:
        """The outcome of every picture, as ``ingest_stills --json`` tells it."""
        lines = self.manage("ingest_stills", "--json", *sources).splitlines()
        return [json.loads(line) for line in lines]

    def served(self) -> AbstractContextManager[str]:
        """The catalogue behind gunicorn; gives its address."""
        return preview.served(self.environment)


def paint(path: Path, seed: int, width: int, height: int) -> None:
    """A picture of its own for every seed: a ground, a few large fields, a small bright accent."""
    random = np.random.default_rng(seed)
    ground = random.integers(10, 220, (2, 3)).astype(float)
    down = np.linspace(0, 1, height)[:, None, None]
    pixels = np.broadcast_to(ground[0] * (1 - down) + ground[1] * down, (height, width, 3)).copy()
    for colour in random.integers(0, 256, (3, 3)):
        x, y = random.integers(0, width // 2), random.integers(0, height // 2)
        pixels[y : y + height // 3, x : x + width // 3] = colour
    pixels[height - 40 : height - 20, 20:50] = (220, 30, 40)
    pixels += random.normal(0, 3, pixels.shape)
    Image.fromarray(pixels.clip(0, 255).astype("uint8")).save(path, quality=88)


def write_manifest(folder: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """A manifest of pictures painted beside it; a row's ``size`` is its picture's."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, row in enumerate(rows):
        width, height = row["size"]
        name = f"{number:02}.jpg"
        paint(folder / name, number, width, height)
        written.append({"file": name, **{key: row[key] for key in row if key != "size"}})
    path = folder / "manifest.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(written[0]))
        writer.writeheader()
        writer.writerows(written)
    return path


def four_films() -> list[dict[str, Any]]:
    """Rows of four films of three stills each, alike in nothing but a cinematographer."""
    films = [
        ("Amber Hour", 1961, "Ines Falk", "Tomas Reyl", "Portugal", "Drama", "1.37:1", (700, 511)),
        ("Below the Weir", 1974, "Jon Aske", "Tomas Reyl", "Norway", "Drama", "1.85", (720, 389)),
        ("Cobalt Street", 1988, "Mira Sand", "Leo Brandt", "Italy", "Crime", "2.39", (760, 318)),
        ("Dune Clerk", 2003, "Ola Venn", "Ada Quist", "Chile", "Comedy", "16:9", (736, 414)),
    ]
    keys = ("film", "year", "director", "cinematographer", "country", "genre", "ratio", "size")
    return [
        {
            **dict(zip(keys, film, strict=True)),
            "page": "https://example.org/stills",
            "credit": "Painted for a test",
            "licence": "CC0",
            "timecode": f"0:{10 * number:02}:00",
        }
        for film in films
        for number in range(1, 4)
    ]
