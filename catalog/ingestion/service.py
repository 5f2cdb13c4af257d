"""Bringing stills in: one way for commands, tasks and pages.

A still is verified, its file is put in place, and only then its rows are made, in one
transaction, together with those of a film that is new: never a row without its file, never a
film left behind by stills that failed. A file whose rows could not be made is harmless: it is
taken up by its next ingestion.
"""

import stat
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Max

from catalog.ingestion import fetching, films, images, storage
from catalog.ingestion.errors import (
    FilmUnknown,
    IngestionError,
    StorageFailed,
    StorageFull,
    TooLarge,
    UnreadableSource,
)
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.sources import PlannedStill, canonical, plan
from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed


class State(StrEnum):
    """What became of a picture."""

    STORED = "stored"
    KNOWN = "known"  # its film has it already
    FAILED = "failed"
    PLANNED = "planned"  # a dry run would try to store it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one picture of a source.

    ``code`` and ``message`` tell of a failure. ``film`` is a row where there is one, ``label``
    its title and year in any case. ``number`` of ``total`` is the place within the source.
    """

    source: str
    state: State
    code: str = ""
    message: str = ""
    still: Still | None = None
    film: Film | None = None
    label: str = ""
    sha256: str = ""
    number: int = 1
    total: int = 1


def ingest(
    sources: Iterable[str],
    defaults: FilmFacts | None = None,
    *,
    film: Film | None = None,
    compute: Compute = Compute.NOW,
    dry_run: bool = False,
    limit: int | None = None,
    local: bool = True,
) -> Generator[Outcome, None, None]:
    """Bring stills in, one outcome after the other; a failure is an outcome, never raised.

    ``defaults`` win over what sources tell; ``film`` takes every still. ``limit`` ends the run
    when so many stills were stored (planned, in a dry run). ``local`` false takes addresses only.
    Signals are sent when a still's rows are committed, and for each film at the end, also when
    the run is closed or interrupted.
    """
    run = _Run(film, compute, dry_run)
    if film is not None:
        defaults = FilmFacts(title=film.title, year=film.year)
    left = limit
    try:
        for item in plan(sources, defaults, local=local, known=run.has_url):
            outcome = run.take(item)
            yield outcome
            if left is not None and outcome.state in (State.STORED, State.PLANNED):
                left -= 1
                if left == 0:
                    return  # before the next source is looked at
    finally:
        run.finish()


class _Run:
    """The films of one run, and which of them have changed."""

    def __init__(self, film: Film | None, compute: Compute, dry_run: bool) -> None:
        self.only = film
        self.compute = compute
        self.dry_run = dry_run
        self.films: dict[FilmFacts, Film] = {}
        self.changed: dict[int, Film] = {}

    def take(self, item: PlannedStill) -> Outcome:
        """One picture's way in. Every failure becomes an outcome."""
        try:
            if item.error is not None:
                raise item.error
            outcome = self._known(item) or self._new(item)
        except IngestionError as error:
            outcome = self._outcome(item, State.FAILED, code=error.code, message=error.message)
        except DatabaseError as error:
            full = "full" in str(error)
            failure = StorageFull() if full else StorageFailed(f"The database says: {error}.")
            outcome = self._outcome(item, State.FAILED, code=failure.code, message=failure.message)
        return outcome

    def has_url(self, facts: FilmFacts, url: str) -> bool:
        """Whether the film of these facts has the picture of an address."""
        film = self._film(facts) if self.only or facts.title else None
        return film is not None and film.stills.filter(source_url=url).exists()

    def finish(self) -> None:
        """Tell of the films that have changed."""
        for film in self.changed.values():
            stills_changed.send_robust(sender=Film, film=film, compute=self.compute)
        self.changed.clear()

    def _film(self, facts: FilmFacts) -> Film | None:
        """The film there is; the first time a run meets it, it is given what it lacks."""
        if facts in self.films:
            return self.films[facts]
        film = self.only or films.find(facts)
        if film is not None:
            if not self.dry_run:
                with transaction.atomic():
                    films.fill(film, facts)
            self.films[facts] = film
        return film

    def _known(self, item: PlannedStill) -> Outcome | None:
        """The outcome of an address that the film has, which needs no fetching."""
        if not item.url:
            return None
        film = self._film(item.film)
        url = canonical(item.url)
        still = film.stills.filter(source_url=url).first() if film else None
        return self._outcome(item, State.KNOWN, film=film, still=still) if still else None

    def _new(self, item: PlannedStill) -> Outcome:
        film = self._film(item.film)
        if film is None and not item.film.title:
            raise FilmUnknown
        if self.dry_run and item.content is None and item.url:
            return self._outcome(item, State.PLANNED, film=film)  # nothing more is fetched
        content = _content(item)
        picture = images.verify(content)
        still = film.stills.filter(sha256=picture.sha256).first() if film else None
        if still is not None:
            return self._outcome(item, State.KNOWN, film=film, still=still, sha256=picture.sha256)
        if self.dry_run:
            return self._outcome(item, State.PLANNED, film=film, sha256=picture.sha256)
        name = storage.store(content, picture.sha256, picture.extension)
        try:
            still = self._make_rows(item, film, picture, name)
        except IntegrityError:
            return self._made_meanwhile(item, picture.sha256)
        self.films[item.film] = still.film
        self.changed[still.film.pk] = still.film
        still_stored.send_robust(sender=Still, still=still, compute=self.compute)
        return self._outcome(
            item, State.STORED, film=still.film, still=still, sha256=picture.sha256
        )

    def _make_rows(
        self, item: PlannedStill, film: Film | None, picture: images.Picture, name: str
    ) -> Still:
        with transaction.atomic():
            # Looked for again under the write lock: another run may have made it meanwhile.
            film = film or films.find(item.film) or films.create(item.film)
            last = film.stills.aggregate(last=Max("position"))["last"] or 0
            return Still.objects.create(
                film=film,
                position=last + 1,
                image=name,
                sha256=picture.sha256,
                width=picture.width,
                height=picture.height,
                source_url=canonical(item.url) if item.url else "",
                page_url=item.still.page_url,
                credit=item.still.credit,
                licence=item.still.licence,
                timecode=item.still.timecode,
            )

    def _made_meanwhile(self, item: PlannedStill, sha256: str) -> Outcome:
        """Another run has stored the same still at the same moment."""
        film = self._film(item.film)
        still = film.stills.filter(sha256=sha256).first() if film else None
        if still is None:
            raise StorageFailed("The still's rows contradict others: run this again.")
        return self._outcome(item, State.KNOWN, film=film, still=still, sha256=sha256)

    def _outcome(
        self,
        item: PlannedStill,
        state: State,
        *,
        code: str = "",
        message: str = "",
        still: Still | None = None,
        film: Film | None = None,
        sha256: str = "",
    ) -> Outcome:
        return Outcome(
            item.source,
            state,
            code=code,
            message=message or item.note,
            still=still,
            film=film,
            label=str(film or item.film),
            sha256=sha256 or (still.sha256 if still else ""),
            number=item.number,
            total=item.total,
        )


def _content(item: PlannedStill) -> bytes:
    """A planned still's bytes. Raises TooLarge, UnreadableSource and what fetching raises."""
    if item.content is not None:
        return item.content
    if item.path is None:
        return fetching.fetch_picture(item.url, found_on=item.found_on).content
    return _read_file(item.path)


def _read_file(path: Path) -> bytes:
    most = settings.INGEST_MAX_PICTURE_BYTES
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSource("This is not a file.")  # opening a pipe would wait for ever
        if found.st_size > most:
            raise TooLarge(f"The file is larger than {most:,} bytes (INGEST_MAX_PICTURE_BYTES).")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"The file cannot be read: {error.strerror}.") from None
