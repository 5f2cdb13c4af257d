"""The menus of the film list: what there is to choose, and how many films each choice leaves."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from catalog.filters.films import RATIOS, Asked
from catalog.filters.queries import with_query
from catalog.models import Film
from catalog.models.countries import countries_in
from catalog.models.folding import fold
from catalog.moods import MOODS

MOOD = "mood"


@dataclass(frozen=True)
class Option:
    """One choice of a facet; ``says`` is what it means, where the name does not."""

    value: str
    name: str
    count: int
    query: str  # the address's query with this option chosen, or, of several, dropped
    chosen: bool
    says: str = ""


@dataclass(frozen=True)
class Facet:
    """A menu of the film list: one parameter and its options."""

    key: str
    label: str
    options: list[Option]


def _grouped(field: str, slug: str, name: str) -> Callable[[QuerySet[Film]], list[tuple]]:
    def count(films: QuerySet[Film]) -> list[tuple]:
        rows = films.filter(**{f"{field}__isnull": False}).order_by().values_list(slug, name)
        return sorted(
            rows.annotate(n=Count("pk", distinct=True)), key=lambda row: fold(str(row[1]))
        )

    return count


def _decade_counts(films: QuerySet[Film]) -> list[tuple]:
    years = films.exclude(year=None).order_by().values_list("year").annotate(n=Count("pk"))
    counts: dict[int, int] = {}
    for year, n in years:
        counts[year // 10 * 10] = counts.get(year // 10 * 10, 0) + n
    return [(str(decade), f"{decade}s", counts[decade]) for decade in sorted(counts)]


def _country_counts(films: QuerySet[Film]) -> list[tuple]:
    rows = films.exclude(country="").order_by().values_list("country")
    counts: Counter[str] = Counter()
    for line, n in rows.annotate(n=Count("pk", distinct=True)):
        counts.update(dict.fromkeys(countries_in(line), n))
    return [(one, one, counts[one]) for one in sorted(counts, key=fold)]


def _ratio_counts(films: QuerySet[Film]) -> list[tuple]:
    classes = {
        key: Q(aspect_ratio__gte=low, aspect_ratio__lt=high)
        for key, (_, low, high) in RATIOS.items()
    }
    counts = _counted(films, list(classes.values()))
    return [(key, RATIOS[key][0], n) for key, n in zip(classes, counts, strict=True) if n]


def _counted(films: QuerySet[Film], classes: list[Q]) -> list[int]:
    """How many of the films each condition holds for, in one query."""
    # Aliased, because a key such as 1.85 is no name for a column.
    counts = {f"n{i}": Count("pk", filter=one, distinct=True) for i, one in enumerate(classes)}
    found = films.order_by().aggregate(**counts)
    return [found[alias] for alias in counts]


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
LABELS = {"q": "Search", **{key: label for key, (label, _) in FACETS.items()}, MOOD: "Mood"}


def facets(asked: Asked) -> list[Facet]:
    """Every facet with its options, counted under the other filters in force.

    The number of queries does not depend on how many films or options there are.
    """
    made, parameters = [], asked.parameters
    for key, (label, count) in FACETS.items():
        chosen = parameters.get(key)
        options = [
            Option(value, name, n, with_query(parameters, **{key: value}), value == chosen)
            for value, name, n in count(asked.films(**{key: None}))
        ]
        made.append(Facet(key, label, options))
    return [*made, Facet(MOOD, LABELS[MOOD], _moods(asked))]


def _moods(asked: Asked) -> list[Option]:
    """Every mood: several combine, so each is counted beside those chosen already.

    None where no film has a look to tell a mood by.
    """
    chosen, parameters = asked.values.get(MOOD, []), asked.parameters
    counts = _counted(asked.films(), [mood.of() for mood in MOODS.values()])
    if not chosen and not any(counts):
        return []
    return [
        Option(
            key,
            mood.title,
            count,
            with_query(
                parameters,
                mood=[one for one in MOODS if (one in chosen) != (one == key)],
            ),
            key in chosen,
            mood.says,
        )
        for (key, mood), count in zip(MOODS.items(), counts, strict=True)
    ]
