"""What the page of a shared palette shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import Final

import numpy as np
from django.urls import reverse

from catalog.models import Film, Still
from palettes import search
from palettes.charts import hues
from palettes.charts.between import Between
from palettes.charts.harmony import sectors
from palettes.engine import DIFFERENCES, SPACES, Swatch
from palettes.engine.contrast import ENHANCED, LARGE, TEXT, Pair, pairs
from palettes.engine.deficiency import DEFICIENCIES, Deficiency
from palettes.engine.looks.harmony import HUES, harmony_of
from palettes.engine.palette import GREY, ORDERS
from palettes.engine.swatch import hex_of
from palettes.looking.film import HARMONIES
from palettes.searching.asked import weights_of, written
from palettes.sharing.addresses import FEWEST, MOST, SharedPalette, address_of, parts_of, shared

SHOWN_PAIRS: Final = 20
ASKED: Final = 5  # colours of a search
STILLS: Final = 8
FILMS: Final = 6
HARD_TO_TELL: Final = 5.0  # CIEDE2000 under which two colours pass for one across a page


@dataclass(frozen=True)
class Tile:
    """One swatch of the page, its place, and the addresses that move it or take it out."""

    number: int
    swatch: Swatch
    part: str  # of the address
    left: str
    right: str
    without: str


@dataclass(frozen=True)
class Order:
    """Another order of the same colours."""

    title: str
    address: str
    here: bool


@dataclass(frozen=True)
class Seen:
    """The palette as seen with a deficiency, and the two colours that come nearest each other."""

    deficiency: Deficiency
    palette: SharedPalette
    first: Swatch
    second: Swatch
    difference: float  # CIEDE2000, as seen

    @property
    def hard(self) -> bool:
        """Whether these two are hard to tell apart."""
        return self.difference < HARD_TO_TELL


class PalettePage:
    """The parts of the page; each is worked out once, when the template asks."""

    shown_pairs = SHOWN_PAIRS
    levels = (LARGE, TEXT, ENHANCED)

    def __init__(self, palette: SharedPalette) -> None:
        self.palette = palette
        self.swatches = palette.swatches

    @cached_property
    def tiles(self) -> list[Tile]:
        """The swatches in order."""
        last = len(self.swatches) - 1
        parts = parts_of(self.swatches)
        return [
            Tile(
                number=i + 1,
                swatch=swatch,
                part=parts[i],
                left=self._moved(i, i - 1) if i else "",
                right=self._moved(i, i + 1) if i < last else "",
                without=self._without(i) if last >= FEWEST else "",
            )
            for i, swatch in enumerate(self.swatches)
        ]

    def _moved(self, here: int, there: int) -> str:
        swatches = list(self.swatches)
        swatches.insert(there, swatches.pop(here))
        return f"{_page(swatches)}#colour-{there + 1}"

    def _without(self, place: int) -> str:
        return _page([*self.swatches[:place], *self.swatches[place + 1 :]])

    @property
    def full(self) -> bool:
        """Whether no colour can be added."""
        return len(self.swatches) >= MOST

    @cached_property
    def orders(self) -> list[Order]:
        """By share where there are shares, by hue, by lightness, and the other way round."""
        here = _page(self.swatches)
        keys = ("share", "hue", "lightness") if self.palette.weighted else ("hue", "lightness")
        found = [(f"By {key}", _page(sorted(self.swatches, key=ORDERS[key]))) for key in keys]
        found.append(("Reversed", _page(self.swatches[::-1])))
        return [Order(title, address, address == here) for title, address in found]

    @property
    def even_address(self) -> str:
        """The same colours with equal shares."""
        even = shared(swatch.hex for swatch in self.swatches)
        return reverse("palettes:palette", args=[even.address])

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every pair, the highest contrast first."""
        return pairs(self.swatches)

    @property
    def passing(self) -> list[tuple[float, int]]:
        """How many pairs reach each level."""
        return [(level, sum(pair.ratio >= level for pair in self.pairs)) for level in self.levels]

    @cached_property
    def harmony(self) -> tuple[str, str, float, list[str]]:
        """The template of the hues, in words too, the misfit in degrees, and the paths of its
        sectors; greys do not count.
        """
        wheel = np.zeros(HUES)
        for _, chroma, hue in (swatch.oklch for swatch in self.swatches):
            if chroma >= GREY:
                wheel[round(hue * HUES / 360) % HUES] += chroma
        key, rotation, misfit = harmony_of(wheel)
        return key, HARMONIES[key], misfit, sectors(key, rotation)

    @cached_property
    def between(self) -> Between:
        """How far the colours are from each other."""
        return Between(self.swatches)

    @property
    def spots(self) -> list[tuple[float, float, str]]:
        """The colours on the a-b plane: x, y, hex."""
        return [(*hues.on_plane(swatch.oklab), swatch.hex) for swatch in self.swatches]

    @cached_property
    def seen(self) -> list[Seen]:
        """The palette with each deficiency."""
        rgb = np.array([swatch.rgb for swatch in self.swatches], dtype=np.float64) / 255
        return [self._seen(deficiency, rgb) for deficiency in DEFICIENCIES.values()]

    def _seen(self, deficiency: Deficiency, rgb: np.ndarray) -> Seen:
        seen = deficiency.simulate(rgb)
        lab = SPACES["cielab"].from_rgb(seen)
        apart = DIFFERENCES["ciede2000"].matrix(lab, lab)
        apart[np.tril_indices(len(apart))] = np.inf
        first, second = np.unravel_index(int(apart.argmin()), apart.shape)
        colours = shared(
            [hex_of(colour) for colour in np.round(seen * 255)],
            [swatch.share for swatch in self.swatches],
            [swatch.accent for swatch in self.swatches],
        )
        return Seen(
            deficiency,
            colours,
            self.swatches[int(first)],
            self.swatches[int(second)],
            float(apart[first, second]),
        )

    @cached_property
    def asked(self) -> list[Swatch]:
        """The colours searched for: all, or the few that differ most, the first among them."""
        unlike = list({swatch.hex: swatch for swatch in self.swatches}.values())
        if len(unlike) <= ASKED:
            return unlike
        oklab = np.array([swatch.oklab for swatch in unlike])
        chosen = [0]
        nearest = np.linalg.norm(oklab - oklab[0], axis=1)
        while len(chosen) < ASKED:
            chosen.append(int(nearest.argmax()))
            nearest = np.minimum(nearest, np.linalg.norm(oklab - oklab[chosen[-1]], axis=1))
        return [unlike[i] for i in sorted(chosen)]

    @property
    def search_address(self) -> str:
        """The search for these colours."""
        shares = [share for _, share in self._query if share is not None]
        even = [float(floor(100 / len(self.asked)))] * len(self.asked)
        weights = weights_of(shares) if shares else even
        pairs = [(hex_, weight) for (hex_, _), weight in zip(self._query, weights, strict=True)]
        query = "&".join(f"c={hex_.removeprefix('#')}:{written(weight)}" for hex_, weight in pairs)
        return f"{reverse('palettes:search')}?{query}"

    @cached_property
    def _query(self) -> list[tuple[str, float | None]]:
        """The colours searched for, with their shares when they have some."""
        if not self.palette.weighted:
            return [(swatch.hex, None) for swatch in self.asked]
        shares: defaultdict[str, float] = defaultdict(float)
        for swatch in self.swatches:
            shares[swatch.hex] += swatch.share
        return [(swatch.hex, shares[swatch.hex]) for swatch in self.asked]

    @cached_property
    def stills(self) -> list[Still]:
        """Stills of different films that hold these colours, the best first."""
        ids = [one.id for one in search.by_colours(self._query, STILLS, per_film=1)]
        kept = Still.objects.select_related("film").prefetch_related("palettes").in_bulk(ids)
        return [kept[pk] for pk in ids if pk in kept]

    @cached_property
    def films(self) -> list[Film]:
        """Films that hold these colours, the best first."""
        ids = [one.id for one in search.by_colours(self._query, FILMS, "films")]
        kept = Film.objects.prefetch_related("palettes", "looks").in_bulk(ids)
        return [kept[pk] for pk in ids if pk in kept]


def _page(swatches: Sequence[Swatch]) -> str:
    return reverse("palettes:palette", args=[address_of(swatches)])
