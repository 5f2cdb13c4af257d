"""The lab: any picture's palettes under any recipes, side by side. Nothing of it is kept."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from PIL import Image

from palettes.bench import MOST, Column, column_of
from palettes.charts.cloud import cloud_of
from palettes.charts.colour_space import Drawing, as_data, draw
from palettes.charts.stages import STAGES
from palettes.compute import default_recipe
from palettes.engine import EngineError, ExtractedPalette, Recipe, Sample, resolve_recipe
from palettes.engine.labels import OUTSIDE, label_pixels
from palettes.visitors.outside import Answer

BESIDE: Final = "kmeans-rgb-8"
"""What most programs do: the first thing that our own method is shown beside."""

QUALITY: Final = 86
REMEMBERED: Final = 0.1  # milliseconds below which nothing was worked out
LONGEST_ADDRESS: Final = 2048


@dataclass(frozen=True)
class Shot:
    """One recipe in the lab: its palette, and the picture painted with it as a data address."""

    column: Column
    repainted: str


@dataclass(frozen=True)
class State:
    """What the lab's address asks for: a picture's address, recipes, and a space to turn."""

    url: str
    recipes: tuple[Recipe, ...]
    space: str
    problems: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The page of this state."""
        pairs = [("url", self.url)] if self.url else []
        pairs += [("r", str(recipe)) for recipe in self.recipes]
        if self.space != next(iter(STAGES)):
            pairs.append(("cloud", self.space))
        return f"{reverse('palettes:lab')}?{urlencode(pairs)}"


def read_state(parameters: QueryDict) -> State:
    """What the parameters ask for, with what is wrong with them in words."""
    recipes: dict[Recipe, None] = {}
    problems = []
    dropped = parameters.get("drop")
    asked = [text for text in parameters.getlist("r")[: 2 * MOST] if text != dropped]
    if not parameters.getlist("r"):
        asked = list(dict.fromkeys((default_recipe(), BESIDE)))
    for text in asked:
        try:
            recipes[resolve_recipe(text[:300])] = None
        except EngineError as error:
            problems.append(f"“{text[:60]}”: {error}.")
    if len(recipes) > MOST:
        problems.append(f"The lab holds {MOST} recipes at once; the rest wait.")
    space = parameters.get("cloud", "")
    return State(
        parameters.get("url", "").replace("\0", "").strip()[:LONGEST_ADDRESS],
        tuple(recipes)[:MOST],
        space if space in STAGES else next(iter(STAGES)),
        tuple(problems),
    )


class Lab:
    """What the lab shows of a picture."""

    def __init__(self, answer: Answer, state: State) -> None:
        assert answer.sample is not None
        self.picture = answer.picture
        self._took = {
            key: max(round(took), 1) if took > REMEMBERED else 0
            for key, took in answer.took.items()
        }
        self.sample: Sample = answer.sample
        self.shots = [self._shot(*item) for item in answer.palettes.items()]
        self.state = state

    @property
    def timing(self) -> str:
        """What took how long: ``fetched in 81 ms, decoded in 20 ms, palettes remembered``."""
        steps = [("decode", "decoded", "picture"), ("palette", "palettes made", "palettes")]
        said = [f"fetched in {self._took['fetch']} ms"] if self._took["fetch"] else []
        for key, done, what in steps:
            time = self._took[key]
            said.append(f"{done} in {time} ms" if time else f"{what} remembered")
        return ", ".join(said)

    @cached_property
    def shown(self) -> str:
        """The picture as it was sampled, without bars, as a data address."""
        assert self.sample.plane is not None
        return _data_address(Image.fromarray(self.sample.plane), "JPEG", quality=QUALITY)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of what is shown."""
        assert self.sample.plane is not None
        rows, columns = self.sample.plane.shape[:2]
        return columns, rows

    @cached_property
    def drawing(self) -> Drawing:
        """The picture's colours in the space that is asked for."""
        return draw(cloud_of(self.sample), self._swatches, self.state.space)

    @property
    def data(self) -> dict[str, Any]:
        """The same for the script that turns them."""
        return as_data(cloud_of(self.sample), self._swatches, self.state.space)

    @property
    def _swatches(self) -> Sequence[Any]:
        palettes = (shot.column.palette for shot in self.shots)
        first = next((palette for palette in palettes if palette), None)
        return first.swatches if first else ()

    def _shot(self, recipe: Recipe, result: ExtractedPalette | EngineError) -> Shot:
        column = column_of(recipe, result)
        return Shot(column, self._repainted(column.palette) if column.palette else "")

    def _repainted(self, palette: ExtractedPalette) -> str:
        """The picture with every pixel in its nearest swatch's colour."""
        assert self.sample.plane is not None
        labels = label_pixels(self.sample.plane, palette.swatches)
        if self.sample.visible is not None:
            labels = np.where(self.sample.visible, labels, OUTSIDE).astype(np.uint8)
        picture = Image.fromarray(labels, "L").convert("P")
        colours = np.zeros((256, 3), np.uint8)
        colours[: len(palette.swatches)] = [swatch.rgb for swatch in palette.swatches]
        picture.putpalette(colours.tobytes())
        return _data_address(picture, "PNG", transparency=OUTSIDE)


def _data_address(picture: Image.Image, kind: str, **save: Any) -> str:
    out = io.BytesIO()
    picture.save(out, kind, optimize=True, **save)
    text = base64.b64encode(out.getvalue()).decode()
    return f"data:image/{kind.lower()};base64,{text}"
