"""Searches among 100,000 looks: time, as a ratio to the decode of a still, and what is found.

    python -m benchmarks.search [--looks 100000]

Looks are made of real ones: each is a mixture of two stills' histograms and jittered swatches,
so that colours are as uneven as a catalogue's. They are read from a database of their own.
Times are medians of the process's own CPU time, as ratios to Pillow's decode of a 1920 x 1080
JPEG: searches one after the other, in turns with as many decodes, so that the ratio holds on a
busy machine; and each right after a decode, when the processor's caches hold nothing of the index,
as for the first search after a while. The quality of the colour search
is the score of the ten it finds, over that of the ten best when every palette is scored exactly.
"""

import argparse
import io
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.own_catalogue import SAMPLE, own_catalogue, pictures

SHARED = Path(__file__).resolve().parents[2] / "shared" / "stills"
PER_FILM = 20
QUERIES = 40
AT_ONCE = 10  # searches one after the other
WITH_FILMS = 4  # one in so many looks is let through by the filter


def real_looks() -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Histograms (n, 486) and swatches (k, 4: sRGB in 0..255, share) of the stills there are."""
    from palettes.engine import extract_palette, look_of, sample_picture
    from palettes.engine.looks.signature import shares_of

    files = [*SAMPLE.glob("*/*.jpg"), *SHARED.glob("*/*.jpg")]
    histograms, swatches = [], []
    for file in sorted(files):
        sample = sample_picture(file)
        histograms.append(shares_of(look_of(sample).signature))
        palette = extract_palette(sample).swatches
        swatches.append(np.array([(*swatch.rgb, swatch.share) for swatch in palette]))
    return np.stack(histograms), swatches


def made_looks(count: int) -> tuple[list[bytes], list[bytes]]:
    """Packed signatures and packed colours of ``count`` looks."""
    from palettes.index.colours import SWATCH

    dice = np.random.default_rng(7)
    histograms, swatches = real_looks()
    signatures: list[bytes] = []
    for start in range(0, count, 5000):
        rows = min(5000, count - start)
        first, second = dice.integers(0, len(histograms), (2, rows))
        part = dice.uniform(0.3, 0.95, (rows, 1))
        mixed = part * histograms[first] + (1 - part) * histograms[second]
        mixed *= dice.lognormal(0, 0.8, mixed.shape)
        roots = mixed**0.25
        roots /= np.linalg.norm(roots, axis=1, keepdims=True)
        signatures += [row.tobytes() for row in roots.astype("<f2")]
    colours = []
    for _ in range(count):
        source = swatches[dice.integers(len(swatches))]
        rows_ = np.zeros(len(source), SWATCH)
        shift = dice.normal(0, 14, 3) + dice.normal(0, 8, (len(source), 3))
        rows_["rgb"] = (source[:, :3] + shift).clip(0, 255)
        shares = source[:, 3] * dice.lognormal(0, 0.7, len(source))
        rows_["share"] = shares / shares.sum()
        colours.append(rows_.tobytes())
    return signatures, colours


def fill(count: int) -> None:
    """Put looks of ``count`` stills into the database."""
    from catalog.models import Film, Still
    from palettes.engine import ENGINE_VERSION, LOOK_VERSION
    from palettes.index.version import grow
    from palettes.models import Look

    films = Film.objects.bulk_create(
        [Film(title=f"Film {n}", slug=f"film-{n}") for n in range(-(-count // PER_FILM))]
    )
    stills = Still.objects.bulk_create(
        [
            Still(
                film=films[n // PER_FILM],
                position=n % PER_FILM + 1,
                image=f"{n}.jpg",
                sha256=f"{n:064}",
                width=1920,
                height=1080,
            )
            for n in range(count)
        ],
        batch_size=2000,
    )
    signatures, colours = made_looks(count)
    versions = {"engine_version": ENGINE_VERSION, "look_version": LOOK_VERSION}
    figures = {"lightness": 0.5}
    looks = (
        Look(still=still, signature=s, colours=c, statistics=figures, fingerprint=b"", **versions)
        for still, s, c in zip(stills, signatures, colours, strict=True)
    )
    Look.objects.bulk_create(looks, batch_size=2000)
    grow()


def ratios(work: Callable[[int], Any], jpeg: bytes) -> tuple[float, float, float]:
    """Median CPU seconds of ``work(n)`` among its like, that over the decode's, and the ratio of
    those that follow a decode.
    """
    alone, after, decodes = [], [], []
    for turn in range(0, QUERIES, AT_ONCE):
        for n in range(turn, turn + AT_ONCE):
            decodes.append(spent(lambda: decode(jpeg)))
            after.append(spent(partial(work, n)))
        alone += [spent(partial(work, n)) for n in range(turn, turn + AT_ONCE)]
    least = statistics.median(decodes)
    among = statistics.median(alone)
    return among, among / least, statistics.median(after) / least


def decode(jpeg: bytes) -> None:
    """Decode a picture whole."""
    with Image.open(io.BytesIO(jpeg)) as image:
        image.load()


def spent(work: Callable[[], Any]) -> float:
    """CPU seconds that ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def quality(queries: list[Any]) -> float:
    """Score of the ten found over that of the ten best, mean over queries."""
    from palettes.search import by_colours, index

    colours = index().stills.colours
    rows = np.arange(len(colours.counts))
    found = []
    for query in queries:
        best = np.sort(colours.exact_scores(query, rows)[0])[::-1][:10]
        ours = [one.score for one in by_colours(query, 10)]
        found.append(sum(ours) / best.sum())
    return statistics.mean(found)


