"""Which tables a film's, a still's and a comparison's page offer, by their keys."""

from collections.abc import Callable, Sequence
from typing import Final

from palettes.charts.colour_space import MOST, gathered
from palettes.charts.figures import FIGURES
from palettes.comparing.page import Comparison
from palettes.engine import SPACES, Swatch
from palettes.engine.looks import LookStatistics
from palettes.engine.swatch import hex_of
from palettes.looking.film import FilmLook
from palettes.looking.standing import Standing
from palettes.looking.still import StillLook
from palettes.tables import Table, Value

Rows = list[list[Value]]

FIGURE_HEAD: Final = ("figure", "says", "value", "percentile", "standing")
SITE: Final = "chromatheque"


# --- A still


def still_figures(look: StillLook) -> Table | None:
    """Figures, with percentiles among stills."""
    rows = _figure_rows(look.statistics, look.standings)
    return Table(f"{_of(look)}-figures", FIGURE_HEAD, rows) if rows else None


def still_colours(look: StillLook) -> Table | None:
    """The colours of the colour space, those that cover most first."""
    if look.cloud is None:
        return None
    cloud, key = gathered(look.cloud, MOST), look.space
    axes = SPACES[key].axes
    places = SPACES[key].from_rgb(cloud.rgb / 255).tolist()
    order = sorted(range(len(places)), key=lambda n: (-cloud.weights[n], n))
    rows: Rows = [
        [hex_of(cloud.rgb[n]), *map(int, cloud.rgb[n]), *places[n], float(cloud.weights[n])]
        for n in order
    ]
    head = ("hex", "red", "green", "blue", *(f"{key} {axis}" for axis in axes), "share")
    return Table(f"{_of(look)}-colours-{key}", head, rows)


def still_lightness(look: StillLook) -> Table | None:
    """Lightness by bands."""
    if look.lightness is None:
        return None
    rows: Rows = [list(band) for band in look.lightness.bands]
    return Table(f"{_of(look)}-lightness", ("from", "to", "share"), rows)


def still_similar(look: StillLook) -> Table | None:
    """The stills that look most like it."""
    if look.look is None:
        return None
    rows: Rows = [
        [one.still.film.title, one.still.film.year, one.number, one.still.pk, one.distance]
        for one in look.similar
    ]
    head = ("film", "year", "still", "id", "distance")
    return Table(f"{_of(look)}-similar", head, rows)


def _of(look: StillLook) -> str:
    return f"{look.still.film.slug}-still-{look.still.pk}"


# --- A film


def film_figures(look: FilmLook) -> Table | None:
    """Figures, with percentiles among films."""
    rows = _figure_rows(look.statistics, look.standings)
    return Table(f"{look.film.slug}-figures", FIGURE_HEAD, rows) if rows else None


def film_hues(look: FilmLook) -> Table | None:
    """Shares of the chroma by hue."""
    if look.wheel is None:
        return None
    rows: Rows = [[name, share] for name, share in look.wheel.shares]
    return Table(f"{look.film.slug}-hues", ("hue", "share of the chroma"), rows)


def film_stills(look: FilmLook) -> Table | None:
    """Lightness and chroma, still by still."""
    if not look.clouds:
        return None
    rows: Rows = [[number, *light, *chroma] for number, light, chroma in look.by_still]
    names = [f"{what} {at}" for what in ("lightness", "chroma") for at in ("p5", "median", "p95")]
    return Table(f"{look.film.slug}-stills", ("still", *names), rows)


def film_similar(look: FilmLook) -> Table | None:
    """The films that look most like it."""
    if look.look is None:
        return None
    rows: Rows = [[film.title, film.year, film.slug, away] for film, away in look.similar]
    return Table(f"{look.film.slug}-similar", ("film", "year", "slug", "distance"), rows)


# --- A comparison


def compared_figures(comparison: Comparison) -> Table:
    """Figures of each, side by side."""
    statistics = [subject.look.statistics for subject in comparison.ready]
    rows: Rows = [
        [figure.title, figure.says, *(getattr(one, figure.key) for one in statistics)]
        for figure in FIGURES
    ]
    rows.append(["Harmony", "Cohen-Or and others, 2006", *(one.harmony for one in statistics)])
    return _compared("figures", ("figure", "says", *_titles(comparison)), rows)


