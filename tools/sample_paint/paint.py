"""Paint the sample catalogue's stills: ``python tools/sample_paint/paint.py [film[/NN] ...]``.

Films are the packages in ``films/``, named with dashes (``neon-night``); ``neon-night/03`` paints
one still. Needs NumPy, SciPy and Pillow. The same seeds paint the same pictures.
"""

import importlib
import sys
import time
from pathlib import Path

import numpy as np
from kit import save

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "catalog" / "sample"
WIDTH = 1280


def letterbox(frame, ratio):
    """Put ``frame`` between black bars in a frame of ``ratio``."""
    height = round(frame.shape[1] / ratio / 2) * 2
    top = (height - frame.shape[0]) // 2
    full = np.zeros((height, frame.shape[1], 3), np.uint8)
    full[top : top + frame.shape[0]] = frame
    return full


def paint(film, shots, out):
    """Paint the chosen ``shots`` (numbers from 1; none means all) of one film."""
    script = importlib.import_module(f"films.{film.replace('-', '_')}")
    size = (round(WIDTH / script.RATIO / 2) * 2, WIDTH)
    for number, shot in enumerate(script.SHOTS, 1):
        if shots and number not in shots:
            continue
        start = time.perf_counter()
        light, look = shot(size)
        frame = look.develop(light, seed=number * 101 + len(film))
        if getattr(script, "CONTAINER", None):
            frame = letterbox(frame, script.CONTAINER)
        path = out / film / f"{number:02d}.jpg"
        written = save(frame, path)
        seconds = time.perf_counter() - start
        print(f"{film}/{number:02d}.jpg  {written / 1000:5.0f} kB  {seconds:4.1f} s", flush=True)


def main(arguments):
    """Paint the films named on the command line, or all of them."""
    known = sorted(p.parent.name.replace("_", "-") for p in (HERE / "films").glob("*/__init__.py"))
    wanted = {}
    for argument in arguments or known:
        film, _, number = argument.partition("/")
        if film not in known:
            print(f"unknown film {film!r}; there are: {', '.join(known)}", file=sys.stderr)
            return 2
        wanted.setdefault(film, set()).update({int(number)} if number else set())
    for film, shots in wanted.items():
        paint(film, shots, OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