def queries_of(count: int) -> list[Any]:
    """Two colours of the catalogue each, with shares."""
    from palettes.engine.swatch import hex_of
    from palettes.search import index

    dice, colours = np.random.default_rng(11), index().stills.colours
    made: list[Any] = []
    while len(made) < count:
        row, other = dice.integers(0, len(colours.counts), 2)
        one = hex_of(colours.rgb[row, dice.integers(colours.counts[row])])
        two = hex_of(colours.rgb[other, dice.integers(colours.counts[other])])
        share = float(dice.uniform(0.1, 0.5))
        made.append([(one, share), (two, float(dice.uniform(0.05, 1 - share)))])
    return made


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--looks", type=int, default=100_000)
    count = parser.parse_args().looks
    with own_catalogue() as folder:
        from palettes.engine.looks import unpack_signature
        from palettes.models import Look
        from palettes.search import by_colours, index, nearest

        (file,) = pictures(folder / "decoded", 1)
        jpeg = file.read_bytes()
        fill(count)
        start = time.process_time()
        shelf = index().stills
        print(f"{len(shelf):,} looks read in {time.process_time() - start:.2f} s of CPU time")
        looks = Look.objects.order_by("still_id")[:: max(1, count // QUERIES)]
        vectors = [unpack_signature(bytes(look.signature)) for look in looks]
        queries = queries_of(QUERIES)
        singles = [[query[0]] for query in queries]
        allowed = shelf.films[:: PER_FILM * WITH_FILMS].tolist()
        works: dict[str, Callable[[int], Any]] = {
            "nearest 10": lambda n: nearest(vectors[n], 10),
            f"nearest 10, films 1 in {WITH_FILMS}": lambda n: nearest(
                vectors[n], 10, films=allowed
            ),
            "by one colour": lambda n: by_colours(singles[n], 10),
            "by two colours": lambda n: by_colours(queries[n], 10),
            f"by two colours, films 1 in {WITH_FILMS}": lambda n: by_colours(
                queries[n], 10, films=allowed
            ),
        }
        print(f"{'':53}right after one")
        for name, work in works.items():
            seconds, among, after = ratios(work, jpeg)
            print(f"  {name:32} {seconds * 1000:6.2f} ms {among:6.2f} x decode {after:9.2f}")
        print(f"  score of the ten found, over the ten best: {quality(queries):.4f}")


if __name__ == "__main__":
    main()
