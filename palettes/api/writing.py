"""What a token may do: bring stills in, have palettes made again."""

from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from catalog.forms import MOST_ADDRESSES, MOST_PAGES
from catalog.ingestion import control
from catalog.ingestion.addresses import MAX_URL, origins, parse
from catalog.ingestion.errors import BadManifest, IngestionError, StorageFailed
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.manifests import film_facts
from catalog.models import Film, Ingestion, IngestionItem, Still
from catalog.tasks import run_ingestion
from palettes import tasks
from palettes.api.catalogue import LARGEST_ID, NO_FILM, NO_STILL
from palettes.api.problems import ProblemError, of_failure
from palettes.api.responses import failures
from palettes.api.shown import Shown
from palettes.api.tokens import JSON, ApiTokenAuth
from palettes.visitors.on_request import TooOftenError, allow

router: Final = Router(tags=["Writing, with a token"])
MOST_TOLD: Final = 50
COLUMNS: Final = {
    "title": "film",
    "directors": "director",
    "cinematographers": "cinematographer",
    "genres": "genre",
    "aspect_ratio": "ratio",
}
"""What a manifest calls fields of a film that have other names here."""


class FilmIn(Schema):
    """What is known of the film; it wins over what the addresses tell."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field("", max_length=300)
    year: int | None = Field(None, ge=1870, le=2100)
    directors: list[str] = Field([], max_length=20)
    cinematographers: list[str] = Field([], max_length=20)
    country: str = Field("", max_length=100)
    genres: list[str] = Field([], max_length=20)
    aspect_ratio: str = Field("", max_length=20, description="Such as 1.85 or 16:9.")
    note: str = Field("", max_length=300)


class IngestionIn(Schema):
    """Stills to bring in."""

    model_config = ConfigDict(extra="forbid")

    addresses: list[str] = Field(
        min_length=1,
        max_length=MOST_ADDRESSES,
        description=f"Of pictures or gallery pages: http or https, {MAX_URL} characters at most.",
    )
    slug: str = Field("", max_length=120, description="Of a film that there is already.")
    film: FilmIn | None = None
    follow: int = Field(
        0, ge=0, le=MOST_PAGES, description="Galleries of a list page that are opened, at most."
    )


class ItemOut(Schema):
    """A picture or a source that failed."""

    source: str
    code: str
    message: str


class IngestionOut(Schema):
    """How far an ingestion has come."""

    id: int
    state: str = Field(description="queued, running, partial, paused, cancelled, done or failed.")
    counts: dict[str, int] = Field(
        description="Items by state: waiting, ready, stored, known, failed, left_out."
    )
    films: list[str] = Field(description="Addresses of the films whose stills it stored.")
    failures: list[ItemOut] = Field(description=f"The first {MOST_TOLD}.")
    url: str


class Queued(Schema):
    """What a worker will do."""

    stills: int
    films: int


@router.post(
    "/ingestions",
    response={202: IngestionOut, **failures(400, 401, 403, 404, 413, 415, 422, 429)},
    auth=ApiTokenAuth("ingest", JSON),
    summary="Bring stills in",
)
def ingest(request: HttpRequest, asked: IngestionIn) -> Any:
    """Queue addresses of pictures or galleries; a worker brings them in. Needs ``ingest``."""
    token: Any = request.auth  # type: ignore[attr-defined]
    _count(token)
    film = None
    if asked.slug:
        film = Film.objects.filter(slug=asked.slug.replace("\0", "")).first()
        if film is None:
            raise ProblemError(404, "not_found", NO_FILM)
        if asked.film and asked.film.title:
            problem = "Give slug or film.title, not both."
            raise _refused([{"field": "slug", "code": "one_film", "detail": problem}])
    facts = _facts(asked.film) if asked.film else FilmFacts()
    addresses = _addresses(asked.addresses)
    with transaction.atomic():
        ingestion = control.begin(
            addresses,
            facts,
            film=film,
            origin=Ingestion.Origin.API,
            requested_by=token.made_by,
            follow=asked.follow,
        )
        run_ingestion.enqueue(ingestion.pk)
    return Status(202, _shown(request, ingestion))


@router.get(
    "/ingestions/{int:ingestion_id}",
    response={200: IngestionOut, **failures(401, 403, 404)},
    auth=ApiTokenAuth("ingest"),
    summary="How far an ingestion has come",
    url_name="ingestion",
)
def ingestion_state(request: HttpRequest, ingestion_id: int) -> Any:
    """Counts, films and failures. Needs ``ingest``."""
    row = None
    if 0 < ingestion_id <= LARGEST_ID:
        row = Ingestion.objects.filter(pk=ingestion_id).first()
    if row is None:
        raise ProblemError(
            404, "not_found", "There is no ingestion with this id: use the url that POST gave."
        )
    return _shown(request, row)


@router.post(
    "/stills/{int:still_id}/recompute",
    response={202: Queued, **failures(401, 403, 404, 429)},
    auth=ApiTokenAuth("recompute"),
    summary="Make a still's palettes again",
)
def recompute_still(request: HttpRequest, still_id: int) -> Any:
    """Queue the still and its film. Needs ``recompute``."""
    _count(request.auth)  # type: ignore[attr-defined]
    row = Still.objects.filter(pk=still_id).first() if 0 < still_id <= LARGEST_ID else None
    if row is None:
        raise ProblemError(404, "not_found", NO_STILL)
    tasks.compute_still.enqueue(row.pk)
    tasks.compute_film.enqueue(row.film_id)
    return Status(202, {"stills": 1, "films": 1})


@router.post(
    "/films/{slug}/recompute",
    response={202: Queued, **failures(401, 403, 404, 429)},
    auth=ApiTokenAuth("recompute"),
    summary="Make a film's palettes again",
)
def recompute_film(request: HttpRequest, slug: str) -> Any:
    """Queue the film and all of its stills. Needs ``recompute``."""
    _count(request.auth)  # type: ignore[attr-defined]
    row = Film.objects.filter(slug=slug.replace("\0", "")).first()
    if row is None:
        raise ProblemError(404, "not_found", NO_FILM)
    stills = list(row.stills.order_by("position", "pk").values_list("pk", flat=True))
    for pk in stills:
        tasks.compute_still.enqueue(pk)
    tasks.compute_film.enqueue(row.pk)
    return Status(202, {"stills": len(stills), "films": 1})


def _count(token: Any) -> None:
    try:
        allow("writes", settings.WRITES_PER_MINUTE, f"token:{token.pk}")
    except TooOftenError as error:
        wait = str(error.retry_after)
        raise ProblemError(429, "rate_limited", headers={"Retry-After": wait}) from error


def _facts(film: FilmIn) -> FilmFacts:
    """The film's facts, by a manifest's rules. Raises ProblemError that names every bad field."""
    columns = {COLUMNS.get(name, name): value for name, value in film.model_dump().items()}
    problems = []
    for name in FilmIn.model_fields:
        column = COLUMNS.get(name, name)
        try:
            film_facts({column: columns[column]})
        except BadManifest as error:
            detail = f"{name} {error.message.removeprefix(f'{column} ')}"
            if not error.message.startswith(f"{column} "):
                detail = error.message
            problems.append({"field": f"film.{name}", "code": "bad_value", "detail": detail})
    if problems:
        raise _refused(problems)
    return film_facts(columns)


def _addresses(given: list[str]) -> list[str]:
    """The addresses, each once. Raises ProblemError that names every one that is refused."""
    trusted = origins(settings.INGEST_TRUSTED_ORIGINS)
    addresses = list(dict.fromkeys(address.strip() for address in given))
    problems = []
    for number, address in enumerate(addresses):
        try:
            parse(address, trusted=trusted)
        except IngestionError as error:
            field = f"addresses.{number}"
            detail = of_failure(error).detail
            problems.append({"field": field, "code": error.code, "detail": detail})
    if problems:
        raise _refused(problems[:MOST_TOLD])
    return addresses


def _refused(problems: list[dict[str, str]]) -> ProblemError:
    return ProblemError(422, "bad_parameters", errors=problems)


def _shown(request: HttpRequest, ingestion: Ingestion) -> dict[str, Any]:
    items, shown = ingestion.items, Shown(request)
    states = items.order_by().values_list("state").annotate(n=Count("pk"))
    slugs = items.filter(still__isnull=False, state=IngestionItem.State.STORED)
    failed = items.filter(state=IngestionItem.State.FAILED)[:MOST_TOLD]
    films = slugs.order_by("still__film__slug").values_list("still__film__slug", flat=True)
    return {
        "id": ingestion.pk,
        "state": ingestion.state,
        "counts": {state: n for state, n in states if state != IngestionItem.State.OPENED},
        "films": [shown.to("api:film", slug) for slug in films.distinct()],
        "failures": [
            {"source": item.source, "code": item.code, "message": _message(item)} for item in failed
        ],
        "url": shown.to("api:ingestion", ingestion.pk),
    }


def _message(item: IngestionItem) -> str:
    """Why an item failed; what the disk or the database said is for the keeper's pages."""
    return StorageFailed.default if item.code == StorageFailed.code else item.message
