"""``/search``: by colours or by moods."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from catalog.models import Film, Still
from palettes import search as index
from palettes.api import facets
from palettes.api.catalogue import films_shown, stills_shown
from palettes.api.facets import FacetsAsked
from palettes.api.problems import ProblemError
from palettes.api.responses import reading
from palettes.api.schemas.finding import Results
from palettes.api.shown import Shown, parts
from palettes.index.found import Found, Toned
from palettes.searching import asked as colours

router: Final = Router(tags=["Finding"])
MOST_FOUND: Final = 100


class SearchAsked(FacetsAsked):
    """Colours and their weights, and what narrows the films."""

    c: list[str] = Field(
        [],
        description=f"hex:weight, such as aa3322:40, or a name such as teal; 1 to {colours.MOST}"
        " of them. The weight is percent of the picture, above 0 and up to 100; all of them come"
        " to 100 at most. Without one, any share will do. Without a colour, what has the moods is"
        " found; one of both has to be given.",
        examples=[["aa3322:40", "1f4e5f:20"]],
    )
    of: Literal["stills", "films"] = Field("stills", description="What is found.")
    limit: int = Field(
        24,
        ge=1,
        le=MOST_FOUND,
        description="The best so many. A search has no further pages: narrow it instead.",
    )
    per_film: int | None = Field(None, ge=1, le=MOST_FOUND, description="Stills of one film.")


@router.get(
    "/search", response={200: Results, **reading(422)}, summary="Search by colours or by moods"
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """Stills or films that hold all of the colours, best first.

    The facets are of the film, the moods of what is found. When nothing that they let through is
    near every colour, the nearest comes. Moods alone find what has all of them, that with most of
    the first one first.
    """
    wanted = _colours(request, asked)
    films = _films(request, asked)
    found = _found(wanted, asked, films)
    rows = _rows(Shown(request), asked.of, [one.id for one in found])
    told = [
        {"hex": one.colour.hex, "name": one.colour.name, "weight": one.weight}
        for one in wanted.wanted
        if one.colour
    ]
    results = [_match(one) | rows[one.id] for one in found if one.id in rows]
    count = index.count(asked.of, query=wanted.query, films=films, moods=asked.moods)
    return {"colours": told, "count": count, "results": results}


def _found(
    wanted: colours.Asked, asked: SearchAsked, films: list[int] | None
) -> Sequence[Found | Toned]:
    """What a search finds among ``films``: by its colours, without any by its moods."""
    per_film = asked.per_film if asked.of == "stills" else None
    k, of, moods = asked.limit, asked.of, asked.moods
    if wanted.wanted:
        return index.by_colours(wanted.query, k, of, films=films, moods=moods, per_film=per_film)
    return index.by_mood(moods[0], k, of, films=films, moods=moods, per_film=per_film)


def _rows(shown: Shown, of: index.Kind, ids: list[int]) -> dict[int, dict[str, Any]]:
    """Stills or films by id; what is gone meanwhile is left out."""
    if of == "stills":
        stills = stills_shown(Still.objects.all()).in_bulk(ids)
        return {pk: {"still": shown.still(row)} for pk, row in stills.items()}
    films = films_shown(Film.objects.all()).in_bulk(ids)
    return {pk: {"film": shown.film(row)} for pk, row in films.items()}


def _match(one: Found | Toned) -> dict[str, Any]:
    """Why something was found."""
    if isinstance(one, Toned):
        return {"score": None, "parts": [], "figure": round(one.figure, 5)}
    score = min(1.0, round(one.score, 5))  # of quantised shares, which may come to a little more
    return {"score": score, "parts": parts(one.parts), "figure": None}


def _colours(request: HttpRequest, asked: SearchAsked) -> colours.Asked:
    """The colours of an address, none where there are moods.

    Raises ProblemError (422) with every one that cannot be read.
    """
    wanted = colours.read(request.GET)
    problems = [
        {"field": "c", "code": one.code, "detail": one.message}
        for one in (*(p for w in wanted.wanted for p in w.problems), *wanted.problems)
    ]
    if not wanted.wanted and not asked.moods:
        detail = "Give a colour, such as c=aa3322:40 or c=teal, or a mood, such as mood=warm."
        problems = [{"field": "c", "code": "no_colour", "detail": detail}]
    if problems:
        raise ProblemError(422, "bad_colours", errors=problems)
    return wanted


def _films(request: HttpRequest, asked: FacetsAsked) -> list[int] | None:
    """Ids of the films that the facets let through, None for all of them. Moods are left to the
    search. Raises ProblemError (422).
    """
    wanted = facets.given(request)
    wanted.pop("mood", None)
    found = facets.narrowed(wanted, asked)
    if not any(wanted.values()):
        return None
    return list(found.qs.order_by().values_list("pk", flat=True).distinct())
