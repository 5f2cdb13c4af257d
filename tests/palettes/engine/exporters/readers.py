"""Each format read back: the colours of a file, in order, as ``#rrggbb``.

Wherever another program's reader could be had, it reads. No installable package reads .aco or
.swatches in Python (adobe-color-swatch takes the same module name as swatch; AdobeColor is
written for Python 2), so these two are read here by their specifications; readers of node's world
read them in ``make bench-exports``.
"""

import csv
import io
import json
import re
import struct
import tempfile
import zipfile
from collections.abc import Callable
from itertools import groupby
from xml.etree import ElementTree

import coloraide
import numpy as np
import sass
import swatch
from PIL import GimpPaletteFile, Image


def hexes(channels: list[float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)


def _css(content: bytes) -> list[str]:
    """The declarations, once Sass (which reads CSS too) has found the rule whole."""
    return _declared(sass.compile(string=content.decode(), output_style="expanded"))


def _declared(compiled: str) -> list[str]:
    without = re.sub(r"/\*.*?\*/", "", compiled, flags=re.S)
    body = re.fullmatch(r"\s*(?:@charset [^;]*;)?\s*[@:]\w+ \{(.*)\}\s*", without, re.S)
    assert body, compiled
    return [
        re.fullmatch(r"--[a-z0-9-]+: (#[0-9a-f]{6})", line.strip())[1]
        for line in body[1].split(";")
        if line.strip()
    ]


def _scss(content: bytes) -> list[str]:
    """What Sass makes of the map."""
    each = "@each $name, $colour in $palette { .#{$name} { color: $colour; } }"
    compiled = sass.compile(string=f"{content.decode()}\n{each}", output_style="compact")
    # Sass gives colours their CSS names where these are shorter.
    named = re.findall(r"\.[a-z0-9-]+ \{ color: ([^;]+); \}", compiled)
    assert "$" not in compiled
    return [coloraide.Color(text).to_string(hex=True) for text in named]


def _json(content: bytes) -> list[str]:
    return [entry["hex"] for entry in json.loads(content)["swatches"]]


def _csv(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [hexes([int(row[key]) / 255 for key in ("red", "green", "blue")]) for row in rows]


def _gpl(content: bytes) -> list[str]:
    palette, mode = GimpPaletteFile.GimpPaletteFile(io.BytesIO(content)).getpalette()
    assert mode == "RGB"
    return [f"#{palette[i : i + 3].hex()}" for i in range(0, len(palette), 3)]


def ase_groups(content: bytes) -> list[dict]:
    with tempfile.NamedTemporaryFile(suffix=".ase") as file:
        file.write(content)
        file.flush()
        return swatch.parse(file.name)


def _ase(content: bytes) -> list[str]:
    (group,) = ase_groups(content)
    assert {one["data"]["mode"] for one in group["swatches"]} == {"RGB"}
    return [hexes(one["data"]["values"]) for one in group["swatches"]]


def aco_colours(content: bytes) -> list[list[tuple[str, str]]]:
    """Colours and names by version: Adobe Photoshop File Formats Specification."""
    file, found = io.BytesIO(content), []
    while head := file.read(4):
        version, count = struct.unpack(">2H", head)
        colours = []
        for _ in range(count):
            space, red, green, blue, fourth = struct.unpack(">5H", file.read(10))
            assert (space, fourth) == (0, 0)
            name = ""
            if version == 2:
                (units,) = struct.unpack(">I", file.read(4))
                name = file.read(2 * units).decode("utf-16-be")
                assert name.endswith("\0")
            colours.append((hexes([red / 65535, green / 65535, blue / 65535]), name[:-1]))
        found.append(colours)
    return found


def _aco(content: bytes) -> list[str]:
    first, second = ([colour for colour, _ in part] for part in aco_colours(content))
    assert first == second
    return first


def procreate_palette(content: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Swatches.json"]
        (palette,) = json.loads(archive.read("Swatches.json"))
    return palette


def _procreate(content: bytes) -> list[str]:
    found = []
    for entry in procreate_palette(content)["swatches"]:
        assert entry["alpha"] == 1
        hsv = [360 * entry["hue"], entry["saturation"], entry["brightness"]]
        found.append(hexes(coloraide.Color("hsv", hsv).convert("srgb").coords()))
    return found


def _svg(content: bytes) -> list[str]:
    root = ElementTree.fromstring(content)
    space = "{http://www.w3.org/2000/svg}"
    assert {child.tag for child in root} == {f"{space}title", f"{space}path"}
    return [shape.get("fill") for shape in root.findall(f"{space}path")]


def _png(content: bytes) -> list[str]:
    """Runs of one colour along the upper edge."""
    with Image.open(io.BytesIO(content)) as picture:
        top = np.asarray(picture.convert("RGB"))[0]
    return [f"#{bytes(pixel).hex()}" for pixel, _ in groupby(map(tuple, top.tolist()))]


def _coolors(content: bytes) -> list[str]:
    line = content.decode()
    match = re.fullmatch(r"https://coolors\.co/([0-9a-f]{6}(?:-[0-9a-f]{6})*)\n", line)
    return [f"#{digits}" for digits in match[1].split("-")]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "css": _css,
    "scss": _scss,
    "tailwind": _css,
    "json": _json,
    "csv": _csv,
    "gpl": _gpl,
    "ase": _ase,
    "aco": _aco,
    "procreate": _procreate,
    "svg": _svg,
    "png": _png,
    "coolors": _coolors,
}
