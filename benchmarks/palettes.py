"""Figures of the palette engine: time, fidelity, recall of small objects, false colours.

    OMP_NUM_THREADS=1 python -m benchmarks.palettes [--stills FOLDER] [--half report] [--quick]

Stills are taken in two halves: accents were tuned on the one, figures are given on the other.
Time is CPU time, in runs that alternate with Pillow's full decode of the same file, so that
the ratio holds on a busy machine.
"""

import argparse
import statistics
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.figures import (
    OURS,
    SIZES,
    STILLS,
    as_jpeg,
    false_colours,
    fidelity,
    named_accents,
    recall,
    stills,
    times,
    trials,
    width_of,
)
from benchmarks.inserted import KINDS, Trial
from benchmarks.measured import lines

console = Console()


def print_times(files: dict[str, bytes]) -> None:
    """Time of every method."""
    table = Table("recipe", "median x decode", "worst x decode", title="Time, file to palette")
    for recipe, median, worst in times(files):
        table.add_row(recipe, f"{median:.2f}", f"{worst:.2f}")
    console.print(table)


def print_fidelity(files: dict[str, bytes]) -> None:
    """Fidelity and false colours."""
    recipes = [f"{method}-oklab-{size}" for method in ("accent", "kmeans") for size in SIZES]
    table = Table("recipe", "mean", "median", "worst", title="Error x scikit-learn KMeans")
    for recipe, ratios in fidelity(files, recipes).items():
        middle = statistics.median(ratios)
        row = (statistics.mean(ratios), middle, max(ratios))
        table.add_row(recipe, *(f"{value:.3f}" for value in row))
    console.print(table)
    false, total = false_colours(files, f"{OURS}-8")
    console.print(f"False colours: {false} of {total}")


def print_recall(made: list[Trial]) -> None:
    """Recall by kind and size."""
    recipes = [f"{method}-oklab-{size}" for size in SIZES for method in ("accent", "kmeans")]
    table = Table("object", "share", "tried", *recipes, title="Objects found")
    results = [recall(made, recipe) for recipe in recipes]
    for kind, shares in KINDS.items():
        for share in shares:
            hits = [result.get((kind, share), []) for result in results]
            values = [f"{statistics.mean(hit):.2f}" if hit else "-" for hit in hits]
            table.add_row(kind, f"{share:.2%}", str(len(hits[0])), *values)
    console.print(table)


def print_measured() -> None:
    """Recall of the sample catalogue's accents, as masks measured them."""
    head, *rows = lines()
    table = Table(*head, title="Accents of the sample catalogue found")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stills", type=Path, default=STILLS)
    parser.add_argument("--half", choices=("report", "tuned", "all"), default="report")
    parser.add_argument("--quick", action="store_true", help="every third still")
    options = parser.parse_args()
    names = stills(options.stills, options.half, options.quick)
    files = {}
    for name in names:
        with Image.open(options.stills / name) as image:
            files[name] = as_jpeg(image)
    console.print(f"{len(files)} stills ({options.half})")
    wide = {name: jpeg for name, jpeg in files.items() if width_of(jpeg) == 1920}
    if wide:
        print_times(wide)
    print_fidelity(files)
    print_recall(trials(options.stills, names))
    hit, labelled, right, marked = named_accents(options.stills, names, f"{OURS}-8")
    console.print(
        f"Accents named by eye: {hit} of {labelled} found; {right} of {marked} marked right"
    )
    print_measured()


if __name__ == "__main__":
    main()
