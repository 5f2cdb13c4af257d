"""Which films the parameters of an address ask for."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Q, QuerySet
from django.http import QueryDict

from catalog.models import Film, Genre, Person
from catalog.models.countries import countries_in
from catalog.models.folding import fold
from catalog.moods import MOODS

# Ratios as the trade sorts them: name, lowest, lowest of the next.
RATIOS = {
    "1.33": ("1.33 and narrower", 0, 1.5),
    "1.66": ("1.66", 1.5, 1.72),
    "1.85": ("1.78 and 1.85", 1.72, 2.0),
    "2.39": ("2.00 to 2.39", 2.0, 2.5),
    "2.55": ("wider than 2.50", 2.5, 100),
}


def decades() -> list[tuple[str, str]]:
    """Every decade there may be a film of."""
    return [(str(year), f"{year}s") for year in range(1870, 2101, 10)]


def country_lines() -> list[str]:
    """Every line of countries that films have; few, and read from the index alone."""
    lines = Film.objects.exclude(country="").order_by("country")
    return list(lines.values_list("country", flat=True).distinct())


def countries() -> list[tuple[str, str]]:
    """Every country of the catalogue, and those that films have together."""
    lines = country_lines()
    names = dict.fromkeys(one for line in lines for one in (*countries_in(line), line))
    return [(name, name) for name in names]


def with_all(lines: list[str], value: str) -> list[str]:
    """Those of the lines that name every country of ``value``."""
    wanted = set(countries_in(value))
    return [line for line in lines if wanted <= set(countries_in(line))]


class MoodsField(forms.MultipleChoiceField):
    """Moods, each once; one that is unknown takes none of the others with it."""

    def to_python(self, value: Any) -> list[str]:
        """Those that there are, in the order of ``MOODS``."""
        asked = [value] if isinstance(value, str) else value or []
        return [key for key in MOODS if key in asked]


class MoodsFilter(django_filters.Filter):
    """Films that have every mood asked for."""

    field_class = MoodsField


class FilmFilter(django_filters.FilterSet):
    """The parameters of ``/films/``; a value that is no choice is an error of its field, but an
    unknown mood is left out.
    """

    q = django_filters.CharFilter(method="by_title_or_person", max_length=200)
    director = django_filters.ModelChoiceFilter(
        field_name="directors", to_field_name="slug", queryset=Person.objects.all()
    )
    cinematographer = django_filters.ModelChoiceFilter(
        field_name="cinematographers", to_field_name="slug", queryset=Person.objects.all()
    )
    decade = django_filters.ChoiceFilter(choices=decades, method="by_decade")
    country = django_filters.ChoiceFilter(choices=countries, method="by_country")
    genre = django_filters.ModelChoiceFilter(
        field_name="genres", to_field_name="slug", queryset=Genre.objects.all()
    )
    ratio = django_filters.ChoiceFilter(
        choices=[(key, name) for key, (name, _, _) in RATIOS.items()], method="by_ratio"
    )
    mood = MoodsFilter(method="by_moods", choices=[(key, one.title) for key, one in MOODS.items()])

    class Meta:
        model = Film
        fields: list[str] = []

    def by_title_or_person(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Every word stands in the title, or in a director's or cinematographer's name.

        Folded: accents, case and the kind of apostrophe do not count.
        """
        for word in map(fold, value.split()[:8]):
            people = Person.objects.filter(name_folded__contains=word).values("pk")
            films = films.filter(
                Q(title_folded__contains=word)
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

    def by_country(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Films of the country, or of all of several with commas between them."""
        return films.filter(country__in=with_all(self.country_lines, value))

    @cached_property
    def country_lines(self) -> list[str]:
        """Asked for once, however often films are counted."""
        return country_lines()

    def by_ratio(self, films: QuerySet[Film], name: str, value: str) -> QuerySet[Film]:
        """Films whose ratio falls in the class ``value``."""
        _, lowest, beyond = RATIOS[value]
        return films.filter(aspect_ratio__gte=lowest, aspect_ratio__lt=beyond)

    def by_moods(self, films: QuerySet[Film], name: str, value: list[str]) -> QuerySet[Film]:
        """Films whose look has every mood of ``value``."""
        wanted = Q()
        for key in value:
            wanted &= MOODS[key].of()
        return films.filter(wanted)


class Asked:
    """What an address asks of the film list: read and checked once, however often it is counted.

    ``form`` is checked: what makes no sense stands in its errors, and is left out. ``values`` are
    those in force.
    """

    def __init__(self, parameters: QueryDict) -> None:
        self.parameters = parameters
        self._filters = FilmFilter(parameters, queryset=Film.objects.all())
        self.form = self._filters.form
        self.form.is_valid()
        self.values: dict[str, Any] = {
            key: value for key, value in self.form.cleaned_data.items() if value not in EMPTY_VALUES
        }

    def films(self, **changed: Any) -> QuerySet[Film]:
        """The films asked for, or with some of the values ``changed``: None asks for any."""
        found = Film.objects.all()
        for key, value in (self.values | changed).items():
            found = self._filters.filters[key].filter(found, value)
        return found
