"""The facets of films, which narrow their list and a search by colours alike."""

from typing import Any, Final

from django.http import HttpRequest, QueryDict
from pydantic import Field

from catalog import filters
from catalog.models import Film
from catalog.moods import MOODS
from palettes.api.parameters import Parameters
from palettes.api.problems import ProblemError


class FacetsAsked(Parameters):
    """The facets of ``/films/``; one that is empty asks for nothing."""

    q: str = Field("", description="Words of the title or of a name.")
    director: str = Field("", description="Slug.")
    cinematographer: str = Field("", description="Slug.")
    decade: str = Field("", description="Its first year, such as 1970.")
    country: str = Field("", description="One, or several with commas: films of all of them.")
    genre: str = Field("", description="Slug.")
    ratio: str = Field("", description="1.33, 1.66, 1.85, 2.39 or 2.55.")
    mood: list[str] = Field(
        [],
        description=f"Given several times, all of them: {', '.join(MOODS)}.",
        examples=[["muted", "warm"]],
    )

    @property
    def moods(self) -> tuple[str, ...]:
        """The moods asked for, each once."""
        return tuple(dict.fromkeys(mood for mood in self.mood if mood))


FACETS: Final = tuple(FacetsAsked.model_fields)
HINTS: Final = dict.fromkeys(filters.LABELS, "Ask films with facets=true for what there is.")


def given(request: HttpRequest) -> QueryDict:
    """The facets of an address, without its other parameters."""
    facets = QueryDict(mutable=True)
    for name in FACETS:
        if name in request.GET:
            facets.setlist(name, request.GET.getlist(name))
    return facets


def narrowed(facets: QueryDict, asked: FacetsAsked) -> Any:
    """The films that match, checked: ``.qs``. Raises ProblemError (422) with each bad facet."""
    found = filters.FilmFilter(facets, queryset=Film.objects.all())
    problems = [
        {
            "field": field,
            "code": "no_such_choice",
            "detail": f"{errors[0]} {HINTS.get(field, '')}".strip(),
        }
        for field, errors in found.form.errors.items()
    ] + [
        {
            "field": "mood",
            "code": "no_such_choice",
            "detail": f"There is no mood “{mood[:60]}”; there are {', '.join(MOODS)}",
        }
        for mood in asked.moods
        if mood not in MOODS
    ]
    if problems:
        raise ProblemError(422, "bad_parameters", errors=problems)
    return found


def choices(facets: QueryDict) -> list[dict[str, Any]]:
    """Every facet with its choices and how many films each would leave."""
    return [
        {
            "parameter": facet.key,
            "label": facet.label,
            "options": [
                {"value": str(o.value), "name": str(o.name), "count": o.count}
                for o in facet.options
            ],
        }
        for facet in filters.facets(filters.Asked(facets))
    ]
