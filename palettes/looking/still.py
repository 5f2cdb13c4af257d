"""What a still's page tells of its look beyond the palette."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Still
from palettes.charts.cloud import Cloud, cloud_of
from palettes.charts.colour_space import Drawing, draw
from palettes.charts.histogram import Histogram, lightness_histogram
from palettes.charts.stages import STAGES
from palettes.engine import Swatch
from palettes.engine.looks import EngineLook, LookStatistics
from palettes.looking.film import HARMONIES
from palettes.looking.measuring import palette_of
from palettes.looking.similar import Similar, similar_stills
from palettes.looking.standing import STILLS, Standing, catalogue_figures, standings
from palettes.making.pools import unpack
from palettes.models import Look

KEPT: Final = ("r", "own", "cloud")
"""Parameters of the page that its links keep: the bench's recipes, and ours."""

FORMAT: Final = 1
"""Of the data a colour space is drawn from; raised when it changes."""


@dataclass(frozen=True)
class Space:
    """A colour space to choose: the page that shows it, and the part of the page that does."""

    key: str
    title: str
    page: str
    part: str
    chosen: bool


class StillLook:
    """The charts, figures and neighbours of one still; ``asked`` are its page's parameters."""

    def __init__(self, still: Still, asked: QueryDict) -> None:
        self.still = still
        self.asked = asked
        self.kept: Look | None = (
            Look.objects.filter(still=still).defer("fingerprint", "colours").first()
        )
        self.look: EngineLook | None = self.kept.engine_look() if self.kept else None

    @property
    def statistics(self) -> LookStatistics | None:
        """The still's figures."""
        return self.look.statistics if self.look else None

    @cached_property
    def cloud(self) -> Cloud | None:
        """The still's colours, from what is kept of them."""
        if self.kept is None or not self.kept.pool:
            return None
        try:
            return cloud_of(unpack(bytes(self.kept.pool)))
        except ValueError:  # kept by another version; it is made again in the background
            return None

    @cached_property
    def swatches(self) -> Sequence[Swatch]:
        """The default palette's."""
        palette = palette_of(self.still)
        return palette.colours if palette else []

    # --- The colour space

    @property
    def space(self) -> str:
        """The key of the space that is asked for; the first there is, for any other."""
        return asked_space(self.asked) or next(iter(STAGES))

    @property
    def spaces(self) -> list[Space]:
        """All of them, each with its addresses."""
        part = reverse("palettes:colour_space", args=[self.still.pk])
        return [
            Space(
                key,
                stage.title,
                self._page("colour-space", cloud=key),
                f"{part}?{self._query(cloud=key)}",
                key == self.space,
            )
            for key, stage in STAGES.items()
        ]

    @property
    def space_query(self) -> str:
        """The parameter that asks for that space."""
        return urlencode({"cloud": self.space})

    @cached_property
    def drawing(self) -> Drawing | None:
        """The colours in that space."""
        return draw(self.cloud, self.swatches, self.space) if self.cloud else None

    @property
    def digest(self) -> str:
        """Names the content of the colours' data, so that it can be cached for ever."""
        pool = bytes(self.kept.pool) if self.kept else b""
        swatches = json.dumps([(s.hex, s.share) for s in self.swatches])
        return hashlib.sha256(b"%d " % FORMAT + swatches.encode() + pool).hexdigest()[:12]

    @property
    def data_address(self) -> str:
        """Where a script gets the colours in the space that is asked for."""
        address = reverse("palettes:colours", args=[self.still.pk])
        return f"{address}?{urlencode({'space': self.space, 'v': self.digest})}"

    # --- Figures

    @cached_property
    def lightness(self) -> Histogram | None:
        """How much of it has which lightness."""
        return lightness_histogram(self.cloud) if self.cloud else None

    @cached_property
    def standings(self) -> list[Standing]:
        """The still's figures among those of all stills."""
        return standings(self.statistics, "stills") if self.statistics else []

    @property
    def beside(self) -> str:
        """What the figures are held against, in words."""
        count = len(catalogue_figures("stills")["lightness"])
        return f"{count} stills, evenly chosen" if count >= STILLS else f"all {count} stills"

    @property
    def harmony(self) -> str:
        """The harmony template that the hues follow, in words."""
        return HARMONIES.get(self.statistics.harmony, "") if self.statistics else ""

    # --- Stills like it

    @property
    def with_own(self) -> bool:
        """Whether stills of the same film are asked for too."""
        return self.asked.get("own") == "1"

    @property
    def other_way(self) -> str:
        """The same page with the same film's stills, or without."""
        return self._page("similar", own=None if self.with_own else "1")

    @cached_property
    def similar(self) -> list[Similar]:
        """The ten stills that look most like it."""
        if self.look is None:
            return []
        return similar_stills(self.still, self.look.signature, own=self.with_own)

    def _page(self, anchor: str, **changes: str | None) -> str:
        query = self._query(**changes)
        page = reverse("catalog:still", args=[self.still.pk])
        return f"{page}?{query}#{anchor}" if query else f"{page}#{anchor}"

    def _query(self, **changes: str | None) -> str:
        pairs = [
            (key, value[:300])
            for key in KEPT
            if key not in changes
            for value in self.asked.getlist(key)[:12]
        ]
        return urlencode([*pairs, *((k, v) for k, v in changes.items() if v is not None)])


def asked_space(asked: QueryDict, name: str = "cloud") -> str | None:
    """The key of a space that parameters ask for, or None when there is no such space."""
    key = asked.get(name, "")
    return key if key in STAGES else None
