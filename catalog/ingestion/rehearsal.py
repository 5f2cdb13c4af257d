"""A dry run: what would be stored, with nothing stored and no row written."""

from collections.abc import Iterator

from catalog.ingestion import images
from catalog.ingestion.arrivals import content_of
from catalog.ingestion.errors import FilmUnknown, IngestionError
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.outcomes import Outcome, State
from catalog.ingestion.shelf import Shelf
from catalog.ingestion.sources import PlannedStill, canonical, plan
from catalog.models import Film, Still


def rehearse(
    sources: list[str],
    defaults: FilmFacts,
    *,
    film: Film | None = None,
    limit: int | None = None,
    local: bool = True,
) -> Iterator[Outcome]:
    """Tell what would become of every picture. Pages are fetched, their pictures are not."""
    shelf = Shelf(film, touch=False)
    left = limit
    for item in plan(sources, defaults, local=local, known=shelf.has_url):
        outcome = _outcome(shelf, item)
        yield outcome
        if left is not None and outcome.state == State.PLANNED:
            left -= 1
            if left == 0:
                return


def _outcome(shelf: Shelf, item: PlannedStill) -> Outcome:
    code, message, still, sha256, state = "", item.note, None, "", State.PLANNED
    film = None
    try:
        if item.error is not None:
            raise item.error
        film = shelf.film(item.film)
        if film is None and not item.film.title:
            raise FilmUnknown
        still = shelf.still_of_url(item.film, canonical(item.url)) if item.url else None
        if still is None and (item.content is not None or not item.url):
            sha256 = images.verify(content_of(item)).sha256
            still = shelf.still_of_content(item.film, sha256)
        state = State.KNOWN if still else State.PLANNED
    except IngestionError as error:
        code, message, state = error.code, error.message, State.FAILED
    return _told(item, state, film, still, code, message, sha256)


def _told(
    item: PlannedStill,
    state: State,
    film: Film | None,
    still: Still | None,
    code: str,
    message: str,
    sha256: str,
) -> Outcome:
    return Outcome(
        item.source,
        state,
        code=code,
        message=message,
        still=still,
        film=film,
        label=str(film or item.film),
        sha256=sha256 or (still.sha256 if still else ""),
        number=item.number,
        total=item.total,
    )
