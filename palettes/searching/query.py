"""The colours of a search, as its page draws them."""

from functools import cached_property
from typing import Final

from django.http import QueryDict

from palettes.searching.asked import MOST, Asked, Wanted, read
from palettes.searching.band import Band, bands
from palettes.searching.links import BLANK
from palettes.searching.state import State

COUNTED: Final = ("no", "one", "two", "three", "four", "five")

EXAMPLES: Final = (
    ("Teal and orange", State(("14787b:40", "d2691e:20"))),
    ("A little crimson in the dark", State(("c3132f:3",), ("dark",))),
    ("Sand under a sky", State(("d3bd92:40", "8fbde6:30"))),
    ("Green, as much as there is", State(("2d4a31",))),
)


class Query:
    """The colours asked for: as a strip, in words, and what leads to others."""

    most = MOST

    def __init__(self, asked: Asked, state: State) -> None:
        self.asked = asked
        self.state = state

    @cached_property
    def bands(self) -> list[Band]:
        """The query as a strip."""
        return bands(self.asked.wanted)

    @property
    def rows(self) -> list[tuple[int, Wanted]]:
        """The colours with their places from 0."""
        return list(enumerate(self.asked.wanted))

    @property
    def band_words(self) -> str:
        """The same to be read aloud."""
        return "; ".join(band.words for band in self.bands)

    @property
    def words(self) -> str:
        """``two colours, weighted``."""
        count = len(self.asked.wanted)
        if not count or count > MOST:
            return ""
        weighted = any(one.weight is not None for one in self.asked.wanted)
        return f"{COUNTED[count]} colour{'s' * (count > 1)}{', weighted' * weighted}"

    @property
    def way_on(self) -> tuple[str, str] | None:
        """Of a query that cannot be searched by: what of it can, in words and as an address."""
        repaired = self.asked.repaired()
        if not repaired.wanted:
            return None
        words = "; ".join(one.words for one in repaired.wanted)
        return words, self.state.but(colours=tuple(repaired.values)).address

    @property
    def offered(self) -> list[tuple[str, list[Band], str]]:
        """Searches to begin with: words, strip, address."""
        asked = [(words, state, QueryDict(mutable=True)) for words, state in EXAMPLES]
        for _, state, parameters in asked:
            parameters.setlist("c", list(state.colours))
        return [
            (words, bands(read(parameters).wanted), state.address)
            for words, state, parameters in asked
        ]

    @property
    def changing(self) -> Wanted | None:
        """The colour that is being changed."""
        place = self.state.change
        return None if place is None else self.asked.wanted[place]

    @property
    def unchanged(self) -> str:
        """The search with that colour left as it is."""
        return self.state.but().address

    @property
    def index_link(self) -> tuple[str, str]:
        """What stands before and after a hex in the address that a colour of the catalogue
        leads to: it is added, or takes the place of the one that is being changed.
        """
        place, colours = self.state.change, list(self.state.colours)
        if place is None:
            colours.append(BLANK)
        else:
            _, colon, weight = colours[place].partition(":")
            colours[place] = f"{BLANK}{colon}{weight}"
        address = self.state.but(colours=tuple(colours)).address
        before, _, after = address.partition(BLANK)
        return before, after
