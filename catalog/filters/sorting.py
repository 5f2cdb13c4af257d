"""The orders of the film list: by title and year, and by the figures of films' looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from catalog.models import Film
from catalog.moods import MOODS

LOOKED, MONOCHROME, LOOKLESS = 0, 1, 2

APART: Final = {
    MONOCHROME: "Monochrome: hue means nothing for these, so they go from dark to light",
    LOOKLESS: "No look yet: without stills, or with colours still to be computed",
}
"""What is said above films that stand apart from the order asked for."""

Films = QuerySet[Film]


@dataclass(frozen=True)
class Sort:
    """An order: its label, what puts films in it, and the words for both of its directions.

    Without ``falling`` there is one direction. ``value`` writes the figure of a film that
    ``order`` has annotated as ``figure``; films that stand apart have ``apart`` above 0.
    """

    label: str
    order: Callable[[Films, bool], Films]
    rising: str = ""
    falling: str = ""
    value: Callable[[Any], str] | None = None


def read_sort(text: str) -> tuple[str, bool]:
    """The key of an order and whether it falls: ``-chroma``. The first when there is no such."""
    key = text.removeprefix("-")
    falls = text.startswith("-")
    if key not in SORTS or (falls and not SORTS[key].falling):
        return next(iter(SORTS)), False
    return key, falls


def _by_title(films: Films, falls: bool) -> Films:
    return films.order_by("title_folded", "year", "pk")


def _by_year(films: Films, falls: bool) -> Films:
    return films.order_by(F("year").asc(nulls_last=True), "title_folded", "pk")


def _newest_first(films: Films, falls: bool) -> Films:
    return films.newest_first()  # type: ignore[attr-defined]


def _by_figure(key: str) -> Callable[[Films, bool], Films]:
    def order(films: Films, falls: bool) -> Films:
        figure = F("figure").desc() if falls else F("figure").asc()
        lookless = When(figure__isnull=True, then=Value(LOOKLESS))
        return films.annotate(
            figure=F(f"looks__{key}"),
            apart=Case(lookless, default=Value(LOOKED), output_field=IntegerField()),
        ).order_by("apart", figure, "title_folded", "pk")

    return order


def _by_hue(films: Films, falls: bool) -> Films:
    hued = Case(When(apart=MONOCHROME, then=F("looks__lightness")), default=F("looks__hue"))
    return films.annotate(
        figure=F("looks__hue"),
        apart=Case(
            When(looks__hue__isnull=True, then=Value(LOOKLESS)),
            When(MOODS["monochrome"].of(), then=Value(MONOCHROME)),
            default=Value(LOOKED),
            output_field=IntegerField(),
        ),
    ).order_by("apart", hued, "title_folded", "pk")


def _written(digits: int, *, signed: bool = False) -> Callable[[Any], str]:
    def write(film: Any) -> str:
        sign = "+" if signed and round(film.figure, digits) > 0 else ""
        return f"{sign}{film.figure:.{digits}f}".replace("-", "−")

    return write


def _hue(film: Any) -> str:
    return "" if film.apart == MONOCHROME else f"{film.figure:.0f}°"


SORTS: Final = {
    "title": Sort("Title", _by_title),
    "year": Sort("Year", _by_year),
    "newest": Sort("Newest", _newest_first),
    "hue": Sort("Hue", _by_hue, "by main hue, from rose round the circle to magenta", "", _hue),
    "lightness": Sort(
        "Lightness",
        _by_figure("lightness"),
        "dark to light",
        "light to dark",
        _written(2),
    ),
    "chroma": Sort("Chroma", _by_figure("chroma"), "dull to vivid", "vivid to dull", _written(3)),
    "warmth": Sort(
        "Warmth",
        _by_figure("warmth"),
        "cool to warm",
        "warm to cool",
        _written(2, signed=True),
    ),
    "contrast": Sort(
        "Contrast",
        _by_figure("contrast"),
        "flat to contrasted",
        "contrasted to flat",
        _written(2),
    ),
}
