"""The film list's filters: what the address may ask, checked, and the facets' options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from catalog.models import Film, Genre, Person

# Ratios as the trade sorts them: name, lowest, lowest of the next.
RATIOS = {
    "1.33": ("1.33 and narrower", 0, 1.5),
    "1.66": ("1.66", 1.5, 1.72),
    "1.85": ("1.78 and 1.85", 1.72, 2.0),
    "2.39": ("2.00 to 2.39", 2.0, 2.5),
    "2.55": ("wider than 2.50", 2.5, 100),
}
SORTS: dict[str, tuple[str, Callable[[QuerySet[Film]], QuerySet[Film]]]] = {
    "title": ("Title", lambda films: films.order_by(Lower("title"), "year", "pk")),
    "year": (
        "Year",
        lambda films: films.order_by(F("year").asc(nulls_last=True), Lower("title"), "pk"),
    ),
    "newest": ("Newest", lambda films: films.newest_first()),  # type: ignore[attr-defined]
}


def decades() -> list[tuple[str, str]]:
    """Every decade there may be a film of."""
    return [(str(year), f"{year}s") for year in range(1870, 2101, 10)]


def countries() -> list[tuple[str, str]]:
    """Every country of the catalogue."""
    names = Film.objects.exclude(country="").values_list("country", flat=True)
    return [(name, name) for name in names.distinct().order_by("country")]


class FilmFilter(django_filters.FilterSet):
    """The parameters of ``/films/``; a value that is no choice is an error of its field."""

    q = django_filters.CharFilter(method="by_title_or_person", max_length=200)
    director = django_filters.ModelChoiceFilter(
        field_name="directors", to_field_name="slug", queryset=Person.objects.all()
    )
    cinematographer = django_filters.ModelChoiceFilter(
        field_name="cinematographers", to_field_name="slug", queryset=Person.objects.all()
    )
    decade = django_filters.ChoiceFilter(choices=decades, method="by_decade")
    country = django_filters.ChoiceFilter(choices=countries)
    genre = django_filters.ModelChoiceFilter(
        field_name="genres", to_field_name="slug", queryset=Genre.objects.all()
    )
    ratio = django_filters.ChoiceFilter(
        choices=[(key, name) for key, (name, _, _) in RATIOS.items()], method="by_ratio"
    )

    class Meta:
        model = Film
        fields: list[str] = []

    def by_title_or_person(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Every word stands in the title, or in a director's or cinematographer's name."""
        for word in value.split()[:8]:
            people = Person.objects.filter(name__icontains=word).values("pk")
            films = films.filter(
                Q(title__icontains=word)
                | Q(pk__in=Film.directors.through.objects.filter(person__in=people).values("film"))
                | Q(
                    pk__in=Film.cinematographers.through.objects.filter(person__in=people).values(
                        "film"
                    )
                )
            )
        return films

    def by_decade(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Films of the ten years from ``value`` on."""
        return films.filter(year__gte=int(value), year__lt=int(value) + 10)

    def by_ratio(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Films whose ratio falls in the class ``value``."""
        _, lowest, beyond = RATIOS[value]
        return films.filter(aspect_ratio__gte=lowest, aspect_ratio__lt=beyond)


@dataclass(frozen=True)
class Option:
    """One choice of a facet."""

    value: str
    name: str
    count: int
    query: str  # the address's query with this option chosen
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A menu of the film list: one parameter and its options."""

    key: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the query without it."""

    key: str
    label: str
    value: str
    query: str
    without: int | None = None  # how many films there would be


def _grouped(field: str, slug: str, name: str) -> Callable[[QuerySet[Film]], list[tuple]]:
    def count(films: QuerySet[Film]) -> list[tuple]:
        rows = films.filter(**{f"{field}__isnull": False}).order_by().values_list(slug, name)
        return sorted(rows.annotate(n=Count("pk", distinct=True)), key=lambda row: str(row[1]))

    return count


def _decade_counts(films: QuerySet[Film]) -> list[tuple]:
    years = films.exclude(year=None).order_by().values_list("year").annotate(n=Count("pk"))
    counts: dict[int, int] = {}
    for year, n in years:
        counts[year // 10 * 10] = counts.get(year // 10 * 10, 0) + n
    return [(str(decade), f"{decade}s", counts[decade]) for decade in sorted(counts)]


def _country_counts(films: QuerySet[Film]) -> list[tuple]:
    rows = films.exclude(country="").order_by("country").values_list("country")
    return [(country, country, n) for country, n in rows.annotate(n=Count("pk"))]


def _ratio_counts(films: QuerySet[Film]) -> list[tuple]:
    classes = {
        key: Count("pk", filter=Q(aspect_ratio__gte=low, aspect_ratio__lt=high))
        for key, (_, low, high) in RATIOS.items()
    }
    # Aliased, because a key such as 1.85 is no name for a column.
    found = films.order_by().aggregate(**{f"r{i}": c for i, c in enumerate(classes.values())})
    return [
        (key, RATIOS[key][0], found[f"r{i}"]) for i, key in enumerate(classes) if found[f"r{i}"]
    ]


# key: label, counter of options as (value, name, number of films).
FACETS: dict[str, tuple[str, Callable[[QuerySet[Film]], list[tuple]]]] = {
    "director": ("Director", _grouped("directors", "directors__slug", "directors__name")),
    "cinematographer": (
        "Cinematographer",
        _grouped("cinematographers", "cinematographers__slug", "cinematographers__name"),
    ),
    "decade": ("Decade", _decade_counts),
    "country": ("Country", _country_counts),
    "genre": ("Genre", _grouped("genres", "genres__slug", "genres__name")),
    "ratio": ("Ratio", _ratio_counts),
}
LABELS = {"q": "Search", **{key: label for key, (label, _) in FACETS.items()}}


def with_query(parameters: QueryDict, **changes: str | None) -> str:
    """The query string with some parameters set or dropped, on its first page."""
    changed = parameters.copy()
    changed.pop("page", None)
    for key, value in changes.items():
        if value is None:
            changed.pop(key, None)
        else:
            changed[key] = value
    return changed.urlencode()


def filtered(parameters: Mapping[str, Any]) -> QuerySet[Film]:
    """The films these parameters ask for; parameters that are wrong are left out."""
    found = FilmFilter(parameters, queryset=Film.objects.all())
    bad = set(found.form.errors)
    if bad:
        rest = {key: value for key, value in parameters.items() if key not in bad}
        found = FilmFilter(rest, queryset=Film.objects.all())
    return found.qs


def facets(parameters: QueryDict) -> list[Facet]:
    """Every facet with its options, counted under the other filters in force."""
    made = []
    for key, (label, count) in FACETS.items():
        others = {name: value for name, value in parameters.items() if name != key}
        chosen = parameters.get(key)
        options = [
            Option(value, name, n, with_query(parameters, **{key: value}), value == chosen)
            for value, name, n in count(filtered(others))
        ]
        made.append(Facet(key, label, options))
    return made


def chips(parameters: QueryDict, form: Any, *, count: bool) -> list[Chip]:
    """The filters in force; with ``count``, how many films each one's going would give."""
    made = []
    for key, label in LABELS.items():
        value = form.cleaned_data.get(key)
        if value in (None, ""):
            continue
        shown = (
            dict(form.fields[key].choices).get(value, value)
            if key in ("decade", "ratio")
            else value
        )
        rest = {name: text for name, text in parameters.items() if name != key}
        without = filtered(rest).distinct().count() if count else None
        made.append(Chip(key, label, str(shown), with_query(parameters, **{key: None}), without))
    return made


def nearest(parameters: QueryDict, found: list[Chip]) -> tuple[Chip, QuerySet[Film]] | None:
    """When nothing matches: the one filter to drop that leaves the fewest films, and those.

    None when no single filter stands in the way.
    """
    helpful = [chip for chip in found if chip.without]
    if not helpful:
        return None
    chip = min(helpful, key=lambda chip: chip.without or 0)
    rest = {name: text for name, text in parameters.items() if name != chip.key}
    return chip, filtered(rest)
