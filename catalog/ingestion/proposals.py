"""What a preview proposes: the films its pictures are of, and how a curator's word is kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from catalog.ingestion import control, films
from catalog.ingestion.errors import FilmUnknown
from catalog.ingestion.facts import FilmFacts
from catalog.models import Film, Ingestion, IngestionItem

_State = IngestionItem.State
LEFT_OUT = "Left out by the curator."
_TEXTS = ("title", "year", "country", "aspect_ratio")
_NAMES = ("directors", "cinematographers", "genres")


@dataclass
class Proposal:
    """One film of a preview: its facts so far, and the items of its pictures."""

    facts: FilmFacts
    film: Film | None = None
    problem: str = ""
    items: list[IngestionItem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How it is called."""
        return str(self.film or self.facts) or "No film named yet"


def proposals(ingestion: Ingestion, items: Iterable[IngestionItem]) -> list[Proposal]:
    """The films of a preview's pictures, in order of their first picture; always at least one."""
    said = FilmFacts.from_json(ingestion.facts)
    film = ingestion.film
    if film is not None:
        said = FilmFacts(title=film.title, year=film.year).over(said)
    found: dict[tuple[str, int | None], Proposal] = {}
    for item in items:
        facts = item.facts if isinstance(item.facts, dict) else {}
        told = said.over(FilmFacts.from_json(facts.get("film")))
        key = ("", None) if said.title else (told.title.casefold(), told.year)
        proposal = found.setdefault(key, Proposal(told))
        proposal.facts = proposal.facts.over(told)
        proposal.items.append(item)
    made = list(found.values()) or [Proposal(said)]
    _find(made, film)
    return made


def _find(made: list[Proposal], film: Film | None) -> None:
    """Say which of the films the catalogue has."""
    if film is not None or len(made) == 1:
        only = made[0]
        try:
            only.film = film or (films.find(only.facts) if only.facts.title else None)
        except FilmUnknown as error:
            only.problem = error.message
        return
    titles = [proposal.facts.title for proposal in made]
    there = {(film.title, film.year): film for film in Film.objects.filter(title__in=titles)}
    for proposal in made:
        proposal.film = there.get((proposal.facts.title, proposal.facts.year))


def has(film: Film) -> dict[str, Any]:
    """The facts that a film of the catalogue has; they stay."""
    values: dict[str, Any] = {name: getattr(film, name) for name in _TEXTS}
    for name in _NAMES:
        values[name] = tuple(row.name for row in getattr(film, name).all())
    return {name: value for name, value in values.items() if value}


def accept(
    ingestion: Ingestion, facts: FilmFacts | None, shown: Collection[int], kept: Collection[int]
) -> None:
    """Confirm a preview: what was shown and not kept is left out, ``facts`` are the film's.

    What the sources said of the film is forgotten then, so that a fact which the curator struck
    out does not come back; None leaves all of it.
    """
    with transaction.atomic():
        out = ingestion.items.filter(pk__in=set(shown) - set(kept), state=_State.READY)
        out.update(state=_State.LEFT_OUT, message=LEFT_OUT)
        if facts is not None:
            before = FilmFacts.from_json(ingestion.facts)
            edited = {**facts.as_json(), **_unasked(before)}
            Ingestion.objects.filter(pk=ingestion.pk).update(facts=edited)
            items = list(ingestion.items.only("pk", "facts").exclude(facts={}))
            for item in items:
                if isinstance(item.facts, dict) and isinstance(item.facts.get("film"), dict):
                    item.facts["film"] = _unasked(FilmFacts.from_json(item.facts["film"]))
            IngestionItem.objects.bulk_update(items, ["facts"], batch_size=200)
        control.confirm(ingestion)


def _unasked(facts: FilmFacts) -> dict[str, Any]:
    """What the form does not show."""
    return FilmFacts(source_url=facts.source_url, note=facts.note).as_json()
