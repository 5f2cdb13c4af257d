"""What an address asks to compare: two to four films or stills, in its order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import parse_qsl

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Film, Still
from palettes.models import Look

MOST: Final = 4
READ: Final = 16
"""Names of an address that are looked up: an address may be of any length."""

LONGEST_ID: Final = 15  # digits: more than any row id, and no overflow in any database

OFFERED: Final = 12

Name = tuple[str, str]
"""``("f", slug)`` or ``("s", id)``, as in the address."""


@dataclass(frozen=True)
class Chosen:
    """A film or a still that was found."""

    name: Name
    thing: Film | Still
    number: int = 0  # a still's place in its film, from 1

    @property
    def film(self) -> Film:
        """The film, or the still's."""
        return self.thing if isinstance(self.thing, Film) else self.thing.film

    @property
    def still(self) -> Still | None:
        """The still, if it is one."""
        return self.thing if isinstance(self.thing, Still) else None

    @property
    def title(self) -> str:
        """What to call it: a still says which one."""
        return f"{self.film.title}, still {self.number}" if self.still else self.film.title

    @property
    def address(self) -> str:
        """Its page."""
        return self.thing.get_absolute_url()


@dataclass
class Choice:
    """What was asked for: what was found, in order, and what was not. So many were ``unread``."""

    found: list[Chosen] = field(default_factory=list)
    unknown: list[Name] = field(default_factory=list)
    unread: int = 0
    repeated: list[Chosen] = field(default_factory=list)
    too_many: list[Chosen] = field(default_factory=list)

    @property
    def names(self) -> list[Name]:
        """The names of what is compared."""
        return [chosen.name for chosen in self.found]

    def without(self, name: Name) -> str:
        """The address of the same comparison with one less."""
        return address(other for other in self.names if other != name)

    def with_also(self, name: Name) -> str:
        """The address of the same comparison with one more."""
        return address([*self.names, name])


def address(names: Iterable[Name]) -> str:
    """The address of a comparison."""
    query = urlencode(list(names))
    return _page() + (f"?{query}" if query else "")


@cache
def _page() -> str:
    # Every card of a list asks for it.
    return reverse("palettes:compare")


def read_choice(request: HttpRequest) -> Choice:
    """Look up, in a few queries, what the address names.

    Its order is kept across films and stills, which ``request.GET`` does not do.
    """
    asked = _names(request)
    every = list(dict.fromkeys(asked))
    once = every[:READ]
    there = _look_up(once)
    choice = Choice(unread=len(every) - len(once))
    for name in once:
        if name not in there:
            choice.unknown.append(name)
        elif len(choice.found) < MOST:
            choice.found.append(there[name])
        else:
            choice.too_many.append(there[name])
    times = Counter(asked)
    choice.repeated = [there[name] for name in once if times[name] > 1 and name in there]
    return choice


def _names(request: HttpRequest) -> list[Name]:
    values = {key: iter(request.GET.getlist(key)) for key in ("f", "s")}
    pairs = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    named = ((key, next(values[key], "")) for key, _ in pairs if key in values)
    # PostgreSQL refuses NUL in a text, so an address with one is cleaned before it is asked.
    cleaned = ((key, value.replace("\0", "").strip()) for key, value in named)
    return [(key, value) for key, value in cleaned if value]


def _look_up(names: Sequence[Name]) -> dict[Name, Chosen]:
    slugs = [value for key, value in names if key == "f"]
    ids = [value for key, value in names if key == "s" and is_id(value)]
    there: dict[Name, Film] = {}
    if slugs:
        films = Film.objects.filter(slug__in=slugs).with_counts()
        there |= {
            ("f", film.slug): film
            for film in films.prefetch_related("palettes", "looks", "cinematographers")
        }
    found = {name: Chosen(name, thing) for name, thing in there.items()}
    return found | (_stills(ids) if ids else {})


def _stills(ids: Sequence[str]) -> dict[Name, Chosen]:
    stills = Still.objects.filter(pk__in=[int(value) for value in ids])
    by_id = {s.pk: s for s in stills.select_related("film").prefetch_related("palettes")}
    films = {still.film_id for still in by_id.values()}
    ordered = Still.objects.filter(film__in=films).order_by("film", "position", "pk")
    numbers: dict[int, int] = {}
    in_film: dict[int, int] = {}
    for pk, film_id in ordered.values_list("pk", "film_id"):
        numbers[pk] = in_film[film_id] = in_film.get(film_id, 0) + 1
    return {
        ("s", value): Chosen(("s", value), by_id[int(value)], numbers[int(value)])
        for value in ids
        if int(value) in by_id
    }


def is_id(text: str) -> bool:
    """Whether a text can be a still's number."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def suggested_films(choice: Choice) -> list[tuple[Film, str]]:
    """A dozen films that have a look, the newest first, each with the address that adds it."""
    chosen = [value for key, value in choice.names if key == "f"]
    looked = Exists(Look.objects.filter(film=OuterRef("pk")))
    films = Film.objects.filter(looked).exclude(slug__in=chosen)
    films = films.prefetch_related("palettes", "looks")
    return [
        (film, choice.with_also(("f", film.slug)))
        for film in films.order_by("-created_at", "-pk")[:OFFERED]
    ]


def suggested_stills(choice: Choice) -> list[tuple[Still, str]]:
    """Stills of the same films that have a look, to add when stills are compared."""
    chosen = [found.still for found in choice.found if found.still]
    stills = Still.objects.filter(film__in={still.film_id for still in chosen})
    offered = (
        stills.filter(Exists(Look.objects.filter(still=OuterRef("pk"))))
        .exclude(pk__in=[still.pk for still in chosen])
        .select_related("film")
        .prefetch_related("palettes")
        .order_by("film", "position", "pk")[:OFFERED]
    )
    return [(still, choice.with_also(("s", str(still.pk)))) for still in offered]
