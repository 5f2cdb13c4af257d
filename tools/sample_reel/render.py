"""Render the sample catalogue's stills with Blender's Python module.

    python tools/sample_reel/render.py                    # all that is not up to date
    python tools/sample_reel/render.py nine-stools        # one film
    python tools/sample_reel/render.py nine-stools/03     # one still
    python tools/sample_reel/render.py --draft nine-stools/03   # small and quick, to look at
    python tools/sample_reel/render.py --background       # at the lowest priority, log in var/sample_reel
    python tools/sample_reel/manifest.py nine-stools      # put a whole film into catalog/sample

A still is rendered again when its shot, or what its film's shots share, has changed; a change of
LOOK alone develops it again. Needs ``bpy``, NumPy, SciPy and Pillow: see docs/sample.md.
"""

import argparse
import ast
import hashlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import binary_erosion

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
WORK = HERE.parents[1] / "var" / "sample_reel"
WIDTH, MOST_BYTES = 1280, 139_000


def films():
    """Folder names of the films that there are scripts for."""
    return sorted(p.stem.replace("_", "-") for p in (HERE / "films").glob("[a-z]*.py"))


def key_of(film, number, script, version):
    """What a still's render rests on: its shot and all else in the script but LOOK and LOOKS."""
    source = (HERE / "films" / f"{film.replace('-', '_')}.py").read_text()
    names = [shot.__name__ for shot in script.SHOTS]
    parts = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            continue
        name = getattr(node, "name", "") or getattr(getattr(node, "targets", [None])[0], "id", "")
        if name in ("LOOK", "LOOKS", "SHOTS", "FACTS") or (
            name in names and name != names[number - 1]
        ):
            continue
        parts.append(ast.dump(node))
    return hashlib.sha256("".join([*parts, str(version)]).encode()).hexdigest()[:16]


def shapes(script, draft, scale):
    """Sizes (width, height) of the frame and of the render."""
    height = round(WIDTH / script.RATIO / 2) * 2
    share = 0.2 if draft else scale or getattr(script, "SCALE", 0.6)
    return (WIDTH, height), (round(WIDTH * share / 2) * 2, round(height * share / 2) * 2)


