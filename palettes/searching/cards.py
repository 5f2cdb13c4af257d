"""What was found, with all that its cards show, in a few queries however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from catalog.models import Film, Still
from catalog.numbering import number_in_film
from palettes.compute import default_recipe
from palettes.models import Palette
from palettes.search import Found, Kind, Toned


@dataclass(frozen=True)
class Card:
    """A still or a film that was found; ``cover`` is its picture."""

    thing: Still | Film
    cover: Still | None
    found: Found | Toned

    @property
    def film(self) -> Film:
        """The film, or the still's."""
        return self.thing if isinstance(self.thing, Film) else self.thing.film

    @property
    def number(self) -> int:
        """A still's place in its film, from 1; 0 for a film."""
        return getattr(self.thing, "number", 0)

    @property
    def by_colour(self) -> bool:
        """Whether colours found it, and not a mood."""
        return isinstance(self.found, Found)

    @property
    def caption(self) -> str:
        """``47 % matched: 29 + 18``, or that nothing is near."""
        if not isinstance(self.found, Found):
            return ""
        shares = [
            round(100 * part.share, 1 if part.share < 0.0995 else None) for part in self.found.parts
        ]
        if not any(shares):
            return "nothing near"
        whole = f"{_short(sum(shares))} % matched"
        return whole + (f": {' + '.join(map(_short, shares))}" if len(shares) > 1 else "")

    @property
    def away(self) -> str:
        """Mean distance to the nearest swatches."""
        return f"{self.found.distance:.3f}" if isinstance(self.found, Found) else ""

    @property
    def figure(self) -> str:
        """The mood's figure."""
        return f"{self.found.figure:.3f}" if isinstance(self.found, Toned) else ""

    @property
    def near(self) -> frozenset[str] | None:
        """The swatches to mark; None for no marking at all."""
        return self.found.near if isinstance(self.found, Found) else None


def _short(percent: float) -> str:
    return f"{percent:.0f}" if percent >= 9.95 else f"{percent:.1f}".removesuffix(".0")


def cards_of(found: Sequence[Found] | Sequence[Toned], kind: Kind) -> list[Card]:
    """Cards in the same order; what is gone meanwhile is left out."""
    ids = [one.id for one in found]
    if kind == "films":
        films: dict[int, Any] = (
            Film.objects.with_covers().prefetch_related(_palettes()).in_bulk(ids)
        )
        covers = _stills().in_bulk({film.first_still_id for film in films.values()} - {None})
        return [
            Card(films[one.id], covers.get(films[one.id].first_still_id), one)
            for one in found
            if one.id in films
        ]
    stills = _stills().select_related("film").annotate(number=number_in_film()).in_bulk(ids)
    return [Card(stills[one.id], stills[one.id], one) for one in found if one.id in stills]


def _stills() -> QuerySet[Still]:
    return Still.objects.prefetch_related(_palettes())


def _palettes() -> Prefetch:
    """The default palette alone: the others' swatches would only be carried along."""
    return Prefetch("palettes", queryset=Palette.objects.filter(recipe=default_recipe()))
