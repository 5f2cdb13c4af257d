"""``/compare``: films and stills side by side."""

from itertools import combinations
from typing import Any, Final

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from palettes.api.parameters import Parameters
from palettes.api.problems import ProblemError
from palettes.api.responses import reading
from palettes.api.schemas.finding import Comparison
from palettes.api.shown import Shown, stored
from palettes.comparing.asked import MOST, Choice, read_choice
from palettes.comparing.differing import difference, verdicts
from palettes.looking.measuring import Measured, measure_all, palette_of

router: Final = Router(tags=["Finding"])
THERE: Final = "f takes slugs of /api/v1/films, s ids of their stills"


class CompareAsked(Parameters):
    """What is compared."""

    f: list[str] = Field([], description="Slugs of films.")
    s: list[str] = Field([], description="Ids of stills.")


@router.get(
    "/compare", response={200: Comparison, **reading(404, 409, 422)}, summary="Compare looks"
)
def compare(request: HttpRequest, asked: Query[CompareAsked]) -> Any:
    """Two to four films or stills: their figures, every distance, and which colours move where."""
    choice = read_choice(request)
    _check(choice)
    measured = measure_all([chosen.thing for chosen in choice.found])
    _check_looks(choice, measured)
    shown = Shown(request)
    return {
        "compared": [
            {
                "title": chosen.title,
                "film": shown.film_name(chosen.film),
                "still": chosen.still.pk if chosen.still else None,
                "credit": chosen.still.credit if chosen.still else "",
                "licence": chosen.still.licence if chosen.still else "",
                "palette": stored(palette_of(chosen.thing)),
                "look": one.look.statistics.as_dict() if one.look else {},
            }
            for chosen, one in zip(choice.found, measured, strict=True)
        ],
        "pairs": [
            _pair(first, second, measured, choice)
            for first, second in combinations(range(len(measured)), 2)
        ],
    }


def _check(choice: Choice) -> None:
    """Pass two to four different things that there are. Raises ProblemError."""
    if choice.unknown:
        problems = [
            {"field": key, "code": "not_found", "detail": f"There is no “{value[:60]}”: {THERE}."}
            for key, value in choice.unknown
        ]
        raise ProblemError(404, "not_found", errors=problems)
    if choice.too_many or choice.repeated or not 2 <= len(choice.found) <= MOST:
        raise ProblemError(422, "bad_comparison")


def _check_looks(choice: Choice, measured: list[Measured]) -> None:
    """Pass what all has a look. Raises ProblemError (409) that names what has none yet or never."""
    lacking = [
        chosen
        for chosen, one in zip(choice.found, measured, strict=True)
        if not (one.ready and one.look)
    ]
    for chosen in lacking:
        if not chosen.still and not chosen.film.still_count:  # type: ignore[attr-defined]
            detail = f"“{chosen.title}” has no stills, so it has no look to compare."
            raise ProblemError(409, "no_stills", detail)
    if lacking:
        raise ProblemError(409, "not_ready", headers={"Retry-After": "60"})


def _pair(first: int, second: int, measured: list[Measured], choice: Choice) -> dict[str, Any]:
    a, b = measured[first], measured[second]
    assert a.look is not None
    assert b.look is not None
    found = difference(a.swatches, b.swatches, a.look.statistics, b.look.statistics)
    return {
        "first": first,
        "second": second,
        "distances": [
            {
                "key": one.metric.key,
                "title": one.metric.title,
                "value": round(one.value, 5),
                "unit": one.metric.unit,
                "words": one.words,
            }
            for one in verdicts(a.look, b.look)
        ],
        "words": f"{choice.found[second].title} {found.comparison} {choice.found[first].title}.",
        "moves": [
            {
                "source": move.source.hex,
                "target": move.target.hex,
                "share": round(move.share, 6),
                "distance": round(move.distance, 5),
            }
            for move in found.flow.moves
        ],
    }