def raw_of(film, number, script, options):
    """The render of a still, from the work folder when it is up to date."""
    from kit import VERSION, stage

    key = key_of(film, number, script, VERSION)
    folder = options.work / ("draft" if options.draft else "raw")
    kept = folder / f"{film}-{number:02d}.npz"
    if kept.exists() and not options.force:
        with np.load(kept) as data:
            if options.keep or str(data["key"]) == key:
                return {name: data[name] for name in data.files}
    _, size = shapes(script, options.draft, options.scale)
    shot = script.SHOTS[number - 1]
    samples = 4 if options.draft else options.samples
    st = stage.clear(*size, samples, options.threads)
    begun = time.process_time()
    shot(st)
    built = time.process_time()
    with tempfile.TemporaryDirectory() as exr:
        light, metres, numbers = stage.render(Path(exr))
    done = time.process_time()
    print(f"building {built - begun:.0f} s, rendering {done - built:.0f} s of one core", flush=True)
    raw = {
        "key": np.array(key),
        "light": np.minimum(light, 60000).astype(np.float16),
        "metres": metres.astype(np.float16),
        "numbers": numbers,
        "accents": np.array(json.dumps(st.accents)),
        "air": np.array(json.dumps(st.air)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(kept, **raw)
    return raw


def measured(frame, numbers, names):
    """Accents as ``(name, hex, share)``: the median colour and the share of each mask.

    What is too small to see, or so dark that it shows no colour there, is left out.
    """
    size = frame.shape[1], frame.shape[0]
    masks = np.asarray(Image.fromarray(numbers).resize(size, Image.Resampling.NEAREST))
    out = []
    for number, name in enumerate(names, 1):
        mask = masks == number
        if mask.mean() < 0.0005:
            continue
        core = binary_erosion(mask, iterations=2)  # edges are mixed with what is behind
        colour = np.median(frame[core if core.sum() >= 40 else mask], axis=0).round().astype(int)
        if chroma(colour / 255) >= 0.05:
            out.append((name, "#{:02x}{:02x}{:02x}".format(*colour), float(mask.mean())))
    return out


def chroma(rgb):
    """Chroma in OKLab (Ottosson 2020) of an sRGB colour of 0 to 1."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lms = np.cbrt(
        np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        )
        @ linear
    )
    a, b = (
        np.array(
            [
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        )
        @ lms
    )
    return float(np.hypot(a, b))


def barred(frame, ratio):
    """Black bars above and below, as the film is delivered."""
    height = round(frame.shape[1] / ratio / 2) * 2
    top = (height - frame.shape[0]) // 2
    full = np.zeros((height, frame.shape[1], 3), np.uint8)
    full[top : top + frame.shape[0]] = frame
    return full


def save(frame, path):
    """Write the best JPEG that is small enough."""
    for quality in range(88, 40, -4):
        Image.fromarray(frame).save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def still(film, number, options):
    """Render (if need be) and develop one still; write its accents beside the renders."""
    from kit import grade

    script = importlib.import_module(f"films.{film.replace('-', '_')}")
    start = time.perf_counter()
    raw = raw_of(film, number, script, options)
    (width, height), size = shapes(script, options.draft, options.scale)
    if options.draft:
        width, height = size
    look = script.LOOK.but(**getattr(script, "LOOKS", {}).get(number, {}))
    air = json.loads(str(raw["air"]))
    frame = grade.develop(
        raw["light"],
        raw["metres"].astype(float),
        air,
        look,
        (height, width),
        number * 101 + len(film),
    )
    accents = measured(frame, raw["numbers"], json.loads(str(raw["accents"])))
    if getattr(script, "CONTAINER", None):
        frame = barred(frame, script.CONTAINER)
    if options.draft:
        path = options.work / "draft" / f"{film}-{number:02d}.png"
        Image.fromarray(frame).save(path)
    else:
        path = options.work / "out" / film / f"{number:02d}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        save(frame, path)
        path.with_suffix(".json").write_text(json.dumps(accents))
    said = ", ".join(f"{name} {colour} {share:.1%}" for name, colour, share in accents)
    print(
        f"{path.name if options.draft else film + '/' + path.name}  {path.stat().st_size / 1000:.0f} kB  {time.perf_counter() - start:.0f} s  {said}",
        flush=True,
    )


def main():
    """Render what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wanted", nargs="*", help="film or film/NN; none means all")
    parser.add_argument(
        "--draft", action="store_true", help="small, few samples, to the work folder"
    )
    parser.add_argument("--force", action="store_true", help="render what is up to date, too")
    parser.add_argument(
        "--keep", action="store_true", help="develop the renders there are, changed or not"
    )
    parser.add_argument("--background", action="store_true", help="go on without the terminal")
    parser.add_argument("--scale", type=float, help="share of 1280 pixels to render, such as 0.75")
    parser.add_argument("--samples", type=int, default=8, help="for each pixel (8)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.background:
        log = (options.work / "render.log").open("a")
        again = [a for a in sys.argv[1:] if a != "--background"]
        subprocess.Popen(
            ["nice", "-n", "19", sys.executable, __file__, *again],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        print(f"Rendering; see {log.name}")
        return 0
    for name in options.wanted or films():
        film, _, number = name.partition("/")
        if film not in films():
            print(f"There is no film {film!r}. There are: {', '.join(films())}.", file=sys.stderr)
            return 2
        script = importlib.import_module(f"films.{film.replace('-', '_')}")
        for n in [int(number)] if number else range(1, len(script.SHOTS) + 1):
            still(film, n, options)
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Blender's module may crash while Python takes itself down
