"""The colours an address asks for: read with patience, refused with reasons."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Final

from django.http import QueryDict

from palettes.colours import BadColourError, Colour, read_colour

MOST: Final = 5
SHOWN: Final = 12
"""Colours of an address that are shown: it may be of any length."""

LONGEST: Final = 200  # characters of one that are kept
LEAST: Final = 0.1  # percent
NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")


@dataclass(frozen=True)
class Problem:
    """What is wrong, under a stable code, and what to do about it."""

    code: str
    message: str


@dataclass(frozen=True)
class Wanted:
    """One colour asked for, as it was written and as it was understood.

    ``weight`` is percent of the picture, ``LEAST`` to 100, or None for any share.
    """

    text: str
    weight_text: str = ""
    colour: Colour | None = None
    weight: float | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it can be searched by."""
        return self.colour is not None and not self.problems

    @property
    def value(self) -> str:
        """As the canonical address has it: ``aa3322:40``, or ``aa3322`` for any share."""
        bare = self.colour.bare if self.colour else ""
        return bare if self.weight is None else f"{bare}:{written(self.weight)}"

    @property
    def percent(self) -> str:
        """The weight as its field shows it: what was written, where that is wrong."""
        return self.weight_text if self.weight is None else written(self.weight)

    @property
    def words(self) -> str:
        """``teal, 40 %`` or ``teal``."""
        name = self.colour.name if self.colour else self.text
        return name if self.weight is None else f"{name}, {written(self.weight)} %"


@dataclass(frozen=True)
class Asked:
    """All colours asked for, in order, and what is wrong with them together."""

    wanted: tuple[Wanted, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everything can be searched by."""
        return not self.problems and all(one.good for one in self.wanted)

    @property
    def values(self) -> list[str]:
        """The ``c`` of the canonical address."""
        return [one.value for one in self.wanted]

    @property
    def query(self) -> list[tuple[str, float | None]]:
        """As the index is asked."""
        return [
            (one.colour.hex, None if one.weight is None else one.weight / 100)
            for one in self.wanted
            if one.colour
        ]

    @property
    def room(self) -> bool:
        """Whether one more colour may be added."""
        return len(self.wanted) < MOST

    def without(self, place: int) -> list[str]:
        """The ``c`` of the address without one colour."""
        return [value for i, value in enumerate(self.values) if i != place]

    def repaired(self) -> "Asked":
        """What is left to search by: the first good ones, scaled down to 100 % in all."""
        good = [one for one in self.wanted if one.good][:MOST]
        whole = sum(one.weight or 0 for one in good)
        if whole > 100:
            weights = iter(weights_of([one.weight / whole for one in good if one.weight]))
            good = [replace(one, weight=next(weights)) if one.weight else one for one in good]
        return Asked(tuple(good))


def written(weight: float) -> str:
    """A weight as addresses and fields have it: ``40``, ``12.5``."""
    return f"{weight:.1f}".removesuffix(".0")


def weights_of(shares: Sequence[float]) -> list[float]:
    """Shares of 1 as weights, in tenths of a percent; they sum to what the shares do, not more."""
    tenths = [max(round(10 * LEAST), floor(1000 * share + 1e-6)) for share in shares]
    spare = floor(1000 * sum(shares) + 1e-3) - sum(tenths)
    # What the rounding has left goes to those it took most from; what it added, the largest bears.
    by_rest = sorted(range(len(shares)), key=lambda n: tenths[n] - 1000 * shares[n])
    for number in by_rest[: max(spare, 0)]:
        tenths[number] += 1
    if spare < 0:
        tenths[max(range(len(tenths)), key=tenths.__getitem__)] += spare
    return [one / 10 for one in tenths]


def read(parameters: QueryDict) -> Asked:
    """The colours of an address.

    Each ``c`` is one or more, ``hex:weight`` or a name, with ``;`` between them; a form sends the
    weights by themselves, as ``w``. One without text is not asked for. A colour that comes again
    is one colour with both weights.
    """
    pieces = [piece for piece in _pieces(parameters) if piece[0]]
    wanted = _once(_wanted(*piece) for piece in pieces[:SHOWN])
    return Asked(wanted, tuple(_together(wanted, len(pieces) - min(len(pieces), SHOWN))))


def _pieces(parameters: QueryDict) -> Iterable[tuple[str, str]]:
    weights = [text.replace("\0", "").strip()[:LONGEST] for text in parameters.getlist("w")]
    for place, text in enumerate(parameters.getlist("c")):
        own = weights[place] if place < len(weights) else ""
        parts = text.replace("\0", "�").split(";")
        for part in parts:
            colour, _, weight = part.partition(":")
            weight = weight.strip() or (own if len(parts) == 1 else "")
            yield colour.strip()[:LONGEST], weight[:LONGEST]


def _wanted(text: str, weight_text: str) -> Wanted:
    problems = []
    colour, weight = None, None
    try:
        colour = read_colour(text)
    except BadColourError as error:
        problems.append(Problem(error.code, str(error)))
    try:
        weight = read_weight(weight_text)
    except BadWeightError as error:
        problems.append(Problem(error.code, str(error)))
    return Wanted(text, weight_text, colour, weight, tuple(problems))


class BadWeightError(ValueError):
    """The text is no weight; the message says what is."""

    code = "bad_weight"


def read_weight(text: str) -> float | None:
    """Percent of the picture, in tenths, ``LEAST`` to 100; None for an empty text: any share.

    Raises:
        BadWeightError: it is no number, or one beyond these.
    """
    text = text.strip().removesuffix("%").strip().replace(",", ".")
    if not text:
        return None
    if not NUMBER.fullmatch(text) or len(text) > 30:
        raise BadWeightError(
            f"“{text[:40]}” is no weight. Write percent of the picture, such as 40 or 2.5, or"
            " nothing for any share."
        )
    weight = round(float(text), 1)
    if float(text) <= 0:
        raise BadWeightError(
            f"A weight of {text[:40]} % asks for nothing. Write at least {LEAST}, or take the"
            " colour out."
        )
    if weight > 100:
        raise BadWeightError(f"{text[:40]} % is more than a picture has. Write 100 at most.")
    return max(weight, LEAST)


def _once(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Each good colour once, with the weights of all of them."""
    kept: dict[object, Wanted] = {}
    for number, one in enumerate(wanted):
        key = one.colour.hex if one.good and one.colour else number
        first = kept.get(key)
        if first is None:
            kept[key] = one
        elif one.weight is not None:
            weight = round((first.weight or 0) + one.weight, 1)
            kept[key] = replace(first, weight=weight)
    return tuple(kept.values())


def _together(wanted: Sequence[Wanted], unread: int) -> Iterable[Problem]:
    count = len(wanted) + unread
    if count > MOST:
        yield Problem(
            "too_many_colours",
            f"{count} colours are asked for; {MOST} are the most. Take out those you can do"
            " without.",
        )
    whole = round(sum(one.weight or 0 for one in wanted if one.good), 1)
    if whole > 100:
        yield Problem(
            "weights_over_100",
            f"The weights come to {written(whole)} %, more than a picture has. Lower some of"
            " them, or leave one empty for any share.",
        )
