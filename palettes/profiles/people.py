"""Directors and cinematographers."""

from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Film, Person
from palettes.profiles.pooling import pool_of
from palettes.profiles.profile import Part, Profile, mark_of, shown

SHOWN: Final = 25  # films on a profile; the list of films has all

# role: what its films are called, and the relations from a film and to it.
ROLES: Final = {
    "director": ("As director", "directors"),
    "cinematographer": ("As cinematographer", "cinematographers"),
}


def person_profile(person: Person) -> Profile:
    """One part for each role; one alone when both have the same films."""
    by_role = {role: _films(person, field) for role, (_, field) in ROLES.items()}
    ids = {
        role: tuple(films.order_by("pk").values_list("pk", flat=True))
        for role, films in by_role.items()
    }
    if ids["director"] and ids["director"] == ids["cinematographer"]:
        del by_role["cinematographer"]
        titles = {"director": "Director and cinematographer"}
    else:
        titles = {role: title for role, (title, _) in ROLES.items()}
    parts: list[Part] = []
    for role, films in by_role.items():
        if ids[role]:
            first = films.order_by(F("year").asc(nulls_last=True), "title_folded", "pk")[:SHOWN]
            address = f"{reverse('catalog:films')}?{urlencode({role: person.slug})}"
            made = Part(
                titles[role],
                mark_of(len(parts)),
                ids[role],
                shown(first),
                pool_of(ids[role]),
                address,
            )
            parts.append(made)
    return Profile(parts)


def _films(person: Person, field: str) -> QuerySet[Film]:
    return Film.objects.filter(**{field: person})


def people_rows() -> QuerySet[Person]:
    """Everybody with a film, by name, annotated with ``directed_count`` and ``shot_count``."""
    people = Person.objects.annotate(
        directed_count=_count(Film.directors.through),
        shot_count=_count(Film.cinematographers.through),
    )
    return people.filter(Q(directed_count__gt=0) | Q(shot_count__gt=0)).order_by(
        "name_folded", "pk"
    )


def _count(roles: Any) -> Coalesce:
    """How many films somebody has in the table of one role."""
    own = roles.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)