def compared_moves(comparison: Comparison) -> Table:
    """Which colour moves where, from each to the next; those that matter most first."""
    rows: Rows = []
    for step in comparison.steps:
        whole = step.difference.flow.travelled_or_one
        rows += [
            [
                step.first.title,
                step.second.title,
                move.source.hex,
                move.source.name,
                move.target.hex,
                move.target.name,
                move.share,
                move.distance,
                move.work / whole,
            ]
            for move in step.difference.flow.heaviest
        ]
    head = ("from", "to", "colour", "name", "becomes", "its name")
    return _compared("moves", (*head, "share", "distance", "of the difference"), rows)


def compared_distances(comparison: Comparison) -> Table:
    """How far apart every two are, by each distance."""
    rows: Rows = [
        [metric.key, metric.title, pair.first.title, pair.second.title, verdict.value]
        for metric, cells in comparison.metrics
        for pair, verdict in cells
    ]
    return _compared("distances", ("key", "measure", "first", "second", "distance"), rows)


def compared_hues(comparison: Comparison) -> Table:
    """Shares of the chroma by hue."""
    rows: Rows = [[name, *shares] for name, shares in comparison.hue_table]
    return _compared("hues", ("hue", *_titles(comparison)), rows)


def compared_densities(comparison: Comparison) -> Table:
    """Shares of the picture by lightness, chroma and warmth."""
    rows: Rows = [
        [chart.axis.title, row.band, *row.shares]
        for chart, _ in comparison.densities
        for row in chart.rows
    ]
    return _compared("axes", ("axis", "band", *_titles(comparison)), rows)


def compared_swatches(comparison: Comparison) -> Table:
    """Every swatch, in the rows that match them."""
    rows: Rows = [
        [number, subject.title, *_swatch(cell.swatch), cell.difference]
        for number, row in enumerate(comparison.matched, 1)
        for subject, cell in zip(comparison.ready, row, strict=True)
        if cell
    ]
    head = ("row", "of", "hex", "red", "green", "blue", "L", "a", "b", "share", "accent", "name")
    return _compared("swatches", (*head, "CIEDE2000 to the row's first"), rows)


def compared_stills(comparison: Comparison) -> Table:
    """The mean colour of each still on the plane."""
    rows: Rows = [
        [one.still.film.title, one.still.position, one.still.pk, one.a, one.b]
        for one in comparison.thumbnails
    ]
    return _compared("stills", ("film", "position", "id", "mean a", "mean b"), rows)


def _titles(comparison: Comparison) -> list[str]:
    return [subject.title for subject in comparison.ready]


def _compared(what: str, head: Sequence[str], rows: Rows) -> Table:
    return Table(f"{SITE}-comparison-{what}", head, rows)


def _swatch(swatch: Swatch) -> list[Value]:
    return [swatch.hex, *swatch.rgb, *swatch.oklab, swatch.share, swatch.accent, swatch.name]


def _figure_rows(statistics: LookStatistics | None, standings: Sequence[Standing]) -> Rows:
    if statistics is None:
        return []
    rows: Rows = [
        [
            one.figure.title,
            one.figure.says,
            getattr(statistics, one.figure.key),
            one.percentile,
            one.sentence,
        ]
        for one in standings
    ]
    misfit = f"misfit {statistics.harmony_misfit:.1f}°"
    return [*rows, ["Harmony", "Cohen-Or and others, 2006", statistics.harmony, None, misfit]]


OF_STILL: Final[dict[str, Callable[[StillLook], Table | None]]] = {
    "figures": still_figures,
    "colours": still_colours,
    "lightness": still_lightness,
    "similar": still_similar,
}
OF_FILM: Final[dict[str, Callable[[FilmLook], Table | None]]] = {
    "figures": film_figures,
    "hues": film_hues,
    "stills": film_stills,
    "similar": film_similar,
}
OF_COMPARISON: Final[dict[str, Callable[[Comparison], Table]]] = {
    "figures": compared_figures,
    "moves": compared_moves,
    "distances": compared_distances,
    "hues": compared_hues,
    "axes": compared_densities,
    "swatches": compared_swatches,
    "stills": compared_stills,
}
