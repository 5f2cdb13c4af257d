"""The address of a search is its state: read, changed, written."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from catalog.filters import LABELS
from catalog.moods import MOODS
from palettes.search import Kind

PAGES: Final = 10
EACH: Final[dict[str, int | None]] = {"2": 2, "1": 1, "all": None}
"""Of each film, so many stills at most; the first is usual."""

REACH: Final = {"close": 1.0, "strict": 0.6, "loose": 1.8}
"""How far a swatch may lie and still pass for a colour, x ``NEAR``; the first is usual."""

FILM_KEYS: Final = tuple(key for key in LABELS if key != "mood")


@dataclass(frozen=True)
class State:
    """What a search asks for, besides whether its colours are any.

    ``colours`` are ``hex:weight``; ``films`` is the query of the film list's filters.
    """

    colours: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    among: Kind = "stills"
    each: str = "2"
    near: str = "close"
    films: str = ""
    page: int = 1
    change: int | None = None

    def but(self, **changes: Any) -> "State":
        """The same with some parts changed, on its first page."""
        return replace(self, **({"page": 1, "change": None} | changes))

    @property
    def address(self) -> str:
        """Where it is."""
        query = "&".join(part for part in (self._own, self.films, self._last) if part)
        return reverse("palettes:search") + (f"?{query}" if query else "")

    @property
    def _own(self) -> str:
        pairs = [("c", colour) for colour in self.colours] + self._choices
        return urlencode(pairs).replace("%3A", ":")

    @property
    def _choices(self) -> list[tuple[str, str]]:
        """Moods and whatever is not usual."""
        usual = {"among": "stills", "each": next(iter(EACH)), "near": next(iter(REACH))}
        chosen = {"among": self.among, "each": self.each, "near": self.near}
        return [("mood", mood) for mood in self.moods] + [
            (key, value) for key, value in chosen.items() if value != usual[key]
        ]

    @property
    def _last(self) -> str:
        pairs = [("page", self.page)] if self.page > 1 else []
        pairs += [("change", self.change)] if self.change is not None else []
        return urlencode(pairs)

    @property
    def title(self) -> str:
        """What is looked for in titles and names."""
        return QueryDict(self.films).get("q", "")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form sends along without a field for it."""
        films = QueryDict(self.films)
        return self._choices + [(key, films[key]) for key in films if key != "q"]


def read_state(parameters: QueryDict, colours: list[str]) -> State:
    """What the parameters of an address ask for; those that are unknown are left out."""
    films = QueryDict(mutable=True)
    for key in FILM_KEYS:
        value = parameters.get(key, "").strip()
        if value:
            films[key] = value
    each, near = parameters.get("each", ""), parameters.get("near", "")
    asked = parameters.getlist("mood")
    return State(
        tuple(colours),
        tuple(mood for mood in dict.fromkeys(asked) if mood in MOODS),
        "films" if parameters.get("among") == "films" else "stills",
        each if each in EACH else next(iter(EACH)),
        near if near in REACH else next(iter(REACH)),
        films.urlencode(),
        number(parameters.get("page", ""), PAGES) or 1,
        number(parameters.get("change", ""), len(colours) - 1),
    )


def number(text: str, most: int) -> int | None:
    """A whole number from 0 to ``most``, or None."""
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        return None
    return int(text) if int(text) <= most else None
