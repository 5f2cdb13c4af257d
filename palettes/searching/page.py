"""The search page, put together of its colours, its filters and what it finds."""

from django.http import QueryDict

from catalog.moods import MOODS
from palettes.searching.asked import Asked, read
from palettes.searching.choices import Choices
from palettes.searching.narrowed import Narrowed
from palettes.searching.query import Query
from palettes.searching.results import Results
from palettes.searching.state import read_state


class SearchPage:
    """A search: its colours (``query``), its filters (``choices``), and what it finds."""

    def __init__(self, parameters: QueryDict) -> None:
        self.asked: Asked = read(parameters)
        # Of what cannot be searched by, the filters' links keep what can.
        searched = self.asked if self.asked.good else self.asked.repaired()
        self.state = read_state(parameters, searched.values)
        if not self.asked.good:
            self.state = self.state.but()
        narrowed = Narrowed(self.state)
        self.query = Query(self.asked, self.state)
        self.choices = Choices(self.state, narrowed, _unknown_moods(parameters))
        self.results = Results(self.asked, self.state, narrowed, self.choices)


def _unknown_moods(parameters: QueryDict) -> list[str]:
    """Moods asked for that there are none of, as they are shown; three at most."""
    return [
        text.replace("\0", "")[:40] or "(empty)"
        for text in dict.fromkeys(parameters.getlist("mood"))
        if text not in MOODS
    ][:3]
