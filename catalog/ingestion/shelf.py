"""The films that a run brings stills to, and the rows of those stills."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from catalog.ingestion import films
from catalog.ingestion.errors import FileLost, StorageFailed
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.images import Picture
from catalog.ingestion.likeness import ALIKE, likeness
from catalog.ingestion.sources import PlannedStill, canonical
from catalog.models import Film, Still


class Shelf:
    """Finds each film once. ``only`` takes every still; with ``touch`` false nothing is written."""

    def __init__(self, only: Film | None, *, touch: bool = True) -> None:
        self.only = only
        self.touch = touch
        self.films: dict[FilmFacts, Film] = {}
        self.seen: dict[int, _Seen] = {}

    def film(self, facts: FilmFacts) -> Film | None:
        """Find the film there is; the first time, it is given the facts it lacks."""
        if facts in self.films:
            return self.films[facts]
        if self.only is None and not facts.title:
            return None
        film = self.only or films.find(facts)
        if film is not None:
            if self.touch:
                with transaction.atomic():
                    films.fill(film, facts)
            self.films[facts] = film
        return film

    def has_url(self, facts: FilmFacts, url: str) -> bool:
        """Whether the film of these facts has the picture of a canonical address."""
        return self.still_of_url(facts, url) is not None

    def still_of_url(self, facts: FilmFacts, url: str) -> Still | None:
        """Give the film's still that came from a canonical address."""
        film = self.film(facts)
        return film.stills.filter(source_url=url).first() if film else None

    def still_of_content(self, facts: FilmFacts, sha256: str) -> Still | None:
        """Give the film's still of the same bytes."""
        film = self.film(facts)
        return self._seen(film).of_content(sha256) if film else None

    def still_like(self, facts: FilmFacts, picture: Picture) -> Still | None:
        """Give the film's still that looks most like a picture, if one looks the same.

        Among those there were when :meth:`still_of_content` was asked last.
        """
        film = self.film(facts)
        if film is None or not picture.perceptual_hash:
            return None
        return self._seen(film, look=film.pk not in self.seen).like(picture.perceptual_hash)

    def _seen(self, film: Film, *, look: bool = True) -> "_Seen":
        seen = self.seen.setdefault(film.pk, _Seen(film))
        if look:
            seen.look()
        return seen

    def put(
        self, item: PlannedStill, picture: Picture, name: str, then: Callable[[Still], None]
    ) -> tuple[Still, bool]:
        """Make the rows of a still whose file is in place; tell whether it is new.

        Its film is made with it when there is none. ``then`` is called in the same
        transaction. Raises StorageFailed when rows contradict each other.
        """
        film = self.film(item.film)
        try:
            with transaction.atomic():
                # Looked for again under the write lock: another run may have made it meanwhile,
                # or somebody deleted it. Where there are stills, there is their film.
                last = _last_position(film) if film else 0
                if not film or not last:
                    film = film and Film.objects.filter(pk=film.pk).order_by().first()
                    film = film or films.find(item.film) or films.create(item.film)
                    last = _last_position(film)
                still = _still(film, last + 1, item, picture, name)
                then(still)
        except IntegrityError:
            return self._made_meanwhile(item, picture), False
        self.films[item.film] = film
        return still, True

    def _made_meanwhile(self, item: PlannedStill, picture: Picture) -> Still:
        film = self.film(item.film)
        still = film.stills.filter(sha256=picture.sha256).first() if film else None
        if still is None:
            raise StorageFailed("The still's rows contradict others: run this again.")
        return still


class _Seen:
    """What a run has seen of a film's stills: each is read once, however many pictures come."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.last = 0
        self.contents: dict[str, int] = {}
        self.hashes: dict[int, str] = {}

    def look(self) -> None:
        """See the stills that have come since."""
        new = self.film.stills.filter(pk__gt=self.last).order_by("pk")
        for pk, sha256, perceptual_hash in new.values_list("pk", "sha256", "perceptual_hash"):
            self.last = pk
            self.contents[sha256] = pk
            if perceptual_hash:
                self.hashes[pk] = perceptual_hash

    def of_content(self, sha256: str) -> Still | None:
        pk = self.contents.get(sha256)
        still = pk and self._still(pk)
        return still or None

    def like(self, perceptual_hash: str) -> Still | None:
        while True:
            apart = [(likeness(perceptual_hash, kept), pk) for pk, kept in self.hashes.items()]
            nearest, pk = min(apart, default=(ALIKE + 1, 0))
            if nearest > ALIKE:
                return None
            still = self._still(pk)
            if still:
                return still
            del self.hashes[pk]

    def _still(self, pk: int) -> Still | None:
        """The row, which may have been deleted or moved since it was seen."""
        return self.film.stills.filter(pk=pk).first()


def _last_position(film: Film) -> int:
    return film.stills.aggregate(last=Max("position"))["last"] or 0


def _still(film: Film, position: int, item: PlannedStill, picture: Picture, name: str) -> Still:
    if not (Path(settings.MEDIA_ROOT) / name).is_file():
        raise FileLost  # swept as an orphan; looked at under the write lock, as the sweep does
    return Still.objects.create(
        film=film,
        position=position,
        image=name,
        sha256=picture.sha256,
        perceptual_hash=picture.perceptual_hash,
        width=picture.width,
        height=picture.height,
        source_url=canonical(item.url) if item.url else "",
        page_url=item.still.page_url,
        credit=item.still.credit,
        licence=item.still.licence,
        timecode=item.still.timecode,
    )
