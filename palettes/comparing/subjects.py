"""One of the compared, as the charts draw it."""

from dataclasses import dataclass
from functools import cached_property

from catalog.models import Still
from palettes.charts import hues
from palettes.charts.cloud import Cloud
from palettes.charts.flow import Part, parts
from palettes.charts.marks import Mark
from palettes.comparing.asked import Chosen
from palettes.engine.looks import EngineLook
from palettes.looking.measuring import Measured, evenly, palette_of
from palettes.models import Palette


@dataclass(frozen=True)
class Subject:
    """One of the compared: what it is, what was measured, the mark of its lines, the address of the
    comparison without it, and how many stills stand under it.
    """

    chosen: Chosen
    measured: Measured
    mark: Mark
    without: str
    column: int

    @property
    def title(self) -> str:
        """What to call it."""
        return self.chosen.title

    @property
    def ready(self) -> bool:
        """Whether it can be drawn."""
        return self.measured.ready

    @property
    def few(self) -> list[Still]:
        """The stills under it, evenly chosen of those on the plane."""
        return evenly(self.measured.shown, self.column)

    @property
    def palette(self) -> Palette | None:
        """Its default palette, from what was prefetched."""
        return palette_of(self.chosen.thing)

    @property
    def cloud(self) -> Cloud:
        """Its colours. Only of those that are ready."""
        assert self.measured.cloud is not None
        return self.measured.cloud

    @property
    def look(self) -> EngineLook:
        """Its signature and figures. Only of those that are ready."""
        assert self.measured.look is not None
        return self.measured.look

    @cached_property
    def swatch_spots(self) -> list[tuple[float, float, str]]:
        """Its palette on the wheel's plane."""
        return [(*hues.on_plane(s.oklab), s.hex) for s in self.measured.swatches]

    @cached_property
    def parts(self) -> list[Part]:
        """Its palette from dark to light."""
        return parts(self.measured.swatches)
