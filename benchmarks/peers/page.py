"""The page ``docs/benchmark.md``, written from a run."""

import os
import platform
from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.figures import LEAST_SHARE, NEAR_PIXEL
from benchmarks.inserted import KINDS
from benchmarks.peers import goals
from benchmarks.peers.measures import STARTS
from benchmarks.peers.pictures import WIDTH, Picture, Put
from benchmarks.peers.results import Row

DASH = "–"

INTRODUCTION = """# Beside what else there is

What a user would pick instead of Chromatheque for a palette of a still, on the same pictures, in
one run: `python -m benchmarks.against_peers` writes this page and its pictures. Every library runs
at its default options, through the call that its documentation shows (or a faster one of its own),
in an environment apart from ours, `.venv-peers`.

## What is measured

- **Pictures**: {real} stills of which nothing was tuned on, and {sample} of the sample catalogue;
  bars cut off, scaled to {width} pixels wide, JPEG quality 90.
- **Time**: from the file to the palette at k = 8, imports done, divided by Pillow's full `load()`
  of the same file, taken in turn with it. It is processor time, so that it holds on a busy machine,
  with one thread where a library can be told so; *clock* is the same by the clock, median. Of
  several turns the least of each. This run: {cores} cores, Python {python}.
- **Colour error**: mean OKLab distance of all pixels to their nearest palette colour, divided by
  that of scikit-learn's KMeans fitted in OKLab to all pixels, the best of {starts} starts. About 1
  is as close as clustering gets (it minimises squares, so a little less can be). The mean over
  pictures; a palette with fewer colours pays for it.
- **Found**: objects put into the same pictures, {objects}. An object is compact,
  soft-edged, lit by the picture's own light, grainy, and of a colour that the picture lacks; it is
  found when a palette colour is within OKLab .06 of its median colour as decoded. *Dull* ones are
  dark and of low chroma, of .25 to 2 %; *neutral* ones near white, of .5 and 1 %; *three* are
  three saturated ones of 2 % at once. How many there were of these stands beside them.
- **False colours**: palette colours that no pixel has within OKLab {near:g}, or that stand for less
  than {least:g} % of the pixels.
- *Colours* is how many came when 8 were asked for. haishoku, node-vibrant and extract-colors take
  no size: of theirs the first k count, as for any method that gives more than asked.
- *Seen*: slow methods see every second or fourth pair of pictures, and their figures are the
  rougher for it.
"""

GOALS = """## Goals

The default recipe, `accent-oklab-8` (and `-5`), against the figures we set ourselves. The best peer
is the best of all in that one figure alone; the tables below show what it pays for it elsewhere.
A size of saturated object has {trials} trials here, so one object is worth {step:.2f};
`make bench-palettes` measures our own methods on more.

| | goal | accent | | best peer | |
| --- | --: | --: | --- | --: | --- |
"""


def written(
    table: Sequence[Row], missing: Mapping[str, str], shown: Sequence[Picture], puts: Sequence[Put]
) -> str:
    """Give the page's Markdown."""
    parts = [_introduction(shown, puts), _goals(table, puts), _times(table)]
    parts += [_recalls(table, k) for k in (8, 5)]
    parts += [_strips(shown), _missing(table, missing)]
    return "\n".join(part for part in parts if part)


def _introduction(shown: Sequence[Picture], puts: Sequence[Put]) -> str:
    sample = sum(picture.ours for picture in shown)
    return INTRODUCTION.format(
        real=len(shown) - sample,
        sample=sample,
        width=WIDTH,
        cores=os.cpu_count(),
        python=platform.python_version(),
        starts=STARTS,
        objects=f"{sum(len(put.trial.truths) for put in puts)} in {len(puts)} pictures",
        near=NEAR_PIXEL,
        least=100 * LEAST_SHARE,
    )


def _goals(table: Sequence[Row], puts: Sequence[Put]) -> str:
    counts = [
        sum(put.trial.kind == "saturated" and put.trial.share == share for put in puts)
        for share in KINDS["saturated"]
    ]
    trials = " to ".join(map(str, sorted({min(counts), max(counts)})))
    head = GOALS.format(trials=trials, step=1 / max(1, *counts))
    return head + "\n".join(goals.lines(table)) + "\n"


def _times(table: Sequence[Row]) -> str:
    head = (
        "## Time, fidelity, false colours\n\n"
        "| method | time, median | worst | clock | error, k = 8 | worst | k = 5 "
        "| worst | colours | false, k = 8 | k = 5 | seen |\n"
        f"| --- |{' --: |' * 11}\n"
    )
    return head + "\n".join(_time_row(row) for row in table if row.times) + "\n"


def _time_row(row: Row) -> str:
    clock = median(one.clock for one in row.times)
    cells = [_number(row.time), _number(row.worst), _number(clock)]
    for k in (8, 5):
        ratios = row.ratios.get(k)
        cells += [_number(row.error(k)), _number(max(ratios))] if ratios else [DASH, DASH]
    cells.append(f"{row.size(8):.1f}")
    cells += [f"{100 * row.false(k):.1f} %" if row.fits.get(k) else DASH for k in (8, 5)]
    return _row(row, [*cells, str(len(row.times))])


def _recalls(table: Sequence[Row], k: int) -> str:
    shares = KINDS["saturated"]
    kinds = [
        kind for kind in ("three", "dark", "neutral") if any(row.recall(k, kind) for row in table)
    ]
    names = {"three": "three", "dark": "dull", "neutral": "neutral"}
    columns = [f"{100 * share:g} %" for share in shares]
    columns += [f"{names[kind]} ({len(table[0].seen(k, kind))})" for kind in kinds]
    head = (
        f"## Objects found, k = {k}\n\n"
        f"| method | {' | '.join(columns)} | objects |\n"
        f"| --- |{' --: |' * (len(columns) + 1)}\n"
    )
    lines = []
    for row in table:
        figures = [row.recall(k, "saturated", share) for share in shares]
        figures += [row.recall(k, kind) for kind in kinds]
        count = sum(len(hits) for (_, _, of), hits in row.hits.items() if of == k)
        if count:
            lines.append(_row(row, [*map(_number, figures), str(count)]))
    return head + "\n".join(lines) + "\n"


def _strips(shown: Sequence[Picture]) -> str:
    own = [picture.name for picture in shown if picture.ours]
    images = [f"![{name}](benchmark/{name.replace('/', '-')}.webp)" for name in own]
    return "\n".join(
        [
            "## By eye\n",
            "Stills of the sample catalogue, and the colours that each method gives for them when",
            "asked for eight, in the order in which it gives them, all the same width.\n",
            *(f"{image}\n" for image in images),
        ]
    )


def _missing(table: Sequence[Row], missing: Mapping[str, str]) -> str:
    lines = [f"- {library}: {why}" for library, why in missing.items()]
    lines += [f"- {row.name}: {error}" for row in table for error in row.errors]
    versions = sorted({row.library for row in table if row.library})
    told = f"## Versions\n\n{', '.join(versions)}.\n"
    if not lines:
        return told + "\nEvery peer could be installed and answered for every picture.\n"
    return told + "\nNot measured, or failed on a picture:\n\n" + "\n".join(lines) + "\n"


def _row(row: Row, cells: Sequence[str]) -> str:
    name = f"**{row.name}**" if row.ours else row.name
    return f"| {name} | {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    if value is None:
        return DASH
    return f"{value:.2f}" if value < 9.95 else f"{value:.0f}"
