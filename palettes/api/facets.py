"""The facets of films, which narrow their list and a search by colours alike."""

from collections.abc import Sequence
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
    ratio: str = Field("", description="1.33, 1.66, 1.85, 2.39 or 2.55, with or without :1.")
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
OFFERED: Final = "films?facets=true has all that there are"


def given(request: HttpRequest) -> QueryDict:
    """The facets of an address, without its other parameters."""
    facets = QueryDict(mutable=True)
    for name in FACETS:
        if name in request.GET:
            facets.setlist(name, request.GET.getlist(name))
    if "ratio" in facets:  # as people write it
        facets["ratio"] = str(facets["ratio"]).replace(" ", "").removesuffix(":1")
    return facets


def narrowed(facets: QueryDict, asked: FacetsAsked) -> Any:
    """The films that match, checked: ``.qs``. Raises ProblemError (422) with each bad facet."""
    found = filters.FilmFilter(facets, queryset=Film.objects.all())
    problems = [_problem(field, facets.get(field, ""), e) for field, e in found.form.errors.items()]
    problems += [_problem("mood", mood, []) for mood in asked.moods if mood not in MOODS]
    if problems:
        raise ProblemError(422, "bad_parameters", errors=problems)
    return found


def _problem(field: str, value: str, errors: Sequence[object]) -> dict[str, str]:
    """What is wrong with a facet. Its form speaks of a list to choose from, which nobody sees."""
    if field == "q":
        return {"field": field, "code": "bad_value", "detail": str(errors[0])}
    there = f"there are {', '.join(MOODS)}" if field == "mood" else OFFERED
    detail = f"There is no {filters.LABELS[field].lower()} “{value[:60]}”; {there}."
    return {"field": field, "code": "no_such_choice", "detail": detail}


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
