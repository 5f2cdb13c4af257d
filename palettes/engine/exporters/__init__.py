"""Exporters: palettes as files that other programs read."""

from typing import Final

from palettes.engine.exporters.aco import Aco
from palettes.engine.exporters.ase import Ase
from palettes.engine.exporters.base import Exporter
from palettes.engine.exporters.coolors import Coolors
from palettes.engine.exporters.css import Css
from palettes.engine.exporters.csv import Csv
from palettes.engine.exporters.gpl import Gpl
from palettes.engine.exporters.json import Json
from palettes.engine.exporters.png import Png
from palettes.engine.exporters.procreate import Procreate
from palettes.engine.exporters.scss import Scss
from palettes.engine.exporters.svg import Svg
from palettes.engine.exporters.tailwind import Tailwind

EXPORTERS: Final[dict[str, Exporter]] = {
    "css": Css(),
    "scss": Scss(),
    "tailwind": Tailwind(),
    "json": Json(),
    "csv": Csv(),
    "gpl": Gpl(),
    "ase": Ase(),
    "aco": Aco(),
    "procreate": Procreate(),
    "svg": Svg(),
    "png": Png(),
    "coolors": Coolors(),
}

__all__ = ["EXPORTERS", "Exporter"]
